//! Proxies before this server: whose word on the client is believed.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// The proxies that are trusted. Headers of anybody else are nothing but claims of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

/// Addresses with a common beginning, such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    prefix: u8,
}

/// A client as it is seen through the proxies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Its address.
    pub(crate) ip: IpAddr,
    /// Whether it called over TLS; `None` when no proxy says.
    pub(crate) is_secure: Option<bool>,
    /// The host that it called; `None` when no proxy says.
    pub(crate) host: Option<String>,
}

impl Proxies {
    /// Reads addresses and networks with commas between them.
    ///
    /// # Errors
    /// The first text that is neither.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts
            .map(|part| Network::read(part).ok_or_else(|| part.to_owned()))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn trusts(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|network| network.has(ip.to_canonical()))
    }

    /// The client behind a connection. Of the addresses in `X-Forwarded-For` the last counts that is no trusted proxy: what
    /// stands before it was written by that very client.
    pub(crate) fn see(&self, peer: IpAddr, headers: &HeaderMap) -> Seen {
        let direct = Seen {
            ip: peer,
            is_secure: None,
            host: None,
        };
        if !self.trusts(peer) {
            return direct;
        }
        let mut ip = peer;
        for text in values(headers, "x-forwarded-for").into_iter().rev() {
            match address(text) {
                Some(hop) => ip = hop,
                None => break,
            }
            if !self.trusts(ip) {
                break;
            }
        }
        Seen {
            ip,
            is_secure: values(headers, "x-forwarded-proto")
                .last()
                .map(|scheme| scheme.eq_ignore_ascii_case("https")),
            host: values(headers, "x-forwarded-host")
                .last()
                .map(|host| (*host).to_owned()),
        }
    }
}

/// The values of a field that may stand several times, each with commas in it.
fn values<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    let fields = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    fields
        .flat_map(|field| field.split(','))
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect()
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').split(']').next().unwrap_or_default();
    let bare = bare.parse().ok();
    bare.or_else(|| text.parse().ok().map(|address: std::net::SocketAddr| address.ip()))
}

impl Network {
    fn read(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let whole = match address {
            IpAddr::V4(_) => 32,
            IpAddr::V6(_) => 128,
        };
        let prefix = prefix.unwrap_or(whole);
        (prefix <= whole).then_some(Self { address, prefix })
    }

    fn has(&self, ip: IpAddr) -> bool {
        let differ = match (self.address, ip) {
            (IpAddr::V4(own), IpAddr::V4(other)) => u32::from(own) ^ u32::from(other),
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let differ = u128::from(own) ^ u128::from(other);
                return u32::from(self.prefix) <= differ.leading_zeros();
            }
            _ => return false,
        };
        u32::from(self.prefix) <= differ.leading_zeros()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn see(trusted: &str, peer: &str, fields: &[(&'static str, &'static str)]) -> Seen {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(*name, HeaderValue::from_static(value));
        }
        Proxies::read(trusted).unwrap().see(peer.parse().unwrap(), &headers)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_is_who_connects() {
        let fields = [
            ("x-forwarded-for", "1.2.3.4"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "evil"),
        ];
        let seen = see("10.0.0.0/8", "192.0.2.1", &fields);
        assert_eq!((seen.ip, seen.is_secure, seen.host), (ip("192.0.2.1"), None, None));
        assert_eq!(see("", "10.0.0.1", &fields).ip, ip("10.0.0.1"));
    }

    #[test]
    fn behind_trusted_proxies_the_last_stranger_counts() {
        let client = |field: &'static str| see("10.0.0.0/8, ::1", "10.0.0.1", &[("x-forwarded-for", field)]).ip;
        assert_eq!(client("1.2.3.4"), ip("1.2.3.4"));
        assert_eq!(client("6.6.6.6, 1.2.3.4, 10.0.0.2"), ip("1.2.3.4"));
        assert_eq!(client("1.2.3.4:5678"), ip("1.2.3.4"));
        assert_eq!(client("[2001:db8::1]:80"), ip("2001:db8::1"));
        assert_eq!(client("6.6.6.6, nonsense, 10.0.0.2"), ip("10.0.0.2"));
        assert_eq!(client(""), ip("10.0.0.1"));
        let twice = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "1.2.3.4")];
        assert_eq!(
            see("::ffff:10.0.0.1,10.0.0.1", "::ffff:10.0.0.1", &twice).ip,
            ip("1.2.3.4")
        );
    }

    #[test]
    fn scheme_and_host_are_the_proxys_word() {
        let fields = [
            ("x-forwarded-proto", "http, https"),
            ("x-forwarded-host", "a.example, auth.example.com"),
        ];
        let seen = see("10.0.0.1", "10.0.0.1", &fields);
        assert_eq!(
            (seen.is_secure, seen.host.as_deref()),
            (Some(true), Some("auth.example.com"))
        );
    }

    #[test]
    fn networks_are_read() {
        for good in ["10.0.0.0/8", "::/0", "fe80::1", "0.0.0.0/0", ""] {
            assert!(Proxies::read(good).is_ok(), "{good}");
        }
        for bad in ["10.0.0.0/33", "proxy.example", "10.0.0/8", "::/129", "10.0.0.1/x"] {
            assert_eq!(Proxies::read(bad), Err(bad.to_owned()));
        }
    }
}

//! Asking servers at addresses that customers name: for discovery documents, metadata, tokens, what is known of a user.
//!
//! Whoever may name an address could have the server knock at doors that only the server reaches. So no redirect is followed,
//! and unless the operator says otherwise, only public addresses are connected to: what a name means is checked where the
//! connection is made, so that it cannot mean something else a moment later.

use std::{
    error::Error,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use domain::ports::{Boxed, EGRESS_LIMIT, Egress, EgressFailed, Fetched, Outgoing, PortFailed};
use reqwest::{
    Client, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header, redirect,
};

/// How long a request may take in all.
const TIME: Duration = Duration::from_micros(EGRESS_LIMIT.micros().unsigned_abs());

/// What the real service calls itself (documented): some providers answer nobody without a name.
const USER_AGENT: &str = "Amazon/Cognito";

/// The content type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// The most bytes of a document.
const SIZE: usize = 1024 * 1024;

/// How far the server reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses only, by TLS.
    Public,
    /// Wherever it is sent, as on a developer's machine.
    Everywhere,
}

/// Asks over HTTP.
pub struct Web {
    http: Client,
    reach: Reach,
}

impl Web {
    /// Gets ready.
    ///
    /// # Errors
    /// There is no TLS to be had.
    pub fn new(reach: Reach) -> Result<Self, PortFailed> {
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(TIME)
            .user_agent(USER_AGENT);
        let http = match reach {
            // A proxy of the surroundings would connect on its own account.
            Reach::Public => http.no_proxy().dns_resolver(PublicOnly),
            Reach::Everywhere => http,
        };
        let http = http.build().map_err(|error| PortFailed {
            doing: format!("getting ready to fetch documents: {error}"),
        })?;
        Ok(Self { http, reach })
    }

    fn admits(&self, url: &Url) -> bool {
        let safe = match self.reach {
            Reach::Everywhere => ["http", "https"].contains(&url.scheme()),
            Reach::Public => url.scheme() == "https",
        };
        let address = url
            .host_str()
            .and_then(|host| host.trim_matches(['[', ']']).parse().ok());
        let public = address.is_none_or(is_public);
        safe && (public || self.reach == Reach::Everywhere)
    }

    async fn ask(&self, request: Outgoing) -> Result<Fetched, EgressFailed> {
        let url = Url::parse(&request.url).map_err(|_| EgressFailed::Forbidden)?;
        if !self.admits(&url) {
            return Err(EgressFailed::Forbidden);
        }
        let mut asked = match request.form {
            None => self.http.get(url),
            Some(form) => self.http.post(url).header(header::CONTENT_TYPE, FORM).body(form),
        };
        if let Some(token) = request.bearer {
            asked = asked.bearer_auth(token);
        }
        if let Some((name, password)) = request.basic {
            asked = asked.basic_auth(name, Some(password));
        }
        if let Some(kind) = request.accept {
            asked = asked.header(header::ACCEPT, kind);
        }
        let mut answer = asked.send().await.map_err(|error| why(&error))?;
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|error| why(&error))? {
            if body.len() + part.len() > SIZE {
                return Err(EgressFailed::TooLong);
            }
            body.extend_from_slice(&part);
        }
        Ok(Fetched {
            status: answer.status().as_u16(),
            body,
        })
    }
}

impl Egress for Web {
    fn send(&self, request: Outgoing) -> Boxed<'_, Result<Fetched, EgressFailed>> {
        Box::pin(self.ask(request))
    }
}

fn why(error: &reqwest::Error) -> EgressFailed {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NotPublic>() {
            return EgressFailed::Forbidden;
        }
        cause = error.source();
    }
    match error.is_timeout() {
        true => EgressFailed::TimedOut,
        false => EgressFailed::Unreachable,
    }
}

/// A name means an address that is not public.
#[derive(Debug)]
struct NotPublic;

impl std::fmt::Display for NotPublic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name means an address that is not public")
    }
}

impl Error for NotPublic {}

/// Knows only names all of whose addresses are public.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            match found.iter().all(|address| is_public(address.ip())) {
                true => Ok(Box::new(found.into_iter()) as Addrs),
                false => Err(Box::new(NotPublic) as Box<dyn Error + Send + Sync>),
            }
        })
    }
}

/// Whether an address is one of the public Internet. What is not known to be is not (RFC 6890 and its successors).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

/// Only what is handed out for the Internet, 2000::/3, without the parts of it that are for documents or carry an IPv4 address.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let global = first & 0xe000 == 0x2000;
    let special =
        (first == 0x2001 && (second < 0x0200 || second == 0x0db8)) || first == 0x2002 || first & 0xfff0 == 0x3ff0;
    global && !special
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    /// A server that answers once with these bytes; its address.
    async fn answering(answer: Vec<u8>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 2048]).await;
            let _ = stream.write_all(&answer).await;
        });
        format!("http://{address}/document")
    }

    fn web(reach: Reach) -> Web {
        Web::new(reach).unwrap()
    }

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        for public in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for other in [
            "0.0.0.0",
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "fe80::1",
            "fd00::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "64:ff9b::7f00:1",
            "ff02::1",
        ] {
            assert!(!is_public(other.parse().unwrap()), "{other}");
        }
    }

    #[tokio::test]
    async fn what_is_not_public_is_not_fetched() {
        let web = web(Reach::Public);
        for url in [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://169.254.169.254/latest/meta-data/",
            "http://example.com/",
            "file:///etc/passwd",
            "nothing",
            "https://localhost:1/",
        ] {
            assert_eq!(web.get(url).await.err(), Some(EgressFailed::Forbidden), "{url}");
        }
    }

    #[tokio::test]
    async fn documents_are_fetched_whole_without_following_redirects() {
        let web = web(Reach::Everywhere);
        let url = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_vec()).await;
        let fetched = web.get(&url).await.unwrap();
        assert_eq!((fetched.status, fetched.body.as_slice()), (200, b"{}".as_slice()));
        let moved = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n".to_vec();
        let url = answering(moved).await;
        assert_eq!(web.get(&url).await.unwrap().status, 302);
        assert_eq!(
            web.get("http://127.0.0.1:1/").await.err(),
            Some(EgressFailed::Unreachable)
        );
    }

    #[tokio::test]
    async fn forms_go_with_what_the_other_side_wants_to_see() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/token", listener.local_addr().unwrap());
        let seen = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut bytes = vec![0; 4096];
            let mut length = 0;
            while !String::from_utf8_lossy(&bytes[..length]).ends_with("a=b%20c") {
                length += stream.read(&mut bytes[length..]).await.unwrap();
            }
            let answer = b"HTTP/1.1 400 Bad\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(answer).await.unwrap();
            String::from_utf8_lossy(&bytes[..length]).to_lowercase()
        });
        let request = Outgoing {
            form: Some("a=b%20c".into()),
            basic: Some(("id".into(), "secret".into())),
            ..Outgoing::get(url)
        };
        assert_eq!(
            web(Reach::Everywhere).send(request.for_json()).await.unwrap().status,
            400
        );
        let seen = seen.await.unwrap();
        for line in [
            "post /token http/1.1",
            "content-type: application/x-www-form-urlencoded",
            "authorization: basic awq6c2vjcmv0",
            "accept: application/json",
            "user-agent: amazon/cognito",
        ] {
            assert!(seen.contains(line), "{line}: {seen}");
        }
    }

    #[tokio::test]
    async fn endless_documents_end() {
        let mut answer = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
        for _ in 0..=SIZE / 0x10000 {
            answer.extend_from_slice(b"10000\r\n");
            answer.extend(std::iter::repeat_n(b'x', 0x10000));
            answer.extend_from_slice(b"\r\n");
        }
        let url = answering(answer).await;
        assert_eq!(
            web(Reach::Everywhere).get(&url).await.err(),
            Some(EgressFailed::TooLong)
        );
    }
}

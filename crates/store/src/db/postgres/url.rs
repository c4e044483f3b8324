//! Reads a `postgres://` URL: what the driver knows, and what it leaves to us.

use std::{path::PathBuf, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode, TargetSessionAttrs},
};

use super::super::Broken;

/// Connections of one node at most, when the URL does not say `pool_size=`.
const POOL_SIZE: usize = 16;

/// How long a statement, or the statements of one round trip, may take, when the URL does not say `answer_timeout=` in seconds. A
/// frozen server never answers, and its kernel still acknowledges, so only this clock notices.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a URL says.
pub(super) struct Target {
    /// One for each host, in the URL's order.
    pub(super) hosts: Vec<Config>,
    pub(super) tls: TlsPolicy,
    pub(super) parsing: Parsing,
    pub(super) pool_size: usize,
    pub(super) patience: Duration,
}

/// How the server is known. As in libpq, except that `require` and `verify-ca` are as strict as `verify-full`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TlsPolicy {
    /// `sslmode=disable`: never encrypted.
    Off,
    /// `sslmode=prefer`, the default: encrypted when the server can; its certificate proves nothing, for whoever could forge it
    /// could also have said that the server cannot encrypt.
    Opportunistic,
    /// Encrypted, with a certificate for the host's name from a known authority, or from the one in `sslrootcert=FILE`.
    Verified { authority: Option<PathBuf> },
}

/// Where the server keeps parsed statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parsing {
    /// In the connection: parsed once, the default.
    Cached,
    /// Nowhere: `prepared_statements=off`, for PgBouncer before 1.21 in transaction mode.
    EachTime,
}

/// Reads the URL. No message repeats any of its values, which may be secret.
pub(super) fn read(url: &str) -> Result<Target, Broken> {
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    let mut left = Vec::new();
    let mut tls = None;
    let mut authority = None;
    let mut parsing = Parsing::Cached;
    let mut pool_size = POOL_SIZE;
    let mut patience = PATIENCE;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("sslmode", mode)) => tls = Some(ssl_mode(mode)?),
            Some(("sslrootcert", file)) => authority = Some(PathBuf::from(decoded(file))),
            Some(("prepared_statements", "on")) => parsing = Parsing::Cached,
            Some(("prepared_statements", "off")) => parsing = Parsing::EachTime,
            Some(("prepared_statements", _)) => return Err(wrong("prepared_statements is on or off")),
            Some(("pool_size", size)) => pool_size = number("pool_size", size)?,
            Some(("answer_timeout", seconds)) => {
                patience = Duration::from_secs(number("answer_timeout", seconds)? as u64);
            }
            _ => left.push(pair),
        }
    }
    let tls = match (tls, authority) {
        // As in libpq, naming an authority asks for it to be used.
        (None | Some(TlsPolicy::Verified { .. }), Some(file)) => TlsPolicy::Verified { authority: Some(file) },
        (mode, _) => mode.unwrap_or(TlsPolicy::Opportunistic),
    };
    let mut config: Config =
        format!("{place}?{}", left.join("&"))
            .parse()
            .map_err(|error: tokio_postgres::Error| {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                wrong(&cause.unwrap_or_else(|| error.to_string()))
            })?;
    config.ssl_mode(match tls {
        TlsPolicy::Off => SslMode::Disable,
        TlsPolicy::Opportunistic => SslMode::Prefer,
        TlsPolicy::Verified { .. } => SslMode::Require,
    });
    Ok(Target {
        hosts: each_host(&config)?,
        tls,
        parsing,
        pool_size,
        patience,
    })
}

fn number(name: &str, text: &str) -> Result<usize, Broken> {
    let number = text.parse().ok().filter(|number| (1..=1000).contains(number));
    number.ok_or_else(|| wrong(&format!("{name} is a number from 1 to 1000")))
}

fn ssl_mode(mode: &str) -> Result<TlsPolicy, Broken> {
    match mode {
        "disable" => Ok(TlsPolicy::Off),
        "allow" | "prefer" => Ok(TlsPolicy::Opportunistic),
        "require" | "verify-ca" | "verify-full" => Ok(TlsPolicy::Verified { authority: None }),
        _ => Err(wrong("sslmode is disable, prefer, require or verify-full")),
    }
}

/// One configuration for each host: a host that accepts and then says nothing must not use up the time of the next.
fn each_host(config: &Config) -> Result<Vec<Config>, Broken> {
    let (hosts, addresses, ports) = (config.get_hosts(), config.get_hostaddrs(), config.get_ports());
    let count = hosts.len().max(addresses.len());
    if count == 0 {
        return Err(wrong("it names no host"));
    }
    if !(hosts.is_empty() || addresses.is_empty() || hosts.len() == addresses.len()) {
        return Err(wrong("host and hostaddr are not equally many"));
    }
    if ports.len() > 1 && ports.len() != count {
        return Err(wrong("it names neither one port nor one for each host"));
    }
    let single = |at: usize| {
        let mut one = settings(config);
        match hosts.get(at) {
            Some(Host::Tcp(name)) => one.host(name),
            #[cfg(unix)]
            Some(Host::Unix(folder)) => one.host_path(folder),
            None => &mut one,
        };
        if let Some(address) = addresses.get(at) {
            one.hostaddr(*address);
        }
        if let Some(port) = ports.get(at).or(ports.first()) {
            one.port(*port);
        }
        one
    };
    Ok((0..count).map(single).collect())
}

/// All but the hosts.
fn settings(config: &Config) -> Config {
    let mut copy = Config::new();
    if let Some(user) = config.get_user() {
        copy.user(user);
    }
    if let Some(password) = config.get_password() {
        copy.password(password);
    }
    if let Some(name) = config.get_dbname() {
        copy.dbname(name);
    }
    if let Some(options) = config.get_options() {
        copy.options(options);
    }
    copy.application_name(config.get_application_name().unwrap_or("cognate"))
        .ssl_mode(config.get_ssl_mode())
        .ssl_negotiation(config.get_ssl_negotiation())
        .channel_binding(config.get_channel_binding())
        .keepalives(config.get_keepalives())
        .keepalives_idle(config.get_keepalives_idle())
        // Whatever the URL says: a node that cannot write is of no use.
        .target_session_attrs(TargetSessionAttrs::ReadWrite);
    if let Some(timeout) = config.get_connect_timeout() {
        copy.connect_timeout(*timeout);
    }
    if let Some(timeout) = config.get_tcp_user_timeout() {
        copy.tcp_user_timeout(*timeout);
    }
    copy
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wrong(cause: &str) -> Broken {
    Broken::new("reading the database URL", cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        read(url).err().unwrap().to_string()
    }

    #[test]
    fn each_host_gets_all_settings() {
        let target = read("postgres://me:se%20cret@a:1,b:2/db?connect_timeout=7&application_name=x").unwrap();
        assert_eq!(target.hosts.len(), 2);
        let second = &target.hosts[1];
        assert_eq!(second.get_hosts(), [Host::Tcp("b".into())]);
        assert_eq!(second.get_ports(), [2]);
        assert_eq!(second.get_user(), Some("me"));
        assert_eq!(second.get_password(), Some(b"se cret".as_slice()));
        assert_eq!(second.get_dbname(), Some("db"));
        assert_eq!(second.get_application_name(), Some("x"));
        assert_eq!(second.get_connect_timeout().unwrap().as_secs(), 7);
        assert_eq!(second.get_target_session_attrs(), TargetSessionAttrs::ReadWrite);
    }

    #[test]
    fn hosts_may_stand_in_the_query() {
        let target = read("postgres:///db?host=a&host=b&port=5433&user=me").unwrap();
        assert_eq!(target.hosts.len(), 2);
        assert_eq!(target.hosts[1].get_ports(), [5433]);
    }

    #[test]
    fn tls_is_as_strict_as_asked_for() {
        let policy = |query: &str| read(&format!("postgres://h/db?{query}")).unwrap().tls;
        let verified = |file: Option<&str>| TlsPolicy::Verified {
            authority: file.map(PathBuf::from),
        };
        assert_eq!(policy(""), TlsPolicy::Opportunistic);
        assert_eq!(policy("sslmode=disable&sslrootcert=x"), TlsPolicy::Off);
        assert_eq!(policy("sslmode=require"), verified(None));
        assert_eq!(policy("sslrootcert=/a%20b.pem"), verified(Some("/a b.pem")));
        assert_eq!(policy("sslmode=verify-full&sslrootcert=x"), verified(Some("x")));
    }

    #[test]
    fn our_own_settings_are_read() {
        let target = read("postgres://h/db?prepared_statements=off&pool_size=3&answer_timeout=5").unwrap();
        assert_eq!((target.parsing, target.pool_size), (Parsing::EachTime, 3));
        assert_eq!(target.patience.as_secs(), 5);
        let target = read("postgres://h/db").unwrap();
        assert_eq!((target.parsing, target.pool_size), (Parsing::Cached, POOL_SIZE));
        assert_eq!(target.patience, PATIENCE);
    }

    #[test]
    fn a_wrong_url_is_named_without_its_secrets() {
        let url = "reading the database URL: ";
        assert_eq!(
            refusal("postgres://h/db?sslmode=maybe"),
            format!("{url}sslmode is disable, prefer, require or verify-full")
        );
        assert_eq!(
            refusal("postgres://h/db?pool_size=0"),
            format!("{url}pool_size is a number from 1 to 1000")
        );
        assert_eq!(refusal("postgres:///db"), format!("{url}it names no host"));
        let unknown = refusal("postgres://u:secret@h/db?colour=blue");
        assert_eq!(unknown, format!("{url}unknown option `colour`"));
    }
}

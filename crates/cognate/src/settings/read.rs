//! One function reads each setting.

use std::net::{Ipv4Addr, SocketAddr};

use adapters::Reach;
use app::cx::IssuerStyle;
use domain::{ids::Region, rates::RatePlan};
use http_edge::Proxies;
use tracing_subscriber::EnvFilter;

use super::{
    LogForm, Mode, Settings, Wrong,
    connection::read_connection,
    front, functions,
    messages::{self, Messages},
    names,
};
use crate::cli::Options;

/// Where `cognate dev` listens: loopback only.
const DEV_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 9229);

/// What is logged when nothing is set.
const LOG_LEVEL: &str = "info";

/// The account number in ARNs when none is set. Not one that AWS gives out.
const ACCOUNT: &str = "000000000000";

/// Complaints so far.
#[derive(Default)]
pub(super) struct Complaints(pub(super) Vec<String>);

impl Complaints {
    /// The value, or else its complaint is noted and the stand-in goes on, to find what else is wrong.
    pub(super) fn note<T>(&mut self, read: Result<T, String>, stand_in: T) -> T {
        read.unwrap_or_else(|complaint| {
            self.0.push(complaint);
            stand_in
        })
    }
}

/// Reads and checks all settings.
///
/// # Errors
///
/// Everything that is missing or wrong.
pub fn resolve(mode: Mode, options: &Options) -> Result<Settings, Wrong> {
    let mut wrong = Complaints::default();
    let region = wrong.note(region(options), Region::new(String::new()));
    let only = wrong.note(only_region(options), OnlyRegion::No);
    let settings = Settings {
        mode,
        listen: wrong.note(listen(mode, options), DEV_LISTEN),
        public_url: wrong.note(public_url(mode, options), None),
        issuer: wrong.note(issuer(options), IssuerStyle::PublicUrl),
        functions: functions::read(mode, options, &region, &mut wrong),
        messages: wrong.note(messages::read(options), Messages::default()),
        only_region: (only == OnlyRegion::Yes).then(|| region.clone()),
        region,
        account: wrong.note(account(options), ACCOUNT.into()),
        access_keys: wrong.note(access_keys(options), Vec::new()),
        outgoing: wrong.note(outgoing(mode, options), Reach::Public),
        rates: wrong.note(rates(mode, options), RatePlan::Unlimited),
        domain_suffix: wrong.note(front::domain_suffix(options), None),
        certificates: wrong.note(front::certificates(options), Vec::new()),
        ordering: wrong.note(front::ordering(options), None),
        proxies: wrong.note(front::proxies(options), Proxies::default()),
        leaked_passwords: options.leaked_passwords.clone(),
        log: wrong.note(log(mode, options), LogForm::Human),
        log_level: wrong.note(log_level(options), LOG_LEVEL.into()),
        connection: read_connection(mode, options, &mut wrong),
    };
    match wrong.0.is_empty() {
        true => Ok(settings),
        false => Err(Wrong(wrong.0)),
    }
}

fn listen(mode: Mode, options: &Options) -> Result<SocketAddr, String> {
    let Some(text) = &options.listen else {
        return match mode {
            Mode::Dev => Ok(DEV_LISTEN),
            Mode::Serve => Err(missing("listen", "an address such as 0.0.0.0:9229")),
        };
    };
    let numeric = text.replacen("localhost:", "127.0.0.1:", 1);
    let address: SocketAddr = numeric
        .parse()
        .map_err(|_| bad("listen", text, "an IP address and a port, such as 127.0.0.1:9229"))?;
    if mode == Mode::Dev && !address.ip().is_loopback() {
        let fix = "a loopback address, because cognate dev accepts any credentials and shows every code; \
            use cognate serve to be reached from other machines";
        return Err(bad("listen", text, fix));
    }
    Ok(address)
}

fn public_url(mode: Mode, options: &Options) -> Result<Option<String>, String> {
    let Some(text) = &options.public_url else {
        return match mode {
            Mode::Dev => Ok(None),
            Mode::Serve => Err(missing(
                "public-url",
                "the URL at which clients reach this server, such as https://id.example.com",
            )),
        };
    };
    let url = text.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |host: &str| !host.is_empty() && !host.starts_with('/') && !host.contains(['?', '#', '@', ' ', '\\']);
    match host.is_some_and(plain) {
        true => Ok(Some(url.into())),
        false => Err(bad(
            "public-url",
            text,
            "an http:// or https:// URL without a query, such as https://id.example.com",
        )),
    }
}

fn issuer(options: &Options) -> Result<IssuerStyle, String> {
    match options.issuer.as_deref() {
        None | Some("public") => Ok(IssuerStyle::PublicUrl),
        Some("aws") => Ok(IssuerStyle::Aws),
        Some(text) => Err(bad("issuer", text, "public or aws")),
    }
}

fn region(options: &Options) -> Result<Region, String> {
    let text = options.region.as_deref().unwrap_or("us-east-1");
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match (5..=32).contains(&text.len()) && text.chars().all(fits) {
        true => Ok(Region::new(text)),
        false => Err(bad("region", text, "a region name such as eu-central-1")),
    }
}

#[derive(PartialEq, Eq)]
enum OnlyRegion {
    Yes,
    No,
}

fn only_region(options: &Options) -> Result<OnlyRegion, String> {
    match options.only_region.as_deref() {
        None | Some("false") => Ok(OnlyRegion::No),
        Some("true") => Ok(OnlyRegion::Yes),
        Some(text) => Err(bad("only-region", text, "true or false")),
    }
}

fn account(options: &Options) -> Result<String, String> {
    let text = options.account.as_deref().unwrap_or(ACCOUNT);
    match text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(text.into()),
        false => Err(bad("account", text, "12 digits")),
    }
}

fn outgoing(mode: Mode, options: &Options) -> Result<Reach, String> {
    match (options.outgoing.as_deref(), mode) {
        (None, Mode::Dev) | (Some("anywhere"), _) => Ok(Reach::Everywhere),
        (None, Mode::Serve) | (Some("public"), _) => Ok(Reach::Public),
        (Some(text), _) => Err(bad("outgoing", text, "public or anywhere")),
    }
}

fn rates(mode: Mode, options: &Options) -> Result<RatePlan, String> {
    match (options.rate_limits.as_deref(), mode) {
        (None, Mode::Dev) => Ok(RatePlan::Unlimited),
        (None, Mode::Serve) => Ok(RatePlan::defaults()),
        (Some(text), _) => RatePlan::parse(text).map_err(|wrong| {
            let fix = "on, off, or a category, an equals sign and a number, such as UserAuthentication=500";
            bad("rate-limits", &wrong.0, fix)
        }),
    }
}

/// The texts are secrets: a complaint counts the entries and does not quote them.
fn access_keys(options: &Options) -> Result<Vec<(String, String)>, String> {
    let text = options.access_keys.as_deref().unwrap_or_default();
    let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    let read = |(number, entry): (usize, &str)| match entry.split_once(':') {
        Some((id, secret))
            if id.len() >= 3 && id.bytes().all(|byte| byte.is_ascii_alphanumeric()) && secret.len() >= 8 =>
        {
            Ok((id.to_owned(), secret.to_owned()))
        }
        _ => Err(format!(
            "{}: entry {} is not an id of at least 3 letters and digits, a colon and a secret of at least 8 characters; \
             write id:secret,id:secret",
            names("access-keys"),
            number + 1
        )),
    };
    entries.enumerate().map(read).collect()
}

fn log(mode: Mode, options: &Options) -> Result<LogForm, String> {
    match (options.log.as_deref(), mode) {
        (Some("human"), _) | (None, Mode::Dev) => Ok(LogForm::Human),
        (Some("json"), _) | (None, Mode::Serve) => Ok(LogForm::Json),
        (Some(text), _) => Err(bad("log", text, "human or json")),
    }
}

fn log_level(options: &Options) -> Result<String, String> {
    let text = options.log_level.as_deref().unwrap_or(LOG_LEVEL);
    match EnvFilter::builder().parse(text) {
        Ok(_) => Ok(text.into()),
        Err(_) => Err(bad(
            "log-level",
            text,
            "error, warn, info, debug or trace, or such as info,http_edge=debug",
        )),
    }
}

/// A complaint about a setting that has to be there.
pub(super) fn missing(setting: &str, what: &str) -> String {
    format!("{setting} is missing: set {what}, by {}", names(setting))
}

pub(super) fn bad(setting: &str, text: &str, fix: &str) -> String {
    format!("{}: {text:?} is not {fix}", names(setting))
}

#[cfg(test)]
mod tests {
    use store::Address;

    use super::*;
    use crate::settings::MasterKeySource;

    fn options(set: impl FnOnce(&mut Options)) -> Options {
        let mut options = Options::default();
        set(&mut options);
        options
    }

    fn complaints(mode: Mode, set: impl FnOnce(&mut Options)) -> Vec<String> {
        resolve(mode, &options(set)).err().unwrap().0
    }

    #[test]
    fn dev_needs_nothing() {
        let settings = resolve(Mode::Dev, &Options::default()).ok().unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:9229");
        assert_eq!(settings.region.as_str(), "us-east-1");
        assert!(settings.only_region.is_none() && settings.public_url.is_none() && settings.access_keys.is_empty());
        assert!(matches!(settings.connection.database, Address::Sqlite(file) if file.ends_with(".cognate/cognate.db")));
        assert!(
            matches!(settings.connection.master_key, MasterKeySource::Beside(file) if file.ends_with(".cognate/master.key"))
        );
    }

    #[test]
    fn serve_says_all_that_is_missing_at_once() {
        assert_eq!(
            complaints(Mode::Serve, |_| ()),
            [
                "listen is missing: set an address such as 0.0.0.0:9229, by --listen, COGNATE_LISTEN or `listen` in the \
                 configuration file",
                "public-url is missing: set the URL at which clients reach this server, such as https://id.example.com, by \
                 --public-url, COGNATE_PUBLIC_URL or `public-url` in the configuration file",
                "data is missing: set the directory of the embedded database, by --data, COGNATE_DATA or `data` in the \
                 configuration file, or a PostgreSQL URL by --database-url, COGNATE_DATABASE_URL or `database-url` in the \
                 configuration file",
            ]
        );
    }

    #[test]
    fn dev_stays_on_loopback() {
        let complaints = complaints(Mode::Dev, |options| options.listen = Some("0.0.0.0:9229".into()));
        assert!(
            complaints[0].contains("\"0.0.0.0:9229\" is not a loopback address, because cognate dev"),
            "{complaints:?}"
        );
        let v6 = options(|options| options.listen = Some("[::1]:1".into()));
        assert!(resolve(Mode::Dev, &v6).is_ok());
        let named = options(|options| options.listen = Some("localhost:1".into()));
        assert_eq!(
            resolve(Mode::Dev, &named).ok().unwrap().listen.to_string(),
            "127.0.0.1:1"
        );
    }

    #[test]
    fn secrets_are_not_quoted() {
        let canary = "canary-7f3a";
        for set in [
            (|options: &mut Options, canary: &str| options.access_keys = Some(canary.into())) as fn(&mut Options, &str),
            |options, canary| options.master_key = Some(canary.into()),
            |options, canary| options.database_url = Some(canary.into()),
            |options, canary| {
                options.lambda_endpoint = Some("http://localhost:3001".into());
                options.lambda_access_key = Some(canary.into());
            },
        ] {
            let complaints = complaints(Mode::Dev, |options| set(options, canary));
            assert!(
                !complaints.is_empty() && !complaints.concat().contains(canary),
                "{complaints:?}"
            );
        }
    }

    #[test]
    fn access_keys_are_pairs() {
        let options =
            options(|options| options.access_keys = Some("AKIA1:secret/with:colon, AKIA2:another+secret,".into()));
        let pairs = resolve(Mode::Dev, &options).ok().unwrap().access_keys;
        let pair = |id: &str, secret: &str| (id.to_owned(), secret.to_owned());
        assert_eq!(
            pairs,
            [pair("AKIA1", "secret/with:colon"), pair("AKIA2", "another+secret")]
        );
        let wrong = complaints(Mode::Dev, |options| {
            options.access_keys = Some("AKIA1:longenough,AKIA2".into())
        });
        assert!(wrong[0].contains("entry 2"), "{wrong:?}");
    }

    #[test]
    fn the_public_url_has_no_end_to_trip_over() {
        let read = |text: &str| {
            let options = options(|options| options.public_url = Some(text.into()));
            resolve(Mode::Dev, &options)
                .ok()
                .map(|settings| settings.public_url.unwrap())
        };
        assert_eq!(
            read("https://id.example.com/").as_deref(),
            Some("https://id.example.com")
        );
        assert_eq!(read("http://localhost:9229").as_deref(), Some("http://localhost:9229"));
        for wrong in [
            "id.example.com",
            "https://",
            "https:///x",
            "https://a?b",
            "https://a#b",
            "ftp://a",
            "https://a@b",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn postgres_needs_a_master_key() {
        let url = "postgres://localhost/x";
        let wrong = complaints(Mode::Dev, |options| options.database_url = Some(url.into()));
        assert!(wrong[0].starts_with("master-key is missing"), "{wrong:?}");
        let twice = complaints(Mode::Dev, |options| {
            options.master_key = Some("00".repeat(32));
            options.master_key_file = Some("x".into());
        });
        assert!(twice[0].starts_with("the master key is set twice"), "{twice:?}");
        let both = complaints(Mode::Dev, |options| {
            options.data = Some("x".into());
            options.database_url = Some(url.into());
        });
        assert!(
            both[0].starts_with("both a data directory and a PostgreSQL URL"),
            "{both:?}"
        );
    }
}

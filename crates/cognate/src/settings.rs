//! From texts to settings. Every wrong text is named, with its three names and its fix; all of them at once.

mod connection;
mod file;
mod front;
mod functions;
pub mod messages;
mod read;

use std::{fmt, net::SocketAddr, path::PathBuf};

use adapters::Reach;
use app::cx::IssuerStyle;
use domain::{ids::Region, rates::RatePlan};
use http_edge::{CertificateFiles, Proxies};
use store::{Address, MasterKeys};

pub use connection::connection;
pub use file::merged;
pub use functions::{FunctionSettings, Target};
pub use read::resolve;

/// How the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `cognate dev`.
    Dev,
    /// `cognate serve`.
    Serve,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogForm {
    /// For a person.
    Human,
    /// One JSON object a line.
    Json,
}

/// What the server needs to know, read and checked.
pub struct Settings {
    /// How the server runs.
    pub mode: Mode,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where clients reach it, without a trailing slash; `None` means `http://` and the address that was bound.
    pub public_url: Option<String>,
    /// What `iss` looks like.
    pub issuer: IssuerStyle,
    /// The region of requests that name none.
    pub region: Region,
    /// The only region that is served, when there is one.
    pub only_region: Option<Region>,
    /// The account number in ARNs.
    pub account: String,
    /// The configured access keys: id and secret.
    pub access_keys: Vec<(String, String)>,
    /// Where documents may be fetched from.
    pub outgoing: Reach,
    /// How often requests may come.
    pub rates: RatePlan,
    /// How functions are called.
    pub functions: FunctionSettings,
    /// The suffix of the prefix domains of pools.
    pub domain_suffix: Option<String>,
    /// Certificates and their keys; none for a server that speaks in the clear.
    pub certificates: Vec<CertificateFiles>,
    /// Certificates that the server orders itself.
    pub ordering: Option<http_edge::Ordering>,
    /// The proxies that are believed.
    pub proxies: Proxies,
    /// How messages leave.
    pub messages: messages::Messages,
    /// A list of leaked passwords.
    pub leaked_passwords: Option<PathBuf>,
    /// The form of the log.
    pub log: LogForm,
    /// What is logged, as directives of `tracing_subscriber::EnvFilter`.
    pub log_level: String,
    /// Where things are remembered.
    pub connection: Connection,
}

/// Where things are remembered, and the key to it. All that `cognate access-key` needs.
pub struct Connection {
    /// The database.
    pub database: Address,
    /// Where the master key comes from.
    pub master_key: MasterKeySource,
}

/// Where the master key comes from.
pub enum MasterKeySource {
    /// It was given.
    Given(MasterKeys),
    /// A file that must exist.
    In(PathBuf),
    /// A file beside the data, made on first start.
    Beside(PathBuf),
}

/// Settings that cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong(Vec<String>);

impl Wrong {
    /// One thing that is wrong, with its fix.
    pub fn one(complaint: impl Into<String>) -> Self {
        Self(vec![complaint.into()])
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

/// The three names of one setting, for complaints: `listen` gives `--listen, COGNATE_LISTEN or listen in the file`.
fn names(setting: &str) -> String {
    let variable = setting.to_uppercase().replace('-', "_");
    format!("--{setting}, COGNATE_{variable} or `{setting}` in the configuration file")
}

//! The domains under which a pool's pages are found: a prefix of the service's own domain, and one of the customer's own
//! (resources.md §9, oauth.md §4.2).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{PoolId, Region},
    moment::Moment,
};

/// Words that no part of a prefix may be, parts being what hyphens divide (resources.md §9, observed: `awsome` is fine).
const RESERVED: [&str; 3] = ["aws", "amazon", "cognito"];

/// Where certificates for custom domains have to be (resources.md §9, observed in the sentence).
const CERTIFICATES: &str = "acm:us-east-1:";

/// A domain of a pool. Its name is its key: no two pools share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostedDomain {
    /// The prefix, or the whole name of a custom domain. Lower case.
    pub name: String,
    /// The pool.
    pub pool: PoolId,
    /// Which of the pool's two.
    pub kind: DomainKind,
    /// `ManagedLoginVersion`.
    pub pages: PagesVersion,
    /// `CustomDomainConfig`: of custom domains only. Kept and shown, never used: certificates are the server's own affair.
    pub certificate: Option<Certificate>,
    /// `Routing.Failover`: kept and shown.
    pub failover: Option<Failover>,
    /// `CloudFrontDistribution`: a made-up host name.
    pub distribution: String,
    /// When it was made.
    pub created: Moment,
    /// When it last changed: `Version`, as its calendar second.
    pub modified: Moment,
}

/// A pool has at most one domain of each kind (observed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DomainKind {
    /// `<prefix>.auth.<region>.amazoncognito.com`.
    Prefix,
    /// A name of the customer's own.
    Custom,
}

impl DomainKind {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::Custom => "custom",
        }
    }
}

/// Which pages a domain shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PagesVersion {
    /// 1: the classic hosted pages, the default (resources.md §9, reported).
    #[default]
    Classic,
    /// 2: managed login.
    Managed,
}

impl PagesVersion {
    /// From `ManagedLoginVersion`; `None` for a number that means neither.
    pub const fn parse(number: i32) -> Option<Self> {
        match number {
            1 => Some(Self::Classic),
            2 => Some(Self::Managed),
            _ => None,
        }
    }

    /// The number on the wire.
    pub const fn number(self) -> i32 {
        match self {
            Self::Classic => 1,
            Self::Managed => 2,
        }
    }
}

/// `CustomDomainConfig`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// `CertificateArn`.
    pub arn: String,
    /// `SecurityPolicy` by wire name, as given.
    pub security_policy: Option<String>,
}

/// `Routing.Failover`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failover {
    /// `PrimaryRoute53HealthCheckId`.
    pub health_check: String,
    /// `SecondaryRegion`.
    pub secondary: Region,
}

/// The domains of a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolDomains {
    /// The prefix domain.
    pub prefix: Option<HostedDomain>,
    /// The custom domain.
    pub custom: Option<HostedDomain>,
}

impl PoolDomains {
    /// The one of this kind.
    pub fn of_kind(&self, kind: DomainKind) -> Option<&HostedDomain> {
        match kind {
            DomainKind::Prefix => self.prefix.as_ref(),
            DomainKind::Custom => self.custom.as_ref(),
        }
    }

    /// The one that speaks for the pool: the custom domain before the prefix (documented).
    pub fn first(&self) -> Option<&HostedDomain> {
        self.custom.as_ref().or(self.prefix.as_ref())
    }

    /// Both.
    pub fn all(&self) -> impl Iterator<Item = &HostedDomain> {
        self.prefix.iter().chain(&self.custom)
    }
}

/// Why a name cannot be a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRefused {
    /// Something else than lower-case letters, digits and hyphens between them.
    Characters,
    /// A part of it is this reserved word.
    Reserved(&'static str),
    /// No host name below a domain that could be the customer's own.
    NotASubdomain,
}

/// Checks the name of a new domain (resources.md §9, observed).
///
/// # Errors
/// [`NameRefused`], characters first (GUESS).
pub fn check_name(kind: DomainKind, name: &str) -> Result<(), NameRefused> {
    match kind {
        DomainKind::Prefix if !is_label(name) => Err(NameRefused::Characters),
        DomainKind::Prefix => match RESERVED
            .into_iter()
            .find(|word| name.split('-').any(|part| part == *word))
        {
            Some(word) => Err(NameRefused::Reserved(word)),
            None => Ok(()),
        },
        // The service asks DNS for the parent; that the parent is no top-level domain is what the name alone shows.
        DomainKind::Custom => {
            let labels: Vec<_> = name.split('.').collect();
            match labels.len() >= 3 && labels.into_iter().all(is_label) {
                true => Ok(()),
                false => Err(NameRefused::NotASubdomain),
            }
        }
    }
}

/// Lower-case letters, digits, and hyphens between them.
fn is_label(label: &str) -> bool {
    let plain = label
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
}

/// Whether the ARN names a certificate in the region where certificates for custom domains have to be. That it exists and is
/// valid cannot be asked here.
pub fn is_certificate(arn: &str) -> bool {
    let mut parts = arn.splitn(3, ':').skip(2);
    parts.next().is_some_and(|rest| rest.starts_with(CERTIFICATES))
}

/// A version of a domain or of a style: `YYYYMMDDhhmmss` (resources.md §1.10, observed).
pub fn version(moment: Moment) -> String {
    let timestamp = Timestamp::from_microsecond(moment.micros()).unwrap_or(Timestamp::UNIX_EPOCH);
    timestamp.strftime("%Y%m%d%H%M%S").to_string()
}

/// What a host name may mean: the name of a custom domain, and a prefix where the host has the form of one, `<prefix>.auth.<suffix>`
/// (oauth.md §1.3). `suffixes` are those of this server; that of the real service goes by itself. The prefix comes second.
pub fn names_of_host(host: &str, suffixes: &[&str]) -> Vec<String> {
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    let is_ours = |rest: &str| suffixes.contains(&rest) || is_of_the_service(rest);
    let prefix = host
        .split_once(".auth.")
        .filter(|(prefix, rest)| !prefix.contains('.') && is_ours(rest));
    let mut names = vec![host.to_owned()];
    names.extend(prefix.map(|(prefix, _)| prefix.to_owned()));
    names
}

/// The region that a host of the service names: `<prefix>.auth.<region>.amazoncognito.com`.
pub fn region_of_host(host: &str) -> Option<Region> {
    let host = host.to_ascii_lowercase();
    let (prefix, rest) = host.split_once(".auth.")?;
    let region = rest.strip_suffix(".amazoncognito.com")?;
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let fits = !prefix.contains('.') && (1..=LONGEST_REGION).contains(&region.len()) && region.bytes().all(is_name);
    fits.then(|| Region::new(region))
}

/// The longest name of a region that is looked at.
const LONGEST_REGION: usize = 32;

/// `<region>.amazoncognito.com`.
fn is_of_the_service(rest: &str) -> bool {
    rest.strip_suffix(".amazoncognito.com")
        .is_some_and(|region| !region.is_empty() && !region.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_have_letters_digits_and_hyphens_and_no_reserved_part() {
        let check = |name| check_name(DomainKind::Prefix, name);
        for good in ["a", "my-app", "awsome", "cognitors-2", "0"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in ["", "-a", "a-", "A", "my.app", "my_app", "é"] {
            assert_eq!(check(bad), Err(NameRefused::Characters), "{bad}");
        }
        for (bad, word) in [("my-aws-app", "aws"), ("amazon", "amazon"), ("x-cognito", "cognito")] {
            assert_eq!(check(bad), Err(NameRefused::Reserved(word)), "{bad}");
        }
    }

    #[test]
    fn custom_domains_are_below_a_domain() {
        let check = |name| check_name(DomainKind::Custom, name);
        for good in ["auth.example.com", "a.b.c.d", "cognito.example.com"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in ["auth", "example.com", "auth..com", "Auth.example.com", ".example.com"] {
            assert_eq!(check(bad), Err(NameRefused::NotASubdomain), "{bad}");
        }
    }

    #[test]
    fn certificates_are_in_one_region() {
        assert!(is_certificate("arn:aws:acm:us-east-1:123456789012:certificate/a"));
        assert!(is_certificate("arn:aws-cn:acm:us-east-1:123456789012:certificate/a"));
        assert!(!is_certificate("arn:aws:acm:eu-west-1:123456789012:certificate/a"));
        assert!(!is_certificate("arn:aws:iam::123456789012:role/a"));
        assert!(!is_certificate("arn"));
    }

    #[test]
    fn versions_are_calendar_seconds() {
        assert_eq!(version(Moment::from_micros(1_767_323_045_999_999)), "20260102030405");
    }

    #[test]
    fn a_host_names_a_domain_or_a_prefix() {
        let names = |host: &str| names_of_host(host, &["localhost", "id.example.com"]).join(" ");
        assert_eq!(names("auth.example.com"), "auth.example.com");
        assert_eq!(names("Shop.auth.localhost"), "shop.auth.localhost shop");
        assert_eq!(names("shop.auth.id.example.com."), "shop.auth.id.example.com shop");
        assert_eq!(
            names("shop.auth.us-east-1.amazoncognito.com"),
            "shop.auth.us-east-1.amazoncognito.com shop"
        );
        for foreign in [
            "shop.auth.evil.example",
            "a.b.auth.localhost",
            "shop.auth.a.b.amazoncognito.com",
            "shop",
        ] {
            assert_eq!(names(foreign), foreign);
        }
        let region = |host: &str| region_of_host(host).map(|region| region.to_string());
        let there = region("Shop.auth.eu-west-1.amazoncognito.com");
        assert_eq!(there.as_deref(), Some("eu-west-1"));
        for other in [
            "shop.auth.localhost",
            "a.b.auth.eu-west-1.amazoncognito.com",
            "shop.auth..amazoncognito.com",
        ] {
            assert_eq!(region(other), None, "{other}");
        }
    }
}

//! Where the pages and endpoints of a pool are (oauth.md §1.3).

use domain::{
    hosted_domain::{DomainKind, HostedDomain, names_of_host},
    ids::PoolId,
    pool::Pool,
};

use crate::{
    cx::{Cx, House, Settings},
    operation::Failed,
};

/// The base URL of the pages of a pool, without a trailing slash.
///
/// # Errors
/// Only the store's.
pub async fn base(cx: &Cx, pool: &Pool) -> Result<String, Failed> {
    base_of(&cx.house, &pool.id).await
}

/// The same for a pool of which only the id is at hand.
///
/// Where the server has a suffix for domains, it is the custom domain, or else the prefix domain (documented: both are never
/// named). Otherwise nobody has said that domains lead here, and it is a path under the public URL, which always does.
///
/// # Errors
/// Only the store's.
pub async fn base_of(house: &House, pool: &PoolId) -> Result<String, Failed> {
    let settings = &house.settings;
    let here = || format!("{}/{pool}", settings.public_url);
    let Some(suffix) = &settings.domain_suffix else {
        return Ok(here());
    };
    let domains = house.store.domains_of(pool).await?;
    let (custom, prefix) = (domains.of_kind(DomainKind::Custom), domains.of_kind(DomainKind::Prefix));
    let host = match (custom, prefix) {
        (Some(custom), _) => custom.name.clone(),
        (None, Some(prefix)) => format!("{}.auth.{suffix}", prefix.name),
        (None, None) => return Ok(here()),
    };
    let (scheme, authority) = parts(settings);
    let port = authority.rsplit_once(':').map_or("", |(_, port)| port);
    Ok(match port.is_empty() || port.contains(']') {
        true => format!("{scheme}://{host}"),
        false => format!("{scheme}://{host}:{port}"),
    })
}

/// The pool whose domain this host is, if it is one. The host is as the client called it, with its port.
///
/// # Errors
/// Only the store's.
pub async fn at_host(house: &House, host: &str) -> Result<Option<Pool>, Failed> {
    match domain_at(house, host).await? {
        Some(domain) => Ok(house.store.pool(&domain.pool).await?),
        None => Ok(None),
    }
}

/// The domain that this host is, if it is one.
///
/// # Errors
/// Only the store's.
pub async fn domain_at(house: &House, host: &str) -> Result<Option<HostedDomain>, Failed> {
    let name = without_port(host);
    if name == without_port(parts(&house.settings).1) || name == "localhost" || is_address(name) {
        return Ok(None);
    }
    let public = without_port(parts(&house.settings).1);
    let own = house.settings.domain_suffix.as_deref().unwrap_or(public);
    for name in names_of_host(name, &["localhost", own]) {
        if let Some(domain) = house.store.domain_by_name(&name).await? {
            return Ok(Some(domain));
        }
    }
    Ok(None)
}

/// Scheme and authority of the public URL.
fn parts(settings: &Settings) -> (&str, &str) {
    let (scheme, rest) = settings.public_url.split_once("://").unwrap_or(("http", ""));
    (scheme, rest.split('/').next().unwrap_or_default())
}

/// A host without its port.
pub fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

fn is_address(host: &str) -> bool {
    host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok()
}

//! For whom the passkeys of a pool are.

use std::net::IpAddr;

use domain::{
    passkey::{NoPasskeys, RelyingParty},
    pool::Pool,
};

use crate::{cx::Cx, operation::Failed};

/// The relying party of a pool: the one that its settings name, or else its custom domain, or else, when it has a domain by
/// prefix, this server, where the pages of such a pool are (resources.md §2.7, oauth.md §1: the real service's is the host of
/// the prefix).
///
/// # Errors
/// Only the house's.
pub async fn of(cx: &Cx, pool: &Pool) -> Result<Result<RelyingParty, NoPasskeys>, Failed> {
    let named = pool
        .settings
        .passkeys
        .as_ref()
        .is_some_and(|passkeys| passkeys.relying_party.is_some());
    let of_domain = match named || !RelyingParty::is_wanted(&pool.settings) {
        true => None,
        false => of_domain(cx, pool).await?,
    };
    Ok(RelyingParty::of(&pool.settings, of_domain))
}

async fn of_domain(cx: &Cx, pool: &Pool) -> Result<Option<String>, Failed> {
    let domains = cx.house.store.domains_of(&pool.id).await?;
    let here = domains.prefix.and_then(|_| host(&cx.house.settings.public_url));
    Ok(domains.custom.map(|custom| custom.name).or(here))
}

/// The host of a URL, if it is a name: addresses are no relying parties.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let is_name = !host.is_empty() && !host.starts_with('[') && host.parse::<IpAddr>().is_err();
    is_name.then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_with_a_name() {
        assert_eq!(
            host("https://Login.example.com:8443/x").as_deref(),
            Some("login.example.com")
        );
        assert_eq!(host("http://localhost:9229").as_deref(), Some("localhost"));
        for none in ["http://127.0.0.1:9229", "http://[::1]:9229", "http://[::1]", "nothing"] {
            assert_eq!(host(none), None, "{none}");
        }
    }
}

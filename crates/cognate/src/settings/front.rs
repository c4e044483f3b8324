//! What stands between the network and the server: certificates and proxies.

use std::path::{Path, PathBuf};

use http_edge::{CertificateFiles, Ordering, Proxies};

use super::{
    names,
    read::{bad, missing},
};
use crate::cli::Options;

/// The certificates and their keys, pair by pair.
pub(super) fn certificates(options: &Options) -> Result<Vec<CertificateFiles>, String> {
    let files = |text: &Option<String>| -> Vec<String> {
        let parts = text.as_deref().unwrap_or_default().split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (chains, keys) = (files(&options.tls_cert), files(&options.tls_key));
    if chains.len() != keys.len() {
        return Err(format!(
            "{} names {} certificates and {} names {} keys; each certificate needs its key, in the same order",
            names("tls-cert"),
            chains.len(),
            names("tls-key"),
            keys.len()
        ));
    }
    let pair = |(chain, key): (String, String)| CertificateFiles {
        chain: chain.into(),
        key: key.into(),
    };
    Ok(chains.into_iter().zip(keys).map(pair).collect())
}

/// The directory of Let's Encrypt.
const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// For what certificates are ordered.
pub(super) fn ordering(options: &Options) -> Result<Option<Ordering>, String> {
    let text = options.acme_domain.as_deref().unwrap_or_default();
    let domains: Vec<String> = text
        .split(',')
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty())
        .collect();
    if domains.is_empty() {
        return Ok(None);
    }
    if let Some(wrong) = domains.iter().find(|name| !is_host(name)) {
        return Err(bad(
            "acme-domain",
            wrong,
            "host names, such as id.example.com; without wildcards",
        ));
    }
    let directory = options.acme_directory.as_deref().unwrap_or(LETS_ENCRYPT);
    if !directory.starts_with("https://") {
        return Err(bad("acme-directory", directory, "a URL that begins with https://"));
    }
    let contact = options
        .acme_contact
        .as_deref()
        .map(|address| match address.starts_with("mailto:") {
            true => address.to_owned(),
            false => format!("mailto:{address}"),
        });
    let cache = options.acme_cache.as_ref().map(PathBuf::from);
    let folder = cache.or_else(|| options.data.as_ref().map(|data| Path::new(data).join("acme")));
    Ok(Some(Ordering {
        names: domains,
        contact,
        directory: directory.to_owned(),
        trusted: options.acme_ca.as_ref().map(PathBuf::from),
        folder: folder.ok_or_else(|| missing("acme-cache", "a directory for the account and the certificate"))?,
    }))
}

fn is_host(name: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    name.split('.').all(label)
}

/// A host name, lower case.
pub(super) fn domain_suffix(options: &Options) -> Result<Option<String>, String> {
    let Some(text) = &options.domain_suffix else {
        return Ok(None);
    };
    match is_host(text) {
        true => Ok(Some(text.to_ascii_lowercase())),
        false => Err(bad("domain-suffix", text, "a host name, such as id.example.com")),
    }
}

/// The proxies that are believed.
pub(super) fn proxies(options: &Options) -> Result<Proxies, String> {
    let text = options.trusted_proxies.as_deref().unwrap_or_default();
    Proxies::read(text).map_err(|part| bad("trusted-proxies", &part, "an address or a network, such as 10.0.0.0/8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_certificate_has_its_key() {
        let read = |chains: &str, keys: &str| {
            let options = Options {
                tls_cert: Some(chains.into()),
                tls_key: Some(keys.into()),
                ..Options::default()
            };
            certificates(&options).map(|pairs| pairs.len())
        };
        assert_eq!(read("a.pem, b.pem", "a.key,b.key"), Ok(2));
        assert_eq!(read("", ""), Ok(0));
        assert!(read("a.pem", "").unwrap_err().contains("1 certificates"));
    }

    #[test]
    fn certificates_are_ordered_for_names() {
        let read = |domain: &str, directory: Option<&str>, data: Option<&str>| {
            let options = Options {
                acme_domain: Some(domain.into()),
                acme_contact: Some("ops@example.com".into()),
                acme_directory: directory.map(str::to_owned),
                data: data.map(Into::into),
                ..Options::default()
            };
            ordering(&options)
        };
        let good = read("ID.example.com, auth.example.com", None, Some("/d"))
            .unwrap()
            .unwrap();
        assert_eq!(good.names, ["id.example.com", "auth.example.com"]);
        assert_eq!(good.contact.as_deref(), Some("mailto:ops@example.com"));
        assert_eq!(
            (good.directory.as_str(), good.folder),
            (LETS_ENCRYPT, PathBuf::from("/d/acme"))
        );
        assert_eq!(read("", None, None), Ok(None));
        assert!(
            read("*.example.com", None, Some("/d"))
                .unwrap_err()
                .contains("wildcards")
        );
        assert!(
            read("a.example", Some("http://x"), Some("/d"))
                .unwrap_err()
                .contains("https://")
        );
        assert!(read("a.example", None, None).unwrap_err().contains("acme-cache"));
    }

    #[test]
    fn a_proxy_is_an_address() {
        let read = |text: &str| {
            let options = Options {
                trusted_proxies: Some(text.into()),
                ..Options::default()
            };
            proxies(&options)
        };
        assert!(read("10.0.0.0/8,::1").is_ok());
        assert!(
            read("proxy.example")
                .unwrap_err()
                .contains("\"proxy.example\" is not an address")
        );
    }
}

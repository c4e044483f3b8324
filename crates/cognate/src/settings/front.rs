//! What stands between the network and the server: certificates and proxies.

use http_edge::{CertificateFiles, Proxies};

use super::{names, read::bad};
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

/// A host name, lower case.
pub(super) fn domain_suffix(options: &Options) -> Result<Option<String>, String> {
    let Some(text) = &options.domain_suffix else {
        return Ok(None);
    };
    let label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match text.split('.').all(label) {
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

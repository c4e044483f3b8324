//! The discovery document of an OIDC provider: where its endpoints are.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Abilities;

/// Where the document is, below the issuer (OpenID Connect Discovery 1.0, §4).
const PATH: &str = "/.well-known/openid-configuration";

/// The members that are read.
#[derive(Deserialize)]
struct Document {
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: String,
    jwks_uri: String,
}

/// The members that say what the provider can.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

/// What the provider says that it can; nothing, where it does not say it in a form that is understood.
pub fn abilities(document: &[u8]) -> Abilities {
    let Ok(said) = serde_json::from_slice::<Said>(document) else {
        return Abilities::default();
    };
    let has = |list: &[String], wanted: &str| list.iter().any(|listed| listed == wanted);
    let methods = said.token_endpoint_auth_methods_supported;
    Abilities {
        challenges: has(&said.code_challenge_methods_supported, "S256"),
        secrets_by_basic_only: has(&methods, "client_secret_basic") && !has(&methods, "client_secret_post"),
    }
}

/// The address of the document of this issuer. An issuer may end in a slash.
pub fn address(issuer: &str) -> String {
    format!("{}{PATH}", issuer.trim_end_matches('/'))
}

/// The endpoints under their names in `ProviderDetails`; `None` when the document is none, lacks one, or names one without TLS,
/// which only an issuer without TLS may.
pub fn endpoints(issuer: &str, document: &[u8]) -> Option<BTreeMap<String, String>> {
    let found: Document = serde_json::from_slice(document).ok()?;
    let endpoints = [
        ("authorize_url", found.authorization_endpoint),
        ("token_url", found.token_endpoint),
        ("attributes_url", found.userinfo_endpoint),
        ("jwks_uri", found.jwks_uri),
    ];
    let safe = |url: &str| url.starts_with("https://") || issuer.starts_with("http://");
    if !endpoints.iter().all(|(_, url)| safe(url)) {
        return None;
    }
    Some(
        endpoints
            .into_iter()
            .map(|(name, url)| (name.to_owned(), url))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_below_the_issuer() {
        for issuer in ["https://id.example.com/x", "https://id.example.com/x/"] {
            assert_eq!(
                address(issuer),
                "https://id.example.com/x/.well-known/openid-configuration"
            );
        }
    }

    #[test]
    fn all_four_endpoints_are_needed_and_are_as_safe_as_the_issuer() {
        let document = |token: &str| {
            format!(
                r#"{{"issuer":"x","authorization_endpoint":"https://a/","token_endpoint":"{token}",
                "userinfo_endpoint":"https://u/","jwks_uri":"https://j/"}}"#
            )
        };
        let found = endpoints("https://x", document("https://t/").as_bytes()).unwrap_or_default();
        assert_eq!(found.get("token_url").map(String::as_str), Some("https://t/"));
        assert_eq!(found.len(), 4);
        assert_eq!(endpoints("https://x", document("http://t/").as_bytes()), None);
        assert!(endpoints("http://localhost", document("http://t/").as_bytes()).is_some());
        assert_eq!(
            endpoints("https://x", br#"{"authorization_endpoint":"https://a/"}"#),
            None
        );
        assert_eq!(endpoints("https://x", b"<html>"), None);
    }
}

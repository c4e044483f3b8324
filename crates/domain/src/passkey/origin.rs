//! Which origins speak for a relying party.

use webauthn_rs_core::proto::CollectedClientData;

/// How the origin of an Android app begins; the SHA-256 of its signing certificate follows as base64url.
const ANDROID: &str = "android:apk-key-hash:";

/// 32 bytes as base64url without padding.
const ANDROID_HASH_LENGTH: usize = 43;

/// Whether the page or app where the ceremony took place belongs to the relying party: a page under its domain, over
/// HTTPS (or plain HTTP on localhost, for testing), or an Android app. Whether that app belongs to the domain was checked
/// by the phone, by the domain's asset links; iOS apps show the domain itself (auth.md §12.6, documented and guess).
pub(super) fn belongs(data: &CollectedClientData, party: &str) -> bool {
    let origin = &data.origin;
    let host = origin.host_str().unwrap_or_default();
    match origin.scheme() {
        "https" => is_or_is_below(host, party),
        "http" => is_or_is_below(host, "localhost") && is_or_is_below(host, party),
        "android" => origin.as_str().strip_prefix(ANDROID).is_some_and(is_hash),
        _ => false,
    }
}

fn is_or_is_below(host: &str, domain: &str) -> bool {
    let above = host.strip_suffix(domain);
    !domain.is_empty() && above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

fn is_hash(text: &str) -> bool {
    text.len() == ANDROID_HASH_LENGTH
        && text
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn speaks(origin: &str, party: &str) -> bool {
        let data = json!({"type": "webauthn.get", "challenge": "AAAA", "origin": origin});
        serde_json::from_value(data).is_ok_and(|data: CollectedClientData| belongs(&data, party))
    }

    #[test]
    fn pages_of_the_domain_and_below() {
        for origin in [
            "https://example.com",
            "https://auth.example.com",
            "https://example.com:8443",
            "https://EXAMPLE.com",
        ] {
            assert!(speaks(origin, "example.com"), "{origin}");
        }
        for origin in [
            "https://badexample.com",
            "https://example.com.evil.test",
            "https://com",
            "http://example.com",
            "ftp://example.com",
            "https://example.org",
            "not an origin",
            "",
        ] {
            assert!(!speaks(origin, "example.com"), "{origin}");
        }
        assert!(!speaks("https://example.com", "auth.example.com"));
    }

    #[test]
    fn plain_http_on_localhost_only() {
        assert!(speaks("http://localhost:3000", "localhost"));
        assert!(speaks("https://localhost", "localhost"));
        assert!(!speaks("http://localhost", "example.com"));
        assert!(!speaks("http://localhost.evil.test", "localhost"));
    }

    #[test]
    fn android_apps() {
        let hash = "A".repeat(ANDROID_HASH_LENGTH);
        assert!(speaks(&format!("android:apk-key-hash:{hash}"), "example.com"));
        assert!(!speaks("android:apk-key-hash:short", "example.com"));
        assert!(!speaks(&format!("android:something:{hash}"), "example.com"));
    }
}

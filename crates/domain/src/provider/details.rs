//! `ProviderDetails`: what each type of provider needs, and what the service puts in (resources.md §7, oauth.md §15.2).

use std::collections::BTreeMap;

use super::{
    Abilities, ProviderKind,
    metadata::{self, Metadata, Unusable},
};

/// Details by name.
pub type Details = BTreeMap<String, String>;

/// The version of Facebook's interface unless the details name one (documented example).
const FACEBOOK_VERSION: &str = "v17.0";

/// The endpoints of an OIDC provider, which are found by discovery or given all four (documented).
const ENDPOINTS: [&str; 4] = ["authorize_url", "token_url", "attributes_url", "jwks_uri"];

/// What is kept sealed.
pub const SECRET: [&str; 2] = ["client_secret", "private_key"];

/// What is never shown (documented).
pub const HIDDEN: [&str; 1] = ["private_key"];

/// Why details are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Google, Facebook or Amazon without one of its three.
    SocialIncomplete,
    /// Apple without one of its four.
    AppleIncomplete,
    /// OIDC without one of its four.
    OidcIncomplete,
    /// SAML without metadata.
    NoMetadata,
    /// SAML with metadata in two ways.
    TwoMetadata,
    /// An issuer without TLS.
    InsecureIssuer,
    /// Neither GET nor POST.
    RequestMethod(String),
    /// Metadata that cannot be used.
    Metadata(Unusable),
}

/// What has to be fetched before details are complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing.
    Nothing,
    /// The endpoints of this issuer.
    Endpoints(String),
    /// The metadata at this address.
    Metadata(String),
}

/// What was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The endpoints of the issuer, by their names in the details.
    pub endpoints: Details,
    /// What the issuer says that it can.
    pub abilities: Abilities,
    /// The metadata document.
    pub metadata: Option<String>,
}

/// Checks given details, and says what has to be fetched to complete them. Endpoints that are all given need no discovery
/// (GUESS: the service uses them when discovery fails).
///
/// # Errors
/// [`Refused`].
pub fn check(kind: ProviderKind, given: &Details) -> Result<Missing, Refused> {
    let has = |names: &[&str]| {
        names
            .iter()
            .all(|name| given.get(*name).is_some_and(|value| !value.is_empty()))
    };
    match kind {
        ProviderKind::Google | ProviderKind::Facebook | ProviderKind::Amazon => {
            match has(&["client_id", "client_secret", "authorize_scopes"]) {
                true => Ok(Missing::Nothing),
                false => Err(Refused::SocialIncomplete),
            }
        }
        ProviderKind::Apple => match has(&["client_id", "team_id", "key_id", "private_key"]) {
            true => Ok(Missing::Nothing),
            false => Err(Refused::AppleIncomplete),
        },
        ProviderKind::Oidc => oidc(given, has),
        ProviderKind::Saml => match (given.get("MetadataURL"), given.get("MetadataFile")) {
            (None, None) => Err(Refused::NoMetadata),
            (Some(_), Some(_)) => Err(Refused::TwoMetadata),
            (Some(url), None) => Ok(Missing::Metadata(url.clone())),
            (None, Some(_)) => Ok(Missing::Nothing),
        },
    }
}

fn oidc(given: &Details, has: impl Fn(&[&str]) -> bool) -> Result<Missing, Refused> {
    if !has(&[
        "client_id",
        "authorize_scopes",
        "oidc_issuer",
        "attributes_request_method",
    ]) {
        return Err(Refused::OidcIncomplete);
    }
    let issuer = given.get("oidc_issuer").cloned().unwrap_or_default();
    if !issuer.starts_with("https://") && !is_here(&issuer) {
        return Err(Refused::InsecureIssuer);
    }
    match given.get("attributes_request_method").map(String::as_str) {
        Some("GET" | "POST") => {}
        other => return Err(Refused::RequestMethod(other.unwrap_or_default().to_owned())),
    }
    match has(&ENDPOINTS) {
        true => Ok(Missing::Nothing),
        false => Ok(Missing::Endpoints(issuer)),
    }
}

/// An issuer on this machine needs no TLS here (oauth.md §16.1, our choice).
fn is_here(issuer: &str) -> bool {
    let rest = issuer.strip_prefix("http://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = match host.strip_prefix("[::1]") {
        Some(_) => "::1",
        None => host.split(':').next().unwrap_or_default(),
    };
    matches!(name, "localhost" | "127.0.0.1" | "::1")
}

/// The details as they are kept and shown: what was given, what was found, and what the service puts in over both.
///
/// # Errors
/// [`Refused::Metadata`].
pub fn complete(kind: ProviderKind, given: Details, found: &Found) -> Result<Details, Refused> {
    let mut details = given;
    let facebook = details.get("api_version").cloned();
    let facebook = facebook.unwrap_or_else(|| FACEBOOK_VERSION.to_owned());
    let mut put = |name: &str, value: &str| details.insert(name.to_owned(), value.to_owned());
    match kind {
        ProviderKind::Google => {
            put(
                "attributes_url",
                "https://people.googleapis.com/v1/people/me?personFields=",
            );
            put("attributes_url_add_attributes", "true");
            put("authorize_url", "https://accounts.google.com/o/oauth2/v2/auth");
            put("oidc_issuer", "https://accounts.google.com");
            put("token_request_method", "POST");
            put("token_url", "https://www.googleapis.com/oauth2/v4/token");
        }
        ProviderKind::Facebook => {
            let graph = format!("https://graph.facebook.com/{facebook}");
            put("attributes_url", &format!("{graph}/me?fields="));
            put("attributes_url_add_attributes", "true");
            put(
                "authorize_url",
                &format!("https://www.facebook.com/{facebook}/dialog/oauth"),
            );
            put("token_request_method", "GET");
            put("token_url", &format!("{graph}/oauth/access_token"));
        }
        ProviderKind::Amazon => {
            put("attributes_url", "https://api.amazon.com/user/profile");
            put("attributes_url_add_attributes", "false");
            put("authorize_url", "https://www.amazon.com/ap/oa");
            put("token_request_method", "POST");
            put("token_url", "https://api.amazon.com/auth/o2/token");
        }
        ProviderKind::Apple => {
            put("attributes_url_add_attributes", "false");
            put("authorize_url", "https://appleid.apple.com/auth/authorize");
            put("oidc_issuer", "https://appleid.apple.com");
            put("token_request_method", "POST");
            put("token_url", "https://appleid.apple.com/auth/token");
        }
        ProviderKind::Oidc => {
            put("attributes_url_add_attributes", "false");
            details.extend(found.endpoints.clone());
        }
        ProviderKind::Saml => saml(&mut details, found)?,
    }
    Ok(details)
}

fn saml(details: &mut Details, found: &Found) -> Result<(), Refused> {
    let document = found.metadata.as_ref().or(details.get("MetadataFile"));
    let document = document.ok_or(Refused::NoMetadata)?;
    let Metadata { sign_on, sign_out, .. } = metadata::read(document).map_err(Refused::Metadata)?;
    details.insert("SSORedirectBindingURI".to_owned(), sign_on);
    match sign_out {
        Some(uri) => details.insert("SLORedirectBindingURI".to_owned(), uri),
        None => details.remove("SLORedirectBindingURI"),
    };
    Ok(())
}

/// The details that a caller may see.
pub fn shown(details: &Details) -> Details {
    let mut shown = details.clone();
    shown.retain(|name, _| !HIDDEN.contains(&name.as_str()));
    shown
}

/// Details of an update, with the secrets that could not be seen and so could not be sent back (GUESS).
pub fn with_hidden(mut given: Details, kept: &Details) -> Details {
    for name in HIDDEN {
        if let (None, Some(secret)) = (given.get(name), kept.get(name)) {
            given.insert(name.to_owned(), secret.clone());
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(pairs: &[(&str, &str)]) -> Details {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn each_type_needs_its_own() {
        let social = [
            ("client_id", "c"),
            ("client_secret", "s"),
            ("authorize_scopes", "email"),
        ];
        for kind in [ProviderKind::Google, ProviderKind::Facebook, ProviderKind::Amazon] {
            assert_eq!(check(kind, &details(&social)), Ok(Missing::Nothing));
            assert_eq!(check(kind, &details(&social[1..])), Err(Refused::SocialIncomplete));
        }
        let apple = [
            ("client_id", "c"),
            ("team_id", "t"),
            ("key_id", "k"),
            ("private_key", "p"),
        ];
        assert_eq!(check(ProviderKind::Apple, &details(&apple)), Ok(Missing::Nothing));
        assert_eq!(
            check(ProviderKind::Apple, &details(&apple[..3])),
            Err(Refused::AppleIncomplete)
        );
        let saml = |pairs| check(ProviderKind::Saml, &details(pairs));
        assert_eq!(saml(&[]), Err(Refused::NoMetadata));
        assert_eq!(
            saml(&[("MetadataURL", "u"), ("MetadataFile", "f")]),
            Err(Refused::TwoMetadata)
        );
        assert_eq!(saml(&[("MetadataURL", "u")]), Ok(Missing::Metadata("u".into())));
        assert_eq!(saml(&[("MetadataFile", "f")]), Ok(Missing::Nothing));
    }

    #[test]
    fn oidc_needs_a_safe_issuer_and_finds_its_endpoints() {
        let oidc = |issuer: &str, method: &str| {
            let given = [
                ("client_id", "c"),
                ("authorize_scopes", "openid"),
                ("oidc_issuer", issuer),
                ("attributes_request_method", method),
            ];
            details(&given)
        };
        let check = |given: &Details| check(ProviderKind::Oidc, given);
        let endpoints = |issuer: &str| Ok(Missing::Endpoints(issuer.to_owned()));
        for issuer in [
            "https://id.example.com",
            "http://localhost:9000/x",
            "http://[::1]:1",
            "http://127.0.0.1",
        ] {
            assert_eq!(check(&oidc(issuer, "GET")), endpoints(issuer));
        }
        for issuer in [
            "http://id.example.com",
            "id.example.com",
            "http://localhost.example.com",
            "http://127.0.0.1.x",
        ] {
            assert_eq!(check(&oidc(issuer, "GET")), Err(Refused::InsecureIssuer), "{issuer}");
        }
        let put = check(&oidc("https://id.example.com", "PUT"));
        assert_eq!(put, Err(Refused::RequestMethod("PUT".into())));
        assert_eq!(check(&oidc("", "GET")), Err(Refused::OidcIncomplete));
        let mut all = oidc("https://id.example.com", "POST");
        all.extend(ENDPOINTS.map(|name| (name.to_owned(), "https://x".to_owned())));
        assert_eq!(check(&all), Ok(Missing::Nothing));
    }

    #[test]
    fn what_the_service_puts_in_comes_back_and_goes_in_again() {
        let given = details(&[("client_id", "c"), ("api_version", "v9.0")]);
        for kind in [
            ProviderKind::Google,
            ProviderKind::Facebook,
            ProviderKind::Amazon,
            ProviderKind::Apple,
        ] {
            let once = complete(kind, given.clone(), &Found::default()).unwrap_or_default();
            assert!(once.len() > given.len());
            assert_eq!(complete(kind, once.clone(), &Found::default()), Ok(once));
        }
        let facebook = complete(ProviderKind::Facebook, given, &Found::default()).unwrap_or_default();
        let token = facebook.get("token_url").map(String::as_str);
        assert_eq!(token, Some("https://graph.facebook.com/v9.0/oauth/access_token"));
    }

    #[test]
    fn a_private_key_is_not_shown_and_need_not_be_sent_again() {
        let kept = details(&[("client_id", "c"), ("private_key", "p"), ("client_secret", "s")]);
        let shown = shown(&kept);
        assert_eq!(shown, details(&[("client_id", "c"), ("client_secret", "s")]));
        assert_eq!(with_hidden(shown, &kept), kept);
        let other = details(&[("private_key", "q")]);
        assert_eq!(with_hidden(other.clone(), &kept), other);
    }
}

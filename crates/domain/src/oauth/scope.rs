//! Scopes: what a token may be used for, and what it shows of its user (oauth.md §13).

use crate::client::ClientSettings;

/// An ID token, and userInfo.
pub const OPENID: &str = "openid";

/// The attributes of scope `profile` beside the custom ones (oauth.md §10, documented).
const PROFILE: [&str; 14] = [
    "name",
    "family_name",
    "given_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "updated_at",
];

const EMAIL: [&str; 2] = ["email", "email_verified"];

const PHONE: [&str; 2] = ["phone_number", "phone_number_verified"];

/// A scope that the client does not get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAllowed;

/// The scopes that an authorization request is granted: those that it asks for, in its order, or all of the client's. One
/// whose resource server is gone is dropped without a word (documented). `known` are the scopes of the pool's resource
/// servers.
///
/// # Errors
/// A scope that the client does not have (observed); one about attributes without `openid` (GUESS).
pub fn granted(settings: &ClientSettings, known: &[String], asked: Option<&str>) -> Result<Vec<String>, NotAllowed> {
    let exists = |scope: &str| !scope.contains('/') || known.iter().any(|known| known == scope);
    let Some(asked) = asked else {
        let all = settings.oauth_scopes.iter().filter(|scope| exists(scope));
        return Ok(all.cloned().collect());
    };
    let mut granted: Vec<String> = Vec::new();
    for scope in asked.split(' ').filter(|scope| !scope.is_empty()) {
        if !settings.oauth_scopes.iter().any(|allowed| allowed == scope) {
            return Err(NotAllowed);
        }
        if exists(scope) && !granted.iter().any(|other| other == scope) {
            granted.push(scope.to_owned());
        }
    }
    let about_attributes = granted.iter().any(|scope| !attributes(scope).is_empty());
    if about_attributes && !granted.iter().any(|scope| scope == OPENID) {
        return Err(NotAllowed);
    }
    Ok(granted)
}

/// Whether a blank-separated list has a scope.
pub fn has(scopes: &str, scope: &str) -> bool {
    scopes.split_ascii_whitespace().any(|other| other == scope)
}

/// The standard attributes that a scope is about.
pub fn attributes(scope: &str) -> &'static [&'static str] {
    match scope {
        "profile" => &PROFILE,
        "email" => &EMAIL,
        "phone" => &PHONE,
        _ => &[],
    }
}

/// Whether a token with these scopes shows an attribute. One that names none of `profile`, `email` and `phone` shows all
/// (documented); custom attributes belong to `profile`, and `address` to none of them (GUESS).
pub fn shows(scopes: &str, attribute: &str) -> bool {
    let about = |scope: &&str| !attributes(scope).is_empty();
    let mut named = scopes.split_ascii_whitespace().filter(about).peekable();
    if named.peek().is_none() {
        return true;
    }
    let is_own = attribute.starts_with("custom:") || attribute.starts_with("dev:");
    named.any(|scope| attributes(scope).contains(&attribute) || is_own && scope == "profile")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(scopes: &[&str]) -> ClientSettings {
        ClientSettings {
            oauth_scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            ..ClientSettings::default()
        }
    }

    #[test]
    fn what_is_asked_for_or_else_everything() {
        let known = ["api/read".to_owned()];
        let settings = client(&["openid", "email", "api/read", "api/gone"]);
        let given = |asked| granted(&settings, &known, asked).map(|scopes| scopes.join(" "));
        assert_eq!(given(None).as_deref(), Ok("openid email api/read"));
        assert_eq!(
            given(Some("api/read openid api/read")).as_deref(),
            Ok("api/read openid")
        );
        assert_eq!(given(Some("openid api/gone")).as_deref(), Ok("openid"));
        assert_eq!(given(Some("api/read")).as_deref(), Ok("api/read"));
        assert_eq!(given(Some("email openid")).as_deref(), Ok("email openid"));
        for refused in ["email", "openid phone", "openid api/other", "OPENID", "openid\tnothing"] {
            assert_eq!(given(Some(refused)), Err(NotAllowed), "{refused}");
        }
    }

    #[test]
    fn naming_one_group_of_attributes_hides_the_others() {
        assert!(shows("openid", "email") && shows("aws.cognito.signin.user.admin", "custom:a"));
        assert!(shows("openid email", "email_verified") && !shows("openid email", "name"));
        assert!(!shows("openid email", "custom:a") && shows("openid profile", "custom:a"));
        assert!(!shows("openid phone", "address") && shows("openid", "address"));
    }
}

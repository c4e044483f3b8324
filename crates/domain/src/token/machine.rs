//! Tokens of clients that act for nobody but themselves (auth.md §17.1, oauth.md §14.4).

use uuid::Uuid;

use super::claims::{Claims, TokenUse};
use crate::{client::Client, moment::Moment};

/// The flow that GetClientToken needs, alone.
const FLOW: &str = "ALLOW_CLIENT_TOKEN_AUTH";

/// Why a client gets no token for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoMachineToken {
    /// The client is not for this.
    Flow,
    /// The pool does not know this scope, or the client must not have it.
    Scope(String),
}

/// Whether a client may get tokens for itself: it has a secret, and this is its only flow (documented).
///
/// # Errors
/// [`NoMachineToken::Flow`].
pub fn admit(client: &Client) -> Result<(), NoMachineToken> {
    let flows = client.settings.auth_flows.as_deref().unwrap_or_default();
    match flows {
        [only] if only == FLOW && !client.secrets.is_empty() => Ok(()),
        _ => Err(NoMachineToken::Flow),
    }
}

/// The scopes that a client gets of those that the pool's resource servers know. Asking for none means all that are
/// configured on the client (documented). GUESS: a client with configured scopes gets no others; one without gets any
/// that the pool knows.
///
/// # Errors
/// [`NoMachineToken::Scope`] with the first one that it cannot get.
pub fn scopes(client: &Client, known: &[String], asked: &[String]) -> Result<Vec<String>, NoMachineToken> {
    let configured = &client.settings.oauth_scopes;
    if asked.is_empty() {
        // A scope that went with its resource server is still configured.
        return Ok(configured
            .iter()
            .filter(|scope| known.contains(scope))
            .cloned()
            .collect());
    }
    let mut granted: Vec<String> = Vec::new();
    for scope in asked {
        if !known.contains(scope) || !configured.is_empty() && !configured.contains(scope) {
            return Err(NoMachineToken::Scope(scope.clone()));
        }
        if !granted.contains(scope) {
            granted.push(scope.clone());
        }
    }
    Ok(granted)
}

/// The claims of a machine token (oauth.md §14.4; members and their order are GUESS). `jti` is its own id.
pub fn claims(issuer: &str, client: &Client, scopes: &[String], (jti, now): (Uuid, Moment)) -> Claims {
    let mut claims = Claims::default();
    claims.push("sub", client.id.as_str());
    claims.push("token_use", TokenUse::Access.as_str());
    claims.push_some("scope", (!scopes.is_empty()).then(|| scopes.join(" ")));
    claims.push("auth_time", now.seconds());
    claims.push("iss", issuer);
    claims.push("exp", now.seconds() + client.settings.access_lifetime().whole_seconds());
    claims.push("iat", now.seconds());
    claims.push("version", 2);
    claims.push("jti", jti.to_string());
    claims.push("client_id", client.id.as_str());
    claims
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        client::{ClientSecret, ClientSettings},
        ids::{ClientId, PoolId},
    };

    fn client(flows: &[&str], scopes: &[&str]) -> Client {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        Client {
            id: ClientId::new("machine"),
            pool: PoolId::new("us-east-1_a"),
            name: "machine".into(),
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
            version: 1,
            secrets: vec![ClientSecret {
                id: "machine--0".into(),
                value: "secret".into(),
                created: Moment::from_micros(0),
            }],
            settings: ClientSettings {
                auth_flows: Some(texts(flows)),
                oauth_scopes: texts(scopes),
                ..ClientSettings::default()
            }
            .into(),
        }
    }

    #[test]
    fn a_machine_has_a_secret_and_one_flow() {
        assert_eq!(admit(&client(&[FLOW], &[])), Ok(()));
        for flows in [&[][..], &["ALLOW_USER_AUTH"], &[FLOW, "ALLOW_USER_AUTH"]] {
            assert_eq!(admit(&client(flows, &[])), Err(NoMachineToken::Flow), "{flows:?}");
        }
        let mut public = client(&[FLOW], &[]);
        public.secrets.clear();
        assert_eq!(admit(&public), Err(NoMachineToken::Flow));
    }

    #[test]
    fn scopes_are_known_to_the_pool_and_configured() {
        let known = ["api/read".to_owned(), "api/write".to_owned()];
        let given = |configured: &[&str], asked: &[&str]| {
            let asked: Vec<_> = asked.iter().map(|text| (*text).to_owned()).collect();
            scopes(&client(&[FLOW], configured), &known, &asked).map(|scopes| scopes.join(" "))
        };
        let refused = |scope: &str| Err(NoMachineToken::Scope(scope.into()));
        assert_eq!(given(&["api/read", "api/gone"], &[]).as_deref(), Ok("api/read"));
        assert_eq!(given(&["api/read"], &["api/read"]).as_deref(), Ok("api/read"));
        assert_eq!(given(&["api/read"], &["api/read", "api/write"]), refused("api/write"));
        assert_eq!(given(&[], &["api/write", "api/write"]).as_deref(), Ok("api/write"));
        assert_eq!(given(&[], &["openid"]), refused("openid"));
        assert_eq!(given(&[], &[]).as_deref(), Ok(""));
    }
}

//! What a browser brings back from a provider (oauth.md §16.3).

use serde_json::Value;

use super::issuers;
use crate::{oauth::params::Params, provider::Provider};

/// The longest text of an error that is passed on (our choice).
const LONGEST_ERROR: usize = 1_024;

/// Parameters that mean something; none may stand twice (RFC 6749 §3.1).
const ONCE: [&str; 6] = ["state", "code", "error", "error_description", "iss", "user"];

/// What a provider answers.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// A code, to be exchanged, and what Apple tells of the user's name.
    Code(String, Option<Value>),
    /// It says no, in its words.
    Error(String, Option<String>),
    /// Neither, or it is another provider that answers (RFC 9207 §2.4).
    Nothing,
}

/// The `state` of an answer; `None` when it can be read in two ways.
pub fn state(said: &Params) -> Option<&str> {
    match ONCE.iter().any(|name| said.is_doubled(name)) {
        true => None,
        false => said.get("state"),
    }
}

/// What the provider answers. An error counts more than a code.
pub fn answer(provider: &Provider, said: &Params) -> Answer {
    let issuers = issuers(provider);
    if said
        .get("iss")
        .is_some_and(|iss| !issuers.is_empty() && !issuers.contains(&iss))
    {
        return Answer::Nothing;
    }
    let short = |text: &str| text.chars().take(LONGEST_ERROR).collect::<String>();
    match (said.get("error"), said.get("code")) {
        (Some(error), _) => Answer::Error(short(error), said.get("error_description").map(short)),
        (None, Some(code)) => {
            let user = said.get("user").and_then(|user| serde_json::from_str(user).ok());
            Answer::Code(code.to_owned(), user)
        }
        (None, None) => Answer::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{ids::PoolId, moment::Moment, provider::ProviderKind};

    fn provider() -> Provider {
        Provider {
            pool: PoolId::new("us-east-1_a"),
            name: "Example".into(),
            kind: ProviderKind::Oidc,
            details: [("oidc_issuer".to_owned(), "https://id.example.com".to_owned())].into(),
            mapping: BTreeMap::new(),
            identifiers: Vec::new(),
            acr: BTreeMap::new(),
            metadata: None,
            abilities: Default::default(),
            decryption_key: None,
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
            version: 1,
        }
    }

    #[test]
    fn answers_are_read_in_one_way_only() {
        let of = |query: &str| answer(&provider(), &Params::read(query).unwrap_or_default());
        assert!(of("code=c&iss=https%3A%2F%2Fid.example.com") == Answer::Code("c".into(), None));
        assert!(of("code=c&iss=https%3A%2F%2Fevil.example") == Answer::Nothing);
        assert!(
            of("code=c&error=access_denied&error_description=No")
                == Answer::Error("access_denied".into(), Some("No".into()))
        );
        assert!(of("state=s") == Answer::Nothing);
        let doubled = Params::read("state=a&state=b").unwrap_or_default();
        assert_eq!(state(&doubled), None);
        let doubled = Params::read("state=a&code=b&code=c").unwrap_or_default();
        assert_eq!(state(&doubled), None);
    }
}

//! Terms of use and privacy policies: what a client's sign-up page links to (resources.md §10, oauth.md §19.3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{ClientId, PoolId},
    moment::Moment,
};

/// The language of the link that is good for all others.
const DEFAULT_LANGUAGE: &str = "cognito:default";

/// One of the two documents of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// `TermsId`.
    pub id: Uuid,
    /// The pool.
    pub pool: PoolId,
    /// The client whose page links to it.
    pub client: ClientId,
    /// Which of the two: a client has at most one of each.
    pub name: TermsName,
    /// `Links` by language, such as `cognito:french`.
    pub links: BTreeMap<String, String>,
    /// When it was made.
    pub created: Moment,
    /// When it last changed.
    pub modified: Moment,
}

/// `TermsName`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TermsName {
    /// `terms-of-use`.
    TermsOfUse,
    /// `privacy-policy`.
    PrivacyPolicy,
}

impl TermsName {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TermsOfUse => "terms-of-use",
            Self::PrivacyPolicy => "privacy-policy",
        }
    }

    /// From the name on the wire, which has met the pattern of the model.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::TermsOfUse, Self::PrivacyPolicy]
            .into_iter()
            .find(|known| known.as_str() == name)
    }
}

impl Terms {
    /// The link for readers of a language, such as `french`, or else the one for everybody (documented).
    pub fn link(&self, language: &str) -> Option<&str> {
        let own = self.links.get(&format!("cognito:{language}"));
        own.or_else(|| self.links.get(DEFAULT_LANGUAGE)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_a_link_has_the_default_one() {
        let link = |language: &str| (format!("cognito:{language}"), format!("https://example.com/{language}"));
        let mut terms = Terms {
            id: Uuid::nil(),
            pool: PoolId::new("us-east-1_a"),
            client: ClientId::new("c"),
            name: TermsName::TermsOfUse,
            links: [link("default"), link("french")].into(),
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
        };
        assert_eq!(terms.link("french"), Some("https://example.com/french"));
        assert_eq!(terms.link("german"), Some("https://example.com/default"));
        terms.links.clear();
        assert_eq!(terms.link("german"), None);
    }
}

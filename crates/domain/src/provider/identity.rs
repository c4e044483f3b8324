//! The identities of users at providers, and the attribute that shows them (resources.md §§4.1, 7.1, oauth.md §18).

use serde::{Deserialize, Serialize};

use super::{Provider, ProviderKind};
use crate::{
    aliases,
    ids::{PoolId, Sub},
    moment::Moment,
    pool::PoolSettings,
    user::User,
};

/// The name by which the pool itself is meant where a provider's name is asked for (documented).
pub const NATIVE: &str = "Cognito";

/// The attribute name that means the provider's own id of a user (documented).
pub const SUBJECT: &str = "Cognito_Subject";

/// The attribute of a user that shows its identities.
pub const ATTRIBUTE: &str = "identities";

/// Somebody at a provider: the value of the provider's id, or of an attribute that is mapped from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The pool.
    pub pool: PoolId,
    /// The provider's name.
    pub provider: String,
    /// [`SUBJECT`], or the pool's attribute that is mapped.
    pub attribute: String,
    /// The value, compared exactly (documented).
    pub value: String,
}

/// Whom an identity leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The user.
    pub sub: Sub,
    /// How it belongs to the user.
    pub bond: Bond,
}

/// How an identity belongs to a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// The user came into being by it.
    Own,
    /// It was linked to a user who was there before.
    Linked,
    /// The user came into being by it, and may no longer use it (AdminDisableProviderForUser).
    Disabled,
}

impl Bond {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Linked => "linked",
            Self::Disabled => "disabled",
        }
    }

    /// From the word under which it is kept.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Own, Self::Linked, Self::Disabled]
            .into_iter()
            .find(|bond| bond.as_str() == word)
    }
}

/// One entry of the attribute, in the form of the service (observed).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// The value of the identity.
    pub user_id: String,
    /// The provider's name.
    pub provider_name: String,
    /// The provider's type.
    pub provider_type: String,
    /// The issuer: of SAML providers (GUESS: their entity id); null else.
    pub issuer: Option<String>,
    /// The user came into being by it.
    pub primary: bool,
    /// When it became the user's, in milliseconds since 1970.
    pub date_created: i64,
}

/// The entries of a user's attribute.
pub fn of(user: &User) -> Vec<Shown> {
    let text = user.attributes.get(ATTRIBUTE);
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

/// Whether a user came into being by signing in through a provider.
pub fn is_born_abroad(user: &User) -> bool {
    user.attributes.contains_key(ATTRIBUTE) && of(user).iter().any(|entry| entry.primary)
}

/// The user with one entry more.
pub fn with(user: &User, entry: Shown) -> User {
    let mut entries = of(user);
    entries.push(entry);
    showing(user, &entries)
}

/// The user without the entry of an identity.
pub fn without(user: &User, identity: &Identity) -> User {
    let mut entries = of(user);
    entries.retain(|entry| entry.provider_name != identity.provider || entry.user_id != identity.value);
    showing(user, &entries)
}

fn showing(user: &User, entries: &[Shown]) -> User {
    let mut user = user.clone();
    match serde_json::to_string(entries) {
        Ok(text) if !entries.is_empty() => user.attributes.insert(ATTRIBUTE.to_owned(), text),
        _ => user.attributes.remove(ATTRIBUTE),
    };
    user
}

/// The user whose identity, known by a mapped attribute until now, is known by the provider's own id from now on.
pub fn renamed(user: &User, identity: &Identity, subject: &str) -> User {
    let mut entries = of(user);
    let known = |entry: &&mut Shown| entry.provider_name == identity.provider && entry.user_id == identity.value;
    entries
        .iter_mut()
        .filter(known)
        .for_each(|entry| entry.user_id = subject.to_owned());
    showing(user, &entries)
}

/// The entry of an identity that becomes a user's now.
pub fn entry(provider: &Provider, value: &str, bond: Bond, now: Moment) -> Shown {
    Shown {
        user_id: value.to_owned(),
        provider_name: provider.name.clone(),
        provider_type: provider.kind.as_str().to_owned(),
        issuer: None,
        primary: bond == Bond::Own,
        date_created: now.micros().div_euclid(1_000),
    }
}

/// The username of a user who comes through a provider: `<ProviderName>_<id>`, folded in pools that do not tell cases apart
/// (documented, observed).
pub fn username(pool: &PoolSettings, provider: &str, subject: &str) -> String {
    aliases::fold(pool, &format!("{provider}_{subject}"))
}

/// Whether somebody at a provider may be named by this attribute: by the provider's own id always, at SAML and OIDC providers
/// also by an attribute that is mapped (documented).
pub fn is_known_by(provider: &Provider, attribute: &str) -> bool {
    let mapped = matches!(provider.kind, ProviderKind::Saml | ProviderKind::Oidc);
    attribute == SUBJECT || (mapped && attribute != "username" && provider.mapping.contains_key(attribute))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::user::{MfaPreference, UserStatus};

    fn provider(kind: ProviderKind) -> Provider {
        Provider {
            pool: PoolId::new("us-east-1_a"),
            name: "Example".into(),
            kind,
            details: BTreeMap::new(),
            mapping: [
                ("email".to_owned(), "mail".to_owned()),
                ("username".to_owned(), "sub".to_owned()),
            ]
            .into(),
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
    fn identities_come_and_go_in_the_form_of_the_service() {
        let user = User {
            pool: PoolId::new("us-east-1_a"),
            sub: Sub::new("s"),
            username: "jane".into(),
            status: UserStatus::Confirmed,
            enabled: true,
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
            version: 1,
            attributes: BTreeMap::new(),
            mfa: MfaPreference::default(),
            pending: BTreeMap::new(),
        };
        let example = provider(ProviderKind::Oidc);
        let now = Moment::from_micros(1_701_125_599_632_999);
        let linked = with(&user, entry(&example, "Ab\"c", Bond::Linked, now));
        assert_eq!(
            linked.attributes[ATTRIBUTE],
            r#"[{"userId":"Ab\"c","providerName":"Example","providerType":"OIDC","issuer":null,"primary":false,"dateCreated":1701125599632}]"#
        );
        let identity = |value: &str| Identity {
            pool: example.pool.clone(),
            provider: example.name.clone(),
            attribute: SUBJECT.into(),
            value: value.into(),
        };
        assert_eq!(of(&without(&linked, &identity("ab\"c"))).len(), 1, "compared exactly");
        assert!(!without(&linked, &identity("Ab\"c")).attributes.contains_key(ATTRIBUTE));
    }

    #[test]
    fn mapped_attributes_name_people_at_saml_and_oidc_only() {
        for (kind, email) in [
            (ProviderKind::Oidc, true),
            (ProviderKind::Saml, true),
            (ProviderKind::Google, false),
        ] {
            let example = provider(kind);
            assert!(is_known_by(&example, SUBJECT));
            assert_eq!(is_known_by(&example, "email"), email, "{kind:?}");
            assert!(!is_known_by(&example, "username"));
            assert!(!is_known_by(&example, "name"));
        }
    }
}

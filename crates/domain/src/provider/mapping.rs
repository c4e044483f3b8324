//! `AttributeMapping`: which attribute of the pool comes from which of the provider (oauth.md §15.4).

use std::collections::BTreeMap;

use super::ProviderKind;
use crate::attributes::Schema;

/// The key for the name under which a user comes.
const USERNAME: &str = "username";

/// Why an attribute cannot be mapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMapped {
    /// The pool has no such attribute.
    Unknown(String),
    /// Its value is never written, or only once (documented: a mapped attribute must be mutable).
    Immutable(String),
}

/// Checks a mapping and puts in the source of the username where it is missing, as social and OIDC providers have one (GUESS
/// for a mapping that has other keys; reported for none at all).
///
/// # Errors
/// [`NotMapped`], by the first key.
pub fn complete(
    kind: ProviderKind,
    schema: &Schema,
    mut mapping: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, NotMapped> {
    for name in mapping.keys().filter(|name| *name != USERNAME) {
        match schema.find(name) {
            None => return Err(NotMapped::Unknown(name.clone())),
            Some(attribute) if !attribute.mutable => return Err(NotMapped::Immutable(name.clone())),
            Some(_) => {}
        }
    }
    if let Some(claim) = kind.subject_claim() {
        mapping.entry(USERNAME.to_owned()).or_insert_with(|| claim.to_owned());
    }
    Ok(mapping)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(kind: ProviderKind, keys: &[&str]) -> Result<Vec<String>, NotMapped> {
        let given = keys.iter().map(|key| ((*key).to_owned(), "claim".to_owned())).collect();
        complete(kind, &Schema::default(), given).map(|mapping| mapping.into_keys().collect())
    }

    #[test]
    fn usernames_have_a_source_but_for_saml() {
        assert_eq!(
            mapped(ProviderKind::Oidc, &["email"]).unwrap_or_default(),
            ["email", "username"]
        );
        assert_eq!(mapped(ProviderKind::Saml, &["email"]).unwrap_or_default(), ["email"]);
        let given = BTreeMap::from([("username".to_owned(), "mine".to_owned())]);
        let kept = complete(ProviderKind::Facebook, &Schema::default(), given.clone());
        assert_eq!(kept, Ok(given));
    }

    #[test]
    fn what_the_pool_does_not_have_or_not_change_is_not_mapped() {
        let unknown = mapped(ProviderKind::Oidc, &["custom:team", "email"]);
        assert_eq!(unknown, Err(NotMapped::Unknown("custom:team".into())));
        assert_eq!(
            mapped(ProviderKind::Saml, &["sub"]),
            Err(NotMapped::Immutable("sub".into()))
        );
    }
}

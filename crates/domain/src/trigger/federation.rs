//! What identity providers say of users, on its way into the pool: InboundFederation (triggers.md §6.10).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Unrecognizable,
    answer::{object, response, text},
};
pub use crate::provider::ProviderKind;

/// What an identity provider says of a user. Tokens are in it: no `Debug`.
pub struct Assertion {
    /// The name of the provider in the pool.
    pub provider: String,
    /// What it is.
    pub kind: ProviderKind,
    /// The parts of what it says, all of them text.
    pub said: Said,
}

/// The parts of what an identity provider says.
pub enum Said {
    /// By OpenID Connect and OAuth.
    Tokens {
        /// The answer of the token endpoint.
        response: BTreeMap<String, String>,
        /// The claims of the ID token.
        id_token: BTreeMap<String, String>,
        /// What the user-info endpoint says.
        user_info: BTreeMap<String, String>,
    },
    /// The attributes of a SAML assertion, by URI.
    Saml(BTreeMap<String, String>),
}

impl Assertion {
    pub(super) fn members(&self) -> Value {
        let attributes = match &self.said {
            Said::Tokens {
                response,
                id_token,
                user_info,
            } => json!({ "tokenResponse": response, "idToken": id_token, "userInfo": user_info }),
            Said::Saml(attributes) => json!({ "samlResponse": attributes }),
        };
        json!({ "providerName": self.provider, "providerType": self.kind.as_str(), "attributes": attributes })
    }
}

/// Reads what InboundFederation returned: the attributes that replace all that the provider gave; `None` to keep those.
///
/// # Errors
/// [`Unrecognizable`].
pub fn replacement(returned: &Value) -> Result<Option<BTreeMap<String, String>>, Unrecognizable> {
    let Some(members) = object(response(returned)?, "userAttributesToMap")? else {
        return Ok(None);
    };
    let mut attributes = BTreeMap::new();
    for (name, value) in members {
        if let Some(value) = text(Some(value))? {
            attributes.insert(name.clone(), value);
        }
    }
    Ok((!members.is_empty()).then_some(attributes))
}

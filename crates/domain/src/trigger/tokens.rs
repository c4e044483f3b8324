//! What tokens claim, in the words of the pool's function: PreTokenGeneration (triggers.md §6.7).

use serde_json::{Map, Value, json};

use super::{
    Unrecognizable,
    answer::{list, object, response},
};
use crate::{
    pool::TriggerSettings,
    token::{
        claims::GroupClaims,
        edits::{ClaimEdits, TokenEdits},
    },
};

/// Why there are tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenSource {
    /// A sign-in at a page, or whatever else the OAuth endpoints give tokens for, but for refreshing.
    HostedAuth,
    /// A sign-in by the API.
    Authentication,
    /// The same, in which a temporary password was replaced.
    NewPasswordChallenge,
    /// The same, in which a device proved itself.
    AuthenticateDevice,
    /// A refresh token.
    RefreshTokens,
    /// A client that acts for itself.
    ClientCredentials,
}

impl TokenSource {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::HostedAuth => "HostedAuth",
            Self::Authentication => "Authentication",
            Self::NewPasswordChallenge => "NewPasswordChallenge",
            Self::AuthenticateDevice => "AuthenticateDevice",
            Self::RefreshTokens => "RefreshTokens",
            Self::ClientCredentials => "ClientCredentials",
        }
    }
}

/// Which form of event a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenVersion {
    /// The ID token only, text only.
    V1,
    /// Both tokens, any JSON, and scopes.
    V2,
    /// The same, for machines as well.
    V3,
}

impl TokenVersion {
    /// The version that the pool says; the old member alone means the first.
    pub fn of(settings: &TriggerSettings) -> Self {
        match settings.pre_token_version.as_deref() {
            Some("V2_0") => Self::V2,
            Some("V3_0") => Self::V3,
            _ => Self::V1,
        }
    }

    pub(super) const fn of_event(self) -> &'static str {
        match self {
            Self::V1 => "1",
            Self::V2 => "2",
            Self::V3 => "3",
        }
    }
}

/// Where in `response` the function writes.
const V1_DETAILS: &str = "claimsOverrideDetails";
const DETAILS: &str = "claimsAndScopeOverrideDetails";

pub(super) fn members(version: TokenVersion, groups: Option<&GroupClaims>, scopes: &[String]) -> (Value, Value) {
    let groups = groups.map(|groups| {
        json!({
            "groupsToOverride": groups.groups,
            "iamRolesToOverride": groups.roles,
            "preferredRole": groups.preferred_role,
        })
    });
    match version {
        TokenVersion::V1 => (json!({ "groupConfiguration": groups }), json!({ V1_DETAILS: null })),
        TokenVersion::V2 | TokenVersion::V3 => (
            json!({ "groupConfiguration": groups, "scopes": scopes }),
            json!({ DETAILS: null }),
        ),
    }
}

/// The most that claims and scopes may come to, in characters of JSON (documented).
const LONGEST: usize = 5_000;

/// Reads what PreTokenGeneration returned. What is left out changes nothing.
///
/// # Errors
/// [`Unrecognizable`]; that it is the answer to more than [`LONGEST`] is a guess.
pub fn token_edits(version: TokenVersion, returned: &Value) -> Result<TokenEdits, Unrecognizable> {
    let response = response(returned)?;
    let edits = match version {
        TokenVersion::V1 => object(response, V1_DETAILS)?.map(first_version),
        TokenVersion::V2 | TokenVersion::V3 => object(response, DETAILS)?.map(later_version),
    };
    let edits = edits.transpose()?.unwrap_or_default();
    match edits.length() > LONGEST {
        true => Err(Unrecognizable),
        false => Ok(edits),
    }
}

/// Text only (that anything else is refused, and a claim without a value left out, are guesses).
fn first_version(details: &Map<String, Value>) -> Result<TokenEdits, Unrecognizable> {
    let id = claim_edits(details)?;
    match id.add.iter().all(|(_, value)| value.is_string()) {
        true => Ok(TokenEdits {
            id,
            groups: groups(details)?,
            ..TokenEdits::default()
        }),
        false => Err(Unrecognizable),
    }
}

fn later_version(details: &Map<String, Value>) -> Result<TokenEdits, Unrecognizable> {
    let none = Map::new();
    let id = object(details, "idTokenGeneration")?.unwrap_or(&none);
    let access = object(details, "accessTokenGeneration")?.unwrap_or(&none);
    let scopes_added = list(access.get("scopesToAdd"))?.unwrap_or_default();
    if scopes_added.iter().any(|scope| !is_scope(scope)) {
        return Err(Unrecognizable);
    }
    Ok(TokenEdits {
        id: claim_edits(id)?,
        access: claim_edits(access)?,
        scopes_added,
        scopes_suppressed: list(access.get("scopesToSuppress"))?.unwrap_or_default(),
        groups: groups(details)?,
    })
}

/// Scopes stand in one text with blanks between them (that others are refused is a guess).
fn is_scope(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn claim_edits(details: &Map<String, Value>) -> Result<ClaimEdits, Unrecognizable> {
    let add = object(details, "claimsToAddOrOverride")?;
    let valued = add.into_iter().flatten().filter(|(_, value)| !value.is_null());
    Ok(ClaimEdits {
        add: valued.map(|(name, value)| (name.clone(), value.clone())).collect(),
        suppress: list(details.get("claimsToSuppress"))?.unwrap_or_default(),
    })
}

/// `groupOverrideDetails`: an object replaces all three claims, an empty one or none removes them, and only without the
/// member they stay (documented).
fn groups(details: &Map<String, Value>) -> Result<Option<GroupClaims>, Unrecognizable> {
    let Some(given) = details.get("groupOverrideDetails") else {
        return Ok(None);
    };
    let none = Map::new();
    let given = match given {
        Value::Null => &none,
        Value::Object(members) => members,
        _ => return Err(Unrecognizable),
    };
    let preferred_role = match given.get("preferredRole") {
        None | Some(Value::Null) => None,
        Some(Value::String(role)) => Some(role.clone()).filter(|role| !role.is_empty()),
        Some(_) => return Err(Unrecognizable),
    };
    Ok(Some(GroupClaims {
        groups: list(given.get("groupsToOverride"))?.unwrap_or_default(),
        roles: list(given.get("iamRolesToOverride"))?.unwrap_or_default(),
        preferred_role,
    }))
}

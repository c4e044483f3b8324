//! A token family: everything that one completed authentication gave out, kept as one row.
//!
//! Access and ID tokens are never stored; they name their family (`event_id`), and whoever is shown one looks the
//! family up to learn whether it was revoked.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assurance::Assurance;
use crate::{
    ids::{ClientId, DeviceKey, PoolId, Sub},
    moment::{Moment, Span},
};

/// One completed authentication and the tokens that come from it (auth.md §2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its key: the `event_id` claim of all of its tokens.
    pub id: Uuid,
    /// The pool.
    pub pool: PoolId,
    /// The client that the tokens were given to.
    pub client: ClientId,
    /// The user.
    pub sub: Sub,
    /// The `origin_jti` claim, for clients whose tokens can be revoked.
    pub origin_jti: Uuid,
    /// When the user proved itself: the `auth_time` claim.
    pub auth_time: Moment,
    /// When the refresh token expires; rotation does not move it (auth.md §13.5 rule 1, observed).
    pub expires: Moment,
    /// When it was revoked: by RevokeToken, a sign-out everywhere, or the disabling of the user.
    pub revoked: Option<Moment>,
    /// Which refresh tokens of the family are good.
    pub turn: Turn,
    /// The rest, kept as one document.
    pub details: FamilyDetails,
}

/// Which refresh tokens of a family are good. Each token carries a number; numbers only rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The number of the current refresh token; the first is 0.
    pub current: i64,
    /// The number of the token that was exchanged for the current one; -1 before the first rotation.
    pub parent: i64,
    /// When the parent was exchanged first; grace counts from here (auth.md §13.5 rule 4, observed).
    pub rotated: Option<Moment>,
}

impl Turn {
    /// A new family: its first token, nothing rotated.
    pub const FIRST: Self = Self {
        current: 0,
        parent: -1,
        rotated: None,
    };

    /// The deadline until which the parent may be shown again.
    pub fn grace_ends(&self, grace: Span) -> Option<Moment> {
        self.rotated.map(|rotated| rotated + grace)
    }
}

/// What a family remembers beside its keys. A new member needs a serde default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FamilyDetails {
    /// The scopes of the access token, blank-separated.
    pub scope: String,
    /// The `device_key` claim: the device of this sign-in.
    pub device: Option<DeviceKey>,
    /// The `DeviceGroupKey` of that device, for when it is confirmed.
    pub device_group: Option<String>,
    /// What was proven at sign-in.
    pub factors: Vec<Factor>,
    /// Whether the tokens come from the OAuth endpoints, which makes them say so (`version`, `at_hash`).
    pub hosted: bool,
    /// `resource` of the authorization request: the audience of access tokens.
    pub resource: Option<String>,
    /// The single sign-on session that this came through.
    pub sso: Option<Uuid>,
    /// The user agent's kind of device, where sessions are tracked ([`super::session::device_type`]).
    pub device_type: Option<String>,
    /// How sure the sign-in is, for a client that asked for a level: `acr` and `amr`.
    pub assurance: Option<Assurance>,
}

/// Something that a user has proven in a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// A password, in the clear or by SRP.
    Password,
    /// A code by text message.
    SmsCode,
    /// A code by e-mail.
    EmailCode,
    /// A code of an authenticator app.
    Totp,
    /// A passkey, with the user verified or not.
    Passkey,
    /// The triggers of the pool were satisfied.
    Custom,
    /// A remembered device.
    Device,
    /// An identity provider vouched.
    Federated,
}

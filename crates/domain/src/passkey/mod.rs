//! Passkeys: what is asked of an authenticator, and whether to believe what it says (auth.md §§12.6, 14).
//!
//! The ceremonies themselves (CBOR, attestation statements, signatures) are webauthn-rs-core's. Here are Cognito's choices
//! around them: its option documents, which origins belong to a relying party, when the user must have been verified, and
//! which check of a failed ceremony is told to the client. Challenges and times come from the caller.

mod answer;
mod assert;
mod options;
mod origin;
mod register;

#[cfg(test)]
mod tests;

pub use answer::{Assertion, Malformed, Registration};
pub use assert::{Distrust, Proven, believe};
pub use options::{creation, request};
pub use register::{Refused, accept};

use serde::{Deserialize, Serialize};
use webauthn_rs_core::proto::{COSEAlgorithm, COSEKey, UserVerificationPolicy};

use crate::{
    ids::Sub,
    moment::{Moment, Span},
    pool::{FirstFactor, PoolSettings},
    token::assurance::PasskeyHome,
};

/// How many passkeys a user may have (auth.md §14.2, documented).
pub const MOST: usize = 20;

/// How long a registration may take. The options ask the browser to give up after [`options::CREATION_TIMEOUT`]; that the
/// server waits longer is a guess.
pub const REGISTRATION_LIFETIME: Span = Span::minutes(5);

/// The algorithms that keys may use, in order of preference (auth.md §14.2, documented by example).
const ALGORITHMS: [COSEAlgorithm; 2] = [COSEAlgorithm::ES256, COSEAlgorithm::RS256];

/// What an authenticator has to sign: random, and good for one ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge(pub [u8; 16]);

/// A passkey of a user. It holds nothing secret.
#[derive(Clone, Debug)]
pub struct Passkey {
    /// The id that the authenticator gave it.
    pub id: Vec<u8>,
    /// Whose it is.
    pub sub: Sub,
    /// The relying party that it was made for; it works for no other.
    pub relying_party: String,
    /// The highest signature count that was shown; 0 for authenticators that do not count.
    pub sign_count: u32,
    /// When it was registered.
    pub created: Moment,
    /// The rest, kept as one document.
    pub details: PasskeyDetails,
}

/// What of a passkey is neither searched nor guarded. A new member needs a serde default.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasskeyDetails {
    /// The public key.
    pub key: COSEKey,
    /// It may leave its authenticator, as synchronised passkeys do. Never changes.
    pub backup_eligible: bool,
    /// What the list calls it.
    pub name: String,
    /// `platform` or `cross-platform`, if the browser said.
    #[serde(default)]
    pub attachment: Option<String>,
    /// How the authenticator can be reached, as the browser said.
    #[serde(default)]
    pub transports: Vec<String>,
}

impl Passkey {
    /// Where it lives.
    pub fn home(&self) -> PasskeyHome {
        match self.details.attachment.as_deref() {
            Some("cross-platform") => PasskeyHome::Roaming,
            _ => PasskeyHome::Platform,
        }
    }
}

/// For whom keys are made and asked, and how strictly: a pool's settings of passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// Its id: a domain.
    pub id: String,
    /// Whether the authenticator must verify the user.
    pub verification: Verification,
}

/// `UserVerification`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// The authenticator must verify the user.
    Required,
    /// It may.
    Preferred,
}

impl Verification {
    /// The name in the option documents.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Preferred => "preferred",
        }
    }

    const fn policy(self) -> UserVerificationPolicy {
        match self {
            Self::Required => UserVerificationPolicy::Required,
            Self::Preferred => UserVerificationPolicy::Preferred,
        }
    }
}

/// Why a pool has no passkeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPasskeys {
    /// They are no first factor of the pool.
    NotEnabled,
    /// Nobody said for which domain.
    NoRelyingParty,
}

impl RelyingParty {
    /// The relying party of a pool. `of_domain` is the one that its own domain would be, for a pool whose settings name none.
    ///
    /// GUESS: passkeys are enabled by WEB_AUTHN among the first factors; without it there is no way to sign in with one.
    /// Verification is `preferred` unless the pool says otherwise, and always required where a passkey counts as two
    /// factors (auth.md §14.1, documented).
    ///
    /// # Errors
    /// [`NoPasskeys`].
    pub fn of(pool: &PoolSettings, of_domain: Option<String>) -> Result<Self, NoPasskeys> {
        if !Self::is_wanted(pool) {
            return Err(NoPasskeys::NotEnabled);
        }
        let settings = pool.passkeys.clone().unwrap_or_default();
        let id = settings.relying_party.or(of_domain).ok_or(NoPasskeys::NoRelyingParty)?;
        let required = settings.verification_required == Some(true) || settings.multi_factor == Some(true);
        Ok(Self {
            id,
            verification: if required {
                Verification::Required
            } else {
                Verification::Preferred
            },
        })
    }
}

impl RelyingParty {
    /// The pool lets users sign in with passkeys.
    pub fn is_wanted(pool: &PoolSettings) -> bool {
        pool.first_factors.0.contains(&FirstFactor::WebAuthn)
    }
}

/// The bytes by which an authenticator knows a user: the text of its subject (auth.md §14.2, documented by example).
fn handle(sub: &Sub) -> &[u8] {
    sub.as_str().as_bytes()
}

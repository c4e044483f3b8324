//! Custom challenges: what DefineAuthChallenge, CreateAuthChallenge and VerifyAuthChallengeResponse say (triggers.md §6.6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Unrecognizable,
    answer::{flag, response, text, texts},
};
use crate::user::MfaMethod;

/// The only challenge that CreateAuthChallenge makes.
pub(super) const CUSTOM_CHALLENGE: &str = "CUSTOM_CHALLENGE";

/// One completed step of a custom sign-in, as the functions see it: an entry of `session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// The challenge.
    pub challenge_name: String,
    /// Whether it was passed.
    pub challenge_result: bool,
    /// What CreateAuthChallenge noted about it.
    pub challenge_metadata: Option<String>,
}

/// What DefineAuthChallenge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Definition {
    /// The sign-in has failed.
    Fail,
    /// The sign-in is done.
    Issue,
    /// A custom challenge follows.
    Custom,
    /// The password follows, by SRP.
    Password,
    /// The password follows in the clear, which only an administrator's server may be asked for (auth.md §12.15, guess).
    AdminPassword,
    /// This second factor follows.
    SecondFactor(MfaMethod),
    /// The proof of the device follows whose key the client gave.
    Device,
}

/// Reads what DefineAuthChallenge returned. To fail beats to issue (triggers.md §6.6, guess). Of the built-in challenges it
/// may name those that can stand by themselves (auth.md §12.14); another challenge, or nothing at all, is no answer.
///
/// # Errors
/// [`Unrecognizable`].
pub fn definition(returned: &Value) -> Result<Definition, Unrecognizable> {
    let response = response(returned)?;
    let fails = flag(response, "failAuthentication")?;
    let issues = flag(response, "issueTokens")?;
    let challenge = text(response.get("challengeName"))?;
    match challenge.as_deref() {
        _ if fails => Ok(Definition::Fail),
        _ if issues => Ok(Definition::Issue),
        Some(CUSTOM_CHALLENGE) => Ok(Definition::Custom),
        Some("PASSWORD_VERIFIER") => Ok(Definition::Password),
        Some("ADMIN_NO_SRP_AUTH") => Ok(Definition::AdminPassword),
        Some("SMS_MFA") => Ok(Definition::SecondFactor(MfaMethod::Sms)),
        Some("EMAIL_OTP") => Ok(Definition::SecondFactor(MfaMethod::Email)),
        Some("SOFTWARE_TOKEN_MFA") => Ok(Definition::SecondFactor(MfaMethod::Totp)),
        Some("DEVICE_SRP_AUTH") => Ok(Definition::Device),
        _ => Err(Unrecognizable),
    }
}

/// What CreateAuthChallenge made.
pub struct Creation {
    /// For the client.
    pub public: BTreeMap<String, String>,
    /// For the server alone.
    pub private: BTreeMap<String, String>,
    /// For the functions that come later.
    pub metadata: Option<String>,
}

/// Reads what CreateAuthChallenge returned. Each member may be left out.
///
/// # Errors
/// [`Unrecognizable`].
pub fn creation(returned: &Value) -> Result<Creation, Unrecognizable> {
    let response = response(returned)?;
    Ok(Creation {
        public: texts(response.get("publicChallengeParameters"))?,
        private: texts(response.get("privateChallengeParameters"))?,
        metadata: text(response.get("challengeMetadata"))?,
    })
}

/// Reads what VerifyAuthChallengeResponse returned: whether the answer is right. No word about it means that it is not
/// (guess).
///
/// # Errors
/// [`Unrecognizable`].
pub fn is_correct(returned: &Value) -> Result<bool, Unrecognizable> {
    flag(response(returned)?, "answerCorrect")
}

//! Where a sign-in stands. A state that awaits the client's answer travels sealed; its form is versioned by
//! [`super::envelope`], so a new member needs a serde default.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::{
    first_factor::{Method, Pick},
    names::{ChallengeName, Flow},
    step_up::{Target, Wish},
    verdict::Ask,
};
use crate::{
    auth_event::Mark,
    moment::Moment,
    passkey,
    ports::Channel,
    threat::Threat,
    token::{assurance::PasskeyHome, family::Factor},
    trigger::Round,
    user::MfaMethod,
};

/// Where a sign-in stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// How it began.
    pub flow: Flow,
    /// What was proven so far, in order.
    #[serde(default)]
    pub proven: Vec<Factor>,
    /// The version of the password that was proven: should it be replaced meanwhile, the proof is void.
    #[serde(default)]
    pub password: Option<String>,
    /// The temporary password was replaced in this very sign-in.
    #[serde(default)]
    pub renewed: bool,
    /// It began right after the sign-up, whose code is its first factor.
    #[serde(default)]
    pub signed_up: bool,
    /// The first factor that the client wanted at the beginning. Never leaves the process.
    #[serde(skip)]
    pub pick: Option<Pick>,
    /// The levels of assurance that the client asks for at the beginning. Never leave the process.
    #[serde(skip)]
    pub wish: Option<Wish>,
    /// The level that must be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Where the passkey lives that was proven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<PasskeyHome>,
    /// The device key that the client gave.
    #[serde(default)]
    pub device_key: Option<String>,
    /// The steps of a custom sign-in so far, for the pool's functions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// A as the client sent it at the beginning of a custom sign-in, until an SRP exchange is begun with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub srp_a: Option<String>,
    /// The event that tells of it, where the pool keeps such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Mark>,
    /// How it was judged before anything was proven, where the pool wants to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threat: Option<Threat>,
    /// What comes next.
    pub awaits: Awaits,
}

/// What a sign-in waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Awaits {
    /// Its beginning.
    Begin,
    /// The outcome of something that the driver was asked to do. Never leaves the process.
    #[serde(skip)]
    Outcome(Ask),
    /// The confirmation of the sign-up; and then nothing, for the code that confirmed it is a first factor.
    Confirmation,
    /// The beginning of the sign-in of a user who was confirmed by a code sent this way.
    Confirmed(Channel),
    /// A choice among first factors.
    FirstFactor(Vec<Method>),
    /// The password in the clear.
    Password,
    /// The password, from an administrator's server.
    AdminPassword,
    /// The beginning of SRP.
    SrpStart,
    /// A passkey's signature under this challenge.
    Passkey(passkey::Challenge),
    /// The proof of the password by SRP.
    Proof(Srp),
    /// A new password.
    NewPassword,
    /// A code that was sent.
    Code(SentCode),
    /// A code of the authenticator app.
    Totp,
    /// A choice among second factors.
    MfaChoice(Vec<MfaMethod>),
    /// A second factor set up.
    MfaSetup(MfaSetup),
    /// The beginning of SRP with the device of this key.
    DeviceSrp(String),
    /// The proof of that device's password.
    DeviceProof(String, Srp),
    /// The answer to a custom challenge.
    Custom(Posed),
    /// Something that is not said here: the state is kept apart, because it is too long to travel.
    Apart,
}

impl State {
    /// The beginning of a sign-in.
    pub fn begin(flow: Flow) -> Self {
        Self {
            flow,
            proven: Vec::new(),
            password: None,
            renewed: false,
            signed_up: false,
            pick: None,
            wish: None,
            target: None,
            passkey: None,
            device_key: None,
            rounds: Vec::new(),
            srp_a: None,
            event: None,
            threat: None,
            awaits: Awaits::Begin,
        }
    }

    /// Whether a factor was proven in this sign-in.
    pub fn has_proven(&self, factor: Factor) -> bool {
        self.proven.contains(&factor)
    }

    /// The challenge whose answer this state waits for.
    pub fn challenge(&self) -> Option<ChallengeName> {
        match &self.awaits {
            Awaits::Begin | Awaits::Outcome(_) | Awaits::Apart | Awaits::Confirmation | Awaits::Confirmed(_) => None,
            Awaits::FirstFactor(_) => Some(ChallengeName::SelectChallenge),
            Awaits::Password => Some(ChallengeName::Password),
            Awaits::AdminPassword => Some(ChallengeName::AdminNoSrpAuth),
            Awaits::SrpStart => Some(ChallengeName::PasswordSrp),
            Awaits::Passkey(_) => Some(ChallengeName::WebAuthn),
            Awaits::Proof(_) => Some(ChallengeName::PasswordVerifier),
            Awaits::NewPassword => Some(ChallengeName::NewPasswordRequired),
            Awaits::Code(code) => Some(code.challenge()),
            Awaits::Totp => Some(ChallengeName::SoftwareTokenMfa),
            Awaits::MfaChoice(_) => Some(ChallengeName::SelectMfaType),
            Awaits::MfaSetup(_) => Some(ChallengeName::MfaSetup),
            Awaits::DeviceSrp(_) => Some(ChallengeName::DeviceSrpAuth),
            Awaits::DeviceProof(..) => Some(ChallengeName::DevicePasswordVerifier),
            Awaits::Custom(_) => Some(ChallengeName::CustomChallenge),
        }
    }

    /// The same sign-in, waiting for something else.
    #[must_use]
    pub fn awaiting(self, awaits: Awaits) -> Self {
        Self { awaits, ..self }
    }
}

/// The server's side of an SRP exchange between its two steps (auth.md §8.4). All numbers are big-endian bytes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Srp {
    /// A, as the client sent it.
    #[serde(with = "base64_text", rename = "a")]
    pub client_public: Vec<u8>,
    /// b.
    #[serde(with = "base64_text", rename = "s")]
    pub secret: Vec<u8>,
    /// B.
    #[serde(with = "base64_text", rename = "b")]
    pub public: Vec<u8>,
    /// The version of the password that the exchange is about, or of the device; made up for a user without one.
    #[serde(rename = "v")]
    pub password: String,
}

/// Shows nothing: whoever knows b can forge a proof.
impl fmt::Debug for Srp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Srp(..)")
    }
}

/// A custom challenge, as CreateAuthChallenge made it, without what the client was shown.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posed {
    /// For VerifyAuthChallengeResponse alone.
    pub private: BTreeMap<String, String>,
    /// For the functions that come later.
    pub metadata: Option<String>,
}

/// Shows nothing: the answer may be in it.
impl fmt::Debug for Posed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Posed(..)")
    }
}

/// A code that was sent to the user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentCode {
    /// How it was sent.
    pub channel: Channel,
    /// What it proves.
    pub stands_for: CodeUse,
    /// The code itself.
    pub code: String,
    /// The address that it went to.
    pub destination: String,
    /// When it was sent.
    pub sent: Moment,
}

/// A second factor being set up in the course of a sign-in (auth.md §12.10).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaSetup {
    /// The methods that may be set up.
    pub offered: Vec<MfaMethod>,
    /// The seed that AssociateSoftwareToken gave out, until it is verified.
    #[serde(default)]
    pub pending_totp: Option<Vec<u8>>,
    /// VerifySoftwareToken has accepted a code, and the app is registered and enabled.
    #[serde(default)]
    pub totp_verified: bool,
}

impl MfaSetup {
    /// Nothing is set up yet.
    pub fn of(offered: Vec<MfaMethod>) -> Self {
        Self {
            offered,
            pending_totp: None,
            totp_verified: false,
        }
    }
}

/// Does not show the secret.
impl fmt::Debug for MfaSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MfaSetup({:?}, verified: {})", self.offered, self.totp_verified)
    }
}

/// What a sent code proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeUse {
    /// The first factor of a choice-based sign-in.
    FirstFactor,
    /// A second factor.
    SecondFactor,
    /// An address that is being set up as second factor.
    SetUp,
}

impl SentCode {
    /// The challenge that asks for the code.
    pub fn challenge(&self) -> ChallengeName {
        match (self.channel, self.stands_for) {
            (Channel::Email, _) => ChallengeName::EmailOtp,
            (Channel::Sms, CodeUse::FirstFactor) => ChallengeName::SmsOtp,
            (Channel::Sms, _) => ChallengeName::SmsMfa,
        }
    }
}

/// Shows neither code nor address.
impl fmt::Debug for SentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SentCode({:?}, {:?})", self.channel, self.stands_for)
    }
}

/// Bytes as base64 text, a third longer than the bytes instead of four times.
mod base64_text {
    use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD_NO_PAD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        STANDARD_NO_PAD.decode(text.as_bytes()).map_err(D::Error::custom)
    }
}

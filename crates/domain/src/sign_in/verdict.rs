//! What comes into the machine and what comes out of it.

use std::collections::BTreeMap;

use super::{
    device::GrantedDevice,
    first_factor::Method,
    names::{ChallengeName, Choice},
    state::{CodeUse, Posed, SentCode, Srp, State},
};
use crate::{
    passkey,
    ports::Channel,
    token::{
        assurance::{Assurance, PasskeyHome},
        family::Factor,
    },
    trigger::{Definition, Round},
    user::MfaMethod,
};

/// What happened: a call of the client, or the outcome of an [`Ask`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// (Admin)InitiateAuth.
    Begin,
    /// (Admin)RespondToAuthChallenge with an answer to this challenge.
    Answer(ChallengeName, Choice),
    /// The password of the request was right; its version.
    PasswordRight(String),
    /// The password of the request was wrong, or there is none to compare with.
    PasswordWrong,
    /// An SRP exchange was begun.
    SrpBegun(Srp),
    /// The new password was acceptable and will be set with the rest of this call; its version.
    NewPasswordSet(String),
    /// A code was sent.
    CodeSent(SentCode),
    /// The code of the request was right.
    CodeRight,
    /// The code of the request was wrong.
    CodeWrong,
    /// The code of the authenticator app was right once, but has been used.
    CodeUsed,
    /// A passkey is asked to sign this challenge.
    PasskeyOffered(passkey::Challenge),
    /// The signature of the request is by one of the user's passkeys, which lives there.
    PasskeyRight(PasskeyHome),
    /// It is not, or is none at all.
    PasskeyWrong,
    /// The device's proof was right.
    DeviceRight,
    /// The device's proof was wrong.
    DeviceWrong,
    /// DefineAuthChallenge said what comes next.
    Defined(Definition),
    /// CreateAuthChallenge made a challenge; what the client is shown of it.
    Posed(Posed, BTreeMap<String, String>),
    /// VerifyAuthChallengeResponse judged the answer of the request.
    Judged(Judgement),
}

/// What VerifyAuthChallengeResponse thinks of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Judgement {
    /// It is right.
    Right,
    /// It is wrong.
    Wrong,
}

/// What the driver does next: the call goes on, the client is asked, tokens are given, or nothing more happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Do this and come back with its outcome.
    Ask(Ask, State),
    /// Send this challenge. The Session that was answered is used up, and the state travels in a new one.
    Challenge(Challenge, State),
    /// Give tokens. The Session that was answered is used up.
    Grant(Grant),
    /// Give nothing.
    Refuse(Refusal, Vec<Effect>),
}

/// Something that only the world outside the machine can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Compare the password of the request with the user's; take as long when there is none.
    CheckPassword,
    /// Begin an SRP exchange with the A of the request; make up a verifier when there is none.
    BeginSrp,
    /// Check the SRP proof of the request; take as long when there is nothing to check against.
    CheckProof(Srp),
    /// Accept the new password and attributes of the request.
    AcceptNewPassword,
    /// Make a code and send it.
    SendCode(Channel, CodeUse),
    /// Compare the code of the request with the one that was sent.
    CheckCode(SentCode),
    /// Check the code of the authenticator app, and that it was not used before.
    CheckTotp,
    /// Make a challenge for the user's passkeys.
    OfferPasskey,
    /// Check the signature of the request under this challenge.
    CheckPasskey(passkey::Challenge),
    /// Begin an SRP exchange with the device, with the A of the request.
    BeginDeviceSrp,
    /// Check the device's SRP proof of the request.
    CheckDeviceProof(Srp),
    /// Let DefineAuthChallenge say what comes after these rounds.
    DefineChallenge(Vec<Round>),
    /// Let CreateAuthChallenge make a challenge after these rounds.
    CreateChallenge(Vec<Round>),
    /// Use up the Session, so that its challenge is answered once, and let VerifyAuthChallengeResponse judge the answer of
    /// the request.
    VerifyAnswer(Posed),
}

/// A challenge with what the machine knows about its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Challenge {
    /// SELECT_CHALLENGE among these.
    SelectFirst(Vec<Method>),
    /// PASSWORD.
    Password,
    /// ADMIN_NO_SRP_AUTH.
    AdminPassword,
    /// PASSWORD_SRP.
    SrpStart,
    /// WEB_AUTHN; the passkey's challenge is in the state.
    Passkey,
    /// PASSWORD_VERIFIER; the exchange is in the state.
    PasswordVerifier,
    /// NEW_PASSWORD_REQUIRED.
    NewPasswordRequired,
    /// SMS_MFA, EMAIL_OTP or SMS_OTP; the code is in the state.
    Code,
    /// SOFTWARE_TOKEN_MFA.
    SoftwareToken,
    /// SELECT_MFA_TYPE among these.
    SelectMfa(Vec<MfaMethod>),
    /// MFA_SETUP of one of these.
    MfaSetup(Vec<MfaMethod>),
    /// DEVICE_SRP_AUTH of the device in the state.
    DeviceSrp,
    /// DEVICE_PASSWORD_VERIFIER; the exchange is in the state.
    DevicePasswordVerifier,
    /// CUSTOM_CHALLENGE with these parameters.
    Custom(BTreeMap<String, String>),
}

/// Tokens may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What was proven, in order.
    pub factors: Vec<Factor>,
    /// The temporary password was replaced in this sign-in (the trigger source TokenGeneration_NewPasswordChallenge).
    pub renewed: bool,
    /// How sure the sign-in is, for a client that asked for a level.
    pub assurance: Option<Assurance>,
    /// The device that the tokens are bound to.
    pub device: GrantedDevice,
}

/// Why a call ends with nothing. Each has its sentence in `app/src/say/sign_in.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has this name, and the client may know.
    NoSuchUser,
    /// The proof is wrong; also said for whatever must not be told apart from that.
    WrongPassword,
    /// Too many wrong passwords.
    PasswordLocked,
    /// Too many wrong codes.
    CodesLocked,
    /// The user is disabled.
    Disabled,
    /// The user is not confirmed.
    Unconfirmed,
    /// The user must choose a new password by a code.
    ResetRequired,
    /// The temporary password is too old.
    TemporaryPasswordExpired,
    /// The Session does not belong to this step.
    InvalidSession,
    /// The code that was sent is not the one that was given.
    WrongCode,
    /// The code of the authenticator app is wrong.
    WrongTotp,
    /// The code of the authenticator app has been used.
    UsedTotp,
    /// A second factor is needed and the user can neither use nor set up any.
    NoMfaMethod,
    /// The answer names nothing that was offered.
    NotOffered,
    /// The authenticator app was not verified before MFA_SETUP was answered.
    TotpNotVerified,
    /// The client gave the key of a device that the user has not confirmed.
    NoSuchDevice,
    /// The pool's functions say that a custom sign-in has failed, or it may not succeed whatever they say.
    CustomFailed,
    /// DefineAuthChallenge asks for something that cannot come next.
    CannotComeNext,
    /// The user can reach none of the levels of assurance that the client asks for.
    NoLevel,
    /// The access token that the client shows is of the level that it asks for.
    LevelReached,
    /// The sign-in looks too risky.
    Blocked(Blocked),
}

/// How far somebody came who is blocked. Clients are not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The address may not even try.
    Address,
    /// The password was wrong besides.
    WrongProof,
    /// The first factor was right.
    RightProof,
}

/// What a refusal does besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Count a wrong password against the name, before the client hears of it.
    CountWrongPassword,
    /// Count a wrong code against the user, before the client hears of it.
    CountWrongCode,
    /// The Session or secret block can't be used again.
    UseUpSession,
}

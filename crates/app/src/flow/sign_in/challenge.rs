//! How challenges are shown to clients: names and parameters (auth.md §12).

use std::collections::BTreeMap;

use domain::{
    codes,
    password::verifier::Verifier,
    ports::Channel,
    sign_in::{
        Challenge, ChallengeName, Flow, State,
        envelope::Form,
        first_factor::Method,
        state::{Awaits, CodeUse},
    },
    srp::to_wire,
    user::{MfaMethod, User},
};
use wire::shapes::ChallengeNameType;

use super::{Answer, device, drive::Drive, new_password};
use crate::operation::{Broken, Failed};

/// A challenge as the client sees it, and the form in which the state goes along.
pub fn describe(drive: &Drive<'_>, challenge: &Challenge, state: &State) -> Result<(Answer, Form), Failed> {
    let (name, mut parameters) = match challenge {
        Challenge::SelectFirst(_) => (ChallengeNameType::SelectChallenge, BTreeMap::new()),
        Challenge::Password => (ChallengeNameType::Password, BTreeMap::new()),
        Challenge::AdminPassword => (ChallengeNameType::AdminNoSrpAuth, BTreeMap::new()),
        Challenge::SrpStart => (ChallengeNameType::PasswordSrp, BTreeMap::new()),
        Challenge::Passkey => (ChallengeNameType::WebAuthn, passkey(drive, state)?),
        Challenge::PasswordVerifier => (ChallengeNameType::PasswordVerifier, srp(drive, state)?),
        Challenge::NewPasswordRequired => (ChallengeNameType::NewPasswordRequired, new_password(drive)?),
        Challenge::Code => code(state)?,
        Challenge::SoftwareToken => (ChallengeNameType::SoftwareTokenMfa, software_token(drive)),
        Challenge::SelectMfa(methods) => (ChallengeNameType::SelectMfaType, listed("MFAS_CAN_CHOOSE", methods)),
        Challenge::DeviceSrp => (ChallengeNameType::DeviceSrpAuth, device::srp_auth(drive)?),
        Challenge::DevicePasswordVerifier => (
            ChallengeNameType::DevicePasswordVerifier,
            device::password_verifier(drive, state)?,
        ),
        Challenge::MfaSetup(methods) => (ChallengeNameType::MfaSetup, listed("MFAS_CAN_SETUP", methods)),
        Challenge::Custom(shown) => (ChallengeNameType::CustomChallenge, shown.clone()),
    };
    // A custom challenge has what the function shows, and USERNAME (auth.md §12.14).
    let name_member = match challenge {
        Challenge::Custom(_) => Some("USERNAME"),
        _ => names_the_user(challenge, state).then_some("USER_ID_FOR_SRP"),
    };
    if let Some(member) = name_member {
        parameters.insert(member.into(), drive.whom.who.username.clone());
    }
    let answer = Answer {
        challenge: Some(name),
        parameters,
        available: available(challenge, state),
        ..Answer::default()
    };
    Ok((answer, form(challenge, state.flow)))
}

/// The code is a first factor.
fn is_first_factor(state: &State) -> bool {
    matches!(&state.awaits, Awaits::Code(code) if code.stands_for == CodeUse::FirstFactor)
}

/// Whether USER_ID_FOR_SRP stands in the parameters (auth.md §12). Challenges of first factors do without (§§11.1, 12.5,
/// observed).
fn names_the_user(challenge: &Challenge, state: &State) -> bool {
    match challenge {
        Challenge::DeviceSrp | Challenge::DevicePasswordVerifier => false,
        Challenge::SelectFirst(_)
        | Challenge::Password
        | Challenge::AdminPassword
        | Challenge::SrpStart
        | Challenge::Passkey => false,
        Challenge::Code => !is_first_factor(state),
        _ => true,
    }
}

/// `AvailableChallenges` (auth.md §§11.1, 12.5, observed). That a code names only itself, also for a user who could do
/// otherwise, keeps the answer about a missing user from being another.
fn available(challenge: &Challenge, state: &State) -> Option<Vec<ChallengeNameType>> {
    let methods = match challenge {
        Challenge::SelectFirst(methods) => methods.as_slice(),
        Challenge::Code if is_first_factor(state) => match state.challenge() {
            Some(ChallengeName::SmsOtp) => &[Method::SmsOtp],
            _ => &[Method::EmailOtp],
        },
        _ => return None,
    };
    Some(methods.iter().copied().map(named).collect())
}

const fn named(method: Method) -> ChallengeNameType {
    match method {
        Method::PasswordSrp => ChallengeNameType::PasswordSrp,
        Method::Password => ChallengeNameType::Password,
        Method::EmailOtp => ChallengeNameType::EmailOtp,
        Method::SmsOtp => ChallengeNameType::SmsOtp,
        Method::Passkey => ChallengeNameType::WebAuthn,
    }
}

/// CREDENTIAL_REQUEST_OPTIONS.
fn passkey(drive: &Drive<'_>, state: &State) -> Result<BTreeMap<String, String>, Failed> {
    let Awaits::Passkey(challenge) = &state.awaits else {
        return Err(misplaced());
    };
    let options = drive.passkey_options(*challenge)?;
    Ok(BTreeMap::from([("CREDENTIAL_REQUEST_OPTIONS".into(), options)]))
}

/// PASSWORD_VERIFIER of USER_SRP_AUTH has no Session: the state is in the secret block (auth.md §8.4, observed); that of a
/// device likewise (§9, decision).
fn form(challenge: &Challenge, flow: Flow) -> Form {
    match (challenge, flow) {
        (Challenge::PasswordVerifier | Challenge::DevicePasswordVerifier, _) => Form::SecretBlock,
        _ => Form::Session,
    }
}

/// All but SECRET_BLOCK, which the sealed state becomes.
fn srp(drive: &Drive<'_>, state: &State) -> Result<BTreeMap<String, String>, Failed> {
    let Awaits::Proof(srp) = &state.awaits else {
        return Err(misplaced());
    };
    let (_, verifier): (_, Verifier) = drive.whom.verifier(drive.cx, &drive.through.pool);
    Ok(BTreeMap::from([
        ("SALT".into(), verifier.salt().wire()),
        ("SRP_B".into(), to_wire(&srp.public)),
        ("USERNAME".into(), drive.whom.who.username.clone()),
    ]))
}

fn new_password(drive: &Drive<'_>) -> Result<BTreeMap<String, String>, Failed> {
    let user: &User = drive.whom.view.as_ref().map(|view| &view.user).ok_or_else(misplaced)?;
    Ok(new_password::parameters(
        &drive.through.pool,
        &drive.through.client,
        user,
    ))
}

/// Where the code went, masked (auth.md §§12.5, 12.7).
fn code(state: &State) -> Result<(ChallengeNameType, BTreeMap<String, String>), Failed> {
    let Awaits::Code(sent) = &state.awaits else {
        return Err(misplaced());
    };
    let medium = match sent.channel {
        Channel::Email => "EMAIL",
        Channel::Sms => "SMS",
    };
    let name = match sent.challenge() {
        ChallengeName::SmsMfa => ChallengeNameType::SmsMfa,
        ChallengeName::SmsOtp => ChallengeNameType::SmsOtp,
        _ => ChallengeNameType::EmailOtp,
    };
    let parameters = BTreeMap::from([
        ("CODE_DELIVERY_DELIVERY_MEDIUM".to_owned(), medium.to_owned()),
        (
            "CODE_DELIVERY_DESTINATION".to_owned(),
            codes::masked(sent.channel, &sent.destination),
        ),
    ]);
    Ok((name, parameters))
}

/// The name that the user gave the app, if it gave one (auth.md §12.8, guess).
fn software_token(drive: &Drive<'_>) -> BTreeMap<String, String> {
    let name = drive.whom.authenticator.as_ref().and_then(|app| app.name.clone());
    let shown = name.filter(|name| !name.is_empty());
    shown
        .map(|name| ("FRIENDLY_DEVICE_NAME".to_owned(), name))
        .into_iter()
        .collect()
}

fn listed(name: &str, methods: &[MfaMethod]) -> BTreeMap<String, String> {
    let list = serde_json::to_string(methods).unwrap_or_default();
    BTreeMap::from([(name.to_owned(), list)])
}

fn misplaced() -> Failed {
    Broken {
        doing: "showing a challenge".into(),
        cause: "the state does not belong to it".into(),
    }
    .into()
}

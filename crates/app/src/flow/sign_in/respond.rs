//! (Admin)RespondToAuthChallenge: every further call of a sign-in (auth.md §12).

use std::collections::BTreeMap;

use domain::{
    sign_in::{
        ChallengeName, Choice, Event, Flow,
        admission::Door,
        envelope::{Envelope, Form},
        first_factor::Method,
        state::Awaits,
    },
    user::MfaMethod,
};
use wire::{Fault, shapes::ChallengeNameType};

use super::{
    Answer, Inputs, Through, choice, device,
    drive::Drive,
    initiate,
    session::{self, NotOpened},
    whom::Whom,
};
use crate::{cx::Cx, flow::migrate::Unknown, operation::Failed, say::sign_in as say};

/// What (Admin)RespondToAuthChallenge carries beside the client.
pub struct Request {
    /// `ChallengeName`.
    pub challenge: ChallengeNameType,
    /// `Session`.
    pub session: Option<String>,
    /// `ChallengeResponses`.
    pub responses: Option<BTreeMap<String, String>>,
    /// `ClientMetadata`.
    pub metadata: Option<BTreeMap<String, String>>,
}

/// The answer of somebody at the pages who wants another code: a response of the server itself, at its own door.
pub const AGAIN: &str = "AGAIN";

/// Goes on with a sign-in. The order of the checks is auth.md §12.16: Session, keys, secret, user, and then the
/// machine's gates.
///
/// # Errors
/// See auth.md §§5, 6, 9 and 12.
pub async fn respond(cx: &Cx, through: &Through, request: Request) -> Result<Answer, Failed> {
    let challenge = named(request.challenge);
    let mut inputs = Inputs(request.responses.unwrap_or_default());
    let envelope = match carrier(challenge, through.door) {
        Carrier::SecretBlock => from_secret_block(cx, through, &inputs)?,
        Carrier::Session => from_session(cx, through, request.session.as_deref())?,
        Carrier::DeviceStep => match request.session.as_deref().filter(|session| !session.is_empty()) {
            Some(session) => from_session(cx, through, Some(session))?,
            None => device::step_without_session(cx, through, &inputs).await?,
        },
        Carrier::None => return Err(say::challenge_not_supported(challenge.as_str()).into()),
    };
    let envelope = session::complete(cx, through, envelope).await?;
    let envelope = envelope.ok_or_else(say::invalid_session)?;
    if challenge == ChallengeName::PasswordVerifier {
        goes_with(cx, through, request.session.as_deref(), &envelope)?;
    }
    if session::is_spent(cx, through, &envelope).await? {
        return Err(session::used(&envelope).into());
    }
    let again = through.door == Door::Hosted && inputs.get(AGAIN).is_some();
    for name in needed(challenge).iter().filter(|_| !again) {
        inputs.need(name)?;
    }
    let username = inputs.need("USERNAME")?.to_owned();
    through.check_secret_hash(&username, inputs.get("SECRET_HASH"))?;
    let whom = Whom::of_session(cx, &through.pool, &username, &envelope.who).await?;
    let mut whom = whom.ok_or_else(|| foreign_name(challenge))?;
    let choice = match again {
        true => Choice::Again,
        false => chosen(challenge, &inputs),
    };
    if let (true, Awaits::Code(code)) = (again, &envelope.state.awaits) {
        inputs
            .0
            .insert(code.channel.attribute().to_owned(), code.destination.clone());
    }
    let event = Event::Answer(challenge, choice);
    if let Some(password) = typed_password(&event, &inputs) {
        let unknown = Unknown {
            name: &username,
            password: Some(password),
            validation: None,
            // Only of the Admin twin the metadata reaches the function (documented).
            metadata: request.metadata.as_ref().filter(|_| through.door == Door::Admin),
        };
        whom = initiate::migrated(cx, through, whom, &unknown).await?;
    }
    let state = envelope.state.clone();
    let mut drive = Drive::new((cx, through), inputs, whom, Some(envelope));
    drive.metadata = request.metadata;
    drive.run(state, event).await
}

/// The password in the clear of an answer that a choice-based sign-in waits for.
fn typed_password<'a>(event: &Event, inputs: &'a Inputs) -> Option<&'a str> {
    let brings_it = match event {
        Event::Answer(ChallengeName::Password, _) => true,
        Event::Answer(ChallengeName::SelectChallenge, Choice::First(pick)) => pick.method == Method::Password,
        _ => false,
    };
    inputs.get("PASSWORD").filter(|_| brings_it)
}

fn named(challenge: ChallengeNameType) -> ChallengeName {
    match challenge {
        ChallengeNameType::SmsMfa => ChallengeName::SmsMfa,
        ChallengeNameType::EmailOtp => ChallengeName::EmailOtp,
        ChallengeNameType::SoftwareTokenMfa => ChallengeName::SoftwareTokenMfa,
        ChallengeNameType::SelectMfaType => ChallengeName::SelectMfaType,
        ChallengeNameType::MfaSetup => ChallengeName::MfaSetup,
        ChallengeNameType::PasswordVerifier => ChallengeName::PasswordVerifier,
        ChallengeNameType::CustomChallenge => ChallengeName::CustomChallenge,
        ChallengeNameType::SelectChallenge => ChallengeName::SelectChallenge,
        ChallengeNameType::DeviceSrpAuth => ChallengeName::DeviceSrpAuth,
        ChallengeNameType::DevicePasswordVerifier => ChallengeName::DevicePasswordVerifier,
        ChallengeNameType::AdminNoSrpAuth => ChallengeName::AdminNoSrpAuth,
        ChallengeNameType::NewPasswordRequired => ChallengeName::NewPasswordRequired,
        ChallengeNameType::SmsOtp => ChallengeName::SmsOtp,
        ChallengeNameType::Password => ChallengeName::Password,
        ChallengeNameType::WebAuthn => ChallengeName::WebAuthn,
        ChallengeNameType::PasswordSrp => ChallengeName::PasswordSrp,
    }
}

/// In which part of the answer the state comes back.
enum Carrier {
    Session,
    SecretBlock,
    /// `Session`, or the record of the challenge when there is none (auth.md §9).
    DeviceStep,
    /// The challenge is not for this door.
    None,
}

fn carrier(challenge: ChallengeName, door: Door) -> Carrier {
    use ChallengeName::{
        AdminNoSrpAuth, CustomChallenge, DevicePasswordVerifier, DeviceSrpAuth, EmailOtp, MfaSetup,
        NewPasswordRequired, Password, PasswordSrp, PasswordVerifier, SelectChallenge, SelectMfaType, SmsMfa, SmsOtp,
        SoftwareTokenMfa, WebAuthn,
    };
    match challenge {
        PasswordVerifier | DevicePasswordVerifier => Carrier::SecretBlock,
        DeviceSrpAuth => Carrier::DeviceStep,
        SelectChallenge | Password | PasswordSrp | SmsOtp | WebAuthn => Carrier::Session,
        NewPasswordRequired | SmsMfa | EmailOtp | SoftwareTokenMfa | SelectMfaType | MfaSetup | CustomChallenge => {
            Carrier::Session
        }
        AdminNoSrpAuth => match door {
            Door::Admin => Carrier::Session,
            Door::Public | Door::Hosted => Carrier::None,
        },
    }
}

/// What an answer must hold beside USERNAME (auth.md §12).
fn needed(challenge: ChallengeName) -> &'static [&'static str] {
    match challenge {
        ChallengeName::PasswordVerifier => &["PASSWORD_CLAIM_SECRET_BLOCK", "TIMESTAMP", "PASSWORD_CLAIM_SIGNATURE"],
        ChallengeName::DeviceSrpAuth => &["DEVICE_KEY", "SRP_A"],
        ChallengeName::DevicePasswordVerifier => &[
            "DEVICE_KEY",
            "PASSWORD_CLAIM_SECRET_BLOCK",
            "TIMESTAMP",
            "PASSWORD_CLAIM_SIGNATURE",
        ],
        ChallengeName::NewPasswordRequired => &["NEW_PASSWORD"],
        ChallengeName::SmsMfa => &["SMS_MFA_CODE"],
        ChallengeName::SoftwareTokenMfa => &["SOFTWARE_TOKEN_MFA_CODE"],
        ChallengeName::SelectMfaType | ChallengeName::SelectChallenge | ChallengeName::CustomChallenge => &["ANSWER"],
        ChallengeName::Password | ChallengeName::AdminNoSrpAuth => &["PASSWORD"],
        ChallengeName::PasswordSrp => &["SRP_A"],
        ChallengeName::SmsOtp => &["SMS_OTP_CODE"],
        ChallengeName::WebAuthn => &["CREDENTIAL"],
        _ => &[],
    }
}

/// The state of an SRP exchange travels in the secret block. One that can't be opened looks like a wrong proof.
fn from_secret_block(cx: &Cx, through: &Through, inputs: &Inputs) -> Result<Envelope, Failed> {
    let block = inputs.need("PASSWORD_CLAIM_SECRET_BLOCK")?;
    session::open(cx, through, Form::SecretBlock, block).map_err(|not| {
        let fault: Fault = match not {
            NotOpened::Invalid => say::wrong_password(),
            NotOpened::Expired => say::expired_session(),
        };
        fault.into()
    })
}

/// A Session beside a secret block is ignored after USER_SRP_AUTH, which gave none (auth.md §8.5, observed). In other flows
/// it must be the one that went with the block; clients that send none are let pass (guess).
fn goes_with(cx: &Cx, through: &Through, session: Option<&str>, block: &Envelope) -> Result<(), Failed> {
    let session = session.filter(|session| !session.is_empty());
    if block.state.flow == Flow::Srp || session.is_none() {
        return Ok(());
    }
    match from_session(cx, through, session)?.id == block.id {
        true => Ok(()),
        false => Err(say::invalid_session().into()),
    }
}

pub(super) fn from_session(cx: &Cx, through: &Through, session: Option<&str>) -> Result<Envelope, Failed> {
    let session = session.filter(|session| !session.is_empty());
    let session = session.ok_or_else(|| say::missing_parameter("Session"))?;
    session::open(cx, through, Form::Session, session).map_err(|not| {
        let fault: Fault = match not {
            NotOpened::Invalid => say::invalid_session(),
            NotOpened::Expired => say::expired_session(),
        };
        fault.into()
    })
}

/// The answer names another user than the Session (auth.md §§8.5, 9, guess).
fn foreign_name(challenge: ChallengeName) -> Fault {
    match challenge {
        ChallengeName::PasswordVerifier | ChallengeName::DevicePasswordVerifier => say::wrong_password(),
        _ => say::invalid_session(),
    }
}

/// What the answer chooses. E-mail goes by two names (auth.md §12.9, documented).
fn chosen(challenge: ChallengeName, inputs: &Inputs) -> Choice {
    match challenge {
        ChallengeName::SelectChallenge => {
            let method = inputs.get("ANSWER").and_then(Method::parse);
            method.map_or(Choice::None, |method| Choice::First(choice::pick(method, inputs)))
        }
        ChallengeName::SelectMfaType => match inputs.get("ANSWER") {
            Some("SMS_MFA") => Choice::Mfa(MfaMethod::Sms),
            Some("EMAIL_OTP" | "EMAIL_MFA") => Choice::Mfa(MfaMethod::Email),
            Some("SOFTWARE_TOKEN_MFA") => Choice::Mfa(MfaMethod::Totp),
            _ => Choice::None,
        },
        // An address to set up; its key is written in both cases (auth.md §12.10, documented and observed).
        ChallengeName::MfaSetup => {
            let given = |names: [&str; 2]| names.iter().any(|name| inputs.get(name).is_some());
            match (given(["EMAIL", "email"]), given(["PHONE_NUMBER", "phone_number"])) {
                (true, _) => Choice::Mfa(MfaMethod::Email),
                (false, true) => Choice::Mfa(MfaMethod::Sms),
                (false, false) => Choice::None,
            }
        }
        _ => Choice::None,
    }
}

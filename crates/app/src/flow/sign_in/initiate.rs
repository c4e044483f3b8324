//! (Admin)InitiateAuth: the first call of a sign-in, or the refreshing of tokens (auth.md §3).

use std::collections::BTreeMap;

use domain::{
    sign_in::{
        Event, Flow, State,
        admission::{self, Opening},
        first_factor::Method,
    },
    srp::ClientPublic,
};
use store::logins::{self, Proof};
use wire::shapes::AuthFlowType;

use super::{Answer, Inputs, Through, after_sign_up, choice, drive::Drive, step_up, whom::Whom};
use crate::{
    cx::Cx,
    flow::{
        migrate::{self, Unknown},
        refresh,
        triggers::Texts,
    },
    operation::Failed,
    say::sign_in as say,
};

/// What (Admin)InitiateAuth carries beside the client.
pub struct Request {
    /// `AuthFlow`.
    pub flow: AuthFlowType,
    /// `AuthParameters`.
    pub parameters: Option<BTreeMap<String, String>>,
    /// `Session`: only USER_AUTH knows one, that of ConfirmSignUp.
    pub session: Option<String>,
    /// `ClientMetadata`.
    pub metadata: Option<Texts>,
}

/// Begins a sign-in. The order of the checks is auth.md §3.4: flow, parameters, secret, and then the machine's gates.
///
/// # Errors
/// See auth.md §§3.2, 5, 6 and 13.4.
pub async fn initiate(cx: &Cx, through: &Through, request: Request) -> Result<Answer, Failed> {
    let opening = opening(request.flow);
    let settings = &through.client.settings;
    admission::admit(opening, through.door, settings, through.pool.settings.tier).map_err(say::not_admitted)?;
    let inputs = Inputs(request.parameters.unwrap_or_default());
    let flow = match opening {
        Opening::Refresh => return refresh::by_initiate_auth(cx, through, &inputs).await,
        Opening::Password | Opening::AdminPassword => Flow::Password,
        Opening::Srp => Flow::Srp,
        Opening::Custom if challenge_name(&inputs) == Some("SRP_A") => Flow::CustomSrp,
        Opening::Custom => Flow::Custom,
        Opening::Choice => Flow::Choice,
    };
    let session = request.session.filter(|session| !session.is_empty());
    match session.filter(|_| flow == Flow::Choice) {
        Some(session) => after_sign_up::begin(cx, through, &session, (inputs, request.metadata)).await,
        None => begin(cx, through, flow, (inputs, request.metadata)).await,
    }
}

/// The synonyms of the API are one.
fn opening(flow: AuthFlowType) -> Opening {
    match flow {
        AuthFlowType::UserSrpAuth => Opening::Srp,
        AuthFlowType::UserPasswordAuth => Opening::Password,
        AuthFlowType::AdminNoSrpAuth | AuthFlowType::AdminUserPasswordAuth => Opening::AdminPassword,
        AuthFlowType::CustomAuth => Opening::Custom,
        AuthFlowType::UserAuth => Opening::Choice,
        AuthFlowType::RefreshTokenAuth | AuthFlowType::RefreshToken => Opening::Refresh,
    }
}

/// With which challenge a custom sign-in begins. The model's text once spells the key another way (auth.md §3.3, guess).
fn challenge_name(inputs: &Inputs) -> Option<&str> {
    inputs.get("CHALLENGE_NAME").or_else(|| inputs.get("ChallengeName"))
}

/// What a flow must be given (auth.md §3.3).
fn needed(flow: Flow) -> &'static [&'static str] {
    match flow {
        Flow::Password => &["USERNAME", "PASSWORD"],
        Flow::Srp | Flow::CustomSrp => &["USERNAME", "SRP_A"],
        Flow::Custom | Flow::Choice => &["USERNAME"],
    }
}

async fn begin(
    cx: &Cx,
    through: &Through,
    flow: Flow,
    (inputs, validation): (Inputs, Option<Texts>),
) -> Result<Answer, Failed> {
    for name in needed(flow) {
        inputs.need(name)?;
    }
    let mut state = State::begin(flow);
    if flow == Flow::Choice {
        state.pick = choice::preferred(&inputs)?;
    }
    let username = inputs.need("USERNAME")?.to_owned();
    through.check_secret_hash(&username, inputs.get("SECRET_HASH"))?;
    let mut whom = Whom::named(cx, &through.pool, &username).await?;
    if let Some(password) = typed_password(&state, &inputs) {
        let unknown = Unknown {
            name: &username,
            password: Some(password),
            validation: validation.as_ref(),
            metadata: None,
        };
        whom = migrated(cx, through, whom, &unknown).await?;
    }
    if flow == Flow::Choice {
        state.wish = step_up::wished(cx, through, &inputs, &whom).await?;
    }
    if flow == Flow::CustomSrp {
        let srp_a = inputs.need("SRP_A")?;
        ClientPublic::parse(srp_a).map_err(|_| say::srp_a_not_a_number())?;
        state.srp_a = Some(srp_a.to_owned());
    }
    let mut drive = Drive::new((cx, through), inputs, whom, None);
    drive.validation = validation;
    drive.run(state, Event::Begin).await
}

/// The password of a first call, if it brings one. By SRP none is to be had (documented).
fn typed_password<'a>(state: &State, inputs: &'a Inputs) -> Option<&'a str> {
    let asks_for_it = match state.flow {
        Flow::Password => true,
        Flow::Choice => state.pick.is_some_and(|pick| pick.method == Method::Password),
        Flow::Srp | Flow::Custom | Flow::CustomSrp => false,
    };
    inputs.get("PASSWORD").filter(|_| asks_for_it)
}

/// Whoever was meant, after the pool's function was asked about somebody who is missing. Its refusals count like wrong
/// passwords: it knows passwords, and could be asked for ever.
pub(super) async fn migrated(cx: &Cx, through: &Through, whom: Whom, unknown: &Unknown<'_>) -> Result<Whom, Failed> {
    if whom.view.is_some() || whom.is_locked(cx.now) {
        return Ok(whom);
    }
    match migrate::migrate(cx, (&through.pool, &through.client), unknown).await {
        Ok(Some(user)) => Whom::named(cx, &through.pool, &user.username).await,
        Ok(None) => Ok(whom),
        Err(failed) => {
            let count = logins::fail(&through.pool.id, whom.subject(), Proof::Password, cx.now);
            // Whether or not a lock was there by now, the function has refused.
            let _done = cx.house.store.write(count).await?;
            Err(failed)
        }
    }
}

//! (Admin)InitiateAuth: the first call of a sign-in, or the refreshing of tokens (auth.md §3).

use std::collections::BTreeMap;

use domain::{
    sign_in::{
        Event, Flow, State,
        admission::{self, Opening},
    },
    srp::ClientPublic,
};
use wire::shapes::AuthFlowType;

use super::{Answer, Inputs, Through, after_sign_up, choice, drive::Drive, step_up, whom::Whom};
use crate::{cx::Cx, flow::refresh, operation::Failed, say::sign_in as say};

/// What (Admin)InitiateAuth carries beside the client.
pub struct Request {
    /// `AuthFlow`.
    pub flow: AuthFlowType,
    /// `AuthParameters`.
    pub parameters: Option<BTreeMap<String, String>>,
    /// `Session`: only USER_AUTH knows one, that of ConfirmSignUp.
    pub session: Option<String>,
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
    match opening {
        Opening::Refresh => refresh::by_initiate_auth(cx, through, &inputs).await,
        Opening::Password | Opening::AdminPassword => begin(cx, through, Flow::Password, inputs).await,
        Opening::Srp => begin(cx, through, Flow::Srp, inputs).await,
        Opening::Custom if challenge_name(&inputs) == Some("SRP_A") => {
            begin(cx, through, Flow::CustomSrp, inputs).await
        }
        Opening::Custom => begin(cx, through, Flow::Custom, inputs).await,
        Opening::Choice => match request.session.filter(|session| !session.is_empty()) {
            Some(session) => after_sign_up::begin(cx, through, &session, inputs).await,
            None => begin(cx, through, Flow::Choice, inputs).await,
        },
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

async fn begin(cx: &Cx, through: &Through, flow: Flow, inputs: Inputs) -> Result<Answer, Failed> {
    for name in needed(flow) {
        inputs.need(name)?;
    }
    let mut state = State::begin(flow);
    if flow == Flow::Choice {
        state.pick = choice::preferred(&inputs)?;
    }
    let username = inputs.need("USERNAME")?.to_owned();
    through.check_secret_hash(&username, inputs.get("SECRET_HASH"))?;
    let whom = Whom::named(cx, &through.pool, &username).await?;
    if flow == Flow::Choice {
        state.wish = step_up::wished(cx, through, &inputs, &whom).await?;
    }
    if flow == Flow::CustomSrp {
        let srp_a = inputs.need("SRP_A")?;
        ClientPublic::parse(srp_a).map_err(|_| say::srp_a_not_a_number())?;
        state.srp_a = Some(srp_a.to_owned());
    }
    Drive::new((cx, through), inputs, whom, None)
        .run(state, Event::Begin)
        .await
}

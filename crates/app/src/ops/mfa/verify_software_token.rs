//! VerifySoftwareToken: a user shows that its authenticator app works.

use domain::{
    sign_in::state::MfaSetup,
    totp::{Judgement, Seed, Step},
    user::MfaMethod,
};
use store::{
    authenticators::{self, Authenticator},
    db::Done,
    users,
};
use wire::{call, shapes};

use super::software_token::{Conversation, Setter};
use crate::{
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        sign_in::second_factor::enable,
    },
    operation::Failed,
    operation::Operation,
    say::{mfa as say, sign_in::invalid_session},
};

/// Registers the app that was given out last (auth.md §16.2). In the course of a sign-in it is switched on as well; the
/// holder of an access token does that by SetUserMFAPreference. The step of the code counts as used.
pub struct VerifySoftwareToken;

impl Operation for VerifySoftwareToken {
    type Call = call::VerifySoftwareToken;

    async fn run(
        cx: &Cx,
        input: shapes::VerifySoftwareTokenRequest,
    ) -> Result<shapes::VerifySoftwareTokenResponse, Failed> {
        let setter = Setter::find(cx, input.access_token.as_deref(), input.session.as_deref()).await?;
        Self::of(cx, &setter, &input.user_code, input.friendly_device_name).await
    }
}

impl VerifySoftwareToken {
    /// The same for whoever was found to ask.
    ///
    /// # Errors
    /// EnableSoftwareTokenMFAException, SoftwareTokenMFANotFoundException.
    pub async fn of(
        cx: &Cx,
        setter: &Setter,
        code: &str,
        name: Option<String>,
    ) -> Result<shapes::VerifySoftwareTokenResponse, Failed> {
        let session = match setter {
            Setter::Token { .. } => {
                by_token(cx, setter, code, name).await?;
                None
            }
            Setter::Session(conversation) => {
                by_session(cx, setter, code, name).await?;
                Some(next(cx, conversation).await?)
            }
        };
        Ok(shapes::VerifySoftwareTokenResponse {
            session,
            status: Some(shapes::VerifySoftwareTokenResponseType::Success),
        })
    }
}

/// The step of a right code. A wrong one can be tried again (auth.md §16.2, reported).
fn judge(cx: &Cx, seed: &Seed, code: &str) -> Result<Step, Failed> {
    match seed.judge(code, cx.now, None) {
        Judgement::Right(step) => Ok(step),
        Judgement::UsedBefore | Judgement::Wrong => Err(say::code_mismatch().into()),
    }
}

async fn by_token(cx: &Cx, setter: &Setter, code: &str, name: Option<String>) -> Result<(), Failed> {
    let owner = (&setter.pool().id, &setter.user().sub);
    let pending = cx.house.store.pending_authenticator(owner.0, owner.1).await?;
    let pending = pending.ok_or_else(say::nothing_to_verify)?;
    let app = Authenticator {
        last_step: Some(judge(cx, &pending.seed, code)?),
        name,
        ..pending
    };
    let activated = authenticators::activate(cx.house.store.sealer(), owner, &app);
    let batch = authenticators::take_pending(owner, &app.id).and(activated);
    match cx.house.store.write(batch).await? {
        Done::Written => Ok(()),
        Done::Refused(_) => Err(say::nothing_to_verify().into()),
    }
}

async fn by_session(cx: &Cx, setter: &Setter, code: &str, name: Option<String>) -> Result<(), Failed> {
    let Setter::Session(conversation) = setter else {
        return Err(say::nothing_to_verify().into());
    };
    let pending = conversation
        .setup
        .pending_totp
        .as_deref()
        .ok_or_else(say::nothing_to_verify)?;
    let seed = Seed::new(pending);
    let app = Authenticator {
        id: cx.house.entropy.uuid().to_string(),
        name,
        last_step: Some(judge(cx, &seed, code)?),
        seed,
    };
    let (owner, sealer) = ((&setter.pool().id, &setter.user().sub), cx.house.store.sealer());
    let mut changing = Changing::new(conversation.user.clone());
    loop {
        let mut after = changing.user().clone();
        enable(&mut after, MfaMethod::Totp);
        after.modified = cx.now;
        let batch = users::update(changing.user(), &after).and(authenticators::activate_first(sealer, owner, &app));
        match changing.write(cx, batch).await? {
            Round::Written => return Ok(()),
            Round::Again => {}
            // The same code at the same moment, or another app: as it is said of whoever comes a moment later.
            Round::Refused(_) => return Err(invalid_session().into()),
        }
    }
}

async fn next(cx: &Cx, conversation: &Conversation) -> Result<String, Failed> {
    let setup = MfaSetup {
        pending_totp: None,
        totp_verified: true,
        ..conversation.setup.clone()
    };
    conversation.next(cx, setup).await
}

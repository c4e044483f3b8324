//! Signing in right after the sign-up: the code that confirmed it is the first factor (auth.md §11.5).
//!
//! SignUp gives a Session, ConfirmSignUp takes it and gives another, and USER_AUTH takes that one instead of a proof. Each
//! belongs to its user and client, lives as long as other Sessions, and the last one works once.

use domain::{
    pool::MfaRequirement,
    ports::Channel,
    sign_in::{
        Event, Flow, State,
        admission::{self, Door, Opening},
        envelope::{Envelope, Form, Who, WhoKind},
        state::Awaits,
    },
    user::User,
};

use super::{Answer, Inputs, Through, drive::Drive, respond, session, whom::Whom};
use crate::{cx::Cx, flow::triggers::Texts, operation::Failed, say::sign_in as say};

/// Whether a sign-in may follow the sign-up by itself: where the client has USER_AUTH, and at the pages always
/// (oauth.md §6.2), provided that a code alone can be enough (that a pool which demands a second factor gives no Session is
/// a guess).
fn may_follow(through: &Through) -> bool {
    let settings = &through.pool.settings;
    let admit = || admission::admit(Opening::Choice, through.door, &through.client.settings, settings.tier);
    let admitted = through.door == Door::Hosted || admit().is_ok();
    admitted && settings.mfa != MfaRequirement::On
}

/// The Session of SignUp.
pub fn promise(cx: &Cx, through: &Through, user: &User) -> Option<String> {
    may_follow(through).then(|| seal(cx, through, user, Awaits::Confirmation))
}

/// Whether ConfirmSignUp gives a Session. The one of SignUp need not come back: Amplify never sends it and still goes on
/// with the answer's (seen in its source).
///
/// # Errors
/// NotAuthorizedException for a Session that is not of this user's SignUp.
pub fn was_promised(cx: &Cx, through: &Through, session: Option<&str>, user: &User) -> Result<bool, Failed> {
    let Some(session) = session.filter(|session| !session.is_empty()) else {
        return Ok(may_follow(through));
    };
    let envelope = respond::from_session(cx, through, Some(session))?;
    let is_theirs = envelope.who.sub == user.sub && envelope.state.awaits == Awaits::Confirmation;
    match is_theirs {
        true => Ok(true),
        false => Err(say::invalid_session().into()),
    }
}

/// The Session of ConfirmSignUp, for a user who was confirmed by a code that came this way.
pub fn keep(cx: &Cx, through: &Through, user: &User, channel: Channel) -> String {
    seal(cx, through, user, Awaits::Confirmed(channel))
}

/// USER_AUTH with such a Session. The machine refuses every other.
///
/// # Errors
/// As `respond`.
pub async fn begin(
    cx: &Cx,
    through: &Through,
    session: &str,
    (inputs, validation): (Inputs, Option<Texts>),
) -> Result<Answer, Failed> {
    let envelope: Envelope = respond::from_session(cx, through, Some(session))?;
    if session::is_spent(cx, through, &envelope).await? {
        return Err(say::used_session().into());
    }
    let username = inputs.need("USERNAME")?.to_owned();
    through.check_secret_hash(&username, inputs.get("SECRET_HASH"))?;
    let whom = Whom::of_session(cx, &through.pool, &username, &envelope.who).await?;
    let whom = whom.ok_or_else(say::invalid_session)?;
    let state = envelope.state.clone();
    let mut drive = Drive::new((cx, through), inputs, whom, Some(envelope));
    drive.validation = validation;
    drive.run(state, Event::Begin).await
}

fn seal(cx: &Cx, through: &Through, user: &User, awaits: Awaits) -> String {
    let who = Who {
        username: user.username.clone(),
        sub: user.sub.clone(),
        kind: WhoKind::Known,
    };
    let envelope = session::wrap(cx, through, who, State::begin(Flow::Choice).awaiting(awaits));
    session::seal(cx, through, Form::Session, &envelope)
}

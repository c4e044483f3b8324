//! The functions of a pool, as the flows ask them (triggers.md §§3.1, 5, 9).
//!
//! Nothing of the house is held while a function runs, and nothing is half written: a function may call back.

use std::collections::BTreeMap;

use domain::{
    ids::ClientId,
    pool::Pool,
    ports::TriggerFailed,
    trigger::{
        self, Occasion, Person, Question, Unrecognizable,
        sign_up::{Confirmed, SignUpSource, Welcome, welcome},
    },
    user::User,
};
use serde_json::Value;

use crate::{cx::Cx, operation::Failed, say::triggers as say, trace::Called};

/// `ClientMetadata` or `ValidationData` of a call.
pub type Texts = BTreeMap<String, String>;

/// Asks a function, if the pool has it, and reads what it returns.
///
/// # Errors
/// triggers.md §5.1.
pub async fn ask<T>(
    cx: &Cx,
    occasion: &Occasion<'_>,
    question: &Question<'_>,
    read: impl FnOnce(&Value) -> Result<T, Unrecognizable>,
) -> Result<Option<T>, Failed> {
    let trigger = question.trigger();
    let Some(function) = trigger.function(&occasion.pool.settings) else {
        return Ok(None);
    };
    let event = trigger::event(occasion, question);
    let begun = cx.house.clock.now();
    let returned = cx.house.triggers.call(function, event.clone()).await;
    let name = event["userName"].as_str().unwrap_or_default();
    cx.attempt.about(&cx.house.trace, occasion.pool, occasion.client, name);
    cx.attempt.asked(
        question,
        &Called {
            function,
            event: &event,
            returned: &returned,
            micros: cx.house.clock.now().micros() - begun.micros(),
        },
    );
    let returned = returned.map_err(|failed| say::failed(trigger, &failed))?;
    let read = read(&returned).map_err(|Unrecognizable| say::unrecognizable())?;
    Ok(Some(read))
}

/// Asks a function that the pool must have.
///
/// # Errors
/// The pool has no such function, or triggers.md §5.1.
pub async fn need<T>(
    cx: &Cx,
    occasion: &Occasion<'_>,
    question: &Question<'_>,
    read: impl FnOnce(&Value) -> Result<T, Unrecognizable>,
) -> Result<T, Failed> {
    let answer = ask(cx, occasion, question, read).await?;
    Ok(answer.ok_or_else(say::not_configured)?)
}

/// Calls a function whose answer nobody reads, with an event that was made before.
///
/// # Errors
/// It could not be called.
pub async fn tell(cx: &Cx, function: &str, event: Value) -> Result<(), TriggerFailed> {
    let told = cx.house.triggers.tell(function, event.clone()).await;
    cx.attempt.told(function, &event, &told);
    told
}

/// On whose behalf a function is called: the pool, the client if there is one, and the metadata of the call.
#[derive(Clone, Copy)]
pub struct Behalf<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The client; administrators ask through none.
    pub client: Option<&'a ClientId>,
    /// `ClientMetadata`.
    pub metadata: Option<&'a Texts>,
}

impl<'a> Behalf<'a> {
    /// The occasion for a function about this person.
    pub const fn about(self, person: Person<'a>) -> Occasion<'a> {
        Occasion {
            pool: self.pool,
            client: self.client,
            person,
            metadata: self.metadata,
        }
    }
}

/// Somebody who would become a user, as PreSignUp sees it.
pub struct Newcomer<'a> {
    /// By which way.
    pub source: SignUpSource,
    /// The name.
    pub name: &'a str,
    /// The attributes as they were given.
    pub attributes: &'a Texts,
    /// `ValidationData`.
    pub validation: Option<&'a Texts>,
}

/// Before a user is stored: PreSignUp may refuse it, and may vouch for it.
///
/// # Errors
/// triggers.md §5.1.
pub async fn pre_sign_up(cx: &Cx, behalf: Behalf<'_>, newcomer: &Newcomer<'_>) -> Result<Welcome, Failed> {
    let occasion = behalf.about(Person::Coming(newcomer.name, newcomer.attributes));
    let question = Question::PreSignUp {
        source: newcomer.source,
        validation: newcomer.validation,
    };
    Ok(ask(cx, &occasion, &question, welcome).await?.unwrap_or_default())
}

/// After a confirmation is stored: PostConfirmation. When it fails, so does the call; the user stays confirmed (triggers.md
/// §5.2, observed and guess).
///
/// # Errors
/// triggers.md §5.1.
pub async fn post_confirmation(cx: &Cx, behalf: Behalf<'_>, user: &User, confirmed: Confirmed) -> Result<(), Failed> {
    let occasion = behalf.about(Person::Known(user));
    let question = Question::PostConfirmation(confirmed);
    ask(cx, &occasion, &question, trigger::nothing).await?;
    Ok(())
}

/// `ValidationData` as functions see it: text by name, `null` when there is none (triggers.md §4).
pub fn validation_data(given: Option<Vec<wire::shapes::AttributeType>>) -> Option<Texts> {
    let given = given.filter(|given| !given.is_empty())?;
    let pair = |entry: wire::shapes::AttributeType| (entry.name, entry.value.unwrap_or_default());
    Some(given.into_iter().map(pair).collect())
}

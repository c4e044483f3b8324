//! The functions before and after a sign-in, whatever its flow (triggers.md §§6.3, 6.4, 9.2).

use domain::{
    sign_in::{Event, Grant, Refusal, Rules, State, device::GrantedDevice, facts::Facts},
    token::family::Factor,
    trigger::{self, Person, Question, Trigger, tokens::TokenSource},
    user::User,
};
use store::{
    db::{Batch, Done},
    users,
};

use super::{Answer, drive::Drive, whom::Whom};
use crate::{
    flow::{
        events,
        triggers::{self, Behalf},
    },
    operation::Failed,
    say::{self as words, sign_in as say},
};

/// Whether a function ran, after which everything may be otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ran {
    /// Nothing happened.
    No,
    /// It ran, and what it may have changed was read again.
    Yes,
}

impl Drive<'_> {
    /// About whoever signs in. Of a missing user functions see the name as it was typed (triggers.md §2, observed).
    pub(super) fn person<'b>(&'b self, typed: &'b str) -> Person<'b> {
        match &self.whom.view {
            Some(view) => Person::Known(self.changed_user.as_ref().unwrap_or(&view.user)),
            None => Person::Missing(typed),
        }
    }

    pub(super) fn behalf(&self) -> Behalf<'_> {
        Behalf {
            pool: &self.through.pool,
            client: Some(&self.through.client.id),
            metadata: self.metadata.as_ref(),
        }
    }

    /// Lets PreAuthentication judge a sign-in that begins. Whoever is stopped at the gates is not judged: disabled, locked
    /// and, where the client may know it, missing users (the last documented, the others guess); but who is not confirmed is
    /// (auth.md §3.4, guess).
    pub(super) async fn pre_authentication(&mut self, state: &State, facts: &Facts) -> Result<Ran, Failed> {
        if Trigger::PreAuthentication
            .function(&self.through.pool.settings)
            .is_none()
            || stops_before_functions(state, facts)
        {
            return Ok(Ran::No);
        }
        let typed = self.inputs.need("USERNAME")?.to_owned();
        let question = Question::PreAuthentication {
            validation: self.validation.as_ref(),
            hides_missing: self.through.client.settings.hides_missing_users(),
        };
        let occasion = self.behalf().about(self.person(&typed));
        triggers::ask(self.cx, &occasion, &question, trigger::nothing).await?;
        self.whom = Whom::named(self.cx, &self.through.pool, &typed).await?;
        Ok(Ran::Yes)
    }

    /// Whether functions hear of a sign-in that succeeds.
    pub(super) fn is_heard_by_functions(&self) -> bool {
        let settings = &self.through.pool.settings;
        [Trigger::PostAuthentication, Trigger::PreTokenGeneration]
            .iter()
            .any(|trigger| trigger.function(settings).is_some())
    }

    /// Lets the functions hear of a sign-in that succeeds, and gives what it gives. Whatever it has changed is written before:
    /// they may look, and a failure of theirs takes nothing back (triggers.md §5.2). `None` when the user has been changed
    /// since it was judged; nothing is written then, and nobody has heard.
    pub(super) async fn grant_with_functions(&mut self, grant: Grant) -> Result<Option<Answer>, Failed> {
        let Some(view) = &self.whom.view else {
            return Err(say::wrong_password().into());
        };
        let user = self.changed_user.clone().unwrap_or_else(|| view.user.clone());
        if !self.is_granted(Batch::new(), None).await? {
            return Ok(None);
        }
        self.settle();
        let question = Question::PostAuthentication {
            new_device: grant.device == GrantedDevice::New,
        };
        let occasion = self.behalf().about(Person::Known(&user));
        let user = match triggers::ask(self.cx, &occasion, &question, trigger::nothing).await? {
            Some(()) => self.as_it_stands(&user).await?,
            None => user,
        };
        let noted = self.passed(&grant.factors);
        let notice = self.notice_of_grant(noted.as_ref());
        let (answer, batch) = self.given(grant, &user).await?;
        let batch = batch
            .and(events::batch(noted.as_ref()))
            .and(self.keep_notice(notice.as_ref()));
        self.write_after_functions(&user, batch).await?;
        self.tell(noted.as_ref());
        self.send_notice(notice).await;
        Ok(Some(answer))
    }

    /// Writes what is given, to a user who still stands: a function may have changed it, and been right to.
    async fn write_after_functions(&self, user: &User, batch: Batch) -> Result<(), Failed> {
        for _ in 0..ROUNDS {
            let user = self.as_it_stands(user).await?;
            let guarded = users::unchanged(&user).and(batch.clone());
            match self.cx.house.store.write(guarded).await? {
                Done::Refused(users::USER_CHANGED) => {}
                done => return self.told(done),
            }
        }
        Err(words::users::too_much_at_once().into())
    }

    /// The user as it is now, if it may still have tokens.
    async fn as_it_stands(&self, user: &User) -> Result<User, Failed> {
        let user = self.cx.house.store.user(&user.pool, &user.sub).await?;
        let user = user.ok_or_else(words::users::does_not_exist)?;
        match user.enabled {
            true => Ok(user),
            false => Err(words::users::disabled().into()),
        }
    }
}

/// How often a user is read who is being changed.
const ROUNDS: u32 = 100;

fn stops_before_functions(state: &State, facts: &Facts) -> bool {
    let stops = Rules::HOUSE.stopped(state, &Event::Begin, facts);
    stops.is_some_and(|refusal| refusal != Refusal::Unconfirmed)
}

/// Why there are tokens at the end of a sign-in by the API (auth.md §10, documented).
pub fn token_source(grant: &Grant) -> TokenSource {
    if grant.renewed {
        TokenSource::NewPasswordChallenge
    } else if grant.factors.contains(&Factor::Device) {
        TokenSource::AuthenticateDevice
    } else {
        TokenSource::Authentication
    }
}

//! One call of a client: the machine steps, the driver does what it asks, one batch is written, and the client is
//! answered.

use std::collections::BTreeMap;

use domain::sign_in::{
    Ask, Blocked, Challenge, Effect, Event, Flow, Refusal, State, Verdict,
    envelope::{Envelope, Form},
    facts::Facts,
};
use domain::{auth_event::Mark, letter::Letter, threat::Threat, user::User};
use store::{
    attempts, authenticators,
    db::{Batch, Done},
    devices,
    logins::{self, Proof},
    passkeys, spent, users,
};

use super::{Answer, Inputs, Through, call::Call, challenge, functions::Ran, session, traced, whom::Whom};
use wire::Fault;

use crate::{
    cx::Cx,
    flow::{
        events,
        leaked::Finding,
        post::{self, Tells},
    },
    operation::{Broken, Failed},
    say::{self as words, sign_in as say},
};

/// How often tokens are tried to be given to a user who is changed at the same moment. Each round that is lost means that another
/// request has won it.
const ROUNDS: u32 = 100;

/// One call of a client.
pub struct Drive<'a> {
    /// The request.
    pub cx: &'a Cx,
    /// For which client, at which door.
    pub through: &'a Through,
    /// What the client sent.
    pub inputs: Inputs,
    /// `ClientMetadata`, where it is for the functions of this call (auth.md §7).
    pub metadata: Option<BTreeMap<String, String>>,
    /// `ClientMetadata` of a first call, which some functions see as `validationData` (triggers.md §4).
    pub validation: Option<BTreeMap<String, String>>,
    /// Who signs in.
    pub whom: Whom,
    /// A, where an earlier call brought it.
    pub srp_a: Option<String>,
    /// The event that tells of this sign-in, where the pool keeps such.
    pub(super) event: Option<Mark>,
    /// How risky it looks, where the pool wants to know.
    pub(super) threat: Option<Threat>,
    /// What is known of the password that this call brought.
    pub(super) password: Finding,
    /// The Session or secret block that is being answered.
    answered: Option<Envelope>,
    /// Which proof was judged right or wrong in this call.
    judged: Option<Proof>,
    /// What accepting a right proof writes. Goes with whatever is answered: nobody may learn that a proof was right
    /// while the user is locked.
    pub accepted: Batch,
    /// What else changes if the call succeeds.
    pub changes: Batch,
    /// The user as it will be then.
    pub changed_user: Option<User>,
    /// What is sent when all this is written.
    pub message: Option<(Letter, Tells)>,
}

impl<'a> Drive<'a> {
    /// A call about somebody, that answers a Session or begins.
    pub fn new(at: (&'a Cx, &'a Through), inputs: Inputs, whom: Whom, answered: Option<Envelope>) -> Self {
        Self {
            cx: at.0,
            through: at.1,
            inputs,
            metadata: None,
            validation: None,
            whom,
            srp_a: answered.as_ref().and_then(|envelope| envelope.state.srp_a.clone()),
            event: None,
            threat: None,
            password: Finding::Nothing,
            answered,
            judged: None,
            accepted: Batch::new(),
            changes: Batch::new(),
            changed_user: None,
            message: None,
        }
    }

    /// Goes on until there is something to answer.
    ///
    /// # Errors
    /// What the machine refuses, in the words of `say::sign_in`.
    pub async fn run(mut self, state: State, event: Event) -> Result<Answer, Failed> {
        let device_key = self.inputs.get("DEVICE_KEY").map(str::to_owned);
        let mut state = state.bringing_device(&event, device_key);
        self.event = self.mark(&state);
        state.event = self.event;
        self.trace_call(state.flow, &event);
        let mut facts = self.gather(&state).await?;
        if event == Event::Begin && self.pre_authentication(&state, &facts).await? == Ran::Yes {
            self.trace_whom();
            facts = self.gather(&state).await?;
        }
        state.threat = self.assess(&state).await?;
        self.threat = state.threat;
        facts.threat = state.threat;
        let mut call = Call::new(state, event, facts);
        for _ in 0..ROUNDS {
            let mut verdict = call.begins();
            let answer = loop {
                self.trace_verdict(&verdict, call.facts());
                match verdict {
                    Verdict::Ask(ask, state) => {
                        let outcome = self.perform(ask.clone()).await?;
                        self.trace_outcome(traced::name(&ask), &outcome);
                        verdict = call.goes_on(state, (ask, outcome));
                    }
                    Verdict::Challenge(challenge, state) => break self.challenge(&challenge, state).await?,
                    Verdict::Grant(grant) if self.is_heard_by_functions() => {
                        break self.grant_with_functions(grant).await?;
                    }
                    Verdict::Grant(grant) => break self.grant(grant).await?,
                    Verdict::Refuse(refusal, effects) => return Err(self.refuse(&refusal, &effects).await),
                }
            };
            if let Some(answer) = answer {
                return Ok(answer);
            }
            call = self.read_again(call).await?;
        }
        Err(words::users::too_much_at_once().into())
    }

    /// The same call over the user as it is now: perhaps disabled since, perhaps with a second factor. What the call was about
    /// to change of the user is made anew.
    async fn read_again(&mut self, mut call: Call) -> Result<Call, Failed> {
        let former = self.whom.password_version().map(str::to_owned);
        self.whom.read_again(self.cx, &self.through.pool).await?;
        let replaced = self.whom.view.is_some() && self.whom.password_version() != former.as_deref();
        // A password of an earlier call is for the gates to see.
        if replaced && !call.stands_on_a_password() {
            return Err(say::wrong_password().into());
        }
        if self.changed_user.take().is_some() {
            self.accepted = Batch::new();
            self.changes = Batch::new();
            self.message = None;
            call.forget_own_work();
        }
        let facts = self.whom.facts(self.through, call.device_key(), self.cx.now);
        Ok(call.over(Facts {
            threat: self.threat,
            ..facts
        }))
    }

    /// What the machine decides upon, read anew.
    async fn gather(&mut self, state: &State) -> Result<Facts, Failed> {
        let (cx, pool, key) = (self.cx, &self.through.pool, state.device_key.as_deref());
        self.whom.bring_device(cx, pool, key).await?;
        self.whom.bring_authenticator(cx, pool).await?;
        if state.flow == Flow::Choice {
            self.whom.bring_passkeys(cx, pool).await?;
        }
        Ok(self.whom.facts(self.through, key, cx.now))
    }

    async fn perform(&mut self, ask: Ask) -> Result<Event, Failed> {
        match ask {
            Ask::CheckPassword => self.check_password().await,
            Ask::BeginSrp => self.begin_srp().await,
            Ask::CheckProof(srp) => self.check_proof(srp).await,
            Ask::BeginDeviceSrp => self.begin_device_srp().await,
            Ask::CheckDeviceProof(srp) => self.check_device_proof(srp).await,
            Ask::OfferPasskey => Ok(self.offer_passkey()),
            Ask::CheckPasskey(challenge) => self.check_passkey(challenge).await,
            Ask::AcceptNewPassword => self.accept_new_password().await,
            Ask::SendCode(channel, stands_for) => self.send_code(channel, stands_for),
            Ask::CheckCode(code) => self.check_code(code).await,
            Ask::CheckTotp => self.check_totp(),
            Ask::DefineChallenge(rounds) => self.define_challenge(&rounds).await,
            Ask::CreateChallenge(rounds) => self.create_challenge(&rounds).await,
            Ask::VerifyAnswer(posed) => self.verify_answer(posed).await,
        }
    }

    /// Notes how a proof was judged; a right one clears the failures before it.
    pub(super) fn judge(&mut self, proof: Proof, right: bool) {
        self.judged = Some(proof);
        if right {
            let accept = logins::succeed(&self.through.pool.id, self.whom.subject(), proof, self.cx.now);
            self.accepted = std::mem::take(&mut self.accepted).and(accept);
        }
    }

    /// Sends a challenge. `None` when the call changes the user, and somebody else has changed it since it was read; nothing is
    /// written then.
    async fn challenge(&mut self, challenge: &Challenge, mut state: State) -> Result<Option<Answer>, Failed> {
        let (mut answer, form) = challenge::describe(self, challenge, &state)?;
        let who = self.whom.who.clone();
        let noted = self.in_progress(&state.proven);
        let notice = self.notice_of_challenge(challenge, &mut state, noted.as_ref());
        let envelope = session::wrap(self.cx, self.through, who, state);
        match form {
            Form::Session => answer.session = Some(self.seal_session(challenge, &envelope).await?),
            Form::SecretBlock => {
                let block = session::seal(self.cx, self.through, form, &envelope);
                answer.parameters.insert("SECRET_BLOCK".into(), block);
                if has_companion(challenge, &envelope) {
                    let companion = envelope.companion();
                    answer.session = Some(session::seal(self.cx, self.through, Form::Session, &companion));
                }
            }
        }
        let mut batch = self
            .everything()
            .and(events::batch(noted.as_ref()))
            .and(self.keep_notice(notice.as_ref()));
        if let Some((letter, _)) = &self.message {
            batch = batch.and(post::keep(self.cx, &self.through.pool, letter));
        }
        match self.cx.house.store.write(batch).await? {
            Done::Refused(users::USER_CHANGED) => return Ok(None),
            done => self.told(done)?,
        }
        self.tell(noted.as_ref());
        self.send_notice(notice).await;
        if let (Some((letter, tells)), Some(view)) = (self.message.take(), &self.whom.view) {
            post::send(self.cx, (&self.through.pool, &view.user), letter, tells).await?;
        }
        Ok(Some(answer))
    }

    /// A Session, with whatever has to be remembered besides.
    async fn seal_session(&mut self, challenge: &Challenge, envelope: &Envelope) -> Result<String, Failed> {
        let (sealed, mut beside) = match session::seal_session(self.cx, self.through, envelope) {
            Ok(sealed) => sealed,
            Err(failed) => return Err(self.end_with(failed).await),
        };
        if *challenge == Challenge::DeviceSrp {
            beside = beside.and(self.keep_device_step(&sealed)?);
        }
        self.changes = std::mem::take(&mut self.changes).and(beside);
        Ok(sealed)
    }

    /// The call succeeds: what was accepted, what changes, and the Session that was answered is used up.
    pub(super) fn everything(&self) -> Batch {
        let (accepted, changes) = (self.accepted.clone(), self.changes.clone());
        accepted.and(changes).and(self.use_up())
    }

    fn use_up(&self) -> Batch {
        match &self.answered {
            Some(envelope) => spent::spend(&self.through.pool.id, &envelope.spent_as(), envelope.expires),
            None => Batch::new(),
        }
    }

    /// What is said when the Session turns out to be used up.
    fn used_words(&self) -> Fault {
        self.answered.as_ref().map_or_else(say::used_session, session::used)
    }

    /// All that the call has come to is written: nothing of it is left to write.
    pub(super) fn settle(&mut self) {
        self.answered = None;
        self.accepted = Batch::new();
        self.changes = Batch::new();
        self.changed_user = None;
    }

    /// Uses the Session up before anything is judged: whoever comes second with it is refused here.
    pub(super) async fn use_up_first(&mut self) -> Result<(), Failed> {
        let batch = self.use_up();
        self.write(batch).await?;
        self.answered = None;
        Ok(())
    }

    /// The conversation ends with this failure, which is not the machine's. What was accepted stays so.
    pub(super) async fn end_with(&mut self, failed: Failed) -> Failed {
        let batch = std::mem::take(&mut self.accepted).and(self.use_up());
        match self.write(batch).await {
            Ok(()) => failed,
            Err(failed) => failed,
        }
    }

    /// Writes what a refusal does, and only then gives its words.
    async fn refuse(mut self, refusal: &Refusal, effects: &[Effect]) -> Failed {
        let mut batch = match refusal {
            // A right proof forgets no failures here: it counts as one itself.
            Refusal::Blocked(_) => Batch::new(),
            _ => std::mem::take(&mut self.accepted),
        };
        for effect in effects {
            batch = batch.and(match effect {
                Effect::CountWrongPassword => self.count(Proof::Password),
                Effect::CountWrongCode => self.count(Proof::Mfa),
                Effect::UseUpSession => self.use_up(),
            });
        }
        let noted = self.failed(refusal, effects);
        let notice = self.notice_of_refusal(refusal, noted.as_ref());
        let batch = batch
            .and(events::batch(noted.as_ref()))
            .and(self.keep_notice(notice.as_ref()));
        match self.write(batch).await {
            Ok(()) => {
                self.tell(noted.as_ref());
                self.send_notice(notice).await;
                self.words(refusal).into()
            }
            Err(failed) => failed,
        }
    }

    /// Where a client may not know who exists, a block that only users meet is said like a wrong password.
    fn words(&self, refusal: &Refusal) -> Fault {
        match refusal {
            Refusal::Blocked(Blocked::WrongProof | Blocked::RightProof)
                if self.through.client.settings.hides_missing_users() =>
            {
                say::wrong_password()
            }
            refusal => say::refusal(refusal),
        }
    }

    fn count(&self, proof: Proof) -> Batch {
        logins::fail(&self.through.pool.id, self.whom.subject(), proof, self.cx.now)
    }

    /// Writes a batch, and says why when a guard refuses it.
    async fn write(&self, batch: Batch) -> Result<(), Failed> {
        self.told(self.cx.house.store.write(batch).await?)
    }

    pub(super) fn told(&self, done: Done) -> Result<(), Failed> {
        match done {
            Done::Written => Ok(()),
            Done::Refused(logins::LOCKED) => Err(match self.judged {
                Some(Proof::Mfa) => say::codes_locked().into(),
                Some(Proof::Password) | None => say::password_locked().into(),
            }),
            Done::Refused(attempts::TOO_MANY) => Err(say::too_many_codes().into()),
            Done::Refused(spent::SPENT) => Err(self.used_words().into()),
            Done::Refused(authenticators::STEP_USED) => Err(say::used_totp().into()),
            Done::Refused(passkeys::PASSKEY_CHANGED) => Err(say::wrong_password().into()),
            Done::Refused(devices::DEVICE_GONE) => Err(words::devices::does_not_exist().into()),
            Done::Refused(guard) => Err(self.refused(guard)),
        }
    }

    fn refused(&self, guard: &'static str) -> Failed {
        super::new_password::refused(guard).unwrap_or_else(|| {
            Broken {
                doing: "writing a sign-in".into(),
                cause: format!("unexpected guard: {guard}"),
            }
            .into()
        })
    }
}

/// PASSWORD_VERIFIER has a Session beside its secret block in every flow but USER_SRP_AUTH (auth.md §8.4).
fn has_companion(challenge: &Challenge, envelope: &Envelope) -> bool {
    *challenge == Challenge::PasswordVerifier && envelope.state.flow != Flow::Srp
}

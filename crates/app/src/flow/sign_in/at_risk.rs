//! Threat protection in a sign-in (triggers.md §13): how risky it looks, and that the user is told. What comes of it is the machine's.
//!
//! Where the pool does not keep events, nothing here reads, writes or allocates anything.

use domain::{
    auth_event::{mode, mode_of_custom},
    delivery,
    device::{Device, Remembrance},
    letter::Letter,
    notice::Notice,
    ports::Channel,
    risk::Watched,
    sign_in::{Blocked, Challenge, Flow, Refusal, State},
    threat::{Clues, Exception, FAILURES_COUNT, Familiarity, Occasion, Rules, Threat, exception, place_of},
    user::{User, UserStatus},
};

use super::drive::Drive;
use crate::{
    flow::{
        change_user::{Changing, Round},
        deliver_code::{self, Voice},
        events::{self, Noted},
        leaked::{self, Finding},
        post::{self, Tells},
    },
    operation::Failed,
    say,
};

impl Drive<'_> {
    /// The judgement of the sign-in, made anew at each call as long as nothing is proven: an address or a device may come late.
    /// `None` where the pool does not want to know.
    pub(super) async fn assess(&self, state: &State) -> Result<Option<Threat>, Failed> {
        match self.event {
            Some(_) if state.proven.is_empty() => {
                let threat = self.judge_risk(state.flow).await?;
                self.trace_threat(threat);
                Ok(Some(threat))
            }
            _ => Ok(state.threat),
        }
    }

    async fn judge_risk(&self, flow: Flow) -> Result<Threat, Failed> {
        let (pool, client) = (&self.through.pool, &self.through.client);
        let set = self.cx.house.store.risk_settings_in_force(&pool.id, &client.id).await?;
        let settings = set.unwrap_or_default();
        let rules = Rules {
            mode: match flow {
                Flow::Custom | Flow::CustomSrp => mode_of_custom(&pool.settings),
                Flow::Password | Flow::Srp | Flow::Choice => mode(&pool.settings),
            },
            settings: &settings,
            trusts_device: self.trusts_device(),
        };
        match exception(&settings, self.cx.ip) {
            Exception::Blocked => Ok(rules.blocked()),
            Exception::Skipped => Ok(Threat::NONE),
            Exception::None => Ok(rules.judge(&self.clues().await?)),
        }
    }

    /// What is known of the address and the device. For somebody who does not exist the same is asked.
    async fn clues(&self) -> Result<Clues, Failed> {
        let cx = self.cx;
        let address = cx.ip.map(place_of);
        let agent = cx.user_agent.as_deref().and_then(events::agent);
        let owner = (&self.through.pool.id, &self.whom.who.sub);
        let places = (address.as_deref(), agent.as_deref());
        let known = cx.house.store.known_places(owner, places).await?;
        let of = |place: Option<&str>, kept| place.map_or(Familiarity::Untold, |_| Familiarity::of(kept));
        Ok(Clues {
            has_history: known.any,
            address: of(places.0, known.address),
            device: match self.remembered_device() {
                Some(_) => Familiarity::Known,
                None => of(places.1, known.device),
            },
            failures: self.recent_failures(),
        })
    }

    /// Whether the pool keeps events of this sign-in.
    pub(super) const fn is_watched(&self) -> bool {
        self.event.is_some()
    }

    /// Looks up whether others know the password that was right. Where the pool wants it blocked, the user has to choose another by a
    /// code, now and at every further sign-in (documented). A sign-in that is blocked anyway learns nothing.
    pub(super) async fn look_for_leak(&mut self, password: &str) -> Result<(), Failed> {
        let at = (&self.through.pool, &self.through.client);
        if self.threat.is_some_and(|threat| threat.blocks()) {
            return Ok(());
        }
        self.password = leaked::find(self.cx, at, Watched::SignIn, password).await?;
        match &self.whom.view {
            Some(view) if self.password == Finding::Refused && view.user.status == UserStatus::Confirmed => {
                let user = view.user.clone();
                Err(self.demand_reset(user).await)
            }
            _ => Ok(()),
        }
    }

    async fn demand_reset(&mut self, user: User) -> Failed {
        let noted = self.noted_leak();
        let mut changing = Changing::new(user);
        loop {
            let after = User {
                status: UserStatus::ResetRequired,
                modified: self.cx.now,
                ..changing.user().clone()
            };
            let batch = store::users::update(changing.user(), &after).and(events::batch(noted.as_ref()));
            match changing.write(self.cx, batch).await {
                Ok(Round::Written) => break,
                Ok(Round::Again) => {}
                Ok(Round::Refused(_)) => return say::users::too_much_at_once().into(),
                Err(failed) => return failed,
            }
        }
        self.tell(noted.as_ref());
        self.end_with(say::sign_in::reset_required().into()).await
    }

    fn recent_failures(&self) -> i64 {
        let lockout = self.whom.view.as_ref().map(|view| view.password_lockout);
        let recent = lockout.filter(|lockout| self.cx.now < lockout.locked_until + FAILURES_COUNT);
        recent.map_or(0, |lockout| lockout.fails)
    }

    /// The remembered device whose key the client gave; it will be asked to prove itself.
    fn remembered_device(&self) -> Option<&Device> {
        let device = self.whom.device.as_ref();
        device.filter(|device| device.remembrance == Remembrance::Remembered)
    }

    fn trusts_device(&self) -> bool {
        let devices = self.through.pool.settings.devices.as_ref();
        let unasked = devices.is_some_and(|devices| devices.remember_on_prompt != Some(true));
        unasked && self.remembered_device().is_some()
    }

    /// What the user is told when this challenge is posed, once: the state remembers that it was.
    pub(super) fn notice_of_challenge(
        &self,
        challenge: &Challenge,
        state: &mut State,
        noted: Option<&Noted>,
    ) -> Option<Letter> {
        let threat = state.threat.as_mut().filter(|threat| threat.notifies)?;
        let second = matches!(
            challenge,
            Challenge::Code | Challenge::SoftwareToken | Challenge::SelectMfa(_)
        );
        let occasion = match threat.action {
            domain::risk::Action::NoAction => Occasion::NothingDone,
            _ if second => Occasion::SecondFactor,
            _ => return None,
        };
        // Without an event nothing was proven yet.
        let noted = noted?;
        threat.notifies = false;
        self.notice(occasion, noted)
    }

    /// What the user is told with the tokens, unless it was told before.
    pub(super) fn notice_of_grant(&self, noted: Option<&Noted>) -> Option<Letter> {
        self.threat.filter(|threat| threat.notifies)?;
        self.notice(Occasion::NothingDone, noted?)
    }

    /// What the user is told when somebody who has its password is refused. Who only tries passwords sends it no mails.
    pub(super) fn notice_of_refusal(&self, refusal: &Refusal, noted: Option<&Noted>) -> Option<Letter> {
        self.threat.filter(|threat| threat.notifies)?;
        match refusal {
            Refusal::Blocked(Blocked::RightProof) => self.notice(Occasion::Blocked, noted?),
            _ => None,
        }
    }

    /// A letter to the verified e-mail address of the user (GUESS: to no other).
    fn notice(&self, occasion: Occasion, noted: &Noted) -> Option<Letter> {
        let user = &self.whom.view.as_ref()?.user;
        let to = delivery::address_in(&user.attributes, Channel::Email);
        let to = to.filter(|_| delivery::is_verified(user, Channel::Email))?;
        let event = noted.event();
        let notice = Notice {
            occasion,
            action: self.threat?.action,
            event: event.id.to_string(),
            at: event.at,
            ip: event.details.ip.clone(),
            device: event.details.device.clone(),
        };
        let voice = Voice::client(&self.through.client, &self.metadata);
        Some(deliver_code::takeover_notice(self.cx, user, notice, &to, voice))
    }

    /// Keeps a notice with whatever is written along.
    pub(super) fn keep_notice(&self, notice: Option<&Letter>) -> store::db::Batch {
        notice.map_or_else(store::db::Batch::new, |letter| {
            post::keep(self.cx, &self.through.pool, letter)
        })
    }

    /// Sends a notice that was kept. A sign-in does not fail because of it.
    pub(super) async fn send_notice(&self, notice: Option<Letter>) {
        let (Some(letter), Some(view)) = (notice, &self.whom.view) else {
            return;
        };
        let owner = (&self.through.pool, &view.user);
        if let Err(Failed::Broken(error)) = post::send(self.cx, owner, letter, Tells::Nothing).await {
            tracing::warn!(request_id = %self.cx.request_id, %error, "a notice of a risk could not be sent");
        }
    }
}

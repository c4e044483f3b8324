//! Second factors: codes by message and of authenticator apps (auth.md §§12.5–12.10).

use domain::{
    aliases, codes,
    delivery::{self, Destination},
    ports::Channel,
    sign_in::{
        Event,
        state::{CodeUse, SentCode},
    },
    totp::Judgement,
    user::{MfaMethod, User},
};
use store::{
    attempts::{self, Limit},
    authenticators,
    logins::Proof,
};

use super::drive::Drive;
use crate::{
    flow::{
        deliver_code::{self, Voice},
        names::{self, Conflict},
        post::Tells,
    },
    operation::Failed,
    say::sign_in as say,
};

/// How many codes of sign-ins a user is sent in an hour: GUESS. The real service limits calls and spending, not a user; but whoever
/// knows a name can have codes sent to it.
const CODES_AN_HOUR: i64 = 60;

impl Drive<'_> {
    /// Makes a code. It is sent when the rest of the call is written.
    pub(super) fn send_code(&mut self, channel: Channel, stands_for: CodeUse) -> Result<Event, Failed> {
        let (pool, limit) = (&self.through.pool.id, Limit::hourly(CODES_AN_HOUR));
        let sent = attempts::count(pool, self.whom.subject(), "sign-in code", limit, self.cx.now);
        self.changes = std::mem::take(&mut self.changes).and(sent);
        let Some(view) = &self.whom.view else {
            return Ok(self.pretend_code(channel, stands_for));
        };
        let to = match stands_for {
            CodeUse::SetUp => self.address_to_set_up(channel)?,
            CodeUse::FirstFactor | CodeUse::SecondFactor => {
                delivery::address_in(&view.user.attributes, channel).ok_or_else(say::no_mfa_method)?
            }
        };
        let digits = match stands_for {
            CodeUse::FirstFactor => codes::FIRST_FACTOR_DIGITS,
            CodeUse::SecondFactor | CodeUse::SetUp => codes::DIGITS,
        };
        let code = self.cx.house.entropy.digits(digits);
        let voice = Voice::client(&self.through.client, &self.metadata);
        let expires = self.cx.now + self.through.client.settings.session_lifetime();
        let letter = deliver_code::sign_in_code(self.cx, &view.user, (&code, expires), &to, voice);
        // Whoever comes to a second factor has shown a first one already.
        let tells = match stands_for {
            CodeUse::FirstFactor => deliver_code::tells(&self.through.client),
            CodeUse::SecondFactor | CodeUse::SetUp => Tells::Failure,
        };
        self.message = Some((letter, tells));
        Ok(Event::CodeSent(SentCode {
            channel,
            stands_for,
            code,
            destination: to.address,
            sent: self.cx.now,
        }))
    }

    /// The address that the answer to MFA_SETUP brings; its key is written in both cases (auth.md §12.10).
    fn address_to_set_up(&self, channel: Channel) -> Result<Destination, Failed> {
        let (names, is_address): ([&str; 2], fn(&str) -> bool) = match channel {
            Channel::Email => (["EMAIL", "email"], aliases::is_email),
            Channel::Sms => (["PHONE_NUMBER", "phone_number"], aliases::is_phone_number),
        };
        let given = names.iter().find_map(|name| self.inputs.get(name)).unwrap_or_default();
        if !is_address(given) {
            return Err(say::not_an_address(channel).into());
        }
        Ok(Destination {
            channel,
            address: given.to_owned(),
        })
    }

    /// Compares a code that was sent. A right one shows that the user has the address.
    pub(super) async fn check_code(&mut self, sent: SentCode) -> Result<Event, Failed> {
        let given = given_code(self, &sent)?;
        let right = codes::is_right(&sent.code, given);
        self.judge(Proof::Mfa, right);
        if !right {
            return Ok(Event::CodeWrong);
        }
        self.note_address(&sent).await?;
        Ok(Event::CodeRight)
    }

    /// The address becomes verified, and one that was being set up becomes the user's and its second factor
    /// (auth.md §§12.5, 12.10).
    async fn note_address(&mut self, sent: &SentCode) -> Result<(), Failed> {
        let Some(before) = self.whom.view.as_ref().map(|view| view.user.clone()) else {
            return Ok(());
        };
        let mut after = before.clone();
        let channel = sent.channel;
        if sent.stands_for == CodeUse::SetUp {
            after
                .attributes
                .insert(channel.attribute().to_owned(), sent.destination.clone());
            enable(&mut after, method(channel));
        }
        let is_theirs = after.attributes.get(channel.attribute()) == Some(&sent.destination);
        if is_theirs && !delivery::is_verified(&after, channel) {
            after
                .attributes
                .insert(channel.verified_flag().to_owned(), "true".to_owned());
        }
        if after.attributes != before.attributes || after.mfa != before.mfa {
            after.modified = self.cx.now;
            let write = names::write(self.cx, &self.through.pool, (&before, &after), Conflict::Refuse).await?;
            self.changes = std::mem::take(&mut self.changes).and(write);
            self.changed_user = Some(after);
        }
        Ok(())
    }

    /// Checks a code of the authenticator app. A right one uses its step up.
    pub(super) fn check_totp(&mut self) -> Result<Event, Failed> {
        let given = self.inputs.need("SOFTWARE_TOKEN_MFA_CODE")?;
        let app = self.whom.authenticator.as_ref().ok_or_else(say::no_authenticator)?;
        let judgement = app.seed.judge(given, self.cx.now, app.last_step);
        let step = match judgement {
            Judgement::Right(step) => step,
            Judgement::UsedBefore => {
                self.judge(Proof::Mfa, false);
                return Ok(Event::CodeUsed);
            }
            Judgement::Wrong => {
                self.judge(Proof::Mfa, false);
                return Ok(Event::CodeWrong);
            }
        };
        let owner = (&self.through.pool.id, &self.whom.who.sub);
        let used = authenticators::use_step(owner, &app.id, step);
        self.changes = std::mem::take(&mut self.changes).and(used);
        self.judge(Proof::Mfa, true);
        Ok(Event::CodeRight)
    }
}

/// The code in the answer. For e-mail it goes by two names (auth.md §12.5).
fn given_code<'a>(drive: &'a Drive<'_>, sent: &SentCode) -> Result<&'a str, Failed> {
    match (sent.channel, sent.stands_for) {
        (Channel::Email, _) => match drive.inputs.get("EMAIL_MFA_CODE") {
            Some(code) => Ok(code),
            None => drive.inputs.need("EMAIL_OTP_CODE"),
        },
        (Channel::Sms, CodeUse::FirstFactor) => drive.inputs.need("SMS_OTP_CODE"),
        (Channel::Sms, _) => drive.inputs.need("SMS_MFA_CODE"),
    }
}

/// The second factor that goes by a channel.
const fn method(channel: Channel) -> MfaMethod {
    match channel {
        Channel::Email => MfaMethod::Email,
        Channel::Sms => MfaMethod::Sms,
    }
}

/// Switches a method on, in the order in which lists show them (auth.md §16.3).
pub fn enable(user: &mut User, method: MfaMethod) {
    if !user.mfa.enabled.contains(&method) {
        user.mfa.enabled.push(method);
        user.mfa.enabled.sort();
    }
}

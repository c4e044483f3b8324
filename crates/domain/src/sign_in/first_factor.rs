//! The first factor of a choice-based sign-in: which ones a user can use, and what happens when one is chosen
//! (auth.md §§10.2, 11).

use serde::{Deserialize, Serialize};

use super::{
    advance::Check,
    facts::{Facts, Person, PoolMfa, Standing, UserRecords},
    names::{ChallengeName, Choice, Flow},
    state::{Awaits, CodeUse, State},
    step::{ask, refuse},
    verdict::{Ask, Challenge, Effect, Refusal, Verdict},
};
use crate::{
    delivery::is_verified,
    passkey::RelyingParty,
    pool::{FirstFactor, MfaRequirement, Pool},
    ports::Channel,
    token::family::Factor,
    user::UserStatus,
};

/// A way to prove the first factor. Declared in the order in which lists show them (auth.md §11.1, decision).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The password by SRP.
    PasswordSrp,
    /// The password in the clear.
    Password,
    /// A code by e-mail.
    EmailOtp,
    /// A code by text message.
    SmsOtp,
    /// A passkey.
    Passkey,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::PasswordSrp,
        Self::Password,
        Self::EmailOtp,
        Self::SmsOtp,
        Self::Passkey,
    ];

    /// The challenge that asks for it, by whose name it goes.
    pub const fn challenge(self) -> ChallengeName {
        match self {
            Self::PasswordSrp => ChallengeName::PasswordSrp,
            Self::Password => ChallengeName::Password,
            Self::EmailOtp => ChallengeName::EmailOtp,
            Self::SmsOtp => ChallengeName::SmsOtp,
            Self::Passkey => ChallengeName::WebAuthn,
        }
    }

    /// From the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.challenge().as_str() == name)
    }
}

/// What a client says of the first factor that it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pick {
    /// The method.
    pub method: Method,
    /// Whether the same call begins to prove it.
    pub proof: Proof,
}

/// Whether what proves a password, or begins to, came with its choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// It did.
    Here,
    /// It will be asked for.
    Later,
}

/// What a pool allows as first factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolFirst {
    /// The password.
    pub password: bool,
    /// A code by e-mail.
    pub email: bool,
    /// A code by text message, which the pool can send.
    pub sms: bool,
    /// A passkey.
    pub passkey: bool,
    /// A passkey can count as two factors.
    pub passkey_is_two: bool,
}

/// What a user has to prove a first factor with, beside the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserFirst {
    /// A verified e-mail address.
    pub email: bool,
    /// A verified phone number.
    pub phone: bool,
    /// A passkey for the pool's relying party.
    pub passkey: bool,
    /// It has said that its passkeys count as two factors.
    pub passkey_is_two: bool,
}

impl PoolFirst {
    /// Only the password, as in a pool that says nothing.
    pub const PASSWORD: Self = Self {
        password: true,
        email: false,
        sms: false,
        passkey: false,
        passkey_is_two: false,
    };

    /// What a pool allows.
    pub fn of(pool: &Pool) -> Self {
        let settings = &pool.settings;
        let allows = |factor| settings.first_factors.0.contains(&factor);
        let two = settings.passkeys.as_ref().and_then(|passkeys| passkeys.multi_factor);
        Self {
            password: allows(FirstFactor::Password),
            email: allows(FirstFactor::EmailOtp),
            sms: allows(FirstFactor::SmsOtp) && settings.sms.is_some(),
            passkey: RelyingParty::is_wanted(settings),
            passkey_is_two: two == Some(true),
        }
    }

    const fn allows(&self, method: Method) -> bool {
        match method {
            Method::PasswordSrp | Method::Password => self.password,
            Method::EmailOtp => self.email,
            Method::SmsOtp => self.sms,
            Method::Passkey => self.passkey,
        }
    }
}

impl UserFirst {
    pub(super) fn gather(user: &UserRecords<'_>) -> Self {
        let reached = |channel: Channel| {
            let address = user.user.attributes.get(channel.attribute());
            address.is_some_and(|address| !address.is_empty()) && is_verified(user.user, channel)
        };
        Self {
            email: reached(Channel::Email),
            phone: reached(Channel::Sms),
            passkey: user.passkey,
            passkey_is_two: user.user.mfa.passkey,
        }
    }
}

/// The methods that a user can use (auth.md §§10.2, 11.1).
pub fn usable(user: &Standing, first: &PoolFirst, mfa: &PoolMfa) -> Vec<Method> {
    let methods = Method::ALL.into_iter();
    methods.filter(|method| can_use(*method, user, (first, mfa))).collect()
}

fn can_use(method: Method, user: &Standing, (first, mfa): (&PoolFirst, &PoolMfa)) -> bool {
    let has = match method {
        Method::PasswordSrp | Method::Password => return first.password && user.password.is_some(),
        Method::EmailOtp => user.first.email,
        Method::SmsOtp => user.first.phone,
        Method::Passkey => user.first.passkey,
    };
    // Who has to replace its password needs it for that (auth.md §11.1, observed); the same for one that must be reset is
    // a guess.
    let settled = user.status == UserStatus::Confirmed;
    has && settled && first.allows(method) && suffices(method, user, (first, mfa))
}

/// Whether the method does not leave out a second factor that the user needs: after all but the password none is asked
/// (auth.md §10.2, documented).
fn suffices(method: Method, user: &Standing, (first, mfa): (&PoolFirst, &PoolMfa)) -> bool {
    one_factor_suffices(user, mfa) || (method == Method::Passkey && first.passkey_is_two && user.first.passkey_is_two)
}

fn one_factor_suffices(user: &Standing, mfa: &PoolMfa) -> bool {
    match mfa.requirement {
        MfaRequirement::Off => true,
        MfaRequirement::Optional => user.mfa.working(mfa).is_empty(),
        MfaRequirement::On => false,
    }
}

/// What is offered to somebody who does not exist, or has nothing to prove itself with, so that the one looks like the other
/// and both like a user with a password (auth.md §5.3, reported).
pub(super) const PRETENDED: [Method; 2] = [Method::PasswordSrp, Method::Password];

/// USER_AUTH begins (auth.md §11.1).
pub(super) fn begin(mut state: State, facts: &Facts) -> Verdict {
    let pick = state.pick.take();
    let usable = match &facts.person {
        Person::Known(user) => usable(user, &facts.first, &facts.mfa),
        Person::Missing => pretended_code(pick, facts).map_or_else(|| PRETENDED.to_vec(), |method| vec![method]),
    };
    match usable.is_empty() {
        false => among(state, pick, usable),
        true if facts.hides_missing_users => offer(state, PRETENDED.to_vec()),
        true => refuse(Refusal::WrongPassword),
    }
}

/// What the client wants if it is among the usable ones, else the only one, else a choice.
pub(super) fn among(state: State, pick: Option<Pick>, usable: Vec<Method>) -> Verdict {
    let wanted = pick.filter(|pick| usable.contains(&pick.method));
    match (wanted, usable.as_slice()) {
        (Some(pick), _) => chosen(state, pick),
        (None, [only]) => chosen(state, Pick::later(*only)),
        (None, _) => offer(state, usable),
    }
}

/// A code is pretended to be sent where one is asked for (auth.md §5.3, observed).
pub(super) fn pretended_code(pick: Option<Pick>, facts: &Facts) -> Option<Method> {
    let code = pick.map(|pick| pick.method);
    code.filter(|method| matches!(method, Method::EmailOtp | Method::SmsOtp) && facts.first.allows(*method))
}

fn offer(state: State, methods: Vec<Method>) -> Verdict {
    let state = state.awaiting(Awaits::FirstFactor(methods.clone()));
    Verdict::Challenge(Challenge::SelectFirst(methods), state)
}

/// The answer to SELECT_CHALLENGE. One that was not offered leaves the Session as it is (auth.md §11.2, guess).
pub(super) fn answered(state: State, choice: Choice, offered: &[Method]) -> Verdict {
    match choice {
        Choice::First(pick) if offered.contains(&pick.method) => chosen(state, pick),
        _ => refuse(Refusal::NotOffered),
    }
}

fn chosen(state: State, pick: Pick) -> Verdict {
    match (pick.method, pick.proof) {
        (Method::Password, Proof::Here) => ask(state, Ask::CheckPassword),
        (Method::Password, Proof::Later) => Verdict::Challenge(Challenge::Password, state.awaiting(Awaits::Password)),
        (Method::PasswordSrp, Proof::Here) => ask(state, Ask::BeginSrp),
        (Method::PasswordSrp, Proof::Later) => {
            Verdict::Challenge(Challenge::SrpStart, state.awaiting(Awaits::SrpStart))
        }
        (Method::EmailOtp, _) => ask(state, Ask::SendCode(Channel::Email, CodeUse::FirstFactor)),
        (Method::SmsOtp, _) => ask(state, Ask::SendCode(Channel::Sms, CodeUse::FirstFactor)),
        (Method::Passkey, _) => ask(state, Ask::OfferPasskey),
    }
}

/// A signature of no passkey of the user ends the conversation: its challenge was for one answer. There is nothing to
/// guess, so nothing is counted.
pub(super) fn wrong_passkey() -> Verdict {
    Verdict::Refuse(Refusal::WrongPassword, vec![Effect::UseUpSession])
}

/// What the user has proven first must be what it may prove first now: the pool, the user's second factors or its passkeys
/// may have changed since it was offered.
pub(super) const ALLOWED: Check = Check {
    name: "allowed first factor",
    instead: |state, user, facts| (!is_allowed(state, user, facts)).then(|| refuse(Refusal::WrongPassword)),
};

fn is_allowed(state: &State, user: &Standing, facts: &Facts) -> bool {
    let method = match (state.flow, state.proven.first()) {
        (Flow::Choice, Some(Factor::Password)) => Method::Password,
        (Flow::Choice, Some(Factor::EmailCode)) => Method::EmailOtp,
        (Flow::Choice, Some(Factor::SmsCode)) => Method::SmsOtp,
        (_, Some(Factor::Passkey)) => Method::Passkey,
        _ => return true,
    };
    match state.signed_up {
        true => user.status == UserStatus::Confirmed && one_factor_suffices(user, &facts.mfa),
        false => can_use(method, user, (&facts.first, &facts.mfa)),
    }
}

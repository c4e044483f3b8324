//! Does this sign-in need a second factor, and which (auth.md §10.1)?

use super::{
    facts::{PoolMfa, UserMfa},
    names::Choice,
    state::{Awaits, CodeUse, MfaSetup, State},
    step::{ask, refuse},
    verdict::{Ask, Challenge, Refusal, Verdict},
};
use crate::{pool::MfaRequirement, ports::Channel, token::family::Factor, user::MfaMethod};

/// Which second factor a user is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// None.
    Nothing,
    /// This one.
    One(MfaMethod),
    /// One of these, of the user's choice.
    Choice(Vec<MfaMethod>),
    /// One of these must be set up first.
    SetUp(Vec<MfaMethod>),
    /// There is none that the user could use or set up.
    Impossible,
}

/// The decision of auth.md §10.1, after a password as first factor.
pub fn need(pool: &PoolMfa, user: &UserMfa) -> Need {
    match pool.requirement {
        MfaRequirement::Off => Need::Nothing,
        MfaRequirement::Optional => optional(pool, user),
        MfaRequirement::On => required(pool, user),
    }
}

/// Methods in the order in which lists show them (auth.md §16.3).
const METHODS: [MfaMethod; 3] = [MfaMethod::Sms, MfaMethod::Email, MfaMethod::Totp];

impl PoolMfa {
    /// The pool offers this method. One that a user switched on and the pool switched off counts as absent (rule 4,
    /// guess).
    pub fn offers(&self, method: MfaMethod) -> bool {
        match method {
            MfaMethod::Sms => self.sms,
            MfaMethod::Email => self.email,
            MfaMethod::Totp => self.totp,
        }
    }

    /// The method's channel is the first way to recover an account, and may not be its second factor too (rule 5).
    pub(super) fn recovers_by(&self, method: MfaMethod) -> bool {
        channel(method).is_some_and(|channel| self.recovery == Some(channel))
    }
}

impl UserMfa {
    /// The user could answer a challenge of this method.
    fn can_answer(&self, method: MfaMethod) -> bool {
        match method {
            MfaMethod::Sms => self.phone,
            MfaMethod::Email => self.email,
            MfaMethod::Totp => self.totp,
        }
    }

    /// The methods that the user switched on and that work here.
    pub(super) fn working(&self, pool: &PoolMfa) -> Vec<MfaMethod> {
        let works =
            |method: &MfaMethod| self.enabled.contains(method) && pool.offers(*method) && self.can_answer(*method);
        METHODS.into_iter().filter(works).collect()
    }
}

const fn channel(method: MfaMethod) -> Option<Channel> {
    match method {
        MfaMethod::Sms => Some(Channel::Sms),
        MfaMethod::Email => Some(Channel::Email),
        MfaMethod::Totp => None,
    }
}

/// Rule 2.
fn optional(pool: &PoolMfa, user: &UserMfa) -> Need {
    let working = user.working(pool);
    match (user.preferred, working.as_slice()) {
        (_, []) => Need::Nothing,
        (Some(preferred), _) if working.contains(&preferred) => Need::One(preferred),
        (_, [only]) => Need::One(*only),
        _ => Need::Choice(working),
    }
}

/// Rule 3.
fn required(pool: &PoolMfa, user: &UserMfa) -> Need {
    if let Some(preferred) = user.preferred
        && user.working(pool).contains(&preferred)
    {
        return Need::One(preferred);
    }
    let by_address = by_address(pool, user);
    if pool.totp && user.totp {
        return match by_address.is_empty() {
            true => Need::One(MfaMethod::Totp),
            false => Need::Choice([by_address, vec![MfaMethod::Totp]].concat()),
        };
    }
    match by_address.as_slice() {
        [only] => Need::One(*only),
        [] => set_up(pool, user),
        _ => Need::Choice(by_address),
    }
}

/// The second factor of a user in a sign-in that looks risky: any that it has, whether or not it switched it on (documented: who
/// wants one at risk only leaves it switched off). Nobody sets one up then: somebody else may be at it.
pub(super) fn need_at_risk(pool: &PoolMfa, user: &UserMfa) -> Need {
    match pool.requirement {
        MfaRequirement::Off => Need::Impossible,
        MfaRequirement::Optional | MfaRequirement::On => match required(pool, user) {
            Need::SetUp(_) | Need::Nothing => Need::Impossible,
            need => need,
        },
    }
}

/// Whether a user can be asked for this method in particular: one that it switched on, or that it may use where the pool
/// demands a second factor.
pub(super) fn can_be_asked(pool: &PoolMfa, user: &UserMfa, method: MfaMethod) -> bool {
    match pool.requirement {
        MfaRequirement::Off => false,
        MfaRequirement::Optional => user.working(pool).contains(&method),
        MfaRequirement::On => {
            let by_app = method == MfaMethod::Totp && pool.totp && user.totp;
            by_app || user.working(pool).contains(&method) || by_address(pool, user).contains(&method)
        }
    }
}

/// The methods by an address that the user has, that the pool offers, and that are not the way of recovery.
pub(super) fn by_address(pool: &PoolMfa, user: &UserMfa) -> Vec<MfaMethod> {
    [MfaMethod::Sms, MfaMethod::Email]
        .into_iter()
        .filter(|method| user.can_answer(*method) && pool.offers(*method) && !pool.recovers_by(*method))
        .collect()
}

/// Nothing can be used. A user without any address may set up whatever the pool offers; one with an address that can't
/// serve may set up an authenticator app.
fn set_up(pool: &PoolMfa, user: &UserMfa) -> Need {
    let has_address = user.email || user.phone;
    let methods: Vec<_> = METHODS
        .into_iter()
        .filter(|method| pool.offers(*method) && !pool.recovers_by(*method))
        .filter(|method| !has_address || *method == MfaMethod::Totp)
        .collect();
    if methods.is_empty() {
        Need::Impossible
    } else {
        Need::SetUp(methods)
    }
}

/// What stands between a proven first factor and tokens. A second factor follows a password only (auth.md §10.2: none
/// after a one-time code), and once.
pub(super) fn instead(state: &State, user: &UserMfa, pool: &PoolMfa) -> Option<Verdict> {
    if !is_due(state) {
        return None;
    }
    asked(state, need(pool, user))
}

/// Whether a second factor could follow what is proven.
pub(super) fn is_due(state: &State) -> bool {
    let second = [Factor::SmsCode, Factor::EmailCode, Factor::Totp];
    state.has_proven(Factor::Password) && !second.into_iter().any(|factor| state.has_proven(factor))
}

/// Asks for what is needed.
pub(super) fn asked(state: &State, need: Need) -> Option<Verdict> {
    match need {
        Need::Nothing => None,
        Need::One(method) => Some(challenge(state.clone(), method)),
        Need::Choice(methods) => {
            let state = state.clone().awaiting(Awaits::MfaChoice(methods.clone()));
            Some(Verdict::Challenge(Challenge::SelectMfa(methods), state))
        }
        Need::SetUp(methods) => {
            let state = state.clone().awaiting(Awaits::MfaSetup(MfaSetup::of(methods.clone())));
            Some(Verdict::Challenge(Challenge::MfaSetup(methods), state))
        }
        Need::Impossible => Some(refuse(Refusal::NoMfaMethod)),
    }
}

/// Asks for one second factor.
pub(super) fn challenge(state: State, method: MfaMethod) -> Verdict {
    match channel(method) {
        Some(channel) => ask(state, Ask::SendCode(channel, CodeUse::SecondFactor)),
        None => Verdict::Challenge(Challenge::SoftwareToken, state.awaiting(Awaits::Totp)),
    }
}

/// The answer to SELECT_MFA_TYPE (auth.md §12.9). An answer that was not offered leaves the Session as it is.
pub(super) fn chosen(state: State, choice: Choice, offered: &[MfaMethod]) -> Verdict {
    match choice {
        Choice::Mfa(method) if offered.contains(&method) => challenge(state, method),
        _ => refuse(Refusal::NotOffered),
    }
}

/// The answer to MFA_SETUP (auth.md §12.10): an address to set up, or nothing when the authenticator app was verified
/// with the Session's own operations. `Ok` when the second factor is thereby proven.
pub(super) fn set_up_answered(state: State, choice: Choice, setup: &MfaSetup) -> Result<State, Box<Verdict>> {
    match choice {
        Choice::Mfa(method) => match channel(method) {
            Some(channel) if setup.offered.contains(&method) => {
                Err(Box::new(ask(state, Ask::SendCode(channel, CodeUse::SetUp))))
            }
            _ => Err(Box::new(refuse(Refusal::NotOffered))),
        },
        Choice::First(_) | Choice::Again => Err(Box::new(refuse(Refusal::NotOffered))),
        Choice::None if setup.totp_verified => Ok(state),
        Choice::None => Err(Box::new(refuse(Refusal::TotpNotVerified))),
    }
}

//! Step-up: a choice-based sign-in that must reach a level of assurance (auth.md §11.6, documented; the way to it on the wire is a
//! guess).
//!
//! A client names the levels that it would take, the one that it likes best first, and may show an access token: what was
//! proven for that one counts. The first level that the user can reach is the target, and tokens are given when it is reached,
//! or not at all. The second factor that the pool asks for is asked for none the less.

use serde::{Deserialize, Serialize};

use super::{
    advance::Check,
    facts::{Facts, Person, Standing},
    first_factor::{self, Method, Pick, Proof},
    mfa::{self, Need},
    state::{Awaits, State},
    step::refuse,
    verdict::{Challenge, Refusal, Verdict},
};
use crate::{
    token::{assurance::Level, family::Factor},
    user::{MfaMethod, UserStatus},
};

/// What a client asks for. Never leaves the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The levels, the one that it likes best first.
    pub levels: Vec<Level>,
    /// What was proven for the access token that it showed.
    pub credit: Vec<Factor>,
}

/// What a sign-in must reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The level.
    pub level: Level,
    /// A code that was proven earlier and counts beside the password.
    #[serde(default)]
    pub carried: Option<Factor>,
}

/// How a step-up begins.
struct Start {
    target: Target,
    /// What need not be proven again.
    kept: Vec<Factor>,
    /// What may be proven first, when nothing is kept.
    methods: Vec<Method>,
}

/// How the sign-in goes on after its beginning.
pub(super) enum Begun {
    /// Something was proven already.
    Proven(State),
    /// The first factor is still to be proven, or cannot be.
    Asks(Verdict),
}

/// USER_AUTH with TARGET_ACR_VALUES begins. Somebody who does not exist is a user with nothing but a password.
pub(super) fn begin(mut state: State, wish: &Wish, facts: &Facts) -> Begun {
    let pick = state.pick.take();
    let start = match &facts.person {
        Person::Known(user) => plan(user, facts, (wish, pick)),
        Person::Missing => pretended(wish, (pick, facts)),
    };
    let start = match start {
        Ok(start) => start,
        Err(refusal) => return Begun::Asks(refuse(refusal)),
    };
    state.target = Some(start.target);
    match start.kept.is_empty() {
        true => Begun::Asks(first_factor::among(state, pick, start.methods)),
        false => {
            state.proven = start.kept;
            Begun::Proven(state)
        }
    }
}

/// The first level that the user can reach, unless it has been there.
fn plan(user: &Standing, facts: &Facts, (wish, pick): (&Wish, Option<Pick>)) -> Result<Start, Refusal> {
    let credit = creditable(user, wish);
    let starts = wish
        .levels
        .iter()
        .filter_map(|level| start(*level, user, facts, (&credit, pick)));
    let start = starts.into_iter().next().ok_or(Refusal::NoLevel)?;
    match Level::reached(&credit) >= Some(start.target.level) {
        true => Err(Refusal::LevelReached),
        false => Ok(start),
    }
}

/// What was proven earlier, as far as it counts. Who has to replace or reset its password since, begins from nothing.
fn creditable(user: &Standing, wish: &Wish) -> Vec<Factor> {
    let counts = |factor: &Factor| !matches!(factor, Factor::Device | Factor::Custom | Factor::Federated);
    match user.status {
        UserStatus::Confirmed => wish.credit.iter().copied().filter(counts).collect(),
        _ => Vec::new(),
    }
}

/// How the user would go for a level; `None` when it cannot reach it.
fn start(level: Level, user: &Standing, facts: &Facts, (credit, pick): (&[Factor], Option<Pick>)) -> Option<Start> {
    let usable = first_factor::usable(user, &facts.first, &facts.mfa);
    let only = |wanted: &[Method]| -> Vec<Method> {
        usable
            .iter()
            .copied()
            .filter(|method| wanted.contains(method))
            .collect()
    };
    let password = only(&[Method::PasswordSrp, Method::Password]);
    let has_password = !password.is_empty();
    let (methods, second) = match level {
        Level::One => (password, false),
        Level::Two => (only(&[Method::EmailOtp, Method::SmsOtp]), false),
        Level::Three => {
            let by_code = has_password && can_do_a_code(user, facts);
            let methods = if by_code { password } else { Vec::new() };
            ([methods, only(&[Method::Passkey])].concat(), by_code)
        }
        Level::Four => (
            if has_app(user, facts) { password } else { Vec::new() },
            has_app(user, facts),
        ),
    };
    if methods.is_empty() {
        return None;
    }
    let by_passkey = pick.is_some_and(|pick| pick.method == Method::Passkey && methods.contains(&pick.method));
    let keeps = second && has_password && credit.first() == Some(&Factor::Password) && !by_passkey;
    let carried = (level == Level::Three).then(|| carried(user, facts, credit)).flatten();
    Some(Start {
        target: Target { level, carried },
        kept: if keeps { credit.to_vec() } else { Vec::new() },
        methods,
    })
}

/// A code that was a first factor, and may be this user's second one.
fn carried(user: &Standing, facts: &Facts, credit: &[Factor]) -> Option<Factor> {
    let code = *credit.first()?;
    let method = match code {
        Factor::SmsCode => MfaMethod::Sms,
        Factor::EmailCode => MfaMethod::Email,
        _ => return None,
    };
    let will_do = match mfa::need(&facts.mfa, &user.mfa) {
        Need::Nothing => codes(user, facts).contains(&method),
        Need::One(asked) => asked == method,
        Need::Choice(offered) => offered.contains(&method),
        Need::SetUp(_) | Need::Impossible => false,
    };
    will_do.then_some(code)
}

/// A password and then a code, one that the pool asks for in any case included.
fn can_do_a_code(user: &Standing, facts: &Facts) -> bool {
    match mfa::need(&facts.mfa, &user.mfa) {
        Need::Nothing => !codes(user, facts).is_empty(),
        Need::One(_) | Need::Choice(_) | Need::SetUp(_) => true,
        Need::Impossible => false,
    }
}

fn has_app(user: &Standing, facts: &Facts) -> bool {
    facts.mfa.totp && user.mfa.totp
}

/// The codes that can follow the password of a user who would not be asked for any: those that the pool has as second factor, or
/// lets be a first one. The way of recovery is none (auth.md §10.1 rule 5).
fn codes(user: &Standing, facts: &Facts) -> Vec<MfaMethod> {
    let second = mfa::by_address(&facts.mfa, &user.mfa);
    let first = |method: MfaMethod| match method {
        MfaMethod::Sms => facts.first.sms && user.first.phone,
        MfaMethod::Email => facts.first.email && user.first.email,
        MfaMethod::Totp => false,
    };
    [MfaMethod::Sms, MfaMethod::Email]
        .into_iter()
        .filter(|method| second.contains(method) || (first(*method) && !facts.mfa.recovers_by(*method)))
        .collect()
}

/// Somebody who does not exist: the password can be asked for, and a code that a client asks for by name is pretended to be sent.
fn pretended(wish: &Wish, (pick, facts): (Option<Pick>, &Facts)) -> Result<Start, Refusal> {
    let methods = |level: Level| match level {
        Level::One => Some(first_factor::PRETENDED.to_vec()),
        Level::Two => first_factor::pretended_code(pick, facts).map(|method| vec![method]),
        Level::Three | Level::Four => None,
    };
    let start = wish.levels.iter().find_map(|level| Some((*level, methods(*level)?)));
    let (level, methods) = start.ok_or(Refusal::NoLevel)?;
    let target = Target { level, carried: None };
    let kept = Vec::new();
    Ok(Start { target, kept, methods })
}

/// Stands before the second factor that the pool asks for: an authenticator app that has to be asked for anyway serves as both.
pub(super) const LEVEL: Check = Check { name: "level", instead };

fn instead(state: &State, user: &Standing, facts: &Facts) -> Option<Verdict> {
    let level = state.target?.level;
    if Level::reached(&state.proven) >= Some(level) {
        return None;
    }
    let by_password = state.has_proven(Factor::Password);
    match level {
        Level::Four if by_password && has_app(user, facts) => {
            let state = state.clone().awaiting(Awaits::Totp);
            Some(Verdict::Challenge(Challenge::SoftwareToken, state))
        }
        Level::Three if by_password => match mfa::need(&facts.mfa, &user.mfa) {
            Need::Nothing => Some(code(state, &codes(user, facts))),
            // Whatever the pool asks for now reaches the level.
            Need::One(_) | Need::Choice(_) | Need::SetUp(_) | Need::Impossible => None,
        },
        _ => Some(refuse(Refusal::NoLevel)),
    }
}

fn code(state: &State, codes: &[MfaMethod]) -> Verdict {
    match codes {
        [] => refuse(Refusal::NoLevel),
        [only] => mfa::challenge(state.clone(), *only),
        several => {
            let state = state.clone().awaiting(Awaits::MfaChoice(several.to_vec()));
            Verdict::Challenge(Challenge::SelectMfa(several.to_vec()), state)
        }
    }
}

/// The same sign-in with the code that counts beside the password just proven.
pub(super) fn with_carried(mut state: State, proven: Factor) -> State {
    let carried = state.target.as_mut().and_then(|target| target.carried.take());
    if let (Factor::Password, Some(carried)) = (proven, carried) {
        state.proven.push(carried);
    }
    state
}

impl Pick {
    /// The choice of a method that is not begun to be proven.
    pub(super) const fn later(method: Method) -> Self {
        Self {
            method,
            proof: Proof::Later,
        }
    }
}

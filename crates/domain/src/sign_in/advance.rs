//! What follows a proven factor: the only place that knows (auth.md §10).

use super::{
    at_risk, custom, device,
    facts::{Facts, Person, Standing},
    first_factor, mfa,
    names::Flow,
    state::{Awaits, State},
    step::refuse,
    step_up,
    verdict::{Challenge, Grant, Refusal, Verdict},
};
use crate::{
    token::{assurance::Assurance, family::Factor},
    user::UserStatus,
};

/// One thing that may stand between a proven factor and the tokens. They are a list, so that their order can be read
/// and a test can take one out.
#[derive(Clone, Copy)]
pub struct Check {
    /// What it is about.
    pub name: &'static str,
    /// What happens instead of tokens, if this stands in the way.
    pub instead: fn(&State, &Standing, &Facts) -> Option<Verdict>,
}

/// The checks in their order: the password's own condition, then a new password, then the second factor or what stands in
/// for it (auth.md §10: A before C, documented and observed), then in a custom sign-in the pool's functions, then the
/// device (§12.14).
pub const CHECKS: &[Check] = &[
    Check {
        name: "first factor",
        instead: |state, _, _| (!has_first_factor(state)).then(|| refuse(Refusal::WrongPassword)),
    },
    first_factor::ALLOWED,
    at_risk::BLOCKED,
    Check {
        name: "reset required",
        instead: |_, user, _| (user.status == UserStatus::ResetRequired).then(|| refuse(Refusal::ResetRequired)),
    },
    Check {
        name: "temporary password expired",
        instead: temporary_password_expired,
    },
    Check {
        name: "new password",
        instead: new_password,
    },
    device::IN_PLACE_OF_SECOND_FACTOR,
    step_up::LEVEL,
    Check {
        name: "second factor",
        instead: |state, user, facts| match device::stood_in(state, facts) {
            true => None,
            false => mfa::instead(state, &user.mfa, &facts.mfa),
        },
    },
    at_risk::SECOND_FACTOR,
    Check {
        name: "custom challenges",
        instead: |state, _, _| custom::instead(state),
    },
    device::DEVICE,
];

/// Goes through the checks; tokens when none stands in the way.
pub(super) fn advance(checks: &[Check], state: State, facts: &Facts) -> Verdict {
    let Person::Known(user) = &facts.person else {
        return refuse(Refusal::WrongPassword);
    };
    checks
        .iter()
        .find_map(|check| (check.instead)(&state, user, facts))
        .unwrap_or_else(|| {
            Verdict::Grant(Grant {
                device: device::granted(&state, facts),
                assurance: state.target.and_then(|_| Assurance::of(&state.proven, state.passkey)),
                factors: state.proven,
                renewed: state.renewed,
            })
        })
}

/// The first thing that was proven must be one that can stand at the beginning. A code can in a choice-based sign-in only;
/// a device or an authenticator app never can, but where the pool's functions ask for it: there their word comes last.
fn has_first_factor(state: &State) -> bool {
    match state.proven.first() {
        Some(Factor::Password | Factor::Passkey | Factor::Custom | Factor::Federated) => true,
        Some(Factor::SmsCode | Factor::EmailCode) => state.flow == Flow::Choice || custom::is_custom(state.flow),
        Some(Factor::Totp | Factor::Device) => custom::is_custom(state.flow),
        None => false,
    }
}

/// Only of a password that was proven and not replaced since: other first factors do not care.
fn must_replace_password(state: &State, user: &Standing) -> bool {
    let by_password = state.has_proven(Factor::Password) && !state.renewed;
    by_password && user.status == UserStatus::ForceChangePassword
}

fn temporary_password_expired(state: &State, user: &Standing, _: &Facts) -> Option<Verdict> {
    let expired = user.password.as_ref().is_some_and(|password| password.expired);
    (must_replace_password(state, user) && expired).then(|| refuse(Refusal::TemporaryPasswordExpired))
}

fn new_password(state: &State, user: &Standing, _: &Facts) -> Option<Verdict> {
    must_replace_password(state, user).then(|| {
        let state = state.clone().awaiting(Awaits::NewPassword);
        Verdict::Challenge(Challenge::NewPasswordRequired, state)
    })
}

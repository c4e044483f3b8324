//! What every call of the client must pass before anything is judged (auth.md §§3.4, 5.2, 12.16).

use super::{
    at_risk, device,
    facts::{Facts, Person, Standing},
    mfa::{self, Need},
    names::{ChallengeName, Flow},
    state::{Awaits, CodeUse, State},
    verdict::{Event, Refusal},
};
use crate::user::UserStatus;

/// A condition that stops a call. They are a list, so that their order can be read and a test can take one out.
#[derive(Clone, Copy)]
pub struct Gate {
    /// What it is about.
    pub name: &'static str,
    /// Why the call stops here, if it does.
    pub stops: fn(&State, &Event, &Facts) -> Option<Refusal>,
}

/// The gates in their order.
///
/// The order of disabled, unconfirmed and the password itself is observed (auth.md §5.2); that the lock comes first is
/// §3.4.
pub const GATES: &[Gate] = &[
    Gate {
        name: "expected answer",
        stops: expected_answer,
    },
    at_risk::ADDRESS,
    Gate {
        name: "password lock",
        stops: |_, _, facts| facts.password_locked.then_some(Refusal::PasswordLocked),
    },
    Gate {
        name: "codes lock",
        stops: codes_lock,
    },
    Gate {
        name: "missing user",
        stops: missing_user,
    },
    Gate {
        name: "disabled",
        stops: |_, _, facts| {
            known(facts)
                .is_some_and(|user| !user.enabled)
                .then_some(Refusal::Disabled)
        },
    },
    Gate {
        name: "unconfirmed",
        stops: unconfirmed,
    },
    Gate {
        name: "same password",
        stops: same_password,
    },
    Gate {
        name: "still to be set up",
        stops: still_to_be_set_up,
    },
    device::KNOWN_DEVICE,
];

fn known(facts: &Facts) -> Option<&Standing> {
    match &facts.person {
        Person::Missing => None,
        Person::Known(standing) => Some(standing),
    }
}

/// An answer must be to the challenge that the Session waits for (auth.md §9, guess).
fn expected_answer(state: &State, event: &Event, _: &Facts) -> Option<Refusal> {
    match event {
        Event::Answer(challenge, _) if state.challenge() != Some(*challenge) => Some(Refusal::InvalidSession),
        _ => None,
    }
}

/// Wrong codes lock the answers that hold codes (auth.md §6), and the proof of a device, which stands in for one.
fn codes_lock(_: &State, event: &Event, facts: &Facts) -> Option<Refusal> {
    use ChallengeName::{DevicePasswordVerifier, EmailOtp, SmsMfa, SmsOtp, SoftwareTokenMfa};
    match event {
        Event::Answer(SmsMfa | SmsOtp | EmailOtp | SoftwareTokenMfa | DevicePasswordVerifier, _)
            if facts.mfa_locked =>
        {
            Some(Refusal::CodesLocked)
        }
        _ => None,
    }
}

/// A client that does not hide it is told at once; for others the sign-in goes on with a made-up user (auth.md §5.3).
/// A user that went missing after its sign-in began is told as a wrong password is.
fn missing_user(state: &State, event: &Event, facts: &Facts) -> Option<Refusal> {
    match (&facts.person, event) {
        (Person::Missing, _) if !facts.hides_missing_users => Some(Refusal::NoSuchUser),
        (Person::Missing, Event::Answer(..)) if !state.proven.is_empty() => Some(Refusal::InvalidSession),
        _ => None,
    }
}

/// Decided before the password is compared (auth.md §5.2, observed); in SRP, where nothing is compared at the beginning,
/// at the proof. A custom sign-in stops at its beginning, because its functions may end it there (auth.md §5.2, guess).
fn unconfirmed(state: &State, event: &Event, facts: &Facts) -> Option<Refusal> {
    let too_early = *event == Event::Begin && state.flow == Flow::Srp;
    let unconfirmed = known(facts).is_some_and(|user| user.status == UserStatus::Unconfirmed);
    (unconfirmed && !too_early).then_some(Refusal::Unconfirmed)
}

/// A password that was proven earlier in this sign-in must still be the user's (our choice: auth.md §8.5 says so of the
/// secret block).
fn same_password(state: &State, _: &Event, facts: &Facts) -> Option<Refusal> {
    let proven = state.password.as_deref()?;
    let current = known(facts)
        .and_then(|user| user.password.as_ref())
        .map(|password| password.version.as_str());
    (current != Some(proven)).then_some(Refusal::InvalidSession)
}

/// A second factor is set up in a sign-in while the user has none. One that it has got since, perhaps in another sign-in,
/// must not be joined or replaced by somebody who knows no more than the password.
fn still_to_be_set_up(state: &State, _: &Event, facts: &Facts) -> Option<Refusal> {
    let setting_up = match &state.awaits {
        Awaits::MfaSetup(setup) => !setup.totp_verified,
        Awaits::Code(code) => code.stands_for == CodeUse::SetUp,
        _ => false,
    };
    let to_set_up = known(facts).is_some_and(|user| matches!(mfa::need(&facts.mfa, &user.mfa), Need::SetUp(_)));
    (setting_up && !to_set_up && known(facts).is_some()).then_some(Refusal::InvalidSession)
}

//! CUSTOM_AUTH: the pool's functions say what is asked and when it is enough (auth.md §12.14, triggers.md §6.6).
//!
//! DefineAuthChallenge is asked at the beginning and after every step. It lets CreateAuthChallenge make a challenge, whose
//! answer VerifyAuthChallengeResponse judges; or it asks for the password by SRP, after which a new password and a second
//! factor are asked for as in any sign-in before it is asked again; or for a second factor or a device, where the user has
//! one; or it ends the conversation. A wrong answer alone ends nothing.
//!
//! Wrong answers are not counted against the user: how many are too many is what DefineAuthChallenge decides. Each challenge
//! can be answered once only.

use super::{
    device,
    facts::{Facts, Person},
    mfa,
    names::{ChallengeName, Flow},
    state::{Awaits, Posed, State},
    step::ask,
    verdict::{Ask, Challenge, Effect, Judgement, Refusal, Verdict},
};
use crate::{
    token::family::Factor,
    trigger::{Definition, Round},
    user::MfaMethod,
};

/// How many custom challenges one sign-in may have (our choice: nothing is documented). More than that is failure.
pub const MAX_CHALLENGES: usize = 20;

/// The name under which the functions see that the client began with SRP_A. No challenge has it.
const SRP_A: &str = "SRP_A";

/// Whether the pool's functions lead this sign-in.
pub(super) const fn is_custom(flow: Flow) -> bool {
    matches!(flow, Flow::Custom | Flow::CustomSrp)
}

/// The beginning. With SRP_A that is the first step of all.
pub(super) fn begin(mut state: State) -> Verdict {
    if state.flow == Flow::CustomSrp {
        state.rounds.push(passed(SRP_A));
    }
    define(state)
}

fn define(state: State) -> Verdict {
    let rounds = state.rounds.clone();
    ask(state, Ask::DefineChallenge(rounds))
}

/// Whatever was proven in a custom sign-in, it is over when the functions say so.
pub(super) fn instead(state: &State) -> Option<Verdict> {
    (is_custom(state.flow) && !state.has_proven(Factor::Custom)).then(|| define(state.clone()))
}

/// What DefineAuthChallenge says, but for the end. The password can be asked for once, of a client that sent SRP_A. A second
/// factor or a device is asked for where possible (auth.md §12.14, documented; where it is not: guess). Whoever does not exist
/// has none, like many who do.
pub(super) fn goes_on(state: State, next: Definition, facts: &Facts) -> Verdict {
    match next {
        Definition::Custom if challenges(&state) < MAX_CHALLENGES => {
            let rounds = state.rounds.clone();
            ask(state, Ask::CreateChallenge(rounds))
        }
        Definition::Password if state.srp_a.is_some() => ask(state, Ask::BeginSrp),
        Definition::AdminPassword if !state.has_proven(Factor::Password) => {
            Verdict::Challenge(Challenge::AdminPassword, state.awaiting(Awaits::AdminPassword))
        }
        Definition::SecondFactor(method) if can_be_asked(&state, method, facts) => mfa::challenge(state, method),
        Definition::Device => match device::asked_for(&state, facts) {
            Some(challenge) => challenge,
            None => end(Refusal::CannotComeNext),
        },
        Definition::Password | Definition::AdminPassword | Definition::SecondFactor(_) => end(Refusal::CannotComeNext),
        Definition::Custom | Definition::Fail | Definition::Issue => failed(),
    }
}

/// The user could answer, and has not yet.
fn can_be_asked(state: &State, method: MfaMethod, facts: &Facts) -> bool {
    let factor = match method {
        MfaMethod::Sms => Factor::SmsCode,
        MfaMethod::Email => Factor::EmailCode,
        MfaMethod::Totp => Factor::Totp,
    };
    match &facts.person {
        Person::Known(user) => mfa::can_be_asked(&facts.mfa, &user.mfa, method) && !state.has_proven(factor),
        Person::Missing => false,
    }
}

fn challenges(state: &State) -> usize {
    let custom = ChallengeName::CustomChallenge.as_str();
    state
        .rounds
        .iter()
        .filter(|round| round.challenge_name == custom)
        .count()
}

/// An answer was judged; what that means is for DefineAuthChallenge to say.
pub(super) fn judged(mut state: State, posed: Posed, judgement: Judgement) -> Verdict {
    state.rounds.push(Round {
        challenge_name: ChallengeName::CustomChallenge.as_str().into(),
        challenge_result: judgement == Judgement::Right,
        challenge_metadata: posed.metadata,
    });
    define(state)
}

/// The conversation has failed. Not counted as a wrong password: it must look the same for a user that does not exist.
pub(super) fn failed() -> Verdict {
    end(Refusal::CustomFailed)
}

fn end(refusal: Refusal) -> Verdict {
    Verdict::Refuse(refusal, vec![Effect::UseUpSession])
}

/// The same sign-in with a step noted for the functions; only theirs take notes.
pub(super) fn noting(mut state: State, challenge: ChallengeName) -> State {
    if is_custom(state.flow) {
        state.rounds.push(passed(challenge.as_str()));
    }
    state
}

fn passed(challenge: &str) -> Round {
    Round {
        challenge_name: challenge.into(),
        challenge_result: true,
        challenge_metadata: None,
    }
}

/// By which challenge a factor was proven that is the outcome of what was asked inside a custom sign-in; none for the functions'
/// own word.
pub(super) const fn challenge_of(factor: Factor, awaited: &Awaits) -> Option<ChallengeName> {
    match factor {
        Factor::Password if matches!(awaited, Awaits::Outcome(Ask::CheckPassword)) => {
            Some(ChallengeName::AdminNoSrpAuth)
        }
        Factor::Password => Some(ChallengeName::PasswordVerifier),
        Factor::SmsCode => Some(ChallengeName::SmsMfa),
        Factor::EmailCode => Some(ChallengeName::EmailOtp),
        Factor::Totp => Some(ChallengeName::SoftwareTokenMfa),
        Factor::Device => Some(ChallengeName::DevicePasswordVerifier),
        Factor::Passkey => Some(ChallengeName::WebAuthn),
        Factor::Custom | Factor::Federated => None,
    }
}

#[cfg(test)]
mod tests;

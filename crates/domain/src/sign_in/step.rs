//! One step of a sign-in.

use super::{
    advance::{self, Check},
    at_risk, custom, device,
    facts::{Facts, Person},
    first_factor,
    gates::{self, Gate},
    mfa,
    names::{ChallengeName, Choice, Flow},
    state::{Awaits, CodeUse, SentCode, State},
    step_up::{self, Begun, Wish},
    verdict::{Ask, Challenge, Effect, Event, Refusal, Verdict},
};
use crate::{ports::Channel, token::family::Factor, trigger::Definition};

/// One step of a sign-in, under the rules of the house.
pub fn step(state: State, event: Event, facts: &Facts) -> Verdict {
    Rules::HOUSE.step(state, event, facts)
}

/// The rules of a sign-in as data, so that a test can take one out and see a promise break.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// What every call must pass.
    pub gates: &'a [Gate],
    /// What follows a proven factor.
    pub checks: &'a [Check],
}

impl Rules<'static> {
    /// The rules of the house.
    pub const HOUSE: Self = Self {
        gates: gates::GATES,
        checks: advance::CHECKS,
    };
}

impl Rules<'_> {
    /// One step under these rules.
    pub fn step(&self, state: State, event: Event, facts: &Facts) -> Verdict {
        match event {
            Event::Begin | Event::Answer(..) => self.called(state, &event, facts),
            outcome => self.heard(state, outcome, facts),
        }
    }

    /// What stops a call at the gates. Of use by itself for AssociateSoftwareToken and VerifySoftwareToken, which belong to
    /// a sign-in and are no step of it.
    pub fn stopped(&self, state: &State, event: &Event, facts: &Facts) -> Option<Refusal> {
        self.gates.iter().find_map(|gate| (gate.stops)(state, event, facts))
    }

    /// A call of the client: the gates, and then what the state waits for.
    fn called(&self, mut state: State, event: &Event, facts: &Facts) -> Verdict {
        if let Some(refusal) = self.stopped(&state, event, facts) {
            return refuse(refusal);
        }
        match (event, state.awaits.clone()) {
            (Event::Begin, Awaits::Begin) => match state.wish.take() {
                Some(wish) if state.flow == Flow::Choice => self.steps_up(state, &wish, facts),
                _ => begin(state, facts),
            },
            (Event::Begin, Awaits::Confirmed(channel)) => {
                let signed_up = true;
                self.proven(State { signed_up, ..state }, by(channel), facts)
            }
            (Event::Answer(_, choice), Awaits::FirstFactor(offered)) => {
                first_factor::answered(state, *choice, &offered)
            }
            (Event::Answer(_, Choice::Again), Awaits::Code(code)) => {
                ask(state, Ask::SendCode(code.channel, code.stands_for))
            }
            (Event::Answer(_, Choice::Again), _) => refuse(Refusal::NotOffered),
            (Event::Answer(..), Awaits::Password | Awaits::AdminPassword) => ask(state, Ask::CheckPassword),
            (Event::Answer(..), Awaits::SrpStart) => ask(state, Ask::BeginSrp),
            (Event::Answer(..), Awaits::Passkey(challenge)) => ask(state, Ask::CheckPasskey(challenge)),
            (Event::Answer(..), Awaits::Proof(srp)) => ask(state, Ask::CheckProof(srp)),
            (Event::Answer(..), Awaits::NewPassword) => ask(state, Ask::AcceptNewPassword),
            (Event::Answer(..), Awaits::Code(code)) => ask(state, Ask::CheckCode(code)),
            (Event::Answer(..), Awaits::Totp) => ask(state, Ask::CheckTotp),
            (Event::Answer(..), Awaits::DeviceSrp(key)) => device::begun(state, &key, facts),
            (Event::Answer(..), Awaits::DeviceProof(key, srp)) => device::answered(state, &key, srp, facts),
            (Event::Answer(_, choice), Awaits::MfaChoice(offered)) => mfa::chosen(state, *choice, &offered),
            (Event::Answer(_, choice), Awaits::MfaSetup(setup)) => match mfa::set_up_answered(state, *choice, &setup) {
                Ok(state) => self.proven(state, Factor::Totp, facts),
                Err(verdict) => *verdict,
            },
            (Event::Answer(..), Awaits::Custom(posed)) => ask(state, Ask::VerifyAnswer(posed)),
            _ => refuse(Refusal::InvalidSession),
        }
    }

    /// The outcome of what the driver was asked to do.
    fn heard(&self, state: State, outcome: Event, facts: &Facts) -> Verdict {
        let Awaits::Outcome(asked) = state.awaits.clone() else {
            return refuse(Refusal::InvalidSession);
        };
        match (asked, outcome) {
            (Ask::CheckPassword | Ask::CheckProof(_), Event::PasswordRight(version)) => {
                let password = Some(version);
                self.proven(State { password, ..state }, Factor::Password, facts)
            }
            (Ask::CheckPassword, Event::PasswordWrong) | (Ask::CheckProof(_), Event::PasswordWrong) => {
                at_risk::wrong_password(facts).unwrap_or_else(wrong_password)
            }
            (Ask::BeginSrp, Event::SrpBegun(srp)) => {
                let state = State { srp_a: None, ..state };
                Verdict::Challenge(Challenge::PasswordVerifier, state.awaiting(Awaits::Proof(srp)))
            }
            (Ask::AcceptNewPassword, Event::NewPasswordSet(version)) => {
                let state = State {
                    password: Some(version),
                    renewed: true,
                    ..custom::noting(state, ChallengeName::NewPasswordRequired)
                };
                self.advance(state, facts)
            }
            (Ask::OfferPasskey, Event::PasskeyOffered(challenge)) => {
                Verdict::Challenge(Challenge::Passkey, state.awaiting(Awaits::Passkey(challenge)))
            }
            (Ask::CheckPasskey(_), Event::PasskeyRight(home)) => {
                let passkey = Some(home);
                self.proven(State { passkey, ..state }, Factor::Passkey, facts)
            }
            (Ask::CheckPasskey(_), Event::PasskeyWrong) => first_factor::wrong_passkey(),
            (Ask::SendCode(..), Event::CodeSent(code)) => {
                Verdict::Challenge(Challenge::Code, state.awaiting(Awaits::Code(code)))
            }
            (Ask::CheckCode(code), Event::CodeRight) if !is_in_place(&code, &state) => refuse(Refusal::InvalidSession),
            (Ask::CheckCode(code), Event::CodeRight) => self.proven(state, by(code.channel), facts),
            (Ask::CheckCode(_), Event::CodeWrong) => wrong_code(Refusal::WrongCode),
            (Ask::CheckTotp, Event::CodeRight) => self.proven(state, Factor::Totp, facts),
            (Ask::CheckTotp, Event::CodeWrong) => wrong_code(Refusal::WrongTotp),
            (Ask::CheckTotp, Event::CodeUsed) => wrong_code(Refusal::UsedTotp),
            (Ask::BeginDeviceSrp, Event::SrpBegun(srp)) => device::offered(state, srp),
            (Ask::CheckDeviceProof(_), Event::DeviceRight) => self.proven(state, Factor::Device, facts),
            (Ask::CheckDeviceProof(_), Event::DeviceWrong) => device::wrong(),
            (Ask::DefineChallenge(_), Event::Defined(Definition::Issue)) => self.proven(state, Factor::Custom, facts),
            (Ask::DefineChallenge(_), Event::Defined(next)) => custom::goes_on(state, next, facts),
            (Ask::CreateChallenge(_), Event::Posed(posed, shown)) => {
                Verdict::Challenge(Challenge::Custom(shown), state.awaiting(Awaits::Custom(posed)))
            }
            (Ask::VerifyAnswer(posed), Event::Judged(judgement)) => custom::judged(state, posed, judgement),
            _ => refuse(Refusal::InvalidSession),
        }
    }

    /// A factor was proven. Nobody can prove anything for a user that does not exist.
    fn proven(&self, mut state: State, factor: Factor, facts: &Facts) -> Verdict {
        if facts.person == Person::Missing {
            return match factor {
                Factor::Custom => custom::failed(),
                _ => wrong_password(),
            };
        }
        state.proven.push(factor);
        state = step_up::with_carried(state, factor);
        if let Some(challenge) = custom::challenge_of(factor, &state.awaits) {
            state = custom::noting(state, challenge);
        }
        self.advance(state, facts)
    }

    /// A choice-based sign-in for which a client names levels of assurance begins.
    fn steps_up(&self, state: State, wish: &Wish, facts: &Facts) -> Verdict {
        match step_up::begin(state, wish, facts) {
            Begun::Proven(state) => self.advance(state, facts),
            Begun::Asks(verdict) => verdict,
        }
    }

    fn advance(&self, state: State, facts: &Facts) -> Verdict {
        advance::advance(self.checks, state, facts)
    }
}

/// The first step of each flow.
fn begin(state: State, facts: &Facts) -> Verdict {
    match state.flow {
        Flow::Password => ask(state, Ask::CheckPassword),
        Flow::Srp => ask(state, Ask::BeginSrp),
        Flow::Custom | Flow::CustomSrp => custom::begin(state),
        Flow::Choice => first_factor::begin(state, facts),
    }
}

pub(super) fn ask(state: State, ask: Ask) -> Verdict {
    let state = state.awaiting(Awaits::Outcome(ask.clone()));
    Verdict::Ask(ask, state)
}

/// A refusal that leaves everything as it was, the Session included.
pub(super) fn refuse(refusal: Refusal) -> Verdict {
    Verdict::Refuse(refusal, Vec::new())
}

/// A wrong password, in the clear or by SRP, counts and ends the conversation (auth.md §§8.4, 9).
fn wrong_password() -> Verdict {
    Verdict::Refuse(
        Refusal::WrongPassword,
        vec![Effect::CountWrongPassword, Effect::UseUpSession],
    )
}

/// A wrong code counts, and may be tried again with the same Session (auth.md §9, observed).
fn wrong_code(refusal: Refusal) -> Verdict {
    Verdict::Refuse(refusal, vec![Effect::CountWrongCode])
}

/// A first factor comes first, and every other code after one, or when the pool's functions say so. The machine asks for no
/// other; should a state say otherwise, a code must not pass for what it is not.
fn is_in_place(code: &SentCode, state: &State) -> bool {
    match code.stands_for {
        CodeUse::FirstFactor => state.proven.is_empty(),
        CodeUse::SecondFactor | CodeUse::SetUp => !state.proven.is_empty() || custom::is_custom(state.flow),
    }
}

/// What a code that came this way proves.
const fn by(channel: Channel) -> Factor {
    match channel {
        Channel::Email => Factor::EmailCode,
        Channel::Sms => Factor::SmsCode,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        moment::Moment,
        sign_in::{facts::PoolMfa, first_factor::PoolFirst},
    };

    fn nobody() -> Facts {
        Facts {
            person: Person::Missing,
            hides_missing_users: true,
            password_locked: false,
            mfa_locked: false,
            mfa: PoolMfa {
                requirement: crate::pool::MfaRequirement::Off,
                sms: true,
                email: true,
                totp: true,
                recovery: None,
            },
            first: PoolFirst::PASSWORD,
            device: device::DeviceFacts::NONE,
            threat: None,
        }
    }

    #[test]
    fn a_code_is_sent_again_the_way_that_it_was() {
        let code = SentCode {
            channel: Channel::Sms,
            stands_for: CodeUse::FirstFactor,
            code: "12345678".into(),
            destination: "+12065550109".into(),
            sent: Moment::from_micros(0),
        };
        let state = State::begin(Flow::Choice).awaiting(Awaits::Code(code));
        let again = |state: State, challenge| step(state, Event::Answer(challenge, Choice::Again), &nobody());
        let Verdict::Ask(asked, _) = again(state, ChallengeName::SmsOtp) else {
            panic!("nothing is asked");
        };
        assert_eq!(asked, Ask::SendCode(Channel::Sms, CodeUse::FirstFactor));
        let state = State::begin(Flow::Choice).awaiting(Awaits::Password);
        let refused = again(state, ChallengeName::Password);
        assert_eq!(
            refused,
            Verdict::Refuse(Refusal::NotOffered, Vec::new()),
            "and nothing but a code"
        );
    }
}

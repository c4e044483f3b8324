use std::collections::BTreeMap;

use super::*;
use crate::{
    pool::MfaRequirement,
    sign_in::{
        Challenge, Choice, Event, Facts, Grant, Person, Standing,
        device::{DeviceFacts, GrantedDevice},
        facts::{PasswordStanding, PoolMfa, UserMfa},
        first_factor::{PoolFirst, UserFirst},
        state::{Awaits, Srp},
        step::step,
    },
    user::{MfaMethod, UserStatus},
};

fn facts(person: Person) -> Facts {
    Facts {
        person,
        hides_missing_users: true,
        password_locked: false,
        mfa_locked: false,
        mfa: PoolMfa {
            requirement: MfaRequirement::Optional,
            sms: false,
            email: false,
            totp: true,
            recovery: None,
        },
        first: PoolFirst::PASSWORD,
        device: DeviceFacts::NONE,
        threat: None,
    }
}

fn jane(status: UserStatus) -> Standing {
    Standing {
        enabled: true,
        status,
        password: Some(PasswordStanding {
            version: "v1".into(),
            expired: false,
        }),
        first: UserFirst::default(),
        mfa: UserMfa::default(),
    }
}

fn known() -> Facts {
    facts(Person::Known(jane(UserStatus::Confirmed)))
}

/// The state of whatever a verdict goes on with.
fn state(verdict: Verdict) -> State {
    match verdict {
        Verdict::Ask(_, state) | Verdict::Challenge(_, state) => state,
        other => panic!("{other:?} ends"),
    }
}

fn begun(flow: Flow) -> State {
    let mut beginning = State::begin(flow);
    beginning.srp_a = (flow == Flow::CustomSrp).then(|| "abc".into());
    state(step(beginning, Event::Begin, &known()))
}

fn says(state: State, definition: Definition, facts: &Facts) -> Verdict {
    step(state, Event::Defined(definition), facts)
}

/// From DefineAuthChallenge's word to the challenge that the client gets.
fn posed(state_: State, facts: &Facts) -> State {
    let made = Posed {
        private: BTreeMap::from([("answer".into(), "5".into())]),
        metadata: Some("SUM".into()),
    };
    let creating = state(says(state_, Definition::Custom, facts));
    state(step(creating, Event::Posed(made, BTreeMap::new()), facts))
}

/// From the client's answer to the next question to DefineAuthChallenge.
fn answered(state_: State, judgement: Judgement, facts: &Facts) -> State {
    let answer = Event::Answer(ChallengeName::CustomChallenge, Choice::None);
    let verifying = state(step(state_, answer, facts));
    state(step(verifying, Event::Judged(judgement), facts))
}

fn password_proven(state_: State, facts: &Facts) -> Verdict {
    let srp = Srp {
        client_public: vec![1],
        secret: vec![2],
        public: vec![3],
        password: "v1".into(),
    };
    let beginning = state(says(state_, Definition::Password, facts));
    assert_eq!(beginning.awaits, Awaits::Outcome(Ask::BeginSrp));
    let verifying = state(step(beginning, Event::SrpBegun(srp), facts));
    assert_eq!(verifying.srp_a, None, "the password is asked for once");
    let answer = Event::Answer(ChallengeName::PasswordVerifier, Choice::None);
    let judging = state(step(verifying, answer, facts));
    step(judging, Event::PasswordRight("v1".into()), facts)
}

fn names(state: &State) -> Vec<(&str, bool)> {
    state
        .rounds
        .iter()
        .map(|round| (round.challenge_name.as_str(), round.challenge_result))
        .collect()
}

#[test]
fn a_wrong_answer_ends_nothing_and_a_right_one_gives_nothing() {
    let facts = known();
    let first = posed(begun(Flow::Custom), &facts);
    assert_eq!(first.challenge(), Some(ChallengeName::CustomChallenge));
    let wrong = answered(first, Judgement::Wrong, &facts);
    let second = posed(wrong, &facts);
    let right = answered(second, Judgement::Right, &facts);
    assert_eq!(names(&right), [("CUSTOM_CHALLENGE", false), ("CUSTOM_CHALLENGE", true)]);
    assert_eq!(right.rounds[1].challenge_metadata.as_deref(), Some("SUM"));
    assert_eq!(
        right.awaits,
        Awaits::Outcome(Ask::DefineChallenge(right.rounds.clone()))
    );
    assert_eq!(
        says(right.clone(), Definition::Issue, &facts),
        Verdict::Grant(Grant {
            assurance: None,
            factors: vec![Factor::Custom],
            renewed: false,
            device: GrantedDevice::None,
        })
    );
    assert_eq!(says(right, Definition::Fail, &facts), failed());
}

#[test]
fn what_the_functions_get_at_the_beginning() {
    assert_eq!(
        begun(Flow::Custom).awaits,
        Awaits::Outcome(Ask::DefineChallenge(Vec::new()))
    );
    assert_eq!(names(&begun(Flow::CustomSrp)), [("SRP_A", true)]);
}

#[test]
fn twenty_challenges_are_enough() {
    let facts = known();
    let mut state_ = begun(Flow::Custom);
    for _ in 0..MAX_CHALLENGES {
        state_ = answered(posed(state_, &facts), Judgement::Wrong, &facts);
    }
    assert_eq!(says(state_.clone(), Definition::Custom, &facts), failed());
    assert!(matches!(says(state_, Definition::Issue, &facts), Verdict::Grant(_)));
}

#[test]
fn the_password_and_the_second_factor_stand_before_the_functions() {
    let mut user = jane(UserStatus::Confirmed);
    user.mfa.enabled = vec![MfaMethod::Totp];
    user.mfa.totp = true;
    let facts = facts(Person::Known(user));
    let code = state(password_proven(begun(Flow::CustomSrp), &facts));
    assert_eq!(code.challenge(), Some(ChallengeName::SoftwareTokenMfa));
    let answer = Event::Answer(ChallengeName::SoftwareTokenMfa, Choice::None);
    let judging = state(step(code, answer, &facts));
    let defining = state(step(judging, Event::CodeRight, &facts));
    assert_eq!(
        names(&defining),
        [
            ("SRP_A", true),
            ("PASSWORD_VERIFIER", true),
            ("SOFTWARE_TOKEN_MFA", true)
        ]
    );
    let last = answered(posed(defining, &facts), Judgement::Right, &facts);
    assert!(matches!(
        says(last, Definition::Issue, &facts),
        Verdict::Grant(Grant { factors, .. }) if factors == [Factor::Password, Factor::Totp, Factor::Custom]
    ));
}

#[test]
fn a_challenge_may_come_before_the_password() {
    let facts = known();
    let captcha = answered(posed(begun(Flow::CustomSrp), &facts), Judgement::Right, &facts);
    let defining = state(password_proven(captcha, &facts));
    assert_eq!(
        names(&defining),
        [("SRP_A", true), ("CUSTOM_CHALLENGE", true), ("PASSWORD_VERIFIER", true)]
    );
}

#[test]
fn the_password_is_asked_for_of_clients_that_sent_srp_a_and_once() {
    let facts = known();
    assert_eq!(
        says(begun(Flow::Custom), Definition::Password, &facts),
        end(Refusal::CannotComeNext)
    );
    let again = state(password_proven(begun(Flow::CustomSrp), &facts));
    assert_eq!(says(again, Definition::Password, &facts), end(Refusal::CannotComeNext));
}

#[test]
fn a_temporary_password_matters_only_where_it_was_proven() {
    let facts = facts(Person::Known(jane(UserStatus::ForceChangePassword)));
    let by_functions = begun(Flow::Custom);
    assert!(matches!(
        says(by_functions, Definition::Issue, &facts),
        Verdict::Grant(_)
    ));
    let proven = password_proven(begun(Flow::CustomSrp), &facts);
    assert!(
        matches!(&proven, Verdict::Challenge(Challenge::NewPasswordRequired, _)),
        "{proven:?}"
    );
    let answer = Event::Answer(ChallengeName::NewPasswordRequired, Choice::None);
    let accepting = state(step(state(proven), answer, &facts));
    let defining = state(step(accepting, Event::NewPasswordSet("v2".into()), &facts));
    assert_eq!(
        names(&defining),
        [
            ("SRP_A", true),
            ("PASSWORD_VERIFIER", true),
            ("NEW_PASSWORD_REQUIRED", true)
        ]
    );
}

#[test]
fn nobody_gets_as_far_as_anybody_but_never_tokens() {
    let nobody = facts(Person::Missing);
    let beginning = state(step(State::begin(Flow::Custom), Event::Begin, &nobody));
    assert_eq!(says(beginning.clone(), Definition::Issue, &nobody), failed());
    let last = answered(posed(beginning, &nobody), Judgement::Right, &nobody);
    assert_eq!(says(last, Definition::Issue, &nobody), failed());
}

#[test]
fn an_unconfirmed_user_is_stopped_at_the_beginning() {
    let facts = facts(Person::Known(jane(UserStatus::Unconfirmed)));
    for flow in [Flow::Custom, Flow::CustomSrp] {
        assert_eq!(
            step(State::begin(flow), Event::Begin, &facts),
            Verdict::Refuse(Refusal::Unconfirmed, Vec::new())
        );
    }
}

#[test]
fn the_answer_is_not_shown() {
    let state = posed(begun(Flow::Custom), &known());
    assert!(!format!("{state:?}").contains("answer"), "{state:?}");
}

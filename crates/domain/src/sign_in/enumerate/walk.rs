//! All ways through a sign-in: every flow, every outcome of what the driver is asked, every answer of the client, and
//! what may happen to the user between two calls.

use std::collections::BTreeMap;

use super::{
    configurations::{Configuration, DEVICE, Mishaps, PASSWORD},
    first_factor::{every_pick, levels, wishes},
};
use crate::{
    moment::Moment,
    passkey,
    pool::MfaRequirement,
    ports::Channel,
    sign_in::{
        Ask, ChallengeName, Choice, Event, Facts, Flow, Judgement, Person, Rules, State, Verdict,
        device::GivenDevice,
        first_factor::{Method, PoolFirst},
        state::{Awaits, CodeUse, Posed, SentCode, Srp},
        step_up::Wish,
    },
    token::assurance::PasskeyHome,
    trigger::Definition,
    user::{MfaMethod, UserStatus},
};

/// The version of the password after it was replaced.
const REPLACED: &str = "second";

/// One way through, from the beginning to its end.
#[derive(Clone, Debug)]
pub struct Path {
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// The facts at the last call.
    pub facts: Facts,
    /// Whether they change between calls.
    pub mishaps: Mishaps,
    /// Who made the state that it began with.
    pub author: Author,
    /// How it began.
    pub flow: Flow,
    /// It began with the Session of a confirmed sign-up.
    pub signed_up: bool,
    /// The level of assurance that it must reach, and what was proven before.
    pub wish: Option<Wish>,
}

/// Who made the state that a path began with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The machine itself.
    Machine,
    /// Somebody who should not be able to.
    Forger,
}

/// A step of the machine: what came in, and what came out.
#[derive(Clone, Debug)]
pub struct Step {
    /// What the state waited for.
    pub awaited: Option<ChallengeName>,
    /// What came in.
    pub event: Event,
    /// What came out.
    pub verdict: Verdict,
    /// The facts of the call.
    pub facts: Facts,
}

/// Walks every way through under these rules.
pub fn every_path(rules: &Rules<'_>, configuration: &Configuration) -> Vec<Path> {
    let mut ends = Vec::new();
    for flow in configuration.flows.iter().copied() {
        let start = || beginning(configuration, (Author::Machine, flow));
        for pick in wishes(flow) {
            let state = State {
                pick,
                ..began(flow, &configuration.facts)
            };
            go(rules, start(), state, Event::Begin, &mut ends);
        }
        for (wish, pick) in levels(flow, configuration) {
            let state = State {
                pick,
                wish: Some(wish.clone()),
                ..began(flow, &configuration.facts)
            };
            let wish = Some(wish);
            go(rules, Path { wish, ..start() }, state, Event::Begin, &mut ends);
        }
        if flow == Flow::Choice {
            let state = began(flow, &configuration.facts).awaiting(Awaits::Confirmed(Channel::Email));
            let signed_up = true;
            go(rules, Path { signed_up, ..start() }, state, Event::Begin, &mut ends);
        }
    }
    ends
}

/// Walks on from states that nobody may ever have sealed: nothing was proven, and yet a later step is awaited.
pub fn every_path_of_a_forger(rules: &Rules<'_>, configuration: &Configuration) -> Vec<Path> {
    let mut ends = Vec::new();
    let states = match configuration.mishaps {
        Mishaps::All => waiting(),
        Mishaps::None => Vec::new(),
    };
    let flow = configuration.flows.first().copied().unwrap_or(Flow::Password);
    for awaits in states {
        let state = began(flow, &configuration.facts).awaiting(awaits);
        answers(
            rules,
            &beginning(configuration, (Author::Forger, flow)),
            &state,
            &mut ends,
        );
    }
    ends
}

fn beginning(configuration: &Configuration, (author, flow): (Author, Flow)) -> Path {
    Path {
        steps: Vec::new(),
        facts: configuration.facts.clone(),
        mishaps: configuration.mishaps,
        author,
        flow,
        signed_up: false,
        wish: None,
    }
}

/// A beginning with the device key that the client gives.
fn began(flow: Flow, facts: &Facts) -> State {
    let key = (facts.device.given != GivenDevice::None).then(|| DEVICE.to_owned());
    let srp_a = (flow == Flow::CustomSrp).then(|| "2".to_owned());
    State {
        srp_a,
        ..State::begin(flow).bringing_device(&Event::Begin, key)
    }
}

/// Everything that a Session can wait for.
fn waiting() -> Vec<Awaits> {
    let code = |channel, stands_for| Awaits::Code(code(channel, stands_for));
    vec![
        Awaits::Proof(srp()),
        Awaits::NewPassword,
        Awaits::FirstFactor(Method::ALL.to_vec()),
        Awaits::Password,
        Awaits::AdminPassword,
        Awaits::SrpStart,
        Awaits::Passkey(CHALLENGE),
        Awaits::Confirmation,
        code(Channel::Sms, CodeUse::FirstFactor),
        code(Channel::Email, CodeUse::FirstFactor),
        code(Channel::Sms, CodeUse::SecondFactor),
        code(Channel::Email, CodeUse::SecondFactor),
        Awaits::Totp,
        Awaits::MfaChoice(vec![MfaMethod::Totp]),
        Awaits::DeviceSrp(DEVICE.into()),
        Awaits::DeviceProof(DEVICE.into(), srp()),
    ]
}

fn go(rules: &Rules<'_>, mut path: Path, state: State, event: Event, ends: &mut Vec<Path>) {
    let verdict = rules.step(state.clone(), event.clone(), &path.facts);
    path.steps.push(Step {
        awaited: state.challenge(),
        event,
        verdict: verdict.clone(),
        facts: path.facts.clone(),
    });
    match verdict {
        Verdict::Ask(ask, state) => {
            for outcome in outcomes(&ask, &path.facts) {
                go(rules, path.clone(), state.clone(), outcome, ends);
            }
        }
        Verdict::Challenge(_, state) => {
            ends.push(path.clone());
            answers(rules, &path, &state, ends);
        }
        Verdict::Grant(_) | Verdict::Refuse(..) => ends.push(path),
    }
}

/// What the client may answer, right and out of place, and what may have happened since.
fn answers(rules: &Rules<'_>, path: &Path, state: &State, ends: &mut Vec<Path>) {
    let replaced = path
        .steps
        .iter()
        .any(|step| matches!(step.event, Event::NewPasswordSet(_)));
    let (next, changed) = meanwhile(&path.facts, replaced);
    let here = Path {
        facts: next,
        ..path.clone()
    };
    for challenge in ChallengeName::ALL {
        if state.challenge() != Some(challenge) {
            let event = Event::Answer(challenge, Choice::None);
            go(rules, here.clone(), state.clone(), event, ends);
        }
    }
    let Some(challenge) = state.challenge() else { return };
    let changed = match path.mishaps {
        Mishaps::All => changed,
        Mishaps::None => Vec::new(),
    };
    // One mishap in a sign-in is enough.
    let mishaps = changed.into_iter().filter(|facts| *facts != here.facts);
    let unlucky = mishaps.map(|facts| Path {
        facts,
        mishaps: Mishaps::None,
        ..path.clone()
    });
    let unlucky: Vec<Path> = unlucky.collect();
    for here in unlucky.into_iter().chain([here]) {
        for choice in choices(state) {
            go(
                rules,
                here.clone(),
                state.clone(),
                Event::Answer(challenge, choice),
                ends,
            );
        }
        if let Awaits::MfaSetup(setup) = &state.awaits {
            let mut setup = setup.clone();
            setup.totp_verified = true;
            let state = state.clone().awaiting(Awaits::MfaSetup(setup));
            go(rules, here, state, Event::Answer(challenge, Choice::None), ends);
        }
    }
}

fn choices(state: &State) -> Vec<Choice> {
    match state.awaits {
        Awaits::MfaChoice(_) | Awaits::MfaSetup(_) => CHOICES.to_vec(),
        Awaits::FirstFactor(_) => every_pick().map(Choice::First).chain([Choice::None]).collect(),
        _ => vec![Choice::None],
    }
}

/// What a passkey is asked to sign.
const CHALLENGE: passkey::Challenge = passkey::Challenge([7; 16]);

const CHOICES: [Choice; 4] = [
    Choice::None,
    Choice::Mfa(MfaMethod::Sms),
    Choice::Mfa(MfaMethod::Email),
    Choice::Mfa(MfaMethod::Totp),
];

/// The facts at the next call as they follow, and with one thing changed.
fn meanwhile(facts: &Facts, replaced: bool) -> (Facts, Vec<Facts>) {
    let mut next = facts.clone();
    let Person::Known(standing) = &mut next.person else {
        return (next, Vec::new());
    };
    if replaced {
        standing.status = UserStatus::Confirmed;
        if let Some(password) = &mut standing.password {
            password.version = REPLACED.into();
            password.expired = false;
        }
    }
    let with = |change: &dyn Fn(&mut Facts)| {
        let mut facts = next.clone();
        change(&mut facts);
        facts
    };
    let changed = vec![
        with(&|facts| facts.person = Person::Missing),
        with(&|facts| facts.password_locked = true),
        with(&|facts| facts.mfa_locked = true),
        with(&|facts| facts.mfa.requirement = MfaRequirement::On),
        with(&|facts| facts.first = PoolFirst::PASSWORD),
        with(&|facts| {
            if let Person::Known(standing) = &mut facts.person {
                standing.mfa.totp = true;
            }
        }),
        with(&|facts| {
            if facts.device.given != GivenDevice::None {
                facts.device.given = GivenDevice::Unknown;
            }
        }),
        with(&|facts| {
            if facts.device.given == GivenDevice::Remembered {
                facts.device.given = GivenDevice::NotRemembered;
            }
        }),
        with(&|facts| {
            if let Person::Known(standing) = &mut facts.person {
                standing.enabled = false;
            }
        }),
        with(&|facts| {
            if let Person::Known(standing) = &mut facts.person {
                standing.status = UserStatus::ResetRequired;
            }
        }),
        with(&|facts| {
            if let Person::Known(standing) = &mut facts.person
                && let Some(password) = &mut standing.password
            {
                password.version = "another".into();
            }
        }),
    ];
    (next, changed)
}

/// What the driver may report, a careless one included: it says "right" of a user who does not exist.
pub fn outcomes(ask: &Ask, facts: &Facts) -> Vec<Event> {
    match ask {
        Ask::CheckPassword | Ask::CheckProof(_) => {
            let version = match &facts.person {
                Person::Missing => Some(PASSWORD.to_owned()),
                Person::Known(standing) => standing.password.as_ref().map(|password| password.version.clone()),
            };
            version
                .map(Event::PasswordRight)
                .into_iter()
                .chain([Event::PasswordWrong])
                .collect()
        }
        Ask::DefineChallenge(rounds) => {
            let answers = [Definition::Issue, Definition::Fail, Definition::Password];
            // One challenge is as good as twenty.
            let again = rounds.iter().all(|round| round.challenge_name != "CUSTOM_CHALLENGE");
            let again = again.then_some(Definition::Custom);
            let in_the_clear = rounds.is_empty().then_some(Definition::AdminPassword);
            // What the functions may ask for besides, they ask for at the beginning.
            let by_app = Definition::SecondFactor(MfaMethod::Totp);
            let besides = match rounds.as_slice() {
                [] => vec![by_app, Definition::SecondFactor(MfaMethod::Sms), Definition::Device],
                [begun] if begun.challenge_name == "SRP_A" => vec![by_app],
                _ => Vec::new(),
            };
            let answers = answers.into_iter().chain(again).chain(in_the_clear).chain(besides);
            answers.map(Event::Defined).collect()
        }
        Ask::CreateChallenge(_) => vec![Event::Posed(Posed::default(), BTreeMap::new())],
        Ask::VerifyAnswer(_) => vec![Event::Judged(Judgement::Right), Event::Judged(Judgement::Wrong)],
        Ask::BeginDeviceSrp => vec![Event::SrpBegun(srp())],
        Ask::CheckDeviceProof(_) => vec![Event::DeviceRight, Event::DeviceWrong],
        Ask::OfferPasskey => vec![Event::PasskeyOffered(CHALLENGE)],
        Ask::CheckPasskey(_) => vec![Event::PasskeyRight(PasskeyHome::Platform), Event::PasskeyWrong],
        Ask::BeginSrp => vec![Event::SrpBegun(srp())],
        Ask::AcceptNewPassword => vec![Event::NewPasswordSet(REPLACED.into())],
        Ask::SendCode(channel, stands_for) => vec![Event::CodeSent(code(*channel, *stands_for))],
        Ask::CheckCode(_) => vec![Event::CodeRight, Event::CodeWrong],
        Ask::CheckTotp => vec![Event::CodeRight, Event::CodeWrong, Event::CodeUsed],
    }
}

fn srp() -> Srp {
    Srp {
        client_public: vec![2],
        secret: vec![3],
        public: vec![8],
        password: PASSWORD.into(),
    }
}

fn code(channel: Channel, stands_for: CodeUse) -> SentCode {
    SentCode {
        channel,
        stands_for,
        code: "123456".into(),
        destination: "somewhere".into(),
        sent: Moment::from_micros(0),
    }
}

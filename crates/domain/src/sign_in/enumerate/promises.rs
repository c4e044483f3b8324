//! What a sign-in promises, each judged on a whole path and without asking the machine how it decides.

use super::{
    configurations::{Configuration, Mishaps},
    first_factor::{is_level_reached, is_without_password, may_begin_so},
    walk::{Author, Path, Step, every_path, every_path_of_a_forger},
};
use crate::{
    pool::MfaRequirement,
    ports::Channel,
    risk::Action,
    sign_in::{
        Ask, Challenge, ChallengeName, Choice, Effect, Event, Facts, Flow, Person, Refusal, Rules, Standing, State,
        Verdict,
        device::{DevicePolicy, GivenDevice},
        facts::{PoolMfa, UserMfa},
        first_factor::PoolFirst,
        state::CodeUse,
    },
    token::family::Factor,
    trigger::Definition,
    user::{MfaMethod, UserStatus},
};

/// Something that must hold in every configuration on every path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    NoTokensWithoutFirstFactor,
    NoTokensByAFactorThatIsNotAllowed,
    NoTokensWithoutSecondFactor,
    NoTokensBelowTheLevel,
    NoTokensForTheMissing,
    NoTokensForTheDisabled,
    NoTokensForTheUnconfirmed,
    NoTokensForThoseWhoMustReset,
    NoTokensForATemporaryPassword,
    NoTokensForAnExpiredPassword,
    NoTokensForAFormerPassword,
    OnlyWhatWasAsked,
    NothingIsJudgedWhileLocked,
    WrongProofsEndAndCount,
    MissingUsersAreTold,
    UnknownDevicesAreRefused,
    NoTokensForAnUnprovenDevice,
    RememberedDevicesStandIn,
    NoTokensBeforeTheFunctionsSaySo,
    NothingIsSetUpBesideAnApp,
    NothingFromABlockedAddress,
    NoTokensForTheBlocked,
    NoTokensAtRiskWithoutSecondFactor,
    HiddenMissingUsersLookLikeWrongPasswords,
}

/// The promises that some path breaks, each with one such path.
pub fn broken_promises(rules: &Rules<'_>, configuration: &Configuration) -> Vec<(Promise, Path)> {
    let facts = &configuration.facts;
    let mut broken = Vec::new();
    let mut paths = every_path(rules, configuration);
    paths.extend(every_path_of_a_forger(rules, configuration));
    for path in &paths {
        for promise in judge(path) {
            if !broken.iter().any(|(known, _)| *known == promise) {
                broken.push((promise, path.clone()));
            }
        }
    }
    if facts.person == Person::Missing
        && facts.hides_missing_users
        && differs_from_a_wrong_password(rules, configuration)
    {
        let path = paths.first().cloned();
        broken.extend(path.map(|path| (Promise::HiddenMissingUsersLookLikeWrongPasswords, path)));
    }
    broken
}

fn judge(path: &Path) -> Vec<Promise> {
    let mut broken: Vec<Promise> = path.steps.iter().filter_map(step).collect();
    // Of a state that the machine did not make, nothing is known but that no tokens may come of it.
    // In a custom sign-in the device comes last (auth.md §12.14).
    if path.author == Author::Forger || is_custom(path) {
        broken.retain(|promise| *promise != Promise::RememberedDevicesStandIn);
    }
    if let Some(last) = path.steps.last()
        && matches!(last.verdict, Verdict::Grant(_))
    {
        broken.extend(grant(path, &last.facts));
    }
    broken
}

/// What must hold at every step.
fn step(step: &Step) -> Option<Promise> {
    let refused = |refusal: &Refusal| matches!(&step.verdict, Verdict::Refuse(given, _) if given == refusal);
    let counted = |effect| matches!(&step.verdict, Verdict::Refuse(_, effects) if effects.contains(&effect));
    let asks_to_judge = matches!(
        &step.verdict,
        Verdict::Ask(
            Ask::CheckPassword | Ask::CheckProof(_) | Ask::CheckPasskey(_) | Ask::CheckCode(_) | Ask::CheckTotp,
            _
        )
    );
    let by_code = matches!(&step.verdict, Verdict::Ask(Ask::CheckCode(_) | Ask::CheckTotp, _));
    match &step.event {
        Event::Answer(challenge, _) if step.awaited != Some(*challenge) && !refused(&Refusal::InvalidSession) => {
            Some(Promise::OnlyWhatWasAsked)
        }
        _ if asks_to_judge && step.facts.password_locked => Some(Promise::NothingIsJudgedWhileLocked),
        _ if by_code && step.facts.mfa_locked => Some(Promise::NothingIsJudgedWhileLocked),
        Event::PasswordWrong if !counted(Effect::CountWrongPassword) => Some(Promise::WrongProofsEndAndCount),
        _ if asks_to_judge && step.facts.device.given == GivenDevice::Unknown => {
            Some(Promise::UnknownDevicesAreRefused)
        }
        _ if is_from_blocked_address(&step.facts) && !matches!(step.verdict, Verdict::Refuse(..)) => {
            Some(Promise::NothingFromABlockedAddress)
        }
        _ if asks_for_second_factor(&step.verdict) && stands_in(&step.facts) && !is_asked_at_risk(&step.facts) => {
            Some(Promise::RememberedDevicesStandIn)
        }
        _ if sets_an_address_up(&step.verdict) && has_app(&step.facts) => Some(Promise::NothingIsSetUpBesideAnApp),
        Event::CodeWrong | Event::CodeUsed | Event::DeviceWrong if !counted(Effect::CountWrongCode) => {
            Some(Promise::WrongProofsEndAndCount)
        }
        Event::PasskeyWrong if !counted(Effect::UseUpSession) => Some(Promise::WrongProofsEndAndCount),
        Event::Begin if is_untold(step) && !refused(&Refusal::NoSuchUser) => Some(Promise::MissingUsersAreTold),
        _ => None,
    }
}

fn is_custom(path: &Path) -> bool {
    matches!(path.flow, Flow::Custom | Flow::CustomSrp)
}

fn asks_for_second_factor(verdict: &Verdict) -> bool {
    let choice = matches!(
        verdict,
        Verdict::Challenge(
            Challenge::SoftwareToken | Challenge::SelectMfa(_) | Challenge::MfaSetup(_),
            _
        )
    );
    choice || matches!(verdict, Verdict::Ask(Ask::SendCode(_, CodeUse::SecondFactor), _))
}

fn sets_an_address_up(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Ask(Ask::SendCode(_, stands_for), _) => *stands_for == CodeUse::SetUp,
        Verdict::Ask(Ask::CheckCode(code), _) => code.stands_for == CodeUse::SetUp,
        _ => false,
    }
}

fn has_app(facts: &Facts) -> bool {
    matches!(&facts.person, Person::Known(user) if user.mfa.totp && facts.mfa.totp)
}

/// A remembered device takes the place of the second factor.
fn stands_in(facts: &Facts) -> bool {
    facts.device.policy == DevicePolicy::StandsIn && facts.device.given == GivenDevice::Remembered
}

fn is_from_blocked_address(facts: &Facts) -> bool {
    facts.threat.is_some_and(|threat| threat.blocks_address())
}

fn is_blocked(facts: &Facts) -> bool {
    facts.threat.is_some_and(|threat| threat.action == Action::Block)
}

/// The pool wants a second factor of everybody who has one, or of everybody, because the sign-in looks risky.
fn is_asked_at_risk(facts: &Facts) -> bool {
    let Person::Known(user) = &facts.person else {
        return false;
    };
    let pool = &facts.mfa;
    let reaches = |channel, has: bool, offers: bool| has && offers && pool.recovery != Some(channel);
    let has_any = pool.requirement != MfaRequirement::Off
        && ((user.mfa.totp && pool.totp)
            || reaches(Channel::Email, user.mfa.email, pool.email)
            || reaches(Channel::Sms, user.mfa.phone, pool.sms));
    match facts.threat.map(|threat| threat.action) {
        Some(Action::MfaRequired) => true,
        Some(Action::MfaIfConfigured) => has_any,
        _ => false,
    }
}

/// The name means nobody, and the client may know; nothing else stands in the way.
fn is_untold(step: &Step) -> bool {
    step.facts.person == Person::Missing && !step.facts.hides_missing_users && !step.facts.password_locked
}

/// What must hold where tokens are given.
fn grant(path: &Path, facts: &Facts) -> Vec<Promise> {
    let happened = |what: fn(&Event) -> bool| path.steps.iter().any(|step| what(&step.event));
    let Person::Known(user) = &facts.person else {
        return vec![Promise::NoTokensForTheMissing];
    };
    let replaced = happened(|event| matches!(event, Event::NewPasswordSet(_)));
    let before = |factors: &[Factor]| {
        let credit = path
            .wish
            .as_ref()
            .map(|wish| wish.credit.as_slice())
            .unwrap_or_default();
        credit.iter().any(|factor| factors.contains(factor))
    };
    let by_password = happened(|event| matches!(event, Event::PasswordRight(_))) || before(&[Factor::Password]);
    let at_first = path.steps.first().and_then(|first| match &first.facts.person {
        Person::Known(user) => Some(user),
        Person::Missing => None,
    });
    let expired = |user: &Standing| user.password.as_ref().is_some_and(|password| password.expired);
    let temporary = |user: &Standing| user.status == UserStatus::ForceChangePassword;
    let by_device = happened(|event| *event == Event::DeviceRight);
    let issued = happened(|event| *event == Event::Defined(Definition::Issue));
    let second = happened(|event| *event == Event::CodeRight) || has_verified_an_app(path);
    let second_itself = second;
    let second = second || (by_device && stands_in(facts)) || before(&[Factor::EmailCode]);
    let remembered = facts.device.given == GivenDevice::Remembered;
    let promises = [
        (
            !by_password && !issued && !is_without_password(path),
            Promise::NoTokensWithoutFirstFactor,
        ),
        (
            !may_begin_so(path, user, facts),
            Promise::NoTokensByAFactorThatIsNotAllowed,
        ),
        (is_custom(path) && !issued, Promise::NoTokensBeforeTheFunctionsSaySo),
        (
            by_password && is_second_needed(&facts.mfa, &user.mfa) && !second,
            Promise::NoTokensWithoutSecondFactor,
        ),
        (
            by_password && is_asked_at_risk(facts) && !second_itself,
            Promise::NoTokensAtRiskWithoutSecondFactor,
        ),
        (is_blocked(facts), Promise::NoTokensForTheBlocked),
        (!is_level_reached(path), Promise::NoTokensBelowTheLevel),
        (remembered && !by_device, Promise::NoTokensForAnUnprovenDevice),
        (!user.enabled, Promise::NoTokensForTheDisabled),
        (
            user.status == UserStatus::Unconfirmed,
            Promise::NoTokensForTheUnconfirmed,
        ),
        (
            user.status == UserStatus::ResetRequired,
            Promise::NoTokensForThoseWhoMustReset,
        ),
        (
            by_password && temporary(user) && !replaced,
            Promise::NoTokensForATemporaryPassword,
        ),
        (
            by_password
                && path.author == Author::Machine
                && at_first.is_some_and(|user| temporary(user) && expired(user)),
            Promise::NoTokensForAnExpiredPassword,
        ),
        (
            path.author == Author::Machine && is_former(path, user),
            Promise::NoTokensForAFormerPassword,
        ),
    ];
    promises
        .into_iter()
        .filter_map(|(broken, promise)| broken.then_some(promise))
        .collect()
}

/// The rule of auth.md §10.1 as far as *whether*: by rule 1 to 3 a pool that demands it asks everybody, and one that
/// offers it asks those who switched on something that works.
pub fn is_second_needed(pool: &PoolMfa, user: &UserMfa) -> bool {
    let works = |method: &MfaMethod| match method {
        MfaMethod::Sms => pool.sms && user.phone,
        MfaMethod::Email => pool.email && user.email,
        MfaMethod::Totp => pool.totp && user.totp,
    };
    match pool.requirement {
        MfaRequirement::Off => false,
        MfaRequirement::Optional => user.enabled.iter().any(works),
        MfaRequirement::On => true,
    }
}

/// MFA_SETUP was answered with an app that had been verified, and accepted.
pub fn has_verified_an_app(path: &Path) -> bool {
    path.steps.iter().any(|step| {
        let answered = step.event == Event::Answer(ChallengeName::MfaSetup, Choice::None);
        answered && !matches!(step.verdict, Verdict::Refuse(..))
    })
}

/// The password that was proven, or set, last is not the one that the user has at the last call.
fn is_former(path: &Path, user: &Standing) -> bool {
    let last_call = path
        .steps
        .iter()
        .rposition(|step| matches!(step.event, Event::Begin | Event::Answer(..)));
    let before = path.steps.get(..last_call.unwrap_or(0)).unwrap_or_default();
    let proven = before.iter().rev().find_map(|step| match &step.event {
        Event::PasswordRight(version) | Event::NewPasswordSet(version) => Some(version),
        _ => None,
    });
    let current = user.password.as_ref().map(|password| &password.version);
    proven.is_some() && proven != current
}

/// What a client sees of every sign-in in which all proofs are wrong.
fn transcripts(rules: &Rules<'_>, facts: Facts, flows: &'static [Flow]) -> Vec<String> {
    let mut seen = Vec::new();
    let alike = Configuration {
        facts,
        mishaps: Mishaps::None,
        flows,
    };
    for path in every_path(rules, &alike) {
        let lucky = |event: &Event| {
            let proven = matches!(event, Event::PasswordRight(_) | Event::CodeRight);
            proven || *event == Event::Defined(Definition::Issue)
        };
        let begins_with_something = path.wish.as_ref().is_some_and(|wish| !wish.credit.is_empty());
        if path.signed_up || begins_with_something || path.steps.iter().any(|step| lucky(&step.event)) {
            continue;
        }
        let shown = path.steps.iter().filter_map(|step| match &step.verdict {
            Verdict::Ask(..) => None,
            Verdict::Challenge(challenge, state) => Some(format!("{challenge:?} {:?}", State::challenge(state))),
            Verdict::Grant(_) => Some("tokens".to_owned()),
            Verdict::Refuse(refusal, _) => Some(format!("{refusal:?}")),
        });
        seen.push(shown.collect::<Vec<_>>().join(" / "));
    }
    seen.sort();
    seen.dedup();
    seen
}

/// Only judged where the password is the only first factor: a code that a client asks for by name is pretended to be sent to
/// those who do not exist, and not sent to those who have no address (auth.md §5.3, observed).
fn differs_from_a_wrong_password(rules: &Rules<'_>, configuration: &Configuration) -> bool {
    let (missing, flows) = (&configuration.facts, configuration.flows);
    if missing.first != PoolFirst::PASSWORD {
        return false;
    }
    let known = Facts {
        person: Person::Known(super::configurations::standing(
            UserStatus::Confirmed,
            UserMfa::default(),
        )),
        ..missing.clone()
    };
    transcripts(rules, missing.clone(), flows) != transcripts(rules, known, flows)
}

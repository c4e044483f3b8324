//! What a sign-in promises, each judged on a whole path and without asking the machine how it decides.

use super::{
    configurations::{Configuration, Mishaps},
    walk::{Author, Path, Step, every_path, every_path_of_a_forger},
};
use crate::{
    pool::MfaRequirement,
    sign_in::{
        Ask, ChallengeName, Effect, Event, Facts, Person, Refusal, Rules, Standing, State, Verdict,
        facts::{PoolMfa, UserMfa},
    },
    user::{MfaMethod, UserStatus},
};

/// Something that must hold in every configuration on every path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    NoTokensWithoutFirstFactor,
    NoTokensWithoutSecondFactor,
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
    if facts.person == Person::Missing && facts.hides_missing_users && differs_from_a_wrong_password(rules, facts) {
        let path = paths.first().cloned();
        broken.extend(path.map(|path| (Promise::HiddenMissingUsersLookLikeWrongPasswords, path)));
    }
    broken
}

fn judge(path: &Path) -> Vec<Promise> {
    let mut broken: Vec<Promise> = path.steps.iter().filter_map(step).collect();
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
            Ask::CheckPassword | Ask::CheckProof(_) | Ask::CheckCode(_) | Ask::CheckTotp,
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
        Event::CodeWrong | Event::CodeUsed if !counted(Effect::CountWrongCode) => Some(Promise::WrongProofsEndAndCount),
        Event::Begin if is_untold(step) && !refused(&Refusal::NoSuchUser) => Some(Promise::MissingUsersAreTold),
        _ => None,
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
    let by_password = happened(|event| matches!(event, Event::PasswordRight(_)));
    let at_first = path.steps.first().and_then(|first| match &first.facts.person {
        Person::Known(user) => Some(user),
        Person::Missing => None,
    });
    let expired = |user: &Standing| user.password.as_ref().is_some_and(|password| password.expired);
    let temporary = |user: &Standing| user.status == UserStatus::ForceChangePassword;
    let second = happened(|event| *event == Event::CodeRight) || path_has_verified_an_app(path);
    let promises = [
        (!by_password, Promise::NoTokensWithoutFirstFactor),
        (
            is_second_needed(&facts.mfa, &user.mfa) && !second,
            Promise::NoTokensWithoutSecondFactor,
        ),
        (!user.enabled, Promise::NoTokensForTheDisabled),
        (
            user.status == UserStatus::Unconfirmed,
            Promise::NoTokensForTheUnconfirmed,
        ),
        (
            user.status == UserStatus::ResetRequired,
            Promise::NoTokensForThoseWhoMustReset,
        ),
        (temporary(user) && !replaced, Promise::NoTokensForATemporaryPassword),
        (
            path.author == Author::Machine && at_first.is_some_and(|user| temporary(user) && expired(user)),
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
fn is_second_needed(pool: &PoolMfa, user: &UserMfa) -> bool {
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

fn path_has_verified_an_app(path: &Path) -> bool {
    path.steps.iter().any(|step| {
        let to_setup = matches!(&step.event, Event::Answer(ChallengeName::MfaSetup, _));
        to_setup && matches!(step.verdict, Verdict::Grant(_))
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
fn transcripts(rules: &Rules<'_>, facts: Facts) -> Vec<String> {
    let mut seen = Vec::new();
    let mishaps = Mishaps::None;
    for path in every_path(rules, &Configuration { facts, mishaps }) {
        let lucky = |event: &Event| matches!(event, Event::PasswordRight(_) | Event::CodeRight);
        if path.steps.iter().any(|step| lucky(&step.event)) {
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

fn differs_from_a_wrong_password(rules: &Rules<'_>, missing: &Facts) -> bool {
    let known = Facts {
        person: Person::Known(super::configurations::standing(
            UserStatus::Confirmed,
            UserMfa::default(),
        )),
        ..missing.clone()
    };
    transcripts(rules, missing.clone()) != transcripts(rules, known)
}

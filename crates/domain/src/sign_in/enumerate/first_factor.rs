//! The choice of a first factor: its configurations, what a client may want, and the rule, told once more in other words.

use super::{
    configurations::{Configuration, Mishaps, few_pools, few_user_mfas, standing},
    promises::{has_verified_an_app, is_second_needed},
    walk::{Path, Step},
};
use crate::{
    ports::Channel,
    sign_in::{
        Ask, Event, Facts, Flow, Person, Standing, Verdict,
        device::DeviceFacts,
        facts::{PoolMfa, UserMfa},
        first_factor::{Method, Pick, PoolFirst, Proof, UserFirst},
        state::{CodeUse, SentCode},
        step_up::Wish,
    },
    token::{assurance::Level, family::Factor},
    user::UserStatus,
};

/// Every kind of pool and everything that a user may have to prove a first factor with: under a few settings of second
/// factors for a user who has nothing else in its way, and under none for all others.
pub fn around_the_first_factor() -> Vec<Facts> {
    let mut all = Vec::new();
    for first in pools() {
        for hides_missing_users in [false, true] {
            all.push(facts(Person::Missing, hides_missing_users, (first, few_pools()[0])));
        }
        for has in users() {
            for mfa in few_pools() {
                for user in few_user_mfas() {
                    all.push(facts(person(UserStatus::Confirmed, user, has), false, (first, mfa)));
                }
            }
            for status in [
                UserStatus::Unconfirmed,
                UserStatus::ForceChangePassword,
                UserStatus::ResetRequired,
                UserStatus::ExternalProvider,
            ] {
                let person = person(status, UserMfa::default(), has);
                all.push(facts(person, true, (first, few_pools()[0])));
            }
        }
    }
    all
}

/// Only where everything is allowed something can be taken away.
pub fn mishaps(facts: &Facts) -> Mishaps {
    let settled = matches!(&facts.person, Person::Known(user) if user.status == UserStatus::Confirmed);
    match facts.first.passkey_is_two && settled {
        true => Mishaps::All,
        false => Mishaps::None,
    }
}

fn facts(person: Person, hides_missing_users: bool, (first, mfa): (PoolFirst, PoolMfa)) -> Facts {
    Facts {
        person,
        hides_missing_users,
        password_locked: false,
        mfa_locked: false,
        first,
        mfa,
        device: DeviceFacts::NONE,
        threat: None,
    }
}

/// A user; one that has a verified e-mail address has no password.
fn person(status: UserStatus, mfa: UserMfa, has: UserFirst) -> Person {
    let mut standing = standing(status, mfa);
    standing.first = has;
    standing.password = standing.password.filter(|_| !has.email);
    Person::Known(standing)
}

/// Only the password, everything, and everything with passkeys that count as two factors.
fn pools() -> [PoolFirst; 3] {
    let everything = PoolFirst {
        password: true,
        email: true,
        sms: true,
        passkey: true,
        passkey_is_two: false,
    };
    let twofold = PoolFirst {
        passkey_is_two: true,
        ..everything
    };
    [PoolFirst::PASSWORD, everything, twofold]
}

/// Nothing, each thing by itself, and everything.
fn users() -> [UserFirst; 6] {
    let with = |email, phone, passkey, passkey_is_two| UserFirst {
        email,
        phone,
        passkey,
        passkey_is_two,
    };
    [
        UserFirst::default(),
        with(true, false, false, false),
        with(false, true, false, false),
        with(false, false, true, false),
        with(false, false, true, true),
        with(true, true, true, true),
    ]
}

/// What a client may want at the beginning.
pub fn wishes(flow: Flow) -> Vec<Option<Pick>> {
    match flow {
        Flow::Choice => every_pick().map(Some).chain([None]).collect(),
        _ => vec![None],
    }
}

/// The levels of assurance that a client may ask for, with what it may have proven before and what it likes best; where something
/// can be taken away meanwhile, those that take a second factor.
pub fn levels(flow: Flow, configuration: &Configuration) -> Vec<(Wish, Option<Pick>)> {
    let passkey = Some(Pick::later(Method::Passkey));
    let from_nothing: [(Level, &[Factor], Option<Pick>); 2] = [(Level::Three, &[], None), (Level::Four, &[], None)];
    let others: [(Level, &[Factor], Option<Pick>); 7] = [
        (Level::One, &[], None),
        (Level::One, &[Factor::Password], None),
        (Level::Two, &[], None),
        (Level::Three, &[], passkey),
        (Level::Three, &[Factor::Password], None),
        (Level::Three, &[Factor::EmailCode], None),
        (Level::Four, &[Factor::Password], None),
    ];
    let others = match configuration.mishaps {
        Mishaps::None => others.as_slice(),
        Mishaps::All => &[],
    };
    let wish = |(level, credit, pick): &(Level, &[Factor], Option<Pick>)| {
        let wish = Wish {
            levels: vec![*level],
            credit: credit.to_vec(),
        };
        (wish, *pick)
    };
    match flow {
        Flow::Choice => from_nothing.iter().chain(others).map(wish).collect(),
        _ => Vec::new(),
    }
}

/// The level of assurance that was asked for is reached, by auth.md §11.6 on what was proven on the path and before.
pub fn is_level_reached(path: &Path) -> bool {
    let Some(wish) = &path.wish else { return true };
    let proven =
        |factor: Factor| wish.credit.contains(&factor) || path.steps.windows(2).any(|steps| proves(steps, factor));
    let code = proven(Factor::SmsCode) || proven(Factor::EmailCode);
    let app = proven(Factor::Totp) || has_verified_an_app(path);
    let password = proven(Factor::Password);
    wish.levels.iter().all(|level| match level {
        Level::One => password || proven(Factor::Passkey),
        Level::Two => code,
        Level::Three => proven(Factor::Passkey) || (password && (code || app)),
        Level::Four => password && app,
    })
}

fn proves(steps: &[Step], factor: Factor) -> bool {
    let [asked, heard] = steps else { return false };
    match (&asked.verdict, &heard.event) {
        (_, Event::PasswordRight(_)) => factor == Factor::Password,
        (_, Event::PasskeyRight(_)) => factor == Factor::Passkey,
        (Verdict::Ask(Ask::CheckTotp, _), Event::CodeRight) => factor == Factor::Totp,
        (Verdict::Ask(Ask::CheckCode(code), _), Event::CodeRight) => match code.channel {
            Channel::Email => factor == Factor::EmailCode,
            Channel::Sms => factor == Factor::SmsCode,
        },
        _ => false,
    }
}

/// Every method; passwords with and without what proves them.
pub fn every_pick() -> impl Iterator<Item = Pick> {
    let later = [Method::Password, Method::PasswordSrp].map(|method| (method, Proof::Later));
    let here = Method::ALL.map(|method| (method, Proof::Here));
    let picks = here.into_iter().chain(later);
    picks.map(|(method, proof)| Pick { method, proof })
}

/// Something but the password was proven first.
pub fn is_without_password(path: &Path) -> bool {
    path.signed_up || first_code(path).is_some() || is_by_passkey(path)
}

/// The rules of auth.md §§10.2, 11.1 and 11.5 on what may be proven first, on the facts under which tokens are given.
pub fn may_begin_so(path: &Path, user: &Standing, facts: &Facts) -> bool {
    let settled = user.status == UserStatus::Confirmed;
    let one_will_do = !is_second_needed(&facts.mfa, &user.mfa);
    let (pool, has) = (&facts.first, &user.first);
    let two = pool.passkey_is_two && has.passkey_is_two;
    match first_code(path) {
        _ if path.signed_up => settled && one_will_do,
        Some(Channel::Email) => settled && one_will_do && pool.email && has.email,
        Some(Channel::Sms) => settled && one_will_do && pool.sms && has.phone,
        None if is_by_passkey(path) => settled && (one_will_do || two) && pool.passkey && has.passkey,
        None => true,
    }
}

fn is_by_passkey(path: &Path) -> bool {
    path.steps
        .iter()
        .any(|step| matches!(step.event, Event::PasskeyRight(_)))
}

/// How the code came that was right as first factor, if one was.
fn first_code(path: &Path) -> Option<Channel> {
    path.steps.windows(2).find_map(|steps| match steps {
        [asked, heard] if heard.event == Event::CodeRight => first_code_asked(&asked.verdict),
        _ => None,
    })
}

fn first_code_asked(verdict: &Verdict) -> Option<Channel> {
    match verdict {
        Verdict::Ask(
            Ask::CheckCode(SentCode {
                channel, stands_for, ..
            }),
            _,
        ) if *stands_for == CodeUse::FirstFactor => Some(*channel),
        _ => None,
    }
}

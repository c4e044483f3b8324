//! Back-off after failures, limits on attempts, and access keys: what stands between a guesser and the door.

use domain::{
    access_policy::{AccessPolicy, Operations},
    lockout::Failures,
    moment::{Moment, Span},
};
use store::{
    Subject,
    access_keys::{self, AccessKey},
    attempts::{self, Limit, TOO_MANY},
    codes,
    db::Batch,
    families,
    logins::{self, LOCKED, Lockout, Proof},
    spent,
};

use crate::harness::*;

on_each_engine!(
    locks_double_from_the_fifth_failure_on,
    quiet_and_success_forget_failures,
    the_statement_counts_as_the_domain_does,
    a_clock_that_is_behind_locks_nobody,
    each_proof_and_each_subject_counts_apart,
    two_hundred_wrong_passwords_count_to_the_lock,
    a_right_password_among_wrong_ones_does_not_pass_a_lock,
    old_lockouts_are_swept,
    sweeping_forgets_nothing_that_counts,
    a_backlog_is_swept_to_its_end,
    attempts_are_limited_in_each_window,
    two_hundred_attempts_count_to_the_limit,
    access_keys_come_and_go,
);

const ANN: Subject<'static> = Subject::Missing("ann");

async fn lockout(place: &Place) -> Lockout {
    place.store.lockout(&pool_id(), ANN, Proof::Password).await.unwrap()
}

async fn fail(place: &Place, now: Moment) {
    write(&place.store, logins::fail(&pool_id(), ANN, Proof::Password, now)).await;
}

async fn locks_double_from_the_fifth_failure_on(place: Place) {
    let store = &place.store;
    let mut now = START;
    let locks = [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900];
    for (n, lock) in (1..).zip(locks) {
        fail(&place, now).await;
        let state = lockout(&place).await;
        let until = now + Span::seconds(lock);
        assert_eq!((state.fails, state.locked_until), (n, until), "failure {n}");
        assert_eq!(state.locks_at(now), lock > 0);
        assert!(!state.locks_at(until));
        if lock > 0 {
            let early = until - Span::seconds(1);
            refused(store, logins::fail(&pool_id(), ANN, Proof::Password, early), LOCKED).await;
            refused(store, logins::succeed(&pool_id(), ANN, Proof::Password, early), LOCKED).await;
            assert_eq!(lockout(&place).await, state, "an attempt while locked does not count");
        }
        now = until;
    }
}

async fn quiet_and_success_forget_failures(place: Place) {
    let store = &place.store;
    for _ in 0..6 {
        let now = lockout(&place).await.locked_until.max(START);
        fail(&place, now).await;
    }
    let end = lockout(&place).await.locked_until;
    assert_eq!(end, START + Span::seconds(3));
    fail(&place, end + Span::minutes(15) - Span::seconds(1)).await;
    assert_eq!(lockout(&place).await.fails, 7, "not yet quiet for fifteen minutes");
    let end = lockout(&place).await.locked_until;
    fail(&place, end + Span::minutes(15)).await;
    assert_eq!(
        lockout(&place).await,
        Lockout {
            fails: 1,
            locked_until: end + Span::minutes(15)
        }
    );
    let now = end + Span::minutes(16);
    write(store, logins::succeed(&pool_id(), ANN, Proof::Password, now)).await;
    assert_eq!(lockout(&place).await, Lockout::NONE);
    write(store, logins::succeed(&pool_id(), ANN, Proof::Password, now)).await;
    fail(&place, now).await;
    assert_eq!(lockout(&place).await.fails, 1);
    write(store, logins::clear(&pool_id(), ANN)).await;
    assert_eq!(lockout(&place).await, Lockout::NONE);
}

/// That of another node, or of a request that came earlier than the one that failed, and is judged later.
async fn a_clock_that_is_behind_locks_nobody(place: Place) {
    let store = &place.store;
    let behind = START - Span::seconds(2);
    for n in 1..=4 {
        fail(&place, START).await;
        let state = lockout(&place).await;
        assert_eq!(state.fails, n);
        assert!(!state.locks_at(behind), "failure {n}");
    }
    write(store, logins::succeed(&pool_id(), ANN, Proof::Password, behind)).await;
    assert_eq!(lockout(&place).await, Lockout::NONE);
    for now in [START, behind, START, behind, START] {
        fail(&place, now).await;
    }
    assert_eq!(lockout(&place).await.fails, 5, "each is counted");
    refused(store, logins::succeed(&pool_id(), ANN, Proof::Password, behind), LOCKED).await;
    refused(store, logins::fail(&pool_id(), ANN, Proof::Password, behind), LOCKED).await;
}

async fn the_statement_counts_as_the_domain_does(place: Place) {
    let mut expected = Failures::default();
    let mut now = START;
    // Each wait follows the end of the pause before it: none, short of a quarter of an hour, and just that.
    let waits = [
        0, 1, 0, 899, 0, 0, 300, 0, 0, 899, 0, 0, 0, 0, 0, 0, 0, 899, 0, 900, 0, 0, 0, 0, 0, 900, 0,
    ];
    for (n, wait) in waits.into_iter().enumerate() {
        now = expected.locked_until(now).unwrap_or(now) + Span::seconds(wait);
        expected = expected.with_one_more(now);
        fail(&place, now).await;
        let state = lockout(&place).await;
        assert_eq!(state.fails, i64::from(expected.count), "failure {n}");
        assert_eq!(
            Some(state.locked_until),
            expected.locked_until(now).or(Some(now)),
            "failure {n}"
        );
    }
}

async fn each_proof_and_each_subject_counts_apart(place: Place) {
    let store = &place.store;
    let sub = sub(1);
    for (subject, proof) in [
        (ANN, Proof::Mfa),
        (Subject::Missing("bob"), Proof::Password),
        (Subject::User(&sub), Proof::Password),
    ] {
        write(store, logins::fail(&pool_id(), subject, proof, START)).await;
    }
    assert_eq!(lockout(&place).await, Lockout::NONE);
    write(store, logins::succeed(&pool_id(), ANN, Proof::Password, START)).await;
    let mfa = store.lockout(&pool_id(), ANN, Proof::Mfa).await.unwrap();
    assert_eq!(mfa.fails, 1, "a right password does not wipe out wrong codes");
}

async fn two_hundred_wrong_passwords_count_to_the_lock(place: Place) {
    let store = place.store.clone();
    let ends = race(200, |_| {
        let store = store.clone();
        async move {
            store
                .write(logins::fail(&pool_id(), ANN, Proof::Password, START))
                .await
                .unwrap()
        }
    })
    .await;
    assert_eq!(winners(&ends, LOCKED), 5);
    assert_eq!(
        lockout(&place).await,
        Lockout {
            fails: 5,
            locked_until: START + Span::seconds(1)
        }
    );
}

async fn a_right_password_among_wrong_ones_does_not_pass_a_lock(place: Place) {
    let store = &place.store;
    for _ in 0..5 {
        fail(&place, START).await;
    }
    refused(store, logins::succeed(&pool_id(), ANN, Proof::Password, START), LOCKED).await;
    assert_eq!(lockout(&place).await.fails, 5);
}

async fn old_lockouts_are_swept(place: Place) {
    let store = &place.store;
    fail(&place, START).await;
    write(store, logins::sweep(START)).await;
    assert_eq!(lockout(&place).await.fails, 1);
    write(store, logins::sweep(START + Span::seconds(1))).await;
    assert_eq!(lockout(&place).await, Lockout::NONE);
}

async fn sweeping_forgets_nothing_that_counts(place: Place) {
    let store = &place.store;
    let family = crate::families::family(1);
    let code = crate::codes::code(codes::Purpose::SignUp, "123456");
    let spend = || spent::spend(&pool_id(), "session", START + Span::minutes(3));
    let count = || attempts::count(&pool_id(), ANN, "resend", Limit::hourly(1), START);
    let everything = families::insert(&family)
        .and(codes::put(store.sealer(), &code))
        .and(spend())
        .and(count());
    write(store, everything).await;
    fail(&place, START).await;

    store.sweep(START + Span::minutes(3)).await.unwrap();
    refused(store, spend(), spent::SPENT).await;
    refused(store, count(), TOO_MANY).await;
    assert_eq!(lockout(&place).await.fails, 1);
    assert!(store.code(&pool_id(), &sub(1), &code.purpose).await.unwrap().is_some());

    store.sweep(family.expires + Span::hours(23)).await.unwrap();
    write(store, spend().and(count())).await;
    assert_eq!(lockout(&place).await, Lockout::NONE);
    assert!(store.code(&pool_id(), &sub(1), &code.purpose).await.unwrap().is_none());
    let kept = store.family(&family.pool, &family.sub, family.id).await.unwrap();
    assert_eq!(kept, Some(family), "its last access token may be a day younger");
}

async fn a_backlog_is_swept_to_its_end(place: Place) {
    let store = &place.store;
    let id = |n: i64| format!("session {n}");
    let spend = |n: i64| spent::spend(&pool_id(), &id(n), START + Span::seconds(n / 3));
    // More than two chunks, with neighbours that expire at the same time.
    for hundred in 0..25 {
        let batch = (0..100).fold(Batch::new(), |batch, n| batch.and(spend(hundred * 100 + n)));
        write(store, batch).await;
    }
    store.sweep(START + Span::seconds(800)).await.unwrap();
    for (n, kept) in [
        (0, false),
        (999, false),
        (1_000, false),
        (2_399, false),
        (2_400, true),
        (2_499, true),
    ] {
        assert_eq!(store.is_spent(&pool_id(), &id(n)).await.unwrap(), kept, "{n}");
    }
}

async fn attempts_are_limited_in_each_window(place: Place) {
    let store = &place.store;
    let limit = Limit::hourly(2);
    let count = |action, now| attempts::count(&pool_id(), ANN, action, limit, now);
    write(store, count("resend", START)).await;
    write(store, count("resend", START + Span::minutes(59))).await;
    refused(store, count("resend", START + Span::minutes(59)), TOO_MANY).await;
    write(store, count("confirm", START + Span::minutes(59))).await;
    // A new window begins with the first attempt in it.
    write(store, count("resend", START + Span::minutes(60))).await;
    write(store, count("resend", START + Span::minutes(61))).await;
    refused(store, count("resend", START + Span::minutes(119)), TOO_MANY).await;
    write(store, attempts::clear(&pool_id(), ANN, "resend")).await;
    write(store, count("resend", START + Span::minutes(119))).await;
    write(store, attempts::sweep(START + Span::minutes(120))).await;
    write(store, count("resend", START + Span::minutes(119))).await;
    write(store, count("resend", START + Span::minutes(119))).await;
    refused(store, count("resend", START + Span::minutes(119)), TOO_MANY).await;
}

async fn two_hundred_attempts_count_to_the_limit(place: Place) {
    let store = place.store.clone();
    let ends = race(200, |_| {
        let store = store.clone();
        async move {
            let batch = attempts::count(&pool_id(), ANN, "confirm", Limit::hourly(15), START);
            store.write(batch).await.unwrap()
        }
    })
    .await;
    assert_eq!(winners(&ends, TOO_MANY), 15);
}

async fn access_keys_come_and_go(place: Place) {
    let store = &place.store;
    let key = |id: &str, n| AccessKey {
        id: id.into(),
        label: "terraform".into(),
        created: START + Span::seconds(n),
        policy: AccessPolicy {
            operations: Operations::ReadOnly,
            pools: None,
        },
    };
    write(store, access_keys::insert(store.sealer(), &key("AKIA2", 1), "second")).await;
    write(store, access_keys::insert(store.sealer(), &key("AKIA1", 2), "first")).await;
    let again = access_keys::insert(store.sealer(), &key("AKIA1", 3), "third");
    refused(store, again, access_keys::ACCESS_KEY_EXISTS).await;
    assert_eq!(store.access_keys().await.unwrap(), [key("AKIA2", 1), key("AKIA1", 2)]);
    let secret = store.access_key("AKIA1").await.unwrap().unwrap();
    assert_eq!(secret.secret.as_str(), "first");
    assert_eq!(secret.policy.operations, Operations::ReadOnly);
    assert!(store.access_key("AKIA3").await.unwrap().is_none());
    assert!(store.access_key("AKIA\0").await.unwrap().is_none());
    write(store, access_keys::delete("AKIA1")).await;
    refused(store, access_keys::delete("AKIA1"), access_keys::ACCESS_KEY_UNKNOWN).await;
    assert!(store.access_key("AKIA1").await.unwrap().is_none());
}

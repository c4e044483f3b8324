//! Token families: rotated by one, revoked for all.

use domain::{
    moment::{Moment, Span},
    token::{
        family::{Family, FamilyDetails, Turn},
        session::Seen,
    },
};
use store::families::{self, FAMILY_CHANGED, FAMILY_EXISTS};
use uuid::Uuid;

use crate::harness::*;

on_each_engine!(
    a_family_comes_back,
    a_family_turns_only_as_it_was_read,
    one_of_sixteen_rotates,
    a_revoked_or_expired_family_does_not_turn,
    all_families_of_a_user_are_revoked,
    sessions_are_the_live_families,
    the_last_address_is_kept,
    room_is_made_at_the_cost_of_the_least_recently_used,
    racing_sign_ins_keep_to_the_limit,
    expired_families_are_swept,
);

/// The n-th family of user 1.
pub fn family(n: u128) -> Family {
    Family {
        id: Uuid::from_u128(n),
        pool: pool_id(),
        client: client_id(),
        sub: sub(1),
        origin_jti: Uuid::from_u128(n + 1000),
        auth_time: START,
        expires: START + Span::days(30),
        revoked: None,
        turn: Turn::FIRST,
        details: FamilyDetails {
            scope: "aws.cognito.signin.user.admin".into(),
            ..FamilyDetails::default()
        },
    }
}

async fn found(place: &Place, family: &Family) -> Family {
    let found = place.store.family(&family.pool, &family.sub, family.id).await.unwrap();
    found.unwrap()
}

fn next(family: &Family, now: Moment) -> Turn {
    Turn {
        current: family.turn.current + 1,
        parent: family.turn.current,
        rotated: Some(now),
    }
}

async fn a_family_comes_back(place: Place) {
    let family = family(1);
    write(&place.store, families::insert(&family)).await;
    assert_eq!(found(&place, &family).await, family);
    refused(&place.store, families::insert(&family), FAMILY_EXISTS).await;
    let of_another = place.store.family(&family.pool, &sub(2), family.id).await.unwrap();
    assert_eq!(of_another, None);
}

async fn a_family_turns_only_as_it_was_read(place: Place) {
    let store = &place.store;
    let first = family(1);
    write(store, families::insert(&first)).await;
    let now = START + Span::minutes(1);
    write(store, families::rotate(&first, next(&first, now), now)).await;
    refused(store, families::rotate(&first, next(&first, now), now), FAMILY_CHANGED).await;
    let second = found(&place, &first).await;
    assert_eq!(
        second.turn,
        Turn {
            current: 1,
            parent: 0,
            rotated: Some(now)
        }
    );
    assert_eq!(
        (second.expires, second.auth_time),
        (first.expires, first.auth_time),
        "a rotation extends nothing"
    );
    // Within its grace the parent makes another child: the deadline stays, the former child is displaced.
    let again = Turn {
        current: 2,
        ..second.turn
    };
    write(store, families::rotate(&second, again, now + Span::seconds(5))).await;
    assert_eq!(found(&place, &first).await.turn, again);
    refused(
        store,
        families::rotate(&second, next(&second, now), now),
        FAMILY_CHANGED,
    )
    .await;
}

async fn one_of_sixteen_rotates(place: Place) {
    let store = place.store.clone();
    let family = family(1);
    write(&store, families::insert(&family)).await;
    let ends = race(16, |_| {
        let (store, family) = (store.clone(), family.clone());
        // All of them decided over the same state.
        async move {
            let batch = families::rotate(&family, next(&family, START), START);
            store.write(batch).await.unwrap()
        }
    })
    .await;
    assert_eq!(winners(&ends, FAMILY_CHANGED), 1);
    assert_eq!(found(&place, &family).await.turn.current, 1);
}

async fn a_revoked_or_expired_family_does_not_turn(place: Place) {
    let store = &place.store;
    let (revoked, expired) = (family(1), family(2));
    write(store, families::insert(&revoked).and(families::insert(&expired))).await;
    let now = START + Span::hours(1);
    write(store, families::revoke(&revoked, now)).await;
    write(store, families::revoke(&revoked, now + Span::hours(1))).await;
    assert_eq!(found(&place, &revoked).await.revoked, Some(now));
    for late in [
        families::rotate(&revoked, next(&revoked, now), now),
        families::refreshed(&revoked, now),
        families::rotate(&expired, next(&expired, now), expired.expires),
        families::refreshed(&expired, expired.expires),
    ] {
        refused(store, late, FAMILY_CHANGED).await;
    }
    write(store, families::refreshed(&expired, now)).await;
}

async fn all_families_of_a_user_are_revoked(place: Place) {
    let store = &place.store;
    let mut of_bob = family(3);
    of_bob.sub = sub(2);
    let all = families::insert(&family(1))
        .and(families::insert(&family(2)))
        .and(families::insert(&of_bob));
    write(store, all).await;
    write(store, families::revoke_all(&pool_id(), &sub(1), START)).await;
    assert_eq!(found(&place, &family(1)).await.revoked, Some(START));
    assert_eq!(found(&place, &family(2)).await.revoked, Some(START));
    assert_eq!(found(&place, &of_bob).await.revoked, None);
    // A sign-in afterwards is good, even at the same moment.
    write(store, families::insert(&family(4))).await;
    assert_eq!(found(&place, &family(4)).await.revoked, None);
}

async fn sessions_are_the_live_families(place: Place) {
    let store = &place.store;
    for n in 1..=5 {
        let mut one = family(n);
        one.auth_time = START + Span::seconds(i64::try_from(n).unwrap());
        write(store, families::insert(&one)).await;
    }
    let now = START + Span::hours(1);
    write(store, families::refreshed(&family(2), now)).await;
    write(store, families::revoke(&family(4), now)).await;
    let sessions = store.sessions(&pool_id(), &sub(1), now, 3).await.unwrap();
    let ids: Vec<_> = sessions.iter().map(|session| session.family.id.as_u128()).collect();
    assert_eq!(ids, [2, 5, 3]);
    assert_eq!(sessions[0].last_active, now);
    assert_eq!(sessions[1].last_active, START + Span::seconds(5));
    let late = store
        .sessions(&pool_id(), &sub(1), family(1).expires, 60)
        .await
        .unwrap();
    assert!(late.is_empty());
}

async fn the_last_address_is_kept(place: Place) {
    let store = &place.store;
    let family = family(1);
    let seen = |minutes, ip: &str| Seen {
        at: START + Span::minutes(minutes),
        ip: ip.parse().ok(),
    };
    let address = async || {
        let sessions = store.sessions(&pool_id(), &sub(1), START, 60).await.unwrap();
        sessions[0].last_ip.clone()
    };
    write(store, families::insert_seen(&family, seen(0, "192.0.2.1"))).await;
    assert_eq!(address().await.as_deref(), Some("192.0.2.1"));
    write(store, families::refreshed(&family, seen(1, "2001:db8::1"))).await;
    assert_eq!(address().await.as_deref(), Some("2001:db8::1"));
    let turned = next(&family, START);
    write(store, families::rotate(&family, turned, seen(2, "192.0.2.3"))).await;
    assert_eq!(address().await.as_deref(), Some("192.0.2.3"));
    write(store, families::refreshed(&family, START + Span::minutes(3))).await;
    assert_eq!(address().await, None);
}

async fn room_is_made_at_the_cost_of_the_least_recently_used(place: Place) {
    let store = &place.store;
    for n in 1..=5 {
        let mut one = family(n);
        one.auth_time = START + Span::seconds(i64::try_from(n).unwrap());
        write(store, families::insert(&one)).await;
    }
    let mut of_bob = family(6);
    of_bob.sub = sub(2);
    write(store, families::insert(&of_bob)).await;
    let now = START + Span::hours(1);
    write(store, families::refreshed(&family(1), now)).await;
    // Four were left by three others that went: 5, 4 and the refreshed 1 stay beside a new one.
    write(store, families::make_room(&family(7), 4, now)).await;
    let live = async |who| {
        let sessions = store.sessions(&pool_id(), &sub(who), now, 60).await.unwrap();
        sessions
            .iter()
            .map(|session| session.family.id.as_u128())
            .collect::<Vec<_>>()
    };
    assert_eq!(live(1).await, [1, 5, 4]);
    assert_eq!(live(2).await, [6], "only the user's own sessions go");
    assert_eq!(found(&place, &family(2)).await.revoked, Some(now));
    write(store, families::make_room(&family(7), 4, now)).await;
    assert_eq!(live(1).await, [1, 5, 4], "three leave room for a fourth");
    write(store, families::make_room(&family(7), 1, now)).await;
    assert_eq!(live(1).await, [] as [u128; 0]);
}

async fn racing_sign_ins_keep_to_the_limit(place: Place) {
    let store = place.store.clone();
    with_ann(&store).await;
    let ends = race(24, |racer| {
        let store = store.clone();
        let mut one = family(u128::try_from(racer).unwrap() + 1);
        one.auth_time = START + Span::seconds(i64::try_from(racer).unwrap());
        async move {
            let batch = families::make_room(&one, 3, one.auth_time).and(families::insert(&one));
            store.write(batch).await.unwrap()
        }
    })
    .await;
    assert_eq!(winners(&ends, FAMILY_EXISTS), 24);
    let sessions = store.sessions(&pool_id(), &sub(1), START, 60).await.unwrap();
    assert_eq!(sessions.len(), 3);
}

async fn expired_families_are_swept(place: Place) {
    let store = &place.store;
    let family = family(1);
    write(store, families::insert(&family)).await;
    write(store, families::sweep(family.expires)).await;
    found(&place, &family).await;
    write(store, families::sweep(family.expires + Span::seconds(1))).await;
    let gone = store.family(&family.pool, &family.sub, family.id).await.unwrap();
    assert_eq!(gone, None);
}

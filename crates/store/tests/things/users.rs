//! Users: found by their names, changed by compare-and-set, each name owned by one.

use std::collections::BTreeMap;

use domain::{
    ids::{PoolId, Sub},
    moment::Span,
    user::{MfaMethod, User, UserStatus},
};
use store::{
    Subject, credentials, families, logins,
    names::{self, Name, NameKind},
    pools, users,
    users::Candidates,
};

use crate::harness::*;

on_each_engine!(
    a_user_is_found_as_it_was_put,
    a_user_is_found_by_each_of_its_names,
    a_username_is_preferred_to_an_alias,
    names_of_any_text_are_told_apart,
    a_user_changes_only_as_it_was_read,
    names_move_only_by_force,
    a_deleted_user_leaves_nothing,
    one_of_sixteen_gets_the_username,
    one_of_sixteen_gets_the_alias,
    a_sign_in_sees_everything_at_once,
);

fn same(one: &User, other: &User) {
    let form = |user: &User| {
        (
            (
                user.pool.clone(),
                user.sub.clone(),
                user.username.clone(),
                user.status,
                user.enabled,
            ),
            (user.created, user.modified, user.version),
            (user.attributes.clone(), user.mfa.clone(), user.pending.clone()),
        )
    };
    assert_eq!(form(one), form(other));
}

async fn a_user_is_found_as_it_was_put(place: Place) {
    let store = &place.store;
    let mut put = user(1, "Änn \u{1F511}");
    put.status = UserStatus::ForceChangePassword;
    put.enabled = false;
    put.created = START - Span::days(1);
    put.version = 4;
    put.attributes = BTreeMap::from([
        ("email".into(), "ann@example.com".into()),
        ("name".into(), "a\0b".into()),
    ]);
    put.pending = BTreeMap::from([("phone_number".into(), "+15550100".into())]);
    put.mfa.enabled = vec![MfaMethod::Sms, MfaMethod::Totp];
    put.mfa.preferred = Some(MfaMethod::Totp);
    write(store, users::insert(&put, &[])).await;
    same(&store.user(&put.pool, &put.sub).await.unwrap().unwrap(), &put);
    assert!(
        store
            .user(&PoolId::new("eu-west-1_other"), &put.sub)
            .await
            .unwrap()
            .is_none()
    );
    assert!(store.user(&put.pool, &sub(2)).await.unwrap().is_none());
    assert!(store.user(&put.pool, &Sub::new("\0")).await.unwrap().is_none());
    refused(store, users::insert(&put, &[]), users::SUB_TAKEN).await;
}

/// Who is meant by these candidates, by sub.
async fn meant(place: &Place, candidates: Candidates) -> Option<Sub> {
    let found = place.store.user_by_name(&pool_id(), &candidates).await.unwrap();
    let viewed = place.store.sign_in_view(&pool_id(), &candidates).await.unwrap();
    let found = found.map(|user| user.sub);
    assert_eq!(
        found,
        viewed.map(|view| view.user.sub),
        "both look-ups mean the same user"
    );
    found
}

async fn a_user_is_found_by_each_of_its_names(place: Place) {
    let store = &place.store;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    let names = NameKind::ALL.map(|kind| name(kind, &format!("{kind:?}")));
    write(store, users::insert(&user(1, "ann"), &names)).await;
    write(store, users::insert(&user(2, "bob"), &[username("bob")])).await;
    for name in &names {
        assert_eq!(
            meant(&place, Candidates::from_iter([name.clone()])).await,
            Some(sub(1)),
            "{name:?}"
        );
        for kind in NameKind::ALL.into_iter().filter(|kind| *kind != name.kind) {
            let other = Name { kind, ..name.clone() };
            assert_eq!(
                meant(&place, Candidates::from_iter([other])).await,
                None,
                "{name:?} as {kind:?}"
            );
        }
    }
    assert_eq!(
        meant(&place, Candidates::default().with_sub(sub(2).as_str())).await,
        Some(sub(2))
    );
    assert_eq!(meant(&place, Candidates::default().with_sub("nobody")).await, None);
    assert_eq!(meant(&place, Candidates::default()).await, None);
    assert_eq!(
        meant(&place, Candidates::from_iter([username("BOB")])).await,
        None,
        "folding is decided above"
    );
}

async fn a_username_is_preferred_to_an_alias(place: Place) {
    let store = &place.store;
    let preferred = name(NameKind::PreferredUsername, "x");
    let phone = name(NameKind::PhoneNumber, "x");
    write(store, users::insert(&user(1, "a"), &[username("a"), preferred.clone()])).await;
    write(store, users::insert(&user(2, "b"), &[username("b"), phone.clone()])).await;
    write(store, users::insert(&user(3, "c"), &[username("c"), email("x")])).await;
    write(store, users::insert(&user(4, "x"), &[username("x")])).await;
    let sub_of_b = sub(2);
    let all = Candidates::from_iter([preferred.clone(), phone.clone(), email("x"), username("x")]);
    assert_eq!(
        meant(&place, all.clone().with_sub(sub_of_b.as_str())).await,
        Some(sub(4))
    );
    let all = Candidates::from_iter([preferred.clone(), phone.clone(), email("x")]);
    assert_eq!(
        meant(&place, all.clone().with_sub(sub_of_b.as_str())).await,
        Some(sub(2))
    );
    assert_eq!(meant(&place, all).await, Some(sub(3)));
    assert_eq!(
        meant(&place, Candidates::from_iter([preferred, phone])).await,
        Some(sub(2))
    );
}

async fn names_of_any_text_are_told_apart(place: Place) {
    let store = &place.store;
    let long = |last: char| format!("{}{last}", "€".repeat(2047));
    let names = [
        "a\0b".to_owned(),
        "ab".to_owned(),
        long('a'),
        long('b'),
        "%".to_owned(),
        String::new(),
    ];
    for (n, name) in names.iter().enumerate() {
        write(store, users::insert(&user(n, "some"), &[email(name)])).await;
    }
    for (n, name) in names.iter().enumerate() {
        assert_eq!(meant(&place, Candidates::from_iter([email(name)])).await, Some(sub(n)));
    }
}

async fn a_user_changes_only_as_it_was_read(place: Place) {
    let store = &place.store;
    let read = with_ann(store).await;
    let mut ann = read.clone();
    ann.attributes.insert("email".into(), "ann@example.com".into());
    ann.status = UserStatus::ResetRequired;
    ann.enabled = false;
    ann.modified = START + Span::seconds(1);
    write(store, users::update(&read, &ann)).await;
    refused(store, users::update(&read, &ann), users::USER_CHANGED).await;
    refused(store, users::unchanged(&ann), users::USER_CHANGED).await;
    ann.version += 1;
    write(store, users::unchanged(&ann)).await;
    same(&store.user(&ann.pool, &ann.sub).await.unwrap().unwrap(), &ann);

    // What nobody is searched by takes another statement.
    let read = ann.clone();
    ann.attributes.insert("nickname".into(), "Annie".into());
    ann.mfa.enabled = vec![MfaMethod::Totp];
    ann.modified = START + Span::seconds(2);
    write(store, users::update(&read, &ann)).await;
    refused(store, users::update(&read, &ann), users::USER_CHANGED).await;
    ann.version += 1;
    same(&store.user(&ann.pool, &ann.sub).await.unwrap().unwrap(), &ann);
}

async fn names_move_only_by_force(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let bob = user(2, "bob");
    write(store, users::insert(&bob, &[username("bob"), email("shared")])).await;

    let claim = names::claim(&ann.pool, &ann.sub, &email("shared"));
    refused(store, users::update(&ann, &ann).and(claim), users::EMAIL_TAKEN).await;
    assert_eq!(
        store.user(&ann.pool, &ann.sub).await.unwrap().unwrap().version,
        1,
        "nothing of it was written"
    );
    write(store, names::claim(&bob.pool, &bob.sub, &email("shared"))).await;
    write(store, names::release(&ann.pool, &ann.sub, &email("shared"))).await;
    assert_eq!(
        meant(&place, Candidates::from_iter([email("shared")])).await,
        Some(bob.sub.clone())
    );

    write(store, names::take_over(&ann.pool, &ann.sub, &email("shared"))).await;
    assert_eq!(
        meant(&place, Candidates::from_iter([email("shared")])).await,
        Some(ann.sub.clone())
    );
    let stale = names::change(&bob.pool, &bob.sub, &[email("shared")], &[email("shared"), email("b")]);
    refused(store, stale, users::EMAIL_TAKEN).await;

    let change = names::change(&ann.pool, &ann.sub, &[email("shared")], &[email("a")]);
    write(store, change).await;
    assert_eq!(meant(&place, Candidates::from_iter([email("shared")])).await, None);
    assert_eq!(
        meant(&place, Candidates::from_iter([email("a")])).await,
        Some(ann.sub.clone())
    );
    for kind in NameKind::ALL {
        assert_eq!(names::kind_of_guard(names::taken(kind)), Some(kind));
    }
    assert_eq!(names::kind_of_guard(users::USER_CHANGED), None);
}

async fn a_deleted_user_leaves_nothing(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let password = crate::credentials::credential("v1", START);
    let code = crate::codes::code(store::codes::Purpose::ForgotPassword, "123456");
    let family = crate::families::family(1);
    let subject = Subject::User(&ann.sub);
    let everything = credentials::set(store.sealer(), (&ann.pool, &ann.sub), &password, 3)
        .and(store::codes::put(store.sealer(), &code))
        .and(families::insert(&family))
        .and(logins::fail(&ann.pool, subject, logins::Proof::Mfa, START));
    write(store, everything).await;
    write(store, users::delete(&ann.pool, &ann.sub)).await;

    assert!(store.user(&ann.pool, &ann.sub).await.unwrap().is_none());
    assert!(store.credential(&ann.pool, &ann.sub).await.unwrap().is_none());
    assert!(store.code(&ann.pool, &ann.sub, &code.purpose).await.unwrap().is_none());
    assert!(store.family(&ann.pool, &ann.sub, family.id).await.unwrap().is_none());
    let lockout = store.lockout(&ann.pool, subject, logins::Proof::Mfa).await.unwrap();
    assert_eq!(lockout, logins::Lockout::NONE);
    assert_eq!(meant(&place, Candidates::from_iter([username("ann")])).await, None);
    refused(store, users::update(&ann, &ann), users::USER_CHANGED).await;
    write(store, users::insert(&user(2, "ann"), &[username("ann")])).await;
}

async fn one_of_sixteen_gets_the_username(place: Place) {
    let store = place.store.clone();
    let ends = race(16, |racer| {
        let store = store.clone();
        async move {
            let batch = users::insert(&user(racer, "ann"), &[username("ann")]);
            store.write(batch).await.unwrap()
        }
    })
    .await;
    assert_eq!(winners(&ends, users::USERNAME_TAKEN), 1);
    assert_eq!(store.pool_size(&pool_id()).await.unwrap(), 1);
    let all = store.users(&pool_id(), None, None, 60).await.unwrap();
    assert_eq!(all.items.len(), 1, "no half-made user stays behind");
    let owner = meant(&place, Candidates::from_iter([username("ann")])).await.unwrap();
    assert_eq!(owner, all.items[0].sub);
}

async fn one_of_sixteen_gets_the_alias(place: Place) {
    let store = place.store.clone();
    for n in 0..16 {
        let name = format!("user{n}");
        write(&store, users::insert(&user(n, &name), &[username(&name)])).await;
    }
    let ends = race(16, |racer| {
        let store = store.clone();
        async move {
            let confirmed = user(racer, &format!("user{racer}"));
            let claim = names::claim(&confirmed.pool, &confirmed.sub, &email("shared@example.com"));
            store
                .write(users::update(&confirmed, &confirmed).and(claim))
                .await
                .unwrap()
        }
    })
    .await;
    assert_eq!(winners(&ends, users::EMAIL_TAKEN), 1);
    let all = store.users(&pool_id(), None, None, 60).await.unwrap();
    assert_eq!(all.items.iter().filter(|user| user.version == 2).count(), 1);
}

async fn a_sign_in_sees_everything_at_once(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let candidates = Candidates::from_iter([username("ann"), email("ann")]);
    let bare = store.sign_in_view(&ann.pool, &candidates).await.unwrap().unwrap();
    same(&bare.user, &ann);
    assert!(bare.credential.is_none());
    assert_eq!(
        (bare.password_lockout, bare.mfa_lockout),
        (logins::Lockout::NONE, logins::Lockout::NONE)
    );

    let mut password = crate::credentials::credential("v1", START);
    password.temporary = true;
    let subject = Subject::User(&ann.sub);
    let batch = credentials::set(store.sealer(), (&ann.pool, &ann.sub), &password, 0)
        .and(logins::fail(&ann.pool, subject, logins::Proof::Password, START))
        .and(logins::fail(&ann.pool, subject, logins::Proof::Password, START))
        .and(logins::fail(&ann.pool, subject, logins::Proof::Mfa, START));
    write(store, batch).await;
    let view = store.sign_in_view(&ann.pool, &candidates).await.unwrap().unwrap();
    let credential = view.credential.unwrap();
    assert_eq!(
        (credential.version.as_str(), credential.set_at, credential.temporary),
        ("v1", START, true)
    );
    let (found, put) = (credential.kept.verifier().unwrap(), password.kept.verifier().unwrap());
    assert_eq!((found.salt(), found.value()), (put.salt(), put.value()));
    assert_eq!((view.password_lockout.fails, view.mfa_lockout.fails), (2, 1));
}

//! Whom a token is about: user, family and groups from one query.

use store::{families, groups, users};
use uuid::Uuid;

use crate::{families::family, groups::group, harness::*};

on_each_engine!(
    a_holder_comes_with_its_family,
    a_holder_without_its_family_is_known,
    groups_are_noticed,
);

async fn a_holder_comes_with_its_family(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let (first, second) = (family(1), family(2));
    for family in [&first, &second] {
        write(store, families::insert(family)).await;
    }
    write(store, families::revoke(&second, START)).await;
    for id in [first.id, second.id] {
        let holder = store.token_holder(&ann.pool, &ann.sub, Some(id)).await.unwrap();
        let holder = holder.unwrap();
        assert_eq!((&holder.user.sub, holder.user.version), (&ann.sub, ann.version));
        assert_eq!(holder.family, store.family(&ann.pool, &ann.sub, id).await.unwrap());
        assert!(holder.family.is_some());
    }
}

async fn a_holder_without_its_family_is_known(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let bob = user(2, "bob");
    write(store, users::insert(&bob, &[username("bob")])).await;
    write(store, families::insert(&family(1))).await;
    for id in [None, Some(Uuid::from_u128(9))] {
        let holder = store.token_holder(&ann.pool, &ann.sub, id).await.unwrap();
        assert!(holder.unwrap().family.is_none());
    }
    let of_another = store.token_holder(&bob.pool, &bob.sub, Some(family(1).id)).await;
    assert!(of_another.unwrap().unwrap().family.is_none());
    let nobody = store.token_holder(&ann.pool, &sub(3), Some(family(1).id)).await;
    assert!(nobody.unwrap().is_none());
}

async fn groups_are_noticed(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let in_groups = async || {
        let holder = store.token_holder(&ann.pool, &ann.sub, None).await.unwrap().unwrap();
        let by_name = users::Candidates::from_iter([username("ann")]);
        let view = store.sign_in_view(&ann.pool, &by_name).await.unwrap().unwrap();
        assert_eq!(holder.in_groups, view.in_groups);
        view.in_groups
    };
    write(store, groups::insert(&group("editors", None))).await;
    assert!(!in_groups().await);
    write(store, groups::add(&ann.pool, &ann.sub, "editors")).await;
    assert!(in_groups().await);
    write(store, groups::remove(&ann.pool, &ann.sub, "editors")).await;
    assert!(!in_groups().await);
}

//! Groups: who joins while a group or a user goes.

use domain::group::Group;
use store::{
    groups::{self, GROUP_EXISTS, NO_GROUP, NO_USER},
    pools::{self, NO_POOL},
    users,
};

use crate::harness::*;

on_each_engine!(
    a_group_comes_back,
    nobody_joins_what_is_gone,
    a_group_goes_with_its_memberships,
);

pub fn group(name: &str, precedence: Option<i32>) -> Group {
    Group {
        pool: pool_id(),
        name: name.into(),
        description: Some("who edits".into()),
        role: Some("arn:aws:iam::123456789012:role/editors".into()),
        precedence,
        created: START,
        modified: START,
    }
}

async fn a_group_comes_back(place: Place) {
    let store = &place.store;
    refused(store, groups::insert(&group("editors", None)), NO_POOL).await;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    let editors = group("editors", Some(i32::MAX));
    write(store, groups::insert(&editors)).await;
    refused(store, groups::insert(&editors), GROUP_EXISTS).await;
    assert_eq!(store.group(&pool_id(), "editors").await.unwrap(), Some(editors.clone()));
    assert_eq!(store.group(&pool_id(), "Editors").await.unwrap(), None);
    let bare = Group {
        description: None,
        role: None,
        precedence: None,
        ..editors
    };
    write(store, groups::update(&bare)).await;
    assert_eq!(store.group(&pool_id(), "editors").await.unwrap(), Some(bare));
    refused(store, groups::update(&group("readers", None)), NO_GROUP).await;
}

async fn nobody_joins_what_is_gone(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    refused(store, groups::add(&pool_id(), &ann.sub, "editors"), NO_GROUP).await;
    write(store, groups::insert(&group("editors", None))).await;
    refused(store, groups::add(&pool_id(), &sub(2), "editors"), NO_USER).await;
    write(store, groups::add(&pool_id(), &ann.sub, "editors")).await;
    write(store, groups::add(&pool_id(), &ann.sub, "editors")).await;
    assert_eq!(store.memberships(&pool_id(), &ann.sub).await.unwrap().len(), 1);
    write(store, users::delete(&ann.pool, &ann.sub)).await;
    assert_eq!(store.memberships(&pool_id(), &ann.sub).await.unwrap(), []);
}

async fn a_group_goes_with_its_memberships(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    write(store, groups::insert(&group("editors", None))).await;
    write(store, groups::insert(&group("readers", Some(3)))).await;
    for name in ["editors", "readers"] {
        write(store, groups::add(&pool_id(), &ann.sub, name)).await;
    }
    write(store, groups::delete(&pool_id(), "editors")).await;
    refused(store, groups::delete(&pool_id(), "editors"), NO_GROUP).await;
    write(store, groups::insert(&group("editors", None))).await;
    let left = store.memberships(&pool_id(), &ann.sub).await.unwrap();
    let names: Vec<_> = left.iter().map(|membership| membership.group.as_str()).collect();
    assert_eq!(names, ["readers"]);
    write(store, groups::remove(&pool_id(), &ann.sub, "readers")).await;
    write(store, groups::remove(&pool_id(), &ann.sub, "readers")).await;
    assert_eq!(store.memberships(&pool_id(), &ann.sub).await.unwrap(), []);
}

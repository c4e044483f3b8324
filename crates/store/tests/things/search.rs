//! ListUsers: every filter, and pages that neither double nor skip.

use std::collections::BTreeSet;

use domain::{
    ids::PoolId,
    moment::Span,
    user::{User, UserStatus},
};
use store::{
    Position,
    search::{Matching, Search, SearchBy},
    users,
};

use crate::harness::*;

on_each_engine!(
    users_are_found_by_everything_searchable,
    without_a_filter_the_newest_come_first,
    pages_follow_each_other_while_users_come_and_go,
    pages_of_a_filter_follow_each_other_while_users_come_and_go,
    any_text_can_be_searched,
    a_position_of_another_list_is_not_taken,
);

fn search(by: SearchBy, matching: Matching, value: &str) -> Search {
    Search {
        by,
        matching,
        value: value.into(),
    }
}

/// The usernames that match, in order.
async fn found(place: &Place, by: SearchBy, matching: Matching, value: &str) -> Vec<String> {
    let search = search(by, matching, value);
    let page = place.store.users(&pool_id(), Some(&search), None, 60).await.unwrap();
    assert!(page.next.is_none());
    page.items.into_iter().map(|user| user.username).collect()
}

async fn put(place: &Place, user: &User) {
    write(&place.store, users::insert(user, &[username(&user.username)])).await;
}

async fn users_are_found_by_everything_searchable(place: Place) {
    let mut ann = user(1, "Ann");
    let mut anna = user(2, "Anna");
    let bob = user(0x1_0000, "bob");
    for (name, value) in [
        ("email", "Ann@example.com"),
        ("phone_number", "+15550100"),
        ("name", "Ann Ä"),
        ("given_name", "Ann"),
        ("family_name", "100%_sure"),
        ("preferred_username", "aNN"),
    ] {
        ann.attributes.insert(name.into(), value.into());
        anna.attributes.insert(name.into(), format!("{value}a"));
    }
    anna.status = UserStatus::Unconfirmed;
    anna.enabled = false;
    for user in [&ann, &anna, &bob] {
        put(&place, user).await;
    }
    let mut stranger = user(9, "Ann");
    stranger.pool = PoolId::new("eu-west-1_other");
    put(&place, &stranger).await;

    use Matching::*;
    use SearchBy::{
        Email, FamilyName, GivenName, Name, PhoneNumber, PreferredUsername, Status, Sub, UserStatus as ByStatus,
        Username,
    };
    for (by, value) in [
        (Email, "aNN@EXAMPLE.com"),
        (PhoneNumber, "+15550100"),
        (Name, "ann ä"),
        (GivenName, "ANN"),
        (FamilyName, "100%_SURE"),
        (PreferredUsername, "Ann"),
    ] {
        assert_eq!(found(&place, by, Exact, value).await, ["Ann"], "{by:?}");
        assert_eq!(found(&place, by, Prefix, value).await, ["Ann", "Anna"], "{by:?}");
        assert_eq!(found(&place, by, Exact, "").await, ["bob"], "{by:?} absent");
        assert_eq!(
            found(&place, by, Prefix, "").await,
            ["bob", "Ann", "Anna"],
            "{by:?} absent comes first"
        );
        assert!(found(&place, by, Prefix, "x").await.is_empty(), "{by:?}");
    }
    assert_eq!(found(&place, Username, Exact, "Ann").await, ["Ann"]);
    assert!(found(&place, Username, Exact, "ann").await.is_empty());
    assert_eq!(found(&place, Username, Prefix, "An").await, ["Ann", "Anna"]);
    assert_eq!(found(&place, ByStatus, Exact, "confirmed").await, ["Ann", "bob"]);
    assert_eq!(found(&place, ByStatus, Prefix, "UN").await, ["Anna"]);
    assert_eq!(found(&place, Status, Exact, "Enabled").await, ["Ann", "bob"]);
    assert_eq!(found(&place, Status, Exact, "Disabled").await, ["Anna"]);
    assert!(found(&place, Status, Exact, "disabled").await.is_empty());
    assert_eq!(
        found(&place, Sub, Exact, &sub(2).as_str().to_uppercase()).await,
        ["Anna"]
    );
    assert_eq!(found(&place, Sub, Prefix, "0000").await, ["Ann", "Anna"]);
    assert_eq!(found(&place, Sub, Prefix, "00010000-").await, ["bob"]);
    assert!(found(&place, Sub, Exact, "0000").await.is_empty());

    let read = ann.clone();
    ann.attributes.insert("email".into(), "new@example.com".into());
    ann.enabled = false;
    write(&place.store, users::update(&read, &ann)).await;
    assert!(found(&place, Email, Exact, "ann@example.com").await.is_empty());
    assert_eq!(found(&place, Email, Exact, "new@example.com").await, ["Ann"]);
    assert_eq!(found(&place, Status, Exact, "Disabled").await, ["Ann", "Anna"]);
}

async fn without_a_filter_the_newest_come_first(place: Place) {
    for n in 0..7 {
        let mut one = user(n, &format!("user{n}"));
        // Three at a time are made at the same moment: the sub decides.
        one.created = START + Span::seconds(i64::try_from(n / 3).unwrap());
        put(&place, &one).await;
    }
    let all = walk(&place, None, 2, async |_| ()).await;
    assert_eq!(all, ["user6", "user5", "user4", "user3", "user2", "user1", "user0"]);
}

/// Walks through all pages, doing something after each; the usernames in order.
async fn walk(place: &Place, search: Option<&Search>, limit: u32, between: impl AsyncFn(usize)) -> Vec<String> {
    let mut seen = Vec::new();
    let mut after: Option<Position> = None;
    for page in 0.. {
        let found = place
            .store
            .users(&pool_id(), search, after.as_ref(), limit)
            .await
            .unwrap();
        assert!(found.items.len() == usize::try_from(limit).unwrap() || found.next.is_none());
        seen.extend(found.items.into_iter().map(|user| user.username));
        let Some(next) = found.next else {
            break;
        };
        // A position survives its way through a token.
        after = Some(serde_json::from_str(&serde_json::to_string(&next).unwrap()).unwrap());
        between(page).await;
    }
    seen
}

/// Between pages of a walk over 40 users, removes odd ones and adds new ones; the even ones must be seen once each.
async fn walk_while_changing(place: &Place, search: Option<&Search>) {
    let moment = |n: usize| START + Span::seconds(i64::try_from(n * 7 % 11).unwrap());
    for n in 0..40 {
        let mut one = user(n, &format!("user{n:02}"));
        one.created = moment(n);
        one.attributes.insert("name".into(), format!("Name {}", n * 13 % 5));
        put(place, &one).await;
    }
    let seen = walk(place, search, 3, async |page| {
        write(&place.store, users::delete(&pool_id(), &sub(39 - 2 * page))).await;
        let mut new = user(100 + page, &format!("new{page}"));
        new.created = moment(page);
        new.attributes.insert("name".into(), format!("Name {}", page % 5));
        put(place, &new).await;
    })
    .await;
    let once: BTreeSet<_> = seen.iter().collect();
    assert_eq!(once.len(), seen.len(), "nobody is seen twice: {seen:?}");
    for n in (0..40).step_by(2) {
        assert!(
            once.contains(&format!("user{n:02}")),
            "user {n} stayed and must be seen"
        );
    }
}

async fn pages_follow_each_other_while_users_come_and_go(place: Place) {
    walk_while_changing(&place, None).await;
}

async fn pages_of_a_filter_follow_each_other_while_users_come_and_go(place: Place) {
    walk_while_changing(&place, Some(&search(SearchBy::Name, Matching::Prefix, "name"))).await;
}

async fn any_text_can_be_searched(place: Place) {
    let long = "ß".repeat(2048);
    for (n, value) in ["a\0b", "\u{10FFFF}", "\u{1}", "%", long.as_str()]
        .into_iter()
        .enumerate()
    {
        let mut one = user(n, &format!("user{n}"));
        one.attributes.insert("name".into(), value.into());
        put(&place, &one).await;
    }
    use Matching::*;
    use SearchBy::{Name, Status, Sub, UserStatus as ByStatus, Username};
    assert_eq!(found(&place, Name, Exact, "%").await, ["user3"]);
    assert_eq!(found(&place, Name, Prefix, "ß").await, ["user4"]);
    assert!(found(&place, Name, Exact, "ß").await.is_empty());
    assert_eq!(found(&place, Name, Prefix, "A").await, ["user0"]);
    for text in ["\0", "'; drop table users; --", "\\", "\u{10FFFF}"] {
        for by in [Name, Username, Sub, ByStatus, Status] {
            found(&place, by, Prefix, text).await;
            found(&place, by, Exact, text).await;
        }
    }
}

async fn a_position_of_another_list_is_not_taken(place: Place) {
    for n in 0..3 {
        put(&place, &user(n, &format!("user{n}"))).await;
    }
    let position = place.store.users(&pool_id(), None, None, 1).await.unwrap().next;
    let filter = search(SearchBy::Name, Matching::Prefix, "");
    assert!(
        place
            .store
            .users(&pool_id(), Some(&filter), position.as_ref(), 1)
            .await
            .is_err()
    );
}

//! Passwords: set, replaced, and remembered as far as the pool's history asks.

use domain::{
    moment::{Moment, Span},
    password::verifier::{Salt, Verifier},
};
use store::{credentials, credentials::Credential};

use crate::harness::*;

on_each_engine!(
    a_password_replaces_the_former_one,
    former_passwords_are_kept_as_far_as_asked
);

/// A password whose salt and verifier tell its version.
pub fn credential(version: &str, set_at: Moment) -> Credential {
    Credential {
        version: version.into(),
        set_at,
        temporary: false,
        verifier: verifier(&format!("salt of {version}"), format!("value of {version}").as_bytes()),
    }
}

/// A verifier of this salt, whose value ends in these bytes.
pub fn verifier(salt: &str, value: &[u8]) -> Verifier {
    Verifier::from_parts(Salt::from_bytes(salt.as_bytes()), value)
}

async fn a_password_replaces_the_former_one(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let owner = (&ann.pool, &ann.sub);
    assert!(store.credential(&ann.pool, &ann.sub).await.unwrap().is_none());
    for version in ["v1", "v2"] {
        write(
            store,
            credentials::set(store.sealer(), owner, &credential(version, START), 0),
        )
        .await;
        let found = store.credential(&ann.pool, &ann.sub).await.unwrap().unwrap();
        assert_eq!(
            (found.version.as_str(), found.set_at, found.temporary),
            (version, START, false)
        );
        let put = credential(version, START).verifier;
        assert_eq!(
            (found.verifier.salt(), found.verifier.value()),
            (put.salt(), put.value())
        );
        assert!(found.verifier.value().ends_with(version.as_bytes()));
    }
    assert!(store.old_passwords(&ann.pool, &ann.sub).await.unwrap().is_empty());
}

async fn former_passwords_are_kept_as_far_as_asked(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let bob = user(2, "bob");
    let set = async |of: &domain::user::User, n: i64, remembered: u32| {
        let password = credential(&format!("v{n}"), START + Span::seconds(n));
        write(
            store,
            credentials::set(store.sealer(), (&of.pool, &of.sub), &password, remembered),
        )
        .await;
        let old = store.old_passwords(&of.pool, &of.sub).await.unwrap();
        old.iter()
            .map(|old| String::from_utf8(old.salt().as_bytes().to_vec()).unwrap())
            .collect::<Vec<_>>()
    };
    assert!(set(&ann, 1, 2).await.is_empty());
    assert!(set(&bob, 7, 2).await.is_empty());
    assert_eq!(set(&ann, 2, 2).await, ["salt of v1"]);
    assert_eq!(set(&ann, 3, 2).await, ["salt of v2", "salt of v1"]);
    assert_eq!(set(&ann, 4, 2).await, ["salt of v3", "salt of v2"]);
    assert_eq!(set(&ann, 5, 23).await, ["salt of v4", "salt of v3", "salt of v2"]);
    assert_eq!(set(&bob, 8, 2).await, ["salt of v7"]);
    assert!(set(&ann, 6, 0).await.is_empty());
    assert_eq!(set(&bob, 9, 2).await, ["salt of v8", "salt of v7"]);
}

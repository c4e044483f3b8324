//! Passwords: set, replaced, and remembered as far as the pool's history asks.

use domain::{
    moment::{Moment, Span},
    password::{
        foreign::{ForeignHash, HashAlgorithm},
        kept::Kept,
        verifier::{Salt, Verifier},
    },
};
use store::{credentials, credentials::Credential};

use crate::harness::*;

on_each_engine!(
    a_password_replaces_the_former_one,
    a_foreign_hash_gives_way_to_a_verifier_once,
    former_passwords_are_kept_as_far_as_asked
);

/// A password whose salt and verifier tell its version.
pub fn credential(version: &str, set_at: Moment) -> Credential {
    Credential {
        version: version.into(),
        set_at,
        temporary: false,
        kept: Kept::Verifier(verifier(
            &format!("salt of {version}"),
            format!("value of {version}").as_bytes(),
        )),
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
        let (found, put) = (found.kept, credential(version, START).kept);
        let (found, put) = (found.verifier().unwrap(), put.verifier().unwrap());
        assert_eq!((found.salt(), found.value()), (put.salt(), put.value()));
        assert!(found.value().ends_with(version.as_bytes()));
    }
    assert!(store.old_passwords(&ann.pool, &ann.sub).await.unwrap().is_empty());
}

/// A hash that a user was imported with.
pub const HASH: &str = "$2b$04$abcdefghijklmnopqrstuuZVGM0KvpkqLzrwKeLNOROC3Iw3jyMx2";

/// A password of which only that hash is kept.
pub fn imported(version: &str) -> Credential {
    let hash = ForeignHash::parse(HashAlgorithm::Bcrypt, HASH).unwrap();
    Credential {
        kept: Kept::Foreign(hash),
        ..credential(version, START)
    }
}

async fn a_foreign_hash_gives_way_to_a_verifier_once(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let (sealer, owner) = (store.sealer(), (&ann.pool, &ann.sub));
    let convert = |version: &str, salt: &str| credentials::convert(sealer, owner, version, &verifier(salt, b"value"));
    let salt = async || {
        let found = store.credential(&ann.pool, &ann.sub).await.unwrap().unwrap();
        let salt = found
            .kept
            .verifier()
            .map(|verifier| verifier.salt().as_bytes().to_vec());
        (found.version, salt.map(|salt| String::from_utf8(salt).unwrap()))
    };
    write(store, convert("v1", "of nobody")).await;
    assert!(store.credential(&ann.pool, &ann.sub).await.unwrap().is_none());

    write(store, credentials::set_first(sealer, owner, &imported("v1"))).await;
    let found = store.credential(&ann.pool, &ann.sub).await.unwrap().unwrap();
    assert_eq!(found.kept.foreign().map(ForeignHash::as_text), Some(HASH));
    write(store, convert("v0", "of another password")).await;
    assert_eq!(salt().await, ("v1".into(), None));
    write(store, convert("v1", "first")).await;
    write(store, convert("v1", "second")).await;
    assert_eq!(salt().await, ("v1".into(), Some("first".into())));

    write(store, credentials::set(sealer, owner, &imported("v2"), 3)).await;
    write(store, credentials::set(sealer, owner, &credential("v3", START), 3)).await;
    write(store, convert("v2", "of the former password")).await;
    assert_eq!(salt().await, ("v3".into(), Some("salt of v3".into())));
    let old = store.old_passwords(&ann.pool, &ann.sub).await.unwrap();
    let foreign: Vec<_> = old.iter().map(|old| old.foreign().map(ForeignHash::as_text)).collect();
    assert_eq!(foreign, [Some(HASH), None], "the history has both");
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
            .map(|old| String::from_utf8(old.verifier().unwrap().salt().as_bytes().to_vec()).unwrap())
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

//! Pools: found, changed by compare-and-set, listed by region, deleted with all that they own.

use domain::{
    ids::{PoolId, Region},
    moment::Span,
    replica::{RegionalSettings, Replica, ReplicaStatus},
};
use store::{
    clients, codes,
    db::Batch,
    groups, logins, pools, remains, replicas, signing_keys,
    signing_keys::{KeyPurpose, SigningKey},
    spent, users,
    users::Candidates,
};
use zeroize::Zeroizing;

use crate::harness::*;

on_each_engine!(
    a_pool_is_found_as_it_was_put,
    a_pool_changes_only_as_it_was_read,
    pools_are_listed_by_region,
    a_pool_counts_its_users,
    a_deleted_pool_leaves_nothing,
    a_large_pool_is_gone_at_once_and_its_users_go_by_chunks,
    signing_keys_come_back,
);

async fn a_pool_is_found_as_it_was_put(place: Place) {
    let store = &place.store;
    let mut put = pool("eu-west-1_AbCdEf123");
    put.settings_mut().tags.insert("team".into(), "ключи \u{0} 🔑".into());
    write(store, pools::insert(&put)).await;
    let found = store.pool(&put.id).await.unwrap().unwrap();
    assert_eq!(format!("{found:?}"), format!("{put:?}"));
    refused(store, pools::insert(&put), pools::POOL_EXISTS).await;
    assert!(store.pool(&PoolId::new("eu-west-1_other")).await.unwrap().is_none());
}

async fn a_pool_changes_only_as_it_was_read(place: Place) {
    let store = &place.store;
    let mut put = pool("eu-west-1_AbCdEf123");
    write(store, pools::insert(&put)).await;
    put.name = "humans".into();
    put.settings_mut().deletion_protected = true;
    put.modified = START + Span::seconds(1);
    write(store, pools::update(&put)).await;
    refused(store, pools::update(&put), pools::POOL_CHANGED).await;
    let found = store.pool(&put.id).await.unwrap().unwrap();
    assert_eq!(
        (found.name.as_str(), found.version, found.modified),
        ("humans", 2, put.modified)
    );
    assert!(found.settings.deletion_protected);
    refused(store, pools::delete(&put, START), pools::POOL_CHANGED).await;
    write(store, pools::delete(&found, START)).await;
    assert!(store.pool(&put.id).await.unwrap().is_none());
}

async fn pools_are_listed_by_region(place: Place) {
    let store = &place.store;
    for n in 0..7 {
        let mut one = pool(&format!("eu-west-1_{n}"));
        // Two at a time are made at the same moment: the id decides.
        one.created = START + Span::seconds(10 - n / 2);
        write(store, pools::insert(&one)).await;
    }
    // Pools from elsewhere have been here since they were brought.
    for n in 7..9 {
        let one = pool(&format!("us-east-1_{n}"));
        write(store, pools::insert(&one)).await;
        if n == 8 {
            let replica = Replica {
                pool: one.id,
                region: Region::new("eu-west-1"),
                status: ReplicaStatus::Inactive,
                created: START + Span::seconds(9),
                settings: RegionalSettings::default(),
            };
            write(store, replicas::insert(&replica)).await;
        }
    }
    let region = Region::new("eu-west-1");
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store.pools(&region, after.as_ref(), 3).await.unwrap();
        assert!(page.items.len() == 3 || page.next.is_none());
        seen.extend(page.items.iter().map(|listed| listed.pool.id.scope().to_owned()));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, ["6", "4", "5", "2", "3", "8", "0", "1"]);
    let exact = store.pools(&region, None, 8).await.unwrap();
    assert!(exact.next.is_none(), "a last page that is just full names no next one");
}

async fn a_pool_counts_its_users(place: Place) {
    let store = &place.store;
    with_ann(store).await;
    for n in 2..40 {
        let name = format!("user{n}");
        write(store, users::insert(&user(n, &name), &[username(&name)])).await;
    }
    refused(
        store,
        users::insert(&user(50, "ann"), &[username("ann")]),
        users::USERNAME_TAKEN,
    )
    .await;
    assert_eq!(store.pool_size(&pool_id()).await.unwrap(), 39);
    write(store, users::delete(&pool_id(), &sub(7))).await;
    refused(store, users::delete(&pool_id(), &sub(7)), users::USER_CHANGED).await;
    assert_eq!(store.pool_size(&pool_id()).await.unwrap(), 38);
    assert_eq!(store.pool_size(&PoolId::new("eu-west-1_none")).await.unwrap(), 0);
}

async fn a_deleted_pool_leaves_nothing(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let sealer = store.sealer();
    let client = crate::clients::client("one", &["secret-of-the-client"]);
    let password = crate::credentials::credential("v1", START);
    let code = crate::codes::code(codes::Purpose::SignUp, "123456");
    let family = crate::families::family(1);
    let everything = clients::insert(sealer, &client)
        .and(store::credentials::set(sealer, (&ann.pool, &ann.sub), &password, 3))
        .and(codes::put(sealer, &code))
        .and(store::families::insert(&family))
        .and(spent::spend(&ann.pool, "once", START))
        .and(logins::fail(
            &ann.pool,
            store::Subject::User(&ann.sub),
            logins::Proof::Password,
            START,
        ))
        .and(signing_keys::insert(sealer, &ann.pool, &signing_key("k")));
    write(store, everything).await;

    let pool = store.pool(&pool_id()).await.unwrap().unwrap();
    write(store, pools::delete(&pool, START)).await;

    let candidates = Candidates::from_iter([username("ann")]);
    assert!(store.user_by_name(&ann.pool, &candidates).await.unwrap().is_none());
    assert!(store.client(&client.id).await.unwrap().is_none());
    assert!(store.credential(&ann.pool, &ann.sub).await.unwrap().is_none());
    assert!(
        store
            .code(&ann.pool, &ann.sub, &codes::Purpose::SignUp)
            .await
            .unwrap()
            .is_none()
    );
    assert!(store.family(&ann.pool, &ann.sub, family.id).await.unwrap().is_none());
    assert!(store.signing_keys(&ann.pool).await.unwrap().is_empty());
    assert_eq!(store.pool_size(&ann.pool).await.unwrap(), 0);
    let lockout = store.lockout(&ann.pool, store::Subject::User(&ann.sub), logins::Proof::Password);
    assert_eq!(lockout.await.unwrap(), logins::Lockout::NONE);
    assert_eq!(
        store.memberships(&ann.pool, &ann.sub).await.unwrap(),
        Vec::<groups::Membership>::new()
    );
    // A pool of the same id starts from nothing.
    with_ann(store).await;
    write(store, spent::spend(&ann.pool, "once", START)).await;
}

async fn a_large_pool_is_gone_at_once_and_its_users_go_by_chunks(place: Place) {
    let store = &place.store;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    write(store, pools::insert(&pool("eu-west-1_other"))).await;
    let many = (0..1_200).fold(Batch::new(), |batch, n| {
        let name = format!("user{n}");
        batch.and(users::insert(&user(n, &name), &[username(&name)]))
    });
    write(store, many).await;
    let mut neighbour = user(1, "ann");
    neighbour.pool = PoolId::new("eu-west-1_other");
    write(store, users::insert(&neighbour, &[username("ann")])).await;

    let found = store.pool(&pool_id()).await.unwrap().unwrap();
    write(store, pools::delete(&found, START)).await;
    assert!(store.pool(&pool_id()).await.unwrap().is_none());
    assert_eq!(store.remains_due(START - Span::seconds(1)).await.unwrap(), None);
    let due = store.remains_due(START).await.unwrap().unwrap();
    assert_eq!((&due.pool, due.clean), (&pool_id(), false));
    let mut chunks = 0;
    while store.has_remains(&due.pool).await.unwrap() {
        write(store, remains::drop_some(&due.pool)).await;
        chunks += 1;
    }
    assert_eq!(chunks, 2, "five hundred went with the pool");
    let clean = remains::Remains { clean: true, ..due };
    write(store, remains::look_again(&clean, START + Span::hours(1))).await;
    assert_eq!(store.remains_due(START).await.unwrap(), None);
    assert_eq!(store.remains_due(START + Span::hours(1)).await.unwrap(), Some(clean));
    write(store, remains::forget(&pool_id())).await;
    assert_eq!(store.remains_due(START + Span::hours(1)).await.unwrap(), None);
    assert!(store.user(&neighbour.pool, &neighbour.sub).await.unwrap().is_some());
}

async fn signing_keys_come_back(place: Place) {
    let store = &place.store;
    let id = SigningKey {
        purpose: KeyPurpose::Id,
        ..signing_key("id-kid=")
    };
    let access = signing_key("access-kid=");
    let both = signing_keys::insert(store.sealer(), &pool_id(), &id).and(signing_keys::insert(
        store.sealer(),
        &pool_id(),
        &access,
    ));
    write(store, both).await;
    refused(
        store,
        signing_keys::insert(store.sealer(), &pool_id(), &id),
        signing_keys::KEY_EXISTS,
    )
    .await;
    let keys = store.signing_keys(&pool_id()).await.unwrap();
    let found: Vec<_> = keys
        .iter()
        .map(|key| (key.kid.as_str(), key.purpose, key.created, key.pkcs8.as_slice()))
        .collect();
    let key = b"a private key".as_slice();
    assert_eq!(
        found,
        [
            ("access-kid=", KeyPurpose::Access, START, key),
            ("id-kid=", KeyPurpose::Id, START, key)
        ]
    );
    assert!(
        store
            .signing_keys(&PoolId::new("eu-west-1_other"))
            .await
            .unwrap()
            .is_empty()
    );
}

pub fn signing_key(kid: &str) -> SigningKey {
    SigningKey {
        kid: kid.into(),
        purpose: KeyPurpose::Access,
        created: START,
        pkcs8: Zeroizing::new(b"a private key".to_vec()),
    }
}

//! Clients: unique over all pools, changed by compare-and-set, their secrets sealed.

use std::sync::Arc;

use domain::{
    client::{Client, ClientSecret},
    ids::{ClientId, PoolId},
    moment::Span,
};
use store::{clients, families, pools};

use crate::harness::*;

on_each_engine!(
    a_client_comes_with_its_pool,
    a_client_is_unique_over_all_pools,
    a_client_changes_only_as_it_was_read,
    clients_are_listed_by_pool,
    a_deleted_client_takes_its_tokens_along,
);

pub fn client(id: &str, secrets: &[&str]) -> Client {
    let secret = |value: &&str| ClientSecret {
        id: format!("{id}--{}", START.seconds()),
        value: (*value).into(),
        created: START,
    };
    Client {
        id: ClientId::new(id),
        pool: pool_id(),
        name: "app".into(),
        created: START,
        modified: START,
        version: 1,
        secrets: secrets.iter().map(secret).collect(),
        settings: Arc::default(),
    }
}

fn values(client: &Client) -> Vec<&str> {
    client.secrets.iter().map(|secret| secret.value.as_str()).collect()
}

async fn a_client_comes_with_its_pool(place: Place) {
    let store = &place.store;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    let mut put = client("one", &["first", "second"]);
    put.settings_mut().callback_urls = vec!["https://example.com/".into()];
    write(store, clients::insert(store.sealer(), &put)).await;
    let (of, found) = store.client(&put.id).await.unwrap().unwrap();
    assert_eq!((of.id, of.name.as_str()), (pool_id(), "people"));
    assert_eq!(
        (&found.id, &found.pool, found.name.as_str(), found.version),
        (&put.id, &put.pool, "app", 1)
    );
    assert_eq!((found.created, found.modified), (START, START));
    assert_eq!(values(&found), ["first", "second"]);
    assert_eq!(found.secrets[0].id, format!("one--{}", START.seconds()));
    assert_eq!(found.settings.callback_urls, put.settings_mut().callback_urls);
    assert!(store.client(&ClientId::new("two")).await.unwrap().is_none());
}

async fn a_client_is_unique_over_all_pools(place: Place) {
    let store = &place.store;
    let mut twin = client("one", &["secret"]);
    twin.pool = PoolId::new("eu-west-1_other");
    refused(store, clients::insert(store.sealer(), &twin), pools::NO_POOL).await;
    for id in [pool_id().as_str(), twin.pool.as_str()] {
        write(store, pools::insert(&pool(id))).await;
    }
    write(store, clients::insert(store.sealer(), &client("one", &[]))).await;
    refused(store, clients::insert(store.sealer(), &twin), clients::CLIENT_EXISTS).await;
}

async fn a_client_changes_only_as_it_was_read(place: Place) {
    let store = &place.store;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    let mut put = client("one", &["first"]);
    write(store, clients::insert(store.sealer(), &put)).await;
    put.name = "site".into();
    put.secrets.clear();
    put.settings_mut().oauth_enabled = true;
    put.modified = START + Span::days(1);
    write(store, clients::update(store.sealer(), &put)).await;
    refused(store, clients::update(store.sealer(), &put), clients::CLIENT_CHANGED).await;
    refused(store, clients::delete(&put), clients::CLIENT_CHANGED).await;
    let (_, found) = store.client(&put.id).await.unwrap().unwrap();
    assert_eq!(
        (found.name.as_str(), found.version, found.modified),
        ("site", 2, put.modified)
    );
    assert!(found.secrets.is_empty() && found.settings.oauth_enabled);
}

async fn clients_are_listed_by_pool(place: Place) {
    let store = &place.store;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    for n in 0..5 {
        let mut one = client(&format!("client{n}"), &["secret"]);
        one.created = START + Span::seconds(5 - n);
        write(store, clients::insert(store.sealer(), &one)).await;
    }
    let first = store.clients(&pool_id(), None, 2).await.unwrap();
    let second = store.clients(&pool_id(), first.next.as_ref(), 2).await.unwrap();
    let third = store.clients(&pool_id(), second.next.as_ref(), 2).await.unwrap();
    let pages = [&first, &second, &third].map(|page| page.items.iter().map(|one| one.id.as_str()).collect::<Vec<_>>());
    assert_eq!(
        pages,
        [vec!["client4", "client3"], vec!["client2", "client1"], vec!["client0"]]
    );
    assert!(third.next.is_none());
    assert_eq!(values(&third.items[0]), ["secret"]);
}

async fn a_deleted_client_takes_its_tokens_along(place: Place) {
    let store = &place.store;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    let (gone, kept) = (client("gone", &[]), client("kept", &[]));
    let mut of_gone = crate::families::family(1);
    of_gone.client = gone.id.clone();
    let mut of_kept = crate::families::family(2);
    of_kept.client = kept.id.clone();
    let all = clients::insert(store.sealer(), &gone)
        .and(clients::insert(store.sealer(), &kept))
        .and(families::insert(&of_gone))
        .and(families::insert(&of_kept));
    write(store, all).await;
    write(store, clients::delete(&gone)).await;
    assert!(store.client(&gone.id).await.unwrap().is_none());
    assert!(store.client(&kept.id).await.unwrap().is_some());
    assert!(store.family(&pool_id(), &sub(1), of_gone.id).await.unwrap().is_none());
    assert!(store.family(&pool_id(), &sub(1), of_kept.id).await.unwrap().is_some());
}

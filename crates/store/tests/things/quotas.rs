//! How many there may be: exactly so many, also when many ask at once.

use domain::{
    group::Group,
    ids::{ClientId, Sub},
    quota,
    resource_server::ResourceServer,
};
use store::{
    clients::{self, CLIENTS_FULL},
    db::Batch,
    groups::{self, USER_FULL},
    pools,
    providers::{self, PROVIDERS_FULL},
    resource_servers::{self, SERVERS_FULL},
};

use crate::{clients::client, harness::*, providers::provider};

on_each_engine!(
    a_pool_has_so_many_resource_servers,
    a_pool_has_so_many_clients,
    a_user_is_in_so_many_groups,
    a_pool_has_so_many_providers,
);

/// How many are there before the race, so that it is short.
const LESS: i64 = 5;

/// Writes all but a few of `most`, then lets twenty race for the rest.
async fn fill(place: &Place, most: i64, full: &'static str, insert: impl Fn(i64) -> Batch) {
    for n in 0..most - LESS {
        write(&place.store, insert(n)).await;
    }
    let ends = race(20, |racer| {
        let (store, batch) = (place.store.clone(), insert(most + i64::try_from(racer).unwrap()));
        async move { store.write(batch).await.unwrap() }
    })
    .await;
    assert_eq!(winners(&ends, full), usize::try_from(LESS).unwrap());
}

async fn a_pool_has_so_many_resource_servers(place: Place) {
    write(&place.store, pools::insert(&pool(pool_id().as_str()))).await;
    let server = |n| ResourceServer {
        pool: pool_id(),
        identifier: format!("server-{n}"),
        name: "api".into(),
        scopes: None,
    };
    let most = quota::RESOURCE_SERVERS;
    fill(&place, most, SERVERS_FULL, |n| resource_servers::insert(&server(n))).await;
    let found = place.store.resource_servers(&pool_id(), None, 100).await.unwrap();
    assert_eq!(i64::try_from(found.items.len()).unwrap(), most);
    let known = resource_servers::insert(&server(0));
    refused(&place.store, known, resource_servers::SERVER_EXISTS).await;
    write(&place.store, resource_servers::delete(&pool_id(), "server-0")).await;
    write(&place.store, resource_servers::insert(&server(0))).await;
}

async fn a_pool_has_so_many_clients(place: Place) {
    write(&place.store, pools::insert(&pool(pool_id().as_str()))).await;
    let sealer = place.store.sealer().clone();
    let many = (0..quota::CLIENTS - 2 * LESS).fold(Batch::new(), |batch, n| {
        batch.and(clients::insert(&sealer, &client(&format!("early-{n}"), &[])))
    });
    write(&place.store, many).await;
    fill(&place, 2 * LESS, CLIENTS_FULL, |n| {
        clients::insert(&sealer, &client(&format!("late-{n}"), &[]))
    })
    .await;
    let (_, gone) = place.store.client(&ClientId::new("early-0")).await.unwrap().unwrap();
    write(&place.store, clients::delete(&gone)).await;
    write(&place.store, clients::insert(&sealer, &gone)).await;
    let more = clients::insert(&sealer, &client("more", &[]));
    refused(&place.store, more, CLIENTS_FULL).await;
}

async fn a_pool_has_so_many_providers(place: Place) {
    write(&place.store, pools::insert(&pool(pool_id().as_str()))).await;
    let sealer = place.store.sealer().clone();
    let insert = |name: String| providers::insert(&sealer, &provider(&name), None);
    let early = quota::PROVIDERS - 2 * LESS;
    let many = (0..early).fold(Batch::new(), |batch, n| batch.and(insert(format!("early-{n}"))));
    write(&place.store, many).await;
    fill(&place, 2 * LESS, PROVIDERS_FULL, |n| insert(format!("late-{n}"))).await;
}

async fn a_user_is_in_so_many_groups(place: Place) {
    let store = &place.store;
    let ann: Sub = with_ann(store).await.sub;
    let most = quota::GROUPS_OF_A_USER;
    for n in 0..most + 20 {
        let group = Group {
            pool: pool_id(),
            name: format!("group-{n}"),
            description: None,
            role: None,
            precedence: None,
            created: START,
            modified: START,
        };
        write(store, groups::insert(&group)).await;
    }
    fill(&place, most, USER_FULL, |n| {
        groups::add(&pool_id(), &ann, &format!("group-{n}"))
    })
    .await;
    write(store, groups::add(&pool_id(), &ann, "group-0")).await;
    write(store, groups::remove(&pool_id(), &ann, "group-0")).await;
    write(store, groups::add(&pool_id(), &ann, "group-1")).await;
    write(store, groups::add(&pool_id(), &ann, "group-0")).await;
}

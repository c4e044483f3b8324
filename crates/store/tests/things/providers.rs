//! Identity providers: they come back whole, identifiers are one provider's, and identities are one user's.

use domain::{
    moment::Span,
    provider::{
        FetchedMetadata, Provider, ProviderKind,
        identity::{Bond, Identity, Owner},
    },
};
use store::{
    clients::{self, CLIENT_CHANGED},
    db::Done,
    identities::{self, IDENTITY_TAKEN, NO_IDENTITY},
    pools::{self, NO_POOL, POOL_CHANGED},
    providers::{self, IDENTIFIER_TAKEN, PROVIDER_CHANGED, PROVIDER_EXISTS},
    users,
};

use crate::{clients::client, harness::*};

on_each_engine!(
    a_provider_comes_back,
    a_provider_changes_only_as_it_was_read,
    an_identifier_is_one_providers,
    a_provider_goes_from_its_clients,
    an_identity_is_one_users,
);

pub fn provider(name: &str) -> Provider {
    let pairs = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    Provider {
        pool: pool_id(),
        name: name.into(),
        kind: ProviderKind::Saml,
        details: pairs(&[("client_id", "c"), ("client_secret", "s"), ("MetadataURL", "u")]),
        mapping: pairs(&[("email", "mail")]),
        identifiers: Vec::new(),
        acr: pairs(&[("Level1", "one")]),
        metadata: Some(FetchedMetadata {
            document: "<xml/>".into(),
            at: START,
        }),
        abilities: Default::default(),
        decryption_key: Some(vec![0, 1, 2]),
        created: START,
        modified: START,
        version: 1,
    }
}

async fn a_provider_comes_back(place: Place) {
    let (store, sealer) = (&place.store, place.store.sealer());
    refused(store, providers::insert(sealer, &provider("Example"), None), NO_POOL).await;
    let mut first = pool(pool_id().as_str());
    write(store, pools::insert(&first)).await;
    first.name = "humans".into();
    write(store, providers::insert(sealer, &provider("Example"), Some(&first))).await;
    assert_eq!(store.pool(&pool_id()).await.unwrap().unwrap().name, "humans");
    refused(
        store,
        providers::insert(sealer, &provider("Other"), Some(&first)),
        POOL_CHANGED,
    )
    .await;
    refused(
        store,
        providers::insert(sealer, &provider("Example"), None),
        PROVIDER_EXISTS,
    )
    .await;
    assert!(store.provider(&pool_id(), "Example").await.unwrap() == Some(provider("Example")));
    assert!(store.provider(&pool_id(), "Exa\0").await.unwrap().is_none());
    assert_eq!(store.provider_names(&pool_id()).await.unwrap(), ["Example"]);
    let group = format!("{}_Example", pool_id());
    assert!(store.group(&pool_id(), &group).await.unwrap().is_some());
}

async fn a_provider_changes_only_as_it_was_read(place: Place) {
    let (store, sealer) = (&place.store, place.store.sealer());
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    write(store, providers::insert(sealer, &provider("Example"), None)).await;
    let mut changed = provider("Example");
    changed.details.insert("client_secret".into(), "t".into());
    changed.modified = START + Span::seconds(1);
    changed.decryption_key = None;
    write(store, providers::update(sealer, &changed)).await;
    refused(store, providers::update(sealer, &changed), PROVIDER_CHANGED).await;
    refused(store, providers::delete(sealer, &changed, &[]), PROVIDER_CHANGED).await;
    changed.version = 2;
    assert!(store.provider(&pool_id(), "Example").await.unwrap() == Some(changed.clone()));
    write(store, providers::delete(sealer, &changed, &[])).await;
    assert!(store.provider(&pool_id(), "Example").await.unwrap().is_none());
}

async fn an_identifier_is_one_providers(place: Place) {
    let store = place.store.clone();
    write(&store, pools::insert(&pool(pool_id().as_str()))).await;
    let named = |name: &str, identifiers: &[&str]| Provider {
        identifiers: identifiers.iter().map(|one| (*one).to_owned()).collect(),
        ..provider(name)
    };
    let ends = race(8, |racer| {
        let one = named(&format!("Example-{racer}"), &[&format!("own-{racer}"), "shared"]);
        let (store, batch) = (store.clone(), providers::insert(store.sealer(), &one, None));
        async move { store.write(batch).await.unwrap() }
    })
    .await;
    assert_eq!(winners(&ends, IDENTIFIER_TAKEN), 1);
    let owner = store
        .provider_by_identifier(&pool_id(), "shared")
        .await
        .unwrap()
        .unwrap();
    let other = named(&owner.name, &["new"]);
    write(&store, providers::update(store.sealer(), &other)).await;
    assert!(
        store
            .provider_by_identifier(&pool_id(), "shared")
            .await
            .unwrap()
            .is_none()
    );
    let found = store.provider_by_identifier(&pool_id(), "new").await.unwrap().unwrap();
    assert_eq!(found.name, owner.name);
}

async fn a_provider_goes_from_its_clients(place: Place) {
    let (store, sealer) = (&place.store, place.store.sealer());
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    write(store, providers::insert(sealer, &provider("Example"), None)).await;
    let mut app = client("app", &["secret"]);
    app.settings_mut().identity_providers = vec!["Example".into()];
    write(store, clients::insert(sealer, &app)).await;
    app.settings_mut().identity_providers.clear();
    let stale = domain::client::Client {
        version: 7,
        ..app.clone()
    };
    let overtaken = providers::delete(sealer, &provider("Example"), &[stale]);
    refused(store, overtaken, CLIENT_CHANGED).await;
    write(store, providers::delete(sealer, &provider("Example"), &[app])).await;
    let (_, app) = store.client(&domain::ids::ClientId::new("app")).await.unwrap().unwrap();
    assert!(app.settings.identity_providers.is_empty());
}

async fn an_identity_is_one_users(place: Place) {
    let store = place.store.clone();
    let ann = with_ann(&store).await;
    let identity = Identity {
        pool: pool_id(),
        provider: "Example".into(),
        attribute: "Cognito_Subject".into(),
        value: "a \0 value".into(),
    };
    let owner = |n| Owner {
        sub: sub(n),
        bond: Bond::Linked,
    };
    let ends = race(8, |racer| {
        let (store, batch) = (store.clone(), identities::insert(&identity, &owner(racer)));
        async move { store.write(batch).await.unwrap() }
    })
    .await;
    assert_eq!(winners(&ends, IDENTITY_TAKEN), 1);
    let winner = store.identity_owner(&identity).await.unwrap().unwrap();
    assert_eq!(
        store.write(identities::delete(&identity, &winner.sub)).await.unwrap(),
        Done::Written
    );
    refused(&store, identities::delete(&identity, &winner.sub), NO_IDENTITY).await;
    write(&store, identities::insert(&identity, &owner(1))).await;
    let disabled = Owner {
        bond: Bond::Disabled,
        ..owner(1)
    };
    write(&store, identities::rebind(&identity, &disabled)).await;
    assert_eq!(store.identity_owner(&identity).await.unwrap(), Some(disabled));
    refused(&store, identities::rebind(&identity, &owner(2)), NO_IDENTITY).await;
    write(&store, users::delete(&ann.pool, &ann.sub)).await;
    assert_eq!(store.identity_owner(&identity).await.unwrap(), None);
}

//! How many of a thing a pool may have: exactly so many, also when more ask at once, and what is said then. The counting itself is
//! raced on both engines by the store's tests; here are the operations, and the things that those tests leave out.

use std::sync::Arc;

use domain::{group::Group, ids::PoolId, import::job::MOST_JOBS, ports::Clock, quota};
use serde_json::{Value, json};
use store::{
    db::{Batch, Done},
    groups, imports, providers,
};
use testkit::Server;

use crate::{
    race::{race, winners},
    stage::Stage,
};

/// Room that is left before the race.
const ROOM: i64 = 3;

struct Pool {
    server: Arc<Server>,
    id: PoolId,
    client: String,
}

impl Pool {
    async fn new() -> Self {
        let Stage { server, pool, client } = Stage::plain().await;
        Self {
            server: Arc::new(server),
            id: PoolId::new(pool.as_str()),
            client,
        }
    }

    async fn call(&self, operation: &str, body: Value) -> Value {
        let mut body = body;
        body["UserPoolId"] = json!(self.id.as_str());
        self.server.call(operation, body).await.ok()
    }

    /// What the operations would have written one by one.
    async fn fill(&self, things: impl Iterator<Item = Batch>) {
        let all = things.fold(Batch::new(), Batch::and);
        assert_eq!(
            self.server.house().store.write(all).await.expect("a store"),
            Done::Written
        );
    }

    /// Eight ask at once, of whom as many win; the others are told so.
    async fn wins(&self, operation: &'static str, body: impl Fn(i64) -> Value, (most, told): (i64, (&str, &str))) {
        let body = |n: i64| {
            let mut body = body(n);
            body["UserPoolId"] = json!(self.id.as_str());
            body
        };
        let replies = race(&self.server, operation, (0..8).map(body).collect()).await;
        let won = winners(&replies, told);
        assert_eq!(i64::try_from(won).expect("few"), most, "{operation}");
    }
}

#[tokio::test]
async fn groups() {
    let pool = Pool::new().await;
    let now = pool.server.clock().now();
    let group = |n: i64| Group {
        pool: pool.id.clone(),
        name: format!("group-{n}"),
        description: None,
        role: None,
        precedence: None,
        created: now,
        modified: now,
    };
    pool.fill((0..quota::GROUPS - ROOM).map(|n| groups::insert(&group(n))))
        .await;
    let full = "Maximum number of groups reached for this user pool.";
    pool.wins(
        "CreateGroup",
        |n| json!({ "GroupName": format!("late-{n}") }),
        (ROOM, ("LimitExceededException", full)),
    )
    .await;
}

#[tokio::test]
async fn import_jobs() {
    let pool = Pool::new().await;
    let body = json!({ "JobName": "job", "CloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/import" });
    let first = pool.call("CreateUserImportJob", body.clone()).await["UserImportJob"]["JobId"].clone();
    let store = &pool.server.house().store;
    let id = first.as_str().expect("an id");
    let first = store.import_job(&pool.id, id).await.expect("a store").expect("a job");
    let job = |n: i64| {
        let mut job = first.clone();
        job.id = format!("import-{n:010}");
        imports::insert(&job)
    };
    pool.fill((1..MOST_JOBS - ROOM).map(job)).await;
    let full = "Maximum number of user import jobs has been reached.";
    pool.wins(
        "CreateUserImportJob",
        |_| body.clone(),
        (ROOM, ("LimitExceededException", full)),
    )
    .await;
}

#[tokio::test]
async fn identity_providers() {
    let pool = Pool::new().await;
    let details = json!({ "client_id": "c", "client_secret": "s", "authorize_scopes": "email" });
    let body = json!({ "ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": details });
    pool.call("CreateIdentityProvider", body).await;
    let store = &pool.server.house().store;
    let first = store
        .provider(&pool.id, "Google")
        .await
        .expect("a store")
        .expect("a provider");
    let provider = |n: i64| {
        let mut provider = first.clone();
        provider.name = format!("provider-{n}");
        providers::insert(store.sealer(), &provider, None)
    };
    pool.fill((1..quota::PROVIDERS - ROOM).map(provider)).await;
    let body = |n: i64| {
        let details = json!({
            "client_id": "c", "authorize_scopes": "openid", "oidc_issuer": "https://id.example.com",
            "attributes_request_method": "GET", "authorize_url": "https://id.example.com/authorize",
            "token_url": "https://id.example.com/token", "attributes_url": "https://id.example.com/userinfo",
            "jwks_uri": "https://id.example.com/jwks",
        });
        json!({ "ProviderName": format!("late-{n}"), "ProviderType": "OIDC", "ProviderDetails": details })
    };
    let full = "Maximum number of identity providers reached for this user pool.";
    pool.wins("CreateIdentityProvider", body, (ROOM, ("LimitExceededException", full)))
        .await;
}

#[tokio::test]
async fn custom_attributes() {
    let pool = Pool::new().await;
    for (from, to) in [(0, 25), (25, 47)] {
        let entry = |n: i64| json!({ "Name": format!("a{n}"), "AttributeDataType": "String" });
        let attributes: Vec<Value> = (from..to).map(entry).collect();
        let body = json!({ "CustomAttributes": attributes });
        pool.call("AddCustomAttributes", body).await;
    }
    let full = "Maximum number of custom attributes reached.";
    pool.wins(
        "AddCustomAttributes",
        |n| json!({ "CustomAttributes": [{ "Name": format!("late{n}"), "AttributeDataType": "String" }] }),
        (ROOM, ("InvalidParameterException", full)),
    )
    .await;
}

#[tokio::test]
async fn styles_of_clients() {
    let pool = Pool::new().await;
    let told = format!("Managed login branding already exists for client {}", pool.client);
    pool.wins(
        "CreateManagedLoginBranding",
        |_| json!({ "ClientId": pool.client, "UseCognitoProvidedValues": true }),
        (1, ("ManagedLoginBrandingExistsException", &told)),
    )
    .await;
    // And so many clients of a pool have one.
    let mut clients = Vec::new();
    for n in 0..quota::STYLES - 1 - ROOM + 8 {
        let client = pool
            .call("CreateUserPoolClient", json!({ "ClientName": format!("app-{n}") }))
            .await;
        clients.push(client["UserPoolClient"]["ClientId"].clone());
    }
    let style = |client: &Value| json!({ "ClientId": client, "UseCognitoProvidedValues": true });
    let (late, early) = clients.split_at(8);
    for client in early {
        pool.call("CreateManagedLoginBranding", style(client)).await;
    }
    let full = "Maximum number of managed login branding styles reached for this user pool.";
    pool.wins(
        "CreateManagedLoginBranding",
        |n| style(&late[usize::try_from(n).expect("few")]),
        (ROOM, ("LimitExceededException", full)),
    )
    .await;
}

//! App clients: Create, Describe, Update, Delete, List.

use domain::{
    client::{Client, ClientSettings},
    ids::{ClientId, PoolId},
    moment::{Moment, Span},
};
use serde_json::{Value, json};
use store::db::{Batch, Done};
use testkit::Server;

use crate::pools;

/// A server with one pool in it.
pub(crate) struct Home {
    pub(crate) server: Server,
    pub(crate) pool: String,
}

impl Home {
    pub(crate) async fn new() -> Self {
        Self::with(json!({})).await
    }

    pub(crate) async fn with(members: Value) -> Self {
        let server = Server::start().await;
        let pool = pools::created(&server, members).await;
        let pool = pools::id_of(&pool).to_owned();
        Self { server, pool }
    }

    fn of_pool(&self, mut members: Value) -> Value {
        members["UserPoolId"] = json!(self.pool);
        members
    }

    /// Makes a client with these members and answers with its document.
    pub(crate) async fn created(&self, mut members: Value) -> Value {
        members["ClientName"] = json!("app");
        let body = self
            .server
            .call("CreateUserPoolClient", self.of_pool(members))
            .await
            .ok();
        body["UserPoolClient"].clone()
    }

    /// The fault of a CreateUserPoolClient with these members.
    pub(crate) async fn refused(&self, mut members: Value) -> (String, String) {
        members["ClientName"] = json!("app");
        let reply = self.server.call("CreateUserPoolClient", self.of_pool(members)).await;
        assert_eq!(reply.status, 400);
        let (name, message) = reply.fault();
        (name.to_owned(), message.to_owned())
    }

    pub(crate) async fn described(&self, client: &Value) -> Value {
        let body = self.of_pool(json!({ "ClientId": client["ClientId"] }));
        let body = self.server.call("DescribeUserPoolClient", body).await.ok();
        body["UserPoolClient"].clone()
    }

    async fn updated(&self, client: &Value, mut members: Value) -> Value {
        members["ClientId"] = client["ClientId"].clone();
        let body = self
            .server
            .call("UpdateUserPoolClient", self.of_pool(members))
            .await
            .ok();
        body["UserPoolClient"].clone()
    }
}

#[tokio::test]
async fn a_minimal_client_has_the_default_document() {
    let home = Home::new().await;
    let client = home.created(json!({})).await;
    let id = client["ClientId"].as_str().expect("an id");
    assert!(
        id.len() == 26 && id.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()),
        "{id}"
    );
    let expected = json!({
        "UserPoolId": home.pool,
        "ClientName": "app",
        "ClientId": id,
        "LastModifiedDate": client["CreationDate"],
        "CreationDate": client["CreationDate"],
        "RefreshTokenValidity": 30,
        "TokenValidityUnits": {},
        "AllowedOAuthFlowsUserPoolClient": false,
        "EnableTokenRevocation": true,
        "EnablePropagateAdditionalUserContextData": false,
        "AuthSessionValidity": 3,
        "ClientType": "REGULAR",
    });
    assert!(client["CreationDate"].is_f64());
    assert_eq!(client, expected);
    assert_eq!(home.described(&client).await, expected);
}

#[tokio::test]
async fn unknown_clients_and_pools_do_not_exist() {
    let home = Home::new().await;
    let other = "us-east-1_Missing01";
    let client = home.created(json!({})).await;
    let missing = json!({ "ClientId": "missing" });
    for (operation, sentence) in [
        ("DescribeUserPoolClient", "User pool client does not exist."),
        ("UpdateUserPoolClient", "User pool client missing does not exist."),
        ("DeleteUserPoolClient", "User pool client missing does not exist."),
    ] {
        let reply = home.server.call(operation, home.of_pool(missing.clone())).await;
        assert_eq!(
            (reply.status, reply.fault()),
            (400, ("ResourceNotFoundException", sentence)),
            "{operation}"
        );
        let elsewhere = json!({ "UserPoolId": other, "ClientId": client["ClientId"] });
        let reply = home.server.call(operation, elsewhere).await;
        let sentence = format!("User pool {other} does not exist.");
        assert_eq!(
            reply.fault(),
            ("ResourceNotFoundException", sentence.as_str()),
            "{operation}"
        );
    }
    let second = pools::created(&home.server, json!({})).await;
    let foreign = json!({ "UserPoolId": second["Id"], "ClientId": client["ClientId"] });
    let reply = home.server.call("DescribeUserPoolClient", foreign).await;
    assert_eq!(
        reply.fault(),
        ("ResourceNotFoundException", "User pool client does not exist.")
    );
}

#[tokio::test]
async fn secrets_are_generated_or_brought_along() {
    let home = Home::new().await;
    let client = home.created(json!({ "GenerateSecret": true })).await;
    let secret = client["ClientSecret"].as_str().expect("a secret");
    assert!(secret.len() == 52 && secret.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()));
    assert_eq!(home.described(&client).await["ClientSecret"], client["ClientSecret"]);

    let own = "my_own_secret_of_more_than_24_characters";
    let client = home.created(json!({ "ClientSecret": own })).await;
    assert_eq!(client.get("ClientSecret"), None);
    assert_eq!(home.described(&client).await["ClientSecret"], json!(own));

    let both = home
        .refused(json!({ "GenerateSecret": true, "ClientSecret": own }))
        .await;
    let sentence = "Cannot specify both GenerateSecret and ClientSecret";
    assert_eq!(both, ("InvalidParameterException".into(), sentence.into()));
    let short = home.refused(json!({ "ClientSecret": "short" })).await;
    let sentence = "1 validation error detected: Value at 'clientSecret' failed to satisfy constraint: \
                    Member must have length greater than or equal to 24";
    assert_eq!(short, ("InvalidParameterException".into(), sentence.into()));
}

#[tokio::test]
async fn one_unit_brings_the_others() {
    let home = Home::new().await;
    let client = home
        .created(json!({ "AccessTokenValidity": 5, "TokenValidityUnits": { "AccessToken": "minutes" } }))
        .await;
    let units = json!({ "AccessToken": "minutes", "IdToken": "hours", "RefreshToken": "days" });
    assert_eq!(client["TokenValidityUnits"], units);
    assert_eq!(client["AccessTokenValidity"], json!(5));
    let none = home
        .created(json!({ "TokenValidityUnits": {}, "RefreshTokenValidity": 0 }))
        .await;
    assert_eq!(none["TokenValidityUnits"], json!({}));
    assert_eq!(none["RefreshTokenValidity"], json!(30));
    let rotating = home
        .created(json!({ "RefreshTokenRotation": { "Feature": "ENABLED" } }))
        .await;
    let rotation = json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 });
    assert_eq!(rotating["RefreshTokenRotation"], rotation);
}

/// Everything that a client can be told.
fn furnished() -> Value {
    json!({
        "GenerateSecret": true,
        "RefreshTokenValidity": 10,
        "AccessTokenValidity": 30,
        "IdTokenValidity": 40,
        "TokenValidityUnits": { "AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "hours" },
        "ReadAttributes": ["email", "email_verified"],
        "WriteAttributes": ["email", "name", "email"],
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_CLIENT_TOKEN_AUTH"],
        "SupportedIdentityProviders": ["COGNITO"],
        "CallbackURLs": ["https://a.com/callback", "myapp://callback"],
        "LogoutURLs": ["http://localhost:3000/bye"],
        "DefaultRedirectURI": "myapp://callback",
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email"],
        "AllowedOAuthFlowsUserPoolClient": true,
        "AnalyticsConfiguration": { "ApplicationArn": "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a" },
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": false,
        "EnablePropagateAdditionalUserContextData": true,
        "AuthSessionValidity": 15,
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 },
    })
}

#[tokio::test]
async fn an_update_with_what_describe_showed_changes_nothing() {
    let home = Home::new().await;
    for members in [
        furnished(),
        json!({}),
        json!({ "TokenValidityUnits": { "RefreshToken": "minutes" } }),
    ] {
        let before = home.created(members).await;
        let mut update = before.clone();
        let shown = update.as_object_mut().expect("an object");
        for member in ["ClientSecret", "CreationDate", "LastModifiedDate", "ClientType"] {
            shown.remove(member);
        }
        home.server.clock().advance(Span::seconds(5));
        let mut after = home.updated(&before, update).await;
        assert_eq!(after, home.described(&before).await);
        assert_ne!(after["LastModifiedDate"], before["LastModifiedDate"]);
        after["LastModifiedDate"] = before["LastModifiedDate"].clone();
        assert_eq!(after, before);
    }
}

#[tokio::test]
async fn what_is_given_is_shown() {
    let home = Home::new().await;
    let client = home.created(furnished()).await;
    let mut expected = furnished();
    expected["WriteAttributes"] = json!(["email", "name"]);
    expected["AnalyticsConfiguration"]["RoleArn"] = json!(
        "arn:aws:iam::123456789012:role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp"
    );
    for (member, value) in expected.as_object().expect("an object") {
        if member != "GenerateSecret" {
            assert_eq!(client[member], *value, "{member}");
        }
    }
}

#[tokio::test]
async fn an_empty_update_resets_all_but_name_id_and_secret() {
    let home = Home::new().await;
    let before = home.created(furnished()).await;
    let after = home.updated(&before, json!({})).await;
    let mut plain = home.created(json!({})).await;
    for kept in [
        "ClientId",
        "ClientName",
        "ClientSecret",
        "CreationDate",
        "LastModifiedDate",
    ] {
        plain[kept] = before[kept].clone();
    }
    assert_eq!(after, plain);
    let renamed = home.updated(&before, json!({ "ClientName": "new name" })).await;
    assert_eq!(renamed["ClientName"], json!("new name"));
    let reply = home
        .server
        .call(
            "UpdateUserPoolClient",
            home.of_pool(json!({ "ClientId": before["ClientId"], "WriteAttributes": ["sub"] })),
        )
        .await;
    let sentence = "Invalid write attributes specified while updating a client";
    assert_eq!(reply.fault(), ("InvalidParameterException", sentence));
}

#[tokio::test]
async fn a_pool_has_a_thousand_clients_at_most() {
    let home = Home::new().await;
    let store = &home.server.house().store;
    let client = |nth: usize| Client {
        id: ClientId::new(format!("client{nth}")),
        pool: PoolId::new(&home.pool),
        name: "app".into(),
        created: Moment::from_micros(0),
        modified: Moment::from_micros(0),
        version: 1,
        secrets: Vec::new(),
        settings: ClientSettings::default().into(),
    };
    let insert = |batch: Batch, nth| batch.and(store::clients::insert(store.sealer(), &client(nth)));
    let batch = (0..999).fold(Batch::new(), insert);
    assert_eq!(store.write(batch).await.expect("a working store"), Done::Written);
    home.created(json!({})).await;
    let full = home.refused(json!({})).await;
    let sentence = "Maximum number of user pool clients reached.";
    assert_eq!(full, ("LimitExceededException".into(), sentence.into()));
}

#[tokio::test]
async fn clients_are_listed_by_pages_and_deleted() {
    let home = Home::new().await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let client = home.created(json!({})).await;
        made.push(json!({ "ClientId": client["ClientId"], "UserPoolId": home.pool, "ClientName": "app" }));
        home.server.clock().advance(Span::seconds(1));
    }
    let list = async |members| home.server.call("ListUserPoolClients", home.of_pool(members)).await;
    let first = list(json!({ "MaxResults": 2 })).await.ok();
    let second = list(json!({ "MaxResults": 2, "NextToken": first["NextToken"] }))
        .await
        .ok();
    assert_eq!(first["UserPoolClients"], json!(made[..2]));
    assert_eq!(second, json!({ "UserPoolClients": made[2..] }));
    assert_eq!(list(json!({})).await.ok(), json!({ "UserPoolClients": made }));
    assert_eq!(
        list(json!({ "ClientType": "DCR" })).await.ok(),
        json!({ "UserPoolClients": [] })
    );
    // A token of one pool's list is none of another's.
    let other = pools::created(&home.server, json!({})).await;
    let foreign = json!({ "UserPoolId": other["Id"], "NextToken": first["NextToken"] });
    let reply = home.server.call("ListUserPoolClients", foreign).await;
    assert_eq!(reply.fault(), ("InvalidParameterException", "Invalid pagination token"));

    let reply = home
        .server
        .call(
            "DeleteUserPoolClient",
            home.of_pool(json!({ "ClientId": made[0]["ClientId"] })),
        )
        .await;
    assert_eq!((reply.status, reply.bytes.len()), (200, 0));
    assert_eq!(list(json!({})).await.ok(), json!({ "UserPoolClients": made[1..] }));
}

//! AdminLinkProviderForUser and AdminDisableProviderForUser.

use std::sync::Arc;

use domain::{
    ids::PoolId,
    provider::identity::{self, Bond, Identity, Owner, SUBJECT},
    user::UserStatus,
};
use serde_json::{Value, json};
use store::{db::Done, identities, users};
use testkit::{Engine, Reply, Server};

use super::{create, create_with, invalid, made_with, oidc, social};
use crate::{
    race::race,
    stage::{PASSWORD, Stage},
};

const NOBODY: (&str, &str) = ("UserNotFoundException", "User does not exist.");
const LINKED: &str = "SourceUser is already linked to DestinationUser";

fn person(provider: &str, attribute: &str, value: &str) -> Value {
    json!({ "ProviderName": provider, "ProviderAttributeName": attribute, "ProviderAttributeValue": value })
}

fn native(username: &str) -> Value {
    json!({ "ProviderName": "Cognito", "ProviderAttributeValue": username })
}

async fn link(stage: &Stage, destination: Value, source: Value) -> Reply {
    let body = json!({ "DestinationUser": destination, "SourceUser": source });
    stage.admin("AdminLinkProviderForUser", body).await
}

async fn disable(stage: &Stage, user: Value) -> Reply {
    stage
        .admin("AdminDisableProviderForUser", json!({ "User": user }))
        .await
}

async fn identities_of(stage: &Stage, username: &str) -> Value {
    match stage.attribute(username, "identities").await {
        Value::String(text) => serde_json::from_str(&text).expect("JSON"),
        other => other,
    }
}

fn identity(stage: &Stage, provider: &str, value: &str) -> Identity {
    Identity {
        pool: PoolId::new(stage.pool.clone()),
        provider: provider.into(),
        attribute: SUBJECT.into(),
        value: value.into(),
    }
}

/// A pool with `jane`, a second user `joe`, Google, and an OIDC provider that maps e-mail addresses.
async fn stage() -> Stage {
    on(Server::start().await).await
}

async fn on(server: Server) -> Stage {
    let stage = Stage::on(server, json!({}), json!({})).await;
    stage.jane().await;
    stage.confirmed("joe", &[("email", "joe@example.com")]).await;
    create(&stage, "Google", "Google", social()).await.ok();
    made_with(&stage, "Example", json!({ "AttributeMapping": { "email": "mail" } })).await;
    stage
}

/// What a first sign-in through a provider leaves behind.
async fn arrive(stage: &Stage, provider: &str, subject: &str) -> String {
    let store = &stage.server.house().store;
    let username = identity::username(&Default::default(), provider, subject);
    stage.confirmed(&username, &[]).await;
    let pool = PoolId::new(stage.pool.clone());
    let all = json!({ "Filter": format!("username = \"{username}\"") });
    let sub = stage.admin("ListUsers", all).await.ok()["Users"][0]["Attributes"].clone();
    let sub = domain::ids::Sub::new(crate::stage::text(&crate::stage::value_of(&sub, "sub")));
    let mut user = store
        .user(&pool, &sub)
        .await
        .expect("the store answers")
        .expect("a user");
    let known = store
        .provider(&pool, provider)
        .await
        .expect("the store answers")
        .expect("a provider");
    let read = user.clone();
    user.status = UserStatus::ExternalProvider;
    let user = identity::with(
        &user,
        identity::entry(&known, subject, Bond::Own, stage.server.house().clock.now()),
    );
    let owner = Owner { sub, bond: Bond::Own };
    let batch = users::update(&read, &user).and(identities::insert(&identity(stage, provider, subject), &owner));
    assert_eq!(store.write(batch).await.expect("the store writes"), Done::Written);
    username
}

#[tokio::test]
async fn a_link_is_shown_and_found_and_undone() {
    let stage = stage().await;
    assert_eq!(
        link(&stage, native("jane"), person("Google", SUBJECT, "123"))
            .await
            .ok(),
        json!({})
    );
    let shown = identities_of(&stage, "jane").await;
    let expected = json!([{
        "userId": "123", "providerName": "Google", "providerType": "Google", "issuer": null, "primary": false,
        "dateCreated": shown[0]["dateCreated"],
    }]);
    assert_eq!(shown, expected);
    assert!(
        shown[0]["dateCreated"]
            .as_i64()
            .is_some_and(|millis| millis > 1_000_000_000_000)
    );
    let store = &stage.server.house().store;
    let found = store
        .identity_owner(&identity(&stage, "Google", "123"))
        .await
        .expect("the store answers");
    let found = found.expect("an owner");
    assert_eq!(
        (found.bond, json!(found.sub.as_str())),
        (Bond::Linked, stage.attribute("jane", "sub").await)
    );

    let again = link(&stage, native("jane"), person("Google", SUBJECT, "123")).await;
    assert_eq!(invalid(&again), LINKED);
    let other = link(&stage, native("joe"), person("Google", SUBJECT, "123")).await;
    assert_eq!(
        other.fault(),
        ("AliasExistsException", "SourceUser is already linked to another user")
    );
    link(&stage, native("jane"), person("Example", "email", "jane@work.example"))
        .await
        .ok();
    assert_eq!(identities_of(&stage, "jane").await.as_array().map(Vec::len), Some(2));

    assert_eq!(disable(&stage, person("Google", SUBJECT, "123")).await.ok(), json!({}));
    assert_eq!(identities_of(&stage, "jane").await[0]["userId"], "jane@work.example");
    assert_eq!(disable(&stage, person("Google", SUBJECT, "123")).await.fault(), NOBODY);
    let by_subject = disable(&stage, person("Example", SUBJECT, "jane@work.example")).await;
    assert_eq!(by_subject.fault(), NOBODY, "the name and the value of the link");
    disable(&stage, person("Example", "email", "jane@work.example"))
        .await
        .ok();
    assert_eq!(stage.attribute("jane", "identities").await, Value::Null);
    link(&stage, native("joe"), person("Google", SUBJECT, "123")).await.ok();
}

#[tokio::test]
async fn sources_and_destinations_are_judged() {
    let stage = stage().await;
    let refused = link(&stage, native("nobody"), person("Cognito", SUBJECT, "joe")).await;
    let sentence = "Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as \
                    a DestinationUser";
    assert_eq!(invalid(&refused), sentence, "the source before the destination");
    let refused = link(&stage, native("jane"), person("Google", "email", "jane@example.com")).await;
    assert_eq!(
        invalid(&refused),
        "Invalid SourceUser: email is not a mapped attribute of the provider"
    );
    let refused = link(&stage, native("jane"), json!({ "ProviderName": "Google" })).await;
    let sentence = "Invalid SourceUser: ProviderName, ProviderAttributeName and ProviderAttributeValue are required";
    assert_eq!(invalid(&refused), sentence);
    let refused = link(&stage, native("jane"), person("Nobody", SUBJECT, "1")).await;
    let sentence = "Identity provider Nobody does not exist.";
    assert_eq!(refused.fault(), ("ResourceNotFoundException", sentence));
    let refused = link(&stage, native("nobody"), person("Google", SUBJECT, "1")).await;
    assert_eq!(refused.fault(), NOBODY);
    let refused = link(&stage, person("Example", SUBJECT, "2"), person("Google", SUBJECT, "1")).await;
    assert_eq!(refused.fault(), NOBODY);
    for n in 0..5 {
        link(&stage, native("jane"), person("Google", SUBJECT, &n.to_string()))
            .await
            .ok();
    }
    let sixth = link(&stage, native("jane"), person("Google", SUBJECT, "6")).await;
    let sentence = "A user can be linked to at most 5 external identities.";
    assert_eq!(sixth.fault(), ("LimitExceededException", sentence));
}

#[tokio::test]
async fn who_came_through_a_provider_can_be_linked_to_and_not_be_linked() {
    let stage = stage().await;
    let username = arrive(&stage, "Google", "g-1").await;
    assert_eq!(stage.status(&username).await, "EXTERNAL_PROVIDER");
    let merged = link(&stage, native("jane"), person("Google", SUBJECT, "g-1")).await;
    let merging =
        "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link";
    assert_eq!(invalid(&merged), merging);
    link(
        &stage,
        person("Google", "ignored", "g-1"),
        person("Example", SUBJECT, "e-1"),
    )
    .await
    .ok();
    let shown = identities_of(&stage, &username).await;
    assert_eq!(
        (&shown[0]["primary"], &shown[1]["primary"]),
        (&json!(true), &json!(false))
    );

    disable(&stage, person("Google", SUBJECT, "g-1")).await.ok();
    let store = &stage.server.house().store;
    let owner = store
        .identity_owner(&identity(&stage, "Google", "g-1"))
        .await
        .expect("the store answers");
    assert_eq!(owner.map(|owner| owner.bond), Some(Bond::Disabled));
    assert_eq!(disable(&stage, person("Google", SUBJECT, "g-1")).await.fault(), NOBODY);
    stage.admin("AdminDeleteUser", json!({ "Username": username })).await;
    let gone = store
        .identity_owner(&identity(&stage, "Example", "e-1"))
        .await
        .expect("the store answers");
    assert_eq!(gone, None, "identities go with their user");
    link(&stage, native("jane"), person("Google", SUBJECT, "g-1"))
        .await
        .ok();
}

#[tokio::test]
async fn a_user_of_the_pool_loses_its_password() {
    let stage = stage().await;
    stage.sign_in("jane", PASSWORD).await.ok();
    let wrong = disable(&stage, person("Cognito", "email", "jane")).await;
    assert_eq!(invalid(&wrong), "Invalid ProviderName/Username combination");
    assert_eq!(
        disable(&stage, person("Cognito", SUBJECT, "nobody")).await.fault(),
        NOBODY
    );
    assert_eq!(
        disable(&stage, person("Cognito", SUBJECT, "jane")).await.ok(),
        json!({})
    );
    assert_eq!(stage.sign_in("jane", PASSWORD).await.status, 400);
    let forgot = stage.client("ForgotPassword", json!({ "Username": "jane" })).await;
    let sentence = "User password cannot be reset in the current state.";
    assert_eq!(forgot.fault(), ("NotAuthorizedException", sentence));
    let body = json!({ "Username": "jane", "Password": PASSWORD, "Permanent": true });
    stage.admin("AdminSetUserPassword", body).await.ok();
    stage.sign_in("jane", PASSWORD).await.ok();
}

#[tokio::test]
async fn an_identity_is_linked_once_however_many_ask() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let stage = on(Server::build().engine(engine).start().await).await;
        let body = |username: &str| {
            json!({
                "UserPoolId": stage.pool, "DestinationUser": native(username), "SourceUser": person("Google", SUBJECT, "1"),
            })
        };
        let bodies = ["jane", "joe", "jane", "joe", "jane", "joe"].map(body).to_vec();
        let six = (0..8).map(|n| {
            let mut one = body("jane");
            one["SourceUser"] = person("Example", SUBJECT, &n.to_string());
            one
        });
        let six = six.collect();
        let pool = stage.pool.clone();
        let server = Arc::new(stage.server);
        let replies = race(&server, "AdminLinkProviderForUser", bodies).await;
        assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1);
        let replies = race(&server, "AdminLinkProviderForUser", six).await;
        let shown = server
            .call("AdminGetUser", json!({ "UserPoolId": pool, "Username": "jane" }))
            .await
            .ok();
        let text = crate::stage::text(&crate::stage::value_of(&shown["UserAttributes"], "identities"));
        let entries: Vec<Value> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(entries.len(), 5);
        assert!(replies.iter().filter(|reply| reply.status == 200).count() <= 5);
    }
}

#[tokio::test]
async fn attributes_of_the_provider_name_people_only_where_they_are_mapped() {
    let stage = stage().await;
    create_with(&stage, "Plain", "OIDC", oidc(), json!({})).await.ok();
    let refused = link(&stage, native("jane"), person("Plain", "email", "x@example.com")).await;
    assert_eq!(
        invalid(&refused),
        "Invalid SourceUser: email is not a mapped attribute of the provider"
    );
    let username = link(&stage, native("jane"), person("Plain", "username", "x")).await;
    assert_eq!(
        invalid(&username),
        "Invalid SourceUser: username is not a mapped attribute of the provider"
    );
}

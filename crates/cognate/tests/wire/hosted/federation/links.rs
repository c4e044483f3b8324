//! Users who are linked to somebody at a provider (oauth.md §18).

use testkit::function_arn;

use super::*;
use crate::scene::{PASSWORD, claims};

fn source(attribute: &str, value: &str) -> Value {
    json!({ "ProviderName": "Example", "ProviderAttributeName": attribute, "ProviderAttributeValue": value })
}

async fn link(abroad: &Abroad, username: &str, attribute: &str, value: &str) {
    let destination = json!({ "ProviderName": "Cognito", "ProviderAttributeValue": username });
    let body = json!({ "DestinationUser": destination, "SourceUser": source(attribute, value) });
    abroad.scene.admin("AdminLinkProviderForUser", body).await.ok();
}

#[tokio::test]
async fn a_link_leads_to_its_user() {
    let abroad = Abroad::new().await;
    abroad.scene.user("jane").await;
    let sub = attributes(&abroad.user("jane").await)["sub"].clone();
    link(&abroad, "jane", "Cognito_Subject", "MDRHj2Asx8").await;
    let tokens = abroad.sign_in(json!({})).await;
    let id = claims(&tokens["id_token"]);
    assert_eq!((&id["sub"], &id["cognito:username"]), (&json!(sub), &json!("jane")));
    assert!(
        id.get("cognito:groups").is_none(),
        "the provider's group is not for linked users"
    );
    assert_eq!(id["identities"][0]["primary"], "false");
    let user = abroad.user("jane").await;
    assert_eq!(user["UserStatus"], "CONFIRMED");
    assert_eq!(attributes(&user)["email"], "jane@example.com");
    abroad.scene.sign_in("jane", PASSWORD).await.ok();
    // Without the link it is somebody else.
    let body = json!({ "User": source("Cognito_Subject", "MDRHj2Asx8") });
    abroad.scene.admin("AdminDisableProviderForUser", body).await.ok();
    let tokens = abroad.sign_in(json!({})).await;
    assert_eq!(claims(&tokens["id_token"])["cognito:username"], "Example_MDRHj2Asx8");
}

#[tokio::test]
async fn a_link_by_an_attribute_is_one_to_whoever_comes_first() {
    let abroad = Abroad::new().await;
    abroad.scene.user("jane").await;
    link(&abroad, "jane", "email", "jane@example.com").await;
    let tokens = abroad.sign_in(json!({})).await;
    assert_eq!(claims(&tokens["id_token"])["cognito:username"], "jane");
    assert_eq!(claims(&tokens["id_token"])["identities"][0]["userId"], "MDRHj2Asx8");
    // The address may change hands there: from now on it is the id that counts.
    let tokens = abroad.sign_in(json!({ "sub": "another" })).await;
    assert_eq!(claims(&tokens["id_token"])["cognito:username"], "Example_another");
    let tokens = abroad.sign_in(json!({ "email": "new@example.com" })).await;
    assert_eq!(claims(&tokens["id_token"])["cognito:username"], "jane");
}

#[tokio::test]
async fn a_function_may_link_who_comes_for_the_first_time() {
    let config = json!({ "LambdaConfig": { "PreSignUp": function_arn("PreSignUp"), "PreAuthentication": function_arn("PreAuthentication") } });
    let abroad = Abroad::with(config, json!({})).await;
    let functions = abroad.scene.server.functions();
    for kind in ["PreSignUp", "PreAuthentication"] {
        functions.write(kind, |event| Ok(event.clone()));
    }
    abroad.scene.user("jane").await;
    functions.take_events();
    // What the function does from outside, with the server's own door open beside.
    let house = std::sync::Arc::clone(abroad.scene.server.house());
    let (pool, sub) = (
        abroad.scene.pool.clone(),
        attributes(&abroad.user("jane").await)["sub"].clone(),
    );
    functions.write("PreSignUp", move |event| {
        let identity = domain::provider::identity::Identity {
            pool: domain::ids::PoolId::new(&pool),
            provider: "Example".into(),
            attribute: "Cognito_Subject".into(),
            value: "MDRHj2Asx8".into(),
        };
        let owner = domain::provider::identity::Owner {
            sub: domain::ids::Sub::new(&sub),
            bond: domain::provider::identity::Bond::Linked,
        };
        let (store, batch) = (house.store.clone(), store::identities::insert(&identity, &owner));
        let written = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async { store.write(batch).await.is_ok() })
        });
        assert!(written.join().unwrap());
        Ok(event.clone())
    });
    let tokens = abroad.sign_in(json!({})).await;
    assert_eq!(claims(&tokens["id_token"])["cognito:username"], "jane");
    let events = functions.take_events();
    let heard: Vec<_> = events
        .iter()
        .map(|event| event["triggerSource"].as_str().unwrap())
        .collect();
    assert_eq!(
        heard,
        ["PreSignUp_ExternalProvider", "PreAuthentication_Authentication"]
    );
    let listed = abroad.scene.admin("ListUsers", json!({})).await.ok();
    assert_eq!(listed["Users"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_was_invited_and_linked_need_not_choose_a_password() {
    let abroad = Abroad::new().await;
    abroad.scene.invited_user("jane", "Temp0rary!", json!([])).await;
    link(&abroad, "jane", "Cognito_Subject", "MDRHj2Asx8").await;
    let tokens = abroad.sign_in(json!({})).await;
    assert_eq!(claims(&tokens["id_token"])["cognito:username"], "jane");
    assert_eq!(abroad.user("jane").await["UserStatus"], "FORCE_CHANGE_PASSWORD");
    // Who has not confirmed a sign-up is not let in: anybody may have signed up under that name.
    let signed_up = json!({ "ClientId": abroad.scene.client, "Username": "june", "Password": PASSWORD });
    abroad.scene.server.call("SignUp", signed_up).await.ok();
    link(&abroad, "june", "Cognito_Subject", "of-june").await;
    assert_eq!(
        abroad.refused(json!({ "sub": "of-june" })).await,
        "User is not confirmed."
    );
}

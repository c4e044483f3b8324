//! NEW_PASSWORD_REQUIRED (auth.md §12.11).

use serde_json::{Value, json};
use testkit::Reply;

use crate::scene::{Scene, claims, members};

const TEMPORARY: &str = "Temp0rary!";
const NEW: &str = "Brand-n3w!";

async fn challenged(scene: &Scene, name: &str) -> Value {
    let reply = scene.sign_in(name, TEMPORARY).await.ok();
    assert_eq!(reply["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    reply
}

async fn answer(scene: &Scene, session: &Value, responses: Value) -> Reply {
    scene.respond("NEW_PASSWORD_REQUIRED", session, responses).await
}

#[tokio::test]
async fn a_temporary_password_is_replaced_on_the_way_in() {
    let scene = Scene::new().await;
    let email = json!([{ "Name": "email", "Value": "a@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    scene.invited_user("alice", TEMPORARY, email).await;
    let challenge = challenged(&scene, "alice").await;
    assert_eq!(members(&challenge), ["ChallengeName", "ChallengeParameters", "Session"]);
    let parameters = &challenge["ChallengeParameters"];
    assert_eq!(
        members(parameters),
        ["USER_ID_FOR_SRP", "requiredAttributes", "userAttributes"]
    );
    assert_eq!(parameters["USER_ID_FOR_SRP"], "alice");
    assert_eq!(parameters["requiredAttributes"], "[]");
    let present: Value = serde_json::from_str(parameters["userAttributes"].as_str().unwrap()).unwrap();
    assert_eq!(present, json!({ "email": "a@example.com", "email_verified": "true" }));
    let session = &challenge["Session"];
    assert!(session.as_str().unwrap().starts_with("AYABe"));
    assert!((20..=4096).contains(&session.as_str().unwrap().len()));

    let responses = json!({ "USERNAME": "alice", "NEW_PASSWORD": NEW });
    let reply = answer(&scene, session, responses.clone()).await.ok();
    assert_eq!(members(&reply), ["AuthenticationResult", "ChallengeParameters"]);
    scene.whoami(&reply["AuthenticationResult"]["AccessToken"]).await.ok();
    let user = scene.admin("AdminGetUser", json!({ "Username": "alice" })).await.ok();
    assert_eq!(user["UserStatus"], "CONFIRMED");
    assert!(scene.sign_in("alice", NEW).await.ok()["AuthenticationResult"].is_object());
    assert_eq!(
        scene.sign_in("alice", TEMPORARY).await.fault().1,
        "Incorrect username or password."
    );

    let again = answer(&scene, session, responses).await;
    assert_eq!(
        again.fault(),
        (
            "NotAuthorizedException",
            "Invalid session for the user, session can only be used once."
        )
    );
}

#[tokio::test]
async fn it_follows_srp_as_well() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let (client, challenge) = scene.srp("alice").await;
    let claim = scene.claim(&client, TEMPORARY, &challenge);
    let reply = scene.respond("PASSWORD_VERIFIER", &Value::Null, claim).await.ok();
    assert_eq!(reply["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    let responses = json!({ "USERNAME": "alice", "NEW_PASSWORD": TEMPORARY, "TIMESTAMP": "left over" });
    let reply = answer(&scene, &reply["Session"], responses).await.ok();
    assert!(
        reply["AuthenticationResult"].is_object(),
        "the same password is allowed"
    );
}

#[tokio::test]
async fn an_unfit_password_leaves_the_session_usable() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let session = challenged(&scene, "alice").await["Session"].clone();
    for (password, reason) in [
        ("Sh0rt!", "Password not long enough"),
        ("lower-c4se", "Password must have uppercase characters"),
        ("UPPER-C4SE", "Password must have lowercase characters"),
        ("No-numbers", "Password must have numeric characters"),
        ("NoSymb0lsAtAll", "Password must have symbol characters"),
    ] {
        let reply = answer(
            &scene,
            &session,
            json!({ "USERNAME": "alice", "NEW_PASSWORD": password }),
        )
        .await;
        let message = format!("Password does not conform to policy: {reason}");
        assert_eq!(reply.fault(), ("InvalidPasswordException", message.as_str()));
    }
    let reply = answer(&scene, &session, json!({ "USERNAME": "alice" })).await;
    assert_eq!(
        reply.fault(),
        ("InvalidParameterException", "Missing required parameter NEW_PASSWORD")
    );
    answer(&scene, &session, json!({ "USERNAME": "alice", "NEW_PASSWORD": NEW }))
        .await
        .ok();
}

async fn with_required_attributes() -> (Scene, Value) {
    let pool = json!({ "Schema": [
        { "Name": "family_name", "Required": true, "Mutable": true, "AttributeDataType": "String" },
        { "Name": "email", "Required": true, "Mutable": true, "AttributeDataType": "String" },
        { "Name": "level", "Mutable": true, "AttributeDataType": "String" },
    ]});
    let scene = Scene::with(pool, json!({ "WriteAttributes": ["email", "family_name", "nickname"] })).await;
    let email = json!([{ "Name": "email", "Value": "a@example.com" }]);
    scene.invited_user("alice", TEMPORARY, email).await;
    let challenge = challenged(&scene, "alice").await;
    (scene, challenge)
}

#[tokio::test]
async fn what_the_schema_requires_must_be_given() {
    let (scene, challenge) = with_required_attributes().await;
    let required = &challenge["ChallengeParameters"]["requiredAttributes"];
    assert_eq!(required, r#"["userAttributes.family_name"]"#);
    let session = &challenge["Session"];
    let with = |name: &str, value: &str| {
        let mut responses = json!({
            "USERNAME": "alice", "NEW_PASSWORD": NEW, "userAttributes.family_name": "Liddell",
        });
        responses[format!("userAttributes.{name}")] = json!(value);
        responses
    };
    let missing = answer(&scene, session, json!({ "USERNAME": "alice", "NEW_PASSWORD": NEW })).await;
    assert_eq!(
        missing.fault(),
        (
            "InvalidParameterException",
            "Invalid attributes given, family_name is missing"
        )
    );
    let provided = answer(&scene, session, with("email", "b@example.com")).await;
    assert_eq!(
        provided.fault(),
        ("NotAuthorizedException", "Cannot modify an already provided email")
    );
    for name in ["custom:level", "email_verified", "locale"] {
        let reply = answer(&scene, session, with(name, "true")).await;
        assert_eq!(
            reply.fault(),
            (
                "NotAuthorizedException",
                "A client attempted to write unauthorized attribute"
            ),
            "{name}"
        );
    }
    let reply = answer(&scene, session, with("nickname", "Al")).await.ok();
    let id = claims(&reply["AuthenticationResult"]["IdToken"]);
    assert_eq!((&id["family_name"], &id["nickname"]), (&json!("Liddell"), &json!("Al")));
}

#[tokio::test]
async fn a_new_address_is_not_verified() {
    let scene = Scene::new().await;
    let email = json!([{ "Name": "email", "Value": "a@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    scene.invited_user("alice", TEMPORARY, email).await;
    let session = challenged(&scene, "alice").await["Session"].clone();
    let responses = json!({ "USERNAME": "alice", "NEW_PASSWORD": NEW, "userAttributes.email": "b@example.com" });
    let reply = answer(&scene, &session, responses).await.ok();
    let id = claims(&reply["AuthenticationResult"]["IdToken"]);
    assert_eq!(
        (&id["email"], &id["email_verified"]),
        (&json!("b@example.com"), &json!(false))
    );
}

#[tokio::test]
async fn two_sessions_set_one_password() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let (first, second) = (challenged(&scene, "alice").await, challenged(&scene, "alice").await);
    let responses = json!({ "USERNAME": "alice", "NEW_PASSWORD": NEW });
    answer(&scene, &first["Session"], responses).await.ok();
    let responses = json!({ "USERNAME": "alice", "NEW_PASSWORD": "An0ther-one!" });
    let reply = answer(&scene, &second["Session"], responses).await;
    assert_eq!(
        reply.fault(),
        ("NotAuthorizedException", "Invalid session for the user.")
    );
    assert!(scene.sign_in("alice", NEW).await.ok()["AuthenticationResult"].is_object());
}

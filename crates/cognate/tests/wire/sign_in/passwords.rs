//! USER_PASSWORD_AUTH and ADMIN_USER_PASSWORD_AUTH (auth.md §§3, 5.2).

use domain::moment::Span;
use serde_json::json;

use crate::scene::{PASSWORD, Scene, claims, members};

const WRONG: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");

#[tokio::test]
async fn a_right_password_brings_tokens() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let reply = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(members(&reply), ["AuthenticationResult", "ChallengeParameters"]);
    assert_eq!(reply["ChallengeParameters"], json!({}));
    let tokens = &reply["AuthenticationResult"];
    assert_eq!(
        members(tokens),
        ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]
    );
    assert_eq!(
        (&tokens["ExpiresIn"], &tokens["TokenType"]),
        (&json!(3600), &json!("Bearer"))
    );
    let (access, id) = (claims(&tokens["AccessToken"]), claims(&tokens["IdToken"]));
    assert_eq!(access["iss"], format!("http://cognate.test/{}", scene.pool));
    assert_eq!(
        (&access["username"], &access["client_id"]),
        (&json!("alice"), &json!(scene.client))
    );
    assert_eq!(access["scope"], "aws.cognito.signin.user.admin");
    assert_eq!(
        (&id["cognito:username"], &id["aud"]),
        (&json!("alice"), &json!(scene.client))
    );
    assert_eq!(
        (&access["auth_time"], &access["iat"]),
        (&json!(1_767_225_600), &json!(1_767_225_600))
    );
    for claim in ["sub", "event_id", "origin_jti", "auth_time"] {
        assert_eq!(access[claim], id[claim], "{claim}");
    }
    assert_ne!(access["jti"], id["jti"]);
    assert_eq!(tokens["RefreshToken"].as_str().unwrap().split('.').count(), 5);
}

#[tokio::test]
async fn a_wrong_password_does_not() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    for password in ["passw0rd!", "Passw0rd! ", "x"] {
        let reply = scene.sign_in("alice", password).await;
        assert_eq!((reply.status, reply.fault()), (400, WRONG));
    }
}

#[tokio::test]
async fn an_administrator_signs_a_user_in() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    for flow in ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] {
        let body = json!({
            "ClientId": scene.client, "AuthFlow": flow,
            "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD },
            "ContextData": { "IpAddress": "10.0.0.1", "ServerName": "s", "ServerPath": "/", "HttpHeaders": [] },
        });
        let reply = scene.admin("AdminInitiateAuth", body).await.ok();
        assert_eq!(
            claims(&reply["AuthenticationResult"]["AccessToken"])["username"],
            "alice"
        );
    }
    let wrong = json!({
        "ClientId": scene.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": "wrong" },
    });
    assert_eq!(scene.admin("AdminInitiateAuth", wrong).await.fault(), WRONG);
}

#[tokio::test]
async fn a_disabled_user_is_told_so_whatever_the_password() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    scene
        .admin("AdminDisableUser", json!({ "Username": "alice" }))
        .await
        .ok();
    for password in [PASSWORD, "wrong"] {
        let reply = scene.sign_in("alice", password).await;
        assert_eq!(reply.fault(), ("NotAuthorizedException", "User is disabled."));
    }
    scene
        .admin("AdminEnableUser", json!({ "Username": "alice" }))
        .await
        .ok();
    scene.tokens("alice").await;
}

#[tokio::test]
async fn an_unconfirmed_user_is_told_so_whatever_the_password() {
    let scene = Scene::new().await;
    let sign_up = json!({ "ClientId": scene.client, "Username": "alice", "Password": PASSWORD });
    scene.server.call("SignUp", sign_up).await.ok();
    for password in [PASSWORD, "wrong"] {
        let reply = scene.sign_in("alice", password).await;
        assert_eq!(reply.fault(), ("UserNotConfirmedException", "User is not confirmed."));
    }
    scene
        .admin("AdminConfirmSignUp", json!({ "Username": "alice" }))
        .await
        .ok();
    scene.tokens("alice").await;
}

#[tokio::test]
async fn a_user_who_must_reset_is_told_so_after_a_right_password_only() {
    let scene = Scene::with(json!({ "AutoVerifiedAttributes": ["email"] }), json!({})).await;
    let email = json!([{ "Name": "email", "Value": "a@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    scene.user_with("alice", email).await;
    scene
        .admin("AdminResetUserPassword", json!({ "Username": "alice" }))
        .await
        .ok();
    assert_eq!(scene.sign_in("alice", "wrong").await.fault(), WRONG);
    let right = scene.sign_in("alice", PASSWORD).await;
    assert_eq!(
        right.fault(),
        ("PasswordResetRequiredException", "Password reset required for the user")
    );
}

#[tokio::test]
async fn a_temporary_password_ends() {
    let scene = Scene::new().await;
    scene.invited_user("alice", "Temp0rary!", json!([])).await;
    scene.server.clock().advance(Span::days(7));
    assert_eq!(
        scene.sign_in("alice", "Temp0rary!").await.ok()["ChallengeName"],
        "NEW_PASSWORD_REQUIRED"
    );
    scene.server.clock().advance(Span::seconds(1));
    assert_eq!(scene.sign_in("alice", "wrong").await.fault(), WRONG);
    let late = scene.sign_in("alice", "Temp0rary!").await;
    assert_eq!(
        late.fault(),
        (
            "NotAuthorizedException",
            "Temporary password has expired and must be reset by an administrator."
        )
    );
}

#[tokio::test]
async fn a_pool_with_addresses_as_names_knows_its_users_by_sub() {
    let scene = Scene::with(json!({ "UsernameAttributes": ["email"] }), json!({})).await;
    let sub = scene.user("alice@example.com").await;
    for name in ["alice@example.com", sub.as_str()] {
        let access = claims(&scene.tokens(name).await["AccessToken"]);
        assert_eq!((&access["username"], &access["sub"]), (&json!(sub), &json!(sub)));
    }
    let (client, challenge) = scene.srp("alice@example.com").await;
    assert_eq!(
        (&challenge["USERNAME"], &challenge["USER_ID_FOR_SRP"]),
        (&json!(sub), &json!(sub))
    );
    for name in ["alice@example.com", sub.as_str()] {
        let (client, challenge) = scene.srp(name).await;
        let mut claim = scene.claim(&client, PASSWORD, &challenge);
        claim["USERNAME"] = json!("alice@example.com");
        assert!(scene.respond("PASSWORD_VERIFIER", &json!(null), claim).await.ok()["AuthenticationResult"].is_object());
    }
    let claim = scene.claim(&client, PASSWORD, &challenge);
    scene.respond("PASSWORD_VERIFIER", &json!(null), claim).await.ok();
}

//! What an access token is good for, and everything that is said when it is not (auth.md §13.6, resources.md §4.9).

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::moment::Span;
use serde_json::{Value, json};

use crate::scene::{PASSWORD, Scene, claims};

const NAE: &str = "NotAuthorizedException";

async fn said(scene: &Scene, token: &Value) -> (String, String) {
    let reply = scene.whoami(token).await;
    let (name, message) = reply.fault();
    (name.to_owned(), message.to_owned())
}

fn nae(message: &str) -> (String, String) {
    (NAE.to_owned(), message.to_owned())
}

#[tokio::test]
async fn texts_that_are_no_access_tokens() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    let access = tokens["AccessToken"].as_str().unwrap();
    let elsewhere = access.replace('.', "..");
    for text in ["x", "a.b.c", &access[..access.len() / 2], &elsewhere] {
        assert_eq!(said(&scene, &json!(text)).await, nae("Invalid Access Token"), "{text}");
    }
    assert_eq!(said(&scene, &tokens["IdToken"]).await, nae("Invalid Access Token"));
    let refresh = &tokens["RefreshToken"];
    assert_eq!(scene.whoami(refresh).await.fault().0, NAE);
}

#[tokio::test]
async fn forged_tokens() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    let access = tokens["AccessToken"].as_str().unwrap();
    let parts: Vec<&str> = access.split('.').collect();
    let mut body = claims(&tokens["AccessToken"]);
    body["username"] = json!("root");
    let body = URL_SAFE_NO_PAD.encode(body.to_string());
    let unverified = nae("Could not verify signature for Access Token");
    let forged = format!("{}.{body}.{}", parts[0], parts[2]);
    assert_eq!(said(&scene, &json!(forged)).await, unverified, "other claims");
    let mut signature = URL_SAFE_NO_PAD.decode(parts[2]).unwrap();
    signature[0] ^= 1;
    let bent = format!("{}.{}.{}", parts[0], parts[1], URL_SAFE_NO_PAD.encode(signature));
    assert_eq!(said(&scene, &json!(bent)).await, unverified, "a bit of the signature");
    for alg in ["none", "HS256"] {
        let header = URL_SAFE_NO_PAD.encode(json!({ "alg": alg, "kid": "x" }).to_string());
        let signed = format!("{header}.{}", parts[1]);
        let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"x"), signed.as_bytes());
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac));
        assert_eq!(said(&scene, &json!(token)).await, nae("Invalid Access Token"), "{alg}");
    }
}

#[tokio::test]
async fn an_id_token_with_the_key_of_access_tokens_does_not_exist_and_pools_do_not_mix() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    let header = |token: &Value| {
        let header = token.as_str().unwrap().split('.').next().unwrap();
        serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap()
    };
    assert_ne!(header(&tokens["AccessToken"])["kid"], header(&tokens["IdToken"])["kid"]);
    let mut body = claims(&tokens["AccessToken"]);
    body["iss"] = json!("http://cognate.test/us-east-1_NoSuchOne");
    let parts: Vec<&str> = tokens["AccessToken"].as_str().unwrap().split('.').collect();
    let forged = format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(body.to_string()), parts[2]);
    assert_eq!(said(&scene, &json!(forged)).await, nae("Invalid Access Token"));
}

#[tokio::test]
async fn an_access_token_expires_when_the_client_says() {
    let settings = json!({ "AccessTokenValidity": 10, "TokenValidityUnits": { "AccessToken": "minutes" } });
    let scene = Scene::with(json!({}), settings).await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    assert_eq!(tokens["ExpiresIn"], 600);
    scene.server.clock().advance(Span::seconds(599));
    scene.whoami(&tokens["AccessToken"]).await.ok();
    scene.server.clock().advance(Span::seconds(1));
    assert_eq!(
        said(&scene, &tokens["AccessToken"]).await,
        nae("Access Token has expired")
    );
}

#[tokio::test]
async fn what_happens_to_the_user_shows() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    let alice = json!({ "Username": "alice" });
    scene.admin("AdminDisableUser", alice.clone()).await.ok();
    assert_eq!(said(&scene, &token).await, nae("User is disabled."));
    scene.admin("AdminEnableUser", alice.clone()).await.ok();
    assert_eq!(said(&scene, &token).await, nae("Access Token has been revoked"));

    let token = scene.tokens("alice").await["AccessToken"].clone();
    let password = json!({ "Username": "alice", "Password": "An0ther-one!", "Permanent": true });
    scene.admin("AdminSetUserPassword", password).await.ok();
    scene.whoami(&token).await.ok();

    scene.admin("AdminDeleteUser", alice).await;
    let gone = ("UserNotFoundException".to_owned(), "User does not exist.".to_owned());
    assert_eq!(said(&scene, &token).await, gone);
    let sign_up = json!({ "ClientId": scene.client, "Username": "alice", "Password": PASSWORD });
    scene.server.call("SignUp", sign_up).await.ok();
    let unconfirmed = (
        "UserNotConfirmedException".to_owned(),
        "User is not confirmed.".to_owned(),
    );
    assert_eq!(said(&scene, &token).await, unconfirmed, "another user of the same name");
    scene
        .admin("AdminConfirmSignUp", json!({ "Username": "alice" }))
        .await
        .ok();
    assert_eq!(said(&scene, &token).await.0, NAE);
}

#[tokio::test]
async fn a_user_who_must_reset_is_told_so() {
    let scene = Scene::with(json!({ "AutoVerifiedAttributes": ["email"] }), json!({})).await;
    let email = json!([{ "Name": "email", "Value": "a@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    scene.user_with("alice", email).await;
    let tokens = scene.tokens("alice").await;
    scene
        .admin("AdminResetUserPassword", json!({ "Username": "alice" }))
        .await
        .ok();
    let must = ("PasswordResetRequiredException", "Password reset required for the user");
    assert_eq!(scene.whoami(&tokens["AccessToken"]).await.fault(), must);
    let refresh = json!({ "REFRESH_TOKEN": tokens["RefreshToken"] });
    assert_eq!(scene.initiate("REFRESH_TOKEN_AUTH", refresh).await.fault(), must);
}

#[tokio::test]
async fn a_client_that_is_gone_takes_its_tokens_with_it() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    scene
        .admin("DeleteUserPoolClient", json!({ "ClientId": scene.client }))
        .await;
    let message = format!("User pool client {} does not exist.", scene.client);
    assert_eq!(
        said(&scene, &token).await,
        ("ResourceNotFoundException".to_owned(), message)
    );
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_token_of_every_client() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    scene.user("bob").await;
    let other = scene.another_client(json!({})).await["ClientId"].clone();
    let here = scene.tokens("alice").await;
    let parameters = json!({ "USERNAME": "alice", "PASSWORD": PASSWORD });
    let there = scene
        .initiate_as(other.as_str().unwrap(), "USER_PASSWORD_AUTH", parameters)
        .await
        .ok();
    let there = &there["AuthenticationResult"];
    let bob = scene.tokens("bob").await;
    let reply = scene
        .server
        .call("GlobalSignOut", json!({ "AccessToken": here["AccessToken"] }))
        .await;
    assert_eq!((reply.status, reply.bytes.as_slice()), (200, b"{}".as_slice()));
    for tokens in [&here, there] {
        assert_eq!(
            said(&scene, &tokens["AccessToken"]).await,
            nae("Access Token has been revoked")
        );
    }
    let refreshed = scene
        .initiate("REFRESH_TOKEN_AUTH", json!({ "REFRESH_TOKEN": here["RefreshToken"] }))
        .await;
    assert_eq!(refreshed.fault(), (NAE, "Refresh Token has been revoked"));
    let again = scene
        .server
        .call("GlobalSignOut", json!({ "AccessToken": here["AccessToken"] }))
        .await;
    assert_eq!(again.fault(), (NAE, "Access Token has been revoked"));
    scene.whoami(&bob["AccessToken"]).await.ok();
    scene.whoami(&scene.tokens("alice").await["AccessToken"]).await.ok();
}

#[tokio::test]
async fn an_administrator_signs_a_user_out() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    let reply = scene
        .admin("AdminUserGlobalSignOut", json!({ "Username": "alice" }))
        .await;
    assert_eq!((reply.status, reply.bytes.as_slice()), (200, b"{}".as_slice()));
    assert_eq!(said(&scene, &token).await, nae("Access Token has been revoked"));
    let nobody = scene
        .admin("AdminUserGlobalSignOut", json!({ "Username": "nobody" }))
        .await;
    assert_eq!(nobody.fault(), ("UserNotFoundException", "User does not exist."));
    let nowhere = json!({ "UserPoolId": "us-east-1_NoSuchOne", "Username": "alice" });
    let nowhere = scene.server.call("AdminUserGlobalSignOut", nowhere).await;
    assert_eq!(
        nowhere.fault(),
        (
            "ResourceNotFoundException",
            "User pool us-east-1_NoSuchOne does not exist."
        )
    );
    let empty = scene.server.call("GlobalSignOut", json!({})).await;
    assert_eq!(empty.fault().0, "InvalidParameterException");
}

//! Refreshing with the key of a device (auth.md §§13.4, 13.5).

use serde_json::{Value, json};
use testkit::Reply;

use super::{Phone, alice_and_her_phone, tracking};
use crate::scene::{Scene, claims};

const REFUSED: (&str, &str) = ("NotAuthorizedException", "Invalid Refresh Token.");

/// By both operations, with this key of a device or with none.
async fn refresh(scene: &Scene, phone: &Phone, key: Option<&str>) -> [Reply; 2] {
    let mut parameters = json!({ "REFRESH_TOKEN": phone.refresh_token });
    let mut body = json!({ "ClientId": scene.client, "RefreshToken": phone.refresh_token });
    if let Some(key) = key {
        parameters["DEVICE_KEY"] = json!(key);
        body["DeviceKey"] = json!(key);
    }
    [
        scene.initiate("REFRESH_TOKEN_AUTH", parameters).await,
        scene.server.call("GetTokensFromRefreshToken", body).await,
    ]
}

#[tokio::test]
async fn a_confirmed_device_must_be_named() {
    let (scene, phone) = alice_and_her_phone().await;
    let other = Phone::confirmed(&scene, "alice").await;
    for reply in refresh(&scene, &phone, None).await {
        assert_eq!(reply.fault(), REFUSED);
    }
    for reply in refresh(&scene, &phone, Some(&other.key)).await {
        assert_eq!(reply.fault(), REFUSED);
    }
    for reply in refresh(&scene, &phone, Some(&phone.key)).await {
        let tokens = reply.ok()["AuthenticationResult"].clone();
        assert_eq!(claims(&tokens["AccessToken"])["device_key"], phone.key.as_str());
        assert_eq!(tokens.get("NewDeviceMetadata"), None);
    }
}

#[tokio::test]
async fn a_device_that_was_never_confirmed_or_is_forgotten_may_be_left_out() {
    let scene = tracking(json!(true), json!(false)).await;
    scene.user("alice").await;
    let phone = Phone::new(&scene, "alice").await;
    let forgotten = Phone::confirmed(&scene, "alice").await;
    assert_eq!(forgotten.call(&scene, "ForgetDevice").await.status, 200);
    for phone in [&phone, &forgotten] {
        for key in [None, Some(phone.key.as_str())] {
            for reply in refresh(&scene, phone, key).await {
                reply.ok();
            }
        }
        for reply in refresh(&scene, phone, Some("us-east-1_abcdef")).await {
            assert_eq!(reply.fault(), REFUSED);
        }
    }
}

#[tokio::test]
async fn what_is_said_of_the_token_comes_first() {
    let (scene, phone) = alice_and_her_phone().await;
    let body = json!({ "ClientId": scene.client, "Token": phone.refresh_token });
    scene.server.call("RevokeToken", body).await.ok();
    for reply in refresh(&scene, &phone, Some("us-east-1_abcdef")).await {
        let revoked = ("NotAuthorizedException", "Refresh Token has been revoked");
        assert_eq!(reply.fault(), revoked);
    }
}

#[tokio::test]
async fn a_pool_that_stops_tracking_asks_for_no_key() {
    let (scene, phone) = alice_and_her_phone().await;
    scene.admin("UpdateUserPool", json!({})).await.ok();
    for key in [None, Some("us-east-1_abcdef")] {
        for reply in refresh(&scene, &phone, key).await {
            reply.ok();
        }
    }
    let reply = phone.sign_in(&scene, "alice").await.ok();
    assert_eq!(reply["AuthenticationResult"].get("NewDeviceMetadata"), None::<&Value>);
}

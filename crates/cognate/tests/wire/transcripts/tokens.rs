//! B4: refresh tokens that rotate without grace.

use serde_json::{Value, json};

use super::{call, refuses, says, tokens};
use crate::scene::{PASSWORD, Scene, claims};

#[tokio::test]
async fn b4_a_family_that_rotates_is_used_again_and_revoked() {
    let rotating = json!({
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"], "RefreshTokenRotation": { "Feature": "ENABLED" },
    });
    let scene = Scene::with(json!({}), rotating).await;
    scene.user("u").await;
    let first = says(scene.sign_in("u", PASSWORD).await, tokens())["AuthenticationResult"].clone();
    let turned = || json!({ "AuthenticationResult": tokens()["AuthenticationResult"] });
    let turn = async |token: &Value| says(scene.exchange(token).await, turned())["AuthenticationResult"].clone();

    let second = turn(&first["RefreshToken"]).await;
    let reused = ("RefreshTokenReuseException", "Refresh token reuse detected");
    refuses(&scene.exchange(&first["RefreshToken"]).await, reused);
    let third = turn(&second["RefreshToken"]).await;
    for claim in ["origin_jti", "auth_time", "event_id"] {
        assert_eq!(
            claims(&third["AccessToken"])[claim],
            claims(&first["AccessToken"])[claim]
        );
    }
    scene.whoami(&first["AccessToken"]).await.ok();

    let revoke = json!({ "ClientId": scene.client, "Token": first["RefreshToken"] });
    let reply = call(&scene, "RevokeToken", revoke).await;
    assert_eq!((reply.status, reply.bytes.as_slice()), (200, b"{}".as_slice()));
    let dead = scene.exchange(&third["RefreshToken"]).await;
    let speechless = json!({ "__type": "NotAuthorizedException" });
    assert_eq!((dead.status, &dead.body), (400, &speechless));
    let revoked = ("NotAuthorizedException", "Access Token has been revoked");
    refuses(&scene.whoami(&third["AccessToken"]).await, revoked);
    let unsupported = (
        "UnsupportedOperationException",
        "This API does not support refresh token rotation",
    );
    let parameters = json!({ "REFRESH_TOKEN": third["RefreshToken"] });
    refuses(&scene.initiate("REFRESH_TOKEN_AUTH", parameters).await, unsupported);
}

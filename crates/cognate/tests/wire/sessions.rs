//! The sessions of users: list, revoke, the limit, and how a pool and a client keep them.

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::{PASSWORD, Stage, text};

const NOT_TRACKED: (&str, &str) = (
    "OperationNotEnabledException",
    "User session tracking is not enabled for this user pool.",
);

/// A pool that tracks at most `most` sessions of a user, with the user jane.
async fn tracking(most: u32) -> Stage {
    let stage = Stage::plain().await;
    stage.jane().await;
    track(&stage, "ENABLED", most).await.ok();
    stage
}

async fn track(stage: &Stage, tracking: &str, most: u32) -> Reply {
    let settings = json!({ "UserSessionTracking": tracking, "TokenSession": { "MaxPerUser": most } });
    stage.admin("SetUserPoolSessionConfiguration", settings).await
}

/// Signs jane in; her tokens.
async fn signed_in(stage: &Stage) -> Value {
    stage.server.clock().advance(Span::seconds(1));
    stage.sign_in("jane", PASSWORD).await.ok()["AuthenticationResult"].clone()
}

async fn own(stage: &Stage, tokens: &Value) -> Reply {
    let body = json!({ "AccessToken": tokens["AccessToken"] });
    stage.server.call("ListUserSessions", body).await
}

async fn listed(stage: &Stage) -> Vec<Value> {
    let shown = stage
        .admin("AdminListUserSessions", json!({ "Username": "jane" }))
        .await;
    shown.ok()["Sessions"].as_array().expect("a list").clone()
}

async fn revoke(stage: &Stage, tokens: &Value, id: &Value) -> Reply {
    let body = json!({ "AccessToken": tokens["AccessToken"], "SessionId": id });
    stage.server.call("RevokeUserSession", body).await
}

async fn refresh(stage: &Stage, tokens: &Value) -> Reply {
    let body = json!({ "RefreshToken": tokens["RefreshToken"] });
    stage.client("GetTokensFromRefreshToken", body).await
}

async fn get_user(stage: &Stage, tokens: &Value) -> Reply {
    let body = json!({ "AccessToken": tokens["AccessToken"] });
    stage.server.call("GetUser", body).await
}

#[tokio::test]
async fn a_pool_tracks_nothing_until_told_and_then_twenty() {
    let stage = Stage::plain().await;
    let get = || stage.admin("GetUserPoolSessionConfiguration", json!({}));
    let shown = |tracking: &str, most: u32| {
        json!({
            "UserPoolId": stage.pool,
            "UserSessionTracking": tracking,
            "TokenSession": { "MaxPerUser": most },
        })
    };
    assert_eq!(get().await.ok(), shown("DISABLED", 20));
    assert_eq!(track(&stage, "ENABLED", 3).await.ok(), shown("ENABLED", 3));
    assert_eq!(get().await.ok(), shown("ENABLED", 3));
    stage.admin("UpdateUserPool", json!({})).await.ok();
    assert_eq!(
        get().await.ok(),
        shown("ENABLED", 3),
        "an update of the pool is about other things"
    );
    assert_eq!(track(&stage, "DISABLED", 100).await.ok(), shown("DISABLED", 100));
    let two = track(&stage, "MAYBE", 101).await;
    let sentence = "2 validation errors detected: Value 'MAYBE' at 'userSessionTracking' failed to satisfy constraint: \
                    Member must satisfy enum value set: [ENABLED, DISABLED]; \
                    Value '101' at 'tokenSession.maxPerUser' failed to satisfy constraint: \
                    Member must have value less than or equal to 100";
    assert_eq!(two.fault(), ("InvalidParameterException", sentence));
    let nowhere = json!({ "UserPoolId": "us-east-1_nowhere00" });
    let nowhere = stage.admin("GetUserPoolSessionConfiguration", nowhere).await;
    let sentence = "User pool us-east-1_nowhere00 does not exist.";
    assert_eq!(nowhere.fault(), ("ResourceNotFoundException", sentence));
}

#[tokio::test]
async fn the_lite_tier_tracks_no_sessions() {
    let lite = Stage::new(json!({ "UserPoolTier": "LITE" }), json!({})).await;
    let sentence = "The following feature is not available for the LITE pricing tier configured: Session Tracking";
    assert_eq!(
        track(&lite, "ENABLED", 5).await.fault(),
        ("FeatureUnavailableInTierException", sentence)
    );
    let client = json!({ "ClientId": lite.client, "SSOSession": { "MaxValidityMinutes": 5 } });
    assert_eq!(
        lite.admin("SetUserPoolClientSessionConfiguration", client)
            .await
            .fault(),
        ("FeatureUnavailableInTierException", sentence)
    );
    let stage = tracking(5).await;
    let down = stage.admin("UpdateUserPool", json!({ "UserPoolTier": "LITE" })).await;
    let sentence = "The following features need to be disabled for the LITE pricing tier configured: Session Tracking";
    assert_eq!(down.fault(), ("FeatureUnavailableInTierException", sentence));
}

#[tokio::test]
async fn a_client_keeps_its_settings_while_the_pool_tracks_nothing() {
    let stage = Stage::plain().await;
    let shown = |minutes: i32| {
        json!({
            "UserPoolId": stage.pool,
            "ClientId": stage.client,
            "SSOSession": { "MaxValidityMinutes": minutes },
        })
    };
    let get = || {
        stage.admin(
            "GetUserPoolClientSessionConfiguration",
            json!({ "ClientId": stage.client }),
        )
    };
    let set = |minutes| stage.admin("SetUserPoolClientSessionConfiguration", shown(minutes));
    assert_eq!(get().await.ok(), shown(60));
    let sentence = "User session tracking must be enabled for the user pool.";
    assert_eq!(set(0).await.fault(), ("InvalidParameterException", sentence));
    track(&stage, "ENABLED", 20).await.ok();
    assert_eq!(set(0).await.ok(), shown(0));
    track(&stage, "DISABLED", 20).await.ok();
    assert_eq!(get().await.ok(), shown(0));
    stage
        .admin("UpdateUserPoolClient", json!({ "ClientId": stage.client }))
        .await
        .ok();
    assert_eq!(
        get().await.ok(),
        shown(0),
        "an update of the client is about other things"
    );
    let sentence = "1 validation error detected: Value '129601' at 'sSOSession.maxValidityMinutes' failed to satisfy \
                    constraint: Member must have value less than or equal to 129600";
    assert_eq!(set(129_601).await.fault(), ("InvalidParameterException", sentence));
    let nobody = json!({ "ClientId": "nobody", "SSOSession": { "MaxValidityMinutes": 5 } });
    let nobody = stage.admin("SetUserPoolClientSessionConfiguration", nobody).await;
    let sentence = format!("User pool client nobody does not exist in user pool {}.", stage.pool);
    assert_eq!(nobody.fault(), ("ResourceNotFoundException", sentence.as_str()));
}

#[tokio::test]
async fn sessions_are_listed_with_what_is_known_of_them() {
    let stage = tracking(5).await;
    let first = signed_in(&stage).await;
    let other = stage.add_client(json!({})).await;
    let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148";
    stage.server.clock().advance(Span::minutes(1));
    let second = stage
        .server
        .request("InitiateAuth")
        .header("user-agent", phone)
        .json(&json!({
            "ClientId": other,
            "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": { "USERNAME": "jane", "PASSWORD": PASSWORD },
        }));
    let second = second.send().await.ok()["AuthenticationResult"].clone();
    stage.server.clock().advance(Span::minutes(1));

    let sessions = own(&stage, &first).await.ok()["Sessions"].clone();
    let [late, early] = [&sessions[0], &sessions[1]];
    assert_eq!(sessions.as_array().map(Vec::len), Some(2));
    for session in [late, early] {
        let id = text(&session["SessionId"]);
        assert!(id.starts_with("tkn") && id.len() == 28, "{id}");
        assert_eq!(session["SessionType"], "TOKEN");
        assert_eq!(session["LastLocation"], json!({ "Country": "unknown" }));
        assert_eq!(session["CreateDate"], session["LastActiveDate"]);
        assert_eq!(session.get("OriginSessionId"), None);
    }
    assert_ne!(late["SessionId"], early["SessionId"]);
    assert_eq!(
        (&late["ClientId"], &early["ClientId"]),
        (&json!(other), &json!(stage.client))
    );
    assert_eq!(
        (&late["DeviceType"], &early["DeviceType"]),
        (&json!("mobile"), &json!("unknown"))
    );
    assert_eq!(
        (&late["IsCurrentSession"], &early["IsCurrentSession"]),
        (&json!(false), &json!(true))
    );
    let elsewhere = own(&stage, &second).await.ok()["Sessions"].clone();
    assert_eq!(elsewhere[0]["IsCurrentSession"], true);

    refresh(&stage, &first).await.ok();
    let listed = listed(&stage).await;
    assert_eq!(listed[0]["SessionId"], early["SessionId"], "the last used comes first");
    assert_eq!(listed[0]["CreateDate"], early["CreateDate"]);
    let active = |session: &Value| session["LastActiveDate"].as_f64().expect("a number");
    assert_eq!(active(&listed[0]) - active(early), 120.0);
    assert_eq!(listed[0]["IsCurrentSession"], false);
}

#[tokio::test]
async fn what_cannot_be_listed_is_refused() {
    let stage = tracking(5).await;
    let tokens = signed_in(&stage).await;
    let paged = json!({ "AccessToken": tokens["AccessToken"], "NextToken": "more" });
    let paged = stage.server.call("ListUserSessions", paged).await;
    assert_eq!(paged.fault(), ("InvalidParameterException", "Invalid pagination token"));
    let stranger = stage.admin("AdminListUserSessions", json!({ "Username": "joe" })).await;
    assert_eq!(stranger.fault(), ("UserNotFoundException", "User does not exist."));
    let forged = own(&stage, &json!({ "AccessToken": "a.b.c" })).await;
    assert_eq!(forged.fault(), ("NotAuthorizedException", "Invalid Access Token"));

    track(&stage, "DISABLED", 5).await.ok();
    assert_eq!(own(&stage, &tokens).await.fault(), NOT_TRACKED);
    let by_admin = stage
        .admin("AdminListUserSessions", json!({ "Username": "jane" }))
        .await;
    assert_eq!(by_admin.fault(), NOT_TRACKED);
    let none = json!("tkn0000000000000000000000000");
    assert_eq!(revoke(&stage, &tokens, &none).await.fault(), NOT_TRACKED);
    let body = json!({ "Username": "jane", "SessionId": none });
    assert_eq!(stage.admin("AdminRevokeUserSession", body).await.fault(), NOT_TRACKED);
    let unknown_first = json!({ "Username": "joe", "SessionId": none });
    let unknown_first = stage.admin("AdminRevokeUserSession", unknown_first).await;
    assert_eq!(unknown_first.fault(), ("UserNotFoundException", "User does not exist."));
}

#[tokio::test]
async fn a_revoked_session_is_gone_with_its_tokens() {
    let stage = tracking(5).await;
    let (here, there) = (signed_in(&stage).await, signed_in(&stage).await);
    let sessions = own(&stage, &here).await.ok()["Sessions"].clone();
    let (there_id, here_id) = (&sessions[0]["SessionId"], &sessions[1]["SessionId"]);

    let sentence = "The current session cannot be revoked.";
    assert_eq!(
        revoke(&stage, &here, here_id).await.fault(),
        ("InvalidParameterException", sentence)
    );
    assert_eq!(revoke(&stage, &here, there_id).await.ok(), json!({}));
    let revoked = ("NotAuthorizedException", "Access Token has been revoked");
    assert_eq!(get_user(&stage, &there).await.fault(), revoked);
    let revoked = ("NotAuthorizedException", "Refresh Token has been revoked");
    assert_eq!(refresh(&stage, &there).await.fault(), revoked);
    get_user(&stage, &here).await.ok();
    assert_eq!(listed(&stage).await.len(), 1);

    let sentence = format!("Session {} does not exist.", text(there_id));
    let gone = ("ResourceNotFoundException", sentence.as_str());
    assert_eq!(revoke(&stage, &here, there_id).await.fault(), gone);
    let sso = json!("sso0000000000000000000000000");
    let unknown = revoke(&stage, &here, &sso).await;
    assert_eq!(
        unknown.fault(),
        (
            "ResourceNotFoundException",
            "Session sso0000000000000000000000000 does not exist."
        )
    );

    let body = json!({ "Username": "jane", "SessionId": here_id, "RevokeAssociatedSessions": "LINKED" });
    assert_eq!(stage.admin("AdminRevokeUserSession", body).await.ok(), json!({}));
    let revoked = ("NotAuthorizedException", "Access Token has been revoked");
    assert_eq!(get_user(&stage, &here).await.fault(), revoked);
    assert_eq!(listed(&stage).await, Vec::<Value>::new());
}

#[tokio::test]
async fn nobody_ends_the_session_of_another_user() {
    let stage = tracking(5).await;
    let jane = signed_in(&stage).await;
    let id = listed(&stage).await[0]["SessionId"].clone();
    stage.confirmed("joe", &[]).await;
    let joe = stage.sign_in("joe", PASSWORD).await.ok()["AuthenticationResult"].clone();
    let sentence = format!("Session {} does not exist.", text(&id));
    let refused = ("ResourceNotFoundException", sentence.as_str());
    assert_eq!(revoke(&stage, &joe, &id).await.fault(), refused);
    let body = json!({ "Username": "joe", "SessionId": id });
    assert_eq!(stage.admin("AdminRevokeUserSession", body).await.fault(), refused);
    get_user(&stage, &jane).await.ok();
}

#[tokio::test]
async fn the_least_recently_used_session_makes_room() {
    let stage = tracking(2).await;
    let (first, second) = (signed_in(&stage).await, signed_in(&stage).await);
    stage.server.clock().advance(Span::seconds(1));
    refresh(&stage, &first).await.ok();
    let third = signed_in(&stage).await;
    let revoked = ("NotAuthorizedException", "Refresh Token has been revoked");
    assert_eq!(refresh(&stage, &second).await.fault(), revoked);
    get_user(&stage, &first).await.ok();
    get_user(&stage, &third).await.ok();

    track(&stage, "ENABLED", 1).await.ok();
    assert_eq!(listed(&stage).await.len(), 2, "a lower limit ends nothing by itself");
    signed_in(&stage).await;
    assert_eq!(listed(&stage).await.len(), 1);

    track(&stage, "DISABLED", 1).await.ok();
    signed_in(&stage).await;
    signed_in(&stage).await;
    track(&stage, "ENABLED", 1).await.ok();
    assert_eq!(listed(&stage).await.len(), 3, "without tracking there is no limit");
}

#[tokio::test]
async fn an_expired_session_is_none() {
    let stage = tracking(1).await;
    signed_in(&stage).await;
    let id = listed(&stage).await[0]["SessionId"].clone();
    stage.server.clock().advance(Span::days(31));
    assert_eq!(listed(&stage).await, Vec::<Value>::new());
    let body = json!({ "Username": "jane", "SessionId": id });
    let late = stage.admin("AdminRevokeUserSession", body).await;
    assert_eq!(late.fault().0, "ResourceNotFoundException");
}

#[tokio::test]
async fn revoking_the_refresh_token_ends_its_session() {
    let stage = tracking(5).await;
    let tokens = signed_in(&stage).await;
    let body = json!({ "Token": tokens["RefreshToken"], "RevokeAssociatedSessions": "LINKED" });
    assert_eq!(stage.client("RevokeToken", body).await.ok(), json!({}));
    assert_eq!(listed(&stage).await, Vec::<Value>::new());
}

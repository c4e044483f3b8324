//! Challenges, answers and Sessions.

use super::*;
use crate::scene::{claims, members};

#[tokio::test]
async fn a_wrong_answer_and_a_right_one() {
    let scene = scene().await;
    let email = json!([{ "Name": "email", "Value": "jane@example.com" }]);
    let jane = scene.user_with("jane", email).await;
    let first = begin(&scene, "jane").await.ok();
    assert_eq!(members(&first), ["ChallengeName", "ChallengeParameters", "Session"]);
    assert_eq!(first["ChallengeName"], "CUSTOM_CHALLENGE");
    assert_eq!(
        first["ChallengeParameters"],
        json!({ "USERNAME": jane, "question": "2+3", "round": "0" })
    );
    let second = answer(&scene, &first["Session"], "jane", "4").await.ok();
    assert_eq!(second["ChallengeParameters"]["round"], "1");
    assert_ne!(first["Session"], second["Session"]);
    assert_eq!(sources(scene.server.functions()).len(), 5);

    let metadata = json!({ "k": "v" });
    let body = json!({
        "ClientId": scene.client, "ChallengeName": "CUSTOM_CHALLENGE", "Session": second["Session"],
        "ChallengeResponses": { "USERNAME": "jane", "ANSWER": "5" }, "ClientMetadata": metadata,
    });
    let tokens = scene.server.call("RespondToAuthChallenge", body).await.ok();
    assert_eq!(tokens["ChallengeParameters"], json!({}));
    let tokens = &tokens["AuthenticationResult"];
    assert_eq!(claims(&tokens["AccessToken"])["username"], "jane");
    scene.exchange(&tokens["RefreshToken"]).await.ok();

    let events = scene.server.functions().take_events();
    let [verify, define] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(verify["triggerSource"], "VerifyAuthChallengeResponse_Authentication");
    assert_eq!(
        verify["request"],
        json!({
            "userAttributes": {
                "sub": claims(&tokens["IdToken"])["sub"], "cognito:user_status": "CONFIRMED", "email": "jane@example.com",
            },
            "privateChallengeParameters": { "answer": "5", "secret": SECRET },
            "challengeAnswer": "5",
            "clientMetadata": metadata,
            "userNotFound": false,
        })
    );
    assert_eq!(define["userName"], "jane");
    assert_eq!(define["callerContext"]["clientId"], scene.client.as_str());
    assert_eq!(
        define["request"]["session"],
        json!([
            { "challengeName": "CUSTOM_CHALLENGE", "challengeResult": false, "challengeMetadata": "SUM_0" },
            { "challengeName": "CUSTOM_CHALLENGE", "challengeResult": true, "challengeMetadata": "SUM_1" },
        ])
    );
    assert_eq!(define["request"]["clientMetadata"], metadata);
}

#[tokio::test]
async fn the_metadata_of_the_first_call_does_not_reach_the_functions() {
    let scene = scene().await;
    scene.user("jane").await;
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "CUSTOM_AUTH", "AuthParameters": { "USERNAME": "jane" },
        "ClientMetadata": { "k": "v" },
    });
    scene.server.call("InitiateAuth", body).await.ok();
    for event in scene.server.functions().take_events() {
        assert!(event["request"].get("clientMetadata").is_none(), "{event}");
    }
}

#[tokio::test]
async fn each_session_is_answered_once() {
    let scene = scene().await;
    scene.user("jane").await;
    let first = begin(&scene, "jane").await.ok();
    let second = answer(&scene, &first["Session"], "jane", "4").await.ok();
    scene.server.functions().take_events();
    for guess in ["4", "5"] {
        let fault = answer(&scene, &first["Session"], "jane", guess).await;
        fault.refused("NotAuthorizedException", "Invalid session for the user.");
    }
    assert!(sources(scene.server.functions()).is_empty(), "nothing is judged twice");
    answer(&scene, &second["Session"], "jane", "5").await.ok();
    answer(&scene, &second["Session"], "jane", "5")
        .await
        .refused("NotAuthorizedException", "Invalid session for the user.");
}

#[tokio::test]
async fn of_many_answers_at_once_one_is_judged() {
    let scene = scene().await;
    scene.user("jane").await;
    let first = begin(&scene, "jane").await.ok();
    scene.server.functions().take_events();
    let guesses: Vec<String> = (0..20).map(|guess| guess.to_string()).collect();
    let mut replies = tokio::task::JoinSet::new();
    let scene = std::sync::Arc::new(scene);
    for guess in guesses {
        let (scene, session) = (scene.clone(), first["Session"].clone());
        replies.spawn(async move { answer(&scene, &session, "jane", &guess).await.status });
    }
    let statuses = replies.join_all().await;
    assert_eq!(
        statuses.iter().filter(|status| **status == 200).count(),
        1,
        "{statuses:?}"
    );
    let judged = sources(scene.server.functions());
    assert_eq!(
        judged.iter().filter(|source| source.starts_with("Verify")).count(),
        1,
        "{judged:?}"
    );
}

#[tokio::test]
async fn the_functions_may_give_up() {
    let scene = scene().await;
    scene.user("jane").await;
    let mut session = begin(&scene, "jane").await.ok()["Session"].clone();
    for _ in 0..2 {
        session = answer(&scene, &session, "jane", "4").await.ok()["Session"].clone();
    }
    answer(&scene, &session, "jane", "4")
        .await
        .refused("NotAuthorizedException", "Incorrect username or password.");
    answer(&scene, &session, "jane", "5")
        .await
        .refused("NotAuthorizedException", "Invalid session for the user.");
}

#[tokio::test]
async fn functions_that_never_give_up_are_stopped() {
    let scene = scene().await;
    scene.user("jane").await;
    scene
        .server
        .functions()
        .respond("define", |_| json!({ "challengeName": "CUSTOM_CHALLENGE" }));
    let mut session = begin(&scene, "jane").await.ok()["Session"].clone();
    for _ in 0..19 {
        session = answer(&scene, &session, "jane", "4").await.ok()["Session"].clone();
    }
    answer(&scene, &session, "jane", "4")
        .await
        .refused("NotAuthorizedException", "Incorrect username or password.");
}

#[tokio::test]
async fn what_is_private_stays_here_however_long_it_is() {
    let scene = scene().await;
    scene.user("jane").await;
    let long = SECRET.repeat(5_000);
    let copy = long.clone();
    scene.server.functions().respond("create", move |_| {
        json!({ "privateChallengeParameters": { "answer": "5", "long": copy }, "challengeMetadata": "x".repeat(3_000) })
    });
    let mut session = begin(&scene, "jane").await.ok()["Session"].clone();
    for _ in 0..2 {
        assert!(
            session.as_str().unwrap().len() <= 4096,
            "{}",
            session.as_str().unwrap().len()
        );
        session = answer(&scene, &session, "jane", "4").await.ok()["Session"].clone();
    }
    let other = scene.server.second_node().await;
    scene.server.functions().take_events();
    let body = json!({
        "ClientId": scene.client, "ChallengeName": "CUSTOM_CHALLENGE", "Session": session,
        "ChallengeResponses": { "USERNAME": "jane", "ANSWER": "5" },
    });
    assert!(other.call("RespondToAuthChallenge", body).await.ok()["AuthenticationResult"].is_object());
    let verify = &scene.server.functions().take_events()[0];
    assert_eq!(verify["request"]["privateChallengeParameters"]["long"], long.as_str());
}

#[tokio::test]
async fn both_doors_lead_through_one_sign_in() {
    let scene = scene().await;
    scene.user("jane").await;
    let body = json!({ "ClientId": scene.client, "AuthFlow": "CUSTOM_AUTH", "AuthParameters": { "USERNAME": "jane" } });
    let first = scene.admin("AdminInitiateAuth", body).await.ok();
    let second = answer(&scene, &first["Session"], "jane", "4").await.ok();
    let body = json!({
        "ClientId": scene.client, "ChallengeName": "CUSTOM_CHALLENGE", "Session": second["Session"],
        "ChallengeResponses": { "USERNAME": "jane", "ANSWER": "5" },
    });
    let tokens = scene.admin("AdminRespondToAuthChallenge", body).await.ok();
    assert!(tokens["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn a_session_belongs_to_its_user_its_client_and_its_step() {
    let scene = scene().await;
    scene.user("jane").await;
    scene.user("john").await;
    let session = begin(&scene, "jane").await.ok()["Session"].clone();
    let foreign = "Invalid session for the user.";
    answer(&scene, &session, "john", "5")
        .await
        .refused("NotAuthorizedException", foreign);
    let code = json!({ "USERNAME": "jane", "SOFTWARE_TOKEN_MFA_CODE": "123456" });
    scene
        .respond("SOFTWARE_TOKEN_MFA", &session, code)
        .await
        .refused("NotAuthorizedException", foreign);
    let other = scene
        .another_client(json!({ "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH"] }))
        .await;
    let body = json!({
        "ClientId": other["ClientId"], "ChallengeName": "CUSTOM_CHALLENGE", "Session": session,
        "ChallengeResponses": { "USERNAME": "jane", "ANSWER": "5" },
    });
    let fault = scene.server.call("RespondToAuthChallenge", body).await;
    fault.refused("NotAuthorizedException", foreign);
    answer(&scene, &session, "jane", "5").await.ok();
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let scene = scene().await;
    scene.user("jane").await;
    let missing = |name: &str| format!("Missing required parameter {name}");
    let nobody = scene.initiate("CUSTOM_AUTH", json!({})).await;
    nobody.refused("InvalidParameterException", &missing("USERNAME"));
    let session = begin(&scene, "jane").await.ok()["Session"].clone();
    let silent = scene
        .respond("CUSTOM_CHALLENGE", &session, json!({ "USERNAME": "jane" }))
        .await;
    silent.refused("InvalidParameterException", &missing("ANSWER"));
    answer(&scene, &Value::Null, "jane", "5")
        .await
        .refused("InvalidParameterException", &missing("Session"));
    answer(&scene, &session, "jane", "5").await.ok();
}

#[tokio::test]
async fn a_client_must_be_allowed_to() {
    let scene = scene().await;
    let client = scene
        .another_client(json!({ "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"] }))
        .await;
    let client = client["ClientId"].as_str().unwrap();
    let refused = scene
        .initiate_as(client, "CUSTOM_AUTH", json!({ "USERNAME": "jane" }))
        .await;
    refused.refused(
        "InvalidParameterException",
        "CUSTOM_AUTH is not enabled for the client.",
    );
    assert!(sources(scene.server.functions()).is_empty());
}

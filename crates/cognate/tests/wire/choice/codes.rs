//! EMAIL_OTP and SMS_OTP as first factors.

use domain::{
    moment::Span,
    ports::{Channel, MessageKind},
};
use serde_json::json;

use super::{USED_SESSION, WRONG, answer, begin, discreet, jane, open, scene, signed_in};
use crate::stage::attributes;

const MISMATCH: (&str, &str) = ("CodeMismatchException", "Invalid code or auth state for the user.");

#[tokio::test]
async fn a_code_by_mail_signs_in_once() {
    let scene = open().await;
    jane(&scene).await;
    let preferred = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let mut challenge = begin(&scene, preferred).await.ok();
    let message = scene.server.last_message();
    assert_eq!(
        (message.kind, message.channel, message.to.as_str()),
        (MessageKind::Authentication, Channel::Email, "jane@example.com")
    );
    let code = message.code.unwrap();
    assert_eq!(code.len(), 8);
    let session = challenge["Session"].take();
    let shown = json!({
        "ChallengeName": "EMAIL_OTP", "AvailableChallenges": ["EMAIL_OTP"], "Session": null,
        "ChallengeParameters":
            { "CODE_DELIVERY_DELIVERY_MEDIUM": "EMAIL", "CODE_DELIVERY_DESTINATION": "j***@e***" },
    });
    assert_eq!(challenge, shown);
    challenge["Session"] = session;

    let wrong = json!({ "USERNAME": "jane", "EMAIL_OTP_CODE": "x" });
    assert_eq!(answer(&scene, &challenge, wrong).await.fault(), MISMATCH);
    let right = json!({ "USERNAME": "jane", "EMAIL_OTP_CODE": code });
    signed_in(answer(&scene, &challenge, right.clone()).await);
    assert_eq!(answer(&scene, &challenge, right).await.fault(), USED_SESSION);
}

#[tokio::test]
async fn a_code_by_text_message_is_chosen() {
    let scene = open().await;
    jane(&scene).await;
    let challenge = begin(&scene, json!({ "USERNAME": "jane" })).await.ok();
    let challenge = answer(&scene, &challenge, json!({ "USERNAME": "jane", "ANSWER": "SMS_OTP" }))
        .await
        .ok();
    assert_eq!(challenge["ChallengeName"], "SMS_OTP");
    assert_eq!(
        challenge["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"],
        "+*******0109"
    );
    let code = scene.server.last_message().code.unwrap();
    signed_in(answer(&scene, &challenge, json!({ "USERNAME": "jane", "SMS_OTP_CODE": code })).await);
}

#[tokio::test]
async fn each_code_belongs_to_its_session_and_ends_with_it() {
    let scene = open().await;
    jane(&scene).await;
    let preferred = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let first = begin(&scene, preferred.clone()).await.ok();
    let code = scene.server.last_message().code.unwrap();
    let second = begin(&scene, preferred).await.ok();
    let responses = json!({ "USERNAME": "jane", "EMAIL_OTP_CODE": code });
    assert_eq!(answer(&scene, &second, responses.clone()).await.fault(), MISMATCH);
    scene.server.clock().advance(Span::minutes(3));
    assert_eq!(
        answer(&scene, &first, responses).await.fault(),
        (
            "NotAuthorizedException",
            "Invalid session for the user, session is expired."
        )
    );
}

#[tokio::test]
async fn the_only_factor_is_asked_for_at_once() {
    let scene = scene(json!(["PASSWORD", "EMAIL_OTP"]), json!({})).await;
    let given = attributes(&[("email", "jill@example.com"), ("email_verified", "true")]);
    let body = json!({ "Username": "jill", "UserAttributes": given, "MessageAction": "SUPPRESS" });
    let made = scene.admin("AdminCreateUser", body).await.ok();
    assert_eq!(made["User"]["UserStatus"], "CONFIRMED");
    let challenge = begin(&scene, json!({ "USERNAME": "jill" })).await.ok();
    assert_eq!(challenge["ChallengeName"], "EMAIL_OTP");
    let code = scene.server.last_message().code.unwrap();
    signed_in(
        answer(
            &scene,
            &challenge,
            json!({ "USERNAME": "jill", "EMAIL_OTP_CODE": code }),
        )
        .await,
    );
}

/// A real user and a missing one hear the same, to the last of many wrong codes.
#[tokio::test]
async fn a_missing_user_is_sent_no_code_and_hears_the_same() {
    let scene = discreet().await;
    jane(&scene).await;
    let mut heard = Vec::new();
    for name in ["jane", "nobody@invalid.example"] {
        let preferred = json!({ "USERNAME": name, "PREFERRED_CHALLENGE": "EMAIL_OTP" });
        let challenge = begin(&scene, preferred).await.ok();
        assert_eq!(challenge["AvailableChallenges"], json!(["EMAIL_OTP"]));
        let mut answers = Vec::new();
        for _ in 0..8 {
            let reply = answer(&scene, &challenge, json!({ "USERNAME": name, "EMAIL_OTP_CODE": "x" })).await;
            answers.push((reply.fault().0.to_owned(), reply.fault().1.to_owned()));
        }
        heard.push((challenge["Session"].as_str().map(str::len), answers));
        if name != "jane" {
            let shown = &challenge["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"];
            assert_eq!(shown, "n***@i***");
        }
    }
    assert_eq!(heard[0], heard[1]);
    assert!(heard[0].1.iter().any(|(_, said)| said.starts_with("Too many")));
    assert_eq!(scene.server.messages().len(), 1);

    let preferred = json!({ "USERNAME": "nobody", "PREFERRED_CHALLENGE": "SMS_OTP" });
    let challenge = begin(&scene, preferred).await.ok();
    assert_eq!(challenge["ChallengeName"], "SMS_OTP");
    let chosen = json!({ "USERNAME": "nobody", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": "x" });
    assert_eq!(begin(&scene, chosen).await.fault(), WRONG);
}

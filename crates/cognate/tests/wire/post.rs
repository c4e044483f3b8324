//! Messages that go through a network: kept with their codes, tried again, sent once.

use app::flow::post::deliver_due;
use domain::{
    moment::Span,
    ports::{Inbox, MessageKind, Obstacle},
};
use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::{PASSWORD, Stage, attributes};

/// A pool whose messages go through a network, and a user who has signed up once the network is as told.
async fn far_away(pool: Value, client: Value) -> Stage {
    let stage = Stage::new(pool, client).await;
    stage.server.messenger().be_far_away();
    stage
}

async fn sign_up(stage: &Stage) -> Reply {
    let body = json!({ "Username": "jane", "Password": PASSWORD, "UserAttributes": attributes(&[("email", "jane@example.com")]) });
    stage.client("SignUp", body).await
}

async fn resend(stage: &Stage) -> Reply {
    stage
        .client("ResendConfirmationCode", json!({ "Username": "jane" }))
        .await
}

/// Tries what is due; whether anything is left.
async fn round(stage: &Stage) -> bool {
    deliver_due(stage.server.house()).await.unwrap().is_some()
}

async fn confirm(stage: &Stage, code: &str) -> Reply {
    let body = json!({ "Username": "jane", "ConfirmationCode": code });
    stage.client("ConfirmSignUp", body).await
}

#[tokio::test]
async fn a_message_is_handed_over_at_once_and_only_once() {
    let stage = far_away(json!({}), json!({})).await;
    sign_up(&stage).await.ok();
    assert_eq!(stage.server.messages().len(), 1);
    stage.server.clock().advance(Span::minutes(5));
    assert!(!round(&stage).await);
    assert_eq!(stage.server.messages().len(), 1);
}

#[tokio::test]
async fn a_passing_failure_is_no_matter_of_the_client_and_the_code_comes_later() {
    let stage = far_away(json!({}), json!({})).await;
    stage.server.messenger().fail(Obstacle::Passing);
    let answer = sign_up(&stage).await.ok();
    assert_eq!(answer["CodeDeliveryDetails"]["Destination"], "j***@e***");
    // Not due yet, then due and still failing, then at last.
    stage.server.clock().advance(Span::seconds(4));
    assert!(round(&stage).await);
    stage.server.clock().advance(Span::seconds(1));
    assert!(round(&stage).await);
    stage.server.messenger().accept();
    stage.server.clock().advance(Span::seconds(9));
    assert!(round(&stage).await);
    assert!(stage.server.messages().is_empty());
    stage.server.clock().advance(Span::seconds(1));
    assert!(!round(&stage).await);
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    confirm(&stage, &code).await.ok();
}

#[tokio::test]
async fn a_message_that_is_refused_for_good_is_told_and_not_tried_again() {
    let stage = far_away(json!({}), json!({})).await;
    stage.server.messenger().refuse();
    let words = "The message could not be delivered. Please try again.";
    assert_eq!(sign_up(&stage).await.fault(), ("CodeDeliveryFailureException", words));
    stage.server.messenger().accept();
    stage.server.clock().advance(Span::minutes(5));
    assert!(!round(&stage).await);
    assert!(stage.server.messages().is_empty());
    resend(&stage).await.ok();
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    confirm(&stage, &code).await.ok();
}

#[tokio::test]
async fn a_provider_that_lets_nobody_send_is_named() {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let pool = json!({ "AutoVerifiedAttributes": ["email", "phone_number"], "SmsConfiguration": sms });
    let stage = far_away(pool, json!({})).await;
    stage.server.messenger().fail(Obstacle::NotPermitted);
    assert_eq!(
        sign_up(&stage).await.fault(),
        (
            "InvalidEmailRoleAccessPolicyException",
            "Cognito is not allowed to use your email identity"
        )
    );
    let invite = |medium: &str| {
        let given = attributes(&[("email", "a@example.com"), ("phone_number", "+15550100")]);
        json!({ "Username": medium, "UserAttributes": given, "DesiredDeliveryMediums": [medium] })
    };
    // AdminCreateUser declares no exception for e-mail alone.
    let reply = stage.admin("AdminCreateUser", invite("EMAIL")).await;
    assert_eq!(reply.fault().0, "CodeDeliveryFailureException");
    assert_eq!(
        stage.admin("AdminCreateUser", invite("SMS")).await.fault(),
        (
            "InvalidSmsRoleAccessPolicyException",
            "Role does not have permission to publish with SNS"
        )
    );
}

#[tokio::test]
async fn a_replaced_code_is_not_sent_any_more() {
    let stage = far_away(json!({}), json!({})).await;
    stage.server.messenger().fail(Obstacle::Passing);
    sign_up(&stage).await.ok();
    resend(&stage).await.ok();
    stage.server.messenger().accept();
    stage.server.clock().advance(Span::seconds(5));
    assert!(!round(&stage).await);
    assert_eq!(stage.server.messages().len(), 1);
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    confirm(&stage, &code).await.ok();
}

#[tokio::test]
async fn a_message_expires_with_its_code_and_goes_with_its_user() {
    let stage = far_away(json!({}), json!({})).await;
    stage.server.messenger().fail(Obstacle::Passing);
    sign_up(&stage).await.ok();
    stage.server.messenger().accept();
    stage.server.clock().advance(Span::hours(24));
    assert!(!round(&stage).await);
    assert!(stage.server.messages().is_empty());

    stage.server.messenger().fail(Obstacle::Passing);
    resend(&stage).await.ok();
    stage.admin("AdminDeleteUser", json!({ "Username": "jane" })).await.ok();
    stage.server.messenger().accept();
    stage.server.clock().advance(Span::seconds(5));
    assert!(!round(&stage).await);
    assert!(stage.server.messages().is_empty());
}

#[tokio::test]
async fn of_two_nodes_one_sends() {
    let stage = far_away(json!({}), json!({})).await;
    let other = stage.server.second_node().await;
    stage.server.messenger().fail(Obstacle::Passing);
    sign_up(&stage).await.ok();
    stage.server.messenger().accept();
    stage.server.clock().advance(Span::seconds(5));
    let (one, two) = tokio::join!(deliver_due(stage.server.house()), deliver_due(other.house()));
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(stage.server.messages().len(), 1);
    assert!(!round(&stage).await);
}

#[tokio::test]
async fn who_may_not_learn_who_exists_learns_nothing_from_messages() {
    let stage = far_away(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    stage.jane().await;
    let forget = async |name: &str| {
        let reply = stage.client("ForgotPassword", json!({ "Username": name })).await;
        reply.ok()["CodeDeliveryDetails"]["DeliveryMedium"].clone()
    };
    stage.server.messenger().refuse();
    let (known, unknown) = (forget("jane").await, forget("nobody").await);
    assert_eq!(known, unknown);
    stage.server.messenger().accept();
    let (before, _) = stage.server.messenger().read();
    forget("jane").await;
    stage.server.messenger().change_after(before).await;
    stage.code(MessageKind::ForgotPassword, "jane@example.com");
}

#[tokio::test]
async fn a_sign_up_by_link_gets_a_link() {
    let template = json!({ "DefaultEmailOption": "CONFIRM_WITH_LINK", "EmailMessageByLink": "Please {##click here##}.", "EmailSubjectByLink": "Hello" });
    let stage = far_away(json!({ "VerificationMessageTemplate": template }), json!({})).await;
    sign_up(&stage).await.ok();
    let message = stage.message();
    let code = message.code.clone().unwrap();
    let link = format!(
        "http://cognate.test/{}/confirmUser/?client_id={}&user_name=jane&confirmation_code={code}",
        stage.pool, stage.client
    );
    assert_eq!(message.subject.as_deref(), Some("Hello"));
    assert_eq!(message.link.as_deref(), Some(link.as_str()));
    let shown = link.replace('&', "&amp;");
    assert_eq!(message.body, format!("Please <a href=\"{shown}\">click here</a>."));
    // Other messages of the pool bring codes.
    confirm(&stage, &code).await.ok();
    stage.client("ForgotPassword", json!({ "Username": "jane" })).await.ok();
    assert!(stage.message().link.is_none());
}

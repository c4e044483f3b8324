//! ForgotPassword, ConfirmForgotPassword, ChangePassword, AdminResetUserPassword, AdminSetUserPassword.

use domain::{moment::Span, ports::MessageKind};
use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::{OTHER_PASSWORD, PASSWORD, Stage, wrong};

const EXPIRED: (&str, &str) = (
    "ExpiredCodeException",
    "Invalid code provided, please request a code again.",
);

const MISMATCH: (&str, &str) = (
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
);

const TOO_OFTEN: (&str, &str) = (
    "LimitExceededException",
    "Attempt limit exceeded, please try after some time.",
);

const NOT_FOUND: (&str, &str) = ("UserNotFoundException", "Username/client id combination not found.");

const NO_WAY: (&str, &str) = (
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
);

const NOT_NOW: (&str, &str) = (
    "NotAuthorizedException",
    "User password cannot be reset in the current state.",
);

const REUSED: (&str, &str) = (
    "PasswordHistoryPolicyViolationException",
    "Password has previously been used",
);

async fn forget(stage: &Stage, username: &str) -> Reply {
    stage.client("ForgotPassword", json!({ "Username": username })).await
}

async fn reset(stage: &Stage, username: &str, code: &str, password: &str) -> Reply {
    let body = json!({ "Username": username, "ConfirmationCode": code, "Password": password });
    stage.client("ConfirmForgotPassword", body).await
}

async fn set(stage: &Stage, password: &str, permanent: Value) -> Reply {
    let body = json!({ "Username": "jane", "Password": password, "Permanent": permanent });
    stage.admin("AdminSetUserPassword", body).await
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_code() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let details = json!({ "Destination": "j***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email" });
    assert_eq!(
        forget(&stage, "jane").await.ok(),
        json!({ "CodeDeliveryDetails": details })
    );
    let message = stage.message();
    assert_eq!(message.subject.as_deref(), Some("Your password reset code"));
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    assert_eq!(message.body, format!("Your password reset code is {code}"));
    assert_eq!(stage.status("jane").await, "CONFIRMED");

    assert_eq!(
        reset(&stage, "jane", wrong(&code), OTHER_PASSWORD).await.fault(),
        MISMATCH
    );
    assert_eq!(
        reset(&stage, "jane", &code, "password").await.fault(),
        (
            "InvalidPasswordException",
            "Password does not conform to policy: Password must have uppercase characters"
        )
    );
    assert_eq!(reset(&stage, "jane", &code, OTHER_PASSWORD).await.ok(), json!({}));
    assert_eq!(reset(&stage, "jane", &code, PASSWORD).await.fault(), EXPIRED);
}

#[tokio::test]
async fn a_reset_code_lives_for_an_hour() {
    let stage = Stage::plain().await;
    stage.jane().await;
    assert_eq!(reset(&stage, "jane", "123456", OTHER_PASSWORD).await.fault(), EXPIRED);
    forget(&stage, "jane").await.ok();
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    stage.server.clock().advance(Span::hours(1));
    assert_eq!(reset(&stage, "jane", &code, OTHER_PASSWORD).await.fault(), EXPIRED);
}

#[tokio::test]
async fn resets_are_limited_by_the_hour() {
    let stage = Stage::plain().await;
    stage.jane().await;
    for _ in 0..5 {
        forget(&stage, "jane").await.ok();
    }
    assert_eq!(forget(&stage, "jane").await.fault(), TOO_OFTEN);
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    for _ in 0..20 {
        assert_eq!(
            reset(&stage, "jane", wrong(&code), OTHER_PASSWORD).await.fault(),
            MISMATCH
        );
    }
    assert_eq!(reset(&stage, "jane", &code, OTHER_PASSWORD).await.fault(), TOO_OFTEN);
    stage.server.clock().advance(Span::hours(1));
    forget(&stage, "jane").await.ok();
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    reset(&stage, "jane", &code, OTHER_PASSWORD).await.ok();
}

#[tokio::test]
async fn who_cannot_reset_is_told_so() {
    let stage = Stage::plain().await;
    assert_eq!(forget(&stage, "nobody").await.fault(), NOT_FOUND);
    assert_eq!(reset(&stage, "nobody", "123456", PASSWORD).await.fault(), NOT_FOUND);

    stage.sign_up("unconfirmed", "one@example.com").await;
    assert_eq!(forget(&stage, "unconfirmed").await.fault(), NO_WAY);
    assert_eq!(
        reset(&stage, "unconfirmed", "123456", PASSWORD).await.fault(),
        ("UserNotConfirmedException", "User is not confirmed.")
    );
    stage.confirmed("unverified", &[("email", "two@example.com")]).await;
    assert_eq!(forget(&stage, "unverified").await.fault(), NO_WAY);
    stage
        .admin("AdminCreateUser", json!({ "Username": "invited" }))
        .await
        .ok();
    assert_eq!(forget(&stage, "invited").await.fault(), NOT_NOW);
    stage.jane().await;
    stage
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(
        forget(&stage, "jane").await.fault(),
        ("NotAuthorizedException", "User is disabled.")
    );
}

#[tokio::test]
async fn administrators_may_keep_recovery_to_themselves() {
    let recovery = json!({ "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] });
    let stage = Stage::new(json!({ "AccountRecoverySetting": recovery }), json!({})).await;
    stage.jane().await;
    let sentence = ("NotAuthorizedException", "Contact administrator to reset password.");
    assert_eq!(forget(&stage, "jane").await.fault(), sentence);
    let hiding = stage
        .add_client(json!({ "PreventUserExistenceErrors": "ENABLED" }))
        .await;
    let body = json!({ "ClientId": hiding, "Username": "nobody" });
    assert_eq!(stage.server.call("ForgotPassword", body).await.fault(), sentence);
    let reply = stage
        .admin("AdminResetUserPassword", json!({ "Username": "jane" }))
        .await;
    assert_eq!(reply.fault(), sentence);
}

#[tokio::test]
async fn the_code_goes_by_the_recovery_settings() {
    let recovery = json!({ "RecoveryMechanisms": [
        { "Name": "verified_phone_number", "Priority": 1 }, { "Name": "verified_email", "Priority": 2 } ] });
    let stage = Stage::new(json!({ "AccountRecoverySetting": recovery }), json!({})).await;
    let given = [
        ("email", "jane@example.com"),
        ("email_verified", "true"),
        ("phone_number", "+12065550109"),
        ("phone_number_verified", "true"),
    ];
    stage.confirmed("jane", &given).await;
    let details = json!({ "Destination": "+*******0109", "DeliveryMedium": "SMS", "AttributeName": "phone_number" });
    assert_eq!(
        forget(&stage, "jane").await.ok(),
        json!({ "CodeDeliveryDetails": details })
    );
    assert_eq!(stage.message().to, "+12065550109");
}

#[tokio::test]
async fn a_stranger_is_answered_like_a_user_where_the_client_hides_them() {
    let stage = Stage::new(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    stage.sign_up("unconfirmed", "one@example.com").await;
    stage.confirmed("unverified", &[("email", "two@example.com")]).await;
    stage.jane().await;
    stage
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    let sent = stage.server.messages().len();
    for name in ["nobody", "unconfirmed", "unverified", "jane"] {
        assert_eq!(
            reset(&stage, name, "123456", OTHER_PASSWORD).await.fault(),
            EXPIRED,
            "{name}"
        );
        let first = forget(&stage, name).await.ok();
        assert_eq!(first["CodeDeliveryDetails"]["DeliveryMedium"], "EMAIL", "{name}");
        let destination = first["CodeDeliveryDetails"]["Destination"].as_str().unwrap();
        assert_eq!(destination.len(), "j***@e***".len(), "{name}");
        assert_eq!(forget(&stage, name).await.ok(), first, "{name}");
        // Asked for, so a guess at it is wrong, and guesses are counted.
        for _ in 0..19 {
            assert_eq!(
                reset(&stage, name, "123456", OTHER_PASSWORD).await.fault(),
                MISMATCH,
                "{name}"
            );
        }
        assert_eq!(
            reset(&stage, name, "123456", OTHER_PASSWORD).await.fault(),
            TOO_OFTEN,
            "{name}"
        );
        for _ in 0..3 {
            forget(&stage, name).await.ok();
        }
        assert_eq!(forget(&stage, name).await.fault(), TOO_OFTEN, "{name}");
    }
    assert_eq!(stage.server.messages().len(), sent);
    let details = forget(&stage, "somebody@invalid.example").await.ok();
    assert_eq!(details["CodeDeliveryDetails"]["Destination"], "s***@i***");
}

#[tokio::test]
async fn a_failing_message_leaves_the_password_and_another_try() {
    let stage = Stage::plain().await;
    stage.jane().await;
    stage.server.messenger().refuse();
    assert_eq!(forget(&stage, "jane").await.fault().0, "CodeDeliveryFailureException");
    assert_eq!(stage.status("jane").await, "CONFIRMED");
    stage.server.messenger().accept();
    forget(&stage, "jane").await.ok();
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    reset(&stage, "jane", &code, OTHER_PASSWORD).await.ok();
}

#[tokio::test]
async fn an_administrator_makes_a_user_choose_anew() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let demand = || stage.admin("AdminResetUserPassword", json!({ "Username": "jane" }));
    assert_eq!(demand().await.ok(), json!({}));
    assert_eq!(stage.status("jane").await, "RESET_REQUIRED");
    demand().await.ok();
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    reset(&stage, "jane", &code, OTHER_PASSWORD).await.ok();
    assert_eq!(stage.status("jane").await, "CONFIRMED");

    stage
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(demand().await.fault(), ("NotAuthorizedException", "User is disabled"));
    let demand = |name: &'static str| stage.admin("AdminResetUserPassword", json!({ "Username": name }));
    stage.sign_up("unconfirmed", "one@example.com").await;
    assert_eq!(demand("unconfirmed").await.fault(), NOT_NOW);
    stage
        .admin("AdminCreateUser", json!({ "Username": "invited" }))
        .await
        .ok();
    assert_eq!(demand("invited").await.fault(), NOT_NOW);
    stage.confirmed("unverified", &[]).await;
    assert_eq!(demand("unverified").await.fault(), NO_WAY);
    assert_eq!(stage.status("unverified").await, "CONFIRMED");
}

#[tokio::test]
async fn an_administrator_sets_a_password_for_good_or_for_once() {
    let stage = Stage::plain().await;
    stage.sign_up("jane", "jane@example.com").await;
    for (permanent, status) in [
        (json!(false), "FORCE_CHANGE_PASSWORD"),
        (json!(true), "CONFIRMED"),
        (Value::Null, "FORCE_CHANGE_PASSWORD"),
    ] {
        let body = json!({ "Username": "jane", "Password": PASSWORD });
        let reply = match permanent {
            Value::Null => stage.admin("AdminSetUserPassword", body).await,
            permanent => set(&stage, PASSWORD, permanent).await,
        };
        assert_eq!(reply.ok(), json!({}));
        assert_eq!(stage.status("jane").await, status);
    }
    assert_eq!(
        set(&stage, "Passw0rd", json!(true)).await.fault(),
        (
            "InvalidPasswordException",
            "Password did not conform with policy: Password must have symbol characters"
        )
    );
    stage
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    set(&stage, OTHER_PASSWORD, json!(true)).await.ok();
}

#[tokio::test]
async fn a_pool_remembers_passwords() {
    let policies = json!({ "PasswordPolicy": { "MinimumLength": 8, "PasswordHistorySize": 2 } });
    let stage = Stage::new(json!({ "Policies": policies }), json!({})).await;
    stage.jane().await;
    assert_eq!(set(&stage, PASSWORD, json!(true)).await.fault(), REUSED);
    stage.server.clock().advance(Span::seconds(1));
    set(&stage, "second password", json!(true)).await.ok();
    assert_eq!(set(&stage, PASSWORD, json!(true)).await.fault(), REUSED);

    forget(&stage, "jane").await.ok();
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    assert_eq!(reset(&stage, "jane", &code, PASSWORD).await.fault(), REUSED);
    // The code is still good.
    stage.server.clock().advance(Span::seconds(1));
    reset(&stage, "jane", &code, "third password").await.ok();
    set(&stage, PASSWORD, json!(true)).await.ok();
    let token = stage.access_token("jane").await;
    let change = json!({ "AccessToken": token, "PreviousPassword": PASSWORD, "ProposedPassword": "third password" });
    assert_eq!(stage.server.call("ChangePassword", change).await.fault(), REUSED);
}

#[tokio::test]
async fn a_user_changes_its_password_and_stays_signed_in() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let change = |previous: Value, proposed: &str| {
        let mut body = json!({ "AccessToken": token, "ProposedPassword": proposed });
        if !previous.is_null() {
            body["PreviousPassword"] = previous;
        }
        stage.server.call("ChangePassword", body)
    };
    let incorrect = ("NotAuthorizedException", "Incorrect username or password.");
    assert_eq!(change(json!("wrong-0Ne!"), OTHER_PASSWORD).await.fault(), incorrect);
    assert_eq!(change(Value::Null, OTHER_PASSWORD).await.fault(), incorrect);
    assert_eq!(
        change(json!(PASSWORD), "password").await.fault(),
        (
            "InvalidPasswordException",
            "Password does not conform to policy: Password must have uppercase characters"
        )
    );
    assert_eq!(change(json!(PASSWORD), OTHER_PASSWORD).await.ok(), json!({}));
    stage.server.call("GetUser", json!({ "AccessToken": token })).await.ok();
    assert_eq!(stage.sign_in("jane", PASSWORD).await.fault(), incorrect);
    stage.sign_in("jane", OTHER_PASSWORD).await.ok();

    change(json!(OTHER_PASSWORD), PASSWORD).await.ok();
    assert_eq!(change(json!(PASSWORD), OTHER_PASSWORD).await.fault(), TOO_OFTEN);
    assert_eq!(change(json!("wrong-0Ne!"), OTHER_PASSWORD).await.fault(), TOO_OFTEN);
}

#[tokio::test]
async fn a_reset_password_signs_in_and_the_old_one_does_not() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    forget(&stage, "jane").await.ok();
    stage.sign_in("jane", PASSWORD).await.ok();
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    reset(&stage, "jane", &code, OTHER_PASSWORD).await.ok();
    stage.sign_in("jane", OTHER_PASSWORD).await.ok();
    assert_eq!(
        stage.sign_in("jane", PASSWORD).await.fault(),
        ("NotAuthorizedException", "Incorrect username or password.")
    );
    stage.server.call("GetUser", json!({ "AccessToken": token })).await.ok();
    stage
        .admin("AdminResetUserPassword", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(
        stage
            .server
            .call("GetUser", json!({ "AccessToken": token }))
            .await
            .fault(),
        ("PasswordResetRequiredException", "Password reset required for the user")
    );
}

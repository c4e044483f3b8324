//! SignUp, ConfirmSignUp, ResendConfirmationCode, AdminConfirmSignUp.

use std::sync::Arc;

use domain::{moment::Span, ports::MessageKind, secret_hash};
use serde_json::{Value, json};
use testkit::{Engine, Server};
use tokio::task::JoinSet;

use crate::stage::{PASSWORD, Stage, attributes, text, wrong};

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

async fn confirm(stage: &Stage, username: &str, code: &str) -> testkit::Reply {
    stage
        .client(
            "ConfirmSignUp",
            json!({ "Username": username, "ConfirmationCode": code }),
        )
        .await
}

#[tokio::test]
async fn a_person_signs_up_and_confirms_with_the_code() {
    let stage = Stage::plain().await;
    let answer = stage.sign_up("jane", "jane@example.com").await;
    let sub = text(&answer["UserSub"]);
    let details = json!({ "Destination": "j***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email" });
    assert_eq!(
        answer,
        json!({ "UserConfirmed": false, "UserSub": sub, "CodeDeliveryDetails": details })
    );
    let message = stage.message();
    assert_eq!(message.subject.as_deref(), Some("Your verification code"));
    assert_eq!(
        message.body,
        format!("Your verification code is {}", message.code.as_deref().unwrap())
    );
    assert_eq!(stage.status("jane").await, "UNCONFIRMED");
    assert_eq!(stage.attribute("jane", "email_verified").await, "false");
    assert_eq!(stage.attribute("jane", "sub").await, sub.as_str());

    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    assert_eq!(confirm(&stage, "jane", &code).await.ok(), json!({}));
    assert_eq!(stage.status("jane").await, "CONFIRMED");
    assert_eq!(stage.attribute("jane", "email_verified").await, "true");
    assert_eq!(
        confirm(&stage, "jane", &code).await.fault(),
        (
            "NotAuthorizedException",
            "User cannot be confirmed. Current status is CONFIRMED"
        )
    );
}

#[tokio::test]
async fn without_auto_verification_nothing_is_sent() {
    let stage = Stage::new(json!({ "AutoVerifiedAttributes": null }), json!({})).await;
    let answer = stage.sign_up("jane", "jane@example.com").await;
    assert_eq!(answer, json!({ "UserConfirmed": false, "UserSub": answer["UserSub"] }));
    assert!(stage.server.messages().is_empty());
    let resend = stage
        .client("ResendConfirmationCode", json!({ "Username": "jane" }))
        .await;
    assert_eq!(
        resend.fault(),
        (
            "NotAuthorizedException",
            "Cannot resend codes. Auto verification not turned on."
        )
    );
}

#[tokio::test]
async fn a_taken_name_is_refused_also_to_a_client_that_hides_users() {
    let stage = Stage::new(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    stage.sign_up("jane", "jane@example.com").await;
    let again = json!({ "Username": "jane", "Password": PASSWORD });
    let taken = ("UsernameExistsException", "User already exists");
    assert_eq!(stage.client("SignUp", again.clone()).await.fault(), taken);
    assert_eq!(stage.client("SignUp", again).await.fault(), taken);
    // Another case is another name in a pool that is case-sensitive, as pools are unless they say otherwise.
    stage.sign_up("Jane", "other@example.com").await;
}

#[tokio::test]
async fn case_insensitive_pools_fold_names() {
    let pool = json!({ "UsernameConfiguration": { "CaseSensitive": false } });
    let stage = Stage::new(pool, json!({})).await;
    stage.sign_up("Jane", "Jane@Example.com").await;
    let again = json!({ "Username": "JANE", "Password": PASSWORD });
    assert_eq!(
        stage.client("SignUp", again).await.fault(),
        ("UsernameExistsException", "User already exists")
    );
    let code = stage.code(MessageKind::SignUp, "Jane@Example.com");
    confirm(&stage, "jANE", &code).await.ok();
    let shown = stage.admin("AdminGetUser", json!({ "Username": "jane" })).await.ok();
    assert_eq!(shown["Username"], "jane");
}

#[tokio::test]
async fn a_pool_may_leave_sign_up_to_administrators() {
    let pool = json!({ "AdminCreateUserConfig": { "AllowAdminCreateUserOnly": true } });
    let stage = Stage::new(pool, json!({ "GenerateSecret": true })).await;
    // Two things are wrong: the pool comes before the secret hash, the name, and the password.
    let reply = stage
        .client("SignUp", json!({ "Username": "jane", "Password": "short" }))
        .await;
    assert_eq!(
        reply.fault(),
        ("NotAuthorizedException", "SignUp is not permitted for this user pool")
    );
}

#[tokio::test]
async fn the_password_must_meet_the_policy() {
    let stage = Stage::plain().await;
    for (password, lack) in [
        ("Pass0r!", "Password not long enough"),
        ("passw0rd!", "Password must have uppercase characters"),
        ("PASSW0RD!", "Password must have lowercase characters"),
        ("Password!", "Password must have numeric characters"),
        ("Passw0rds", "Password must have symbol characters"),
        // Two things are wrong; only the first is said.
        ("passwords", "Password must have uppercase characters"),
    ] {
        let reply = stage
            .client("SignUp", json!({ "Username": "jane", "Password": password }))
            .await;
        let sentence = format!("Password did not conform with policy: {lack}");
        assert_eq!(reply.fault(), ("InvalidPasswordException", sentence.as_str()));
    }
    let none = stage.client("SignUp", json!({ "Username": "jane" })).await;
    assert_eq!(none.fault(), ("InvalidParameterException", "Password is required"));
}

#[tokio::test]
async fn a_password_may_be_left_out_where_a_code_can_be_the_first_factor() {
    let policies = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } });
    let stage = Stage::new(json!({ "Policies": policies }), json!({})).await;
    let body = json!({ "Username": "jane", "UserAttributes": attributes(&[("email", "jane@example.com")]) });
    stage.client("SignUp", body).await.ok();
    let without_address = stage.client("SignUp", json!({ "Username": "joan" })).await;
    assert_eq!(
        without_address.fault(),
        ("InvalidParameterException", "Password is required")
    );
}

#[tokio::test]
async fn attributes_must_be_in_the_schema_and_writable() {
    let schema = json!([
        { "Name": "email", "Required": true, "AttributeDataType": "String" },
        { "Name": "level", "AttributeDataType": "Number", "Mutable": true },
        { "Name": "secret", "AttributeDataType": "String", "DeveloperOnlyAttribute": true },
    ]);
    let stage = Stage::new(json!({ "Schema": schema }), json!({})).await;
    let prefix = "Attributes did not conform to the schema: ";
    let email = ("email", "jane@example.com");
    let unauthorized = "A client attempted to write unauthorized attribute";
    for (given, code, sentence) in [
        (
            vec![email, ("shoe", "9"), ("custom:hat", "7")],
            "InvalidParameterException",
            format!(
                "{prefix}shoe: Attribute does not exist in the schema.\ncustom:hat: Attribute does not exist in the schema.\n"
            ),
        ),
        (
            vec![],
            "InvalidParameterException",
            format!("{prefix}email: The attribute is required\n"),
        ),
        (
            vec![email, ("birthdate", "1990")],
            "InvalidParameterException",
            format!("{prefix}birthdate: String must be no shorter than 10 characters\n"),
        ),
        (
            vec![email, ("custom:level", "high")],
            "InvalidParameterException",
            format!("{prefix}custom:level: Attribute is not of type Number\n"),
        ),
        (
            vec![("email", "nonsense")],
            "InvalidParameterException",
            "Invalid email address format.".into(),
        ),
        (
            vec![email, ("phone_number", "0123")],
            "InvalidParameterException",
            "Invalid phone number format.".into(),
        ),
        (
            vec![email, ("sub", "x")],
            "InvalidParameterException",
            "Cannot modify the non-mutable attribute sub".into(),
        ),
        (
            vec![email, ("email_verified", "true")],
            "NotAuthorizedException",
            unauthorized.into(),
        ),
        (
            vec![email, ("dev:custom:secret", "x")],
            "NotAuthorizedException",
            unauthorized.into(),
        ),
        // An unknown name comes before a forbidden one, and that before a malformed value.
        (
            vec![("email", "nonsense"), ("email_verified", "true"), ("shoe", "9")],
            "InvalidParameterException",
            format!("{prefix}shoe: Attribute does not exist in the schema.\n"),
        ),
        (
            vec![("email", "nonsense"), ("email_verified", "true")],
            "NotAuthorizedException",
            unauthorized.into(),
        ),
    ] {
        let body = json!({ "Username": "jane", "Password": PASSWORD, "UserAttributes": attributes(&given) });
        assert_eq!(stage.client("SignUp", body).await.fault(), (code, sentence.as_str()));
    }
    let limited = stage.add_client(json!({ "WriteAttributes": ["email"] })).await;
    let given = attributes(&[email, ("nickname", "J")]);
    let body = json!({ "ClientId": limited, "Username": "jane", "Password": PASSWORD, "UserAttributes": given });
    let reply = stage.server.call("SignUp", body).await;
    assert_eq!(reply.fault(), ("NotAuthorizedException", unauthorized));
}

#[tokio::test]
async fn where_addresses_are_names_the_username_is_the_sub() {
    let stage = Stage::new(json!({ "UsernameAttributes": ["email"] }), json!({})).await;
    let answer = stage
        .client(
            "SignUp",
            json!({ "Username": "jane@example.com", "Password": PASSWORD }),
        )
        .await
        .ok();
    let sub = text(&answer["UserSub"]);
    for name in ["jane@example.com", sub.as_str()] {
        let shown = stage.admin("AdminGetUser", json!({ "Username": name })).await.ok();
        assert_eq!(shown["Username"], sub.as_str());
        assert_eq!(stage.attribute(name, "email").await, "jane@example.com");
    }
    let again = json!({ "Username": "jane@example.com", "Password": PASSWORD });
    assert_eq!(
        stage.client("SignUp", again).await.fault(),
        (
            "UsernameExistsException",
            "An account with the given email already exists."
        )
    );
    let differs = json!({ "Username": "joan@example.com", "Password": PASSWORD,
        "UserAttributes": attributes(&[("email", "other@example.com")]) });
    assert_eq!(
        stage.client("SignUp", differs).await.fault(),
        ("InvalidParameterException", "Username and email must be the same")
    );
    let plain = json!({ "Username": "joan", "Password": PASSWORD });
    assert_eq!(
        stage.client("SignUp", plain).await.fault(),
        ("InvalidParameterException", "Username should be an email.")
    );
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    confirm(&stage, "jane@example.com", &code).await.ok();
    assert_eq!(stage.status(&sub).await, "CONFIRMED");
}

#[tokio::test]
async fn names_must_have_the_form_that_the_pool_asks_for() {
    let refused = async |pool: Value, username: &str| {
        let stage = Stage::new(pool, json!({})).await;
        let reply = stage
            .client("SignUp", json!({ "Username": username, "Password": PASSWORD }))
            .await;
        let (code, sentence) = reply.fault();
        assert_eq!(code, "InvalidParameterException");
        sentence.to_owned()
    };
    assert_eq!(
        refused(json!({ "UsernameAttributes": ["phone_number"] }), "jane").await,
        "Username should be a phone number."
    );
    assert_eq!(
        refused(json!({ "UsernameAttributes": ["phone_number", "email"] }), "jane").await,
        "Username should be either an email or a phone number."
    );
    assert_eq!(
        refused(json!({ "AliasAttributes": ["email"] }), "jane@example.com").await,
        "Username cannot be of email format, since user pool is configured for email alias."
    );
    assert_eq!(
        refused(json!({ "AliasAttributes": ["phone_number"] }), "+15550100").await,
        "Username cannot be of phone number format, since user pool is configured for phone number alias."
    );
}

#[tokio::test]
async fn an_alias_belongs_to_one_user_unless_it_is_forced() {
    let stage = Stage::new(json!({ "AliasAttributes": ["email"] }), json!({})).await;
    stage.sign_up("jane", "shared@example.com").await;
    let janes = stage.code(MessageKind::SignUp, "shared@example.com");
    stage.sign_up("joan", "shared@example.com").await;
    let joans = stage.code(MessageKind::SignUp, "shared@example.com");
    // An unverified alias leads nowhere.
    let by_alias = stage
        .admin("AdminGetUser", json!({ "Username": "shared@example.com" }))
        .await;
    assert_eq!(by_alias.fault(), ("UserNotFoundException", "User does not exist."));

    confirm(&stage, "jane", &janes).await.ok();
    assert_eq!(
        confirm(&stage, "joan", &joans).await.fault(),
        ("AliasExistsException", "An account with the email already exists.")
    );
    assert_eq!(stage.status("joan").await, "UNCONFIRMED");
    let forced = json!({ "Username": "joan", "ConfirmationCode": joans, "ForceAliasCreation": true });
    stage.client("ConfirmSignUp", forced).await.ok();
    assert_eq!(stage.attribute("jane", "email_verified").await, "false");
    assert_eq!(stage.attribute("joan", "email_verified").await, "true");
    let by_alias = stage
        .admin("AdminGetUser", json!({ "Username": "shared@example.com" }))
        .await
        .ok();
    assert_eq!(by_alias["Username"], "joan");
}

#[tokio::test]
async fn a_wrong_code_never_confirms_and_a_new_one_replaces_the_old() {
    let stage = Stage::plain().await;
    stage.sign_up("jane", "jane@example.com").await;
    let first = stage.code(MessageKind::SignUp, "jane@example.com");
    assert_eq!(confirm(&stage, "jane", wrong(&first)).await.fault(), MISMATCH);
    let again = stage
        .client("ResendConfirmationCode", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(
        again,
        json!({ "CodeDeliveryDetails": { "Destination": "j***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email" } })
    );
    let second = stage.code(MessageKind::SignUp, "jane@example.com");
    assert_ne!(first, second);
    assert_eq!(confirm(&stage, "jane", &first).await.fault(), MISMATCH);
    assert_eq!(stage.status("jane").await, "UNCONFIRMED");
    confirm(&stage, "jane", &second).await.ok();
    let resend = stage
        .client("ResendConfirmationCode", json!({ "Username": "jane" }))
        .await;
    assert_eq!(
        resend.fault(),
        ("InvalidParameterException", "User is already confirmed.")
    );
}

#[tokio::test]
async fn a_code_lives_for_a_day() {
    let stage = Stage::plain().await;
    stage.sign_up("jane", "jane@example.com").await;
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    stage.server.clock().advance(Span::hours(24));
    assert_eq!(confirm(&stage, "jane", &code).await.fault(), EXPIRED);
    stage
        .client("ResendConfirmationCode", json!({ "Username": "jane" }))
        .await
        .ok();
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    stage.server.clock().advance(Span::hours(23));
    confirm(&stage, "jane", &code).await.ok();
}

#[tokio::test]
async fn attempts_are_limited_by_the_hour() {
    let stage = Stage::plain().await;
    stage.sign_up("jane", "jane@example.com").await;
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    for _ in 0..15 {
        assert_eq!(confirm(&stage, "jane", wrong(&code)).await.fault(), MISMATCH);
    }
    assert_eq!(confirm(&stage, "jane", wrong(&code)).await.fault(), TOO_OFTEN);
    assert_eq!(confirm(&stage, "jane", &code).await.fault(), TOO_OFTEN);
    let resend = async || {
        stage
            .client("ResendConfirmationCode", json!({ "Username": "jane" }))
            .await
    };
    for _ in 0..5 {
        resend().await.ok();
    }
    assert_eq!(resend().await.fault(), TOO_OFTEN);
    stage.server.clock().advance(Span::hours(1));
    resend().await.ok();
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    confirm(&stage, "jane", &code).await.ok();
}

#[tokio::test]
async fn a_message_that_fails_leaves_a_user_who_can_ask_again() {
    let stage = Stage::plain().await;
    stage.server.messenger().refuse();
    let body = json!({ "Username": "jane", "Password": PASSWORD, "UserAttributes": attributes(&[("email", "jane@example.com")]) });
    assert_eq!(
        stage.client("SignUp", body).await.fault(),
        (
            "CodeDeliveryFailureException",
            "The message could not be delivered. Please try again."
        )
    );
    assert_eq!(stage.status("jane").await, "UNCONFIRMED");
    stage.server.messenger().accept();
    stage
        .client("ResendConfirmationCode", json!({ "Username": "jane" }))
        .await
        .ok();
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    confirm(&stage, "jane", &code).await.ok();
}

#[tokio::test]
async fn a_stranger_is_refused_plainly_or_answered_like_a_user() {
    let stage = Stage::plain().await;
    let hiding = stage
        .add_client(json!({ "PreventUserExistenceErrors": "ENABLED" }))
        .await;
    let resend = |client: &str, name: &str| {
        let body = json!({ "ClientId": client, "Username": name });
        stage.server.call("ResendConfirmationCode", body)
    };
    assert_eq!(resend(&stage.client, "nobody").await.fault(), NOT_FOUND);
    assert_eq!(confirm(&stage, "nobody", "123456").await.fault(), NOT_FOUND);

    let shown = resend(&hiding, "nobody@invalid.example").await.ok();
    let details = json!({ "Destination": "n***@i***", "DeliveryMedium": "EMAIL", "AttributeName": "email" });
    assert_eq!(shown, json!({ "CodeDeliveryDetails": details }));
    let first = resend(&hiding, "nobody").await.ok();
    assert_eq!(resend(&hiding, "nobody").await.ok(), first);
    for _ in 0..3 {
        resend(&hiding, "nobody").await.ok();
    }
    assert_eq!(resend(&hiding, "nobody").await.fault(), TOO_OFTEN);
    assert!(stage.server.messages().is_empty());

    let confirm = || {
        let body = json!({ "ClientId": hiding, "Username": "nobody", "ConfirmationCode": "123456" });
        stage.server.call("ConfirmSignUp", body)
    };
    for _ in 0..15 {
        assert_eq!(confirm().await.fault(), EXPIRED);
    }
    assert_eq!(confirm().await.fault(), TOO_OFTEN);
}

#[tokio::test]
async fn a_client_with_a_secret_must_prove_it_everywhere() {
    let stage = Stage::new(json!({}), json!({ "GenerateSecret": true })).await;
    let described = stage
        .admin("DescribeUserPoolClient", json!({ "ClientId": stage.client }))
        .await
        .ok();
    let secret = text(&described["UserPoolClient"]["ClientSecret"]);
    let right = secret_hash::of(&secret, "jane", &domain::ids::ClientId::new(stage.client.as_str()));
    let missing = format!(
        "Client {} is configured with secret but SECRET_HASH was not received",
        stage.client
    );
    let unverified = format!("Unable to verify secret hash for client {}", stage.client);
    for (operation, more) in [
        ("SignUp", json!({ "Password": PASSWORD })),
        ("ConfirmSignUp", json!({ "ConfirmationCode": "123456" })),
        ("ResendConfirmationCode", json!({})),
        ("ForgotPassword", json!({})),
        (
            "ConfirmForgotPassword",
            json!({ "ConfirmationCode": "123456", "Password": PASSWORD }),
        ),
    ] {
        let call = async |hash: Option<&str>| {
            let mut body = more.clone();
            body["Username"] = "jane".into();
            if let Some(hash) = hash {
                body["SecretHash"] = hash.into();
            }
            stage.client(operation, body).await
        };
        let fault = call(None).await;
        assert_eq!(
            fault.fault(),
            ("NotAuthorizedException", missing.as_str()),
            "{operation}"
        );
        let fault = call(Some("bm9uc2Vuc2U=")).await;
        assert_eq!(
            fault.fault(),
            ("NotAuthorizedException", unverified.as_str()),
            "{operation}"
        );
        let reply = call(Some(&right)).await;
        let sentence = reply.body["message"].as_str().unwrap_or_default();
        assert!(sentence != missing && sentence != unverified, "{operation}");
    }
}

#[tokio::test]
async fn an_administrator_confirms_without_a_code() {
    let stage = Stage::plain().await;
    stage.sign_up("jane", "jane@example.com").await;
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    let confirm_jane = || stage.admin("AdminConfirmSignUp", json!({ "Username": "jane" }));
    assert_eq!(confirm_jane().await.ok(), json!({}));
    assert_eq!(stage.status("jane").await, "CONFIRMED");
    assert_eq!(stage.attribute("jane", "email_verified").await, "false");
    let refused = (
        "NotAuthorizedException",
        "User cannot be confirmed. Current status is CONFIRMED",
    );
    assert_eq!(confirm_jane().await.fault(), refused);
    assert_eq!(confirm(&stage, "jane", &code).await.fault(), refused);
    let nobody = stage.admin("AdminConfirmSignUp", json!({ "Username": "nobody" })).await;
    assert_eq!(nobody.fault(), ("UserNotFoundException", "User does not exist."));
}

#[tokio::test]
async fn the_first_names_what_is_missing_and_what_is_unknown() {
    let stage = Stage::plain().await;
    let no_client = json!({ "ClientId": "nonesuch", "Username": "jane", "Password": PASSWORD });
    assert_eq!(
        stage.server.call("SignUp", no_client).await.fault(),
        ("ResourceNotFoundException", "User pool client nonesuch does not exist.")
    );
    let two = stage.client("SignUp", json!({ "Username": "", "Password": "x" })).await;
    let (code, sentence) = two.fault();
    assert_eq!(code, "InvalidParameterException");
    assert!(sentence.contains(" validation errors detected: "), "{sentence}");
    for violation in ["Value at 'username' failed", "Value at 'password' failed"] {
        assert!(sentence.contains(violation), "{sentence}");
    }
}

/// Sixteen calls at the same moment; how many succeed.
async fn race(server: &Arc<Server>, operation: &'static str, body: &Value) -> usize {
    let mut racers = JoinSet::new();
    for _ in 0..16 {
        let (server, body) = (Arc::clone(server), body.clone());
        racers.spawn(async move { server.call(operation, body).await });
    }
    let replies = racers.join_all().await;
    replies.iter().filter(|reply| reply.status == 200).count()
}

async fn one_of_sixteen_wins(server: Server) {
    let stage = Stage::on(server, json!({}), json!({})).await;
    let (server, client) = (Arc::new(stage.server), stage.client);
    let email = attributes(&[("email", "jane@example.com")]);
    let body = json!({ "ClientId": client, "Username": "jane", "Password": PASSWORD, "UserAttributes": email });
    assert_eq!(race(&server, "SignUp", &body).await, 1);
    assert_eq!(server.messages().len(), 1);
    let code = server.last_message().code;
    let body = json!({ "ClientId": client, "Username": "jane", "ConfirmationCode": code });
    assert_eq!(race(&server, "ConfirmSignUp", &body).await, 1);

    let body = json!({ "ClientId": client, "Username": "jane" });
    assert_eq!(race(&server, "ForgotPassword", &body).await, 5);
    // Which of the five codes was kept last is not told by the order of the messages.
    server.clock().advance(Span::hours(1));
    server.call("ForgotPassword", body).await.ok();
    let code = server.last_message().code;
    let body = json!({ "ClientId": client, "Username": "jane", "ConfirmationCode": code, "Password": PASSWORD });
    assert_eq!(race(&server, "ConfirmForgotPassword", &body).await, 1);
}

#[tokio::test]
async fn of_sixteen_racers_for_a_name_or_a_code_one_wins() {
    one_of_sixteen_wins(Server::start().await).await;
}

#[tokio::test]
async fn of_sixteen_racers_one_wins_on_postgresql_too() {
    one_of_sixteen_wins(Server::build().engine(Engine::Postgres).start().await).await;
}

//! (Admin)UpdateUserAttributes, (Admin)DeleteUserAttributes, GetUserAttributeVerificationCode, VerifyUserAttribute.

use domain::{moment::Span, ports::MessageKind};
use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::{Stage, attributes, wrong};

const UNWRITABLE: (&str, &str) = (
    "NotAuthorizedException",
    "A client attempted to write unauthorized attribute",
);

const TAKEN: (&str, &str) = (
    "AliasExistsException",
    "An account with the given email already exists.",
);

const TOO_OFTEN: (&str, &str) = (
    "LimitExceededException",
    "Attempt limit exceeded, please try after some time.",
);

const UNVERIFIABLE: (&str, &str) = (
    "InvalidParameterException",
    "Invalid attribute name. Only phone_number and email can be verified.",
);

/// What the client is told of a code for this masked address.
fn sent_to(masked: &str) -> Value {
    json!({ "Destination": masked, "DeliveryMedium": "EMAIL", "AttributeName": "email" })
}

async fn admin_update(stage: &Stage, given: &[(&str, &str)]) -> Reply {
    let body = json!({ "Username": "jane", "UserAttributes": attributes(given) });
    stage.admin("AdminUpdateUserAttributes", body).await
}

async fn update(stage: &Stage, token: &str, given: &[(&str, &str)]) -> Reply {
    let body = json!({ "AccessToken": token, "UserAttributes": attributes(given) });
    stage.server.call("UpdateUserAttributes", body).await
}

async fn verify(stage: &Stage, token: &str, code: &str) -> Reply {
    let body = json!({ "AccessToken": token, "AttributeName": "email", "Code": code });
    stage.server.call("VerifyUserAttribute", body).await
}

#[tokio::test]
async fn an_administrator_changes_an_address_and_the_user_gets_a_code() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let new = ("email", "new@example.com");
    assert_eq!(admin_update(&stage, &[new, ("nickname", "J")]).await.ok(), json!({}));
    assert_eq!(stage.attribute("jane", "email").await, "new@example.com");
    assert_eq!(stage.attribute("jane", "email_verified").await, "false");
    assert_eq!(stage.attribute("jane", "nickname").await, "J");
    stage.code(MessageKind::VerifyAttribute, "new@example.com");

    admin_update(&stage, &[("email", "other@example.com"), ("email_verified", "true")])
        .await
        .ok();
    assert_eq!(stage.attribute("jane", "email_verified").await, "true");
    admin_update(&stage, &[("email", "other@example.com")]).await.ok();
    assert_eq!(stage.attribute("jane", "email_verified").await, "true");
    assert_eq!(stage.server.messages().len(), 1);

    admin_update(&stage, &[("email", ""), ("nickname", "")]).await.ok();
    for gone in ["email", "email_verified", "nickname"] {
        assert_eq!(stage.attribute("jane", gone).await, Value::Null);
    }
}

#[tokio::test]
async fn changes_are_judged_by_the_schema() {
    let schema = json!([
        { "Name": "badge", "AttributeDataType": "String", "Mutable": false },
        { "Name": "level", "AttributeDataType": "Number", "Mutable": true,
          "NumberAttributeConstraints": { "MinValue": "1", "MaxValue": "9" } },
    ]);
    let stage = Stage::new(json!({ "Schema": schema }), json!({})).await;
    stage.jane().await;
    for (given, sentence) in [
        (
            vec![("shoe", "9"), ("hat", "7")],
            "user.shoe: Attribute does not exist in the schema.\nuser.hat: Attribute does not exist in the schema.\n",
        ),
        (
            vec![("custom:badge", "1")],
            "user.custom:badge: Attribute cannot be updated. (changing an immutable attribute)",
        ),
        (vec![("sub", "x")], "Cannot modify the non-mutable attribute sub"),
        (
            vec![("birthdate", "1990")],
            "Invalid user attributes: birthdate: String must be no shorter than 10 characters\n",
        ),
        (
            vec![("custom:level", "0")],
            "Invalid user attributes: custom:level: Number must be no less than 1\n",
        ),
        (
            vec![("custom:level", "10")],
            "Invalid user attributes: custom:level: Number must be no greater than 9\n",
        ),
        (
            vec![("email_verified", "maybe")],
            "Invalid user attributes: email_verified: Attribute is not of type Boolean\n",
        ),
        (
            vec![("phone_number_verified", "true")],
            "Phone Number is required to verify/un-verify a phone number",
        ),
        (vec![("email", "nonsense")], "Invalid email address format."),
        (vec![("phone_number", "nonsense")], "Invalid phone number format."),
        // Two things are wrong: the unknown name is said first.
        (
            vec![("email", "nonsense"), ("shoe", "9")],
            "user.shoe: Attribute does not exist in the schema.\n",
        ),
    ] {
        let reply = admin_update(&stage, &given).await;
        assert_eq!(reply.fault(), ("InvalidParameterException", sentence));
    }
    let null = json!({ "Username": "jane", "UserAttributes": [{ "Name": "nickname" }] });
    assert_eq!(
        stage.admin("AdminUpdateUserAttributes", null).await.fault(),
        (
            "InvalidParameterException",
            "Attribute value for nickname must not be null"
        )
    );
}

#[tokio::test]
async fn an_administrator_removes_attributes() {
    let schema = json!([{ "Name": "email", "Required": true, "Mutable": true, "AttributeDataType": "String" }]);
    let stage = Stage::new(json!({ "Schema": schema }), json!({})).await;
    stage.jane().await;
    admin_update(&stage, &[("nickname", "J")]).await.ok();
    let remove = |names: Value| {
        let body = json!({ "Username": "jane", "UserAttributeNames": names });
        stage.admin("AdminDeleteUserAttributes", body)
    };
    assert_eq!(remove(json!(["nickname", "gender"])).await.ok(), json!({}));
    assert_eq!(stage.attribute("jane", "nickname").await, Value::Null);
    for (names, sentence) in [
        (
            json!(["email"]),
            "Invalid user attributes: email: Required attribute cannot be deleted.\n",
        ),
        (
            json!(["custom:foo", "custom:bar", "email"]),
            "Invalid user attributes: user.custom:foo: Attribute does not exist in the schema.\nuser.custom:bar: Attribute does not exist in the schema.\n",
        ),
        (json!(["sub"]), "Cannot modify the non-mutable attribute sub"),
    ] {
        assert_eq!(remove(names).await.fault(), ("InvalidParameterException", sentence));
    }
}

#[tokio::test]
async fn an_address_that_is_a_name_belongs_to_one_user() {
    let stage = Stage::new(json!({ "AliasAttributes": ["email"] }), json!({})).await;
    stage.jane().await;
    stage
        .confirmed("joan", &[("email", "joan@example.com"), ("email_verified", "true")])
        .await;
    let vouched = [("email", "joan@example.com"), ("email_verified", "true")];
    assert_eq!(admin_update(&stage, &vouched).await.fault(), TAKEN);
    assert_eq!(stage.attribute("jane", "email").await, "jane@example.com");
    // Unverified it is no name yet, and leaves the former one free.
    admin_update(&stage, &[("email", "joan@example.com")]).await.ok();
    let gone = stage
        .admin("AdminGetUser", json!({ "Username": "jane@example.com" }))
        .await;
    assert_eq!(gone.fault(), ("UserNotFoundException", "User does not exist."));

    let stage = Stage::new(json!({ "UsernameAttributes": ["email"] }), json!({})).await;
    stage.confirmed("jane@example.com", &[]).await;
    stage.confirmed("joan@example.com", &[]).await;
    let body =
        |email: &str| json!({ "Username": "jane@example.com", "UserAttributes": attributes(&[("email", email)]) });
    let taken = stage.admin("AdminUpdateUserAttributes", body("joan@example.com")).await;
    assert_eq!(taken.fault(), TAKEN);
    stage
        .admin("AdminUpdateUserAttributes", body("new@example.com"))
        .await
        .ok();
    stage
        .admin("AdminGetUser", json!({ "Username": "new@example.com" }))
        .await
        .ok();
}

#[tokio::test]
async fn a_user_does_not_take_the_name_of_another() {
    let stage = Stage::new(json!({ "AliasAttributes": ["preferred_username"] }), json!({})).await;
    stage.jane().await;
    stage.confirmed("joan", &[("preferred_username", "boss")]).await;
    let token = stage.access_token("jane").await;
    let taken = update(&stage, &token, &[("preferred_username", "boss")]).await;
    assert_eq!(
        taken.fault(),
        (
            "AliasExistsException",
            "An account with the given preferred_username already exists."
        )
    );
    update(&stage, &token, &[("preferred_username", "chief")]).await.ok();
    assert_eq!(stage.status("chief").await, "CONFIRMED");
}

#[tokio::test]
async fn a_user_is_told_of_codes_that_cannot_be_sent() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    stage.sign_up("joan", "joan@example.com").await;
    stage.server.messenger().refuse();
    let undelivered = (
        "CodeDeliveryFailureException",
        "The message could not be delivered. Please try again.",
    );
    let ask = json!({ "AccessToken": token, "AttributeName": "email" });
    let asked = stage.server.call("GetUserAttributeVerificationCode", ask).await;
    assert_eq!(asked.fault(), undelivered);
    let changed = update(&stage, &token, &[("email", "new@example.com")]).await;
    assert_eq!(changed.fault(), undelivered);
    let again = stage
        .client("ResendConfirmationCode", json!({ "Username": "joan" }))
        .await;
    assert_eq!(again.fault(), undelivered);
    stage.server.messenger().accept();
    // The change was made all the same; another one gets its code.
    assert_eq!(stage.attribute("jane", "email").await, "new@example.com");
    update(&stage, &token, &[("email", "other@example.com")]).await.ok();
    stage.code(MessageKind::VerifyAttribute, "other@example.com");
}

#[tokio::test]
async fn a_user_changes_what_its_client_may_write() {
    let stage = Stage::new(json!({}), json!({ "WriteAttributes": ["email", "nickname"] })).await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let answer = update(&stage, &token, &[("nickname", "J")]).await.ok();
    assert_eq!(answer, json!({ "CodeDeliveryDetailsList": [] }));
    let answer = update(&stage, &token, &[("email", "new@example.com")]).await.ok();
    assert_eq!(answer, json!({ "CodeDeliveryDetailsList": [sent_to("n***@e***")] }));
    for given in [[("name", "J")], [("email_verified", "true")]] {
        assert_eq!(update(&stage, &token, &given).await.fault(), UNWRITABLE);
    }
    let remove = |name: &'static str| {
        let body = json!({ "AccessToken": token, "UserAttributeNames": [name] });
        stage.server.call("DeleteUserAttributes", body)
    };
    assert_eq!(remove("name").await.fault(), UNWRITABLE);
    assert_eq!(remove("nickname").await.ok(), json!({}));
    assert_eq!(stage.attribute("jane", "nickname").await, Value::Null);

    let code = stage.code(MessageKind::VerifyAttribute, "new@example.com");
    assert_eq!(
        verify(&stage, &token, wrong(&code)).await.fault(),
        (
            "CodeMismatchException",
            "Invalid verification code provided, please try again."
        )
    );
    assert_eq!(verify(&stage, &token, &code).await.ok(), json!({}));
    assert_eq!(stage.attribute("jane", "email_verified").await, "true");
    assert_eq!(
        verify(&stage, &token, &code).await.fault(),
        (
            "ExpiredCodeException",
            "Invalid code provided, please request a code again."
        )
    );
}

#[tokio::test]
async fn an_address_that_must_be_verified_first_waits_for_its_code() {
    let pool = json!({ "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": ["email"] } });
    let stage = Stage::new(pool, json!({})).await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let answer = update(&stage, &token, &[("email", "first@example.com")]).await.ok();
    assert_eq!(answer, json!({ "CodeDeliveryDetailsList": [sent_to("f***@e***")] }));
    let first = stage.code(MessageKind::VerifyAttribute, "first@example.com");
    update(&stage, &token, &[("email", "second@example.com")]).await.ok();
    assert_eq!(stage.attribute("jane", "email").await, "jane@example.com");
    assert_eq!(stage.attribute("jane", "email_verified").await, "true");
    let second = stage.code(MessageKind::VerifyAttribute, "second@example.com");
    assert_eq!(verify(&stage, &token, &first).await.fault().0, "CodeMismatchException");
    verify(&stage, &token, &second).await.ok();
    assert_eq!(stage.attribute("jane", "email").await, "second@example.com");
    assert_eq!(stage.attribute("jane", "email_verified").await, "true");
}

#[tokio::test]
async fn a_user_asks_for_a_code() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let ask = |attribute: &'static str| {
        let body = json!({ "AccessToken": token, "AttributeName": attribute });
        stage.server.call("GetUserAttributeVerificationCode", body)
    };
    assert_eq!(
        ask("email").await.ok(),
        json!({ "CodeDeliveryDetails": sent_to("j***@e***") })
    );
    assert_eq!(ask("nickname").await.fault(), UNVERIFIABLE);
    assert_eq!(
        ask("phone_number").await.fault(),
        (
            "InvalidParameterException",
            "User does not have a valid registered phone number"
        )
    );
    let code = stage.code(MessageKind::VerifyAttribute, "jane@example.com");
    for _ in 0..4 {
        ask("email").await.ok();
    }
    assert_eq!(ask("email").await.fault(), TOO_OFTEN);
    assert_ne!(stage.code(MessageKind::VerifyAttribute, "jane@example.com"), code);
    let code = stage.code(MessageKind::VerifyAttribute, "jane@example.com");
    for _ in 0..15 {
        assert_eq!(
            verify(&stage, &token, wrong(&code)).await.fault().0,
            "CodeMismatchException"
        );
    }
    assert_eq!(verify(&stage, &token, &code).await.fault(), TOO_OFTEN);
    let other = json!({ "AccessToken": token, "AttributeName": "name", "Code": "123456" });
    assert_eq!(
        stage.server.call("VerifyUserAttribute", other).await.fault(),
        UNVERIFIABLE
    );
}

#[tokio::test]
async fn a_verified_address_that_is_a_name_elsewhere_is_refused() {
    let stage = Stage::new(json!({ "AliasAttributes": ["email"] }), json!({})).await;
    stage.jane().await;
    stage
        .confirmed("joan", &[("email", "joan@example.com"), ("email_verified", "true")])
        .await;
    let token = stage.access_token("jane").await;
    update(&stage, &token, &[("email", "joan@example.com")]).await.ok();
    let code = stage.code(MessageKind::VerifyAttribute, "joan@example.com");
    assert_eq!(verify(&stage, &token, &code).await.fault(), TAKEN);
    assert_eq!(stage.attribute("jane", "email_verified").await, "false");
    // The code was not used up: it verifies once the name is free.
    stage.admin("AdminDeleteUser", json!({ "Username": "joan" })).await.ok();
    verify(&stage, &token, &code).await.ok();
}

#[tokio::test]
async fn a_verification_code_lives_for_a_day() {
    let tokens = json!({ "AccessTokenValidity": 24, "TokenValidityUnits": { "AccessToken": "hours" } });
    let stage = Stage::new(json!({}), tokens).await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    update(&stage, &token, &[("email", "new@example.com")]).await.ok();
    let code = stage.code(MessageKind::VerifyAttribute, "new@example.com");
    stage.server.clock().advance(Span::minutes(24 * 60 - 1));
    let reply = verify(&stage, &token, &code).await;
    reply.ok();
}

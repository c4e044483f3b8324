//! Get- and SetUserPoolMfaConfig.

use serde_json::{Value, json};
use testkit::Server;

use crate::pools::{created, described, id_of};

const ROLE: &str = "arn:aws:iam::123456789012:role/sms";
const IDENTITY: &str = "arn:aws:ses:us-east-1:123456789012:identity/a@example.com";

async fn set(server: &Server, id: &str, mut members: Value) -> Result<Value, String> {
    members["UserPoolId"] = json!(id);
    let reply = server.call("SetUserPoolMfaConfig", members).await;
    match reply.status {
        200 => Ok(reply.body),
        _ => Err(reply.fault().1.to_owned()),
    }
}

async fn got(server: &Server, id: &str) -> Value {
    server
        .call("GetUserPoolMfaConfig", json!({ "UserPoolId": id }))
        .await
        .ok()
}

#[tokio::test]
async fn a_fresh_pool_has_no_second_factor() {
    let server = Server::start().await;
    let pool = created(&server, json!({})).await;
    assert_eq!(got(&server, id_of(&pool)).await, json!({ "MfaConfiguration": "OFF" }));
}

#[tokio::test]
async fn the_result_is_answered_and_kept() {
    let server = Server::start().await;
    let pool = created(&server, json!({})).await;
    let id = id_of(&pool);
    let sms = json!({
        "SmsAuthenticationMessage": "Code {####}",
        "SmsConfiguration": { "SnsCallerArn": ROLE, "ExternalId": "e" },
    });
    let answer = set(
        &server,
        id,
        json!({
            "MfaConfiguration": "OPTIONAL",
            "SmsMfaConfiguration": sms,
            "SoftwareTokenMfaConfiguration": { "Enabled": true },
            "WebAuthnConfiguration": { "RelyingPartyId": "example.com", "UserVerification": "required" },
        }),
    )
    .await;
    let shown = json!({ "SnsCallerArn": ROLE, "ExternalId": "e", "SnsRegion": "us-east-1" });
    let expected = json!({
        "MfaConfiguration": "OPTIONAL",
        "SmsMfaConfiguration": { "SmsAuthenticationMessage": "Code {####}", "SmsConfiguration": shown },
        "SoftwareTokenMfaConfiguration": { "Enabled": true },
        "WebAuthnConfiguration": { "RelyingPartyId": "example.com", "UserVerification": "required" },
    });
    assert_eq!(answer, Ok(expected.clone()));
    assert_eq!(got(&server, id).await, expected);
    let pool = described(&server, id).await;
    assert_eq!(pool["MfaConfiguration"], json!("OPTIONAL"));
    assert_eq!(pool["SmsAuthenticationMessage"], json!("Code {####}"));
    assert_eq!(pool["SmsConfiguration"], shown);

    let off = set(&server, id, json!({ "MfaConfiguration": "OFF" })).await;
    let passkeys = expected["WebAuthnConfiguration"].clone();
    assert_eq!(
        off,
        Ok(json!({ "MfaConfiguration": "OFF", "WebAuthnConfiguration": passkeys }))
    );
}

#[tokio::test]
async fn an_update_of_the_pool_keeps_the_factors() {
    let server = Server::start().await;
    let pool = created(&server, json!({})).await;
    let id = id_of(&pool);
    let totp = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    assert_eq!(set(&server, id, totp.clone()).await, Ok(totp.clone()));
    server.call("UpdateUserPool", json!({ "UserPoolId": id })).await.ok();
    assert_eq!(got(&server, id).await, totp);
}

#[tokio::test]
async fn a_pool_made_with_mfa_asks_by_text_message() {
    let server = Server::start().await;
    let members = json!({ "MfaConfiguration": "ON", "SmsConfiguration": { "SnsCallerArn": ROLE } });
    let pool = created(&server, members).await;
    let shown = json!({ "SnsCallerArn": ROLE, "SnsRegion": "us-east-1" });
    assert_eq!(
        got(&server, id_of(&pool)).await,
        json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration": shown } })
    );
}

#[tokio::test]
async fn each_clash_has_its_sentence() {
    let server = Server::start().await;
    let pool = created(&server, json!({})).await;
    let id = id_of(&pool);
    let totp = json!({ "Enabled": true });
    for (members, sentence) in [
        (
            json!({}),
            "At least one of [SmsMfaConfiguration] or [SoftwareTokenMfaConfiguration] must be provided.",
        ),
        (
            json!({ "MfaConfiguration": "OFF", "SoftwareTokenMfaConfiguration": totp }),
            "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
        ),
        (
            json!({ "MfaConfiguration": "ON" }),
            "Invalid MFA configuration given, can't turn on MFA without configuring an MFA.",
        ),
        (
            json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": {} }),
            "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
        ),
        (
            json!({ "MfaConfiguration": "ON", "EmailMfaConfiguration": {} }),
            "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount \
             of COGNITO_DEFAULT.",
        ),
        (
            json!({ "WebAuthnConfiguration": { "RelyingPartyId": "https://example.com" } }),
            "RelyingPartyId contains invalid characters",
        ),
        (
            json!({ "MfaConfiguration": "MAYBE", "WebAuthnConfiguration": { "RelyingPartyId": "" } }),
            "2 validation errors detected: Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: \
             Member must satisfy enum value set: [OPTIONAL, OFF, ON]; \
             Value '' at 'webAuthnConfiguration.relyingPartyId' failed to satisfy constraint: \
             Member must have length greater than or equal to 1",
        ),
    ] {
        assert_eq!(set(&server, id, members).await, Err(sentence.to_owned()));
    }
    assert_eq!(got(&server, id).await, json!({ "MfaConfiguration": "OFF" }));
}

#[tokio::test]
async fn email_needs_its_own_sender_another_recovery_and_a_tier() {
    let server = Server::start().await;
    let email = json!({ "MfaConfiguration": "ON", "EmailMfaConfiguration": { "Subject": "Code" } });
    let sender = json!({ "EmailSendingAccount": "DEVELOPER", "SourceArn": IDENTITY });
    let pool = created(&server, json!({ "EmailConfiguration": sender })).await;
    assert_eq!(set(&server, id_of(&pool), email.clone()).await, Ok(email.clone()));

    let only = json!({ "RecoveryMechanisms": [{ "Priority": 1, "Name": "verified_email" }] });
    let members = json!({ "EmailConfiguration": sender, "AccountRecoverySetting": only });
    let pool = created(&server, members).await;
    let sentence = "Cannot set EmailMfaConfiguration when verified_email is the only account recovery mechanism.";
    assert_eq!(set(&server, id_of(&pool), email.clone()).await, Err(sentence.into()));

    let pool = created(&server, json!({ "UserPoolTier": "LITE" })).await;
    let sentence = "The following feature is not available for the LITE pricing tier configured: Email MFA";
    assert_eq!(set(&server, id_of(&pool), email).await, Err(sentence.into()));
}

//! The settings of a pool: which go together, and what an update keeps.

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::Server;

use crate::pools::{created, described, id_of, invalid, refused};

const ROLE: &str = "arn:aws:iam::123456789012:role/sms";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:f";
const OTHER_FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:g";
const FOREIGN_FUNCTION: &str = "arn:aws:lambda:eu-west-1:123456789012:function:f";
const IDENTITY: &str = "arn:aws:ses:us-east-1:123456789012:identity/a@example.com";

#[tokio::test]
async fn settings_that_do_not_go_together_are_refused() {
    let server = Server::start().await;
    for (members, sentence) in [
        (
            json!({ "AliasAttributes": ["email"], "UsernameAttributes": ["email"] }),
            "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
        ),
        (
            json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["EMAIL_OTP"] } } }),
            "Password should be configured as one of the allowed first auth factors.",
        ),
        (
            json!({ "AutoVerifiedAttributes": ["phone_number"] }),
            "SMS configuration is required when phone_number is selected for auto verification",
        ),
        (
            json!({ "MfaConfiguration": "ON" }),
            "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
        ),
        (
            json!({ "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": ["email"] } }),
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
        ),
        (
            json!({
                "Policies": { "PasswordPolicy": { "TemporaryPasswordValidityDays": 3 } },
                "AdminCreateUserConfig": { "UnusedAccountValidityDays": 3 },
            }),
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
        ),
        (
            json!({ "AccountRecoverySetting": { "RecoveryMechanisms": [
                { "Priority": 1, "Name": "admin_only" }, { "Priority": 2, "Name": "verified_email" },
            ] } }),
            "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
        ),
        (
            json!({ "AccountRecoverySetting": { "RecoveryMechanisms": [
                { "Priority": 1, "Name": "verified_phone_number" }, { "Priority": 1, "Name": "verified_email" },
            ] } }),
            "Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
        ),
        (
            json!({ "AcrConfiguration": { "Level1": { "AcrValue": "urn:cognito:loa:2" } } }),
            "ACR values must be unique across all levels.",
        ),
        (
            json!({ "KeyConfiguration": { "KeyType": "CUSTOMER_MANAGED_KEY" } }),
            "KmsKeyArn is required when KeyType is CUSTOMER_MANAGED_KEY.",
        ),
        (
            json!({ "AdminCreateUserConfig": { "InviteMessageTemplate": { "EmailMessage": "Welcome!" } } }),
            "1 validation error detected: Value 'Welcome!' at 'adminCreateUserConfig.inviteMessage.emailMessage' \
             failed to satisfy constraint: Member must satisfy regular expression pattern: \
             [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*",
        ),
    ] {
        assert_eq!(invalid(&server, members).await, sentence);
    }
}

#[tokio::test]
async fn triggers_and_senders_that_do_not_go_together_are_refused() {
    let server = Server::start().await;
    let sender = json!({ "LambdaArn": FUNCTION, "LambdaVersion": "V1_0" });
    for (members, sentence) in [
        (
            json!({ "LambdaConfig": {
                "PreTokenGeneration": OTHER_FUNCTION,
                "PreTokenGenerationConfig": { "LambdaArn": FUNCTION, "LambdaVersion": "V2_0" },
            } }),
            "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
        ),
        (
            json!({ "LambdaConfig": { "CustomSMSSender": sender } }),
            "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
        ),
        (
            json!({ "LambdaConfig": { "KMSKeyID": "arn:aws:kms:eu-west-1:123456789012:key/k" } }),
            "Invalid arn eu-west-1",
        ),
        (
            json!({ "LambdaConfig": { "PreSignUp": FOREIGN_FUNCTION } }),
            "Cross-region lambda functions are not supported",
        ),
        (
            json!({ "EmailConfiguration": { "EmailSendingAccount": "DEVELOPER" } }),
            "Source ARN is required to use DEVELOPER email sending owner",
        ),
        (
            json!({ "EmailConfiguration": {
                "EmailSendingAccount": "DEVELOPER",
                "SourceArn": "arn:aws:ses:ap-south-1:123456789012:identity/a@example.com",
            } }),
            "Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.",
        ),
        (
            json!({ "EmailConfiguration": { "EmailSendingAccount": "DEVELOPER", "SourceArn": IDENTITY, "From": "me" } }),
            "Provided From email address is invalid",
        ),
        (
            json!({ "SmsConfiguration": { "SnsCallerArn": ROLE, "SnsRegion": "eu-west-1" } }),
            "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
        ),
    ] {
        assert_eq!(invalid(&server, members).await, sentence);
    }
    let unusable = refused(&server, json!({ "EmailConfiguration": { "SourceArn": IDENTITY } })).await;
    let sentence = "Cognito is not allowed to use your email identity";
    assert_eq!(
        unusable,
        ("InvalidEmailRoleAccessPolicyException".into(), sentence.into())
    );
    let tagged = refused(&server, json!({ "UserPoolTags": { "aws:x": "y" } })).await;
    assert_eq!(tagged.0, "UserPoolTaggingException");
}

/// Nearly everything that a pool can be told.
fn furnished() -> Value {
    json!({
        "PoolName": "furnished",
        "Policies": {
            "PasswordPolicy": { "MinimumLength": 12, "RequireNumbers": true, "PasswordHistorySize": 2 },
            "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"] },
        },
        "DeletionProtection": "ACTIVE",
        "LambdaConfig": {
            "PreSignUp": FUNCTION,
            "PreTokenGenerationConfig": { "LambdaArn": FUNCTION, "LambdaVersion": "V2_0" },
            "CustomEmailSender": { "LambdaArn": FUNCTION, "LambdaVersion": "V1_0" },
            "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/k",
        },
        "AutoVerifiedAttributes": ["email", "phone_number"],
        "SmsVerificationMessage": "Code {####}",
        "VerificationMessageTemplate": {
            "EmailMessage": "Your code is {####}",
            "EmailSubject": "Code",
            "EmailMessageByLink": "Click {##here##}",
            "DefaultEmailOption": "CONFIRM_WITH_LINK",
        },
        "SmsAuthenticationMessage": "Sign in with {####}",
        "MfaConfiguration": "OPTIONAL",
        "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": ["email"] },
        "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true, "DeviceOnlyRememberedOnUserPrompt": false },
        "EmailConfiguration": { "EmailSendingAccount": "DEVELOPER", "SourceArn": IDENTITY, "From": "a@example.com" },
        "SmsConfiguration": { "SnsCallerArn": ROLE, "ExternalId": "e" },
        "UserPoolTags": { "team": "a" },
        "AdminCreateUserConfig": {
            "AllowAdminCreateUserOnly": true,
            "InviteMessageTemplate": { "EmailMessage": "{username}: {####}", "EmailSubject": "Welcome" },
        },
        "UserPoolAddOns": { "AdvancedSecurityMode": "AUDIT" },
        "DcrConfiguration": { "OpenDcrEnabled": true, "AllowedScopes": ["openid"] },
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Priority": 1, "Name": "verified_phone_number" }] },
        "UserPoolTier": "PLUS",
        "IssuerConfiguration": { "Type": "UPDATED" },
        "AcrConfiguration": { "Level3": { "AcrValue": "high" } },
    })
}

async fn create(server: &Server, body: Value) -> Value {
    let body = server.call("CreateUserPool", body).await.ok();
    body["UserPool"].clone()
}

/// Where the value at this path of the document is.
fn at<'a>(document: &'a Value, pointer: &str) -> &'a Value {
    document.pointer(pointer).unwrap_or(&Value::Null)
}

#[tokio::test]
async fn what_is_given_is_shown_with_its_mirrors() {
    let server = Server::start().await;
    let pool = create(&server, furnished()).await;
    for (pointer, expected) in [
        (
            "/Policies/PasswordPolicy",
            json!({
                "MinimumLength": 12, "RequireUppercase": false, "RequireLowercase": false, "RequireNumbers": true,
                "RequireSymbols": false, "PasswordHistorySize": 2, "TemporaryPasswordValidityDays": 7,
            }),
        ),
        ("/LambdaConfig/PreTokenGeneration", json!(FUNCTION)),
        ("/VerificationMessageTemplate/SmsMessage", json!("Code {####}")),
        ("/EmailVerificationMessage", json!("Your code is {####}")),
        ("/EmailVerificationSubject", json!("Code")),
        ("/AutoVerifiedAttributes", json!(["email", "phone_number"])),
        (
            "/SmsConfiguration",
            json!({ "SnsCallerArn": ROLE, "ExternalId": "e", "SnsRegion": "us-east-1" }),
        ),
        (
            "/UserPoolAddOns",
            json!({ "AdvancedSecurityMode": "AUDIT", "AdvancedSecurityAdditionalFlows": {} }),
        ),
        (
            "/DcrConfiguration",
            json!({ "EnableStatus": "Enabled", "OpenDcrEnabled": true, "AllowedScopes": ["openid"] }),
        ),
        ("/AcrConfiguration/Level3/AcrValue", json!("high")),
        ("/AcrConfiguration/Level4/AcrValue", json!("urn:cognito:loa:4")),
        ("/IssuerConfiguration/Type", json!("UPDATED")),
    ] {
        assert_eq!(*at(&pool, pointer), expected, "{pointer}");
    }
}

#[tokio::test]
async fn the_old_member_alone_sets_the_first_version() {
    let server = Server::start().await;
    let pool = created(&server, json!({ "LambdaConfig": { "PreTokenGeneration": FUNCTION } })).await;
    assert_eq!(
        pool["LambdaConfig"],
        json!({
            "PreTokenGeneration": FUNCTION,
            "PreTokenGenerationConfig": { "LambdaArn": FUNCTION, "LambdaVersion": "V1_0" },
        })
    );
    let days = json!({ "AdminCreateUserConfig": { "UnusedAccountValidityDays": 3 } });
    let pool = created(&server, days).await;
    assert_eq!(
        *at(&pool, "/Policies/PasswordPolicy/TemporaryPasswordValidityDays"),
        json!(3)
    );
}

#[tokio::test]
async fn an_update_with_what_describe_showed_changes_nothing() {
    let server = Server::start().await;
    for body in [furnished(), json!({ "PoolName": "plain" })] {
        let before = create(&server, body).await;
        let id = id_of(&before);
        let mut update = before.clone();
        let members = update.as_object_mut().expect("an object");
        for member in [
            "Id",
            "Arn",
            "Name",
            "CreationDate",
            "LastModifiedDate",
            "SchemaAttributes",
            "EstimatedNumberOfUsers",
        ] {
            members.remove(member);
        }
        update["UserPoolId"] = json!(id);
        let echoed = server.call("UpdateUserPool", update.clone()).await;
        let sentence =
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays";
        assert_eq!(echoed.fault(), ("InvalidParameterException", sentence));

        update["AdminCreateUserConfig"]["UnusedAccountValidityDays"] = json!(0);
        server.clock().advance(Span::seconds(5));
        assert_eq!(server.call("UpdateUserPool", update).await.ok(), json!({}));
        let mut after = described(&server, id).await;
        assert_ne!(after["LastModifiedDate"], before["LastModifiedDate"]);
        after["LastModifiedDate"] = before["LastModifiedDate"].clone();
        assert_eq!(after, before);
    }
}

#[tokio::test]
async fn an_empty_update_resets_all_but_what_is_kept() {
    let server = Server::start().await;
    let mut body = furnished();
    // Kept members would clash with those that are reset.
    body["UserAttributeUpdateSettings"] = json!({});
    body["MfaConfiguration"] = json!("OFF");
    let before = create(&server, body).await;
    let id = id_of(&before);
    server.call("UpdateUserPool", json!({ "UserPoolId": id })).await.ok();
    let after = described(&server, id).await;
    let plain = created(&server, json!({})).await;
    for kept in [
        "Name",
        "DeletionProtection",
        "MfaConfiguration",
        "UserAttributeUpdateSettings",
        "UserPoolTags",
        "UserPoolTier",
        "DcrConfiguration",
        "KeyConfiguration",
        "IssuerConfiguration",
        "AcrConfiguration",
        "SchemaAttributes",
        "CreationDate",
    ] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    for reset in [
        "Policies",
        "LambdaConfig",
        "AutoVerifiedAttributes",
        "SmsVerificationMessage",
        "EmailVerificationMessage",
        "EmailVerificationSubject",
        "VerificationMessageTemplate",
        "SmsAuthenticationMessage",
        "DeviceConfiguration",
        "EmailConfiguration",
        "SmsConfiguration",
        "AdminCreateUserConfig",
        "UserPoolAddOns",
        "AccountRecoverySetting",
    ] {
        assert_ne!(before[reset], plain[reset], "{reset} was furnished");
        assert_eq!(after[reset], plain[reset], "{reset}");
    }
}

#[tokio::test]
async fn a_kept_setting_is_checked_against_the_reset_ones() {
    let server = Server::start().await;
    let pool = create(&server, furnished()).await;
    let before = described(&server, id_of(&pool)).await;
    let reply = server
        .call(
            "UpdateUserPool",
            json!({ "UserPoolId": id_of(&pool), "MfaConfiguration": "OFF", "PoolName": "renamed" }),
        )
        .await;
    let sentence = "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes";
    assert_eq!(reply.fault(), ("InvalidParameterException", sentence));
    assert_eq!(described(&server, id_of(&pool)).await, before);
}

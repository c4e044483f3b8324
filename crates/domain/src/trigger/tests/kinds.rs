//! The kinds that no sign-in of the API shows whole: messages, migrations, identity providers.

use super::*;
use crate::{
    letter::Source,
    message::OwnWords,
    trigger::{
        federation::{Assertion, ProviderKind, Said, replacement},
        message::{Holds, Part, Unsendable, judge, own_words},
        migration::migrant,
        tokens::{TokenVersion, token_edits},
    },
};

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn about(person: Person<'_>, client: Option<&ClientId>, question: &Question<'_>) -> Value {
    let occasion = Occasion {
        pool: &pool(PoolSettings::default()),
        client,
        person,
        metadata: None,
    };
    event(&occasion, question)
}

#[test]
fn a_message_to_be_worded() {
    let jane = jane();
    let asked = |source| about(Person::Known(&jane), None, &Question::CustomMessage(source));
    let invitation = asked(Source::AdminCreateUser);
    assert_eq!(invitation["triggerSource"], "CustomMessage_AdminCreateUser");
    assert_eq!(invitation["callerContext"]["clientId"], "CLIENT_ID_NOT_APPLICABLE");
    let request = &invitation["request"];
    assert_eq!(
        (
            &request["codeParameter"],
            &request["linkParameter"],
            &request["usernameParameter"]
        ),
        (&json!("{####}"), &json!("{##Click Here##}"), &json!("{username}"))
    );
    assert_eq!(
        invitation["response"],
        json!({ "smsMessage": null, "emailMessage": null, "emailSubject": null })
    );
    for source in [
        Source::SignUp,
        Source::ResendCode,
        Source::ForgotPassword,
        Source::UpdateUserAttribute,
        Source::VerifyUserAttribute,
        Source::Authentication,
    ] {
        let event = asked(source);
        assert_eq!(event["triggerSource"], format!("CustomMessage_{}", source.as_str()));
        assert_eq!(event["request"]["usernameParameter"], Value::Null);
    }
}

#[test]
fn words_that_can_be_sent() {
    let read = |response| own_words(&returned(response)).ok().unwrap();
    let none = read(json!({ "smsMessage": null, "emailMessage": "" }));
    assert!(none == OwnWords::default());
    assert!(own_words(&returned(json!({ "smsMessage": {} }))).is_err());
    let words = |email: &str, sms: &str, subject: &str| {
        read(json!({ "emailMessage": email, "smsMessage": sms, "emailSubject": subject }))
    };
    let long = "x".repeat(141);
    let judged = |words: &OwnWords, channel| judge(words, channel, Holds::Code);
    assert_eq!(judged(&words("a {####}", "b {####}", "c"), Channel::Email), Ok(()));
    assert_eq!(
        judged(&words("a", "b {####}", "c"), Channel::Email),
        Err((Part::Email, Unsendable::NoCode))
    );
    // What is not used is not judged.
    assert_eq!(judged(&words("a", "b {####}", "c"), Channel::Sms), Ok(()));
    assert_eq!(
        judged(&words("a {####}", &long, "c"), Channel::Sms),
        Err((Part::Sms, Unsendable::TooLong(140)))
    );
    assert_eq!(
        judged(&words("a {####}", "", &long), Channel::Email),
        Err((Part::Subject, Unsendable::TooLong(140)))
    );
    assert_eq!(
        judge(&words(&"x".repeat(20_001), "", ""), Channel::Email, Holds::Nothing),
        Err((Part::Email, Unsendable::TooLong(20_000)))
    );
    assert_eq!(judge(&words("{##Go##}", "", ""), Channel::Email, Holds::Link), Ok(()));
    assert!(judge(&words("{####}", "", ""), Channel::Email, Holds::Link).is_err());
}

#[test]
fn a_message_to_be_delivered() {
    let client = ClientId::new("client");
    for (channel, source, form) in [
        (Channel::Email, "CustomEmailSender_SignUp", "customEmailSenderRequestV1"),
        (Channel::Sms, "CustomSMSSender_SignUp", "customSMSSenderRequestV1"),
    ] {
        let question = Question::Send {
            channel,
            source: Source::SignUp,
            code: Some("AYAD"),
        };
        let event = about(Person::Known(&jane()), Some(&client), &question);
        assert_eq!(event["triggerSource"], source);
        assert_eq!(event["request"]["type"], form);
        assert_eq!(event["request"]["code"], "AYAD");
        assert_eq!(event["request"]["userAttributes"]["custom:age"], "7");
    }
}

#[test]
fn what_an_identity_provider_says() {
    let oidc = Assertion {
        provider: "ExampleProvider".into(),
        kind: ProviderKind::Oidc,
        said: Said::Tokens {
            response: texts(&[("token_type", "Bearer"), ("expires_in", "3600")]),
            id_token: texts(&[("sub", "12345"), ("email_verified", "true")]),
            user_info: texts(&[("given_name", "A")]),
        },
    };
    let client = ClientId::new("client");
    let name = "ExampleProvider_12345";
    assert_eq!(
        about(Person::Missing(name), Some(&client), &Question::Federate(&oidc)),
        json!({
            "version": "1", "region": "us-west-2", "userPoolId": "us-west-2_EXAMPLE01", "userName": name,
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "client" },
            "triggerSource": "InboundFederation_ExternalProvider",
            "request": {
                "providerName": "ExampleProvider", "providerType": "OIDC",
                "attributes": {
                    "tokenResponse": { "token_type": "Bearer", "expires_in": "3600" },
                    "idToken": { "sub": "12345", "email_verified": "true" },
                    "userInfo": { "given_name": "A" },
                },
            },
            "response": { "userAttributesToMap": {} },
        })
    );
    let saml = Assertion {
        provider: "ADFS".into(),
        kind: ProviderKind::Saml,
        said: Said::Saml(texts(&[("http://schemas/mail", "a@b.c")])),
    };
    let event = about(Person::Missing("ADFS_1"), Some(&client), &Question::Federate(&saml));
    assert_eq!(
        event["request"]["attributes"],
        json!({ "samlResponse": { "http://schemas/mail": "a@b.c" } })
    );
}

#[test]
fn what_replaces_it() {
    let read = |response| replacement(&returned(response));
    assert_eq!(read(json!({})), Ok(None));
    assert_eq!(read(json!({ "userAttributesToMap": {} })), Ok(None));
    assert_eq!(read(json!({ "userAttributesToMap": null })), Ok(None));
    assert_eq!(
        read(json!({ "userAttributesToMap": { "email": "a@b.c", "n": 1, "none": null } })),
        Ok(Some(texts(&[("email", "a@b.c"), ("n", "1")])))
    );
    assert_eq!(read(json!({ "userAttributesToMap": [] })), Err(Unrecognizable));
    assert_eq!(read(json!({ "userAttributesToMap": { "a": {} } })), Err(Unrecognizable));
}

#[test]
fn who_comes_over() {
    let read = |response| migrant(&returned(response));
    for nobody in [
        json!({}),
        json!({ "userAttributes": null }),
        json!({ "userAttributes": {} }),
    ] {
        assert!(read(nobody) == Ok(None));
    }
    let least = read(json!({ "userAttributes": { "email": "a@b.c" } }))
        .ok()
        .flatten()
        .unwrap();
    assert!(!least.keeps_password && !least.suppresses_message && !least.takes_aliases && !least.sms_mfa);
    assert_eq!(least.mediums, [Channel::Sms]);
    let most = read(json!({
        "userAttributes": { "email": "a@b.c" }, "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS",
        "desiredDeliveryMediums": ["EMAIL", "SMS"], "forceAliasCreation": true, "enableSMSMFA": true,
    }));
    let most = most.ok().flatten().unwrap();
    assert!(most.keeps_password && most.suppresses_message && most.takes_aliases && most.sms_mfa);
    assert_eq!(most.mediums, [Channel::Email, Channel::Sms]);
    for wrong in [
        json!({ "userAttributes": [] }),
        json!({ "userAttributes": { "a": "b" }, "desiredDeliveryMediums": ["FAX"] }),
        json!({ "userAttributes": { "a": "b" }, "forceAliasCreation": "yes" }),
    ] {
        assert!(read(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn what_tokens_shall_claim() {
    let read = |version, response| token_edits(version, &returned(response));
    let nothing = json!({ "claimsOverrideDetails": null, "claimsAndScopeOverrideDetails": null });
    for version in [TokenVersion::V1, TokenVersion::V2, TokenVersion::V3] {
        assert_eq!(read(version, nothing.clone()), Ok(Default::default()));
        // The form of another version is not this one's.
        let other = match version {
            TokenVersion::V1 => json!({ "claimsAndScopeOverrideDetails": { "idTokenGeneration": "x" } }),
            _ => json!({ "claimsOverrideDetails": "x" }),
        };
        assert_eq!(read(version, other), Ok(Default::default()));
    }
    let v2 = |access: Value| {
        let details = json!({ "claimsAndScopeOverrideDetails": { "accessTokenGeneration": access } });
        read(TokenVersion::V2, details)
    };
    assert_eq!(v2(json!({ "scopesToAdd": ["a b"] })), Err(Unrecognizable));
    assert_eq!(v2(json!({ "scopesToAdd": [1] })), Err(Unrecognizable));
    assert_eq!(
        v2(json!({ "claimsToAddOrOverride": { "n": null } })),
        Ok(Default::default())
    );
    let long = |length: usize| v2(json!({ "claimsToAddOrOverride": { "n": "x".repeat(length) } })).is_ok();
    // The name, the quotation marks and the value.
    assert!(long(4_997) && !long(4_998));
}

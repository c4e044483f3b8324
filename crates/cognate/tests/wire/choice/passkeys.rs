//! WEB_AUTHN: signing in with a passkey, and trying to without one.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use testkit::{Reply, Server};

use super::{USED_SESSION, WRONG};
use crate::{
    authenticator::Browser,
    passkeys::{ORIGIN, plain, register, stage, stage_on},
    stage::{Stage, attributes, text},
};

/// Jane with a passkey in this browser.
async fn with_passkey(settings: Value, browser: &mut Browser) -> Stage {
    let stage = stage(settings).await;
    let token = stage.access_token("jane").await;
    register(&stage, &token, browser).await;
    stage
}

async fn begin(stage: &Stage, name: &str) -> Reply {
    let parameters = json!({ "USERNAME": name, "PREFERRED_CHALLENGE": "WEB_AUTHN" });
    let body = json!({ "AuthFlow": "USER_AUTH", "AuthParameters": parameters });
    stage.client("InitiateAuth", body).await
}

async fn challenged(stage: &Stage) -> (Value, String) {
    let challenge = begin(stage, "jane").await.ok();
    assert_eq!(challenge["ChallengeName"], "WEB_AUTHN");
    let options = text(&challenge["ChallengeParameters"]["CREDENTIAL_REQUEST_OPTIONS"]);
    (challenge, options)
}

async fn answer(stage: &Stage, challenge: &Value, credential: &Value) -> Reply {
    let responses = json!({ "USERNAME": "jane", "CREDENTIAL": credential.to_string() });
    let body = json!({
        "ChallengeName": "WEB_AUTHN", "Session": challenge["Session"], "ChallengeResponses": responses,
    });
    stage.client("RespondToAuthChallenge", body).await
}

#[track_caller]
fn signed_in(reply: Reply) {
    assert!(reply.ok()["AuthenticationResult"]["AccessToken"].is_string());
}

#[tokio::test]
async fn a_passkey_signs_in() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let (challenge, options) = challenged(&stage).await;
    let mut shown: Value = serde_json::from_str(&options).unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(text(&shown["challenge"])).unwrap();
    assert_eq!(bytes.len(), 16);
    shown["challenge"] = json!("");
    let credential = browser.get(&options).await;
    let expected = json!({
        "hints": [], "attestation": "none", "attestationFormats": [], "challenge": "", "timeout": 180_000,
        "rpId": "example.com", "userVerification": "preferred",
        "allowCredentials":
            [{ "id": credential["id"], "type": "public-key", "transports": ["internal", "hybrid"] }],
    });
    assert_eq!(shown, expected);
    signed_in(answer(&stage, &challenge, &credential).await);
    assert_eq!(answer(&stage, &challenge, &credential).await.fault(), USED_SESSION);
}

#[tokio::test]
async fn a_signature_answers_one_challenge() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let (_, options) = challenged(&stage).await;
    let credential = browser.get(&options).await;
    let (second, _) = challenged(&stage).await;
    assert_eq!(answer(&stage, &second, &credential).await.fault(), WRONG);
    // The challenge was for one answer.
    assert_eq!(answer(&stage, &second, &credential).await.fault(), USED_SESSION);
}

#[tokio::test]
async fn a_browser_that_lies_is_not_believed() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let lies: [(&str, Value); 5] = [
        ("origin", json!("https://example.com.evil.test")),
        ("origin", json!("http://example.com")),
        ("challenge", json!("AAAAAAAAAAAAAAAAAAAAAA")),
        ("type", json!("webauthn.create")),
        ("crossOrigin", json!("no boolean")),
    ];
    for (member, lie) in lies {
        let (challenge, options) = challenged(&stage).await;
        let asked: Value = serde_json::from_str(&options).unwrap();
        let mut data = json!({ "type": "webauthn.get", "challenge": asked["challenge"], "origin": ORIGIN });
        data[member] = lie;
        let credential = browser.get_lying(&options, &data).await;
        assert_eq!(answer(&stage, &challenge, &credential).await.fault(), WRONG, "{member}");
    }
    // It is the lie that is refused, and not the way in which it was told.
    let (challenge, options) = challenged(&stage).await;
    let asked: Value = serde_json::from_str(&options).unwrap();
    let data = json!({ "type": "webauthn.get", "challenge": asked["challenge"], "origin": ORIGIN });
    let credential = browser.get_lying(&options, &data).await;
    signed_in(answer(&stage, &challenge, &credential).await);
}

#[tokio::test]
async fn a_signature_is_for_the_relying_party() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let (challenge, options) = challenged(&stage).await;
    let mut asked: Value = serde_json::from_str(&options).unwrap();
    asked["rpId"] = json!("auth.example.com");
    let credential = browser.get(&asked.to_string()).await;
    assert_eq!(answer(&stage, &challenge, &credential).await.fault(), WRONG);
}

#[tokio::test]
async fn nothing_of_a_signature_can_be_changed() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    for member in ["signature", "authenticatorData", "userHandle"] {
        let (challenge, options) = challenged(&stage).await;
        let mut credential = browser.get(&options).await;
        let member = &mut credential["response"][member];
        let mut bytes = URL_SAFE_NO_PAD.decode(text(member)).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        *member = json!(URL_SAFE_NO_PAD.encode(bytes));
        assert_eq!(answer(&stage, &challenge, &credential).await.fault(), WRONG);
    }
    for malformed in [json!({}), json!("text"), json!({ "id": "AAAA", "rawId": "BBBB" })] {
        let (challenge, _) = challenged(&stage).await;
        assert_eq!(
            answer(&stage, &challenge, &malformed).await.fault(),
            ("InvalidParameterException", "Invalid credential.")
        );
    }
}

#[tokio::test]
async fn a_count_that_goes_back_shows_a_copy() {
    let mut browser = Browser::at(ORIGIN).counting();
    let stage = with_passkey(plain(), &mut browser).await;
    let mut copy = browser.copy();
    for _ in 0..2 {
        let (challenge, options) = challenged(&stage).await;
        signed_in(answer(&stage, &challenge, &browser.get(&options).await).await);
    }
    let (challenge, options) = challenged(&stage).await;
    assert_eq!(
        answer(&stage, &challenge, &copy.get(&options).await).await.fault(),
        WRONG
    );
    let (challenge, options) = challenged(&stage).await;
    signed_in(answer(&stage, &challenge, &browser.get(&options).await).await);
}

/// An authenticator and its copy count alike; of two that show the same count, at two nodes, one is believed.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_equal_counts_at_once_one_is_believed() {
    let server = Server::build().engine(testkit::Engine::Postgres).start().await;
    let other = server.second_node().await;
    let mut browser = Browser::at(ORIGIN).counting();
    let stage = stage_on(server, plain()).await;
    let token = stage.access_token("jane").await;
    register(&stage, &token, &mut browser).await;
    let mut copy = browser.copy();
    let mut bodies = Vec::new();
    for authenticator in [&mut browser, &mut copy] {
        let (challenge, options) = challenged(&stage).await;
        let credential = authenticator.get(&options).await.to_string();
        bodies.push(json!({
            "ClientId": stage.client, "ChallengeName": "WEB_AUTHN", "Session": challenge["Session"],
            "ChallengeResponses": { "USERNAME": "jane", "CREDENTIAL": credential },
        }));
    }
    let [first, second] = [bodies[0].clone(), bodies[1].clone()];
    let (first, second) = tokio::join!(
        stage.server.call("RespondToAuthChallenge", first),
        other.call("RespondToAuthChallenge", second),
    );
    let (believed, refused) = if first.status == 200 {
        (first, second)
    } else {
        (second, first)
    };
    signed_in(believed);
    assert_eq!(refused.fault(), WRONG);
}

/// No challenge was given out that a credential could have signed, so one that comes with the choice is passed over.
#[tokio::test]
async fn a_credential_beside_the_choice_is_passed_over() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let (_, options) = challenged(&stage).await;
    let early = browser.get(&options).await;
    let parameters = json!({ "USERNAME": "jane" });
    let body = json!({ "AuthFlow": "USER_AUTH", "AuthParameters": parameters });
    let choice = stage.client("InitiateAuth", body).await.ok();
    let responses = json!({ "USERNAME": "jane", "ANSWER": "WEB_AUTHN", "CREDENTIAL": early.to_string() });
    let body = json!({
        "ChallengeName": "SELECT_CHALLENGE", "Session": choice["Session"], "ChallengeResponses": responses,
    });
    let challenge = stage.client("RespondToAuthChallenge", body).await.ok();
    assert_eq!(challenge["ChallengeName"], "WEB_AUTHN");
    assert_eq!(
        answer(&stage, &challenge, &early).await.fault(),
        WRONG,
        "signed for another"
    );
}

#[tokio::test]
async fn the_passkey_of_another_does_not_do() {
    let (mut janes, mut joans) = (Browser::at(ORIGIN), Browser::at(ORIGIN));
    let stage = with_passkey(plain(), &mut janes).await;
    stage.confirmed("joan", &[]).await;
    let token = stage.access_token("joan").await;
    let id = register(&stage, &token, &mut joans).await;
    let (challenge, options) = challenged(&stage).await;
    let mut asked: Value = serde_json::from_str(&options).unwrap();
    asked["allowCredentials"] = json!([{ "id": id, "type": "public-key" }]);
    let credential = joans.get(&asked.to_string()).await;
    assert_eq!(answer(&stage, &challenge, &credential).await.fault(), WRONG);
}

#[tokio::test]
async fn a_deleted_passkey_is_no_longer_good() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let token = stage.access_token("jane").await;
    let (challenge, options) = challenged(&stage).await;
    let credential = browser.get(&options).await;
    let body = json!({ "AccessToken": token, "CredentialId": credential["id"] });
    stage.server.call("DeleteWebAuthnCredential", body).await.ok();
    assert_eq!(answer(&stage, &challenge, &credential).await.fault(), WRONG);
    assert_eq!(begin(&stage, "jane").await.ok()["ChallengeName"], "SELECT_CHALLENGE");
}

#[tokio::test]
async fn the_user_is_verified_where_that_is_required() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let required = json!({ "RelyingPartyId": "example.com", "UserVerification": "required" });
    let settings = json!({ "WebAuthnConfiguration": required });
    stage.admin("SetUserPoolMfaConfig", settings).await.ok();
    let (challenge, options) = challenged(&stage).await;
    let mut asked: Value = serde_json::from_str(&options).unwrap();
    assert_eq!(asked["userVerification"], "required");
    asked["userVerification"] = json!("discouraged");
    let credential = browser.copy().not_recognising().get(&asked.to_string()).await;
    assert_eq!(answer(&stage, &challenge, &credential).await.fault(), WRONG);
    let (challenge, options) = challenged(&stage).await;
    signed_in(answer(&stage, &challenge, &browser.get(&options).await).await);
}

#[tokio::test]
async fn a_passkey_is_one_factor_unless_the_pool_and_the_user_say_two() {
    let mut browser = Browser::at(ORIGIN);
    let stage = with_passkey(plain(), &mut browser).await;
    let available = async || begin(&stage, "jane").await.ok()["AvailableChallenges"].clone();
    let mfa = |passkeys: Value| {
        let sender = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "e" });
        let body = json!({
            "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration": sender },
            "WebAuthnConfiguration": passkeys,
        });
        stage.admin("SetUserPoolMfaConfig", body)
    };
    mfa(plain()).await.ok();
    assert_eq!(available().await, json!(["PASSWORD_SRP", "PASSWORD"]));
    let two = json!({ "RelyingPartyId": "example.com", "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION" });
    mfa(two).await.ok();
    assert_eq!(available().await, json!(["PASSWORD_SRP", "PASSWORD"]));

    let phone = json!({ "Username": "jane", "UserAttributes": attributes(&[("phone_number", "+12065550109")]) });
    stage.admin("AdminUpdateUserAttributes", phone).await.ok();
    let preference = json!({
        "Username": "jane", "SMSMfaSettings": { "Enabled": true }, "WebAuthnMfaSettings": { "Enabled": true },
    });
    stage.admin("AdminSetUserMFAPreference", preference).await.ok();
    let (challenge, options) = challenged(&stage).await;
    let mut asked: Value = serde_json::from_str(&options).unwrap();
    assert_eq!(asked["userVerification"], "required");
    asked["userVerification"] = json!("discouraged");
    let unverified = browser.copy().not_recognising().get(&asked.to_string()).await;
    assert_eq!(answer(&stage, &challenge, &unverified).await.fault(), WRONG);
    let (challenge, options) = challenged(&stage).await;
    signed_in(answer(&stage, &challenge, &browser.get(&options).await).await);
}

/// A pool that names no relying party has the one of its domain (resources.md §2.7, documented).
#[tokio::test]
async fn without_a_relying_party_the_domain_of_the_pool_is_it() {
    let stage = stage(json!({ "UserVerification": "preferred" })).await;
    let token = stage.access_token("jane").await;
    let start = async || {
        let body = json!({ "AccessToken": token });
        stage.server.call("StartWebAuthnRegistration", body).await
    };
    assert_eq!(start().await.fault().0, "WebAuthnConfigurationMissingException");
    let certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
    let custom = json!({ "Domain": "login.example.com", "CustomDomainConfig": { "CertificateArn": certificate } });
    for (domain, party) in [
        (json!({ "Domain": "prefix" }), "cognate.test"),
        (custom, "login.example.com"),
    ] {
        stage.admin("CreateUserPoolDomain", domain).await.ok();
        assert_eq!(start().await.ok()["CredentialCreationOptions"]["rp"]["id"], party);
    }
    let mut browser = Browser::at("https://login.example.com");
    register(&stage, &token, &mut browser).await;
    let (challenge, options) = challenged(&stage).await;
    signed_in(answer(&stage, &challenge, &browser.get(&options).await).await);
}

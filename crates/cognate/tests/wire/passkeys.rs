//! StartWebAuthnRegistration, CompleteWebAuthnRegistration, ListWebAuthnCredentials, DeleteWebAuthnCredential.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Reply, Server};

use crate::{
    authenticator::Browser,
    stage::{Stage, text},
};

/// Where the tests' passkeys belong.
const PARTY: &str = "example.com";

/// A page of it.
pub const ORIGIN: &str = "https://auth.example.com";

const GONE: (&str, &str) = (
    "WebAuthnChallengeNotFoundException",
    "The challenge of the credential was not found.",
);

const NOT_SUPPORTED: (&str, &str) = (
    "WebAuthnCredentialNotSupportedException",
    "The credential is not supported.",
);

/// A pool with passkeys, and Jane.
pub async fn stage(passkeys: Value) -> Stage {
    stage_on(Server::start().await, passkeys).await
}

/// The same on this server.
pub async fn stage_on(server: Server, passkeys: Value) -> Stage {
    let policy = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] } });
    let flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH"];
    let stage = Stage::on(
        server,
        json!({ "Policies": policy }),
        json!({ "ExplicitAuthFlows": flows }),
    )
    .await;
    let settings = json!({ "WebAuthnConfiguration": passkeys });
    stage.admin("SetUserPoolMfaConfig", settings).await.ok();
    stage.jane().await;
    stage
}

/// Settings of passkeys that most tests want.
pub fn plain() -> Value {
    json!({ "RelyingPartyId": PARTY, "UserVerification": "preferred" })
}

async fn start(stage: &Stage, token: &str) -> Reply {
    let body = json!({ "AccessToken": token });
    stage.server.call("StartWebAuthnRegistration", body).await
}

async fn complete(stage: &Stage, token: &str, credential: &Value) -> Reply {
    let body = json!({ "AccessToken": token, "Credential": credential });
    stage.server.call("CompleteWebAuthnRegistration", body).await
}

async fn options(stage: &Stage, token: &str) -> Value {
    start(stage, token).await.ok()["CredentialCreationOptions"].clone()
}

async fn listed(stage: &Stage, token: &str) -> Value {
    let body = json!({ "AccessToken": token });
    stage.server.call("ListWebAuthnCredentials", body).await.ok()["Credentials"].clone()
}

/// Registers a passkey of the browser's authenticator; its id.
pub async fn register(stage: &Stage, token: &str, browser: &mut Browser) -> String {
    let made = browser.create(&options(stage, token).await).await;
    assert_eq!(complete(stage, token, &made).await.ok(), json!({}));
    text(&made["id"])
}

#[tokio::test]
async fn the_options_are_those_of_the_pool_and_the_user() {
    let stage = stage(plain()).await;
    let token = stage.access_token("jane").await;
    let shown = stage.admin("AdminGetUser", json!({ "Username": "jane" })).await.ok();
    let sub = text(&shown["UserAttributes"][0]["Value"]);
    let mut options = options(&stage, &token).await;
    let challenge = URL_SAFE_NO_PAD.decode(text(&options["challenge"])).unwrap();
    assert_eq!(challenge.len(), 16);
    options["challenge"] = json!("");
    let expected = json!({
        "rp": { "id": PARTY, "name": PARTY },
        "user": { "id": URL_SAFE_NO_PAD.encode(&sub), "name": "jane", "displayName": "jane" },
        "challenge": "",
        "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }, { "type": "public-key", "alg": -257 }],
        "timeout": 60000,
        "excludeCredentials": [],
        "authenticatorSelection":
            { "requireResidentKey": true, "residentKey": "required", "userVerification": "preferred" },
    });
    assert_eq!(options, expected);
}

#[tokio::test]
async fn a_passkey_is_registered_listed_and_deleted() {
    let stage = stage(plain()).await;
    let token = stage.access_token("jane").await;
    assert_eq!(listed(&stage, &token).await, json!([]));
    let id = register(&stage, &token, &mut Browser::at(ORIGIN)).await;
    let passkeys = listed(&stage, &token).await;
    assert_eq!(passkeys.as_array().unwrap().len(), 1);
    assert!(passkeys[0]["CreatedAt"].is_number());
    assert_eq!(passkeys[0]["CredentialId"], id);
    assert_eq!(passkeys[0]["RelyingPartyId"], PARTY);
    assert_eq!(passkeys[0]["FriendlyCredentialName"], "Passkey");
    assert_eq!(passkeys[0]["AuthenticatorAttachment"], "platform");
    assert_eq!(passkeys[0]["AuthenticatorTransports"], json!(["internal", "hybrid"]));

    let again = options(&stage, &token).await;
    assert_eq!(again["excludeCredentials"][0]["id"], id);

    let delete = |id: String| {
        let body = json!({ "AccessToken": token, "CredentialId": id });
        stage.server.call("DeleteWebAuthnCredential", body)
    };
    assert_eq!(delete(id.clone()).await.ok(), json!({}));
    assert_eq!(listed(&stage, &token).await, json!([]));
    let missing = ("ResourceNotFoundException", "Credential does not exist.");
    assert_eq!(delete(id).await.fault(), missing);
    assert_eq!(delete("no base64url!".into()).await.fault(), missing);
}

#[tokio::test]
async fn nobody_deletes_the_passkey_of_another() {
    let stage = stage(plain()).await;
    stage.confirmed("joan", &[]).await;
    let (jane, joan) = (stage.access_token("jane").await, stage.access_token("joan").await);
    let id = register(&stage, &jane, &mut Browser::at(ORIGIN)).await;
    let body = json!({ "AccessToken": joan, "CredentialId": id });
    let reply = stage.server.call("DeleteWebAuthnCredential", body).await;
    assert_eq!(
        reply.fault(),
        ("ResourceNotFoundException", "Credential does not exist.")
    );
    assert_eq!(listed(&stage, &jane).await[0]["CredentialId"], id);
    assert_eq!(listed(&stage, &joan).await, json!([]));
}

#[tokio::test]
async fn a_registration_is_completed_once_and_in_time() {
    let stage = stage(plain()).await;
    let token = stage.access_token("jane").await;
    let mut browser = Browser::at(ORIGIN);
    let made = browser.create(&options(&stage, &token).await).await;
    complete(&stage, &token, &made).await.ok();
    assert_eq!(complete(&stage, &token, &made).await.fault(), GONE);

    let made = Browser::at(ORIGIN).create(&options(&stage, &token).await).await;
    stage.server.clock().advance(Span::minutes(5));
    assert_eq!(complete(&stage, &token, &made).await.fault(), GONE);

    let first = Browser::at(ORIGIN).create(&options(&stage, &token).await).await;
    let second = Browser::at(ORIGIN).create(&options(&stage, &token).await).await;
    assert_eq!(complete(&stage, &token, &first).await.fault(), GONE);
    complete(&stage, &token, &second).await.ok();
}

#[tokio::test]
async fn a_registration_belongs_to_its_user_and_client() {
    let stage = stage(plain()).await;
    stage.confirmed("joan", &[]).await;
    let (jane, joan) = (stage.access_token("jane").await, stage.access_token("joan").await);
    let made = Browser::at(ORIGIN).create(&options(&stage, &jane).await).await;
    assert_eq!(complete(&stage, &joan, &made).await.fault(), GONE);
    options(&stage, &joan).await;
    assert_eq!(complete(&stage, &joan, &made).await.fault(), GONE);

    let other = stage.add_client(json!({})).await;
    let parameters = json!({ "USERNAME": "jane", "PASSWORD": crate::stage::PASSWORD });
    let body = json!({ "ClientId": other, "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters });
    let elsewhere = stage.server.call("InitiateAuth", body).await.ok();
    let elsewhere = text(&elsewhere["AuthenticationResult"]["AccessToken"]);
    assert_eq!(
        complete(&stage, &elsewhere, &made).await.fault(),
        (
            "WebAuthnClientMismatchException",
            "The registration was started by another app client."
        )
    );
    complete(&stage, &jane, &made).await.ok();
}

#[tokio::test]
async fn a_key_is_made_at_a_page_of_the_relying_party_and_for_it() {
    let stage = stage(plain()).await;
    let token = stage.access_token("jane").await;
    let mut elsewhere = options(&stage, &token).await;
    elsewhere["rp"]["id"] = json!("example.org");
    let made = Browser::at("https://example.org").create(&elsewhere).await;
    assert_eq!(
        complete(&stage, &token, &made).await.fault(),
        (
            "WebAuthnOriginNotAllowedException",
            "The origin of the credential is not allowed."
        )
    );
    elsewhere["rp"]["id"] = json!("auth.example.com");
    let made = Browser::at(ORIGIN).create(&elsewhere).await;
    assert_eq!(
        complete(&stage, &token, &made).await.fault(),
        (
            "WebAuthnRelyingPartyMismatchException",
            "The relying party of the credential does not match that of the user pool."
        )
    );
}

#[tokio::test]
async fn a_key_must_be_of_the_wanted_kind() {
    let stage = stage(json!({ "RelyingPartyId": PARTY, "UserVerification": "required" })).await;
    let token = stage.access_token("jane").await;
    let mut asked = options(&stage, &token).await;
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");

    asked["authenticatorSelection"]["userVerification"] = json!("discouraged");
    let unverified = Browser::at(ORIGIN).not_recognising().create(&asked).await;
    assert_eq!(complete(&stage, &token, &unverified).await.fault(), NOT_SUPPORTED);

    let made = Browser::at(ORIGIN).create(&options(&stage, &token).await).await;
    let mut fleeting = made.clone();
    fleeting["clientExtensionResults"] = json!({ "credProps": { "rk": false } });
    assert_eq!(complete(&stage, &token, &fleeting).await.fault(), NOT_SUPPORTED);
    let mut unreadable = made.clone();
    unreadable["response"]["attestationObject"] = json!("AAAA");
    assert_eq!(complete(&stage, &token, &unreadable).await.fault(), NOT_SUPPORTED);
    for malformed in [json!({}), json!("text"), json!({ "id": "AAAA" })] {
        let reply = complete(&stage, &token, &malformed).await;
        assert_eq!(
            reply.fault(),
            ("InvalidParameterException", "Invalid credential."),
            "{malformed}"
        );
    }
    complete(&stage, &token, &made).await.ok();
}

#[tokio::test]
async fn a_key_is_one_users_only() {
    let stage = stage(plain()).await;
    stage.confirmed("joan", &[]).await;
    let (jane, joan) = (stage.access_token("jane").await, stage.access_token("joan").await);
    let mut asked = options(&stage, &joan).await;
    let id = register(&stage, &jane, &mut Browser::at(ORIGIN)).await;
    // An authenticator that gives a new key the id of an old one.
    asked["excludeCredentials"] = json!([]);
    let mut made = Browser::at(ORIGIN).create(&asked).await;
    let old = URL_SAFE_NO_PAD.decode(&id).unwrap();
    let new = URL_SAFE_NO_PAD.decode(text(&made["id"])).unwrap();
    let object = URL_SAFE_NO_PAD
        .decode(text(&made["response"]["attestationObject"]))
        .unwrap();
    let place = object.windows(new.len()).position(|part| part == new).unwrap();
    let forged = [&object[..place], &old, &object[place + new.len()..]].concat();
    made["response"]["attestationObject"] = json!(URL_SAFE_NO_PAD.encode(forged));
    assert_eq!(complete(&stage, &joan, &made).await.fault(), NOT_SUPPORTED);
    made["id"] = json!(id);
    made["rawId"] = json!(id);
    assert_eq!(complete(&stage, &joan, &made).await.fault(), NOT_SUPPORTED);
    assert_eq!(listed(&stage, &joan).await, json!([]));
    assert_eq!(listed(&stage, &jane).await[0]["CredentialId"], id);
}

#[tokio::test]
async fn there_are_at_most_twenty_shown_in_pages() {
    let stage = stage(plain()).await;
    let token = stage.access_token("jane").await;
    let mut ids = Vec::new();
    for _ in 0..20 {
        stage.server.clock().advance(Span::seconds(1));
        ids.push(register(&stage, &token, &mut Browser::at(ORIGIN)).await);
    }
    assert_eq!(
        start(&stage, &token).await.fault(),
        ("LimitExceededException", "The user has the maximum number of passkeys.")
    );
    let mut seen = Vec::new();
    let mut next = Value::Null;
    loop {
        let mut body = json!({ "AccessToken": token, "MaxResults": 8 });
        if !next.is_null() {
            body["NextToken"] = next;
        }
        let page = stage.server.call("ListWebAuthnCredentials", body).await.ok();
        let page_ids = page["Credentials"].as_array().unwrap();
        assert!(page_ids.len() <= 8);
        seen.extend(page_ids.iter().map(|passkey| text(&passkey["CredentialId"])));
        next = page["NextToken"].clone();
        if next.is_null() {
            break;
        }
    }
    assert_eq!(seen, ids);
}

#[tokio::test]
async fn a_pool_without_passkeys_says_so() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let not_enabled = (
        "WebAuthnNotEnabledException",
        "WebAuthn is not enabled for the user pool.",
    );
    assert_eq!(start(&stage, &token).await.fault(), not_enabled);
    assert_eq!(complete(&stage, &token, &json!({})).await.fault(), not_enabled);
    assert_eq!(listed(&stage, &token).await, json!([]));

    let policy = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] } });
    stage.admin("UpdateUserPool", json!({ "Policies": policy })).await.ok();
    assert_eq!(
        start(&stage, &token).await.fault(),
        (
            "WebAuthnConfigurationMissingException",
            "The user pool does not have a relying party id configured."
        )
    );
    let reply = start(&stage, "not.a.token").await;
    assert_eq!(reply.fault(), ("NotAuthorizedException", "Invalid Access Token"));
}

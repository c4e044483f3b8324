//! Devices (auth.md §§8.6, 12.12, 12.13, 15).

mod attacks;
mod operations;
mod refresh;
mod sign_in;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use testkit::Reply;

use crate::{
    scene::{PASSWORD, Scene, claim},
    srp_client::{self, SrpClient},
};

const NO_SESSION: Value = Value::Null;
const NO_DEVICE: (&str, &str) = ("ResourceNotFoundException", "Device does not exist.");
const WRONG: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");

/// What a device proves itself with. Real ones draw it at random.
pub const DEVICE_PASSWORD: &str = "c29tZSBmb3J0eSByYW5kb20gYnl0ZXM=";

/// A pool that tracks devices. `StandsIn` is `ChallengeRequiredOnNewDevice`, `OnPrompt` the other setting.
async fn tracking(stands_in: Value, on_prompt: Value) -> Scene {
    let devices = json!({
        "ChallengeRequiredOnNewDevice": stands_in, "DeviceOnlyRememberedOnUserPrompt": on_prompt,
    });
    Scene::with(json!({ "DeviceConfiguration": devices }), json!({})).await
}

/// A pool in which remembered devices stand in for the second factor, with alice, who has such a device.
async fn alice_and_her_phone() -> (Scene, Phone) {
    let scene = tracking(json!(true), json!(false)).await;
    scene.user("alice").await;
    let phone = Phone::confirmed(&scene, "alice").await;
    (scene, phone)
}

/// From now on everybody needs a second factor; nobody has one, so it has to be set up.
async fn demand_second_factors(scene: &Scene) {
    let body = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
}

/// A device as its client knows it.
#[derive(Clone, Debug)]
pub struct Phone {
    pub key: String,
    group: String,
    pub access_token: Value,
    refresh_token: Value,
}

impl Phone {
    /// The device that comes with a fresh sign-in; not confirmed.
    pub async fn new(scene: &Scene, username: &str) -> Self {
        Self::of(&scene.tokens(username).await)
    }

    pub fn of(tokens: &Value) -> Self {
        let device = &tokens["NewDeviceMetadata"];
        Self {
            key: device["DeviceKey"].as_str().unwrap().to_owned(),
            group: device["DeviceGroupKey"].as_str().unwrap().to_owned(),
            access_token: tokens["AccessToken"].clone(),
            refresh_token: tokens["RefreshToken"].clone(),
        }
    }

    /// The same, confirmed.
    pub async fn confirmed(scene: &Scene, username: &str) -> Self {
        let phone = Self::new(scene, username).await;
        phone.confirm(scene).await.ok();
        phone
    }

    pub async fn confirm(&self, scene: &Scene) -> Reply {
        scene.server.call("ConfirmDevice", self.registration()).await
    }

    /// The body of ConfirmDevice.
    pub fn registration(&self) -> Value {
        let salt = *b"\xf0salt of a device";
        let verifier = srp_client::verifier((&self.group, &self.key), DEVICE_PASSWORD, &salt);
        json!({
            "AccessToken": self.access_token, "DeviceKey": self.key, "DeviceName": "a phone",
            "DeviceSecretVerifierConfig": {
                "Salt": STANDARD.encode([&[0], &salt[..]].concat()), "PasswordVerifier": STANDARD.encode(verifier),
            },
        })
    }

    /// A signed-in operation on this device.
    async fn call(&self, scene: &Scene, operation: &str) -> Reply {
        let body = json!({ "AccessToken": self.access_token, "DeviceKey": self.key });
        scene.server.call(operation, body).await
    }

    /// Signs in by password with the device key.
    async fn sign_in(&self, scene: &Scene, username: &str) -> Reply {
        let parameters = json!({ "USERNAME": username, "PASSWORD": PASSWORD, "DEVICE_KEY": self.key });
        scene.initiate("USER_PASSWORD_AUTH", parameters).await
    }

    /// Signs in by password, up to DEVICE_SRP_AUTH; its Session.
    pub async fn challenged(&self, scene: &Scene, username: &str) -> Value {
        let reply = self.sign_in(scene, username).await.ok();
        assert_eq!(reply["ChallengeName"], "DEVICE_SRP_AUTH");
        reply["Session"].clone()
    }

    /// Answers DEVICE_SRP_AUTH.
    pub async fn begin(&self, scene: &Scene, username: &str, session: &Value) -> (SrpClient, Reply) {
        let client = SrpClient::new(&self.key);
        let answer = json!({ "USERNAME": username, "DEVICE_KEY": self.key, "SRP_A": client.srp_a() });
        let reply = scene.respond("DEVICE_SRP_AUTH", session, answer).await;
        (client, reply)
    }

    /// The answer to DEVICE_PASSWORD_VERIFIER by somebody who believes in a password.
    pub fn claim(&self, client: &SrpClient, password: &str, challenge: &Value) -> Value {
        self.claim_with(challenge, |named| client.sign(&self.group, password, named))
    }

    /// The same with a signature of the caller's choice, over the challenge with the device as the one who signs.
    fn claim_with(&self, challenge: &Value, sign: impl Fn(&Value) -> String) -> Value {
        let mut named = challenge.clone();
        named["USER_ID_FOR_SRP"] = json!(self.key);
        let mut answer = claim(&named, &sign(&named));
        answer["USERNAME"] = challenge["USERNAME"].clone();
        answer["DEVICE_KEY"] = json!(self.key);
        answer
    }

    /// Both device steps with the right password, from a Session or without one.
    pub async fn prove(&self, scene: &Scene, username: &str, session: &Value) -> Reply {
        let (client, reply) = self.begin(scene, username, session).await;
        let challenge = reply.ok()["ChallengeParameters"].clone();
        let answer = self.claim(&client, DEVICE_PASSWORD, &challenge);
        scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await
    }
}

//! A pool in which every challenge can be met, and the ways to each of them.

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Reply, function_arn};

use super::anything;
use crate::{
    authenticator::Browser,
    devices::{DEVICE_PASSWORD, Phone},
    passkeys::ORIGIN,
    scene::{PASSWORD, Scene},
    sign_in::mfa_totp::{App, app_of},
    srp_client::SrpClient,
    stage::attributes,
};

/// Every challenge, EMAIL_OTP in both its meanings.
pub const KINDS: [&str; 17] = [
    "NEW_PASSWORD_REQUIRED",
    "SMS_MFA",
    "EMAIL_OTP as second factor",
    "EMAIL_OTP",
    "SOFTWARE_TOKEN_MFA",
    "SELECT_MFA_TYPE",
    "MFA_SETUP",
    "SELECT_CHALLENGE",
    "PASSWORD",
    "PASSWORD_SRP",
    "SMS_OTP",
    "WEB_AUTHN",
    "CUSTOM_CHALLENGE",
    "ADMIN_NO_SRP_AUTH",
    "DEVICE_SRP_AUTH",
    "PASSWORD_VERIFIER",
    "DEVICE_PASSWORD_VERIFIER",
];

/// Without what is said beside the name.
pub fn challenge_of(kind: &'static str) -> &'static str {
    kind.split(' ').next().unwrap()
}

/// Through which operations a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Public,
    Admin,
}

/// A sign-in that waits for an answer.
pub struct Live {
    pub kind: &'static str,
    pub challenge: &'static str,
    pub user: String,
    /// Null where the state travels in the secret block.
    pub session: Value,
    /// The right answer.
    pub right: Value,
    /// The member of it that proves something in this sign-in alone.
    pub proof: Option<&'static str>,
}

impl Live {
    /// What the state travels in.
    pub fn carrier(&self) -> Value {
        match self.session.is_null() {
            true => self.right["PASSWORD_CLAIM_SECRET_BLOCK"].clone(),
            false => self.session.clone(),
        }
    }

    /// An answer with every member that any challenge asks for.
    pub fn everything(&self) -> Value {
        let mut answer = anything(&self.user, &self.carrier());
        for (name, value) in self.right.as_object().unwrap() {
            answer[name] = value.clone();
        }
        answer
    }
}

/// The pools and what their users have.
pub struct Hall {
    main: Scene,
    /// Where a second factor must be set up.
    strict: Scene,
    /// Pool and client, of the same pool and of another one.
    foreign: [(String, String); 2],
    foreign_to_strict: [(String, String); 2],
    app: App,
    phone: Phone,
    browser: Browser,
}

const SMS: &str = "arn:aws:iam::123456789012:role/sms";

fn client() -> Value {
    let flows = [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_AUTH",
    ];
    json!({ "ExplicitAuthFlows": flows })
}

/// Both pools send messages and leave recovery to administrators, so that every address can be a second factor.
fn pool() -> Value {
    json!({
        "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD"] } },
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] },
        "SmsConfiguration": { "SnsCallerArn": SMS, "ExternalId": "x" },
        "EmailConfiguration": {
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/a@example.com",
        },
    })
}

async fn demand(scene: &Scene, requirement: &str, more: Value) {
    let mut body = json!({
        "MfaConfiguration": requirement, "SoftwareTokenMfaConfiguration": { "Enabled": true },
        "SmsMfaConfiguration": { "SmsConfiguration": { "SnsCallerArn": SMS, "ExternalId": "x" } },
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
}

async fn main_scene() -> Scene {
    let mut settings = pool();
    let factors = json!(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]);
    settings["Policies"]["SignInPolicy"]["AllowedFirstAuthFactors"] = factors;
    settings["DeviceConfiguration"] = json!({ "ChallengeRequiredOnNewDevice": true });
    settings["LambdaConfig"] = json!({
        "DefineAuthChallenge": function_arn("define"), "CreateAuthChallenge": function_arn("create"),
        "VerifyAuthChallengeResponse": function_arn("verify"),
    });
    let scene = Scene::with(settings, client()).await;
    let passkeys = json!({ "RelyingPartyId": "example.com", "UserVerification": "preferred" });
    demand(
        &scene,
        "OPTIONAL",
        json!({ "EmailMfaConfiguration": {}, "WebAuthnConfiguration": passkeys }),
    )
    .await;
    let functions = scene.server.functions();
    functions.respond("define", |event| {
        let begins = event["request"]["session"].as_array().unwrap().is_empty();
        match (begins, event["userName"].as_str()) {
            (false, _) => json!({ "issueTokens": true }),
            (true, Some("admin_no_srp_auth")) => json!({ "challengeName": "ADMIN_NO_SRP_AUTH" }),
            (true, _) => json!({ "challengeName": "CUSTOM_CHALLENGE" }),
        }
    });
    functions.respond("create", |_| json!({}));
    functions.respond("verify", |_| json!({ "answerCorrect": true }));
    scene
}

async fn passkey(scene: &Scene, name: &str) -> Browser {
    let token = scene.tokens(name).await["AccessToken"].clone();
    let mut browser = Browser::at(ORIGIN);
    let body = json!({ "AccessToken": token });
    let options = scene.server.call("StartWebAuthnRegistration", body).await.ok();
    let credential = browser.create(&options["CredentialCreationOptions"]).await;
    let body = json!({ "AccessToken": token, "Credential": credential });
    scene.server.call("CompleteWebAuthnRegistration", body).await.ok();
    browser
}

/// Another client of the pool, and another pool on the same server with a client.
async fn foreign(scene: &Scene) -> [(String, String); 2] {
    let id = |made: &Value| made["ClientId"].as_str().unwrap().to_owned();
    let neighbour = id(&scene.another_client(client()).await);
    let server = &scene.server;
    let made = server.call("CreateUserPool", json!({ "PoolName": "other" })).await.ok();
    let pool = made["UserPool"]["Id"].as_str().unwrap().to_owned();
    let mut body = client();
    body["UserPoolId"] = json!(pool);
    body["ClientName"] = json!("app");
    let made = server.call("CreateUserPoolClient", body).await.ok();
    [(scene.pool.clone(), neighbour), (pool, id(&made["UserPoolClient"]))]
}

impl Hall {
    pub async fn new() -> Self {
        let main = main_scene().await;
        let strict = Scene::with(pool(), client()).await;
        demand(&strict, "ON", json!({})).await;
        strict.user("mfa_setup").await;
        strict.user("mallory").await;
        let mut names = KINDS.map(user_of).to_vec();
        names.push("mallory".into());
        names.sort_unstable();
        names.dedup();
        // That one comes with its app.
        names.retain(|name| name != "software_token_mfa");
        for name in &names {
            let email = format!("{name}@example.com");
            let given = [
                ("email", email.as_str()),
                ("email_verified", "true"),
                ("phone_number", "+12065550109"),
                ("phone_number_verified", "true"),
            ];
            main.user_with(name, attributes(&given)).await;
        }
        for (name, settings) in [
            ("sms_mfa", json!(["SMSMfaSettings"])),
            ("second_factor", json!(["EmailMfaSettings"])),
            ("select_mfa_type", json!(["SMSMfaSettings", "EmailMfaSettings"])),
        ] {
            let mut body = json!({ "Username": name });
            for setting in settings.as_array().unwrap() {
                body[setting.as_str().unwrap()] = json!({ "Enabled": true });
            }
            main.admin("AdminSetUserMFAPreference", body).await.ok();
        }
        Self {
            foreign: foreign(&main).await,
            foreign_to_strict: foreign(&strict).await,
            app: app_of(&main, "software_token_mfa").await,
            phone: Phone::confirmed(&main, "device").await,
            browser: passkey(&main, "web_authn").await,
            main,
            strict,
        }
    }

    /// Where a sign-in takes place.
    pub fn scene_of(&self, live: &Live) -> &Scene {
        self.scene(live.kind)
    }

    fn scene(&self, kind: &str) -> &Scene {
        match kind {
            "MFA_SETUP" => &self.strict,
            _ => &self.main,
        }
    }

    /// Pools and clients that it is not of.
    pub fn foreign_clients(&self, live: &Live) -> &[(String, String)] {
        match live.kind {
            "MFA_SETUP" => &self.foreign_to_strict,
            _ => &self.foreign,
        }
    }

    /// Answers at a door.
    pub async fn respond(&self, live: &Live, door: Door, step: (&str, &Value), responses: Value) -> Reply {
        let scene = self.scene_of(live);
        answered(scene, (&scene.pool, &scene.client), door, (step, responses)).await
    }

    /// Gives the right answer as another client.
    pub async fn respond_as(&self, (pool, client): &(String, String), live: &Live, door: Door) -> Reply {
        let step = ((live.challenge, &live.session), live.right.clone());
        answered(self.scene_of(live), (pool, client), door, step).await
    }

    /// A sign-in that waits for an answer to a challenge of this kind.
    pub async fn reach(&mut self, kind: &'static str, door: Door) -> Live {
        let user = user_of(kind);
        // Codes of apps count once; nothing else here minds.
        self.main.server.clock().advance(Span::seconds(30));
        let shown = self.challenged(kind, door, &user).await;
        let challenge = challenge_of(kind);
        assert_eq!(shown["ChallengeName"], challenge, "{shown}");
        let (mut right, proof) = self.right(kind, &shown).await;
        right["USERNAME"] = json!(user);
        Live {
            kind,
            challenge,
            user,
            session: match challenge {
                "PASSWORD_VERIFIER" | "DEVICE_PASSWORD_VERIFIER" => Value::Null,
                _ => shown["Session"].clone(),
            },
            right,
            proof,
        }
    }

    async fn challenged(&self, kind: &str, door: Door, user: &str) -> Value {
        let scene = self.scene(kind);
        let begin = async |flow: &str, more: Value| {
            let mut parameters = more;
            parameters["USERNAME"] = json!(user);
            begun(scene, door, flow, parameters).await
        };
        let by_password = async |password: &str| begin("USER_PASSWORD_AUTH", json!({ "PASSWORD": password })).await;
        match kind {
            "NEW_PASSWORD_REQUIRED" => {
                let body = json!({ "Username": user, "Password": "Temp0rary!", "Permanent": false });
                scene.admin("AdminSetUserPassword", body).await.ok();
                by_password("Temp0rary!").await
            }
            "SELECT_CHALLENGE" => begin("USER_AUTH", json!({})).await,
            "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN" => {
                begin("USER_AUTH", json!({ "PREFERRED_CHALLENGE": kind })).await
            }
            "PASSWORD_SRP" => {
                let choice = begin("USER_AUTH", json!({})).await;
                let chosen = json!({ "USERNAME": user, "ANSWER": "PASSWORD_SRP" });
                let reply = scene.respond("SELECT_CHALLENGE", &choice["Session"], chosen).await;
                reply.ok()
            }
            "CUSTOM_CHALLENGE" | "ADMIN_NO_SRP_AUTH" => begin("CUSTOM_AUTH", json!({})).await,
            "DEVICE_SRP_AUTH" | "DEVICE_PASSWORD_VERIFIER" => {
                let more = json!({ "PASSWORD": PASSWORD, "DEVICE_KEY": self.phone.key });
                let asked = begin("USER_PASSWORD_AUTH", more).await;
                match kind {
                    "DEVICE_SRP_AUTH" => asked,
                    _ => self.phone.begin(scene, user, &asked["Session"]).await.1.ok(),
                }
            }
            "PASSWORD_VERIFIER" => {
                let srp_a = SrpClient::new(user).srp_a();
                begin("USER_SRP_AUTH", json!({ "SRP_A": srp_a })).await
            }
            _ => by_password(PASSWORD).await,
        }
    }

    /// The right answer, and what of it is of this sign-in alone.
    async fn right(&mut self, kind: &str, shown: &Value) -> (Value, Option<&'static str>) {
        let code = || self.main.server.last_message().code.unwrap();
        let parameters = &shown["ChallengeParameters"];
        match kind {
            "NEW_PASSWORD_REQUIRED" => (json!({ "NEW_PASSWORD": "Brand-n3w!" }), None),
            "SMS_MFA" => (json!({ "SMS_MFA_CODE": code() }), Some("SMS_MFA_CODE")),
            "SMS_OTP" => (json!({ "SMS_OTP_CODE": code() }), Some("SMS_OTP_CODE")),
            "SOFTWARE_TOKEN_MFA" => (json!({ "SOFTWARE_TOKEN_MFA_CODE": self.app.code(&self.main) }), None),
            "SELECT_MFA_TYPE" => (json!({ "ANSWER": "SMS_MFA" }), None),
            "MFA_SETUP" => (json!({ "PHONE_NUMBER": "+12065550123" }), None),
            "SELECT_CHALLENGE" => (json!({ "ANSWER": "PASSWORD", "PASSWORD": PASSWORD }), None),
            "PASSWORD" | "ADMIN_NO_SRP_AUTH" => (json!({ "PASSWORD": PASSWORD }), None),
            "PASSWORD_SRP" => (json!({ "SRP_A": "2" }), None),
            "WEB_AUTHN" => {
                let options = parameters["CREDENTIAL_REQUEST_OPTIONS"].as_str().unwrap();
                let credential = self.browser.get(options).await.to_string();
                (json!({ "CREDENTIAL": credential }), Some("CREDENTIAL"))
            }
            "CUSTOM_CHALLENGE" => (json!({ "ANSWER": "5" }), None),
            "DEVICE_SRP_AUTH" => (json!({ "DEVICE_KEY": self.phone.key, "SRP_A": "2" }), None),
            "PASSWORD_VERIFIER" => {
                let client = SrpClient::new("password_verifier");
                let claim = self.main.claim(&client, PASSWORD, parameters);
                (claim, Some("PASSWORD_CLAIM_SIGNATURE"))
            }
            "DEVICE_PASSWORD_VERIFIER" => {
                let client = SrpClient::new(&self.phone.key);
                let claim = self.phone.claim(&client, DEVICE_PASSWORD, parameters);
                (claim, Some("PASSWORD_CLAIM_SIGNATURE"))
            }
            _ => (json!({ "EMAIL_OTP_CODE": code() }), Some("EMAIL_OTP_CODE")),
        }
    }
}

/// Each kind has a user of its own, so that none stands in the way of another; that of the device has both device steps.
fn user_of(kind: &str) -> String {
    match kind {
        "DEVICE_SRP_AUTH" | "DEVICE_PASSWORD_VERIFIER" => "device".to_owned(),
        "EMAIL_OTP as second factor" => "second_factor".to_owned(),
        _ => kind.to_lowercase(),
    }
}

async fn begun(scene: &Scene, door: Door, flow: &str, parameters: Value) -> Value {
    match door {
        Door::Public => scene.initiate(flow, parameters).await.ok(),
        Door::Admin => {
            let flow = match flow {
                "USER_PASSWORD_AUTH" => "ADMIN_USER_PASSWORD_AUTH",
                other => other,
            };
            let body = json!({ "ClientId": scene.client, "AuthFlow": flow, "AuthParameters": parameters });
            scene.admin("AdminInitiateAuth", body).await.ok()
        }
    }
}

/// A challenge with its Session, and what is answered.
type Step<'a> = ((&'a str, &'a Value), Value);

async fn answered(scene: &Scene, (pool, client): (&str, &str), door: Door, step: Step<'_>) -> Reply {
    let ((challenge, session), responses) = step;
    let mut body = json!({ "ClientId": client, "ChallengeName": challenge, "ChallengeResponses": responses });
    if !session.is_null() {
        body["Session"] = session.clone();
    }
    match door {
        Door::Public => scene.server.call("RespondToAuthChallenge", body).await,
        Door::Admin => {
            body["UserPoolId"] = json!(pool);
            scene.server.call("AdminRespondToAuthChallenge", body).await
        }
    }
}

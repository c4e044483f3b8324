//! Two hundred guesses at once on two nodes that share one PostgreSQL: whatever is guessed at, no more than the allowed number is
//! judged (auth.md §6, resources.md §2.11).

use std::{collections::BTreeMap, sync::Arc};

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Server};

use super::{
    mfa_totp::{App, with_app},
    set_up::codes_of_the_set_up,
};
use crate::{
    scene::{PASSWORD, Scene},
    stage::attributes,
};

const GUESSES: usize = 200;

const LOCKED: &str = "Password attempts exceeded";
const CODES_LOCKED: &str =
    "Too many invalid credentials attempts. User temporarily locked. Please try again after few seconds.";
const LIMIT: &str = "Attempt limit exceeded, please try after some time.";

/// A pool with everything that can be guessed at, on two nodes.
pub(super) struct Nodes {
    pub scene: Scene,
    pub nodes: [Arc<Server>; 2],
}

impl Nodes {
    async fn start() -> Self {
        let first = Server::build().engine(Engine::Postgres).start().await;
        let nodes = [first.second_node().await, first.second_node().await].map(Arc::new);
        let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
        let pool = json!({
            "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } },
            "SmsConfiguration": sms, "AutoVerifiedAttributes": ["email"],
        });
        let client = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"] });
        let scene = Scene::on(first, pool, client).await;
        let body = json!({
            "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true },
            "SmsMfaConfiguration": { "SmsConfiguration": sms },
        });
        scene.admin("SetUserPoolMfaConfig", body).await.ok();
        Self { scene, nodes }
    }

    async fn user(&self, name: &str) {
        let email = format!("{name}@example.com");
        let given = [
            ("email", email.as_str()),
            ("email_verified", "true"),
            ("phone_number", "+12065550109"),
        ];
        self.scene.user_with(name, attributes(&given)).await;
    }

    /// Sends these bodies at once, by turns to either node; how often each thing was said.
    async fn send(&self, operation: &'static str, bodies: impl Iterator<Item = Value>) -> BTreeMap<String, usize> {
        let sent = bodies.zip(self.nodes.iter().cycle()).map(|(body, node)| {
            let node = Arc::clone(node);
            tokio::spawn(async move { node.call(operation, body).await })
        });
        let mut said = BTreeMap::new();
        for reply in sent.collect::<Vec<_>>() {
            let reply = reply.await.unwrap();
            let word = match reply.status {
                200 => "200".to_owned(),
                _ => reply.fault().1.to_owned(),
            };
            *said.entry(word).or_default() += 1;
        }
        said
    }

    /// Answers a challenge wrongly, again and again.
    async fn guess_at(&self, name: &str, challenge: &Value, key: &str, wrong: &str) -> BTreeMap<String, usize> {
        let body = json!({
            "ClientId": self.scene.client, "ChallengeName": challenge["ChallengeName"],
            "Session": challenge["Session"], "ChallengeResponses": { "USERNAME": name, key: wrong },
        });
        self.send("RespondToAuthChallenge", vec![body; GUESSES].into_iter())
            .await
    }
}

/// So many were judged, and all others learned nothing.
#[track_caller]
fn judged(said: &BTreeMap<String, usize>, allowed: usize, wrong: &str, others: &str) {
    let expected = BTreeMap::from([(wrong.to_owned(), allowed), (others.to_owned(), GUESSES - allowed)]);
    assert_eq!(*said, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_than_the_allowed_number_is_judged() {
    let nodes = Nodes::start().await;
    passwords(&nodes).await;
    authenticator_apps(&nodes).await;
    text_messages(&nodes).await;
    e_mails(&nodes).await;
    resets(&nodes).await;
    verifications(&nodes).await;
    codes_of_the_set_up(&nodes).await;
}

async fn passwords(nodes: &Nodes) {
    nodes.user("paul").await;
    let guesses = (0..GUESSES).map(|number| {
        let parameters = json!({ "USERNAME": "paul", "PASSWORD": format!("guess {number}") });
        json!({ "ClientId": nodes.scene.client, "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters })
    });
    let said = nodes.send("InitiateAuth", guesses).await;
    judged(&said, 5, "Incorrect username or password.", LOCKED);
}

async fn authenticator_apps(nodes: &Nodes) {
    let scene = &nodes.scene;
    let app = with_app(scene).await;
    one_code_counts_once(nodes, &app).await;
    // A try that came too late may be counted after the one that was right had wiped the slate; this wipes it again.
    scene.server.clock().advance(Span::seconds(60));
    let challenge = scene.sign_in("alice", PASSWORD).await.ok();
    let answer = json!({
        "ClientId": scene.client, "ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": challenge["Session"],
        "ChallengeResponses": { "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": app.code(scene) },
    });
    scene.server.call("RespondToAuthChallenge", answer).await.ok();
    scene.server.clock().advance(Span::seconds(60));
    let challenge = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(challenge["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let wrong = app.wrong(scene);
    let said = nodes
        .guess_at("alice", &challenge, "SOFTWARE_TOKEN_MFA_CODE", &wrong)
        .await;
    judged(&said, 5, "Invalid code received for user", CODES_LOCKED);
}

/// One right code, shown to both nodes with several Sessions: fewer than would lock the user.
async fn one_code_counts_once(nodes: &Nodes, app: &App) {
    let scene = &nodes.scene;
    let mut answers = Vec::new();
    for _ in 0..4 {
        let challenge = scene.sign_in("alice", PASSWORD).await.ok();
        answers.push(json!({
            "ClientId": scene.client, "ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": challenge["Session"],
            "ChallengeResponses": { "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": app.code(scene) },
        }));
    }
    let said = nodes.send("RespondToAuthChallenge", answers.into_iter()).await;
    assert_eq!(said.get("200"), Some(&1), "{said:?}");
}

async fn text_messages(nodes: &Nodes) {
    nodes.user("sam").await;
    let on = json!({ "Username": "sam", "SMSMfaSettings": { "Enabled": true } });
    nodes.scene.admin("AdminSetUserMFAPreference", on).await.ok();
    let challenge = nodes.scene.sign_in("sam", PASSWORD).await.ok();
    assert_eq!(challenge["ChallengeName"], "SMS_MFA");
    let said = nodes.guess_at("sam", &challenge, "SMS_MFA_CODE", "no code").await;
    judged(&said, 5, "Invalid code or auth state for the user.", CODES_LOCKED);
}

async fn e_mails(nodes: &Nodes) {
    nodes.user("emma").await;
    let parameters = json!({ "USERNAME": "emma", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let challenge = nodes.scene.initiate("USER_AUTH", parameters).await.ok();
    assert_eq!(challenge["ChallengeName"], "EMAIL_OTP");
    let said = nodes.guess_at("emma", &challenge, "EMAIL_OTP_CODE", "no code").await;
    judged(&said, 5, "Invalid code or auth state for the user.", CODES_LOCKED);
}

async fn resets(nodes: &Nodes) {
    nodes.user("rose").await;
    let forgotten = json!({ "ClientId": nodes.scene.client, "Username": "rose" });
    nodes.scene.server.call("ForgotPassword", forgotten.clone()).await.ok();
    let mut guess = forgotten;
    guess["ConfirmationCode"] = json!("wrong");
    guess["Password"] = json!("0ther-Passw0rd");
    let said = nodes
        .send("ConfirmForgotPassword", vec![guess; GUESSES].into_iter())
        .await;
    judged(
        &said,
        20,
        "Invalid verification code provided, please try again.",
        LIMIT,
    );
}

async fn verifications(nodes: &Nodes) {
    nodes.user("vera").await;
    let token = nodes.scene.tokens("vera").await["AccessToken"].clone();
    let asked = json!({ "AccessToken": token, "AttributeName": "email" });
    nodes
        .scene
        .server
        .call("GetUserAttributeVerificationCode", asked.clone())
        .await
        .ok();
    let mut guess = asked;
    guess["Code"] = json!("wrong");
    let said = nodes
        .send("VerifyUserAttribute", vec![guess; GUESSES].into_iter())
        .await;
    judged(
        &said,
        15,
        "Invalid verification code provided, please try again.",
        LIMIT,
    );
}

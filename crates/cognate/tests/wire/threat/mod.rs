//! Threat protection: how sign-ins are judged, what comes of it, and what users are told and answer.

mod actions;
mod feedback;
mod leaked;
mod levels;

use domain::{
    moment::Span,
    ports::{Message, MessageKind},
};
use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::{PASSWORD, Stage, text};

const BLOCKED: (&str, &str) = ("NotAuthorizedException", "Unable to login because of security reasons");

const INCORRECT: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");

/// From where somebody signs in: an address and a user agent.
type Place = (&'static str, &'static str);

const HOME: Place = ("192.0.2.1", "phone/1.0");
const AWAY: Place = ("198.51.100.7", "phone/1.1");
const STRANGE: Place = ("203.0.113.9", "laptop/2.0");

/// A pool that watches in this mode, with text messages as second factor for who wants it, and jane in it.
async fn watched(mode: &str) -> Stage {
    let stage = watched_with(mode, json!({}), json!({})).await;
    stage.jane().await;
    stage
}

async fn watched_with(mode: &str, pool: Value, client: Value) -> Stage {
    let mut settings = json!({ "UserPoolTier": "PLUS", "UserPoolAddOns": { "AdvancedSecurityMode": mode } });
    for (name, value) in pool.as_object().expect("settings") {
        settings[name] = value.clone();
    }
    let mut own = json!({ "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"] });
    for (name, value) in client.as_object().expect("settings") {
        own[name] = value.clone();
    }
    let stage = Stage::new(settings, own).await;
    let methods = json!({ "MfaConfiguration": "OPTIONAL", "SmsMfaConfiguration": { "SmsConfiguration":
        { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" } } });
    stage.admin("SetUserPoolMfaConfig", methods).await.ok();
    stage
}

/// Changes whether the pool watches or acts.
async fn change_mode(stage: &Stage, mode: &str) {
    let settings = json!({ "AutoVerifiedAttributes": ["email"], "UserPoolTier": "PLUS", "MfaConfiguration": "OFF",
        "UserPoolAddOns": { "AdvancedSecurityMode": mode } });
    stage.admin("UpdateUserPool", settings).await.ok();
}

/// What is done at low, medium and high risk; the user is told each time.
fn actions([low, medium, high]: [&str; 3]) -> Value {
    let action = |action: &str| json!({ "Notify": true, "EventAction": action });
    let letter = |subject: &str| json!({ "Subject": subject, "TextBody": "{event-id} {feedback-token} {ip-address}" });
    json!({ "AccountTakeoverRiskConfiguration": {
        "Actions": { "LowAction": action(low), "MediumAction": action(medium), "HighAction": action(high) },
        "NotifyConfiguration": {
            "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/a@example.com",
            "BlockEmail": letter("Blocked"), "MfaEmail": letter("Asked"), "NoActionEmail": letter("Seen"),
        },
    } })
}

async fn configure(stage: &Stage, settings: Value) {
    stage.admin("SetRiskConfiguration", settings).await.ok();
}

fn context((ip, agent): Place) -> Value {
    json!({ "IpAddress": ip, "ServerName": "s", "ServerPath": "/",
        "HttpHeaders": [{ "headerName": "user-agent", "headerValue": agent }] })
}

/// Jane signs in by password, or somebody who says so. Time goes on.
async fn enter(stage: &Stage, password: &str, place: Place) -> Reply {
    enter_with(stage, json!({ "USERNAME": "jane", "PASSWORD": password }), place).await
}

async fn enter_with(stage: &Stage, parameters: Value, place: Place) -> Reply {
    stage.server.clock().advance(Span::seconds(30));
    let body = json!({ "ClientId": stage.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH", "AuthParameters": parameters,
        "ContextData": context(place) });
    stage.admin("AdminInitiateAuth", body).await
}

/// Jane signs in and is asked for nothing more.
async fn is_let_in(stage: &Stage, place: Place) -> Value {
    let answer = enter(stage, PASSWORD, place).await.ok();
    assert!(answer["AuthenticationResult"]["AccessToken"].is_string(), "{answer}");
    answer
}

async fn events(stage: &Stage) -> Vec<Value> {
    let listed = stage
        .admin("AdminListUserAuthEvents", json!({ "Username": "jane" }))
        .await;
    listed.ok()["AuthEvents"].as_array().expect("events").clone()
}

/// Decision and level of the newest event.
async fn risk(stage: &Stage) -> String {
    let event = events(stage).await[0].clone();
    let risk = &event["EventRisk"];
    let level = risk
        .get("RiskLevel")
        .map_or(String::new(), |level| format!(" {}", text(level)));
    format!(
        "{}{level}: {}",
        text(&risk["RiskDecision"]),
        text(&event["EventResponse"])
    )
}

/// The mails about risks, oldest first.
fn notices(stage: &Stage) -> Vec<Message> {
    let mut all = stage.server.messages();
    all.retain(|message| message.kind == MessageKind::AccountTakeover);
    all.reverse();
    all
}

fn subjects(stage: &Stage) -> Vec<String> {
    notices(stage)
        .into_iter()
        .filter_map(|message| message.subject)
        .collect()
}

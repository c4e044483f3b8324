//! Sign-ins that the pool's functions lead (auth.md §12.14, triggers.md §§2, 5, 6.6).

mod built_in;
mod failures;
mod nobody;
mod password;
mod rounds;

use domain::ports::TriggerFailed;
use serde_json::{Value, json};
use testkit::{Functions, Reply, Server, function_arn};

use crate::scene::Scene;

/// What the functions of these tests keep to themselves.
const SECRET: &str = "canary-7f3a";

/// A pool whose functions ask for "2+3" until the answer is right, and fail after three wrong ones.
async fn scene() -> Scene {
    scene_with(json!({})).await
}

/// The same with other settings of the pool.
async fn scene_with(pool: Value) -> Scene {
    on(Server::start().await, pool).await
}

async fn on(server: Server, mut pool: Value) -> Scene {
    pool["LambdaConfig"] = json!({
        "DefineAuthChallenge": function_arn("define"),
        "CreateAuthChallenge": function_arn("create"),
        "VerifyAuthChallengeResponse": function_arn("verify"),
    });
    let client = json!({
        "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "PreventUserExistenceErrors": "ENABLED",
    });
    let scene = Scene::on(server, pool, client).await;
    let functions = scene.server.functions();
    functions.respond("define", define);
    functions.respond("create", |event| {
        let round = event["request"]["session"].as_array().unwrap().len();
        json!({
            "publicChallengeParameters": { "question": "2+3", "round": round },
            "privateChallengeParameters": { "answer": "5", "secret": SECRET },
            "challengeMetadata": format!("SUM_{round}"),
        })
    });
    functions.respond("verify", |event| {
        let request = &event["request"];
        json!({ "answerCorrect": request["privateChallengeParameters"]["answer"] == request["challengeAnswer"] })
    });
    scene
}

/// The password first where the client began with it; then sums.
fn define(event: &Value) -> Value {
    let rounds = event["request"]["session"].as_array().unwrap();
    let sums: Vec<_> = rounds
        .iter()
        .filter(|round| round["challengeName"] == "CUSTOM_CHALLENGE")
        .collect();
    let last = rounds.last().map(|round| &round["challengeName"]);
    if last == Some(&json!("SRP_A")) {
        return json!({ "challengeName": "PASSWORD_VERIFIER", "issueTokens": false, "failAuthentication": false });
    }
    match sums.last().map(|round| round["challengeResult"].as_bool()) {
        Some(Some(true)) => json!({ "issueTokens": true, "failAuthentication": false }),
        _ if sums.len() >= 3 => json!({ "issueTokens": false, "failAuthentication": true }),
        _ => json!({ "challengeName": "CUSTOM_CHALLENGE", "issueTokens": false, "failAuthentication": false }),
    }
}

async fn begin(scene: &Scene, username: &str) -> Reply {
    scene.initiate("CUSTOM_AUTH", json!({ "USERNAME": username })).await
}

async fn answer(scene: &Scene, session: &Value, username: &str, answer: &str) -> Reply {
    let responses = json!({ "USERNAME": username, "ANSWER": answer });
    scene.respond("CUSTOM_CHALLENGE", session, responses).await
}

/// The sources of the calls since this was last asked.
fn sources(functions: &Functions) -> Vec<String> {
    let source = |event: &Value| event["triggerSource"].as_str().unwrap().replace("_Authentication", "");
    functions.take_events().iter().map(source).collect()
}

fn error(message: &str) -> TriggerFailed {
    TriggerFailed::Function(Some(message.into()))
}

/// For short: a call ends with this fault.
trait Refused {
    fn refused(&self, code: &str, message: &str);
}

impl Refused for Reply {
    #[track_caller]
    fn refused(&self, code: &str, message: &str) {
        assert_eq!(self.fault(), (code, message));
    }
}

//! A node dies; another on the same PostgreSQL goes on with what it had begun.

use serde_json::{Value, json};

use crate::node::{KEY, Node, signed};

const TEMPORARY: &str = "Temp0rary!";
const PASSWORD: &str = "Passw0rd!";

/// A pool on a node, as its clients see it.
struct Place {
    pool: Value,
    client: Value,
}

async fn ok(node: &Node, operation: &str, body: &Value) -> Value {
    let (status, answer) = signed(node, Some(KEY), operation, body).await;
    assert_eq!(status, 200, "{operation}: {answer}");
    answer
}

async fn prepare(node: &Node) -> Place {
    let made = ok(node, "CreateUserPool", &json!({ "PoolName": "people" })).await;
    let pool = made["UserPool"]["Id"].clone();
    let body = json!({
        "UserPoolId": pool,
        "ClientName": "app",
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 },
    });
    let made = ok(node, "CreateUserPoolClient", &body).await;
    Place {
        client: made["UserPoolClient"]["ClientId"].clone(),
        pool,
    }
}

/// Makes a user and begins its first sign-in: the challenge with its `Session`.
async fn begin(node: &Node, place: &Place, name: &str) -> Value {
    let body = json!({
        "UserPoolId": place.pool,
        "Username": name,
        "TemporaryPassword": TEMPORARY,
        "MessageAction": "SUPPRESS",
    });
    ok(node, "AdminCreateUser", &body).await;
    let body = json!({
        "ClientId": place.client,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": name, "PASSWORD": TEMPORARY },
    });
    let challenge = ok(node, "InitiateAuth", &body).await;
    assert_eq!(challenge["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    challenge
}

fn answer(place: &Place, name: &str, challenge: &Value) -> Value {
    json!({
        "ClientId": place.client,
        "ChallengeName": "NEW_PASSWORD_REQUIRED",
        "Session": challenge["Session"],
        "ChallengeResponses": { "USERNAME": name, "NEW_PASSWORD": PASSWORD },
    })
}

fn exchange(place: &Place, token: &Value) -> Value {
    json!({ "ClientId": place.client, "RefreshToken": token })
}

#[tokio::test]
async fn a_conversation_begun_at_a_node_that_dies_goes_on_at_another() {
    let database = testkit::fresh_postgres().await.unwrap();
    let master_key = "07".repeat(32);
    let variables = [
        ("COGNATE_DATABASE_URL", database.as_str()),
        ("COGNATE_MASTER_KEY", &master_key),
        ("COGNATE_PUBLIC_URL", "https://id.example.com"),
        ("COGNATE_ACCESS_KEYS", "AKIASERVE:the/secret+of+the+key"),
    ];
    let (dies, stays) = (Node::serve(&variables), Node::serve(&variables));
    let place = prepare(&dies).await;
    let begun = begin(&dies, &place, "jane").await;
    let answered = begin(&dies, &place, "joe").await;
    let tokens = ok(&dies, "RespondToAuthChallenge", &answer(&place, "joe", &answered)).await;
    let first = &tokens["AuthenticationResult"]["RefreshToken"];
    let rotated = ok(&dies, "GetTokensFromRefreshToken", &exchange(&place, first)).await;
    let second = &rotated["AuthenticationResult"]["RefreshToken"];
    dies.kill();

    let tokens = ok(&stays, "RespondToAuthChallenge", &answer(&place, "jane", &begun)).await;
    let access = json!({ "AccessToken": tokens["AuthenticationResult"]["AccessToken"] });
    assert_eq!(ok(&stays, "GetUser", &access).await["Username"], "jane");
    // What the dead node had done holds: a session that was answered, and a refresh token that was exchanged.
    let (status, refused) = signed(
        &stays,
        None,
        "RespondToAuthChallenge",
        &answer(&place, "joe", &answered),
    )
    .await;
    assert_eq!(
        (status, &refused["__type"]),
        (400, &json!("NotAuthorizedException")),
        "{refused}"
    );
    ok(&stays, "GetTokensFromRefreshToken", &exchange(&place, second)).await;
    let (status, refused) = signed(&stays, None, "GetTokensFromRefreshToken", &exchange(&place, first)).await;
    assert_eq!(
        (status, &refused["__type"]),
        (400, &json!("RefreshTokenReuseException")),
        "{refused}"
    );
}

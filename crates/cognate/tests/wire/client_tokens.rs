//! Tokens that no sign-in gives out: GetClientToken and GetDerivedToken.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::moment::Span;
use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::{PASSWORD, Stage, text};

const API_SCOPE: &str = "aws.cognito.signin.user.admin";

/// What a token claims.
fn claims(token: &Value) -> Value {
    let token = text(token);
    let body = token.split('.').nth(1).expect("three parts");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).expect("base64")).expect("JSON")
}

/// A pool whose API has the scopes `api/read` and `api/write`.
async fn with_api(client: Value) -> Stage {
    let stage = Stage::plain().await;
    let scope = |name: &str| json!({ "ScopeName": name, "ScopeDescription": name });
    let server = json!({ "Identifier": "api", "Name": "api", "Scopes": [scope("read"), scope("write")] });
    stage.admin("CreateResourceServer", server).await.ok();
    let client = stage.add_client(client).await;
    Stage { client, ..stage }
}

/// A client for GetClientToken.
fn machine(scopes: &[&str]) -> Value {
    let scopes = if scopes.is_empty() { Value::Null } else { json!(scopes) };
    json!({
        "GenerateSecret": true,
        "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"],
        "AllowedOAuthScopes": scopes,
        "AccessTokenValidity": 10,
        "TokenValidityUnits": { "AccessToken": "minutes" },
    })
}

async fn secret(stage: &Stage) -> Value {
    let shown = stage
        .admin("DescribeUserPoolClient", json!({ "ClientId": stage.client }))
        .await;
    shown.ok()["UserPoolClient"]["ClientSecret"].clone()
}

async fn client_token(stage: &Stage, scopes: Value) -> Reply {
    let body = json!({ "ClientId": stage.client, "Secret": secret(stage).await, "Scopes": scopes });
    stage
        .server
        .request("GetClientToken")
        .unsigned()
        .json(&body)
        .send()
        .await
}

#[tokio::test]
async fn a_client_gets_a_token_of_its_own() {
    let stage = with_api(machine(&["api/read", "api/write"])).await;
    let got = client_token(&stage, json!(["api/write"])).await.ok();
    let result = &got["ClientAuthenticationResult"];
    assert_eq!(
        (&result["ExpiresIn"], &result["TokenType"]),
        (&json!(600), &json!("Bearer"))
    );
    let said = claims(&result["AccessToken"]);
    let expected = json!({
        "sub": stage.client,
        "token_use": "access",
        "scope": "api/write",
        "auth_time": said["iat"],
        "iss": format!("http://cognate.test/{}", stage.pool),
        "exp": said["iat"].as_i64().map(|iat| iat + 600),
        "iat": said["iat"],
        "version": 2,
        "jti": said["jti"],
        "client_id": stage.client,
    });
    assert_eq!(said, expected);
    let all = client_token(&stage, Value::Null).await.ok();
    let said = claims(&all["ClientAuthenticationResult"]["AccessToken"]);
    assert_eq!(
        said["scope"], "api/read api/write",
        "asking for none means all that are configured"
    );
    let no_user = json!({ "AccessToken": result["AccessToken"] });
    let no_user = stage.server.call("GetUser", no_user).await;
    assert_eq!(no_user.fault(), ("NotAuthorizedException", "Invalid Access Token"));
}

#[tokio::test]
async fn a_client_gets_no_other_scopes_than_it_may_have() {
    let stage = with_api(machine(&["api/read"])).await;
    for scope in ["api/write", "api/none", "openid", API_SCOPE] {
        let refused = client_token(&stage, json!(["api/read", scope])).await;
        let sentence = format!("Invalid scope requested: {scope}");
        assert_eq!(refused.fault(), ("InvalidParameterException", sentence.as_str()));
    }
    let unbound = stage.add_client(machine(&[])).await;
    let unbound = Stage {
        client: unbound,
        ..stage
    };
    let any = client_token(&unbound, json!(["api/write", "api/write"])).await.ok();
    let said = claims(&any["ClientAuthenticationResult"]["AccessToken"]);
    assert_eq!(said["scope"], "api/write");
    unbound
        .admin("DeleteResourceServer", json!({ "Identifier": "api" }))
        .await
        .ok();
    let gone = client_token(&unbound, json!(["api/write"])).await;
    assert_eq!(gone.fault().1, "Invalid scope requested: api/write");
}

#[tokio::test]
async fn only_a_client_for_that_with_its_secret_gets_a_token() {
    let stage = with_api(machine(&["api/read"])).await;
    let wrong = json!({ "ClientId": stage.client, "Secret": "not_the_secret_of_this_client", "Scopes": ["none/none"] });
    let wrong = stage.server.call("GetClientToken", wrong).await;
    assert_eq!(wrong.fault(), ("NotAuthorizedException", "Invalid client or secret"));
    let nobody = json!({ "ClientId": "nobody", "Secret": "not_the_secret_of_this_client" });
    let nobody = stage.server.call("GetClientToken", nobody).await;
    assert_eq!(
        nobody.fault(),
        ("ResourceNotFoundException", "User pool client nobody does not exist.")
    );
    let people = json!(["ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]);
    for other in [
        json!({}),
        json!({ "GenerateSecret": true, "ExplicitAuthFlows": people }),
    ] {
        let client = stage.add_client(other).await;
        let body = json!({ "ClientId": client, "Secret": "not_the_secret_of_this_client" });
        let refused = stage.server.call("GetClientToken", body).await;
        let sentence = "CLIENT_TOKEN_AUTH flow not enabled for this client";
        assert_eq!(refused.fault(), ("InvalidParameterException", sentence));
    }
}

/// A pool with jane, who is signed in at another client than the one that exchanges; and her tokens.
async fn exchanging(flows: &[&str], more: Value) -> (Stage, Value) {
    let stage = Stage::plain().await;
    stage.jane().await;
    let tokens = stage.sign_in("jane", PASSWORD).await.ok()["AuthenticationResult"].clone();
    let mut settings = json!({
        "ExplicitAuthFlows": flows,
        "AllowedOAuthScopes": [API_SCOPE, "openid"],
        "AccessTokenValidity": 5,
        "TokenValidityUnits": { "AccessToken": "minutes" },
    });
    for (name, value) in more.as_object().expect("members") {
        settings[name] = value.clone();
    }
    let client = stage.add_client(settings).await;
    (Stage { client, ..stage }, tokens)
}

const IMPERSONATION: &str = "ALLOW_TOKEN_EXCHANGE_IMPERSONATION";
const DELEGATION: &str = "ALLOW_TOKEN_EXCHANGE_DELEGATION";

async fn exchange(stage: &Stage, tokens: &Value, more: Value) -> Reply {
    let mut body = json!({
        "ClientId": stage.client,
        "SubjectToken": tokens["AccessToken"],
        "SubjectTokenType": "ACCESS_TOKEN",
    });
    for (name, value) in more.as_object().expect("members") {
        body[name] = value.clone();
    }
    stage
        .server
        .request("GetDerivedToken")
        .unsigned()
        .json(&body)
        .send()
        .await
}

#[tokio::test]
async fn a_client_gets_a_token_of_the_user_of_another_client() {
    let (stage, tokens) = exchanging(&[IMPERSONATION], json!({})).await;
    stage.server.clock().advance(Span::minutes(1));
    let got = exchange(&stage, &tokens, json!({ "Resources": ["https://api.example.com"] }))
        .await
        .ok();
    assert_eq!(got["IssuedTokenType"], "ACCESS_TOKEN");
    assert_eq!((&got["TokenType"], &got["ExpiresIn"]), (&json!("Bearer"), &json!(300)));
    assert_eq!(got["Scopes"], json!([API_SCOPE]));
    let (old, new) = (claims(&tokens["AccessToken"]), claims(&got["IssuedToken"]));
    for same in [
        "sub",
        "username",
        "iss",
        "event_id",
        "origin_jti",
        "auth_time",
        "token_use",
    ] {
        assert_eq!(old[same], new[same], "{same}");
    }
    assert_ne!(old["jti"], new["jti"]);
    assert_eq!(
        (&new["client_id"], &new["aud"]),
        (&json!(stage.client), &json!("https://api.example.com"))
    );
    assert_eq!(new.get("act"), None);
    let user = json!({ "AccessToken": got["IssuedToken"] });
    assert_eq!(
        stage.server.call("GetUser", user.clone()).await.ok()["Username"],
        "jane"
    );

    // The new token goes with the sign-in that it came from.
    stage
        .server
        .call("GlobalSignOut", json!({ "AccessToken": tokens["AccessToken"] }))
        .await
        .ok();
    let revoked = ("NotAuthorizedException", "Access Token has been revoked");
    assert_eq!(stage.server.call("GetUser", user).await.fault(), revoked);
    let revoked = ("NotAuthorizedException", "Subject Token has been revoked");
    assert_eq!(exchange(&stage, &tokens, json!({})).await.fault(), revoked);
}

#[tokio::test]
async fn a_new_token_ends_with_the_old_one_and_holds_no_more_scopes() {
    let (stage, tokens) = exchanging(&[IMPERSONATION], json!({})).await;
    let none = exchange(&stage, &tokens, json!({ "Scopes": ["openid", "phone"] }))
        .await
        .ok();
    assert_eq!(none["Scopes"], json!([]), "the subject's token has neither");
    let useless = json!({ "AccessToken": none["IssuedToken"] });
    let sentence = "Access Token does not have required scopes";
    assert_eq!(
        stage.server.call("GetUser", useless).await.fault(),
        ("NotAuthorizedException", sentence)
    );
    stage.server.clock().advance(Span::minutes(58));
    let late = exchange(&stage, &tokens, json!({})).await.ok();
    assert_eq!(late["ExpiresIn"], 120);
    assert_eq!(
        claims(&late["IssuedToken"])["exp"],
        claims(&tokens["AccessToken"])["exp"]
    );
    stage.server.clock().advance(Span::minutes(2));
    let expired = ("NotAuthorizedException", "Subject Token has expired");
    assert_eq!(exchange(&stage, &tokens, json!({})).await.fault(), expired);
}

#[tokio::test]
async fn an_id_token_is_exchanged_for_an_id_token() {
    let (stage, tokens) = exchanging(&[IMPERSONATION], json!({})).await;
    let wanted = json!({
        "SubjectToken": tokens["IdToken"],
        "SubjectTokenType": "ID_TOKEN",
        "RequestedTokenType": "ID_TOKEN",
    });
    let got = exchange(&stage, &tokens, wanted.clone()).await.ok();
    assert_eq!(
        (&got["IssuedTokenType"], &got["TokenType"]),
        (&json!("ID_TOKEN"), &json!("N_A"))
    );
    assert_eq!(got.get("Scopes"), None);
    let said = claims(&got["IssuedToken"]);
    assert_eq!(
        (&said["aud"], &said["email"]),
        (&json!(stage.client), &json!("jane@example.com"))
    );
    let mut for_another = wanted;
    for_another["Audiences"] = json!(["partner"]);
    let got = exchange(&stage, &tokens, for_another).await.ok();
    assert_eq!(claims(&got["IssuedToken"])["aud"], "partner");
}

#[tokio::test]
async fn a_delegated_token_names_who_acts_and_who_acted_before() {
    let (stage, tokens) = exchanging(&[DELEGATION, IMPERSONATION], json!({})).await;
    stage.confirmed("bob", &[]).await;
    let helper = stage.add_client(json!({})).await;
    let sign_in = json!({
        "ClientId": helper,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "bob", "PASSWORD": PASSWORD },
    });
    let bob = stage.server.call("InitiateAuth", sign_in).await.ok()["AuthenticationResult"].clone();
    let by_bob = json!({ "ActorToken": bob["AccessToken"], "ActorTokenType": "ACCESS_TOKEN" });
    let got = exchange(&stage, &tokens, by_bob).await.ok();
    let act = json!({ "sub": claims(&bob["AccessToken"])["sub"], "client_id": helper });
    let said = claims(&got["IssuedToken"]);
    assert_eq!(said["act"], act);
    assert_eq!(said["sub"], claims(&tokens["AccessToken"])["sub"]);

    let machine = with_machine(&stage).await;
    let by_machine = json!({
        "SubjectToken": got["IssuedToken"],
        "ActorToken": machine["AccessToken"],
        "ActorTokenType": "ACCESS_TOKEN",
    });
    let chained = exchange(&stage, &tokens, by_machine).await.ok();
    let sub = claims(&machine["AccessToken"])["sub"].clone();
    let twice = json!({ "sub": sub, "client_id": sub, "act": act });
    assert_eq!(claims(&chained["IssuedToken"])["act"], twice);
    let laundered = exchange(&stage, &tokens, json!({ "SubjectToken": got["IssuedToken"] }))
        .await
        .ok();
    assert_eq!(
        claims(&laundered["IssuedToken"])["act"],
        act,
        "an exchange does not forget who acts"
    );

    stage
        .server
        .call("GlobalSignOut", json!({ "AccessToken": bob["AccessToken"] }))
        .await
        .ok();
    let by_bob = json!({ "ActorToken": bob["AccessToken"], "ActorTokenType": "ACCESS_TOKEN" });
    let revoked = ("NotAuthorizedException", "Actor Token has been revoked");
    assert_eq!(exchange(&stage, &tokens, by_bob).await.fault(), revoked);
    let machine_subject = json!({ "SubjectToken": machine["AccessToken"] });
    let invalid = ("NotAuthorizedException", "Invalid Subject Token");
    assert_eq!(exchange(&stage, &tokens, machine_subject).await.fault(), invalid);
}

/// A machine's own token in the same pool.
async fn with_machine(stage: &Stage) -> Value {
    let made = stage
        .admin(
            "CreateUserPoolClient",
            json!({
                "ClientName": "machine",
                "GenerateSecret": true,
                "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"],
            }),
        )
        .await
        .ok();
    let client = &made["UserPoolClient"];
    let body = json!({ "ClientId": client["ClientId"], "Secret": client["ClientSecret"] });
    stage.server.call("GetClientToken", body).await.ok()["ClientAuthenticationResult"].clone()
}

#[tokio::test]
async fn an_exchange_needs_its_flow_its_secret_and_its_members() {
    let (stage, tokens) = exchanging(&[DELEGATION], json!({ "GenerateSecret": true })).await;
    let flow = "TOKEN_EXCHANGE_IMPERSONATION flow not enabled for this client";
    assert_eq!(
        exchange(&stage, &tokens, json!({})).await.fault(),
        ("InvalidParameterException", flow)
    );
    let actor = || json!({ "ActorToken": tokens["AccessToken"], "ActorTokenType": "ACCESS_TOKEN" });
    let absent = exchange(&stage, &tokens, actor()).await;
    let sentence = format!(
        "Client {} is configured for secret but secret was not received",
        stage.client
    );
    assert_eq!(absent.fault(), ("NotAuthorizedException", sentence.as_str()));
    let mut wrong = actor();
    wrong["ClientSecret"] = json!("not_the_secret_of_this_client");
    let wrong = exchange(&stage, &tokens, wrong).await;
    assert_eq!(wrong.fault(), ("NotAuthorizedException", "Invalid client or secret"));
    let mut right = actor();
    right["ClientSecret"] = secret(&stage).await;
    exchange(&stage, &tokens, right).await.ok();
    // A signature stands for the secret.
    let mut signed = actor();
    signed["ClientId"] = json!(stage.client);
    signed["SubjectToken"] = tokens["AccessToken"].clone();
    signed["SubjectTokenType"] = json!("ACCESS_TOKEN");
    stage.server.call("GetDerivedToken", signed).await.ok();

    let half = json!({ "ActorToken": tokens["AccessToken"], "Audiences": ["a"], "Resources": ["https://b"] });
    let half = exchange(&stage, &tokens, half).await;
    let sentence = "ActorToken and ActorTokenType must be provided together.";
    assert_eq!(half.fault(), ("InvalidParameterException", sentence));
    let both = exchange(
        &stage,
        &tokens,
        json!({ "Audiences": ["a"], "Resources": ["https://b"] }),
    )
    .await;
    let sentence = "Only one of Audiences and Resources can be provided.";
    assert_eq!(both.fault(), ("InvalidParameterException", sentence));
}

#[tokio::test]
async fn only_good_tokens_of_this_pool_are_exchanged() {
    let (stage, tokens) = exchanging(&[IMPERSONATION], json!({})).await;
    let invalid = ("NotAuthorizedException", "Invalid Subject Token");
    for more in [
        json!({ "SubjectToken": "a.b.c" }),
        json!({ "SubjectToken": tokens["IdToken"] }),
        json!({ "SubjectTokenType": "ID_TOKEN" }),
        json!({ "SubjectToken": format!("{}x", text(&tokens["AccessToken"])) }),
    ] {
        assert_eq!(exchange(&stage, &tokens, more).await.fault(), invalid);
    }
    let saml = exchange(&stage, &tokens, json!({ "SubjectTokenType": "SAML2" })).await;
    let sentence = "A provider name is required for tokens of type SAML2.";
    assert_eq!(saml.fault(), ("InvalidParameterException", sentence));
    let foreign = exchange(&stage, &tokens, json!({ "SubjectTokenProviderName": "Partner" })).await;
    let sentence = "Identity provider Partner does not exist.";
    assert_eq!(foreign.fault(), ("ResourceNotFoundException", sentence));

    stage
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    let disabled = ("NotAuthorizedException", "User is disabled.");
    assert_eq!(exchange(&stage, &tokens, json!({})).await.fault(), disabled);
    stage.admin("AdminDeleteUser", json!({ "Username": "jane" })).await.ok();
    let deleted = ("UserNotFoundException", "User does not exist.");
    assert_eq!(exchange(&stage, &tokens, json!({})).await.fault(), deleted);
}

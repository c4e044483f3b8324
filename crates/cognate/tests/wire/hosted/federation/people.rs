//! Who comes from a provider: attributes, names, and what the pool's functions have to say.

use domain::ports::TriggerFailed;
use testkit::function_arn;

use super::*;
use crate::scene::claims;

const KINDS: [&str; 5] = [
    "PreSignUp",
    "PostConfirmation",
    "PreAuthentication",
    "PostAuthentication",
    "PreTokenGeneration",
];

/// A pool with all functions that hear of such sign-ins, which change nothing.
async fn with_functions() -> Abroad {
    let mut config = json!({ "InboundFederation": { "LambdaVersion": "V1_0", "LambdaArn": function_arn("Inbound") } });
    for kind in KINDS {
        config[kind] = json!(function_arn(kind));
    }
    let abroad = Abroad::with(json!({ "LambdaConfig": config }), json!({})).await;
    for kind in KINDS.into_iter().chain(["Inbound"]) {
        abroad.scene.server.functions().write(kind, |event| Ok(event.clone()));
    }
    abroad
}

fn sources(abroad: &Abroad) -> Vec<String> {
    let source = |event: &Value| event["triggerSource"].as_str().unwrap().to_owned();
    abroad
        .scene
        .server
        .functions()
        .take_events()
        .iter()
        .map(source)
        .collect()
}

#[tokio::test]
async fn functions_hear_of_it_in_order_and_in_full() {
    let abroad = with_functions().await;
    let mut browser = Browser::default();
    let asked = abroad.leave(&mut browser, &[]).await;
    let said =
        abroad.jane_but(json!({ "roles": ["a b", "c"], "address": { "formatted": "here" }, "middle_name": null }));
    let id_token = abroad.id_token(&said);
    abroad.says(&id_token, &json!({ "sub": "MDRHj2Asx8", "given_name": "Jane" }));
    let pairs = [("code", "c"), ("state", asked["state"].as_str())];
    let back = answer(abroad.come_back(&mut browser, &pairs).await.header("location"));
    exchange(&abroad.scene, &back["code"], &[]).await.ok();
    let events = abroad.scene.server.functions().take_events();
    let common = |source: &str, request: Value, response: Value| {
        json!({
            "version": "1", "triggerSource": source, "region": "us-east-1", "userPoolId": abroad.scene.pool,
            "userName": "Example_MDRHj2Asx8",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": abroad.scene.client },
            "request": request, "response": response,
        })
    };
    let inbound = json!({
        "providerName": "Example", "providerType": "OIDC",
        "attributes": {
            "tokenResponse": {
                "access_token": "access-at-idp", "id_token": id_token, "refresh_token": "refresh-at-idp",
                "token_type": "Bearer", "expires_in": "3600", "scope": "openid email",
            },
            "idToken": {
                "iss": ISSUER, "aud": CLIENT, "sub": "MDRHj2Asx8", "iat": said["iat"].to_string(),
                "exp": said["exp"].to_string(), "nonce": said["nonce"], "email": "jane@example.com",
                "email_verified": "true", "roles": "[a+b, c]", "address": "{\"formatted\":\"here\"}",
            },
            "userInfo": { "sub": "MDRHj2Asx8", "given_name": "Jane" },
        },
    });
    assert_eq!(
        events[0],
        common(
            "InboundFederation_ExternalProvider",
            inbound,
            json!({ "userAttributesToMap": {} })
        )
    );
    let before = json!({
        "userAttributes": {
            "email": "jane@example.com", "email_verified": "true", "given_name": "Jane", "cognito:email_alias": "",
            "cognito:phone_number_alias": "",
        },
        "validationData": {},
    });
    let response = json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false });
    assert_eq!(events[1], common("PreSignUp_ExternalProvider", before, response));
    let user = attributes(&abroad.user("Example_MDRHj2Asx8").await);
    let after = json!({
        "userAttributes": {
            "email": "jane@example.com", "email_verified": "true", "given_name": "Jane", "sub": user["sub"],
            "identities": user["identities"], "cognito:user_status": "EXTERNAL_PROVIDER",
        },
    });
    assert_eq!(events[2], common("PostConfirmation_ConfirmSignUp", after, json!({})));
    assert_eq!(events[3]["triggerSource"], "TokenGeneration_HostedAuth");
    assert_eq!(
        events[3]["request"]["groupConfiguration"]["groupsToOverride"],
        json!([format!("{}_Example", abroad.scene.pool)])
    );
    assert_eq!(events.len(), 4);

    abroad.sign_in(json!({ "email": "new@example.com" })).await;
    let events = abroad.scene.server.functions().take_events();
    let heard: Vec<_> = events
        .iter()
        .map(|event| event["triggerSource"].as_str().unwrap())
        .collect();
    let expected = [
        "InboundFederation_ExternalProvider",
        "PreAuthentication_Authentication",
        "PostAuthentication_Authentication",
        "TokenGeneration_HostedAuth",
    ];
    assert_eq!(heard, expected);
    assert_eq!(events[1]["request"]["userAttributes"]["email"], "new@example.com");
    assert_eq!(events[2]["request"]["newDeviceUsed"], false);
}

#[tokio::test]
async fn functions_refuse() {
    let abroad = with_functions().await;
    let functions = abroad.scene.server.functions();
    let refuses = |kind: &str| functions.write(kind, |_| Err(TriggerFailed::Function(Some("no".into()))));
    let agrees = |kind: &str| functions.write(kind, |event| Ok(event.clone()));
    refuses("Inbound");
    assert_eq!(
        abroad.refused(json!({})).await,
        "InboundFederation failed with error no."
    );
    agrees("Inbound");
    refuses("PreSignUp");
    // Scripts look for the blank at the end.
    assert_eq!(abroad.refused(json!({})).await, "PreSignUp failed with error no. ");
    let nobody = abroad.scene.admin("ListUsers", json!({})).await.ok();
    assert_eq!(nobody["Users"], json!([]));
    agrees("PreSignUp");
    refuses("PostConfirmation");
    assert_eq!(
        abroad.refused(json!({})).await,
        "PostConfirmation failed with error no."
    );
    // The user is there all the same (observed).
    abroad.user("Example_MDRHj2Asx8").await;
    refuses("PreAuthentication");
    assert_eq!(
        abroad.refused(json!({})).await,
        "PreAuthentication failed with error no."
    );
    agrees("PreAuthentication");
    refuses("PostAuthentication");
    assert_eq!(
        abroad.refused(json!({})).await,
        "PostAuthentication failed with error no."
    );
    functions.write("PreSignUp", |_| Err(TriggerFailed::TimedOut));
    assert_eq!(
        abroad.refused(json!({ "sub": "another" })).await,
        "PreSignUp invocation failed due to error Socket timeout while invoking Lambda function."
    );
    sources(&abroad);
}

#[tokio::test]
async fn a_function_may_say_it_otherwise() {
    let abroad = with_functions().await;
    let functions = abroad.scene.server.functions();
    // Names are those of the provider; what is not mapped from names an attribute of the pool; the rest is dropped.
    functions.respond("Inbound", |_| {
        json!({ "userAttributesToMap": { "email": "other@example.com", "family_name": "Doe", "unknown": "x", "sub": "root" } })
    });
    abroad.sign_in(json!({ "given_name": "Jane" })).await;
    let mut known = attributes(&abroad.user("Example_MDRHj2Asx8").await);
    known.retain(|name, _| !["sub", "identities"].contains(&name.as_str()));
    let expected = [
        ("email", "other@example.com"),
        ("email_verified", "false"),
        ("family_name", "Doe"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(known, expected.into());
    functions.respond("Inbound", |_| json!({ "userAttributesToMap": "all" }));
    assert_eq!(abroad.refused(json!({})).await, "Unrecognizable lambda output");
}

#[tokio::test]
async fn attributes_meet_the_rules_of_the_pool() {
    let schema = json!([
        { "Name": "email", "AttributeDataType": "String", "Mutable": true, "Required": true },
        { "Name": "level", "AttributeDataType": "Number", "Mutable": true },
    ]);
    let mut mapping = mapping();
    mapping["custom:level"] = json!("level");
    mapping["custom:token"] = json!("access_token");
    let schema = json!({ "Schema": [schema[0], schema[1], { "Name": "token", "AttributeDataType": "String", "Mutable": true }] });
    let abroad = Abroad::with(schema, json!({ "AttributeMapping": mapping })).await;
    assert_eq!(
        abroad.refused(json!({ "email": null })).await,
        "attributes required: [email]"
    );
    assert_eq!(
        abroad.refused(json!({ "email": "" })).await,
        "attributes required: [email]"
    );
    assert!(abroad.refused(json!({ "email": "nobody" })).await.contains("email"));
    assert!(
        abroad
            .refused(json!({ "level": "high" }))
            .await
            .contains("custom:level")
    );
    let long = abroad.refused(json!({ "given_name": "x".repeat(2049) })).await;
    assert!(long.contains("given_name") && long.contains("2048"), "{long}");
    abroad.sign_in(json!({ "level": 7 })).await;
    let known = attributes(&abroad.user("Example_MDRHj2Asx8").await);
    assert_eq!(
        (known["custom:level"].as_str(), known["custom:token"].as_str()),
        ("7", "access-at-idp")
    );
    // What is there already need not be said again.
    abroad.sign_in(json!({ "email": null, "email_verified": null })).await;
}

#[tokio::test]
async fn what_the_application_may_not_write_is_not_written() {
    let mut abroad = Abroad::new().await;
    let settings = application(json!({ "SupportedIdentityProviders": ["Example"], "WriteAttributes": ["email"] }));
    let client = abroad.scene.another_client(settings).await;
    abroad.scene.client = client["ClientId"].as_str().unwrap().to_owned();
    abroad.sign_in(json!({})).await;
    let refused = abroad.refused(json!({ "given_name": "Jane" })).await;
    assert!(refused.contains("unauthorized attribute"), "{refused}");
}

#[tokio::test]
async fn names_belong_to_whom_they_belong() {
    let abroad = Abroad::with(
        json!({ "UsernameConfiguration": { "CaseSensitive": false }, "AliasAttributes": ["email"] }),
        json!({}),
    )
    .await;
    // Somebody of the pool has the address, somebody else the name: neither is who comes.
    let email =
        json!([{ "Name": "email", "Value": "jane@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    abroad.scene.user_with("jane", email).await;
    abroad.scene.user("example_taken").await;
    let refused = abroad.refused(json!({ "sub": "Taken" })).await;
    assert_eq!(refused, "Already found an entry for username example_taken");
    let tokens = abroad.sign_in(json!({})).await;
    assert_eq!(claims(&tokens["access_token"])["username"], "example_mdrhj2asx8");
    let by_address = abroad
        .scene
        .sign_in("jane@example.com", crate::scene::PASSWORD)
        .await
        .ok();
    assert_eq!(
        claims(&by_address["AuthenticationResult"]["AccessToken"])["username"],
        "jane"
    );
    // Another id that only differs in case is another person.
    let refused = abroad.refused(json!({ "sub": "mdrhj2asx8" })).await;
    assert_eq!(refused, "Already found an entry for username example_mdrhj2asx8");
}

#[tokio::test]
async fn who_may_not_come_does_not() {
    let abroad = Abroad::new().await;
    let mut browser = Browser::default();
    abroad.travel(&mut browser, json!({})).await;
    let jane = json!({ "Username": "Example_MDRHj2Asx8" });
    abroad.scene.admin("AdminDisableUser", jane.clone()).await.ok();
    assert_eq!(abroad.refused(json!({})).await, "User is disabled.");
    let reply = browser
        .authorize(&abroad.scene, &[("identity_provider", "Example")])
        .await;
    assert!(
        reply.header("location").starts_with(ISSUER),
        "a disabled user is signed in nowhere"
    );
    abroad.scene.admin("AdminEnableUser", jane.clone()).await.ok();
    abroad.sign_in(json!({})).await;
    let password = abroad.scene.sign_in("Example_MDRHj2Asx8", "Passw0rd!").await;
    assert_eq!(
        password.fault(),
        ("NotAuthorizedException", "Incorrect username or password.")
    );
    let user = json!({ "User": { "ProviderName": "Example", "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "MDRHj2Asx8" } });
    abroad.scene.admin("AdminDisableProviderForUser", user).await.ok();
    assert_eq!(abroad.refused(json!({})).await, "User is disabled.");
    // Who is deleted comes as somebody new.
    abroad.scene.admin("AdminDeleteUser", jane).await.ok();
    abroad.sign_in(json!({})).await;
}

#[tokio::test]
async fn many_first_sign_ins_at_once_make_one_user() {
    let abroad = Abroad::new().await;
    let mut browsers: Vec<Browser> = (0..4).map(|_| Browser::default()).collect();
    let mut states = Vec::new();
    let mut nonces = Vec::new();
    for browser in &mut browsers {
        let asked = abroad.leave(browser, &[]).await;
        states.push(asked["state"].clone());
        nonces.push(asked["nonce"].clone());
    }
    // Each code has its own ID token.
    let tokens: Vec<String> = nonces
        .iter()
        .map(|nonce| {
            json!({ "access_token": "a", "id_token": abroad.id_token(&abroad.jane_but(json!({ "nonce": nonce }))) })
                .to_string()
        })
        .collect();
    abroad.says("", &json!({}));
    abroad.scene.server.sites().serve(TOKENS, move |request| {
        let form = request.form.clone().unwrap();
        let nth = (0..4).find(|nth| form.contains(&format!("code=code-{nth}&"))).unwrap();
        Ok(domain::ports::Fetched {
            status: 200,
            body: tokens[nth].clone().into_bytes(),
        })
    });
    let [mut a, mut b, mut c, mut d]: [Browser; 4] = browsers.try_into().ok().unwrap();
    let come = async |browser: &mut Browser, nth: usize| {
        let code = format!("code-{nth}");
        let reply = abroad
            .come_back(browser, &[("code", &code), ("state", &states[nth])])
            .await;
        answer(reply.header("location"))
    };
    let came = tokio::join!(come(&mut a, 0), come(&mut b, 1), come(&mut c, 2), come(&mut d, 3));
    for answer in [came.0, came.1, came.2, came.3] {
        assert!(answer.contains_key("code"), "{answer:?}");
    }
    let listed = abroad.scene.admin("ListUsers", json!({})).await.ok();
    assert_eq!(listed["Users"].as_array().unwrap().len(), 1);
}

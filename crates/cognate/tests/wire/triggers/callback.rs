//! Functions that call back into the server while it waits for them: nothing is held meanwhile (triggers.md §5.2).

use testkit::Server;

use super::*;
use crate::scene::{PASSWORD, Scene, claims};

/// A function that calls an operation, at another node, before it returns what it was given. It runs on a thread of its own,
/// as a function somewhere else would.
async fn calls_back(
    server: &Server,
    kind: &str,
    operation: &'static str,
    body: impl Fn(&Value) -> Value + Send + Sync + 'static,
) {
    let node = server.second_node().await;
    server.functions().write(kind, move |event| {
        let body = body(event);
        let status = std::thread::scope(|scope| {
            let call = || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                runtime.block_on(node.call(operation, body)).status
            };
            scope.spawn(call).join().unwrap()
        });
        match status {
            200 => Ok(event.clone()),
            _ => Err(error("the call back failed")),
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_may_look_and_change() {
    let kinds = ["PreAuthentication", "PostAuthentication", "PreTokenGeneration"];
    let scene = Scene::with(json!({ "LambdaConfig": config(&kinds) }), json!({})).await;
    scene.admin("CreateGroup", json!({ "GroupName": "seen" })).await.ok();
    let user = |event: &Value| json!({ "UserPoolId": event["userPoolId"], "Username": event["userName"] });
    let changes = move |event: &Value| {
        let mut body = user(event);
        body["UserAttributes"] = json!([{ "Name": "nickname", "Value": event["triggerSource"] }]);
        body
    };
    scene.user("jane").await;
    for kind in ["PreAuthentication", "PreTokenGeneration"] {
        calls_back(&scene.server, kind, "AdminUpdateUserAttributes", changes).await;
    }
    calls_back(
        &scene.server,
        "PostAuthentication",
        "AdminAddUserToGroup",
        move |event| {
            let mut body = user(event);
            body["GroupName"] = json!("seen");
            body
        },
    )
    .await;
    let tokens = scene.tokens("jane").await;
    let access = claims(&tokens["AccessToken"]);
    assert_eq!(access["cognito:groups"], json!(["seen"]));
    let shown = scene.admin("AdminGetUser", json!({ "Username": "jane" })).await.ok();
    let nickname = crate::stage::value_of(&shown["UserAttributes"], "nickname");
    assert_eq!(nickname, "TokenGeneration_Authentication");
    // Also while tokens are refreshed.
    scene.exchange(&tokens["RefreshToken"]).await.ok();
    // The functions hold the nodes, and the nodes the functions.
    echo(scene.server.functions(), &kinds);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_is_disabled_by_a_function_gets_no_tokens() {
    let kinds = ["PreAuthentication", "PostAuthentication"];
    let scene = Scene::with(json!({ "LambdaConfig": config(&kinds) }), json!({})).await;
    echo(scene.server.functions(), &kinds);
    for kind in kinds {
        let name = format!("jane-{kind}");
        scene.user(&name).await;
        calls_back(
            &scene.server,
            kind,
            "AdminDisableUser",
            |event| json!({ "UserPoolId": event["userPoolId"], "Username": event["userName"] }),
        )
        .await;
        scene
            .sign_in(&name, PASSWORD)
            .await
            .refused("NotAuthorizedException", "User is disabled.");
        echo(scene.server.functions(), &[kind]);
    }
}

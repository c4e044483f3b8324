//! Groups, who is in them, and what tokens say of them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::moment::Span;
use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::{PASSWORD, Stage, text};

const NO_GROUP: (&str, &str) = ("ResourceNotFoundException", "Group not found.");
const NO_USER: (&str, &str) = ("UserNotFoundException", "User does not exist.");

async fn made(stage: &Stage, name: &str, more: Value) -> Value {
    let mut body = json!({ "GroupName": name });
    for (member, value) in more.as_object().expect("members") {
        body[member] = value.clone();
    }
    stage.admin("CreateGroup", body).await.ok()["Group"].clone()
}

async fn put(stage: &Stage, username: &str, group: &str) -> Reply {
    let body = json!({ "Username": username, "GroupName": group });
    stage.admin("AdminAddUserToGroup", body).await
}

fn names(list: &Value, member: &str) -> Vec<String> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|item| text(&item[member]))
        .collect()
}

#[tokio::test]
async fn a_group_is_made_shown_changed_and_deleted() {
    let stage = Stage::plain().await;
    let role = "arn:aws:iam::123456789012:role/editors";
    let made = made(
        &stage,
        "editors",
        json!({ "Description": "Who edits", "RoleArn": role, "Precedence": 0 }),
    )
    .await;
    let expected = json!({
        "GroupName": "editors",
        "UserPoolId": stage.pool,
        "Description": "Who edits",
        "RoleArn": role,
        "Precedence": 0,
        "CreationDate": made["CreationDate"],
        "LastModifiedDate": made["CreationDate"],
    });
    assert_eq!(made, expected);
    let named = || json!({ "GroupName": "editors" });
    assert_eq!(
        stage.admin("GetGroup", named()).await.ok(),
        json!({ "Group": expected })
    );
    let again = stage.admin("CreateGroup", named()).await;
    let sentence = "A group with the name already exists.";
    assert_eq!(again.fault(), ("GroupExistsException", sentence));
    stage.admin("CreateGroup", json!({ "GroupName": "Editors" })).await.ok();

    stage.server.clock().advance(Span::seconds(1));
    let update = json!({ "GroupName": "editors", "Description": "", "Precedence": 7 });
    let updated = stage.admin("UpdateGroup", update).await.ok()["Group"].clone();
    assert_eq!(updated.get("Description"), None, "an empty description takes it away");
    assert_eq!((&updated["RoleArn"], &updated["Precedence"]), (&json!(role), &json!(7)));
    assert_ne!(updated["LastModifiedDate"], updated["CreationDate"]);

    assert_eq!(stage.admin("DeleteGroup", named()).await.status, 200);
    for operation in ["GetGroup", "UpdateGroup", "DeleteGroup", "ListUsersInGroup"] {
        assert_eq!(stage.admin(operation, named()).await.fault(), NO_GROUP, "{operation}");
    }
    let two = stage
        .admin("CreateGroup", json!({ "GroupName": "a b", "Precedence": -1 }))
        .await;
    let sentence = "2 validation errors detected: Value 'a b' at 'groupName' failed to satisfy constraint: \
                    Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+; \
                    Value '-1' at 'precedence' failed to satisfy constraint: \
                    Member must have value greater than or equal to 0";
    assert_eq!(two.fault(), ("InvalidParameterException", sentence));
}

#[tokio::test]
async fn users_join_and_leave() {
    let stage = Stage::plain().await;
    stage.jane().await;
    made(&stage, "editors", json!({})).await;
    for _ in 0..2 {
        assert_eq!(
            put(&stage, "jane", "editors").await.status,
            200,
            "a second time changes nothing"
        );
    }
    let members = stage
        .admin("ListUsersInGroup", json!({ "GroupName": "editors" }))
        .await
        .ok();
    assert_eq!(names(&members["Users"], "Username"), ["jane"]);
    assert_eq!(put(&stage, "joe", "editors").await.fault(), NO_USER);
    assert_eq!(put(&stage, "jane", "readers").await.fault(), NO_GROUP);
    assert_eq!(put(&stage, "joe", "readers").await.fault(), NO_USER);

    let leave = |username: &str, group: &str| {
        let body = json!({ "Username": username, "GroupName": group });
        stage.admin("AdminRemoveUserFromGroup", body)
    };
    assert_eq!(leave("joe", "editors").await.fault(), NO_USER);
    assert_eq!(leave("jane", "readers").await.fault(), NO_GROUP);
    for _ in 0..2 {
        assert_eq!(leave("jane", "editors").await.status, 200);
    }
    let members = stage
        .admin("ListUsersInGroup", json!({ "GroupName": "editors" }))
        .await
        .ok();
    assert_eq!(members["Users"], json!([]));

    // A group that comes again is empty, and so is a user.
    put(&stage, "jane", "editors").await.ok();
    stage.admin("DeleteGroup", json!({ "GroupName": "editors" })).await.ok();
    made(&stage, "editors", json!({})).await;
    let members = stage
        .admin("ListUsersInGroup", json!({ "GroupName": "editors" }))
        .await
        .ok();
    assert_eq!(members["Users"], json!([]));
}

#[tokio::test]
async fn lists_come_in_pages_and_in_order() {
    let stage = Stage::plain().await;
    stage.jane().await;
    for (name, precedence) in [
        ("a", json!({})),
        ("b", json!({ "Precedence": 9 })),
        ("c", json!({ "Precedence": 1 })),
    ] {
        made(&stage, name, precedence).await;
        put(&stage, "jane", name).await.ok();
        stage.confirmed(&format!("user-{name}"), &[]).await;
        put(&stage, &format!("user-{name}"), "a").await.ok();
    }
    let pages = async |operation: &str, mut body: Value, list: &str, name: &str| {
        let mut all = Vec::new();
        body["Limit"] = json!(1);
        loop {
            let page = stage.admin(operation, body.clone()).await.ok();
            all.extend(names(&page[list], name));
            match page.get("NextToken") {
                Some(next) => body["NextToken"] = next.clone(),
                None => return all,
            }
        }
    };
    assert_eq!(
        pages("ListGroups", json!({}), "Groups", "GroupName").await,
        ["a", "b", "c"]
    );
    let of_jane = json!({ "Username": "jane" });
    let groups = pages("AdminListGroupsForUser", of_jane.clone(), "Groups", "GroupName").await;
    assert_eq!(groups, ["c", "b", "a"], "the lowest precedence first, none last");
    let mut members = pages("ListUsersInGroup", json!({ "GroupName": "a" }), "Users", "Username").await;
    members.sort();
    assert_eq!(members, ["jane", "user-a", "user-b", "user-c"]);
    let all = stage.admin("AdminListGroupsForUser", of_jane).await.ok();
    assert_eq!(
        (names(&all["Groups"], "GroupName").len(), all.get("NextToken")),
        (3, None)
    );
    let bad = ("InvalidParameterException", "Invalid pagination token");
    assert_eq!(
        stage.admin("ListGroups", json!({ "NextToken": "more" })).await.fault(),
        bad
    );
    let stranger = stage
        .admin("AdminListGroupsForUser", json!({ "Username": "joe" }))
        .await;
    assert_eq!(stranger.fault(), NO_USER);
}

#[tokio::test]
async fn tokens_name_the_groups_and_their_roles() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let role = |name: &str| format!("arn:aws:iam::123456789012:role/{name}");
    made(&stage, "second", json!({ "Precedence": 2, "RoleArn": role("two") })).await;
    made(&stage, "first", json!({ "Precedence": 1, "RoleArn": role("one") })).await;
    made(&stage, "unranked", json!({ "RoleArn": role("none") })).await;
    let signed_in = async || {
        let tokens = stage.sign_in("jane", PASSWORD).await.ok()["AuthenticationResult"].clone();
        let claims = |token: &Value| -> Value {
            let token = text(token);
            let body = token.split('.').nth(1).expect("three parts");
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).expect("base64")).expect("JSON")
        };
        (claims(&tokens["AccessToken"]), claims(&tokens["IdToken"]))
    };
    let (access, id) = signed_in().await;
    assert_eq!((access.get("cognito:groups"), id.get("cognito:groups")), (None, None));
    for group in ["unranked", "second", "first"] {
        put(&stage, "jane", group).await.ok();
    }
    let (access, id) = signed_in().await;
    let groups = json!(["first", "second", "unranked"]);
    assert_eq!((&access["cognito:groups"], &id["cognito:groups"]), (&groups, &groups));
    assert_eq!(id["cognito:roles"], json!([role("one"), role("two"), role("none")]));
    assert_eq!(id["cognito:preferred_role"], json!(role("one")));
    assert_eq!(
        (access.get("cognito:roles"), access.get("cognito:preferred_role")),
        (None, None)
    );

    stage
        .admin("UpdateGroup", json!({ "GroupName": "second", "Precedence": 1 }))
        .await
        .ok();
    let (_, id) = signed_in().await;
    assert_eq!(id.get("cognito:preferred_role"), None, "two roles tie");
}

//! The nine operations (auth.md §15.2).

use domain::moment::Span;
use serde_json::{Value, json};

use super::{NO_DEVICE, Phone, tracking};
use crate::scene::{Scene, claims, members};

const NOT_THE_KEY: (&str, &str) = ("InvalidParameterException", "Invalid device key given.");
const BAD_VERIFIER: (&str, &str) = (
    "InvalidParameterException",
    "Invalid device secret verifier config given.",
);

/// 2026-01-01, when test servers begin.
const START: f64 = 1_767_225_600.0;

fn names(attributes: &Value) -> Vec<&str> {
    let list = attributes.as_array().unwrap().iter();
    list.map(|attribute| attribute["Name"].as_str().unwrap()).collect()
}

fn keys(devices: &Value) -> Vec<&str> {
    let list = devices["Devices"].as_array().unwrap().iter();
    list.map(|device| device["DeviceKey"].as_str().unwrap()).collect()
}

async fn alice() -> Scene {
    let scene = tracking(json!(false), json!(false)).await;
    scene.user("alice").await;
    scene
}

#[tokio::test]
async fn a_sign_in_without_a_key_brings_a_new_device() {
    let scene = alice().await;
    let tokens = scene.tokens("alice").await;
    let device = &tokens["NewDeviceMetadata"];
    assert_eq!(members(device), ["DeviceGroupKey", "DeviceKey"]);
    let (key, group) = (
        device["DeviceKey"].as_str().unwrap(),
        device["DeviceGroupKey"].as_str().unwrap(),
    );
    assert!(key.starts_with("us-east-1_") && key.len() == 46, "{key}");
    assert!(group.starts_with('-') && group.len() == 9, "{group}");
    assert_eq!(claims(&tokens["AccessToken"])["device_key"], key);
    assert_eq!(claims(&tokens["IdToken"]).get("device_key"), None);
    assert_ne!(scene.tokens("alice").await["NewDeviceMetadata"]["DeviceKey"], key);
}

#[tokio::test]
async fn a_confirmed_device_is_shown_to_its_user_and_to_administrators() {
    let scene = alice().await;
    let phone = Phone::new(&scene, "alice").await;
    assert_eq!(phone.call(&scene, "GetDevice").await.fault(), NO_DEVICE);
    let confirmed = phone.confirm(&scene).await.ok();
    assert_eq!(confirmed, json!({ "UserConfirmationNecessary": false }));

    let owner = format!("alice.{}", scene.pool);
    let arn = format!(
        "arn:aws:cognito-idp:us-east-1:123456789012:owner/{owner}/device/{}",
        phone.key
    );
    let device = json!({
        "DeviceKey": phone.key, "DeviceCreateDate": START, "DeviceLastModifiedDate": START,
        "DeviceLastAuthenticatedDate": START,
        "DeviceAttributes": [
            { "Name": "device_status", "Value": "valid" },
            { "Name": "device_name", "Value": "a phone" },
            { "Name": "dev:device_arn", "Value": arn },
            { "Name": "dev:device_owner", "Value": owner },
            { "Name": "dev:device_remembered_status", "Value": "remembered" },
            { "Name": "dev:device_sdk", "Value": "aws-sdk" },
        ],
    });
    let shown = phone.call(&scene, "GetDevice").await.ok();
    assert_eq!(shown, json!({ "Device": device }));
    let body = json!({ "Username": "alice", "DeviceKey": phone.key });
    assert_eq!(scene.admin("AdminGetDevice", body).await.ok(), shown);

    let listed = phone.call(&scene, "ListDevices").await.ok();
    assert_eq!(members(&listed), ["Devices"]);
    assert_eq!(keys(&listed), [&phone.key]);
    let attributes = &listed["Devices"][0]["DeviceAttributes"];
    assert_eq!(names(attributes), ["device_status", "device_name"]);
    let by_admin = scene.admin("AdminListDevices", json!({ "Username": "alice" })).await;
    assert_eq!(by_admin.ok(), listed);
}

#[tokio::test]
async fn a_prompt_comes_before_remembering() {
    let scene = tracking(json!(true), json!(true)).await;
    scene.user("alice").await;
    let phone = Phone::new(&scene, "alice").await;
    let confirmed = phone.confirm(&scene).await.ok();
    assert_eq!(confirmed, json!({ "UserConfirmationNecessary": true }));
    assert_eq!(phone.call(&scene, "GetDevice").await.fault(), NO_DEVICE);
    assert_eq!(phone.call(&scene, "ListDevices").await.ok(), json!({ "Devices": [] }));
    let body = json!({ "Username": "alice", "DeviceKey": phone.key });
    let shown = scene.admin("AdminGetDevice", body.clone()).await.ok();
    let status = &shown["Device"]["DeviceAttributes"][4];
    assert_eq!(
        status,
        &json!({ "Name": "dev:device_remembered_status", "Value": "not_remembered" })
    );

    scene.server.clock().advance(Span::minutes(1));
    let mut update = json!({ "AccessToken": phone.access_token, "DeviceKey": phone.key });
    assert_eq!(
        scene.server.call("UpdateDeviceStatus", update.clone()).await.ok(),
        json!({})
    );
    assert_eq!(
        phone.call(&scene, "GetDevice").await.fault(),
        NO_DEVICE,
        "no status, no change"
    );
    update["DeviceRememberedStatus"] = json!("remembered");
    assert_eq!(scene.server.call("UpdateDeviceStatus", update).await.ok(), json!({}));
    let shown = phone.call(&scene, "GetDevice").await.ok();
    assert_eq!(shown["Device"]["DeviceLastModifiedDate"], START + 60.0);
    assert_eq!(shown["Device"]["DeviceCreateDate"], START);

    let mut update = body;
    update["DeviceRememberedStatus"] = json!("not_remembered");
    assert_eq!(scene.admin("AdminUpdateDeviceStatus", update).await.ok(), json!({}));
    assert_eq!(phone.call(&scene, "GetDevice").await.fault(), NO_DEVICE);
}

#[tokio::test]
async fn only_the_key_of_the_token_can_be_confirmed_and_once() {
    let scene = alice().await;
    scene.user("bob").await;
    let (phone, other) = (Phone::new(&scene, "alice").await, Phone::new(&scene, "bob").await);
    let confirm = async |change: Value| {
        let mut body = phone.registration();
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        scene.server.call("ConfirmDevice", body).await
    };
    let config = |salt: &str, verifier: &str| json!({ "Salt": salt, "PasswordVerifier": verifier });
    for (change, fault) in [
        (json!({ "DeviceKey": other.key }), NOT_THE_KEY),
        (json!({ "DeviceKey": "us-east-1_abcdef" }), NOT_THE_KEY),
        (json!({ "AccessToken": other.access_token }), NOT_THE_KEY),
        (json!({ "DeviceSecretVerifierConfig": null }), BAD_VERIFIER),
        (json!({ "DeviceSecretVerifierConfig": {} }), BAD_VERIFIER),
        (
            json!({ "DeviceSecretVerifierConfig": config("", "AAAA") }),
            BAD_VERIFIER,
        ),
        (
            json!({ "DeviceSecretVerifierConfig": config("AAAA", "a*b") }),
            BAD_VERIFIER,
        ),
        (
            json!({ "DeviceSecretVerifierConfig": config("AAAA", &"A".repeat(2000)) }),
            BAD_VERIFIER,
        ),
        (
            json!({ "DeviceKey": other.key, "DeviceSecretVerifierConfig": null }),
            NOT_THE_KEY,
        ),
        (
            json!({ "AccessToken": "nonsense", "DeviceKey": other.key }),
            ("NotAuthorizedException", "Invalid Access Token"),
        ),
    ] {
        assert_eq!(confirm(change.clone()).await.fault(), fault, "{change}");
    }
    // The documented example leaves the padding out.
    let documented = config("TXlTUlBTYWx0", "TXlWZXJpZmllclN0cmluZw");
    confirm(json!({ "DeviceSecretVerifierConfig": documented })).await.ok();
    let twice = confirm(json!({})).await;
    assert_eq!(
        twice.fault(),
        ("DeviceKeyExistsException", "Device key already exists.")
    );
}

#[tokio::test]
async fn a_key_and_a_name_have_limits() {
    let scene = alice().await;
    let phone = Phone::new(&scene, "alice").await;
    let mut body = phone.registration();
    body["DeviceKey"] = json!("NO KEY");
    body["DeviceName"] = json!("");
    let reply = scene.server.call("ConfirmDevice", body).await;
    let (code, message) = reply.fault();
    assert_eq!(code, "InvalidParameterException");
    assert!(message.starts_with("2 validation errors detected: "), "{message}");
    assert!(
        message.contains("'deviceKey'") && message.contains("'deviceName'"),
        "{message}"
    );
}

#[tokio::test]
async fn a_forgotten_device_is_gone_and_may_be_confirmed_again() {
    let scene = alice().await;
    let phone = Phone::confirmed(&scene, "alice").await;
    let forgotten = phone.call(&scene, "ForgetDevice").await;
    assert_eq!((forgotten.status, forgotten.bytes.len()), (200, 0));
    for operation in ["ForgetDevice", "GetDevice", "UpdateDeviceStatus"] {
        assert_eq!(phone.call(&scene, operation).await.fault(), NO_DEVICE, "{operation}");
    }
    let body = json!({ "Username": "alice", "DeviceKey": phone.key });
    for operation in ["AdminForgetDevice", "AdminGetDevice", "AdminUpdateDeviceStatus"] {
        assert_eq!(
            scene.admin(operation, body.clone()).await.fault(),
            NO_DEVICE,
            "{operation}"
        );
    }
    phone.confirm(&scene).await.ok();
    let forgotten = scene.admin("AdminForgetDevice", body).await;
    assert_eq!((forgotten.status, forgotten.bytes.len()), (200, 0));
    assert_eq!(phone.call(&scene, "GetDevice").await.fault(), NO_DEVICE);
}

#[tokio::test]
async fn nobody_reaches_another_users_device() {
    let scene = alice().await;
    scene.user("mallory").await;
    let phone = Phone::confirmed(&scene, "alice").await;
    let mallory = Phone {
        key: phone.key.clone(),
        ..Phone::new(&scene, "mallory").await
    };
    for operation in ["GetDevice", "ForgetDevice", "UpdateDeviceStatus"] {
        assert_eq!(mallory.call(&scene, operation).await.fault(), NO_DEVICE, "{operation}");
    }
    assert_eq!(mallory.call(&scene, "ListDevices").await.ok(), json!({ "Devices": [] }));
    phone.call(&scene, "GetDevice").await.ok();
}

#[tokio::test]
async fn a_list_comes_in_pages() {
    let scene = alice().await;
    let mut all = Vec::new();
    for _ in 0..3 {
        scene.server.clock().advance(Span::seconds(1));
        all.push(Phone::confirmed(&scene, "alice").await);
    }
    let list = async |token: &Value| {
        let body = json!({ "Username": "alice", "Limit": 2, "PaginationToken": token });
        scene.admin("AdminListDevices", body).await
    };
    let first = list(&Value::Null).await.ok();
    assert_eq!(keys(&first), [&all[0].key, &all[1].key]);
    let second = list(&first["PaginationToken"]).await.ok();
    assert_eq!(keys(&second), [&all[2].key]);
    assert_eq!(members(&second), ["Devices"]);
    let body = json!({ "AccessToken": all[0].access_token, "PaginationToken": first["PaginationToken"] });
    let elsewhere = scene.server.call("ListDevices", body).await;
    assert_eq!(
        elsewhere.fault().0,
        "InvalidParameterException",
        "the token of another list"
    );
}

#[tokio::test]
async fn pool_user_and_token_come_first() {
    let scene = alice().await;
    let key = "us-east-1_abcdef";
    let body = json!({ "UserPoolId": "us-east-1_Nowhere00", "Username": "nobody", "DeviceKey": key });
    for operation in [
        "AdminGetDevice",
        "AdminForgetDevice",
        "AdminUpdateDeviceStatus",
        "AdminListDevices",
    ] {
        let reply = scene.server.call(operation, body.clone()).await;
        let missing = "User pool us-east-1_Nowhere00 does not exist.";
        assert_eq!(reply.fault(), ("ResourceNotFoundException", missing), "{operation}");
        let reply = scene
            .admin(operation, json!({ "Username": "nobody", "DeviceKey": key }))
            .await;
        assert_eq!(
            reply.fault(),
            ("UserNotFoundException", "User does not exist."),
            "{operation}"
        );
    }
    let refused = ("NotAuthorizedException", "Invalid Access Token");
    for operation in ["GetDevice", "ForgetDevice"] {
        let reply = scene.server.call(operation, json!({ "DeviceKey": key })).await;
        assert_eq!(reply.fault(), refused, "{operation}");
    }
    for operation in ["GetDevice", "ForgetDevice", "ListDevices", "UpdateDeviceStatus"] {
        let body = json!({ "AccessToken": "nonsense", "DeviceKey": key });
        assert_eq!(scene.server.call(operation, body).await.fault(), refused, "{operation}");
    }
}

#[tokio::test]
async fn a_pool_without_tracking_has_no_devices() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    assert_eq!(tokens.get("NewDeviceMetadata"), None);
    assert_eq!(claims(&tokens["AccessToken"]).get("device_key"), None);
    let body = json!({
        "AccessToken": tokens["AccessToken"], "DeviceKey": "us-east-1_abcdef",
        "DeviceSecretVerifierConfig": { "Salt": "AAAA", "PasswordVerifier": "AAAA" },
    });
    assert_eq!(scene.server.call("ConfirmDevice", body).await.fault(), NOT_THE_KEY);
    let body = json!({ "AccessToken": tokens["AccessToken"] });
    assert_eq!(
        scene.server.call("ListDevices", body).await.ok(),
        json!({ "Devices": [] })
    );
}

#[tokio::test]
async fn devices_go_with_their_user() {
    let scene = alice().await;
    let phone = Phone::confirmed(&scene, "alice").await;
    let deleted = json!({ "AccessToken": phone.access_token });
    assert_eq!(scene.server.call("DeleteUser", deleted).await.status, 200);
    scene.user("alice").await;
    let list = scene.admin("AdminListDevices", json!({ "Username": "alice" })).await;
    assert_eq!(list.ok(), json!({ "Devices": [] }));
}

//! AdminCreateUser, AdminGetUser, AdminDeleteUser, AdminEnableUser, AdminDisableUser, ListUsers, GetUser, DeleteUser.

use domain::{
    moment::Span,
    ports::{Channel, MessageKind},
};
use serde_json::{Value, json};

use crate::stage::{PASSWORD, Stage, attributes, text, value_of};

const MISSING: (&str, &str) = ("UserNotFoundException", "User does not exist.");

const BAD_TOKEN: (&str, &str) = ("InvalidParameterException", "Invalid pagination token");

fn names(list: &Value) -> Vec<String> {
    let users = list["Users"].as_array().into_iter().flatten();
    users.map(|user| text(&user["Username"])).collect()
}

#[tokio::test]
async fn an_administrator_makes_a_user_and_invites_it() {
    let stage = Stage::plain().await;
    let given = attributes(&[("email", "jane@example.com"), ("email_verified", "TRUE")]);
    let body = json!({ "Username": "jane", "UserAttributes": given, "DesiredDeliveryMediums": ["EMAIL"] });
    let made = stage.admin("AdminCreateUser", body).await.ok();
    let user = &made["User"];
    assert_eq!(user["Username"], "jane");
    assert_eq!(user["Enabled"], true);
    assert_eq!(user["UserStatus"], "FORCE_CHANGE_PASSWORD");
    assert_eq!(user["UserCreateDate"], user["UserLastModifiedDate"]);
    assert_eq!(user["Attributes"][0]["Name"], "sub");
    assert_eq!(value_of(&user["Attributes"], "email_verified"), "true");
    assert!(user.get("MFAOptions").is_none());

    let message = stage.message();
    let password = message.code.as_deref().unwrap();
    assert_eq!(
        (message.kind, message.channel),
        (MessageKind::Invitation, Channel::Email)
    );
    assert_eq!(message.subject.as_deref(), Some("Your temporary password"));
    assert_eq!(
        message.body,
        format!("Your username is jane and temporary password is {password}.")
    );
    assert_eq!(password.len(), 8);
}

#[tokio::test]
async fn the_invitation_goes_by_text_message_unless_said_otherwise() {
    let stage = Stage::plain().await;
    let both = attributes(&[("email", "jane@example.com"), ("phone_number", "+15550100")]);
    let body = json!({ "Username": "jane", "UserAttributes": both });
    stage.admin("AdminCreateUser", body).await.ok();
    assert_eq!(stage.server.messages().len(), 1);
    assert_eq!(stage.message().to, "+15550100");

    let without_phone = attributes(&[("email", "joan@example.com")]);
    let body = json!({ "Username": "joan", "UserAttributes": without_phone });
    stage.admin("AdminCreateUser", body).await.ok();
    let suppressed = json!({ "Username": "june", "UserAttributes": both, "MessageAction": "SUPPRESS" });
    stage.admin("AdminCreateUser", suppressed).await.ok();
    assert_eq!(stage.server.messages().len(), 1);

    let body = json!({ "Username": "jill", "UserAttributes": both, "DesiredDeliveryMediums": ["SMS", "EMAIL"] });
    stage.admin("AdminCreateUser", body).await.ok();
    assert_eq!(stage.server.messages().len(), 3);
}

#[tokio::test]
async fn invitations_speak_the_words_of_the_pool() {
    let template = json!({ "EmailSubject": "Welcome", "EmailMessage": "<b>{username}</b>: {####}" });
    let pool =
        json!({ "AdminCreateUserConfig": { "InviteMessageTemplate": template }, "UsernameAttributes": ["email"] });
    let stage = Stage::new(pool, json!({})).await;
    let body =
        json!({ "Username": "jane@example.com", "TemporaryPassword": "A<b>&c1!", "DesiredDeliveryMediums": ["EMAIL"] });
    stage.admin("AdminCreateUser", body).await.ok();
    let message = stage.message();
    assert_eq!(message.subject.as_deref(), Some("Welcome"));
    assert_eq!(message.body, "<b>jane@example.com</b>: A&lt;b&gt;&amp;c1!");
    assert_eq!(message.code.as_deref(), Some("A<b>&c1!"));
}

#[tokio::test]
async fn resend_gives_a_new_password_to_those_who_wait_for_one() {
    let stage = Stage::plain().await;
    let body = json!({ "Username": "jane", "UserAttributes": attributes(&[("phone_number", "+15550100")]) });
    stage.admin("AdminCreateUser", body).await.ok();
    let first = stage.message().code;
    let resend = || {
        stage.admin(
            "AdminCreateUser",
            json!({ "Username": "jane", "MessageAction": "RESEND" }),
        )
    };
    let again = resend().await.ok();
    assert_eq!(again["User"]["UserStatus"], "FORCE_CHANGE_PASSWORD");
    assert_ne!(stage.message().code, first);
    assert_eq!(stage.server.messages().len(), 2);

    let permanent = json!({ "Username": "jane", "Password": PASSWORD, "Permanent": true });
    stage.admin("AdminSetUserPassword", permanent).await.ok();
    assert_eq!(
        resend().await.fault(),
        (
            "UnsupportedUserStateException",
            "Resend not possible. jane status is not FORCE_CHANGE_PASSWORD"
        )
    );
    let nobody = json!({ "Username": "nobody", "MessageAction": "RESEND" });
    assert_eq!(stage.admin("AdminCreateUser", nobody).await.fault(), MISSING);
}

#[tokio::test]
async fn a_failing_invitation_can_be_sent_again() {
    let stage = Stage::plain().await;
    stage.server.messenger().refuse();
    let body = json!({ "Username": "jane", "UserAttributes": attributes(&[("phone_number", "+15550100")]) });
    let reply = stage.admin("AdminCreateUser", body).await;
    assert_eq!(reply.fault().0, "CodeDeliveryFailureException");
    assert_eq!(stage.status("jane").await, "FORCE_CHANGE_PASSWORD");
    stage.server.messenger().accept();
    let resend = json!({ "Username": "jane", "MessageAction": "RESEND" });
    stage.admin("AdminCreateUser", resend).await.ok();
    assert_eq!(stage.message().to, "+15550100");
}

#[tokio::test]
async fn a_user_without_a_password_is_confirmed_where_a_code_can_be_the_first_factor() {
    let policies = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } });
    let stage = Stage::new(json!({ "Policies": policies }), json!({})).await;
    let email = attributes(&[("email", "jane@example.com")]);
    let body = json!({ "Username": "jane", "UserAttributes": email, "DesiredDeliveryMediums": ["EMAIL"] });
    let made = stage.admin("AdminCreateUser", body).await.ok();
    assert_eq!(made["User"]["UserStatus"], "CONFIRMED");
    assert_eq!(stage.message().body, "Your username is jane.");
    assert_eq!(stage.message().code, None);
    let without_address = stage.admin("AdminCreateUser", json!({ "Username": "joan" })).await.ok();
    assert_eq!(without_address["User"]["UserStatus"], "FORCE_CHANGE_PASSWORD");
}

#[tokio::test]
async fn what_administrators_give_is_judged_too() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let create = |body: Value| stage.admin("AdminCreateUser", body);
    assert_eq!(
        create(json!({ "Username": "jane" })).await.fault(),
        ("UsernameExistsException", "User account already exists")
    );
    assert_eq!(
        create(json!({ "Username": "joan", "TemporaryPassword": "password" }))
            .await
            .fault(),
        (
            "InvalidPasswordException",
            "Password did not conform with password policy: Password must have uppercase characters"
        )
    );
    let flag = attributes(&[("email_verified", "true")]);
    assert_eq!(
        create(json!({ "Username": "joan", "UserAttributes": flag }))
            .await
            .fault(),
        (
            "InvalidParameterException",
            "Email is required to verify/un-verify an email"
        )
    );
    let flag = attributes(&[("phone_number_verified", "true")]);
    assert_eq!(
        create(json!({ "Username": "joan", "UserAttributes": flag }))
            .await
            .fault(),
        (
            "InvalidParameterException",
            "Phone Number is required to verify/un-verify a phone number"
        )
    );
    // Two things are wrong: the attribute comes before the password.
    let two =
        json!({ "Username": "joan", "TemporaryPassword": "password", "UserAttributes": attributes(&[("shoe", "9")]) });
    assert_eq!(
        create(two).await.fault(),
        (
            "InvalidParameterException",
            "Attributes did not conform to the schema: shoe: Attribute does not exist in the schema.\n"
        )
    );
    let action = create(json!({ "Username": "joan", "MessageAction": "SHOUT" })).await;
    assert_eq!(action.fault().0, "InvalidParameterException");
    let elsewhere = json!({ "UserPoolId": "us-east-1_nonesuch0", "Username": "joan" });
    assert_eq!(
        stage.server.call("AdminCreateUser", elsewhere).await.fault(),
        (
            "ResourceNotFoundException",
            "User pool us-east-1_nonesuch0 does not exist."
        )
    );
    assert_eq!(names(&stage.admin("ListUsers", json!({})).await.ok()), ["jane"]);
}

#[tokio::test]
async fn a_verified_alias_moves_only_by_force() {
    let stage = Stage::new(json!({ "AliasAttributes": ["email"] }), json!({})).await;
    stage.jane().await;
    let given = attributes(&[("email", "jane@example.com"), ("email_verified", "true")]);
    let body = json!({ "Username": "joan", "UserAttributes": given, "MessageAction": "SUPPRESS" });
    assert_eq!(
        stage.admin("AdminCreateUser", body.clone()).await.fault(),
        (
            "AliasExistsException",
            "An account with the given email already exists."
        )
    );
    let mut forced = body;
    forced["ForceAliasCreation"] = true.into();
    stage.admin("AdminCreateUser", forced).await.ok();
    assert_eq!(stage.attribute("jane", "email_verified").await, "false");
    let owner = stage
        .admin("AdminGetUser", json!({ "Username": "jane@example.com" }))
        .await
        .ok();
    assert_eq!(owner["Username"], "joan");
}

#[tokio::test]
async fn where_addresses_are_names_they_are_unique_verified_or_not() {
    let stage = Stage::new(json!({ "UsernameAttributes": ["email", "phone_number"] }), json!({})).await;
    let create = |name: &str, given: Value| {
        let body = json!({ "Username": name, "UserAttributes": given, "MessageAction": "SUPPRESS" });
        stage.admin("AdminCreateUser", body)
    };
    create("jane@example.com", json!([])).await.ok();
    create("+15550100", json!([])).await.ok();
    let taken = |attribute: &str| format!("An account with the given {attribute} already exists.");
    for (name, attribute) in [("jane@example.com", "email"), ("+15550100", "phone_number")] {
        let reply = create(name, json!([])).await;
        assert_eq!(reply.fault(), ("UsernameExistsException", taken(attribute).as_str()));
    }
    let reply = create("joan@example.com", attributes(&[("phone_number", "+15550100")])).await;
    assert_eq!(
        reply.fault(),
        ("UsernameExistsException", taken("phone_number").as_str())
    );
}

#[tokio::test]
async fn a_user_is_shown_by_every_name_that_leads_to_it() {
    let pool = json!({ "AliasAttributes": ["email", "preferred_username"] });
    let stage = Stage::new(pool, json!({})).await;
    let given = [
        ("email", "jane@example.com"),
        ("email_verified", "true"),
        ("preferred_username", "jj"),
    ];
    stage.confirmed("jane", &given).await;
    let sub = text(&stage.attribute("jane", "sub").await);
    for name in ["jane", "jane@example.com", "jj", sub.as_str()] {
        let shown = stage.admin("AdminGetUser", json!({ "Username": name })).await.ok();
        assert_eq!(shown["Username"], "jane");
        assert_eq!(shown["UserStatus"], "CONFIRMED");
        assert_eq!(shown["Enabled"], true);
        assert_eq!(shown["UserAttributes"][0], json!({ "Name": "sub", "Value": sub }));
        for absent in ["MFAOptions", "PreferredMfaSetting", "UserMFASettingList"] {
            assert!(shown.get(absent).is_none(), "{absent}");
        }
    }
}

#[tokio::test]
async fn operations_of_administrators_know_who_is_missing() {
    let stage = Stage::new(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    for (operation, more) in [
        ("AdminGetUser", json!({})),
        ("AdminDeleteUser", json!({})),
        ("AdminEnableUser", json!({})),
        ("AdminDisableUser", json!({})),
        ("AdminConfirmSignUp", json!({})),
        ("AdminResetUserPassword", json!({})),
        ("AdminSetUserPassword", json!({ "Password": PASSWORD })),
        (
            "AdminUpdateUserAttributes",
            json!({ "UserAttributes": attributes(&[("name", "J")]) }),
        ),
        ("AdminDeleteUserAttributes", json!({ "UserAttributeNames": ["name"] })),
    ] {
        let mut body = more;
        body["Username"] = "nobody".into();
        assert_eq!(
            stage.admin(operation, body.clone()).await.fault(),
            MISSING,
            "{operation}"
        );
        body["UserPoolId"] = "us-east-1_nonesuch0".into();
        let reply = stage.server.call(operation, body).await;
        assert_eq!(reply.fault().0, "ResourceNotFoundException", "{operation}");
    }
}

#[tokio::test]
async fn users_are_disabled_enabled_and_deleted() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let act = |operation: &'static str| stage.admin(operation, json!({ "Username": "jane" }));
    let is_enabled = async || act("AdminGetUser").await.ok()["Enabled"].clone();
    for (operation, enabled) in [
        ("AdminDisableUser", false),
        ("AdminDisableUser", false),
        ("AdminEnableUser", true),
        ("AdminEnableUser", true),
    ] {
        assert_eq!(act(operation).await.ok(), json!({}));
        assert_eq!(is_enabled().await, enabled);
    }
    let gone = act("AdminDeleteUser").await;
    assert_eq!((gone.status, gone.bytes.len()), (200, 0));
    assert_eq!(act("AdminDeleteUser").await.fault(), MISSING);
    assert_eq!(act("AdminGetUser").await.fault(), MISSING);
    assert_eq!(
        names(&stage.admin("ListUsers", json!({})).await.ok()),
        Vec::<String>::new()
    );
    stage.jane().await;
}

#[tokio::test]
async fn users_are_listed_newest_first_page_by_page() {
    let stage = Stage::plain().await;
    for number in 0..7 {
        stage.confirmed(&format!("user{number}"), &[]).await;
        stage.server.clock().advance(Span::seconds(1));
    }
    let mut seen = Vec::new();
    let mut body = json!({ "Limit": 3 });
    loop {
        let page = stage.admin("ListUsers", body.clone()).await.ok();
        assert!(page["Users"].as_array().unwrap().len() <= 3);
        seen.extend(names(&page));
        match page.get("PaginationToken") {
            Some(token) => body["PaginationToken"] = token.clone(),
            None => break,
        }
    }
    assert_eq!(seen, ["user6", "user5", "user4", "user3", "user2", "user1", "user0"]);
    let all = stage.admin("ListUsers", json!({ "Limit": 0 })).await.ok();
    assert_eq!(names(&all).len(), 7);
    assert!(all.get("PaginationToken").is_none());
}

#[tokio::test]
async fn a_page_token_fits_its_list_for_an_hour() {
    let stage = Stage::plain().await;
    for name in ["ann", "anna", "anne"] {
        stage.confirmed(name, &[("name", name)]).await;
    }
    let first = json!({ "Limit": 1, "Filter": "name ^= \"an\"" });
    let page = stage.admin("ListUsers", first).await.ok();
    assert_eq!(names(&page), ["ann"]);
    let token = text(&page["PaginationToken"]);
    let next = |filter: &str, token: &str| {
        stage.admin(
            "ListUsers",
            json!({ "Filter": filter, "PaginationToken": token, "Limit": 2 }),
        )
    };
    assert_eq!(names(&next("name ^= \"an\"", &token).await.ok()), ["anna", "anne"]);
    assert_eq!(next("name ^= \"ann\"", &token).await.fault(), BAD_TOKEN);
    assert_eq!(next("name ^= \"an\"", "nonsense").await.fault(), BAD_TOKEN);
    let wanted = json!({ "Filter": "name ^= \"an\"", "PaginationToken": token, "AttributesToGet": ["name"] });
    assert_eq!(stage.admin("ListUsers", wanted).await.fault(), BAD_TOKEN);
    stage.server.clock().advance(Span::seconds(3601));
    assert_eq!(next("name ^= \"an\"", &token).await.fault(), BAD_TOKEN);
}

#[tokio::test]
async fn users_are_found_by_filter() {
    let stage = Stage::plain().await;
    stage
        .confirmed("Jane", &[("email", "jane@example.com"), ("name", "Jane \"J\" Doe")])
        .await;
    stage
        .confirmed("joan", &[("email", "joan@example.com"), ("phone_number", "+15550100")])
        .await;
    stage.sign_up("june", "june@example.com").await;
    stage
        .admin("AdminDisableUser", json!({ "Username": "joan" }))
        .await
        .ok();
    let sub = text(&stage.attribute("joan", "sub").await);
    let by_sub = format!("sub = \"{sub}\"");
    for (filter, found) in [
        ("username = \"Jane\"", vec!["Jane"]),
        ("username = \"jane\"", vec![]),
        ("email ^= \"J\"", vec!["Jane", "joan", "june"]),
        ("\"email\"=\"JOAN@example.com\"", vec!["joan"]),
        ("name = \"jane \\\"j\\\" doe\"", vec!["Jane"]),
        ("phone_number ^= \"+1555\"", vec!["joan"]),
        ("cognito:user_status = \"unconfirmed\"", vec!["june"]),
        ("status = \"Disabled\"", vec!["joan"]),
        ("status = \"disabled\"", vec![]),
        (by_sub.as_str(), vec!["joan"]),
        ("given_name = \"x\"", vec![]),
    ] {
        let list = stage.admin("ListUsers", json!({ "Filter": filter })).await.ok();
        assert_eq!(names(&list), found, "{filter}");
    }
    for (filter, sentence) in [
        ("email", "Error while parsing filter"),
        ("email = jane", "Error while parsing filter"),
        ("custom:hat = \"x\"", "Invalid search attribute: custom:hat"),
        ("gender = \"x\"", "Invalid search attribute: gender"),
    ] {
        let reply = stage.admin("ListUsers", json!({ "Filter": filter })).await;
        assert_eq!(reply.fault(), ("InvalidParameterException", sentence));
    }
    // Two things are wrong: the filter comes before the token.
    let two = json!({ "Filter": "email", "PaginationToken": "nonsense" });
    assert_eq!(
        stage.admin("ListUsers", two).await.fault(),
        ("InvalidParameterException", "Error while parsing filter")
    );
    let limit = stage.admin("ListUsers", json!({ "Limit": 61 })).await;
    let sentence = "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value \
                    less than or equal to 60";
    assert_eq!(limit.fault(), ("InvalidParameterException", sentence));
}

#[tokio::test]
async fn only_the_attributes_asked_for_are_listed() {
    let schema = json!([{ "Name": "hat", "AttributeDataType": "String", "Mutable": true }]);
    let stage = Stage::new(json!({ "Schema": schema }), json!({})).await;
    stage
        .confirmed("jane", &[("email", "jane@example.com"), ("custom:hat", "bowler")])
        .await;
    stage.confirmed("joan", &[("name", "Joan")]).await;
    let list = stage
        .admin("ListUsers", json!({ "AttributesToGet": ["email"] }))
        .await
        .ok();
    let shown: Vec<_> = list["Users"]
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["Attributes"].clone())
        .collect();
    assert!(shown.contains(&attributes(&[("email", "jane@example.com")])));
    assert!(shown.contains(&json!([])));
    let missing = (
        "InvalidParameterException",
        "One or more requested attributes do not exist.",
    );
    for wanted in ["shoe", "custom:hat"] {
        let reply = stage.admin("ListUsers", json!({ "AttributesToGet": [wanted] })).await;
        assert_eq!(reply.fault(), missing);
    }
    let body = json!({ "AttributesToGet": ["custom:hat"], "Filter": "username = \"jane\"" });
    let list = stage.admin("ListUsers", body).await.ok();
    assert_eq!(list["Users"][0]["Attributes"], attributes(&[("custom:hat", "bowler")]));
}

#[tokio::test]
async fn a_user_sees_what_its_client_may_read() {
    let stage = Stage::new(json!({}), json!({ "ReadAttributes": ["email"] })).await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let me = stage.server.call("GetUser", json!({ "AccessToken": token })).await.ok();
    let sub = text(&stage.attribute("jane", "sub").await);
    let shown = attributes(&[("sub", &sub), ("email", "jane@example.com")]);
    assert_eq!(me, json!({ "Username": "jane", "UserAttributes": shown }));
}

#[tokio::test]
async fn a_user_removes_itself() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let act = |operation: &'static str| stage.server.call(operation, json!({ "AccessToken": token }));
    let gone = act("DeleteUser").await;
    assert_eq!((gone.status, gone.bytes.len()), (200, 0));
    for operation in ["GetUser", "DeleteUser"] {
        assert_eq!(act(operation).await.fault(), MISSING);
    }
    assert_eq!(stage.sign_in("jane", PASSWORD).await.fault(), MISSING);
}

#[tokio::test]
async fn disabling_a_user_voids_what_it_was_given() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let token = stage.access_token("jane").await;
    let me = || stage.server.call("GetUser", json!({ "AccessToken": token }));
    let disabled = ("NotAuthorizedException", "User is disabled.");
    stage
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(me().await.fault(), disabled);
    assert_eq!(stage.sign_in("jane", PASSWORD).await.fault(), disabled);
    stage.admin("AdminEnableUser", json!({ "Username": "jane" })).await.ok();
    assert_eq!(
        me().await.fault(),
        ("NotAuthorizedException", "Access Token has been revoked")
    );
    stage.sign_in("jane", PASSWORD).await.ok();
}

#[tokio::test]
async fn every_operation_with_a_token_refuses_what_is_none() {
    let stage = Stage::plain().await;
    for (operation, more) in [
        ("GetUser", json!({})),
        ("DeleteUser", json!({})),
        (
            "ChangePassword",
            json!({ "PreviousPassword": PASSWORD, "ProposedPassword": PASSWORD }),
        ),
        ("UpdateUserAttributes", json!({ "UserAttributes": [] })),
        ("DeleteUserAttributes", json!({ "UserAttributeNames": [] })),
        ("GetUserAttributeVerificationCode", json!({ "AttributeName": "email" })),
        (
            "VerifyUserAttribute",
            json!({ "AttributeName": "email", "Code": "123456" }),
        ),
    ] {
        let mut body = more;
        let missing = stage.server.call(operation, body.clone()).await;
        assert_eq!(missing.fault().0, "InvalidParameterException", "{operation}");
        body["AccessToken"] = "nonsense".into();
        let reply = stage.server.call(operation, body).await;
        assert_eq!(
            reply.fault(),
            ("NotAuthorizedException", "Invalid Access Token"),
            "{operation}"
        );
    }
}

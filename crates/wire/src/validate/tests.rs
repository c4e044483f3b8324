//! The wire forms that were seen of the real service, and what is refused before them.

use serde_json::{Value, json};

use crate::{Code, Fault, Operation, generated::call::try_read};

fn fault(operation: Operation, input: &Value) -> Fault {
    try_read(operation, input.to_string().as_bytes()).unwrap_err()
}

#[track_caller]
fn assert_violations(operation: Operation, input: &Value, expected: &str) {
    let fault = fault(operation, input);
    assert_eq!(fault.message.as_deref(), Some(expected));
    assert_eq!(fault.code, Code::InvalidParameterException);
}

#[track_caller]
fn assert_mistyped(operation: Operation, input: &Value, expected: &str) {
    assert_eq!(
        fault(operation, input),
        Fault::new(Code::SerializationException, expected)
    );
}

#[test]
fn a_missing_member() {
    assert_violations(
        Operation::DescribeUserPool,
        &json!({}),
        "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
    );
    assert_violations(
        Operation::DescribeUserPool,
        &json!({ "UserPoolId": null, "Unknown": 5 }),
        "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
    );
    assert_violations(
        Operation::GetUser,
        &json!({}),
        "1 validation error detected: Value at 'accessToken' failed to satisfy constraint: Member must not be null",
    );
}

#[test]
fn a_client_id_is_shown_and_a_user_name_is_not() {
    let input = json!({ "ClientId": "ap-northeast-1_xxxx", "Username": "" });
    assert_violations(
        Operation::ForgotPassword,
        &input,
        "3 validation errors detected: Value 'ap-northeast-1_xxxx' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+; \
         Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+; \
         Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
    assert_violations(
        Operation::ForgotPassword,
        &json!({}),
        "2 validation errors detected: Value null at 'clientId' failed to satisfy constraint: Member must not be null; \
         Value at 'username' failed to satisfy constraint: Member must not be null",
    );
}

#[test]
fn pattern_before_length() {
    assert_violations(
        Operation::VerifySoftwareToken,
        &json!({ "UserCode": "Aaaa" }),
        "2 validation errors detected: Value 'Aaaa' at 'userCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+; \
         Value 'Aaaa' at 'userCode' failed to satisfy constraint: Member must have length greater than or equal to 6",
    );
}

#[test]
fn enums_in_the_order_of_the_service() {
    assert_violations(
        Operation::UpdateUserPool,
        &json!({ "UserPoolId": "r_a", "MfaConfiguration": "false" }),
        "1 validation error detected: Value 'false' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OPTIONAL, OFF, ON]",
    );
}

#[test]
fn one_entry_for_the_plain_elements_of_a_list() {
    let input = json!({ "UserPoolId": "r_a", "ClientName": "c", "AllowedOAuthFlows": ["code", "token"], "CallbackURLs": ["", "a b"] });
    assert_violations(
        Operation::CreateUserPoolClient,
        &input,
        "2 validation errors detected: Value '[, a b]' at 'callbackURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+]; \
         Value '[code, token]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [implicit, client_credentials, code]]",
    );
}

#[test]
fn an_entry_of_its_own_for_each_structure_in_a_list() {
    let input = json!({ "PoolName": "p", "Schema": [{ "Name": "ok" }, { "Name": "a_name_of_21_letters_" }] });
    assert_violations(
        Operation::CreateUserPool,
        &input,
        "1 validation error detected: Value 'a_name_of_21_letters_' at 'schema.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
    );
}

#[test]
fn structures_print_as_java_prints_them() {
    let attribute = |n: usize| json!({ "Name": format!("c{n}"), "AttributeDataType": "String" });
    let schema: Vec<Value> = (0..51).map(attribute).collect();
    let fault = fault(Operation::CreateUserPool, &json!({ "PoolName": "p", "Schema": schema }));
    let message = fault.message.unwrap();
    let start = "1 validation error detected: Value '[SchemaAttributeType(name=c0, attributeDataType=String, developerOnlyAttribute=null, mutable=null, required=null, numberAttributeConstraints=null, stringAttributeConstraints=null), SchemaAttributeType(name=c1, ";
    assert!(message.starts_with(start), "{message}");
    let end = ")]' at 'schema' failed to satisfy constraint: Member must have length less than or equal to 50";
    assert!(message.ends_with(end), "{message}");
}

#[test]
fn the_irregular_names_of_the_invitation() {
    let template = json!({ "EmailMessage": "no code", "SMSMessage": "no code" });
    let input = json!({ "PoolName": "p", "AdminCreateUserConfig": { "InviteMessageTemplate": template } });
    assert_violations(
        Operation::CreateUserPool,
        &input,
        "2 validation errors detected: Value 'no code' at 'adminCreateUserConfig.inviteMessage.smsMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: .*\\{####\\}.*; \
         Value 'no code' at 'adminCreateUserConfig.inviteMessage.emailMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*",
    );
}

#[test]
fn numbers_have_values_not_lengths() {
    assert_violations(
        Operation::ListUsers,
        &json!({ "UserPoolId": "r_a", "Limit": 61 }),
        "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
    let policies = json!({ "PasswordPolicy": { "MinimumLength": 5 } });
    assert_violations(
        Operation::CreateUserPool,
        &json!({ "PoolName": "p", "Policies": policies }),
        "1 validation error detected: Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6",
    );
}

#[test]
fn an_absent_page_size_of_resource_servers_is_zero() {
    assert_violations(
        Operation::ListResourceServers,
        &json!({ "UserPoolId": "r_a" }),
        "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
}

#[test]
fn passwords_may_hold_spaces_inside() {
    let sign_up = |password: &str| json!({ "ClientId": "c", "Username": "u", "Password": password });
    let read = |password: &str| try_read(Operation::SignUp, sign_up(password).to_string().as_bytes());
    for good in ["ab", "correct horse battery", "\u{e4}\u{1f511}", &"x".repeat(256)] {
        assert_eq!(read(good), Ok(()), "{good}");
    }
    let pattern = "Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$";
    for bad in [" ab", "ab ", "a", "a\nb"] {
        assert_violations(
            Operation::SignUp,
            &sign_up(bad),
            &format!("1 validation error detected: {pattern}"),
        );
    }
    let empty = "Value at 'password' failed to satisfy constraint: Member must have length greater than or equal to 1";
    assert_violations(
        Operation::SignUp,
        &sign_up(""),
        &format!("2 validation errors detected: {pattern}; {empty}"),
    );
    let long = "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 256";
    assert_violations(Operation::SignUp, &sign_up(&"x".repeat(257)), long);
}

#[test]
fn lengths_count_characters() {
    let names = |n: usize| json!({ "ClientId": "c", "Username": "\u{1f511}".repeat(n) });
    assert_eq!(
        try_read(Operation::ForgotPassword, names(128).to_string().as_bytes()),
        Ok(())
    );
    assert_violations(
        Operation::ForgotPassword,
        &names(129),
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128",
    );
}

#[test]
fn javas_word_characters_are_ascii() {
    assert_violations(
        Operation::DescribeUserPool,
        &json!({ "UserPoolId": "\u{fc}s-west-1_a" }),
        "1 validation error detected: Value '\u{fc}s-west-1_a' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
    );
}

#[test]
fn one_entry_for_the_keys_and_one_for_the_values_of_a_map() {
    let tags = json!({ "a": "b", "": "x".repeat(257) });
    let shown = format!("{{a=b, ={}}}", "x".repeat(257));
    assert_violations(
        Operation::CreateUserPool,
        &json!({ "PoolName": "p", "UserPoolTags": tags }),
        &format!(
            "2 validation errors detected: Value '{shown}' at 'userPoolTags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]; \
             Value '{shown}' at 'userPoolTags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]"
        ),
    );
}

#[test]
fn null_entries_count_as_absent() {
    let input = json!({ "ClientId": "c", "Username": "u", "ClientMetadata": { "a": null, "b": "c" } });
    let read = crate::read::<crate::call::ForgotPassword>(input.to_string().as_bytes()).unwrap();
    assert_eq!(read.client_metadata, Some([("b".to_owned(), "c".to_owned())].into()));
    assert_violations(
        Operation::AdminDeleteUserAttributes,
        &json!({ "UserPoolId": "r_a", "Username": "u", "UserAttributeNames": ["email", null] }),
        "1 validation error detected: Value null at 'userAttributeNames.2.member' failed to satisfy constraint: Member must not be null",
    );
}

#[test]
fn no_text_holds_nul() {
    let client = |metadata: Value| json!({ "ClientId": "c", "Username": "u", "ClientMetadata": metadata });
    for metadata in [json!({ "k": "a\0" }), json!({ "k\0": "a" })] {
        let fault = fault(Operation::ForgotPassword, &client(metadata));
        let message = fault.message.unwrap();
        assert!(
            message.ends_with("failed to satisfy constraint: Member must not contain the character U+0000"),
            "{message}"
        );
    }
    let settings = json!({ "UserPoolId": "r_a", "ClientId": "c", "Settings": { "a": ["\0"] } });
    let message = fault(Operation::CreateManagedLoginBranding, &settings).message.unwrap();
    assert!(
        message.contains("at 'settings' failed to satisfy constraint: Member must not contain"),
        "{message}"
    );
}

#[test]
fn a_flood_of_violations_is_cut() {
    let attributes: Vec<Value> = (0..5000).map(|_| json!({})).collect();
    let input = json!({ "UserPoolId": "r_a", "Username": "u", "UserAttributes": attributes });
    let message = fault(Operation::AdminUpdateUserAttributes, &input).message.unwrap();
    assert!(message.starts_with("100 validation errors detected: "), "{message}");
}

#[test]
fn wrong_json_types() {
    let describe = |id: Value| json!({ "UserPoolId": id });
    let cases = [
        (describe(json!(5)), "NUMBER_VALUE can not be converted to a String"),
        (describe(json!(true)), "TRUE_VALUE can not be converted to a String"),
        (describe(json!(["a"])), "Start of list found where not expected"),
        (
            describe(json!({})),
            "Start of structure or map found where not expected.",
        ),
    ];
    for (input, expected) in cases {
        assert_mistyped(Operation::DescribeUserPool, &input, expected);
    }
    let list = |limit: Value| json!({ "Limit": limit });
    let cases = [
        (list(json!("5")), "STRING_VALUE can not be converted to an Integer"),
        (list(json!(5.5)), "NUMBER_VALUE can not be converted to an Integer"),
        (
            list(json!(3_000_000_000_u32)),
            "NUMBER_VALUE can not be converted to an Integer",
        ),
        (json!({ "AttributesToGet": "email" }), "Expected list or null"),
        (
            json!({ "AttributesToGet": [1] }),
            "NUMBER_VALUE can not be converted to a String",
        ),
    ];
    for (input, expected) in cases {
        assert_mistyped(Operation::ListUsers, &input, expected);
    }
    assert_mistyped(Operation::CreateUserPool, &json!({ "Policies": "x" }), "Expected null");
    assert_mistyped(
        Operation::SignUp,
        &json!({ "ClientMetadata": { "k": 1 } }),
        "NUMBER_VALUE can not be converted to a String",
    );
}

#[test]
fn what_is_no_json_object() {
    let deep = format!("{}{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    let bodies: [&[u8]; 9] = [
        b"{",
        b"[]",
        b"null",
        b"\"a\"",
        b"{}{}",
        b"{\"Username\":\"\xff\"}",
        b"{\"Username\":\"\\ud800\"}",
        b"{\"Limit\":1e999}",
        deep.as_bytes(),
    ];
    for body in bodies {
        let fault = try_read(Operation::ListUsers, body).unwrap_err();
        assert_eq!(fault, Fault::bare(Code::SerializationException), "{:?}", body.get(..20));
    }
}

#[test]
fn an_empty_body_is_an_empty_object_and_the_last_of_two_members_counts() {
    let message = try_read(Operation::DescribeUserPool, b"").unwrap_err().message.unwrap();
    assert!(message.contains("Value null at 'userPoolId'"), "{message}");
    assert_eq!(
        try_read(Operation::DescribeUserPool, br#"{"UserPoolId":5,"UserPoolId":"r_a"}"#),
        Ok(())
    );
}

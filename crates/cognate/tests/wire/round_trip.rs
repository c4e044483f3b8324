//! What Terraform does with every member of pools and clients, one by one: create it, describe it, send back what was described:
//! nothing has changed. And what an update leaves out goes back to its default or stays (resources.md §§2.4, 3.4).

use std::collections::BTreeSet;

use domain::moment::Span;
use serde_json::{Map, Value, json};
use testkit::Server;
use wire::{Operation, facts::Kind};

/// What becomes of a member that an update leaves out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Omitted {
    /// It goes back to its default.
    Resets,
    /// It stays.
    Stays,
    /// An update has no such member.
    Fixed,
}

use Omitted::{Fixed, Resets, Stays};

/// A member, a value for it, what it cannot be without, and what an update does that leaves it out.
type Row = (&'static str, Value, Value, Omitted);

const ROLE: &str = "arn:aws:iam::123456789012:role/sms";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:f";

fn sms() -> Value {
    json!({ "SmsConfiguration": { "SnsCallerArn": ROLE, "ExternalId": "e", "SnsRegion": "us-east-1" } })
}

fn with_templates() -> Value {
    json!({ "VerificationMessageTemplate": {
        "SmsMessage": "Code {####}", "EmailMessage": "Your code is {####}", "EmailSubject": "Code",
        "EmailMessageByLink": "Click {##here##}", "EmailSubjectByLink": "Click", "DefaultEmailOption": "CONFIRM_WITH_LINK",
    } })
}

fn of_pools() -> Vec<Row> {
    let none = || json!({});
    let plus = || json!({ "UserPoolTier": "PLUS" });
    vec![
        ("PoolName", json!("renamed"), none(), Stays),
        (
            "Policies",
            json!({
                "PasswordPolicy": { "MinimumLength": 12, "RequireNumbers": true, "PasswordHistorySize": 2,
                    "TemporaryPasswordValidityDays": 3 },
                "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"] },
            }),
            none(),
            Resets,
        ),
        ("DeletionProtection", json!("ACTIVE"), none(), Stays),
        (
            "LambdaConfig",
            json!({
                "PreSignUp": FUNCTION, "CustomMessage": FUNCTION, "PostConfirmation": FUNCTION, "PreAuthentication": FUNCTION,
                "PostAuthentication": FUNCTION, "DefineAuthChallenge": FUNCTION, "CreateAuthChallenge": FUNCTION,
                "VerifyAuthChallengeResponse": FUNCTION, "PreTokenGeneration": FUNCTION, "UserMigration": FUNCTION,
                "PreTokenGenerationConfig": { "LambdaArn": FUNCTION, "LambdaVersion": "V2_0" },
                "CustomSMSSender": { "LambdaArn": FUNCTION, "LambdaVersion": "V1_0" },
                "CustomEmailSender": { "LambdaArn": FUNCTION, "LambdaVersion": "V1_0" },
                "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/k",
                "InboundFederation": { "LambdaArn": FUNCTION, "LambdaVersion": "V1_0" },
            }),
            none(),
            Resets,
        ),
        (
            "AutoVerifiedAttributes",
            json!(["email", "phone_number"]),
            sms(),
            Resets,
        ),
        ("AliasAttributes", json!(["email", "preferred_username"]), none(), Fixed),
        ("UsernameAttributes", json!(["email", "phone_number"]), none(), Fixed),
        (
            "UsernameConfiguration",
            json!({ "CaseSensitive": false }),
            none(),
            Fixed,
        ),
        ("SmsVerificationMessage", json!("Code {####}"), none(), Resets),
        ("EmailVerificationMessage", json!("Your code is {####}"), none(), Resets),
        ("EmailVerificationSubject", json!("Code"), none(), Resets),
        (
            "VerificationMessageTemplate",
            with_templates()["VerificationMessageTemplate"].clone(),
            none(),
            Resets,
        ),
        ("SmsAuthenticationMessage", json!("Sign in with {####}"), none(), Resets),
        ("MfaConfiguration", json!("OPTIONAL"), sms(), Stays),
        (
            "UserAttributeUpdateSettings",
            json!({ "AttributesRequireVerificationBeforeUpdate": ["email"] }),
            json!({ "AutoVerifiedAttributes": ["email"] }),
            Stays,
        ),
        (
            "DeviceConfiguration",
            json!({ "ChallengeRequiredOnNewDevice": true, "DeviceOnlyRememberedOnUserPrompt": true }),
            none(),
            Resets,
        ),
        (
            "EmailConfiguration",
            json!({
                "EmailSendingAccount": "DEVELOPER", "From": "A <a@example.com>", "ReplyToEmailAddress": "b@example.com",
                "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/a@example.com", "ConfigurationSet": "set",
            }),
            none(),
            Resets,
        ),
        ("SmsConfiguration", sms()["SmsConfiguration"].clone(), none(), Resets),
        ("UserPoolTags", json!({ "team": "a", "stage": "b" }), none(), Stays),
        (
            "AdminCreateUserConfig",
            json!({
                "AllowAdminCreateUserOnly": true,
                "InviteMessageTemplate": {
                    "EmailMessage": "{username}: {####}", "EmailSubject": "Welcome", "SMSMessage": "{username} {####}",
                },
            }),
            none(),
            Resets,
        ),
        (
            "Schema",
            json!([{ "Name": "email", "AttributeDataType": "String", "Required": true, "Mutable": true }]),
            none(),
            Fixed,
        ),
        (
            "UserPoolAddOns",
            json!({ "AdvancedSecurityMode": "AUDIT", "AdvancedSecurityAdditionalFlows": { "CustomAuthMode": "ENFORCED" } }),
            plus(),
            Resets,
        ),
        (
            "DcrConfiguration",
            json!({
                "EnableStatus": "Enabled", "OpenDcrEnabled": true, "AuthenticatedGrantTypes": ["code"],
                "OpenDcrGrantTypes": ["code"], "AllowedScopes": ["openid"],
            }),
            none(),
            Stays,
        ),
        (
            "AccountRecoverySetting",
            json!({ "RecoveryMechanisms": [{ "Priority": 1, "Name": "verified_phone_number" }] }),
            none(),
            Resets,
        ),
        ("UserPoolTier", json!("LITE"), none(), Stays),
        (
            "KeyConfiguration",
            json!({ "KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/k" }),
            none(),
            Stays,
        ),
        ("IssuerConfiguration", json!({ "Type": "UPDATED" }), none(), Stays),
        (
            "AcrConfiguration",
            json!({ "Level3": { "AcrValue": "high" } }),
            none(),
            Stays,
        ),
    ]
}

fn of_clients() -> Vec<Row> {
    let none = || json!({});
    let oauth = json!({
        "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "phone"], "CallbackURLs": ["https://a.example.com/in"],
        "AllowedOAuthFlowsUserPoolClient": true,
    });
    let without = |member: &str| {
        let mut others = oauth.clone();
        others.as_object_mut().expect("members").remove(member);
        if ["AllowedOAuthFlows", "AllowedOAuthScopes"].contains(&member) {
            others["AllowedOAuthFlowsUserPoolClient"] = json!(false);
        }
        others
    };
    let callback = json!({ "CallbackURLs": ["https://a.example.com/in", "my-app://in"] });
    vec![
        ("ClientName", json!("renamed"), none(), Stays),
        ("GenerateSecret", json!(true), none(), Fixed),
        (
            "ClientSecret",
            json!("my_own_secret_of_more_than_24_characters"),
            none(),
            Fixed,
        ),
        ("RefreshTokenValidity", json!(10), none(), Resets),
        ("AccessTokenValidity", json!(5), none(), Resets),
        ("IdTokenValidity", json!(6), none(), Resets),
        (
            "TokenValidityUnits",
            json!({ "AccessToken": "minutes", "IdToken": "hours", "RefreshToken": "days" }),
            none(),
            Resets,
        ),
        ("ReadAttributes", json!(["email", "name"]), none(), Resets),
        ("WriteAttributes", json!(["name", "email"]), none(), Resets),
        (
            "ExplicitAuthFlows",
            json!(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
            none(),
            Resets,
        ),
        ("SupportedIdentityProviders", json!(["COGNITO"]), none(), Resets),
        ("CallbackURLs", callback["CallbackURLs"].clone(), none(), Resets),
        ("LogoutURLs", json!(["https://a.example.com/out"]), none(), Resets),
        ("DefaultRedirectURI", json!("my-app://in"), callback, Resets),
        (
            "AllowedOAuthFlows",
            json!(["code"]),
            without("AllowedOAuthFlows"),
            Resets,
        ),
        (
            "AllowedOAuthScopes",
            json!(["openid"]),
            without("AllowedOAuthScopes"),
            Resets,
        ),
        (
            "AllowedOAuthFlowsUserPoolClient",
            json!(true),
            without("AllowedOAuthFlowsUserPoolClient"),
            Resets,
        ),
        (
            "AnalyticsConfiguration",
            json!({ "ApplicationArn": "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a", "UserDataShared": true }),
            none(),
            Resets,
        ),
        ("PreventUserExistenceErrors", json!("ENABLED"), none(), Resets),
        ("EnableTokenRevocation", json!(false), none(), Resets),
        (
            "EnablePropagateAdditionalUserContextData",
            json!(true),
            json!({ "GenerateSecret": true }),
            Resets,
        ),
        ("AuthSessionValidity", json!(15), none(), Resets),
        (
            "RefreshTokenRotation",
            json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 }),
            json!({ "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"] }),
            Resets,
        ),
    ]
}

/// A kind of thing: how it is made, shown and changed.
struct Thing {
    server: Server,
    /// What every call names: the pool of a client.
    of: Value,
    create: Operation,
    describe: &'static str,
    update: Operation,
    /// The member that holds the document, its id in it, and the id in calls.
    document: (&'static str, &'static str, &'static str),
    /// The member that names it at creation, and in the document.
    name: (&'static str, &'static str),
}

impl Thing {
    async fn pool() -> Self {
        Self {
            server: Server::start().await,
            of: json!({}),
            create: Operation::CreateUserPool,
            describe: "DescribeUserPool",
            update: Operation::UpdateUserPool,
            document: ("UserPool", "Id", "UserPoolId"),
            name: ("PoolName", "Name"),
        }
    }

    async fn client() -> Self {
        let server = Server::start().await;
        let pool = server.call("CreateUserPool", json!({ "PoolName": "p" })).await.ok();
        Self {
            server,
            of: json!({ "UserPoolId": pool["UserPool"]["Id"] }),
            create: Operation::CreateUserPoolClient,
            describe: "DescribeUserPoolClient",
            update: Operation::UpdateUserPoolClient,
            document: ("UserPoolClient", "ClientId", "ClientId"),
            name: ("ClientName", "ClientName"),
        }
    }

    /// Makes one with these members.
    async fn created(&self, members: [&Value; 2]) -> Value {
        let mut body = merged(&self.of, &json!({ (self.name.0): "thing" }));
        for members in members {
            body = merged(&body, members);
        }
        let made = self.server.call(self.create.name(), body).await.ok();
        made[self.document.0].clone()
    }

    fn id(&self, document: &Value) -> Value {
        merged(&self.of, &json!({ (self.document.2): document[self.document.1] }))
    }

    async fn described(&self, document: &Value) -> Value {
        let shown = self.server.call(self.describe, self.id(document)).await.ok();
        let mut shown = shown[self.document.0].clone();
        shown.as_object_mut().expect("members").remove("LastModifiedDate");
        shown
    }

    async fn updated(&self, document: &Value, members: &Value) {
        self.server.clock().advance(Span::seconds(1));
        let body = merged(&self.id(document), members);
        let reply = self.server.call(self.update.name(), body).await;
        assert_eq!(reply.status, 200, "{members}: {}", reply.body);
    }

    /// What can be sent back of what was described.
    fn sent_back(&self, document: &Value) -> Value {
        let mut body = Map::new();
        for member in members(self.update) {
            let shown = if member == self.name.0 { self.name.1 } else { member };
            if let Some(value) = document.get(shown) {
                body.insert(member.to_owned(), value.clone());
            }
        }
        // The number that mirrors the policy is refused when it is sent (resources.md §2.4, observed); Terraform sends 0.
        if let Some(config) = body.get_mut("AdminCreateUserConfig") {
            config["UnusedAccountValidityDays"] = json!(0);
        }
        body.into()
    }

    /// What is shown of a member.
    fn shown<'a>(&self, document: &'a Value, member: &str) -> &'a Value {
        let shown = match member {
            "PoolName" => "Name",
            "Schema" => "SchemaAttributes",
            "GenerateSecret" => "ClientSecret",
            member => member,
        };
        &document[shown]
    }

    /// Rows for exactly the members of the model.
    fn covers(&self, rows: &[Row]) {
        let ours: BTreeSet<&str> = rows.iter().map(|(member, ..)| *member).collect();
        let both = members(self.create).into_iter().chain(members(self.update));
        let all: BTreeSet<&str> = both
            .filter(|member| !["UserPoolId", "ClientId"].contains(member))
            .collect();
        assert_eq!(ours, all, "the table and the model differ");
        for (member, _, _, omitted) in rows {
            let fixed = !members(self.update).contains(member);
            assert_eq!(fixed, *omitted == Fixed, "{member}");
        }
    }

    async fn goes_round(&self, (member, value, others, omitted): &Row) {
        let made = self.created([others, &json!({ (*member): value })]).await;
        let before = self.described(&made).await;
        let given = self.shown(&before, member);
        match *member {
            // Not what was given, but a secret.
            "GenerateSecret" => assert!(given.is_string()),
            "ClientSecret" => assert_eq!(given, value),
            _ => assert!(holds(given, value), "{member}: {given} is not {value}"),
        }
        let plain = self.described(&self.created([others, &json!({})]).await).await;
        assert_ne!(self.shown(&plain, member), given, "{member}: the value says nothing");

        self.updated(&made, &self.sent_back(&before)).await;
        assert_eq!(self.described(&made).await, before, "{member}: sent back");

        let mut rest = others.clone();
        rest.as_object_mut()
            .expect("members")
            .retain(|name, _| members(self.update).contains(&name.as_str()));
        self.updated(&made, &rest).await;
        let after = self.described(&made).await;
        let expected = match omitted {
            Stays | Fixed => &before,
            Resets => &plain,
        };
        assert_eq!(
            self.shown(&after, member),
            self.shown(expected, member),
            "{member}: left out"
        );
    }
}

fn members(operation: Operation) -> Vec<&'static str> {
    match &operation.input().kind {
        Kind::Structure(members) => members.iter().map(|member| member.name).collect(),
        _ => Vec::new(),
    }
}

fn merged(base: &Value, more: &Value) -> Value {
    let mut base = base.clone();
    for (name, value) in more.as_object().expect("members") {
        base[name] = value.clone();
    }
    base
}

/// Whether everything that was given is shown, perhaps with more beside it.
fn holds(shown: &Value, given: &Value) -> bool {
    match (shown, given) {
        (Value::Object(shown), Value::Object(given)) => given
            .iter()
            .all(|(name, value)| shown.get(name).is_some_and(|shown| holds(shown, value))),
        (Value::Array(shown), Value::Array(given)) => {
            given.iter().all(|given| shown.iter().any(|shown| holds(shown, given)))
        }
        (shown, given) => shown == given,
    }
}

#[tokio::test]
async fn every_member_of_a_pool() {
    let pool = Thing::pool().await;
    let rows = of_pools();
    pool.covers(&rows);
    for row in &rows {
        pool.goes_round(row).await;
    }
}

#[tokio::test]
async fn every_member_of_a_client() {
    let client = Thing::client().await;
    let rows = of_clients();
    client.covers(&rows);
    for row in &rows {
        client.goes_round(row).await;
    }
}

//! Pools in a second region (resources.md §14).

use axum::http::HeaderValue;
use serde_json::{Value, json};
use testkit::{ACCESS_KEY, Reply, SECRET_KEY};
use wire::{Auth, Operation};

use crate::{
    sample::{input, takes},
    scene::{PASSWORD, Scene},
};

const NOT_ENABLED: (&str, &str) = (
    "OperationNotEnabledException",
    "Operation is not enabled for this user pool.",
);

/// The region of the secondary.
const SECOND: &str = "eu-west-1";

/// Settings without which a pool cannot have a replica.
fn ready() -> Value {
    json!({
        "IssuerConfiguration": { "Type": "UPDATED" },
        "KeyConfiguration": {
            "KeyType": "CUSTOMER_MANAGED_KEY",
            "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
        },
    })
}

async fn scene() -> Scene {
    Scene::with(ready(), json!({})).await
}

async fn create(scene: &Scene) -> Reply {
    scene
        .admin("CreateUserPoolReplica", json!({ "RegionName": SECOND }))
        .await
}

async fn set_status(scene: &Scene, status: &str) -> Reply {
    let body = json!({ "RegionName": SECOND, "Status": status });
    scene.admin("UpdateUserPoolReplica", body).await
}

async fn active() -> Scene {
    let scene = scene().await;
    create(&scene).await.ok();
    set_status(&scene, "ACTIVE").await.ok();
    scene
}

/// A request to the second region: signed for it, or else to a host of its own.
async fn there(scene: &Scene, operation: &str, mut body: Value) -> Reply {
    let signed = Operation::parse(operation).unwrap().auth() == Auth::SigV4;
    if signed && body.get("UserPoolId").is_none() {
        body["UserPoolId"] = json!(scene.pool);
    }
    let request = scene.server.request(operation).json(&body);
    if signed {
        return request.region(SECOND).send().await;
    }
    let mut request = request.into_request();
    let host = HeaderValue::from_static("cognito-idp.eu-west-1.example.com");
    request.headers_mut().insert("host", host);
    scene.server.send(request).await
}

fn replica(scene: &Scene, region: &str, status: &str, role: &str) -> Value {
    let arn = format!("arn:aws:cognito-idp:{region}:123456789012:userpool/{}", scene.pool);
    json!({ "RegionName": region, "Status": status, "Role": role, "UserPoolArn": arn })
}

#[tokio::test]
async fn a_replica_is_made_opened_closed_and_taken_away() {
    let scene = scene().await;
    let list = async || scene.admin("ListUserPoolReplicas", json!({})).await.ok()["UserPoolReplicas"].clone();
    let primary = replica(&scene, "us-east-1", "ACTIVE", "PRIMARY");
    let secondary = |status: &str| replica(&scene, SECOND, status, "SECONDARY");
    assert_eq!(list().await, json!([primary]));
    assert_eq!(
        create(&scene).await.ok(),
        json!({ "UserPoolReplica": secondary("CREATING") })
    );
    assert_eq!(list().await, json!([primary, secondary("INACTIVE")]));
    let opened = set_status(&scene, "ACTIVE").await.ok();
    assert_eq!(opened, json!({ "UserPoolReplica": secondary("ACTIVE") }));

    let body = json!({ "RegionName": SECOND });
    let delete = async || scene.admin("DeleteUserPoolReplica", body.clone()).await;
    assert_eq!(
        delete().await.fault(),
        (
            "InvalidParameterException",
            "User pool replica must be in INACTIVE status to be deleted."
        )
    );
    // The second region may close itself.
    let close = json!({ "RegionName": SECOND, "Status": "INACTIVE" });
    let closed = there(&scene, "UpdateUserPoolReplica", close).await.ok();
    assert_eq!(closed, json!({ "UserPoolReplica": secondary("INACTIVE") }));
    assert_eq!(delete().await.ok(), json!({ "UserPoolReplica": secondary("DELETING") }));
    assert_eq!(list().await, json!([primary]));
    assert_eq!(
        delete().await.fault(),
        (
            "ResourceNotFoundException",
            "User pool replica in region eu-west-1 does not exist."
        )
    );
    assert_eq!(
        set_status(&scene, "ACTIVE").await.fault().0,
        "ResourceNotFoundException"
    );
}

#[tokio::test]
async fn a_pool_needs_its_tier_a_key_of_regions_and_their_issuer() {
    let refused = async |settings: Value| {
        let scene = Scene::with(settings, json!({})).await;
        let reply = create(&scene).await;
        let (name, sentence) = reply.fault();
        (name.to_owned(), sentence.to_owned())
    };
    let not_enabled = (NOT_ENABLED.0.to_owned(), NOT_ENABLED.1.to_owned());
    assert_eq!(refused(json!({})).await, not_enabled);
    let with = |member: &str, value: Value| {
        let mut settings = ready();
        settings[member] = value;
        settings
    };
    assert_eq!(
        refused(with("IssuerConfiguration", json!({ "Type": "ORIGINAL" }))).await,
        not_enabled
    );
    let lite = (
        "FeatureUnavailableInTierException".to_owned(),
        "The following feature is not available for the LITE pricing tier configured: Multi-Region Replication"
            .to_owned(),
    );
    assert_eq!(refused(with("UserPoolTier", json!("LITE"))).await, lite);
}

#[tokio::test]
async fn a_pool_has_one_secondary_and_it_is_elsewhere() {
    let scene = scene().await;
    let own = json!({ "RegionName": "us-east-1", "Status": "ACTIVE" });
    let sentence = "Region us-east-1 is the primary region of the user pool.";
    for operation in [
        "CreateUserPoolReplica",
        "UpdateUserPoolReplica",
        "DeleteUserPoolReplica",
    ] {
        let reply = scene.admin(operation, own.clone()).await;
        assert_eq!(reply.fault(), ("InvalidParameterException", sentence), "{operation}");
    }
    create(&scene).await.ok();
    let second = scene
        .admin("CreateUserPoolReplica", json!({ "RegionName": "us-west-2" }))
        .await;
    assert_eq!(
        second.fault(),
        (
            "LimitExceededException",
            "User pool already has the maximum number of replicas."
        )
    );
}

#[tokio::test]
async fn the_second_region_does_what_a_secondary_may_and_no_more() {
    let scene = scene().await;
    scene.user("jane").await;
    create(&scene).await.ok();
    let sign_in = json!({
        "ClientId": scene.client,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "jane", "PASSWORD": PASSWORD },
    });
    // Inactive: administrators may look, users may not sign in.
    there(&scene, "AdminGetUser", json!({ "Username": "jane" })).await.ok();
    assert_eq!(
        there(&scene, "InitiateAuth", sign_in.clone()).await.fault(),
        NOT_ENABLED
    );

    set_status(&scene, "ACTIVE").await.ok();
    let tokens = there(&scene, "InitiateAuth", sign_in).await.ok()["AuthenticationResult"].clone();
    let token = json!({ "AccessToken": tokens["AccessToken"] });
    there(&scene, "GetUser", token.clone()).await.ok();
    // A token of one region is good in the other.
    assert_eq!(scene.whoami(&tokens["AccessToken"]).await.ok()["Username"], "jane");

    // But nobody is made or changed.
    let password = json!({ "AccessToken": tokens["AccessToken"], "PreviousPassword": PASSWORD, "ProposedPassword": "0ther-Passw0rd" });
    let sign_up = json!({ "ClientId": scene.client, "Username": "joe", "Password": PASSWORD });
    for (operation, body) in [
        ("AdminCreateUser", json!({ "Username": "joe" })),
        ("SignUp", sign_up),
        ("ChangePassword", password),
        ("DeleteUser", token),
        ("CreateGroup", json!({ "GroupName": "some" })),
        ("CreateUserPoolReplica", json!({ "RegionName": "us-west-2" })),
        ("DeleteUserPoolReplica", json!({ "RegionName": SECOND })),
        ("DeleteUserPool", json!({})),
    ] {
        assert_eq!(there(&scene, operation, body).await.fault(), NOT_ENABLED, "{operation}");
    }
}

/// What a secondary does in every state, and what an active one does besides: the lists of the developer guide.
const FOR_ADMINISTRATORS: &str = "AdminGetDevice AdminGetUser AdminListDevices AdminListGroupsForUser AdminListUserAuthEvents \
    CreateUserPoolDomain DeleteUserPoolDomain DescribeIdentityProvider DescribeManagedLoginBranding \
    DescribeManagedLoginBrandingByClient DescribeResourceServer DescribeRiskConfiguration DescribeTerms DescribeUserPool \
    DescribeUserPoolClient DescribeUserPoolDomain GetGroup GetLogDeliveryConfiguration GetSigningCertificate \
    GetUICustomization GetUserPoolMfaConfig ListIdentityProviders ListGroups ListResourceServers ListTagsForResource ListTerms \
    ListUserPoolClients ListUserPoolClientSecrets ListUserPoolReplicas ListUserPools ListUsers ListUsersInGroup \
    SetLogDeliveryConfiguration SetRiskConfiguration SetUserPoolMfaConfig TagResource UntagResource UpdateUserPool \
    UpdateUserPoolDomain UpdateUserPoolReplica";
const FOR_USERS: &str = "AdminInitiateAuth AdminRespondToAuthChallenge AdminUpdateAuthEventFeedback AdminUserGlobalSignOut GetDevice \
    GetIdentityProviderByIdentifier GetTokensFromRefreshToken GetUser GetUserAuthFactors GlobalSignOut InitiateAuth ListDevices \
    ListWebAuthnCredentials RespondToAuthChallenge RevokeToken UpdateAuthEventFeedback";

/// Operations that name no pool, nor anything that belongs to one.
const OF_NO_POOL: &str =
    "CreateUserPool GetProvisionedLimit UpdateProvisionedLimit ListUserPools DescribeUserPoolDomain";

#[tokio::test]
async fn every_other_operation_is_refused_there() {
    let scene = scene().await;
    scene.user("jane").await;
    create(&scene).await.ok();
    let lists = |list: &'static str| list.split(' ').collect::<Vec<_>>();
    let (always, active, nowhere) = (lists(FOR_ADMINISTRATORS), lists(FOR_USERS), lists(OF_NO_POOL));
    let token = scene.tokens("jane").await["AccessToken"].clone();
    let secret = scene.another_client(json!({ "GenerateSecret": true })).await;
    let refused = async |operation: Operation| {
        let mut body = input(operation);
        for (member, value) in [
            ("UserPoolId", json!(scene.pool)),
            ("ClientId", json!(scene.client)),
            ("AccessToken", token.clone()),
            ("SubjectToken", token.clone()),
            ("ClientId", secret["ClientId"].clone()),
            ("Secret", secret["ClientSecret"].clone()),
        ] {
            if takes(operation, member) && (member != "ClientId" || value == scene.client || takes(operation, "Secret"))
            {
                body.insert(member.into(), value);
            }
        }
        there(&scene, operation.name(), body.into()).await
    };
    for operation in Operation::ALL.iter().copied() {
        let name = operation.name();
        if nowhere.contains(&name) || always.contains(&name) {
            continue;
        }
        let reply = refused(operation).await;
        let right = reply.status == 501 || (reply.status == 400 && reply.fault() == NOT_ENABLED);
        assert!(right, "inactive: {name}: {}", reply.body);
    }
    set_status(&scene, "ACTIVE").await.ok();
    for operation in Operation::ALL.iter().copied() {
        let name = operation.name();
        if nowhere.contains(&name) || always.contains(&name) || active.contains(&name) {
            continue;
        }
        let reply = refused(operation).await;
        let right = reply.status == 501 || (reply.status == 400 && reply.fault() == NOT_ENABLED);
        assert!(right, "active: {name}: {}", reply.body);
    }
}

#[tokio::test]
async fn a_region_without_a_replica_has_no_pool() {
    let scene = scene().await;
    let reply = there(&scene, "DescribeUserPool", json!({})).await;
    let sentence = format!("User pool {} does not exist.", scene.pool);
    assert_eq!(reply.fault(), ("ResourceNotFoundException", sentence.as_str()));
}

#[tokio::test]
async fn the_second_region_has_its_own_arn_tags_messages_and_functions() {
    let scene = scene().await;
    let body = json!({ "RegionName": SECOND, "UserPoolTags": { "where": "there" } });
    scene.admin("CreateUserPoolReplica", body).await.ok();
    let shown = async |region: &str| {
        let request = scene.server.request("DescribeUserPool").region(region);
        let reply = request.json(&json!({ "UserPoolId": scene.pool })).send().await;
        reply.ok()["UserPool"].clone()
    };
    let there_now = shown(SECOND).await;
    let arn = format!("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{}", scene.pool);
    assert_eq!((&there_now["Arn"], &there_now["Id"]), (&json!(arn), &json!(scene.pool)));
    assert_eq!(there_now["UserPoolTags"], json!({ "where": "there" }));

    let function = "arn:aws:lambda:eu-west-1:123456789012:function:there";
    let change = json!({ "LambdaConfig": { "PreSignUp": function } });
    there(&scene, "UpdateUserPool", change).await.ok();
    assert_eq!(shown(SECOND).await["LambdaConfig"]["PreSignUp"], function);
    assert_eq!(shown("us-east-1").await["LambdaConfig"], json!({}));
    // What is the same everywhere is set in the primary only.
    let elsewhere = json!({ "DeletionProtection": "ACTIVE" });
    assert_eq!(there(&scene, "UpdateUserPool", elsewhere).await.fault(), NOT_ENABLED);
}

#[tokio::test]
async fn both_regions_list_the_pool() {
    let scene = scene().await;
    let listed = async |region: &str| {
        let body = json!({ "MaxResults": 60 });
        let reply = scene
            .server
            .request("ListUserPools")
            .json(&body)
            .region(region)
            .send()
            .await;
        reply.ok()["UserPools"].as_array().unwrap().clone()
    };
    let shown = |pools: &[Value]| {
        pools
            .iter()
            .map(|pool| pool["ReplicaRegions"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&listed("us-east-1").await), [Value::Null]);
    assert_eq!(listed(SECOND).await, Vec::<Value>::new());
    create(&scene).await.ok();
    assert_eq!(shown(&listed("us-east-1").await), [json!([SECOND])]);
    let function = "arn:aws:lambda:eu-west-1:123456789012:function:f";
    there(
        &scene,
        "UpdateUserPool",
        json!({ "LambdaConfig": { "PreSignUp": function } }),
    )
    .await
    .ok();
    let here = listed(SECOND).await;
    assert_eq!(shown(&here), [json!([SECOND])]);
    assert_eq!(here[0]["Id"], json!(scene.pool));
    assert_eq!(here[0]["LambdaConfig"]["PreSignUp"], function);
    assert_eq!(listed("us-east-1").await[0]["LambdaConfig"], json!({}));
}

#[tokio::test]
async fn a_deleted_pool_takes_its_replica_along() {
    let scene = active().await;
    scene.admin("DeleteUserPool", json!({})).await.ok();
    assert_eq!(
        there(&scene, "DescribeUserPool", json!({})).await.fault().0,
        "ResourceNotFoundException"
    );
    let store = &scene.server.house().store;
    let pool = domain::ids::PoolId::new(scene.pool.clone());
    assert!(store.replica(&pool).await.unwrap().is_none());
}

#[tokio::test]
async fn only_hosts_of_the_service_name_a_region() {
    let scene = active().await;
    let body = json!({ "ClientId": scene.client, "Username": "joe", "Password": PASSWORD });
    for (host, secondary) in [
        ("cognito-idp.eu-west-1.amazonaws.com", true),
        ("cognito-idp.eu-west-1:9229", true),
        ("cognito-idp.example.com", false),
        ("id.eu-west-1.example.com", false),
        ("cognito-idp.", false),
    ] {
        let mut request = scene.server.request("SignUp").json(&body).into_request();
        let value = HeaderValue::from_static(host);
        request.headers_mut().insert("host", value);
        let reply = scene.server.send(request).await;
        let refused = reply.status != 200 && reply.fault() == NOT_ENABLED;
        assert_eq!(refused, secondary, "{host}");
    }
    // A signature names its region by itself.
    let request = scene.server.request("ListUserPools").signed_by(ACCESS_KEY, SECRET_KEY);
    request.json(&json!({ "MaxResults": 1 })).send().await.ok();
}

#[tokio::test]
async fn a_pool_of_several_regions_has_an_issuer_of_its_own_where_issuers_look_like_aws_s() {
    let aws = |settings: &mut app::cx::Settings| settings.issuer = app::cx::IssuerStyle::Aws;
    let server = testkit::Server::build().settings(aws).start().await;
    let scene = Scene::on(server, ready(), json!({})).await;
    scene.user("jane").await;
    let issuer = format!("https://issuer-cognito-idp.us-east-1.amazonaws.com/{}", scene.pool);
    let token = scene.tokens("jane").await["AccessToken"].clone();
    assert_eq!(crate::scene::claims(&token)["iss"], issuer);
    scene.whoami(&token).await.ok();
    let path = format!("/{}/.well-known/openid-configuration", scene.pool);
    assert_eq!(scene.server.get(&path).await.ok()["issuer"], issuer);
    // Pools of one region have the old one.
    let plain = json!({ "IssuerConfiguration": { "Type": "ORIGINAL" } });
    scene.admin("UpdateUserPool", plain).await.ok();
    let token = scene.tokens("jane").await["AccessToken"].clone();
    let issuer = format!("https://cognito-idp.us-east-1.amazonaws.com/{}", scene.pool);
    assert_eq!(crate::scene::claims(&token)["iss"], issuer);
}

#[tokio::test]
async fn pages_in_the_second_region_are_those_of_the_secondary() {
    let settings = crate::hosted::browser::application(json!({}));
    let scene = Scene::with(ready(), settings).await;
    scene
        .admin("CreateUserPoolDomain", json!({ "Domain": "two" }))
        .await
        .ok();
    let login = async |host: &'static str| {
        let query = crate::hosted::browser::query(&[
            ("client_id", &scene.client),
            ("response_type", "code"),
            ("redirect_uri", crate::hosted::browser::CALLBACK),
        ]);
        let mut request = axum::http::Request::new(axum::body::Body::empty());
        *request.uri_mut() = format!("/login?{query}").parse().unwrap();
        request.headers_mut().insert("host", HeaderValue::from_static(host));
        scene.server.send(request).await.status
    };
    let (here, there) = (
        "two.auth.us-east-1.amazoncognito.com",
        "two.auth.eu-west-1.amazoncognito.com",
    );
    create(&scene).await.ok();
    set_status(&scene, "INACTIVE").await.ok();
    assert_eq!((login(here).await, login(there).await), (200, 400));
    set_status(&scene, "ACTIVE").await.ok();
    assert_eq!((login(here).await, login(there).await), (200, 200));
}

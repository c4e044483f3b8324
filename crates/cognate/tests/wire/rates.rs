//! How often requests may come (resources.md §2.11, §14).

use std::{collections::BTreeMap, num::NonZero, sync::mpsc};

use app::crew::Crew;
use domain::{
    moment::Span,
    rates::{Category, RatePlan},
};
use serde_json::{Value, json};
use testkit::{Reply, Server};
use wire::Operation;

use crate::scene::Scene;

const TOO_MANY: (&str, &str) = ("TooManyRequestsException", "Rate exceeded");

async fn limited(given: &[(Category, i32)]) -> Server {
    let given: BTreeMap<_, _> = given.iter().copied().collect();
    let change = |settings: &mut app::cx::Settings| settings.rates = RatePlan::Limited(given);
    Server::build().settings(change).start().await
}

fn definition(category: &str) -> Value {
    json!({ "LimitClass": "API_CATEGORY", "Attributes": { "Category": category } })
}

async fn get(server: &Server, category: &str) -> Reply {
    let body = json!({ "LimitDefinition": definition(category) });
    server.call("GetProvisionedLimit", body).await
}

async fn update(server: &Server, category: &str, rate: i32) -> Reply {
    let body = json!({ "LimitDefinition": definition(category), "RequestedLimitValue": rate });
    server.call("UpdateProvisionedLimit", body).await
}

/// How many of `most` requests are let through now.
async fn let_through(server: &Server, operation: &str, body: &Value, most: usize) -> usize {
    let mut through = 0;
    for _ in 0..most {
        let reply = server.call(operation, body.clone()).await;
        if reply.status == 200 {
            through += 1;
        } else {
            assert_eq!((reply.status, reply.fault()), (400, TOO_MANY));
        }
    }
    through
}

#[tokio::test]
async fn every_operation_can_come_too_often() {
    let none: Vec<_> = Category::ALL.into_iter().map(|category| (category, 0)).collect();
    let server = limited(&none).await;
    for operation in Operation::ALL {
        let reply = server.call(operation.name(), json!({})).await;
        // Answers to challenges count three times a rate of nothing.
        assert_eq!((reply.status, reply.fault()), (400, TOO_MANY), "{}", operation.name());
    }
}

#[tokio::test]
async fn a_category_fills_again_with_time() {
    let server = limited(&[(Category::UserPoolRead, 3)]).await;
    let list = json!({ "MaxResults": 1 });
    assert_eq!(let_through(&server, "ListUserPools", &list, 5).await, 3);
    server.clock().advance(Span::seconds(1));
    assert_eq!(let_through(&server, "ListUserPools", &list, 5).await, 3);
    // A refused request counts nothing, and neither does another category or region.
    server
        .call("CreateUserPool", json!({ "PoolName": "people" }))
        .await
        .ok();
    let elsewhere = server.request("ListUserPools").region("eu-west-1").json(&list);
    elsewhere.send().await.ok();
}

#[tokio::test]
async fn a_request_without_a_right_signature_counts_for_nobody() {
    let server = limited(&[(Category::UserPoolRead, 1)]).await;
    for _ in 0..3 {
        let reply = server.request("ListUserPools").unsigned().send().await;
        assert_eq!(reply.fault().0, "MissingAuthenticationTokenException");
    }
    server.call("ListUserPools", json!({ "MaxResults": 1 })).await.ok();
}

#[tokio::test]
async fn one_operation_on_one_pool_is_taken_five_times_a_second() {
    let server = limited(&[]).await;
    let pool = async |name: &str| {
        let made = server.call("CreateUserPool", json!({ "PoolName": name })).await.ok();
        json!({ "UserPoolId": made["UserPool"]["Id"] })
    };
    let (one, other) = (pool("one").await, pool("other").await);
    assert_eq!(let_through(&server, "ListGroups", &one, 8).await, 5);
    assert_eq!(
        let_through(&server, "ListResourceServers", &with(&one, "MaxResults", json!(1)), 8).await,
        5
    );
    assert_eq!(let_through(&server, "ListGroups", &other, 8).await, 5);
}

fn with(body: &Value, member: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[member] = value;
    body
}

#[tokio::test]
async fn a_user_is_read_ten_times_a_second() {
    let scene = Scene::on(limited(&[]).await, json!({}), json!({})).await;
    scene.user("jane").await;
    scene.user("joe").await;
    scene.server.clock().advance(Span::seconds(2));
    let jane = json!({ "UserPoolId": scene.pool, "Username": "jane" });
    assert_eq!(let_through(&scene.server, "AdminGetUser", &jane, 12).await, 10);
    // Another user, and changes of the first one, are counted apart.
    let joe = with(&jane, "Username", json!("joe"));
    assert_eq!(let_through(&scene.server, "AdminGetUser", &joe, 1).await, 1);
    assert_eq!(let_through(&scene.server, "AdminDisableUser", &jane, 12).await, 10);
}

#[tokio::test]
async fn answers_to_challenges_come_three_times_as_often_as_sign_ins() {
    let server = limited(&[(Category::UserAuthentication, 2), (Category::UserAccountRecovery, 1)]).await;
    let answered = async |challenge: &str| {
        let body = json!({ "ClientId": "unknown", "ChallengeName": challenge });
        let mut refused = 0;
        for _ in 0..12 {
            let reply = server.call("RespondToAuthChallenge", body.clone()).await;
            refused += usize::from(reply.fault() == TOO_MANY);
        }
        12 - refused
    };
    // Six are free, and two more count as sign-ins.
    assert_eq!(answered("SMS_MFA").await, 8);
    let sign_in = json!({ "ClientId": "unknown", "AuthFlow": "USER_PASSWORD_AUTH" });
    assert_eq!(server.call("InitiateAuth", sign_in).await.fault(), TOO_MANY);
    // A new password is a change of a password.
    assert_eq!(answered("NEW_PASSWORD_REQUIRED").await, 1);
}

#[tokio::test]
async fn the_defaults_are_shown() {
    let server = Server::start().await;
    for category in Category::ALL {
        let shown = get(&server, category.name()).await.ok();
        let rate = category.default_rate();
        let expected = json!({ "Limit": {
            "LimitDefinition": definition(category.name()),
            "ProvisionedLimitValue": rate,
            "FreeLimitValue": rate,
        } });
        assert_eq!(shown, expected);
    }
}

#[tokio::test]
async fn a_provisioned_rate_holds_on_every_node() {
    let server = limited(&[(Category::UserRead, 1), (Category::LimitManagement, 100)]).await;
    let other = server.second_node().await;
    let read = json!({ "AccessToken": "none" });
    let through = async |server: &Server| {
        let mut through = 0;
        for _ in 0..8 {
            let reply = server.call("GetUser", read.clone()).await;
            through += usize::from(reply.fault() != TOO_MANY);
        }
        through
    };
    assert_eq!((through(&server).await, through(&other).await), (1, 1));
    let updated = update(&server, "UserRead", 5).await.ok();
    assert_eq!(updated["Limit"]["ProvisionedLimitValue"], 5);
    assert_eq!(updated["Limit"]["FreeLimitValue"], 1);
    assert_eq!(get(&other, "UserRead").await.ok(), updated);
    server.clock().advance(Span::seconds(10));
    assert_eq!((through(&server).await, through(&other).await), (5, 5));
}

#[tokio::test]
async fn a_rate_lies_between_the_default_and_what_the_account_may_have() {
    let server = Server::start().await;
    let fault = async |category: &str, rate: i32| {
        let reply = update(&server, category, rate).await;
        let (name, sentence) = reply.fault();
        (name.to_owned(), sentence.to_owned())
    };
    let expect = |name: &str, sentence: &str| (name.to_owned(), sentence.to_owned());
    assert_eq!(
        fault("UserRead", 119).await,
        expect(
            "InvalidParameterException",
            "Requested limit must not be less than the default limit of 120."
        )
    );
    assert_eq!(
        fault("UserRead", 1_201).await,
        expect(
            "ServiceQuotaExceededException",
            "Requested limit exceeds the account maximum of 1200."
        )
    );
    assert_eq!(
        fault("UserList", 31).await,
        expect(
            "InvalidParameterException",
            "The limit of category UserList cannot be adjusted."
        )
    );
    assert_eq!(
        fault("Users", 1).await,
        expect("ResourceNotFoundException", "API category Users does not exist.")
    );
    let body = json!({ "LimitDefinition": { "LimitClass": "API_CATEGORY", "Attributes": { "Kind": "UserRead" } } });
    assert_eq!(
        server.call("GetProvisionedLimit", body).await.fault(),
        ("InvalidParameterException", "Limit attributes must name a Category.")
    );
    assert_eq!(get(&server, "Users").await.fault().0, "ResourceNotFoundException");
    update(&server, "UserRead", 1_200).await.ok();
    update(&server, "UserRead", 120).await.ok();
}

#[tokio::test]
async fn the_endpoints_of_oauth_count_as_well() {
    let none = [
        Category::UserToken,
        Category::UserAuthentication,
        Category::ClientAuthentication,
        Category::UserRead,
    ];
    let server = limited(&none.map(|category| (category, 0))).await;
    let headers = [("authorization", "Bearer x")];
    for (path, form) in [
        ("/oauth2/token", "grant_type=authorization_code&client_id=x&code=y"),
        ("/oauth2/token", "grant_type=refresh_token&client_id=x&refresh_token=y"),
        ("/oauth2/token", "grant_type=client_credentials&client_id=x"),
        ("/oauth2/revoke", "client_id=x&token=y"),
        ("/oauth2/userInfo", ""),
    ] {
        let headers = if path.ends_with("Info") { &headers[..] } else { &[] };
        let reply = crate::hosted::browser::post(&server, path, form, headers).await;
        let too_many = json!({ "error": "too_many_requests" });
        assert_eq!((reply.status, reply.body), (429, too_many), "{path} {form}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_heavy_work_is_turned_away_and_cheap_calls_go_on() {
    let crew = Crew::of(NonZero::<usize>::MIN, 0).unwrap();
    let server = Server::build().crew(crew.clone()).start().await;
    let scene = Scene::on(server, json!({}), json!({})).await;
    scene.user("jane").await;
    let tokens = scene.tokens("jane").await;

    // One job has the only hand, and one waits where none should.
    let (release, held) = mpsc::channel::<()>();
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let working = {
        let crew = crew.clone();
        tokio::spawn(async move {
            let job = move || {
                let _ = begun.send(());
                held.recv().is_err()
            };
            crew.does(job).await.is_ok()
        })
    };
    has_begun.await.unwrap();
    let waits = {
        let crew = crew.clone();
        tokio::spawn(async move { crew.does(|| ()).await.is_ok() })
    };
    while !crew.is_swamped() {
        tokio::task::yield_now().await;
    }
    let refused = scene.sign_in("jane", "Passw0rd!").await;
    assert_eq!((refused.status, refused.fault()), (400, TOO_MANY));
    let refused = scene.exchange(&tokens["RefreshToken"]).await;
    assert_eq!((refused.status, refused.fault()), (400, TOO_MANY));
    scene.whoami(&tokens["AccessToken"]).await.ok();
    let jane = json!({ "UserPoolId": scene.pool, "Username": "jane" });
    scene.server.call("AdminGetUser", jane).await.ok();
    assert_eq!(scene.server.get("/health/ready").await.status, 200);

    drop(release);
    assert!(working.await.unwrap() && waits.await.unwrap());
    scene.sign_in("jane", "Passw0rd!").await.ok();
    scene.exchange(&tokens["RefreshToken"]).await.ok();
}

//! Importing users from files: jobs, the way of the file, the rules for rows, and what happens when a node dies.

pub mod hashes;

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Reply, Server};

use crate::stage::{Stage, text};

const ROLE: &str = "arn:aws:iam::123456789012:role/import";

const HEADER: &str = "name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,\
                      email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,\
                      address,updated_at,cognito:mfa_enabled,cognito:username";

/// A row with a verified e-mail address.
fn row(username: &str) -> String {
    format!(",,,,,,,,,{username}@example.com,true,,,,,,,,,false,{username}\n")
}

fn file(rows: &[String]) -> String {
    format!("{HEADER}\n{}", rows.concat())
}

async fn job(stage: &Stage) -> Value {
    let body = json!({ "JobName": "first", "CloudWatchLogsRoleArn": ROLE });
    stage.admin("CreateUserImportJob", body).await.ok()["UserImportJob"].clone()
}

async fn described(stage: &Stage, id: &Value) -> Value {
    let described = stage.admin("DescribeUserImportJob", json!({ "JobId": id })).await;
    described.ok()["UserImportJob"].clone()
}

async fn start(stage: &Stage, id: &Value) -> Reply {
    stage.admin("StartUserImportJob", json!({ "JobId": id })).await
}

async fn log(stage: &Stage, id: &Value) -> String {
    let path = format!("/_import/{}/{}/log", stage.pool, text(id));
    let reply = stage.server.get_signed(&path).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    String::from_utf8(reply.bytes).expect("text")
}

/// A job that has its file and was started.
async fn started(stage: &Stage, file: String) -> Value {
    let job = job(stage).await;
    let put = stage.server.put(&text(&job["PreSignedUrl"]), file).await;
    assert_eq!(put.status, 200, "{}", String::from_utf8_lossy(&put.bytes));
    let answer = start(stage, &job["JobId"]).await.ok();
    assert_eq!(answer["UserImportJob"]["Status"], "Pending");
    job["JobId"].clone()
}

fn counts(job: &Value) -> [i64; 3] {
    ["ImportedUsers", "SkippedUsers", "FailedUsers"].map(|member| job[member].as_i64().expect("a number"))
}

#[tokio::test]
async fn a_file_becomes_users() {
    let stage = Stage::plain().await;
    let header = stage.admin("GetCSVHeader", json!({})).await.ok();
    let columns: Vec<_> = HEADER.split(',').collect();
    assert_eq!(header, json!({ "CSVHeader": columns, "UserPoolId": stage.pool }));

    let made = job(&stage).await;
    let url = text(&made["PreSignedUrl"]);
    let id = text(&made["JobId"]);
    assert!(url.starts_with(&format!("http://cognate.test/_import/{}/{id}?", stage.pool)));
    assert!(id.starts_with("import-") && id.len() == 17, "{id}");
    let expected = json!({
        "CloudWatchLogsRoleArn": ROLE, "CreationDate": made["CreationDate"], "FailedUsers": 0, "ImportedUsers": 0,
        "JobId": id, "JobName": "first", "PreSignedUrl": url, "SkippedUsers": 0, "Status": "Created",
        "UserPoolId": stage.pool,
    });
    assert_eq!(made, expected);

    stage.server.put(&url, file(&[row("old")])).await;
    let replaced = stage.server.put(&url, file(&[row("ann"), row("bob")])).await;
    assert_eq!((replaced.status, replaced.bytes.len()), (200, 0));
    stage.server.clock().advance(Span::seconds(5));
    start(&stage, &made["JobId"]).await.ok();
    stage.server.clock().advance(Span::seconds(5));
    stage.server.do_errands().await;

    let done = described(&stage, &made["JobId"]).await;
    assert_eq!((&done["Status"], counts(&done)), (&json!("Succeeded"), [2, 0, 0]));
    assert_eq!(done["CompletionMessage"], "Import Job Completed Successfully.");
    let time = |member: &str| done[member].as_f64().expect("a time");
    assert_eq!(time("StartDate") - time("CreationDate"), 5.0);
    assert_eq!(time("CompletionDate") - time("StartDate"), 5.0);
    let entries = "[SUCCEEDED] Line Number 2 - The import succeeded.\n\
                   [SUCCEEDED] Line Number 3 - The import succeeded.\n";
    assert_eq!(log(&stage, &made["JobId"]).await, entries);

    let ann = stage.admin("AdminGetUser", json!({ "Username": "ann" })).await.ok();
    assert_eq!(
        (&ann["UserStatus"], &ann["Enabled"]),
        (&json!("RESET_REQUIRED"), &json!(true))
    );
    assert_eq!(stage.attribute("ann", "email").await, "ann@example.com");
    let old = stage.admin("AdminGetUser", json!({ "Username": "old" })).await;
    assert_eq!(old.fault(), ("UserNotFoundException", "User does not exist."));
    assert!(stage.server.messages().is_empty(), "nobody is written to");
    let pool = stage.admin("DescribeUserPool", json!({})).await.ok();
    assert_eq!(pool["UserPool"]["EstimatedNumberOfUsers"], 2);
    let refused = start(&stage, &made["JobId"]).await;
    assert_eq!(refused.fault(), NOT_STARTABLE);
}

const NOT_STARTABLE: (&str, &str) = (
    "PreconditionNotMetException",
    "The import job is not in a state that can be started.",
);

/// An imported user chooses a password by a code, and then signs in.
#[tokio::test]
async fn imported_users_reset_their_passwords() {
    let stage = Stage::plain().await;
    started(&stage, file(&[row("ann")])).await;
    stage.server.do_errands().await;
    stage.client("ForgotPassword", json!({ "Username": "ann" })).await.ok();
    let code = stage.server.last_message().code;
    let body = json!({ "Username": "ann", "ConfirmationCode": code, "Password": crate::stage::PASSWORD });
    stage.client("ConfirmForgotPassword", body).await.ok();
    stage.sign_in("ann", crate::stage::PASSWORD).await.ok();
}

#[tokio::test]
async fn each_row_is_judged_by_itself() {
    let stage = Stage::new(json!({ "AliasAttributes": ["email"] }), json!({})).await;
    stage.jane().await;
    let jane = row("jane").replace("jane@", "janet@");
    let rows = [
        row("ann"),
        "\n".into(),
        jane,
        row("ann"),
        row("mia").replace("mia@", "jane@"),
        row("two words"),
        row("bob").replace("true", "false"),
        "too,few\n".into(),
        row("eve").replace("false", "maybe"),
        row("max").replace("@example.com", ""),
        row("zoe").trim_end().to_owned(),
    ];
    let id = started(&stage, file(&rows)).await;
    stage.server.do_errands().await;
    let expected = "\
        [SUCCEEDED] Line Number 2 - The import succeeded.\n\
        [SKIPPED] Line Number 4 - The user already exists.\n\
        [SKIPPED] Line Number 5 - The user already exists.\n\
        [FAILED] Line Number 6 - Another user has the same email.\n\
        [FAILED] Line Number 7 - The value of cognito:username is invalid.\n\
        [FAILED] Line Number 8 - The User Record does not set any of the auto verified attributes to true. \
        (Example: email_verified to true).\n\
        [FAILED] Line Number 9 - The number of values does not match the number of columns.\n\
        [FAILED] Line Number 10 - The value of cognito:mfa_enabled must be true or false.\n\
        [FAILED] Line Number 11 - Attributes did not conform to the schema: email.\n\
        [SUCCEEDED] Line Number 12 - The import succeeded.\n";
    assert_eq!(log(&stage, &id).await, expected);
    let done = described(&stage, &id).await;
    assert_eq!((&done["Status"], counts(&done)), (&json!("Succeeded"), [2, 2, 6]));
    assert_eq!(stage.attribute("jane", "email").await, "jane@example.com");
}

#[tokio::test]
async fn files_that_are_no_good_end_in_failure() {
    let stage = Stage::plain().await;
    let ends = [
        (
            "".to_owned(),
            "The CSV file header does not match the header of the user pool.",
        ),
        (
            HEADER.replace("email,", ""),
            "The CSV file header does not match the header of the user pool.",
        ),
        (
            format!("\u{feff}{HEADER}"),
            "The CSV file header does not match the header of the user pool.",
        ),
        (
            file(&["a,b\n".into()]),
            "Too many users have failed or been skipped during the import.",
        ),
    ];
    for (content, message) in ends {
        let id = started(&stage, content).await;
        stage.server.do_errands().await;
        let done = described(&stage, &id).await;
        assert_eq!(
            (&done["Status"], &done["CompletionMessage"]),
            (&json!("Failed"), &json!(message))
        );
    }
    let id = started(&stage, HEADER.into()).await;
    stage.server.do_errands().await;
    assert_eq!(
        described(&stage, &id).await["Status"],
        "Succeeded",
        "nobody was to be imported"
    );
}

#[tokio::test]
async fn the_url_is_good_for_its_job_and_for_a_while() {
    let stage = Stage::plain().await;
    let made = job(&stage).await;
    let url = text(&made["PreSignedUrl"]);
    let error = |reply: &Reply| {
        let body = String::from_utf8_lossy(&reply.bytes).into_owned();
        let code = body
            .split("<Code>")
            .nth(1)
            .and_then(|rest| rest.split("</Code>").next());
        (reply.status, code.unwrap_or_default().to_owned())
    };
    let other = job(&stage).await;
    let swapped = url.replace(&text(&made["JobId"]), &text(&other["JobId"]));
    let forged = (403, "SignatureDoesNotMatch".to_owned());
    assert_eq!(error(&stage.server.put(&swapped, "x").await), forged);
    assert_eq!(
        error(&stage.server.put(url.split('?').next().expect("a path"), "x").await),
        forged
    );
    assert_eq!(error(&stage.server.put(&format!("{url}A"), "x").await), forged);
    let mut promised = axum::http::Request::new(axum::body::Body::from("x"));
    *promised.method_mut() = axum::http::Method::PUT;
    *promised.uri_mut() = url
        .strip_prefix("http://cognate.test")
        .expect("ours")
        .parse()
        .expect("a path");
    promised
        .headers_mut()
        .insert("content-length", "104857601".parse().expect("a number"));
    assert_eq!(
        error(&stage.server.send(promised).await),
        (400, "EntityTooLarge".into())
    );

    assert_eq!(
        start(&stage, &made["JobId"]).await.fault(),
        NOT_STARTABLE,
        "it has no file"
    );
    stage.server.clock().advance(Span::minutes(15));
    assert_eq!(error(&stage.server.put(&url, "x").await), (403, "AccessDenied".into()));
    let fresh = text(&described(&stage, &made["JobId"]).await["PreSignedUrl"]);
    assert_eq!(stage.server.put(&fresh, file(&[row("ann")])).await.status, 200);
    start(&stage, &made["JobId"]).await.ok();
    assert_eq!(
        error(&stage.server.put(&fresh, "x").await),
        (403, "AccessDenied".into()),
        "it was started"
    );
}

#[tokio::test]
async fn the_log_is_for_holders_of_an_access_key() {
    let stage = Stage::plain().await;
    let made = job(&stage).await;
    let path = format!("/_import/{}/{}/log", stage.pool, text(&made["JobId"]));
    let unsigned = stage.server.get(&path).await;
    assert_eq!(unsigned.fault().0, "MissingAuthenticationTokenException");
    assert_eq!(log(&stage, &made["JobId"]).await, "");
    let missing = stage
        .server
        .get_signed(&format!("/_import/{}/import-0000000000/log", stage.pool))
        .await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn one_job_is_at_work() {
    let stage = Stage::plain().await;
    let first = started(&stage, file(&[row("ann")])).await;
    let second = job(&stage).await;
    stage
        .server
        .put(&text(&second["PreSignedUrl"]), file(&[row("bob")]))
        .await;
    let busy = start(&stage, &second["JobId"]).await;
    assert_eq!(
        busy.fault(),
        ("PreconditionNotMetException", "Another import job is in progress.")
    );
    let running = (
        "UserImportInProgressException",
        "The user pool has a user import job in progress.",
    );
    let custom = json!({ "CustomAttributes": [{ "Name": "tier", "AttributeDataType": "String" }] });
    assert_eq!(
        stage.admin("AddCustomAttributes", custom.clone()).await.fault(),
        running
    );
    assert_eq!(stage.admin("UpdateUserPool", json!({})).await.fault(), running);
    assert_eq!(stage.admin("DeleteUserPool", json!({})).await.fault(), running);

    stage.server.do_errands().await;
    assert_eq!(described(&stage, &first).await["Status"], "Succeeded");
    start(&stage, &second["JobId"]).await.ok();
    stage.server.do_errands().await;
    assert_eq!(described(&stage, &second["JobId"]).await["Status"], "Succeeded");
    stage.admin("AddCustomAttributes", custom).await.ok();
    let header = stage.admin("GetCSVHeader", json!({})).await.ok();
    assert_eq!(header["CSVHeader"][19], "custom:tier");
    assert_eq!(stage.admin("DeleteUserPool", json!({})).await.status, 200);
}

/// Two nodes are asked at once, of each of two pools: one of four jobs starts. The others start when it is their turn.
#[tokio::test]
async fn starts_race() {
    race(Engine::Sqlite).await;
}

#[tokio::test]
async fn starts_race_on_postgres() {
    race(Engine::Postgres).await;
}

async fn race(engine: Engine) {
    let server = Server::build().engine(engine).start().await;
    let first = Stage::on(server, json!({}), json!({})).await;
    let second = Stage::on(first.server.second_node().await, json!({}), json!({})).await;
    let mut jobs = Vec::new();
    for stage in [&first, &second, &first, &second] {
        let job = job(stage).await;
        let user = format!("user{}", jobs.len());
        stage.server.put(&text(&job["PreSignedUrl"]), file(&[row(&user)])).await;
        jobs.push(json!({ "UserPoolId": stage.pool, "JobId": job["JobId"] }));
    }
    let busy = (
        "PreconditionNotMetException",
        "Another import job is in progress.".to_owned(),
    );
    for waiting in (1..=jobs.len()).rev() {
        let start = |at: usize, server: &'static str| {
            let node = if server == "first" {
                &first.server
            } else {
                &second.server
            };
            node.call("StartUserImportJob", jobs[at].clone())
        };
        let replies = tokio::join!(
            start(0, "first"),
            start(1, "second"),
            start(2, "second"),
            start(3, "first")
        );
        let replies = [replies.0, replies.1, replies.2, replies.3];
        let started = replies.iter().filter(|reply| reply.status == 200).count();
        let refused = replies.iter().filter(|reply| reply.status != 200);
        let busy = refused
            .filter(|reply| reply.fault() == (busy.0, busy.1.as_str()))
            .count();
        assert_eq!((started, busy), (1, waiting - 1));
        first.server.do_errands().await;
    }
    for stage in [&first, &second] {
        let pool = stage.admin("DescribeUserPool", json!({})).await.ok();
        assert_eq!(pool["UserPool"]["EstimatedNumberOfUsers"], 2);
    }
}

#[tokio::test]
async fn a_job_is_stopped() {
    let stage = Stage::plain().await;
    let id = started(&stage, file(&[row("ann")])).await;
    let stop = || async { stage.admin("StopUserImportJob", json!({ "JobId": id })).await };
    let stopping = stop().await.ok();
    assert_eq!(stopping["UserImportJob"]["Status"], "Stopping");
    let refused = (
        "PreconditionNotMetException",
        "The import job is not in a state that can be stopped.",
    );
    assert_eq!(stop().await.fault(), refused);
    stage.server.do_errands().await;
    let stopped = described(&stage, &id).await;
    assert_eq!((&stopped["Status"], counts(&stopped)), (&json!("Stopped"), [0, 0, 0]));
    assert_eq!(
        stopped["CompletionMessage"],
        "The Import Job was stopped by the developer."
    );
    assert_eq!(stop().await.fault(), refused);
    let next = started(&stage, file(&[row("ann")])).await;
    stage.server.do_errands().await;
    assert_eq!(described(&stage, &next).await["Status"], "Succeeded");
}

#[tokio::test]
async fn a_job_that_nobody_starts_expires() {
    let stage = Stage::plain().await;
    let made = job(&stage).await;
    stage
        .server
        .put(&text(&made["PreSignedUrl"]), file(&[row("ann")]))
        .await;
    stage.server.clock().advance(Span::hours(24));
    let before = described(&stage, &made["JobId"]).await;
    assert_eq!(before["Status"], "Expired", "also before anybody has written it down");
    stage.server.do_errands().await;
    let expired = described(&stage, &made["JobId"]).await;
    assert_eq!(expired["Status"], before["Status"]);
    assert_eq!(expired["CompletionMessage"], "The user import job has expired.");
    assert_eq!(expired["CompletionDate"], before["CompletionDate"]);
    assert_eq!(start(&stage, &made["JobId"]).await.fault(), NOT_STARTABLE);
}

#[tokio::test]
async fn jobs_are_listed_newest_first() {
    let stage = Stage::plain().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.insert(0, job(&stage).await["JobId"].clone());
        stage.server.clock().advance(Span::seconds(1));
    }
    let mut listed = Vec::new();
    let mut body = json!({ "MaxResults": 2 });
    loop {
        let page = stage.admin("ListUserImportJobs", body.clone()).await.ok();
        let jobs = page["UserImportJobs"].as_array().expect("jobs").clone();
        listed.extend(jobs.into_iter().map(|job| job["JobId"].clone()));
        match page.get("PaginationToken") {
            Some(token) => body["PaginationToken"] = token.clone(),
            None => break,
        }
    }
    assert_eq!(listed, ids);
    let foreign = stage
        .admin("ListUserImportJobs", json!({ "MaxResults": 1, "PaginationToken": "x" }))
        .await;
    assert_eq!(
        foreign.fault(),
        ("InvalidParameterException", "Invalid pagination token")
    );
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let stage = Stage::new(json!({ "AutoVerifiedAttributes": [] }), json!({})).await;
    let none = "import-0000000000";
    let sentence = format!("Import job {none} does not exist.");
    for operation in ["DescribeUserImportJob", "StartUserImportJob", "StopUserImportJob"] {
        let reply = stage.admin(operation, json!({ "JobId": none })).await;
        assert_eq!(
            reply.fault(),
            ("ResourceNotFoundException", sentence.as_str()),
            "{operation}"
        );
    }
    let pool = "us-east-1_000000000";
    let sentence = format!("User pool {pool} does not exist.");
    let bodies = [
        ("GetCSVHeader", json!({})),
        (
            "CreateUserImportJob",
            json!({ "JobName": "x", "CloudWatchLogsRoleArn": ROLE }),
        ),
        ("ListUserImportJobs", json!({ "MaxResults": 1 })),
        ("DescribeUserImportJob", json!({ "JobId": none })),
    ];
    for (operation, mut body) in bodies {
        body["UserPoolId"] = pool.into();
        let reply = stage.server.call(operation, body).await;
        assert_eq!(
            reply.fault(),
            ("ResourceNotFoundException", sentence.as_str()),
            "{operation}"
        );
    }
    let unverifying = job(&stage).await;
    stage.server.put(&text(&unverifying["PreSignedUrl"]), file(&[])).await;
    let refused = start(&stage, &unverifying["JobId"]).await;
    let sentence = "The user pool must have at least one auto verified attribute.";
    assert_eq!(refused.fault(), ("PreconditionNotMetException", sentence));
    let body = json!({ "JobName": "?", "CloudWatchLogsRoleArn": "arn" });
    let two = stage.admin("CreateUserImportJob", body).await;
    let sentence = "3 validation errors detected: Value '?' at 'jobName' failed to satisfy constraint: \
                    Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+; \
                    Value 'arn' at 'cloudWatchLogsRoleArn' failed to satisfy constraint: \
                    Member must satisfy regular expression pattern: \
                    arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?; \
                    Value 'arn' at 'cloudWatchLogsRoleArn' failed to satisfy constraint: \
                    Member must have length greater than or equal to 20";
    assert_eq!(two.fault(), ("InvalidParameterException", sentence));
}

/// A large file, in bounded memory and in seconds.
#[tokio::test]
async fn a_hundred_thousand_rows() {
    let stage = Stage::plain().await;
    let rows: Vec<_> = (0..100_000).map(|number| row(&format!("user{number}"))).collect();
    let id = started(&stage, file(&rows)).await;
    stage.server.do_errands().await;
    let done = described(&stage, &id).await;
    assert_eq!((&done["Status"], counts(&done)), (&json!("Succeeded"), [100_000, 0, 0]));
    let last = stage
        .admin("AdminGetUser", json!({ "Username": "user99999" }))
        .await
        .ok();
    assert_eq!(last["UserStatus"], "RESET_REQUIRED");
    let pool = stage.admin("DescribeUserPool", json!({})).await.ok();
    assert_eq!(pool["UserPool"]["EstimatedNumberOfUsers"], 100_000);
}

/// Nodes die at every point of the work; another takes it up when the lease is over. Every row is counted once.
#[tokio::test]
async fn a_job_survives_its_nodes() {
    survives(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_job_survives_its_nodes_on_postgres() {
    survives(Engine::Postgres).await;
}

async fn survives(engine: Engine) {
    const ROWS: i64 = 600;
    let server = Server::build().engine(engine).start().await;
    let stage = Stage::on(server, json!({}), json!({})).await;
    let rows: Vec<_> = (0..ROWS).map(|number| row(&format!("user{number}"))).collect();
    let id = started(&stage, file(&rows)).await;
    let (mut deaths, mut waits) = (0, 0);
    loop {
        let node = stage.server.second_node().await;
        let finished = die_after(node.do_errands(), waits).await;
        node.house().store.close().await;
        if finished {
            break;
        }
        deaths += 1;
        waits += 1 + waits / 2;
        stage.server.clock().advance(Span::seconds(61));
    }
    assert!(deaths > 1, "{deaths}");
    let done = described(&stage, &id).await;
    assert_eq!((&done["Status"], counts(&done)), (&json!("Succeeded"), [ROWS, 0, 0]));
    let pool = stage.admin("DescribeUserPool", json!({})).await.ok();
    assert_eq!(pool["UserPool"]["EstimatedNumberOfUsers"], ROWS);
    let log = log(&stage, &id).await;
    let lines: Vec<_> = log
        .lines()
        .map(|line| line.split(' ').nth(3).expect("a number"))
        .collect();
    let expected: Vec<_> = (2..ROWS + 2).map(|number| number.to_string()).collect();
    assert_eq!(lines, expected);
}

/// Lets the work go on until it has waited so many times, and drops it there. Whether it came to its end.
async fn die_after(work: impl Future<Output = ()>, waits: usize) -> bool {
    let mut work = pin!(work);
    let mut waited = 0;
    poll_fn(|cx| match work.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(true),
        Poll::Pending if waited == waits => Poll::Ready(false),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    })
    .await
}

//! Users who bring the hashes of their passwords.

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Server};

use super::{HEADER, ROLE};
use crate::{
    scene::{PASSWORD, Scene},
    srp_client::SrpClient,
    stage::{OTHER_PASSWORD, text},
};

/// Hashes of [`PASSWORD`] made by other software: bcrypt 5.0.0 for Python, argon2-cffi 25.1.0, passlib 1.7.4.
pub const HASHES: [(&str, &str); 4] = [
    ("BCRYPT", "$2b$04$abcdefghijklmnopqrstuuchGdllX0O2ZthG6oyaPSbmBrCIbnHlu"),
    (
        "ARGON2ID",
        "$argon2id$v=19$m=256,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$yxVuZupQAZyYFb0bI3YDChcCZhaDoRIH2UQzNGV8fXs",
    ),
    (
        "SCRYPT",
        "$scrypt$ln=4,r=8,p=2$MDEyMzQ1Njc4OWFiY2RlZg$a/Y/o6EgrkdlBGllO8QRcemFN84kpJxlJRvp8xOnkDY",
    ),
    (
        "PBKDF2_SHA256",
        "$pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$2/6i32L0Bi6MtP2OuJMPcqA89.m4kdqqE3/bAThGMxs",
    ),
];

const WRONG: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");

const REUSED: (&str, &str) = (
    "PasswordHistoryPolicyViolationException",
    "Password has previously been used",
);

/// Imports users with hashes; the job as it is then shown, and its log.
pub async fn import(server: &Server, pool: &str, algorithm: &str, users: &[(&str, &str)]) -> (Value, String) {
    let row = |(name, hash): &(&str, &str)| {
        let hash = hash.replace(',', "\\,");
        format!("{hash},,,,,,,,,,{name}@example.com,true,,,,,,,,,false,{name}\n")
    };
    let rows: String = users.iter().map(row).collect();
    run(
        server,
        pool,
        algorithm,
        format!("cognito:password_hash,{HEADER}\n{rows}"),
    )
    .await
}

async fn run(server: &Server, pool: &str, algorithm: &str, file: String) -> (Value, String) {
    let body = json!({ "UserPoolId": pool, "JobName": "hashes", "CloudWatchLogsRoleArn": ROLE,
        "PasswordHashingAlgorithm": algorithm });
    let job = server.call("CreateUserImportJob", body).await.ok()["UserImportJob"].clone();
    assert_eq!(job["PasswordHashingAlgorithm"], algorithm);
    assert_eq!(server.put(&text(&job["PreSignedUrl"]), file).await.status, 200);
    let body = json!({ "UserPoolId": pool, "JobId": job["JobId"] });
    server.call("StartUserImportJob", body.clone()).await.ok();
    server.do_errands().await;
    let log = format!("/_import/{pool}/{}/log", text(&job["JobId"]));
    let log = String::from_utf8(server.get_signed(&log).await.bytes).unwrap();
    let shown = server.call("DescribeUserImportJob", body).await.ok();
    (shown["UserImportJob"].clone(), log)
}

/// A pool with these settings besides, and one user of it with each kind of hash, called by the algorithm.
async fn scene(pool: Value) -> Scene {
    scene_on(Server::start().await, pool).await
}

async fn scene_on(server: Server, mut pool: Value) -> Scene {
    pool["AutoVerifiedAttributes"] = json!(["email"]);
    let flows = [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    ];
    let scene = Scene::on(server, pool, json!({ "ExplicitAuthFlows": flows })).await;
    for (algorithm, hash) in HASHES {
        let (job, log) = import(&scene.server, &scene.pool, algorithm, &[(algorithm, hash)]).await;
        assert_eq!(log, "[SUCCEEDED] Line Number 2 - The import succeeded.\n");
        assert_eq!(
            (&job["Status"], &job["ImportedUsers"]),
            (&json!("Succeeded"), &json!(1))
        );
    }
    scene
}

async fn by_srp(scene: &Scene, name: &str, password: &str) -> testkit::Reply {
    let (client, challenge) = scene.srp(name).await;
    let claim = scene.claim(&client, password, &challenge);
    scene.respond("PASSWORD_VERIFIER", &Value::Null, claim).await
}

/// At each door, by the password that the user had before; from then on by SRP too.
#[tokio::test]
async fn users_sign_in_with_the_passwords_that_they_bring() {
    let scene = scene(json!({})).await;
    for (name, _) in HASHES {
        let user = scene.admin("AdminGetUser", json!({ "Username": name })).await.ok();
        assert_eq!(
            (&user["UserStatus"], &user["Enabled"]),
            (&json!("CONFIRMED"), &json!(true))
        );
        assert_eq!(by_srp(&scene, name, PASSWORD).await.fault(), WRONG, "{name}");
        assert_eq!(scene.sign_in(name, "wrong").await.fault(), WRONG, "{name}");
    }
    scene.tokens("BCRYPT").await;
    let parameters = json!({ "USERNAME": "SCRYPT", "PASSWORD": PASSWORD });
    let body =
        json!({ "ClientId": scene.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH", "AuthParameters": parameters });
    let admin = scene.admin("AdminInitiateAuth", body).await.ok();
    assert!(admin["AuthenticationResult"].is_object(), "{admin}");
    let preferred = json!({ "USERNAME": "ARGON2ID", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD });
    let chosen = scene.initiate("USER_AUTH", preferred).await.ok();
    assert!(chosen["AuthenticationResult"].is_object(), "{chosen}");
    scene.tokens("PBKDF2_SHA256").await;
    for (name, _) in HASHES {
        by_srp(&scene, name, PASSWORD).await.ok();
        assert_eq!(by_srp(&scene, name, "wrong").await.fault(), WRONG, "{name}");
        scene.tokens(name).await;
    }
}

#[tokio::test]
async fn each_hash_is_judged_by_itself() {
    let scene = scene(json!({})).await;
    let salt = "MDEyMzQ1Njc4OWFiY2RlZg$yxVuZupQAZyYFb0bI3YDChcCZhaDoRIH2UQzNGV8fXs";
    let dear = format!("$argon2id$v=19$m=1048576,t=9,p=1${salt}");
    let cut = format!("$argon2id$v=19$m=256,t=2,p=2${}", &salt[..salt.len() - 1]);
    let users = [
        ("ann", "$argon2id$v=19$m=256,t=2,p=2"),
        ("bob", HASHES[0].1),
        ("cat", PASSWORD),
        ("dan", ""),
        ("eve", dear.as_str()),
        ("fay", cut.as_str()),
    ];
    let (job, log) = import(&scene.server, &scene.pool, "ARGON2ID", &users).await;
    let expected = "\
        [FAILED] Line Number 2 - The value of cognito:password_hash is not a hash of ARGON2ID.\n\
        [FAILED] Line Number 3 - The value of cognito:password_hash is not a hash of ARGON2ID.\n\
        [FAILED] Line Number 4 - The value of cognito:password_hash is not a hash of ARGON2ID.\n\
        [SUCCEEDED] Line Number 5 - The import succeeded.\n\
        [FAILED] Line Number 6 - The value of cognito:password_hash has parameters that are too high.\n\
        [FAILED] Line Number 7 - The value of cognito:password_hash is not a hash of ARGON2ID.\n";
    assert_eq!(log, expected);
    assert_eq!((&job["FailedUsers"], &job["Status"]), (&json!(5), &json!("Succeeded")));
    let dan = scene.admin("AdminGetUser", json!({ "Username": "dan" })).await.ok();
    assert_eq!(
        dan["UserStatus"], "RESET_REQUIRED",
        "who brings no hash has no password"
    );

    let (job, _) = run(&scene.server, &scene.pool, "BCRYPT", HEADER.into()).await;
    let sentence = "The CSV file header does not match the header of the user pool.";
    assert_eq!(job["CompletionMessage"], sentence, "the column is missing");
}

/// Who asks by SRP learns nothing: a stranger and a user with a hash are answered alike, and failures count alike.
#[tokio::test]
async fn srp_fails_like_a_wrong_password_and_locks() {
    let scene = scene(json!({})).await;
    let (_, first) = scene.srp("BCRYPT").await;
    let (client, second) = scene.srp("BCRYPT").await;
    assert_eq!(first["SALT"], second["SALT"], "the salt is stable");
    let claim = scene.claim(&client, PASSWORD, &second);
    for _ in 0..4 {
        assert_eq!(by_srp(&scene, "BCRYPT", PASSWORD).await.fault(), WRONG);
    }
    assert_eq!(scene.sign_in("BCRYPT", "wrong").await.fault(), WRONG);
    let locked = ("NotAuthorizedException", "Password attempts exceeded");
    assert_eq!(scene.sign_in("BCRYPT", PASSWORD).await.fault(), locked);
    scene.server.clock().advance(Span::seconds(1));
    // One that was begun before the hash gave way does not become right by that.
    scene.tokens("BCRYPT").await;
    let late = scene.respond("PASSWORD_VERIFIER", &Value::Null, claim).await;
    assert_eq!(late.fault(), WRONG);
    by_srp(&scene, "BCRYPT", PASSWORD).await.ok();
}

#[tokio::test]
async fn two_who_convert_at_once_do_not_disturb_one_another() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let scene = scene_on(Server::build().engine(engine).start().await, json!({})).await;
        let sign_in = || async { scene.sign_in("SCRYPT", PASSWORD).await.ok() };
        tokio::join!(sign_in(), sign_in(), sign_in(), sign_in());
        by_srp(&scene, "SCRYPT", PASSWORD).await.ok();
    }
}

/// The former password is proven and another one is set at the same moment: only the new one is good then.
#[tokio::test]
async fn a_hash_does_not_come_back() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let scene = scene_on(Server::build().engine(engine).start().await, json!({})).await;
        for (name, _) in HASHES {
            let set = json!({ "Username": name, "Password": OTHER_PASSWORD, "Permanent": true });
            let (set, _) = tokio::join!(scene.admin("AdminSetUserPassword", set), scene.sign_in(name, PASSWORD));
            set.ok();
            assert_eq!(scene.sign_in(name, PASSWORD).await.fault(), WRONG, "{name}");
            assert_eq!(by_srp(&scene, name, PASSWORD).await.fault(), WRONG, "{name}");
            by_srp(&scene, name, OTHER_PASSWORD).await.ok();
        }
    }
}

/// Changing, resetting and remembering passwords that only a hash is known of.
#[tokio::test]
async fn hashes_are_passwords_like_others() {
    let policies = json!({
        "PasswordPolicy": { "MinimumLength": 8, "PasswordHistorySize": 2 },
        "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] },
    });
    let scene = scene(json!({ "Policies": policies })).await;

    // Signed in without the password, so that the hash is still there.
    let preferred = json!({ "USERNAME": "BCRYPT", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let challenge = scene.initiate("USER_AUTH", preferred).await.ok();
    let code = scene.server.last_message().code;
    let answer = json!({ "USERNAME": "BCRYPT", "EMAIL_OTP_CODE": code });
    let tokens = scene.respond("EMAIL_OTP", &challenge["Session"], answer).await.ok();
    let token = &tokens["AuthenticationResult"]["AccessToken"];
    let change = |previous: &str, proposed: &str| {
        let body = json!({ "AccessToken": token, "PreviousPassword": previous, "ProposedPassword": proposed });
        scene.server.call("ChangePassword", body)
    };
    assert_eq!(change("wrong", OTHER_PASSWORD).await.fault(), WRONG);
    assert_eq!(change(PASSWORD, PASSWORD).await.fault(), REUSED);
    change(PASSWORD, OTHER_PASSWORD).await.ok();
    assert_eq!(scene.sign_in("BCRYPT", PASSWORD).await.fault(), WRONG);
    by_srp(&scene, "BCRYPT", OTHER_PASSWORD).await.ok();
    assert_eq!(
        change(OTHER_PASSWORD, PASSWORD).await.fault(),
        REUSED,
        "the hash is remembered"
    );

    // Forgotten.
    let forgot = json!({ "ClientId": scene.client, "Username": "SCRYPT" });
    scene.server.call("ForgotPassword", forgot.clone()).await.ok();
    let mut confirm = forgot;
    confirm["ConfirmationCode"] = json!(scene.server.last_message().code);
    confirm["Password"] = json!(PASSWORD);
    let reused = scene.server.call("ConfirmForgotPassword", confirm.clone()).await;
    assert_eq!(reused.fault(), REUSED);
    confirm["Password"] = json!(OTHER_PASSWORD);
    scene.server.call("ConfirmForgotPassword", confirm).await.ok();
    assert_eq!(scene.sign_in("SCRYPT", PASSWORD).await.fault(), WRONG);
    by_srp(&scene, "SCRYPT", OTHER_PASSWORD).await.ok();

    // Deleted, and made anew.
    let name = json!({ "Username": "ARGON2ID" });
    scene.admin("AdminDeleteUser", name).await.ok();
    scene.invited_user("ARGON2ID", OTHER_PASSWORD, json!([])).await;
    assert_eq!(scene.sign_in("ARGON2ID", PASSWORD).await.fault(), WRONG);

    // To be reset: the right password says so, and is a verifier from then on.
    let name = json!({ "Username": "PBKDF2_SHA256" });
    scene.admin("AdminResetUserPassword", name).await.ok();
    let reset = scene.sign_in("PBKDF2_SHA256", PASSWORD).await;
    assert_eq!(reset.fault().0, "PasswordResetRequiredException");
}

/// A sign-in by SRP needs nothing that a hash could give: the client's first word is answered like any other's.
#[tokio::test]
async fn srp_begins_as_always() {
    let scene = scene(json!({})).await;
    scene.user("jane").await;
    let mut forms = Vec::new();
    for name in ["jane", "BCRYPT"] {
        let client = SrpClient::new(name);
        let begun = scene
            .initiate("USER_SRP_AUTH", json!({ "USERNAME": name, "SRP_A": client.srp_a() }))
            .await
            .ok();
        let parameters = begun["ChallengeParameters"].as_object().unwrap();
        let form: Vec<_> = parameters
            .iter()
            .map(|(key, value)| (key.clone(), text(value).len() / 8))
            .collect();
        forms.push(
            form.into_iter()
                .filter(|(key, _)| !key.starts_with("USER"))
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(forms[0], forms[1]);
}

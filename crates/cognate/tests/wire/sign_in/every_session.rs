//! Every kind of Session and of secret block: it is of one user, one client, one step and one sign-in, and good once; a sign-in
//! may go through both doors (auth.md §9, pitfalls 1 and 2).

mod hall;

use serde_json::{Value, json};

use hall::{Door, Hall, KINDS, Live};

const INVALID: (&str, &str) = ("NotAuthorizedException", "Invalid session for the user.");
const WRONG: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");
const USED: (&str, &str) = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
);

/// The sixteen challenges.
const CHALLENGES: [&str; 16] = [
    "SMS_MFA",
    "EMAIL_OTP",
    "SOFTWARE_TOKEN_MFA",
    "SELECT_MFA_TYPE",
    "MFA_SETUP",
    "PASSWORD_VERIFIER",
    "CUSTOM_CHALLENGE",
    "SELECT_CHALLENGE",
    "DEVICE_SRP_AUTH",
    "DEVICE_PASSWORD_VERIFIER",
    "ADMIN_NO_SRP_AUTH",
    "NEW_PASSWORD_REQUIRED",
    "SMS_OTP",
    "PASSWORD",
    "PASSWORD_SRP",
    "WEB_AUTHN",
];

fn travels_in_a_block(challenge: &str) -> bool {
    ["PASSWORD_VERIFIER", "DEVICE_PASSWORD_VERIFIER"].contains(&challenge)
}

#[tokio::test]
async fn of_every_kind_each_is_good_for_one_thing_once() {
    let mut hall = Hall::new().await;
    for kind in KINDS {
        for door in [Door::Public, Door::Admin] {
            if kind == "ADMIN_NO_SRP_AUTH" && door == Door::Public {
                continue;
            }
            let live = hall.reach(kind, door).await;
            for_no_other_step(&hall, &live, door).await;
            for_no_other_user_or_client(&hall, &live, door).await;
            begins_nothing(&hall, &live).await;
            let live = for_no_other_sign_in(&mut hall, kind, live, door).await;
            good_once(&hall, &live, door).await;
        }
    }
    let mut met: Vec<&str> = KINDS.iter().map(|kind| hall::challenge_of(kind)).collect();
    met.sort_unstable();
    met.dedup();
    assert_eq!(met.len(), CHALLENGES.len(), "all sixteen: {met:?}");
}

async fn for_no_other_step(hall: &Hall, live: &Live, door: Door) {
    for other in CHALLENGES.into_iter().filter(|other| *other != live.challenge) {
        let reply = hall
            .respond(live, door, (other, &live.carrier()), live.everything())
            .await;
        let expected = match (other, door) {
            ("ADMIN_NO_SRP_AUTH", Door::Public) => (
                "InvalidParameterException",
                "The ADMIN_NO_SRP_AUTH challenge is not supported.",
            ),
            _ if travels_in_a_block(other) && !travels_in_a_block(live.challenge) => WRONG,
            _ => INVALID,
        };
        assert_eq!(reply.fault(), expected, "{} offered as {other}", live.kind);
    }
}

async fn for_no_other_user_or_client(hall: &Hall, live: &Live, door: Door) {
    let expected = match travels_in_a_block(live.challenge) {
        true => WRONG,
        false => INVALID,
    };
    for name in ["mallory", "nobody"] {
        let mut answer = live.right.clone();
        answer["USERNAME"] = json!(name);
        let reply = hall.respond(live, door, (live.challenge, &live.session), answer).await;
        assert_eq!(reply.fault(), expected, "{} of {name}", live.kind);
    }
    for client in hall.foreign_clients(live) {
        let reply = hall.respond_as(client, live, door).await;
        assert_eq!(reply.fault(), expected, "{} of {client:?}", live.kind);
    }
}

/// It is no Session of a sign-up, and none with which an app is set up.
async fn begins_nothing(hall: &Hall, live: &Live) {
    let scene = hall.scene_of(live);
    let session = live.carrier();
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "USER_AUTH", "AuthParameters": { "USERNAME": live.user },
        "Session": session,
    });
    let reply = scene.server.call("InitiateAuth", body).await;
    assert_eq!(reply.fault(), INVALID, "{}", live.kind);
    if live.challenge == "MFA_SETUP" {
        return;
    }
    for (operation, body) in [
        ("AssociateSoftwareToken", json!({ "Session": session })),
        (
            "VerifySoftwareToken",
            json!({ "Session": session, "UserCode": "123456" }),
        ),
    ] {
        let reply = scene.server.call(operation, body).await;
        assert_eq!(reply.fault(), INVALID, "{operation} {}", live.kind);
    }
}

/// Two sign-ins of one user are under way; the proof for the first one does not do for the second. Both stay good.
async fn for_no_other_sign_in(hall: &mut Hall, kind: &'static str, first: Live, door: Door) -> Live {
    let Some(proof) = first.proof else {
        return first;
    };
    let second = hall.reach(kind, door).await;
    let mut mixed = second.right.clone();
    mixed[proof] = first.right[proof].clone();
    let reply = hall
        .respond(&second, door, (second.challenge, &second.session), mixed)
        .await;
    let expected = match travels_in_a_block(kind) || kind == "WEB_AUTHN" {
        true => WRONG,
        false => ("CodeMismatchException", "Invalid code or auth state for the user."),
    };
    assert_eq!(reply.fault(), expected, "{kind}");
    // A wrong proof by SRP and a wrong signature use theirs up.
    match expected == WRONG {
        true => first,
        false => second,
    }
}

async fn good_once(hall: &Hall, live: &Live, door: Door) {
    let other_door = match (door, live.challenge) {
        (Door::Public, _) | (_, "ADMIN_NO_SRP_AUTH") => Door::Admin,
        (Door::Admin, _) => Door::Public,
    };
    let answer = async |door| {
        let right = live.right.clone();
        hall.respond(live, door, (live.challenge, &live.session), right).await
    };
    answer(other_door).await.ok();
    let expected = match live.challenge {
        "CUSTOM_CHALLENGE" => INVALID,
        _ => USED,
    };
    for again in [door, other_door] {
        assert_eq!(answer(again).await.fault(), expected, "{}", live.kind);
    }
}

/// What a right answer would say to any challenge, and more.
fn anything(name: &str, carrier: &Value) -> Value {
    json!({
        "USERNAME": name, "NEW_PASSWORD": "Brand-n3w!", "SMS_MFA_CODE": "123456", "SMS_OTP_CODE": "12345678",
        "EMAIL_OTP_CODE": "12345678", "SOFTWARE_TOKEN_MFA_CODE": "123456", "ANSWER": "PASSWORD", "PASSWORD": "Passw0rd!",
        "SRP_A": "2", "CREDENTIAL": "{}", "DEVICE_KEY": "us-east-1_01234567-89ab-cdef-0123-456789abcdef",
        "PASSWORD_CLAIM_SECRET_BLOCK": carrier, "PASSWORD_CLAIM_SIGNATURE": "AAAA",
        "TIMESTAMP": "Thu Jan 1 00:00:00 UTC 2026",
    })
}

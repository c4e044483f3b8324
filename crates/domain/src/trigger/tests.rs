use super::*;

mod kinds;

use crate::{
    ids::{PoolId, Sub},
    moment::Moment,
    user::{MfaMethod, MfaPreference, UserStatus},
};

fn pool(settings: PoolSettings) -> Pool {
    Pool {
        id: PoolId::new("us-west-2_EXAMPLE01"),
        name: "people".into(),
        created: Moment::from_micros(0),
        modified: Moment::from_micros(0),
        version: 1,
        settings: settings.into(),
    }
}

fn by_phone() -> PoolSettings {
    PoolSettings {
        aliases: vec![AliasAttribute::PhoneNumber, AliasAttribute::Email],
        ..PoolSettings::default()
    }
}

fn jane() -> User {
    let attributes = [
        ("phone_number", "+12223334455"),
        ("phone_number_verified", "true"),
        ("email", "jane@example.com"),
        ("custom:age", "7"),
    ];
    User {
        pool: PoolId::new("us-west-2_EXAMPLE01"),
        sub: Sub::new("a36036a8-9061-424d-a737-56d57dae7bc6"),
        username: "jane".into(),
        status: UserStatus::Confirmed,
        enabled: true,
        created: Moment::from_micros(0),
        modified: Moment::from_micros(0),
        version: 1,
        attributes: attributes
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        mfa: MfaPreference::default(),
        pending: BTreeMap::new(),
    }
}

fn asked(settings: PoolSettings, person: Person<'_>, metadata: &[(&str, &str)], question: &Question<'_>) -> Value {
    let metadata = metadata
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let occasion = Occasion {
        pool: &pool(settings),
        client: Some(&ClientId::new("1example23456789")),
        person,
        metadata: Some(&metadata),
    };
    event(&occasion, question)
}

fn captcha() -> Vec<Round> {
    vec![Round {
        challenge_name: "CUSTOM_CHALLENGE".into(),
        challenge_result: false,
        challenge_metadata: Some("CAPTCHA_1".into()),
    }]
}

#[test]
fn the_second_round_of_define_as_recorded() {
    let question = Question::Define(&captcha());
    assert_eq!(
        asked(by_phone(), Person::Known(&jane()), &[("k", "v")], &question),
        json!({
            "version": "1", "region": "us-west-2", "userPoolId": "us-west-2_EXAMPLE01", "userName": "jane",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1example23456789" },
            "triggerSource": "DefineAuthChallenge_Authentication",
            "request": {
                "userAttributes": {
                    "sub": "a36036a8-9061-424d-a737-56d57dae7bc6", "cognito:user_status": "CONFIRMED",
                    "phone_number": "+12223334455", "phone_number_verified": "true",
                    "cognito:phone_number_alias": "+12223334455", "email": "jane@example.com", "custom:age": "7",
                },
                "session": [
                    { "challengeName": "CUSTOM_CHALLENGE", "challengeResult": false, "challengeMetadata": "CAPTCHA_1" },
                ],
                "clientMetadata": { "k": "v" },
                "userNotFound": false,
            },
            "response": { "challengeName": null, "issueTokens": null, "failAuthentication": null },
        })
    );
}

#[test]
fn create_and_verify_have_members_of_their_own() {
    let create = asked(
        PoolSettings::default(),
        Person::Known(&jane()),
        &[],
        &Question::Create(&captcha()),
    );
    assert_eq!(create["triggerSource"], "CreateAuthChallenge_Authentication");
    assert_eq!(create["request"]["challengeName"], "CUSTOM_CHALLENGE");
    assert_eq!(create["request"]["session"][0]["challengeMetadata"], "CAPTCHA_1");
    assert_eq!(
        create["response"],
        json!({ "publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null })
    );
    let private = BTreeMap::from([("answer".to_owned(), "5".to_owned())]);
    let verify = Question::Verify {
        private: &private,
        answer: "4",
    };
    let verify = asked(PoolSettings::default(), Person::Known(&jane()), &[], &verify);
    assert_eq!(verify["triggerSource"], "VerifyAuthChallengeResponse_Authentication");
    assert_eq!(
        verify["request"]["privateChallengeParameters"],
        json!({ "answer": "5" })
    );
    assert_eq!(verify["request"]["challengeAnswer"], "4");
    assert_eq!(verify["response"], json!({ "answerCorrect": null }));
    assert!(verify["request"].get("session").is_none());
}

#[test]
fn nobody_has_no_attributes() {
    let event = asked(by_phone(), Person::Missing("nobody"), &[], &Question::Define(&[]));
    assert_eq!(event["userName"], "nobody");
    assert_eq!(
        event["request"],
        json!({ "userAttributes": {}, "session": [], "userNotFound": true })
    );
}

#[test]
fn an_address_is_an_alias_where_it_leads_to_the_user() {
    let attributes = |settings: PoolSettings, user: &User| {
        asked(settings, Person::Known(user), &[], &Question::Define(&[]))["request"]["userAttributes"].clone()
    };
    let email = "cognito:email_alias";
    assert!(attributes(by_phone(), &jane()).get(email).is_none(), "not verified");
    assert!(
        attributes(PoolSettings::default(), &jane())
            .get("cognito:phone_number_alias")
            .is_none()
    );
    let by_email = PoolSettings {
        username_attributes: vec![Channel::Email],
        ..PoolSettings::default()
    };
    assert_eq!(attributes(by_email, &jane())[email], "jane@example.com");
}

fn returned(response: Value) -> Value {
    json!({ "version": "1", "request": {}, "response": response })
}

#[test]
fn what_define_can_say() {
    let read = |response| definition(&returned(response));
    for (response, meaning) in [
        (json!({ "issueTokens": true }), Ok(Definition::Issue)),
        (
            json!({ "issueTokens": true, "challengeName": "CUSTOM_CHALLENGE" }),
            Ok(Definition::Issue),
        ),
        (
            json!({ "issueTokens": true, "failAuthentication": true }),
            Ok(Definition::Fail),
        ),
        (
            json!({ "challengeName": "CUSTOM_CHALLENGE", "issueTokens": false }),
            Ok(Definition::Custom),
        ),
        (
            json!({ "challengeName": "PASSWORD_VERIFIER" }),
            Ok(Definition::Password),
        ),
        (
            json!({ "challengeName": "SMS_MFA" }),
            Ok(Definition::SecondFactor(MfaMethod::Sms)),
        ),
        (
            json!({ "challengeName": "EMAIL_OTP" }),
            Ok(Definition::SecondFactor(MfaMethod::Email)),
        ),
        (
            json!({ "challengeName": "SOFTWARE_TOKEN_MFA" }),
            Ok(Definition::SecondFactor(MfaMethod::Totp)),
        ),
        (json!({ "challengeName": "DEVICE_SRP_AUTH" }), Ok(Definition::Device)),
        (json!({ "challengeName": "SRP_A" }), Err(Unrecognizable)),
        (
            json!({ "challengeName": "DEVICE_PASSWORD_VERIFIER" }),
            Err(Unrecognizable),
        ),
        (json!({ "challengeName": "NEW_PASSWORD_REQUIRED" }), Err(Unrecognizable)),
        (json!({ "challengeName": "WEB_AUTHN" }), Err(Unrecognizable)),
        (json!({ "challengeName": "" }), Err(Unrecognizable)),
        (
            json!({ "challengeName": null, "issueTokens": null, "failAuthentication": null }),
            Err(Unrecognizable),
        ),
        (json!({ "issueTokens": "true" }), Err(Unrecognizable)),
        (
            json!({ "issueTokens": true, "failAuthentication": 0 }),
            Err(Unrecognizable),
        ),
        (json!({}), Err(Unrecognizable)),
        (json!([]), Err(Unrecognizable)),
    ] {
        assert_eq!(read(response.clone()), meaning, "{response}");
    }
    for nonsense in [json!(null), json!([]), json!("x"), json!({ "issueTokens": true })] {
        assert_eq!(definition(&nonsense), Err(Unrecognizable), "{nonsense}");
    }
}

#[test]
fn what_create_can_make() {
    let made = creation(&returned(json!({
        "publicChallengeParameters": { "question": "2+3", "tries": 3, "last": false, "hint": null },
        "privateChallengeParameters": { "answer": 5 },
        "challengeMetadata": "SUM",
    })))
    .ok()
    .unwrap();
    let texts = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    assert_eq!(
        made.public,
        texts(&[("last", "false"), ("question", "2+3"), ("tries", "3")])
    );
    assert_eq!(made.private, texts(&[("answer", "5")]));
    assert_eq!(made.metadata.as_deref(), Some("SUM"));
    let nothing = creation(&returned(json!({ "publicChallengeParameters": null })))
        .ok()
        .unwrap();
    assert!(nothing.public.is_empty() && nothing.private.is_empty() && nothing.metadata.is_none());
    for wrong in [
        json!({ "publicChallengeParameters": "x" }),
        json!({ "publicChallengeParameters": { "nested": {} } }),
        json!({ "privateChallengeParameters": { "list": [] } }),
        json!({ "challengeMetadata": {} }),
    ] {
        assert!(creation(&returned(wrong.clone())).is_err(), "{wrong}");
    }
}

#[test]
fn an_answer_is_right_only_if_that_is_said() {
    let read = |response| is_correct(&returned(response));
    assert_eq!(read(json!({ "answerCorrect": true })), Ok(true));
    assert_eq!(read(json!({ "answerCorrect": false })), Ok(false));
    assert_eq!(read(json!({ "answerCorrect": null })), Ok(false));
    assert_eq!(read(json!({})), Ok(false));
    assert_eq!(read(json!({ "answerCorrect": "true" })), Err(Unrecognizable));
    assert_eq!(is_correct(&json!({ "answerCorrect": true })), Err(Unrecognizable));
}

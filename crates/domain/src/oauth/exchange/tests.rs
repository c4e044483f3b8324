use super::*;
use crate::{
    client::{ClientSecret, ClientSettings},
    oauth::pkce,
};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const URI: &str = "https://app.example/cb";

fn code(redirect: Option<&str>, challenge: Option<pkce::Challenge>) -> Code {
    Code {
        pool: PoolId::new("us-east-1_a"),
        client: ClientId::new("app"),
        sub: Sub::new("s"),
        auth_time: Moment::from_micros(0),
        expires: Moment::from_micros(1),
        family: Uuid::nil(),
        details: CodeDetails {
            redirect: redirect.map(str::to_owned),
            sent_to: URI.into(),
            challenge,
            ..CodeDetails::default()
        },
    }
}

fn judge(code: &Code, client: &str, redirect: Option<&str>, verifier: Option<&str>) -> Result<(), Misuse> {
    code.judge(&ClientId::new(client), redirect, verifier)
}

#[test]
fn a_code_is_for_its_client_and_its_redirect_uri() {
    let plain = code(Some(URI), None);
    assert_eq!(judge(&plain, "app", Some(URI), None), Ok(()));
    assert_eq!(judge(&plain, "other", Some(URI), None), Err(Misuse::OtherClient));
    for other in [None, Some("https://app.example/cb/"), Some("https://app.example/CB")] {
        assert_eq!(judge(&plain, "app", other, None), Err(Misuse::Redirect));
    }
    let by_default = code(None, None);
    assert_eq!(judge(&by_default, "app", None, None), Ok(()));
    assert_eq!(judge(&by_default, "app", Some(URI), None), Ok(()));
    assert_eq!(judge(&by_default, "app", Some("x:y"), None), Err(Misuse::Redirect));
}

#[test]
fn a_challenge_needs_its_verifier_and_a_verifier_its_challenge() {
    let challenge = pkce::Challenge::read(Some(CHALLENGE), Some("S256")).unwrap();
    let proven = code(Some(URI), challenge);
    assert_eq!(judge(&proven, "app", Some(URI), Some(VERIFIER)), Ok(()));
    assert_eq!(judge(&proven, "app", Some(URI), None), Err(Misuse::Verifier));
    assert_eq!(judge(&proven, "app", Some(URI), Some(CHALLENGE)), Err(Misuse::Verifier));
    let plain = code(Some(URI), None);
    assert_eq!(judge(&plain, "app", Some(URI), Some(VERIFIER)), Err(Misuse::Verifier));
}

fn claimed(authorization: Option<&str>, form: &str) -> Result<(String, Option<String>), Unsaid> {
    Claimed::read(authorization, &Params::read(form).ok().unwrap())
        .map(|claimed| (claimed.client.into(), claimed.secret))
}

#[test]
fn a_client_says_who_it_is_in_one_way() {
    let header = format!("Basic {}", STANDARD.encode("app:a+b%2B"));
    let app = |secret: Option<&str>| Ok(("app".to_owned(), secret.map(str::to_owned)));
    assert_eq!(claimed(Some(&header), ""), app(Some("a+b%2B")));
    assert_eq!(claimed(Some(&header), "client_id=app"), app(Some("a+b%2B")));
    assert_eq!(claimed(None, "client_id=app&client_secret=x"), app(Some("x")));
    assert_eq!(claimed(None, "client_id=app"), app(None));
    let empty = format!("basic {}", STANDARD.encode("app:"));
    assert_eq!(claimed(Some(&empty), ""), app(None));
    assert_eq!(claimed(Some(&header), "client_id=other"), Err(Unsaid::Request));
    assert_eq!(claimed(Some(&header), "client_secret=x"), Err(Unsaid::Request));
    assert_eq!(claimed(None, ""), Err(Unsaid::Request));
    for bad in ["Basic", "Basic !", "Bearer eyJ", "Basic YXBw"] {
        assert_eq!(claimed(Some(bad), "client_id=app"), Err(Unsaid::Credentials), "{bad}");
    }
}

#[test]
fn either_secret_is_good_and_none_only_where_there_is_none() {
    let secret = |value: &str| ClientSecret {
        id: value.into(),
        value: value.into(),
        created: Moment::from_micros(0),
    };
    let mut client = Client {
        id: ClientId::new("app"),
        pool: PoolId::new("us-east-1_a"),
        name: "app".into(),
        created: Moment::from_micros(0),
        modified: Moment::from_micros(0),
        version: 1,
        secrets: vec![secret("one"), secret("two")],
        settings: ClientSettings::default().into(),
    };
    let is = |client: &Client, secret: Option<&str>| {
        let claimed = Claimed {
            client: client.id.clone(),
            secret: secret.map(str::to_owned),
        };
        claimed.is(client)
    };
    assert!(is(&client, Some("one")) && is(&client, Some("two")));
    assert!(!is(&client, Some("three")) && !is(&client, None));
    client.secrets.clear();
    assert!(is(&client, None) && !is(&client, Some("one")));
}

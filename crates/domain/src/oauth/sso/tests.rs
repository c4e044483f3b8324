use super::*;
use crate::{
    client::ClientSettings,
    oauth::{
        authorize::{check, returns},
        params::Params,
    },
};

fn asked(more: &str) -> Asked {
    let settings = ClientSettings {
        oauth_enabled: true,
        oauth_flows: vec!["code".into()],
        callback_urls: vec!["x:y".into()],
        ..ClientSettings::default()
    };
    let params = Params::read(&format!("response_type=code&redirect_uri=x%3Ay&{more}"))
        .ok()
        .unwrap();
    let to = returns(&settings, &params).unwrap();
    check(&settings, &[], &params, &to).unwrap()
}

fn at(minute: i64) -> Moment {
    Moment::from_micros(0) + Span::minutes(minute)
}

fn session() -> SsoSession {
    SsoSession {
        id: Uuid::nil(),
        pool: PoolId::new("us-east-1_a"),
        sub: Sub::new("s"),
        client: ClientId::new("c"),
        auth_time: at(0),
        expires: at(120),
        details: SsoDetails::default(),
    }
}

fn go(more: &str, reuse: i64, now: i64) -> Way {
    way(Some(&session()), &asked(more), None, (Span::minutes(reuse), at(now)))
}

#[test]
fn a_session_answers_while_it_is_fresh_enough_for_the_client() {
    assert_eq!(go("", 60, 59), Way::Silent);
    assert_eq!(go("", 60, 60), Way::SignIn);
    assert_eq!(go("", 600, 119), Way::Silent);
    assert_eq!(go("", 600, 120), Way::SignIn);
    assert_eq!(go("", 0, 0), Way::SignIn);
    assert_eq!(go("max_age=60", 60, 1), Way::Silent);
    assert_eq!(go("max_age=60", 60, 2), Way::SignIn);
    assert_eq!(go("max_age=0", 60, 0), Way::SignIn);
}

#[test]
fn prompt_has_the_last_word() {
    assert_eq!(go("prompt=login", 60, 1), Way::SignIn);
    assert_eq!(go("prompt=none", 60, 1), Way::Silent);
    assert_eq!(go("prompt=none", 60, 60), Way::LoginRequired);
    assert_eq!(go("prompt=none&max_age=0", 60, 1), Way::LoginRequired);
    assert_eq!(
        way(None, &asked("prompt=none"), None, (AN_HOUR, at(0))),
        Way::LoginRequired
    );
    assert_eq!(way(None, &asked(""), None, (AN_HOUR, at(0))), Way::SignIn);
}

#[test]
fn only_the_same_kind_of_sign_in_is_reused() {
    let named = |provider: &Provider| way(Some(&session()), &asked(""), Some(provider), (AN_HOUR, at(0)));
    assert_eq!(named(&Provider::Pool), Way::Silent);
    assert_eq!(named(&Provider::External("Google".into())), Way::SignIn);
}

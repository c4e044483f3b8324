use super::*;

const CB: &str = "https://app.example/cb";
const GOOD: &str = "response_type=code&client_id=c&redirect_uri=https%3A%2F%2Fapp.example%2Fcb";

fn client() -> ClientSettings {
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    ClientSettings {
        oauth_enabled: true,
        oauth_flows: texts(&["code"]),
        oauth_scopes: texts(&["openid", "email"]),
        callback_urls: texts(&[CB, "https://app.example/cb?x=1"]),
        ..ClientSettings::default()
    }
}

fn params(query: &str) -> Params {
    Params::read(query).ok().unwrap()
}

fn asked(settings: &ClientSettings, query: &str) -> Result<Asked, Error> {
    let params = params(query);
    let to = returns(settings, &params).unwrap();
    check(settings, &[], &params, &to).map_err(|refusal| refusal.error)
}

fn with(more: &str) -> Result<Asked, Error> {
    asked(&client(), &format!("{GOOD}&{more}"))
}

#[test]
fn a_plain_request() {
    let asked = with("state=a%20b&nonce=n&scope=openid&login_hint=jane&ui_locales=de%20en").unwrap();
    assert_eq!(
        (asked.response, asked.prompt.clone()),
        (ResponseType::Code, Prompt::Unsaid)
    );
    assert_eq!(
        (asked.state.as_deref(), asked.nonce.as_deref()),
        (Some("a b"), Some("n"))
    );
    assert_eq!(
        (asked.scopes.join(" ").as_str(), asked.lang.as_deref()),
        ("openid", Some("de"))
    );
    assert!(asked.redirect_was_given);
}

#[test]
fn refusals_go_back_with_the_state() {
    for (more, error) in [
        (
            "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            Error::InvalidRequest,
        ),
        ("code_challenge_method=S256", Error::InvalidRequest),
        ("scope=foo", Error::InvalidScope),
        ("scope=email", Error::InvalidScope),
        ("prompt=none%20login", Error::InvalidRequest),
        ("max_age=soon", Error::InvalidRequest),
        ("max_age=-1", Error::InvalidRequest),
        ("resource=api", Error::InvalidRequest),
        ("resource=http%3A%2F%2Fapi.example", Error::InvalidRequest),
        ("nonce=1&nonce=2", Error::InvalidRequest),
        ("response_type=code", Error::InvalidRequest),
        ("response_mode=form_post", Error::InvalidRequest),
        ("request=eyJ", Error::RequestNotSupported),
        ("request_uri=urn%3Ax", Error::RequestUriNotSupported),
    ] {
        assert_eq!(with(more).err(), Some(error), "{more}");
    }
    let to = returns(&client(), &params(&format!("{GOOD}&state=s"))).unwrap();
    let refusal = Refusal {
        error: Error::InvalidRequest,
        description: Some("PreSignUp failed with error no. ".into()),
    };
    assert_eq!(
        to.refusing(&refusal),
        "https://app.example/cb?error_description=PreSignUp+failed+with+error+no.+&error=invalid_request&state=s"
    );
}

#[test]
fn the_client_must_have_the_flow() {
    let settings = client();
    let token = GOOD.replace("code", "token");
    assert_eq!(asked(&settings, &token).err(), Some(Error::UnauthorizedClient));
    let mut implicit = client();
    implicit.oauth_flows = vec!["implicit".into()];
    assert_eq!(asked(&implicit, &token).ok().unwrap().response, ResponseType::Token);
    assert_eq!(asked(&implicit, GOOD).err(), Some(Error::UnauthorizedClient));
    let mut off = client();
    off.oauth_enabled = false;
    assert_eq!(asked(&off, GOOD).err(), Some(Error::UnauthorizedClient));
    for missing in ["", "&response_type=id_token", "&response_type=code%20token"] {
        let query = format!("client_id=c&redirect_uri=https%3A%2F%2Fapp.example%2Fcb{missing}");
        assert_eq!(asked(&settings, &query).err(), Some(Error::InvalidRequest), "{missing}");
    }
}

#[test]
fn without_a_trusted_redirect_uri_nothing_is_sent() {
    let returns = |query: &str| super::returns(&client(), &params(query)).map(|to| to.redirect.as_str().to_owned());
    assert_eq!(
        returns("redirect_uri=https%3A%2F%2Fevil.example"),
        Err(Unanswerable::RedirectMismatch)
    );
    assert_eq!(returns(""), Err(Unanswerable::NoRedirect));
    assert_eq!(returns(&format!("{GOOD}&redirect_uri=x")), Err(Unanswerable::Malformed));
    assert_eq!(returns(&format!("{GOOD}&client_id=d")), Err(Unanswerable::Malformed));
    let mut settings = client();
    settings.default_redirect = Some(CB.into());
    settings.identity_providers = vec!["COGNITO".into()];
    let by_default = asked(&settings, "response_type=code").ok().unwrap();
    assert_eq!(
        (by_default.redirect.as_str(), by_default.redirect_was_given),
        (CB, false)
    );
    settings.identity_providers.push("Google".into());
    assert_eq!(
        super::returns(&settings, &params("")).err(),
        Some(Unanswerable::NoRedirect)
    );
}

#[test]
fn prompts() {
    let prompt = |text: &str| with(&format!("prompt={text}")).unwrap().prompt;
    assert_eq!(prompt("none"), Prompt::None);
    assert_eq!(prompt("login%20consent"), Prompt::Login);
    assert_eq!(prompt("select_account"), Prompt::Unsaid);
}

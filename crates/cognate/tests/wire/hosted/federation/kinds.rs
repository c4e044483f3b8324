//! The social providers, each with its own ways (oauth.md §§15.2, 16.3).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, UnparsedPublicKey};
use base64::engine::general_purpose::STANDARD;

use super::{
    super::browser::{CALLBACK, post},
    *,
};
use crate::scene::claims;

async fn abroad(name: &str, details: Value, mapping: Value) -> Abroad {
    let scene = Scene::with(json!({}), json!({})).await;
    let body =
        json!({ "ProviderName": name, "ProviderType": name, "ProviderDetails": details, "AttributeMapping": mapping });
    scene.admin("CreateIdentityProvider", body).await.ok();
    Abroad::of(scene, name).await
}

fn social(scopes: &str) -> Value {
    json!({ "client_id": CLIENT, "client_secret": "s", "authorize_scopes": scopes })
}

async fn leave(abroad: &Abroad, browser: &mut Browser, name: &str) -> (String, BTreeMap<String, String>) {
    let reply = browser
        .authorize(&abroad.scene, &[("identity_provider", name), ("login_hint", "jane")])
        .await;
    let location = reply.header("location").to_owned();
    let asked = answer(&location);
    *abroad.nonce.lock().unwrap() = asked.get("nonce").cloned().unwrap_or_default();
    assert!(!asked.contains_key("login_hint"), "documented: for OIDC providers only");
    (location.split('?').next().unwrap().to_owned(), asked)
}

async fn username(abroad: &Abroad, reply: &Reply) -> String {
    let answer = answer(reply.header("location"));
    let code = answer.get("code").unwrap_or_else(|| panic!("{answer:?}"));
    let tokens = exchange(&abroad.scene, code, &[]).await.ok();
    claims(&tokens["id_token"])["cognito:username"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn google_has_id_tokens_and_a_directory() {
    let mapping = json!({ "email": "email", "phone_number": "phoneNumbers" });
    let abroad = abroad("Google", social("openid email"), mapping).await;
    let sites = abroad.scene.server.sites();
    let mut browser = Browser::default();
    let (url, asked) = leave(&abroad, &mut browser, "Google").await;
    assert_eq!(url, "https://accounts.google.com/o/oauth2/v2/auth");
    sites.put(
        "https://www.googleapis.com/oauth2/v3/certs",
        published(&abroad.key, "k1").to_string(),
    );
    let said = abroad.jane_but(json!({ "iss": "accounts.google.com", "sub": "112233" }));
    let tokens = json!({ "access_token": "a", "id_token": abroad.id_token(&said) });
    sites.put("https://www.googleapis.com/oauth2/v4/token", tokens.to_string());
    let people =
        json!({ "resourceName": "people/112233", "phoneNumbers": [{ "value": "030 1", "canonicalForm": "+49301" }] });
    sites.put("https://people.googleapis.com/v1/people/me", people.to_string());
    let pairs = [("state", asked["state"].as_str()), ("code", "c")];
    let reply = abroad.come_back(&mut browser, &pairs).await;
    assert_eq!(username(&abroad, &reply).await, "Google_112233");
    let requests = sites.take_requests();
    let last = requests.last().unwrap();
    assert_eq!(
        last.url,
        "https://people.googleapis.com/v1/people/me?personFields=phoneNumbers"
    );
    assert_eq!(
        attributes(&abroad.user("Google_112233").await)["phone_number"],
        "+49301"
    );

    let mut browser = Browser::default();
    let (_, asked) = leave(&abroad, &mut browser, "Google").await;
    sites.answer(
        "https://www.googleapis.com/oauth2/v4/token",
        401,
        r#"{"error":"invalid_client","error_description":"x"}"#,
    );
    let pairs = [("state", asked["state"].as_str()), ("code", "c")];
    let refused = answer(abroad.come_back(&mut browser, &pairs).await.header("location"));
    assert_eq!(refused["error_description"], "Google Error - 401 invalid_client");
}

#[tokio::test]
async fn facebook_takes_codes_by_get() {
    let mapping = json!({ "email": "email", "picture": "picture" });
    let abroad = abroad("Facebook", social("public_profile, email"), mapping).await;
    let sites = abroad.scene.server.sites();
    let mut browser = Browser::default();
    let (url, asked) = leave(&abroad, &mut browser, "Facebook").await;
    assert_eq!(url, "https://www.facebook.com/v17.0/dialog/oauth");
    assert!(!asked.contains_key("nonce"));
    assert_eq!(asked["scope"], "public_profile, email");
    sites.put(
        "https://graph.facebook.com/v17.0/oauth/access_token",
        r#"{"access_token":"a","expires_in":5}"#,
    );
    let me =
        json!({ "id": "77", "email": "jane@example.com", "picture": { "data": { "url": "https://pic.example/1" } } });
    sites.put("https://graph.facebook.com/v17.0/me", me.to_string());
    let pairs = [("state", asked["state"].as_str()), ("code", "c")];
    let reply = abroad.come_back(&mut browser, &pairs).await;
    assert_eq!(username(&abroad, &reply).await, "Facebook_77");
    assert_eq!(
        attributes(&abroad.user("Facebook_77").await)["picture"],
        "https://pic.example/1"
    );
    let [token, me]: [_; 2] = sites.take_requests().try_into().ok().unwrap();
    assert!(token.form.is_none());
    let asked = answer(&token.url);
    assert_eq!((asked["code"].as_str(), asked["client_secret"].as_str()), ("c", "s"));
    assert_eq!(me.url, "https://graph.facebook.com/v17.0/me?fields=email,id,picture");
}

#[tokio::test]
async fn amazon_has_a_profile_and_words_of_its_own() {
    let abroad = abroad(
        "LoginWithAmazon",
        social("profile postal_code"),
        json!({ "email": "email" }),
    )
    .await;
    let sites = abroad.scene.server.sites();
    let mut browser = Browser::default();
    let (url, asked) = leave(&abroad, &mut browser, "LoginWithAmazon").await;
    assert_eq!(url, "https://www.amazon.com/ap/oa");
    let trouble = json!({ "error": "invalid_request", "error_description": "The request is missing a required parameter : client_secret" });
    sites.answer("https://api.amazon.com/auth/o2/token", 400, trouble.to_string());
    let pairs = [("state", asked["state"].as_str()), ("code", "c")];
    let refused = answer(abroad.come_back(&mut browser, &pairs).await.header("location"));
    assert_eq!(
        refused["error_description"],
        "LoginWithAmazon Error - 400 invalid_request The request is missing a required parameter : client_secret"
    );
    let (_, asked) = leave(&abroad, &mut browser, "LoginWithAmazon").await;
    sites.put("https://api.amazon.com/auth/o2/token", r#"{"access_token":"a"}"#);
    sites.put(
        "https://api.amazon.com/user/profile",
        r#"{"user_id":"amzn1.account.AE","email":"jane@example.com"}"#,
    );
    let pairs = [("state", asked["state"].as_str()), ("code", "c")];
    let reply = abroad.come_back(&mut browser, &pairs).await;
    assert_eq!(username(&abroad, &reply).await, "LoginWithAmazon_amzn1.account.AE");
}

#[tokio::test]
async fn apple_comes_back_by_a_form_and_wants_a_signed_secret() {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let der = pair.to_pkcs8v1().unwrap();
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",
        STANDARD.encode(der.as_ref())
    );
    let details = json!({ "client_id": CLIENT, "team_id": "TEAM", "key_id": "KEY", "private_key": pem, "authorize_scopes": "email name" });
    let mapping = json!({ "email": "email", "given_name": "firstName", "family_name": "lastName", "name": "name" });
    let abroad = abroad("SignInWithApple", details, mapping).await;
    let sites = abroad.scene.server.sites();
    let mut browser = Browser::default();
    let (url, asked) = leave(&abroad, &mut browser, "SignInWithApple").await;
    assert_eq!(url, "https://appleid.apple.com/auth/authorize");
    assert_eq!(
        (asked["response_mode"].as_str(), asked["scope"].as_str()),
        ("form_post", "email name")
    );
    sites.put(
        "https://appleid.apple.com/auth/keys",
        published(&abroad.key, "k1").to_string(),
    );
    let said = abroad.jane_but(json!({ "iss": "https://appleid.apple.com", "sub": "0001.ab" }));
    let tokens = json!({ "access_token": "a", "id_token": abroad.id_token(&said) });
    sites.put("https://appleid.apple.com/auth/token", tokens.to_string());
    let user = r#"{"name":{"firstName":"Jane","lastName":"Doe"},"email":"forged@example.com","sub":"forged"}"#;
    let form = query(&[("state", &asked["state"]), ("code", "c"), ("user", user)]);
    let cookie = browser.cookie_header();
    let reply = post(
        &abroad.scene.server,
        "/oauth2/idpresponse",
        &form,
        &[("cookie", &cookie), ("origin", "https://appleid.apple.com")],
    )
    .await;
    assert_eq!(reply.status, 303);
    assert!(reply.header("location").starts_with(CALLBACK));
    assert_eq!(username(&abroad, &reply).await, "SignInWithApple_0001.ab");
    let known = attributes(&abroad.user("SignInWithApple_0001.ab").await);
    assert_eq!(
        (known["given_name"].as_str(), known["family_name"].as_str()),
        ("Jane", "Doe")
    );
    assert_eq!(
        (known["name"].as_str(), known["email"].as_str()),
        ("Jane Doe", "jane@example.com")
    );

    let requests = sites.take_requests();
    assert_eq!(requests.len(), 2, "Apple knows no more than its tokens say");
    let form = answer(&format!("?{}", requests[0].form.as_ref().unwrap()));
    let secret = form["client_secret"].as_str();
    let (text, signature) = secret.rsplit_once('.').unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let public = aws_lc_rs::signature::KeyPair::public_key(&pair);
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public.as_ref())
        .verify(text.as_bytes(), &signature)
        .unwrap();
    let header = URL_SAFE_NO_PAD.decode(text.split('.').next().unwrap()).unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&header).unwrap(),
        json!({ "alg": "ES256", "kid": "KEY" })
    );
    let now = abroad.now();
    let expected =
        json!({ "iss": "TEAM", "iat": now, "exp": now + 300, "aud": "https://appleid.apple.com", "sub": CLIENT });
    assert_eq!(claims(&json!(secret)), expected);
}

#[tokio::test]
async fn saml_is_not_spoken_yet() {
    let metadata = r#"<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://idp.example.com">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIC</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/in"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"#;
    let scene = Scene::with(json!({}), json!({})).await;
    let body =
        json!({ "ProviderName": "Corp", "ProviderType": "SAML", "ProviderDetails": { "MetadataFile": metadata } });
    scene.admin("CreateIdentityProvider", body).await.ok();
    let abroad = Abroad::of(scene, "Corp").await;
    let reply = Browser::default()
        .authorize(&abroad.scene, &[("identity_provider", "Corp")])
        .await;
    let refused = answer(reply.header("location"));
    assert_eq!(refused["error"], "server_error");
}

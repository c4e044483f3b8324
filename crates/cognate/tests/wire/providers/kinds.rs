//! What each type of provider needs, and what the service puts in.

use serde_json::{Value, json};

use super::{METADATA, create, create_with, described, invalid, oidc, social};
use crate::stage::{Stage, text};

const ISSUER: &str = "https://id.example.com";
const DISCOVERY: &str = "https://id.example.com/.well-known/openid-configuration";

/// The details of a provider after its creation.
async fn details(stage: &Stage, name: &str, kind: &str, given: Value) -> Value {
    let made = create(stage, name, kind, given).await.ok()["IdentityProvider"].clone();
    assert_eq!(described(stage, name).await, made);
    made["ProviderDetails"].clone()
}

fn with(mut details: Value, more: &[(&str, &str)]) -> Value {
    for (name, value) in more {
        details[name] = json!(value);
    }
    details
}

#[tokio::test]
async fn social_providers_get_their_endpoints() {
    let stage = Stage::plain().await;
    let google = with(
        social(),
        &[
            (
                "attributes_url",
                "https://people.googleapis.com/v1/people/me?personFields=",
            ),
            ("attributes_url_add_attributes", "true"),
            ("authorize_url", "https://accounts.google.com/o/oauth2/v2/auth"),
            ("oidc_issuer", "https://accounts.google.com"),
            ("token_request_method", "POST"),
            ("token_url", "https://www.googleapis.com/oauth2/v4/token"),
        ],
    );
    assert_eq!(details(&stage, "Google", "Google", social()).await, google);
    let facebook = with(
        social(),
        &[
            ("attributes_url", "https://graph.facebook.com/v17.0/me?fields="),
            ("attributes_url_add_attributes", "true"),
            ("authorize_url", "https://www.facebook.com/v17.0/dialog/oauth"),
            ("token_request_method", "GET"),
            ("token_url", "https://graph.facebook.com/v17.0/oauth/access_token"),
        ],
    );
    assert_eq!(details(&stage, "Facebook", "Facebook", social()).await, facebook);
    let amazon = with(
        social(),
        &[
            ("attributes_url", "https://api.amazon.com/user/profile"),
            ("attributes_url_add_attributes", "false"),
            ("authorize_url", "https://www.amazon.com/ap/oa"),
            ("token_request_method", "POST"),
            ("token_url", "https://api.amazon.com/auth/o2/token"),
        ],
    );
    assert_eq!(
        details(&stage, "LoginWithAmazon", "LoginWithAmazon", social()).await,
        amazon
    );

    let given =
        json!({ "client_id": "c", "team_id": "t", "key_id": "k", "private_key": "p", "authorize_scopes": "email" });
    let mut apple = with(
        given.clone(),
        &[
            ("attributes_url_add_attributes", "false"),
            ("authorize_url", "https://appleid.apple.com/auth/authorize"),
            ("oidc_issuer", "https://appleid.apple.com"),
            ("token_request_method", "POST"),
            ("token_url", "https://appleid.apple.com/auth/token"),
        ],
    );
    apple.as_object_mut().expect("details").remove("private_key");
    assert_eq!(
        details(&stage, "SignInWithApple", "SignInWithApple", given).await,
        apple,
        "the key is never shown"
    );
    for (name, claim) in [
        ("Google", "sub"),
        ("Facebook", "id"),
        ("LoginWithAmazon", "user_id"),
        ("SignInWithApple", "sub"),
    ] {
        assert_eq!(
            described(&stage, name).await["AttributeMapping"],
            json!({ "username": claim })
        );
    }
}

#[tokio::test]
async fn incomplete_details_are_refused() {
    let stage = Stage::plain().await;
    let social = "clientId, clientSecret and authorizeScopes are all required idp details.";
    for kind in ["Google", "Facebook", "LoginWithAmazon"] {
        let bare = create(&stage, kind, kind, json!({ "client_id": "c" })).await;
        assert_eq!(invalid(&bare), social);
    }
    let apple = "clientId, privateKey, teamId, and keyId are all required idp details.";
    let bare = create(&stage, "SignInWithApple", "SignInWithApple", json!({})).await;
    assert_eq!(invalid(&bare), apple);
    let oidc = "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.";
    assert_eq!(invalid(&create(&stage, "Example", "OIDC", json!({})).await), oidc);
    let none = "At least one of the MetadataURL or MetadataFile should be provided.";
    assert_eq!(invalid(&create(&stage, "Example", "SAML", json!({})).await), none);
    let both = json!({ "MetadataURL": "https://idp.example.com", "MetadataFile": METADATA });
    let two = "Only one of the MetadataURL or MetadataFile should be provided.";
    assert_eq!(invalid(&create(&stage, "Example", "SAML", both).await), two);
}

#[tokio::test]
async fn an_oidc_provider_is_discovered_or_told_in_full() {
    let stage = Stage::plain().await;
    let mut given = oidc();
    assert_eq!(
        details(&stage, "Told", "OIDC", given.clone()).await,
        with(given.clone(), &[("attributes_url_add_attributes", "false")])
    );
    for endpoint in ["authorize_url", "token_url", "attributes_url", "jwks_uri"] {
        given.as_object_mut().expect("details").remove(endpoint);
    }
    let silent = create(&stage, "Found", "OIDC", given.clone()).await;
    assert_eq!(invalid(&silent), "Unable to contact well-known endpoint");
    stage.server.sites().answer(DISCOVERY, 404, "");
    assert_eq!(
        invalid(&create(&stage, "Found", "OIDC", given.clone()).await),
        "Unable to contact well-known endpoint"
    );
    let document = json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://id.example.com/a",
        "token_endpoint": "https://id.example.com/t",
        "userinfo_endpoint": "https://id.example.com/u",
        "jwks_uri": "https://id.example.com/j",
    });
    stage.server.sites().put(DISCOVERY, document.to_string());
    let found = details(&stage, "Found", "OIDC", given.clone()).await;
    let expected = with(
        given.clone(),
        &[
            ("attributes_url_add_attributes", "false"),
            ("authorize_url", "https://id.example.com/a"),
            ("token_url", "https://id.example.com/t"),
            ("attributes_url", "https://id.example.com/u"),
            ("jwks_uri", "https://id.example.com/j"),
        ],
    );
    assert_eq!(found, expected);

    let insecure = with(
        given.clone(),
        &[
            ("oidc_issuer", "http://id.example.com"),
            ("attributes_request_method", "PUT"),
        ],
    );
    let refused = create(&stage, "Other", "OIDC", insecure).await;
    assert_eq!(
        invalid(&refused),
        "OIDC endpoint must start with https://",
        "before the method"
    );
    let method = create(
        &stage,
        "Other",
        "OIDC",
        with(given, &[("attributes_request_method", "PUT")]),
    )
    .await;
    let sentence = "1 validation error detected: Value 'PUT' at 'providerConfiguration.oidcConfig.attributesRequestMethod' \
                    failed to satisfy constraint: Member must satisfy enum value set: [POST, GET]";
    assert_eq!(invalid(&method), sentence);
}

#[tokio::test]
async fn a_saml_provider_brings_its_metadata() {
    let stage = Stage::plain().await;
    let url = "https://idp.example.com/metadata";
    let by_url = json!({ "MetadataURL": url, "IDPSignout": "true" });
    let silent = create(&stage, "Remote", "SAML", by_url.clone()).await;
    assert_eq!(
        invalid(&silent),
        format!("Unable to retrieve metadata from remote metadata source {url}")
    );
    stage.server.sites().answer(url, 404, "");
    let missing = create(&stage, "Remote", "SAML", by_url.clone()).await;
    let sentence = format!("Non-ok status code 404 returned from remote metadata source {url}");
    assert_eq!(invalid(&missing), sentence);
    stage.server.sites().put(url, "<html></html>");
    let bad = "Unable to parse the metadata document.";
    assert_eq!(invalid(&create(&stage, "Remote", "SAML", by_url.clone()).await), bad);
    stage.server.sites().put(url, METADATA);
    let shown = details(&stage, "Remote", "SAML", by_url.clone()).await;
    let certificate = text(&shown["ActiveEncryptionCertificate"]);
    let expected = with(
        by_url,
        &[
            ("SSORedirectBindingURI", "https://idp.example.com/in"),
            ("SLORedirectBindingURI", "https://idp.example.com/out"),
            ("ActiveEncryptionCertificate", &certificate),
        ],
    );
    assert_eq!(shown, expected);
    let file = details(&stage, "Local", "SAML", json!({ "MetadataFile": METADATA })).await;
    assert_eq!(
        (&file["MetadataFile"], file.get("MetadataURL")),
        (&json!(METADATA), None)
    );
    assert_ne!(
        text(&file["ActiveEncryptionCertificate"]),
        certificate,
        "each has its own key"
    );
    assert_eq!(described(&stage, "Local").await.get("AttributeMapping"), None);
}

#[tokio::test]
async fn names_fit_their_types() {
    let stage = Stage::plain().await;
    for (name, kind) in [("Goggle", "Google"), ("Google", "OIDC"), ("COGNITO", "SAML")] {
        let refused = create(&stage, name, kind, json!({})).await;
        assert_eq!(
            invalid(&refused),
            format!("Provider {name} cannot be of type {kind}."),
            "before the details"
        );
    }
    let long = "a".repeat(33);
    let refused = create(&stage, &long, "OIDC", oidc()).await;
    let sentence = format!(
        "1 validation error detected: Value '{long}' at 'providerName' failed to satisfy constraint: \
         Member must have length less than or equal to 32"
    );
    assert_eq!(invalid(&refused), sentence);
    let many: Vec<_> = (0..51).map(|n| n.to_string()).collect();
    let refused = create_with(&stage, "Example", "OIDC", oidc(), json!({ "IdpIdentifiers": many })).await;
    assert!(invalid(&refused).ends_with("Member must have length less than or equal to 50"));
    let levels = json!({ "AcrMapping": { "Level2": "gold" } });
    let refused = create_with(
        &stage,
        "Local",
        "SAML",
        json!({ "MetadataFile": METADATA }),
        levels.clone(),
    )
    .await;
    assert_eq!(
        invalid(&refused),
        "AcrMapping is only supported for OIDC identity providers."
    );
    let made = create_with(&stage, "Example", "OIDC", oidc(), levels.clone())
        .await
        .ok();
    assert_eq!(made["IdentityProvider"]["AcrMapping"], levels["AcrMapping"]);
}

//! Identity providers, and who somebody there is here.

mod identities;
mod kinds;
mod life;

use serde_json::{Value, json};
use testkit::Reply;

use crate::stage::Stage;

/// The metadata of a SAML provider.
const METADATA: &str = r#"<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://idp.example.com">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIC</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/out"/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/in"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"#;

/// CreateIdentityProvider.
async fn create(stage: &Stage, name: &str, kind: &str, details: Value) -> Reply {
    create_with(stage, name, kind, details, json!({})).await
}

/// CreateIdentityProvider with more members.
async fn create_with(stage: &Stage, name: &str, kind: &str, details: Value, more: Value) -> Reply {
    let mut body = json!({ "ProviderName": name, "ProviderType": kind, "ProviderDetails": details });
    for (member, value) in more.as_object().expect("members") {
        body[member] = value.clone();
    }
    stage.admin("CreateIdentityProvider", body).await
}

/// The details of an OIDC provider whose endpoints are given.
fn oidc() -> Value {
    json!({
        "client_id": "c",
        "client_secret": "s",
        "authorize_scopes": "openid email",
        "oidc_issuer": "https://id.example.com",
        "attributes_request_method": "GET",
        "authorize_url": "https://id.example.com/authorize",
        "token_url": "https://id.example.com/token",
        "attributes_url": "https://id.example.com/userinfo",
        "jwks_uri": "https://id.example.com/jwks",
    })
}

/// The details of a social provider.
fn social() -> Value {
    json!({ "client_id": "c", "client_secret": "s", "authorize_scopes": "email" })
}

/// An OIDC provider of this name.
async fn made(stage: &Stage, name: &str) -> Value {
    made_with(stage, name, json!({})).await
}

/// An OIDC provider of this name with more members.
async fn made_with(stage: &Stage, name: &str, more: Value) -> Value {
    create_with(stage, name, "OIDC", oidc(), more).await.ok()["IdentityProvider"].clone()
}

async fn described(stage: &Stage, name: &str) -> Value {
    let reply = stage
        .admin("DescribeIdentityProvider", json!({ "ProviderName": name }))
        .await;
    reply.ok()["IdentityProvider"].clone()
}

/// The sentence of an InvalidParameterException.
#[track_caller]
fn invalid(reply: &Reply) -> &str {
    let (name, sentence) = reply.fault();
    assert_eq!(name, "InvalidParameterException", "{sentence}");
    sentence
}

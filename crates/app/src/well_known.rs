//! What relying parties read about a pool: the discovery document and the key set (oauth.md §§2–3).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{ids::PoolId, pool::Pool, token::jwt::PublicKey};
use serde_json::{Value, json};

use crate::{
    cx::House,
    flow::{issuer, pool_pages},
    operation::Failed,
    say,
};

/// The discovery document of a pool, `<issuer>/.well-known/openid-configuration`: the members of the real one in their order
/// (observed), and after them what clients ask for that the real one leaves out (oauth.md §2, our choice).
///
/// # Errors
/// ResourceNotFoundException for an unknown pool: 404 here (guess).
pub async fn discovery(house: &House, pool: &str) -> Result<Value, Failed> {
    let pool = known(house, pool).await?;
    let here = format!("{}/{}", house.settings.public_url, pool.id);
    let pages = pool_pages::base_of(house, &pool.id).await?;
    Ok(json!({
        "authorization_endpoint": format!("{pages}/oauth2/authorize"),
        "end_session_endpoint": format!("{pages}/logout"),
        "id_token_signing_alg_values_supported": ["RS256"],
        "issuer": issuer::of(&house.settings, &pool),
        "jwks_uri": format!("{here}/.well-known/jwks.json"),
        "response_types_supported": ["code", "token"],
        "revocation_endpoint": format!("{pages}/oauth2/revoke"),
        "scopes_supported": ["openid", "email", "phone", "profile"],
        "subject_types_supported": ["public"],
        "token_endpoint": format!("{pages}/oauth2/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "userinfo_endpoint": format!("{pages}/oauth2/userInfo"),
        "claims_parameter_supported": false,
        "code_challenge_methods_supported": ["S256"],
        "grant_types_supported": ["authorization_code", "implicit", "refresh_token", "client_credentials"],
        "prompt_values_supported": ["none", "login"],
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "response_modes_supported": ["query", "fragment"],
        "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
    }))
}

/// The public keys of a pool, `<issuer>/.well-known/jwks.json`: that of ID tokens first (the order is a guess).
///
/// # Errors
/// ResourceNotFoundException for an unknown pool: 404 here (guess).
pub async fn keys(house: &House, pool: &str) -> Result<Value, Failed> {
    let pool = known(house, pool).await?;
    let keys = house.keyring.of(&house.store, &pool.id).await?;
    let first = &keys.id.public().kid;
    let (ids, others): (Vec<_>, Vec<_>) = keys.public.iter().partition(|key| key.kid == *first);
    let shown: Vec<_> = ids.into_iter().chain(others).map(jwk).collect();
    Ok(json!({ "keys": shown }))
}

fn jwk(key: &PublicKey) -> Value {
    json!({
        "alg": "RS256",
        "e": URL_SAFE_NO_PAD.encode(&key.exponent),
        "kid": key.kid,
        "kty": "RSA",
        "n": URL_SAFE_NO_PAD.encode(&key.modulus),
        "use": "sig",
    })
}

/// A pool that exists. A path can hold anything, so that what is no id is not asked for.
async fn known(house: &House, text: &str) -> Result<Pool, Failed> {
    let in_form = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let found = match in_form {
        true => house.store.pool(&PoolId::new(text)).await?,
        false => None,
    };
    found.ok_or_else(|| say::pools::no_such_pool(text).into())
}

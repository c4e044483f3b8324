//! CreateUserPool.

use std::sync::Arc;

use domain::{hosted_domain::PoolDomains, moment::Moment, pool::Pool};
use store::{
    db::{Batch, Done},
    pools, signing_keys,
    signing_keys::{KeyPurpose, SigningKey},
};
use wire::{call, shapes};
use zeroize::Zeroizing;

use super::document::{self, Around, Given, Occasion};
use crate::{
    cx::Cx,
    ids,
    operation::{Broken, Failed, Operation},
};

/// Makes a pool with its two signing keys and answers with its whole document (resources.md §§2.1–2.6).
///
/// Refused: attributes and settings that do not go together, in the order attributes, tier, settings.
pub struct CreateUserPool;

impl Operation for CreateUserPool {
    type Call = call::CreateUserPool;

    async fn run(cx: &Cx, mut input: shapes::CreateUserPoolRequest) -> Result<shapes::CreateUserPoolResponse, Failed> {
        let fresh = document::unchangeable(&mut input)?;
        let name = std::mem::take(&mut input.pool_name);
        let pool = Pool {
            id: ids::pool_id(&*cx.house.entropy, &cx.region),
            name,
            created: cx.now,
            modified: cx.now,
            version: 1,
            settings: Arc::new(Given::from(input).over(fresh, &cx.region, Occasion::Creating)?),
        };
        let batch = pools::insert(&pool).and(new_keys(cx, &pool).await?);
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(shapes::CreateUserPoolResponse {
                user_pool: Some(document::describe(&pool, &fresh_pool(&cx.house.settings.account))),
            }),
            // One chance in 62^9; the client's SDK tries again.
            Done::Refused(guard) => Err(broken("writing a new pool", guard)),
        }
    }
}

/// A new pool has no users and no domains.
fn fresh_pool(account: &str) -> Around<'_> {
    Around {
        account,
        users: 0,
        domains: PoolDomains::default(),
    }
}

/// One key for ID tokens and one for access tokens (oauth.md §3, documented).
async fn new_keys(cx: &Cx, pool: &Pool) -> Result<Batch, Failed> {
    let mut batch = Batch::new();
    for purpose in [KeyPurpose::Id, KeyPurpose::Access] {
        let key = new_key(cx, purpose, cx.now).await?;
        batch = batch.and(signing_keys::insert(cx.house.store.sealer(), &pool.id, &key));
    }
    Ok(batch)
}

async fn new_key(cx: &Cx, purpose: KeyPurpose, created: Moment) -> Result<SigningKey, Failed> {
    let pkcs8 = cx.house.keys.rsa_2048().await;
    let pkcs8 = pkcs8.map_err(|failed| broken("making a signing key", &failed.doing))?;
    Ok(SigningKey {
        kid: ids::key_id(&*cx.house.entropy),
        purpose,
        created,
        pkcs8: Zeroizing::new(pkcs8),
    })
}

fn broken(doing: &str, cause: &str) -> Failed {
    Failed::Broken(Broken {
        doing: doing.to_owned(),
        cause: cause.to_owned(),
    })
}

//! Finding the pool and the client that a request names, and checking that the client knows its secret.

use domain::{
    client::Client,
    ids::{ClientId, PoolId},
    pool::Pool,
    secret_hash,
};

use crate::{cx::Cx, operation::Failed, replica, say};

/// The pool with this id. A signed request finds only the pools that are in its region (resources.md §2.9).
///
/// # Errors
/// ResourceNotFoundException, OperationNotEnabledException.
pub async fn pool(cx: &Cx, id: &str) -> Result<Pool, Failed> {
    let pool = match cx.house.store.pool(&PoolId::new(id)).await? {
        Some(pool) => replica::seen(cx, pool).await?,
        None => None,
    };
    pool.ok_or_else(|| say::pools::no_such_pool(id).into())
}

/// The client with this id and its pool: who an unsigned request speaks for (auth.md §1.1).
///
/// # Errors
/// ResourceNotFoundException, OperationNotEnabledException.
pub async fn client(cx: &Cx, id: &str) -> Result<(Pool, Client), Failed> {
    let found = cx.house.store.client(&ClientId::new(id)).await?;
    let (pool, client) = found.ok_or_else(|| say::clients::no_such_client(id))?;
    let pool = replica::seen(cx, pool).await?;
    Ok((pool.ok_or_else(|| say::clients::no_such_client(id))?, client))
}

/// The client with this id in this pool: who an administrator's request speaks for (auth.md §1.1).
///
/// # Errors
/// ResourceNotFoundException.
pub async fn client_of(cx: &Cx, pool: &Pool, id: &str) -> Result<Client, Failed> {
    client_in(cx, pool, id)
        .await?
        .ok_or_else(|| say::clients::no_such_client_in(id, &pool.id).into())
}

/// The client with this id in this pool, if there is one.
///
/// # Errors
/// Only the store's.
pub async fn client_in(cx: &Cx, pool: &Pool, id: &str) -> Result<Option<Client>, Failed> {
    let found = cx.house.store.client(&ClientId::new(id)).await?;
    Ok(found.map(|(_, client)| client).filter(|client| client.pool == pool.id))
}

/// Checks a `SecretHash` over `username`, the very text that the request carries. A client without a secret needs
/// none, and whatever it sends is ignored (auth.md §5.1, observed).
///
/// # Errors
/// NotAuthorizedException when the hash is absent or wrong.
pub fn check_secret_hash(client: &Client, username: &str, hash: Option<&str>) -> Result<(), Failed> {
    if client.secrets.is_empty() {
        return Ok(());
    }
    let Some(hash) = hash else {
        return Err(say::clients::secret_hash_absent(&client.id).into());
    };
    if secret_hash::is_right(&client.secrets, username, &client.id, hash) {
        Ok(())
    } else {
        Err(say::clients::secret_hash_wrong(&client.id).into())
    }
}

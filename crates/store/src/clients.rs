//! App clients and their secrets.

use std::sync::Arc;

use domain::{
    client::Client,
    ids::{ClientId, PoolId},
    moment::Span,
    pool::Pool,
    quota,
};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store,
    db::{Batch, Broken, Row, statements},
    page::{Page, Position, page},
    pools, text,
};

/// A client with this id exists already, in this or another pool.
pub const CLIENT_EXISTS: &str = "client exists";
/// The pool has as many clients as it may have.
pub const CLIENTS_FULL: &str = "clients full";
/// The client was changed or deleted since it was read.
pub const CLIENT_CHANGED: &str = "client changed";
/// The pool has no such client any more.
pub const NO_CLIENT: &str = "no client";

const SEAL: &str = "client secrets";

/// What [`Store::client_from`] reads.
macro_rules! columns {
    () => {
        "c.id, c.pool, c.name, c.created, c.modified, c.version, c.settings, c.sealed_secrets"
    };
}

statements! {
    INSERT = "INSERT INTO clients (id, pool, name, created, modified, version, settings, sealed_secrets, sso_minutes) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    FIND = concat!("SELECT ", columns!(), ", p.id, p.name, p.created, p.modified, p.version, p.settings \
        FROM clients c JOIN pools p ON p.id = c.pool WHERE c.id = $1");
    LIST = concat!("SELECT ", columns!(), " FROM clients c \
        WHERE c.pool = $1 AND (c.created, c.id) > ($2, $3) ORDER BY c.created, c.id LIMIT $4");
    COUNTED = "UPDATE pools SET version = version WHERE id = $1 \
        AND (SELECT COUNT(*) FROM clients WHERE pool = $1) <= $2";
    LONGEST_SSO = "SELECT MAX(sso_minutes) FROM clients WHERE pool = $1";
    UPDATE = "UPDATE clients SET name = $3, modified = $4, settings = $5, sealed_secrets = $6, sso_minutes = $7, version = version + 1 \
        WHERE id = $1 AND version = $2";
    DELETE = "DELETE FROM clients WHERE id = $1 AND version = $2";
    /// Changes nothing, and keeps the client from being deleted before the batch ends.
    HOLD = "UPDATE clients SET version = version WHERE id = $1 AND pool = $2";
    DELETE_TERMS = "DELETE FROM terms WHERE pool = $1 AND client = $2";
    DELETE_FAMILIES = "DELETE FROM families WHERE pool = $1 AND client = $2";
}

/// Remembers a new client.
///
/// Guards: [`pools::NO_POOL`], [`CLIENT_EXISTS`], [`CLIENTS_FULL`].
pub fn insert(sealer: &Sealer, client: &Client) -> Batch {
    let args = vec![
        client.id.as_str().into(),
        client.pool.as_str().into(),
        client.name.as_str().into(),
        client.created.into(),
        client.modified.into(),
        client.version.into(),
        text::json(&*client.settings).into(),
        sealed_secrets(sealer, client).into(),
        i64::from(client.settings.sso.max_validity_minutes).into(),
    ];
    let counted = vec![client.pool.as_str().into(), quota::CLIENTS.into()];
    pools::hold(&client.pool)
        .guard(CLIENT_EXISTS, INSERT, args)
        .guard(CLIENTS_FULL, COUNTED, counted)
}

/// Writes the client's name, settings, secrets and time of change. `client.version` is the one that was read; the stored one
/// rises by one.
///
/// Guard: [`CLIENT_CHANGED`].
pub fn update(sealer: &Sealer, client: &Client) -> Batch {
    Batch::new().guard(
        CLIENT_CHANGED,
        UPDATE,
        vec![
            client.id.as_str().into(),
            client.version.into(),
            client.name.as_str().into(),
            client.modified.into(),
            text::json(&*client.settings).into(),
            sealed_secrets(sealer, client).into(),
            i64::from(client.settings.sso.max_validity_minutes).into(),
        ],
    )
}

/// Keeps the client until the batch ends.
///
/// Guard: [`NO_CLIENT`].
pub(crate) fn hold(pool: &PoolId, client: &ClientId) -> Batch {
    let args = vec![client.as_str().into(), pool.as_str().into()];
    Batch::new().guard(NO_CLIENT, HOLD, args)
}

/// Forgets the client as it was read, its terms, and the tokens that it was given.
///
/// Guard: [`CLIENT_CHANGED`].
pub fn delete(client: &Client) -> Batch {
    let named = || vec![client.pool.as_str().into(), client.id.as_str().into()];
    Batch::new()
        .guard(
            CLIENT_CHANGED,
            DELETE,
            vec![client.id.as_str().into(), client.version.into()],
        )
        .then(DELETE_TERMS, named())
        .then(DELETE_FAMILIES, named())
}

fn sealed_secrets(sealer: &Sealer, client: &Client) -> Vec<u8> {
    let plain = Zeroizing::new(text::json(&client.secrets));
    sealer.seal(SEAL, &aad(&client.pool, &client.id), plain.as_bytes())
}

fn aad(pool: &PoolId, client: &ClientId) -> Vec<u8> {
    text::aad(&[pool.as_str(), client.as_str()])
}

impl Store {
    /// The client with this id, whatever its pool, with that pool, as both are or were less than a second ago.
    pub async fn client(&self, id: &ClientId) -> Result<Option<(Pool, Client)>, Broken> {
        if let Some(found) = self.kept.client(id) {
            return Ok(Some(found));
        }
        let age = self.kept.age();
        let row = self.db.row(FIND, vec![id.as_str().into()]).await?;
        let read = |row: Row| Ok((pools::from_row(&row, 8)?, self.client_from(&row)?));
        let found = row.map(read).transpose()?;
        found.iter().for_each(|found| self.kept.keep_client(age, found));
        Ok(found)
    }

    /// The clients of a pool, oldest first, from after a position on.
    pub async fn clients(&self, pool: &PoolId, after: Option<&Position>, limit: u32) -> Result<Page<Client>, Broken> {
        let (created, id) = after.map_or(Ok((i64::MIN, "")), Position::time)?;
        let args = vec![
            pool.as_str().into(),
            created.into(),
            id.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(LIST, args).await?;
        let clients = rows.iter().map(|row| self.client_from(row)).collect::<Result<_, _>>()?;
        Ok(page(clients, limit, |client: &Client| {
            Position::at_time(client.created.micros(), client.id.as_str())
        }))
    }

    /// The longest time for which a client of the pool goes on with a single sign-on session.
    pub async fn longest_sso(&self, pool: &PoolId) -> Result<Span, Broken> {
        let row = self.db.row(LONGEST_SSO, vec![pool.as_str().into()]).await?;
        let minutes = row.map(|row| row.opt_int(0)).transpose()?.flatten();
        Ok(Span::minutes(minutes.unwrap_or(0)))
    }

    /// A client from [`columns`] at the start of a row.
    fn client_from(&self, row: &Row) -> Result<Client, Broken> {
        let id = ClientId::new(row.text(0)?);
        let pool = PoolId::new(row.text(1)?);
        let secrets = self.sealer.open(SEAL, &aad(&pool, &id), &row.bytes(7)?);
        let secrets = Zeroizing::new(secrets.ok_or_else(|| text::unopened("a client's secrets"))?);
        let secrets = serde_json::from_slice(&secrets)
            .map_err(|_| text::damaged("a client's secrets", "they are not the JSON that was written"))?;
        Ok(Client {
            id,
            pool,
            name: row.text(2)?,
            created: row.moment(3)?,
            modified: row.moment(4)?,
            version: row.int(5)?,
            secrets,
            settings: Arc::new(text::parse("a client", &row.text(6)?)?),
        })
    }
}

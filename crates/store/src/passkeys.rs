//! Passkeys of users, and the registrations that are under way.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    ids::{ClientId, PoolId, Sub},
    moment::Moment,
    passkey::{self, Challenge, Passkey},
};

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    page::{Page, Position, page},
    text::{self, damaged},
};

/// Some user of the pool has a passkey with this id already.
pub const PASSKEY_EXISTS: &str = "passkey exists";
/// The passkey was deleted, or has shown this or a higher signature count, since it was read.
pub const PASSKEY_CHANGED: &str = "passkey changed";
/// The registration was completed, replaced by another, or has expired since it was read; or the user has as many passkeys
/// as it may have.
pub const REGISTRATION_GONE: &str = "passkey registration gone";

/// What [`from_row`] reads.
macro_rules! columns {
    () => {
        "id, sub, relying_party, sign_count, created, data"
    };
}

statements! {
    BEGIN = "INSERT INTO passkey_registrations (pool, sub, client, challenge, relying_party, expires) \
        VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (pool, sub) DO UPDATE SET client = excluded.client, challenge = excluded.challenge, \
        relying_party = excluded.relying_party, expires = excluded.expires";
    PENDING = "SELECT client, challenge, relying_party, expires FROM passkey_registrations WHERE pool = $1 AND sub = $2";
    FINISH = "DELETE FROM passkey_registrations \
        WHERE pool = $1 AND sub = $2 AND client = $3 AND challenge = $4 AND expires > $5 \
        AND (SELECT COUNT(*) FROM passkeys WHERE pool = $1 AND sub = $2) < $6";
    SWEEP = "DELETE FROM passkey_registrations WHERE expires < $1";
    INSERT = "INSERT INTO passkeys (pool, sub, id, relying_party, sign_count, created, data) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    ALL_OF_USER = concat!("SELECT ", columns!(), " FROM passkeys WHERE pool = $1 AND sub = $2 ORDER BY created, id");
    LIST = concat!("SELECT ", columns!(), " FROM passkeys \
        WHERE pool = $1 AND sub = $2 AND (created, id) > ($3, $4) ORDER BY created, id LIMIT $5");
    USE = "UPDATE passkeys SET sign_count = $4 WHERE pool = $1 AND sub = $2 AND id = $3 \
        AND (sign_count < $4 OR (sign_count = 0 AND $4 = 0))";
    DELETE = "DELETE FROM passkeys WHERE pool = $1 AND sub = $2 AND id = $3";
}

/// A registration that a user has begun. Each user has at most one; the next takes its place.
#[derive(Clone)]
pub struct Pending {
    /// The client of the access token that it was begun with.
    pub client: ClientId,
    /// What the authenticator has to sign.
    pub challenge: Challenge,
    /// The relying party that the key is for.
    pub relying_party: String,
    /// When it is too late to complete it.
    pub expires: Moment,
}

/// Remembers that a registration was begun.
pub fn begin(pool: &PoolId, sub: &Sub, pending: &Pending) -> Batch {
    Batch::new().then(
        BEGIN,
        vec![
            pool.as_str().into(),
            sub.as_str().into(),
            pending.client.as_str().into(),
            URL_SAFE_NO_PAD.encode(pending.challenge.0).into(),
            pending.relying_party.as_str().into(),
            pending.expires.into(),
        ],
    )
}

/// Uses a registration up and remembers its passkey. That the count of passkeys is looked at where the one pending
/// registration is used up keeps two at once from exceeding it.
///
/// Guards: [`REGISTRATION_GONE`], [`PASSKEY_EXISTS`].
pub fn finish(pool: &PoolId, pending: &Pending, passkey: &Passkey) -> Batch {
    let most = i64::try_from(passkey::MOST).unwrap_or(i64::MAX);
    Batch::new()
        .guard(
            REGISTRATION_GONE,
            FINISH,
            vec![
                pool.as_str().into(),
                passkey.sub.as_str().into(),
                pending.client.as_str().into(),
                URL_SAFE_NO_PAD.encode(pending.challenge.0).into(),
                passkey.created.into(),
                most.into(),
            ],
        )
        .guard(
            PASSKEY_EXISTS,
            INSERT,
            vec![
                pool.as_str().into(),
                passkey.sub.as_str().into(),
                URL_SAFE_NO_PAD.encode(&passkey.id).into(),
                passkey.relying_party.as_str().into(),
                i64::from(passkey.sign_count).into(),
                passkey.created.into(),
                text::json(&passkey.details).into(),
            ],
        )
}

/// Notes the signature count that a passkey has shown. Of two that show the same one wins; authenticators that do not
/// count show 0 always.
///
/// Guard: [`PASSKEY_CHANGED`].
pub fn used(pool: &PoolId, sub: &Sub, id: &[u8], sign_count: u32) -> Batch {
    Batch::new().guard(
        PASSKEY_CHANGED,
        USE,
        vec![
            pool.as_str().into(),
            sub.as_str().into(),
            URL_SAFE_NO_PAD.encode(id).into(),
            i64::from(sign_count).into(),
        ],
    )
}

/// Forgets a passkey.
///
/// Guard: [`PASSKEY_CHANGED`], when the user has none with this id.
pub fn delete(pool: &PoolId, sub: &Sub, id: &[u8]) -> Batch {
    let id = URL_SAFE_NO_PAD.encode(id);
    let args = vec![pool.as_str().into(), sub.as_str().into(), id.into()];
    Batch::new().guard(PASSKEY_CHANGED, DELETE, args)
}

/// Drops registrations that expired before this moment.
pub fn sweep(now: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![now.into()])
}

impl Store {
    /// The registration that a user has begun, expired or not.
    pub async fn pending_passkey(&self, pool: &PoolId, sub: &Sub) -> Result<Option<Pending>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into()];
        let row = self.db.row(PENDING, args).await?;
        row.map(|row| {
            let challenge = bytes(&row.text(1)?)?;
            Ok(Pending {
                client: ClientId::new(row.text(0)?),
                challenge: Challenge(challenge.try_into().map_err(|_| malformed())?),
                relying_party: row.text(2)?,
                expires: row.moment(3)?,
            })
        })
        .transpose()
    }

    /// The passkeys of a user, oldest first.
    pub async fn passkeys(&self, pool: &PoolId, sub: &Sub) -> Result<Vec<Passkey>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into()];
        let rows = self.db.rows(ALL_OF_USER, args).await?;
        rows.iter().map(from_row).collect()
    }

    /// A page of the passkeys of a user, oldest first.
    pub async fn passkeys_page(
        &self,
        pool: &PoolId,
        sub: &Sub,
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<Passkey>, Broken> {
        let (micros, id) = after.map(Position::time).transpose()?.unwrap_or((i64::MIN, ""));
        let args = vec![
            pool.as_str().into(),
            sub.as_str().into(),
            micros.into(),
            id.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(LIST, args).await?;
        let passkeys: Vec<_> = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(page(passkeys, limit, |passkey| {
            Position::at_time(passkey.created.micros(), &URL_SAFE_NO_PAD.encode(&passkey.id))
        }))
    }
}

fn from_row(row: &Row) -> Result<Passkey, Broken> {
    Ok(Passkey {
        id: bytes(&row.text(0)?)?,
        sub: Sub::new(row.text(1)?),
        relying_party: row.text(2)?,
        sign_count: u32::try_from(row.int(3)?).map_err(|_| malformed())?,
        created: row.moment(4)?,
        details: text::parse("a passkey", &row.text(5)?)?,
    })
}

fn bytes(text: &str) -> Result<Vec<u8>, Broken> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| malformed())
}

fn malformed() -> Broken {
    damaged("a passkey", "a value has the wrong form")
}

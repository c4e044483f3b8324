//! Passwords: the SRP salt and verifier of each user, sealed, and those that it had before.

use domain::{
    ids::{PoolId, Sub},
    moment::Moment,
    password::verifier::{Salt, Verifier},
};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store,
    db::{Batch, Broken, Row, statements},
    text,
};

const SEAL: &str = "password verifier";

statements! {
    DELETE = "DELETE FROM credentials WHERE pool = $1 AND sub = $2";
    SET = "INSERT INTO credentials (pool, sub, version, set_at, temporary, sealed) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (pool, sub) DO UPDATE SET version = excluded.version, set_at = excluded.set_at, \
        temporary = excluded.temporary, sealed = excluded.sealed";
    REMEMBER = "INSERT INTO old_passwords (pool, sub, version, set_at, sealed) \
        SELECT pool, sub, version, set_at, sealed FROM credentials WHERE pool = $1 AND sub = $2 ON CONFLICT DO NOTHING";
    TRIM = "DELETE FROM old_passwords WHERE pool = $1 AND sub = $2 AND version NOT IN \
        (SELECT version FROM old_passwords WHERE pool = $1 AND sub = $2 ORDER BY set_at DESC, version DESC LIMIT $3)";
    FIND = "SELECT version, set_at, temporary, sealed FROM credentials WHERE pool = $1 AND sub = $2";
    HISTORY = "SELECT version, sealed FROM old_passwords WHERE pool = $1 AND sub = $2 ORDER BY set_at DESC, version DESC";
}

/// A password that is set. What is kept of it is a fast hash (auth.md §8.7), so it rests sealed.
#[derive(Clone)]
pub struct Credential {
    /// Another random text with each password: an answer to a challenge that was made with the former one is stale.
    pub version: String,
    /// When it was set; the validity of a temporary password counts from here.
    pub set_at: Moment,
    /// An administrator chose it, and the user must replace it.
    pub temporary: bool,
    /// The proof of it.
    pub verifier: Verifier,
}

/// Sets the password. `remembered` is how many of the former passwords stay on record, for the pool's password history: its
/// size less the new one; 0 forgets them all.
pub fn set(sealer: &Sealer, owner: (&PoolId, &Sub), credential: &Credential, remembered: u32) -> Batch {
    let (pool, sub) = (owner.0.as_str(), owner.1.as_str());
    let version = credential.version.as_str();
    let sealed = sealer.seal(SEAL, &text::aad(&[pool, sub, version]), &encode(&credential.verifier));
    Batch::new()
        .then(REMEMBER, vec![pool.into(), sub.into()])
        .then(TRIM, vec![pool.into(), sub.into(), i64::from(remembered).into()])
        .then(
            SET,
            vec![
                pool.into(),
                sub.into(),
                version.into(),
                credential.set_at.into(),
                credential.temporary.into(),
                sealed.into(),
            ],
        )
}

/// Takes the user's password away; it stays on record as a former one.
pub fn delete(pool: &PoolId, sub: &Sub) -> Batch {
    let owner = || vec![pool.as_str().into(), sub.as_str().into()];
    Batch::new().then(REMEMBER, owner()).then(DELETE, owner())
}

impl Store {
    /// The user's password; `None` when it has none.
    pub async fn credential(&self, pool: &PoolId, sub: &Sub) -> Result<Option<Credential>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into()];
        match self.db.row(FIND, args).await? {
            Some(row) => from_row(&self.sealer, (pool, sub), &row, 0),
            None => Ok(None),
        }
    }

    /// The former passwords that are still on record, the last one first. The present one is not among them.
    pub async fn old_passwords(&self, pool: &PoolId, sub: &Sub) -> Result<Vec<Verifier>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into()];
        let rows = self.db.rows(HISTORY, args).await?;
        rows.iter()
            .map(|row| {
                open(
                    &self.sealer,
                    [pool.as_str(), sub.as_str(), &row.text(0)?],
                    &row.bytes(1)?,
                )
            })
            .collect()
    }
}

/// A credential from the columns version, set_at, temporary, sealed that start at `at`; `None` when they are null.
pub(crate) fn from_row(
    sealer: &Sealer,
    owner: (&PoolId, &Sub),
    row: &Row,
    at: usize,
) -> Result<Option<Credential>, Broken> {
    let Some(version) = row.opt_text(at)? else {
        return Ok(None);
    };
    let verifier = open(
        sealer,
        [owner.0.as_str(), owner.1.as_str(), &version],
        &row.bytes(at + 3)?,
    )?;
    Ok(Some(Credential {
        version,
        set_at: row.moment(at + 1)?,
        temporary: row.bool(at + 2)?,
        verifier,
    }))
}

fn open(sealer: &Sealer, key: [&str; 3], sealed: &[u8]) -> Result<Verifier, Broken> {
    let plain = sealer.open(SEAL, &text::aad(&key), sealed).map(Zeroizing::new);
    plain
        .and_then(|plain| decode(&plain))
        .ok_or_else(|| text::unopened("a password verifier"))
}

/// The length of the salt in four bytes, the salt, the value.
pub(crate) fn encode(verifier: &Verifier) -> Zeroizing<Vec<u8>> {
    let (salt, value) = (verifier.salt().as_bytes(), verifier.value());
    let length = u32::try_from(salt.len()).unwrap_or(u32::MAX);
    let mut plain = Zeroizing::new(Vec::with_capacity(4 + salt.len() + value.len()));
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(salt);
    plain.extend_from_slice(value);
    plain
}

pub(crate) fn decode(plain: &[u8]) -> Option<Verifier> {
    let (length, rest) = plain.split_first_chunk()?;
    let (salt, value) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    Some(Verifier::from_parts(Salt::from_bytes(salt), value))
}

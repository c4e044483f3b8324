//! Passwords: the SRP salt and verifier of each user, sealed, and those that it had before. Of users who were imported with
//! their passwords, the hash that they brought until they have proven to know it.

use domain::{
    ids::{PoolId, Sub},
    moment::Moment,
    password::{
        foreign::ForeignHash,
        kept::Kept,
        verifier::{Salt, Verifier},
    },
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
    SET = "INSERT INTO credentials (pool, sub, version, set_at, temporary, imported, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (pool, sub) DO UPDATE SET version = excluded.version, set_at = excluded.set_at, \
        temporary = excluded.temporary, imported = excluded.imported, sealed = excluded.sealed";
    CONVERT = "UPDATE credentials SET imported = false, sealed = $4 \
        WHERE pool = $1 AND sub = $2 AND version = $3 AND imported";
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
    /// What is kept of it.
    pub kept: Kept,
}

/// Sets the password. `remembered` is how many of the former passwords stay on record, for the pool's password history: its
/// size less the new one; 0 forgets them all.
pub fn set(sealer: &Sealer, owner: (&PoolId, &Sub), credential: &Credential, remembered: u32) -> Batch {
    let (pool, sub) = (owner.0.as_str(), owner.1.as_str());
    Batch::new()
        .then(REMEMBER, vec![pool.into(), sub.into()])
        .then(TRIM, vec![pool.into(), sub.into(), i64::from(remembered).into()])
        .and(set_first(sealer, owner, credential))
}

/// Sets the password of a user who is made in the same batch.
pub fn set_first(sealer: &Sealer, (pool, sub): (&PoolId, &Sub), credential: &Credential) -> Batch {
    let version = credential.version.as_str();
    let key = [pool.as_str(), sub.as_str(), version];
    let sealed = sealer.seal(SEAL, &text::aad(&key), &encode_kept(&credential.kept));
    Batch::new().then(
        SET,
        vec![
            pool.as_str().into(),
            sub.as_str().into(),
            version.into(),
            credential.set_at.into(),
            credential.temporary.into(),
            credential.kept.foreign().is_some().into(),
            sealed.into(),
        ],
    )
}

/// Replaces the hash that the user was imported with by a verifier of the same password. Does nothing when the user has another
/// password by now, or none, or a verifier.
pub fn convert(sealer: &Sealer, (pool, sub): (&PoolId, &Sub), version: &str, verifier: &Verifier) -> Batch {
    let sealed = sealer.seal(
        SEAL,
        &text::aad(&[pool.as_str(), sub.as_str(), version]),
        &encode(verifier),
    );
    let args = vec![pool.as_str().into(), sub.as_str().into(), version.into(), sealed.into()];
    Batch::new().then(CONVERT, args)
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
    pub async fn old_passwords(&self, pool: &PoolId, sub: &Sub) -> Result<Vec<Kept>, Broken> {
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
    let kept = open(
        sealer,
        [owner.0.as_str(), owner.1.as_str(), &version],
        &row.bytes(at + 3)?,
    )?;
    Ok(Some(Credential {
        version,
        set_at: row.moment(at + 1)?,
        temporary: row.bool(at + 2)?,
        kept,
    }))
}

fn open(sealer: &Sealer, key: [&str; 3], sealed: &[u8]) -> Result<Kept, Broken> {
    let plain = sealer.open(SEAL, &text::aad(&key), sealed).map(Zeroizing::new);
    plain
        .and_then(|plain| decode_kept(&plain))
        .ok_or_else(|| text::unopened("a password verifier"))
}

/// Before a foreign hash, where a verifier has the length of its salt.
const FOREIGN: [u8; 4] = u32::MAX.to_be_bytes();

fn encode_kept(kept: &Kept) -> Zeroizing<Vec<u8>> {
    match kept {
        Kept::Verifier(verifier) => encode(verifier),
        Kept::Foreign(hash) => Zeroizing::new([FOREIGN.as_slice(), hash.as_text().as_bytes()].concat()),
    }
}

fn decode_kept(plain: &[u8]) -> Option<Kept> {
    match plain.strip_prefix(&FOREIGN) {
        None => decode(plain).map(Kept::Verifier),
        Some(hash) => ForeignHash::from_text(std::str::from_utf8(hash).ok()?).map(Kept::Foreign),
    }
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

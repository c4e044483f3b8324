//! Codes that were sent to people: one live code for each user and purpose (resources.md §4.8).
//!
//! The caller reads the code, compares in constant time, and then either [`consume`]s it or counts a [`fail`]. Nothing may be
//! told before that write went through: so parallel guesses learn no more than the allowed number.

use domain::{
    ids::{PoolId, Sub},
    moment::Moment,
    ports::Channel,
};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store,
    db::{Batch, Broken, Row, Value, statements},
    text,
};

/// The code was used, replaced, guessed at too often, or has expired since it was read.
pub const CODE_GONE: &str = "code gone";

const SEAL: &str = "code";

statements! {
    PUT = "INSERT INTO codes (pool, sub, purpose, attribute, id, channel, destination, created, expires, tries, sealed) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10) \
        ON CONFLICT (pool, sub, purpose, attribute) DO UPDATE SET id = excluded.id, channel = excluded.channel, \
        destination = excluded.destination, created = excluded.created, expires = excluded.expires, tries = 0, \
        sealed = excluded.sealed";
    FIND = "SELECT id, channel, destination, created, expires, tries, sealed FROM codes \
        WHERE pool = $1 AND sub = $2 AND purpose = $3 AND attribute = $4";
    FAIL = "UPDATE codes SET tries = tries + 1 \
        WHERE pool = $1 AND sub = $2 AND purpose = $3 AND attribute = $4 AND id = $5 AND tries < $6";
    CONSUME = "DELETE FROM codes \
        WHERE pool = $1 AND sub = $2 AND purpose = $3 AND attribute = $4 AND id = $5 AND tries < $6 AND expires > $7";
    DROP = "DELETE FROM codes WHERE pool = $1 AND sub = $2 AND purpose = $3 AND attribute = $4";
    SWEEP = "DELETE FROM codes WHERE expires < $1";
}

/// What a code is good for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Confirming a sign-up.
    SignUp,
    /// Choosing a new password.
    ForgotPassword,
    /// Verifying the address in this attribute.
    VerifyAttribute(String),
    /// Proving a factor of a sign-in.
    SignIn,
}

impl Purpose {
    /// The name of the purpose, and the attribute where a user may have several such codes.
    fn key(&self) -> (&'static str, &str) {
        match self {
            Self::SignUp => ("sign_up", ""),
            Self::ForgotPassword => ("forgot_password", ""),
            Self::VerifyAttribute(attribute) => ("verify_attribute", attribute),
            Self::SignIn => ("sign_in", ""),
        }
    }
}

/// A code that is on its way to somebody. Kept sealed; the type has no `Debug`.
#[derive(Clone)]
pub struct Code {
    /// The pool.
    pub pool: PoolId,
    /// The user.
    pub sub: Sub,
    /// What it is good for.
    pub purpose: Purpose,
    /// A random id: tells this code from one that replaces it.
    pub id: String,
    /// The code itself.
    pub text: Zeroizing<String>,
    /// How it was sent.
    pub channel: Channel,
    /// The full address that it was sent to, which is what it verifies.
    pub destination: String,
    /// When it was made.
    pub created: Moment,
    /// When it ceases to be good.
    pub expires: Moment,
    /// How often somebody guessed wrong. A new code starts at 0, whatever stands here.
    pub tries: i64,
}

/// Remembers a code; the former one of the same purpose is no longer good.
pub fn put(sealer: &Sealer, code: &Code) -> Batch {
    let sealed = sealer.seal(SEAL, &aad(code), code.text.as_bytes());
    let mut args = key(&code.pool, &code.sub, &code.purpose);
    args.extend([
        code.id.as_str().into(),
        channel_name(code.channel).into(),
        code.destination.as_str().into(),
        code.created.into(),
        code.expires.into(),
        sealed.into(),
    ]);
    Batch::new().then(PUT, args)
}

/// Counts a wrong guess at the code as it was read. A code that was guessed at `limit` times is no longer good.
///
/// Guard: [`CODE_GONE`].
pub fn fail(code: &Code, limit: i64) -> Batch {
    let mut args = key(&code.pool, &code.sub, &code.purpose);
    args.extend([code.id.as_str().into(), limit.into()]);
    Batch::new().guard(CODE_GONE, FAIL, args)
}

/// Uses up the code as it was read, unless it was guessed at `limit` times.
///
/// Guard: [`CODE_GONE`].
pub fn consume(code: &Code, limit: i64, now: Moment) -> Batch {
    let mut args = key(&code.pool, &code.sub, &code.purpose);
    args.extend([code.id.as_str().into(), limit.into(), now.into()]);
    Batch::new().guard(CODE_GONE, CONSUME, args)
}

/// Forgets the code of this purpose, if there is one: what it would do has been done otherwise.
pub fn forget(pool: &PoolId, sub: &Sub, purpose: &Purpose) -> Batch {
    Batch::new().then(DROP, key(pool, sub, purpose))
}

/// Drops codes that expired before this moment. An expired code answers like none at all (resources.md §4.8).
pub fn sweep(now: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![now.into()])
}

impl Store {
    /// The live or expired code of this purpose.
    pub async fn code(&self, pool: &PoolId, sub: &Sub, purpose: &Purpose) -> Result<Option<Code>, Broken> {
        let row = self.db.row(FIND, key(pool, sub, purpose)).await?;
        row.map(|row| self.code_from(&row, pool, sub, purpose)).transpose()
    }

    fn code_from(&self, row: &Row, pool: &PoolId, sub: &Sub, purpose: &Purpose) -> Result<Code, Broken> {
        let mut code = Code {
            pool: pool.clone(),
            sub: sub.clone(),
            purpose: purpose.clone(),
            id: row.text(0)?,
            text: Zeroizing::default(),
            channel: channel(&row.text(1)?)?,
            destination: row.text(2)?,
            created: row.moment(3)?,
            expires: row.moment(4)?,
            tries: row.int(5)?,
        };
        let plain = self.sealer.open(SEAL, &aad(&code), &row.bytes(6)?);
        let plain = plain.and_then(|plain| String::from_utf8(plain).ok());
        code.text = Zeroizing::new(plain.ok_or_else(|| text::unopened("a code"))?);
        Ok(code)
    }
}

fn key(pool: &PoolId, sub: &Sub, purpose: &Purpose) -> Vec<Value> {
    let (purpose, attribute) = purpose.key();
    vec![
        pool.as_str().into(),
        sub.as_str().into(),
        purpose.into(),
        attribute.into(),
    ]
}

/// A code is good only for the address that it was sent to.
fn aad(code: &Code) -> Vec<u8> {
    let (purpose, attribute) = code.purpose.key();
    text::aad(&[
        code.pool.as_str(),
        code.sub.as_str(),
        purpose,
        attribute,
        &code.id,
        &code.destination,
    ])
}

const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "EMAIL",
        Channel::Sms => "SMS",
    }
}

fn channel(name: &str) -> Result<Channel, Broken> {
    match name {
        "EMAIL" => Ok(Channel::Email),
        "SMS" => Ok(Channel::Sms),
        _ => Err(text::damaged("a code", "its channel is not known")),
    }
}

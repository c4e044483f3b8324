//! What a sign-in is made of, each alone on one core: the measure of everything else.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use bignum::Group;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::Wrong;

/// How long each primitive is repeated.
const REPEATED: Duration = Duration::from_millis(400);

/// Signatures that share what blinds the key in aws-lc. Making it anew takes as long as half a signature, which the median of single
/// signatures would hide.
const BLINDING: u32 = 32;

/// Microseconds for each: the median of many.
pub struct Primitives {
    /// An RS256 signature with a 2048-bit key.
    pub signature: f64,
    /// `g^x` in SRP's 3072-bit group, 256-bit exponent.
    pub fixed_base: f64,
    /// Any other base to a 256-bit exponent in that group.
    pub plain: f64,
    /// One durable commit of one small row in SQLite (WAL, `synchronous=FULL`).
    pub commit: f64,
}

impl Primitives {
    /// Measures them, one after the other.
    pub fn measure() -> Result<Self, Wrong> {
        Self::with_commit(commit()?)
    }

    /// Measures again what the processor does alone: on a machine with neighbours it is not as fast at every moment.
    pub fn again(&self) -> Result<Self, Wrong> {
        Self::with_commit(self.commit)
    }

    fn with_commit(commit: f64) -> Result<Self, Wrong> {
        let group = Group::srp();
        let exponent = [0xa7; 32];
        let base = group.pow_g(&[0x5b; 32]);
        Ok(Self {
            signature: signature()?,
            fixed_base: median(|| drop(black_box(group.pow_g(black_box(&exponent))))),
            plain: median(|| drop(black_box(group.pow(&base, black_box(&exponent))))),
            commit,
        })
    }

    /// Half-way between what was measured before something and after it.
    pub fn mean(&self, after: &Self) -> Self {
        let mean = |one: f64, other: f64| f64::midpoint(one, other);
        Self {
            signature: mean(self.signature, after.signature),
            fixed_base: mean(self.fixed_base, after.fixed_base),
            plain: mean(self.plain, after.plain),
            commit: mean(self.commit, after.commit),
        }
    }
}

fn signature() -> Result<f64, Wrong> {
    let made = KeyPair::generate(KeySize::Rsa2048).map_err(|_| "no key pair")?;
    let key = RsaKeyPair::from_pkcs8(made.as_der().map_err(|_| "no PKCS #8")?.as_ref())?;
    let random = SystemRandom::new();
    let mut signature = vec![0; key.public_modulus_len()];
    let text = [b'.'; 900];
    let batch = median(|| {
        for _ in 0..BLINDING {
            // It fails for want of memory only, and then the whole process does.
            let _ = black_box(key.sign(&RSA_PKCS1_SHA256, &random, &text, &mut signature));
        }
    });
    Ok(batch / f64::from(BLINDING))
}

fn commit() -> Result<f64, Wrong> {
    let directory = TempDir::new_in(".")?;
    let database = Connection::open(directory.path().join("commit.db"))?;
    database.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; create table t (id integer primary key, text text)",
    )?;
    let mut insert = database.prepare("insert into t (text) values (?1)")?;
    let text = "x".repeat(600);
    Ok(median(|| drop(insert.execute([&text]))))
}

fn median(mut once: impl FnMut()) -> f64 {
    once();
    let mut taken = Vec::new();
    let began = Instant::now();
    while began.elapsed() < REPEATED {
        let before = Instant::now();
        once();
        taken.push(before.elapsed());
    }
    taken.sort_unstable();
    let middle = taken.get(taken.len() / 2).copied().unwrap_or_default();
    middle.as_secs_f64() * 1e6
}

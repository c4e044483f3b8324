//! Hashes of passwords that other software made. Users are imported with them, and sign in with the password that they had
//! (resources.md §12; the encodings are a guess: those in which each algorithm's hashes are usually written).
//!
//! Such a hash can judge a password that is given in the clear, and nothing else: SRP needs a verifier, which cannot be
//! made of it. So it is replaced by one as soon as its owner has proven the password.

mod encoding;
#[cfg(test)]
mod tests;

use std::{fmt, num::NonZeroU32};

use aws_lc_rs::pbkdf2;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// bcrypt: 2^14 rounds, about a second.
pub const MOST_BCRYPT_COST: u32 = 14;

/// PBKDF2 with SHA-256: rounds, about a second.
pub const MOST_PBKDF2_ROUNDS: u32 = 2_000_000;

/// Argon2 and scrypt: KiB of memory.
pub const MOST_MEMORY: u64 = 256 * 1024;

/// Argon2 and scrypt: KiB that are written in all, about two seconds.
pub const MOST_WORK: u64 = 1024 * 1024;

/// Argon2 and scrypt: lanes.
pub const MOST_LANES: u32 = 16;

/// scrypt: the size of its blocks, in 128 bytes.
pub const MOST_BLOCK: u32 = 64;

/// What bcrypt reads of a password, and no more.
const BCRYPT_BYTES: usize = 72;

/// `PasswordHashingAlgorithm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashAlgorithm {
    /// bcrypt: `$2a$`, `$2b$`, `$2y$`.
    Bcrypt,
    /// scrypt: `$scrypt$`.
    Scrypt,
    /// Argon2id: `$argon2id$`.
    Argon2id,
    /// PBKDF2 with SHA-256: `$pbkdf2-sha256$`.
    Pbkdf2Sha256,
}

impl HashAlgorithm {
    const ALL: [Self; 4] = [Self::Bcrypt, Self::Scrypt, Self::Argon2id, Self::Pbkdf2Sha256];

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bcrypt => "BCRYPT",
            Self::Scrypt => "SCRYPT",
            Self::Argon2id => "ARGON2ID",
            Self::Pbkdf2Sha256 => "PBKDF2_SHA256",
        }
    }

    /// From the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name)
    }
}

/// Why a text is no hash that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashProblem {
    /// It is not written as hashes of the algorithm are, or is of another algorithm.
    Malformed,
    /// To judge a password by it would take more time or memory than anybody who signs in may ask for.
    TooCostly,
}

/// How the password was hashed.
#[derive(Clone, Copy)]
enum Method {
    Bcrypt { cost: u32 },
    Scrypt { log_n: u8, block: u32, lanes: u32 },
    Argon2id { memory: u32, passes: u32, lanes: u32 },
    Pbkdf2Sha256 { rounds: NonZeroU32 },
}

/// A hash of a password. The type shows nothing.
#[derive(Clone)]
pub struct ForeignHash {
    text: Zeroizing<String>,
    method: Method,
    salt: Vec<u8>,
    output: Zeroizing<Vec<u8>>,
}

impl ForeignHash {
    /// Reads a hash as the file of an import has it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(algorithm: HashAlgorithm, text: &str) -> Result<Self, HashProblem> {
        let hash = encoding::read(text).ok_or(HashProblem::Malformed)?;
        match hash.method.algorithm() == algorithm {
            true if hash.method.is_bearable() => Ok(hash),
            true => Err(HashProblem::TooCostly),
            false => Err(HashProblem::Malformed),
        }
    }

    /// From [`Self::as_text`]; `None` for what never was a hash.
    pub fn from_text(text: &str) -> Option<Self> {
        encoding::read(text)
    }

    /// The hash as it was given. A secret: it may only leave the process sealed.
    pub fn as_text(&self) -> &str {
        &self.text
    }

    /// Whether this is the password. Takes up to seconds, and as long for a wrong password; compares in constant time.
    pub fn matches(&self, password: &str) -> bool {
        let mut made = Zeroizing::new(vec![0; self.output.len()]);
        let known = match self.method {
            Method::Bcrypt { cost } => self.bcrypt(cost, password, &mut made),
            Method::Scrypt { log_n, block, lanes } => scrypt::Params::new(log_n, block, lanes)
                .is_ok_and(|params| scrypt::scrypt(password.as_bytes(), &self.salt, &params, &mut made).is_ok()),
            Method::Argon2id { memory, passes, lanes } => argon2::Params::new(memory, passes, lanes, Some(made.len()))
                .is_ok_and(|params| {
                    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
                        .hash_password_into(password.as_bytes(), &self.salt, &mut made)
                        .is_ok()
                }),
            Method::Pbkdf2Sha256 { rounds } => {
                let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
                pbkdf2::derive(algorithm, rounds, &self.salt, password.as_bytes(), &mut made);
                true
            }
        };
        known && bool::from(made.ct_eq(&self.output))
    }

    /// bcrypt hashes the password with a zero byte after it, 72 bytes at most.
    fn bcrypt(&self, cost: u32, password: &str, made: &mut [u8]) -> bool {
        let Ok(salt) = <[u8; 16]>::try_from(self.salt.as_slice()) else {
            return false;
        };
        let bytes = password.bytes().chain([0]).take(BCRYPT_BYTES);
        let bytes: Zeroizing<Vec<u8>> = Zeroizing::new(bytes.collect());
        made.iter_mut()
            .zip(bcrypt::bcrypt(cost, salt, &bytes))
            .for_each(|(to, from)| *to = from);
        true
    }
}

impl Method {
    const fn algorithm(self) -> HashAlgorithm {
        match self {
            Self::Bcrypt { .. } => HashAlgorithm::Bcrypt,
            Self::Scrypt { .. } => HashAlgorithm::Scrypt,
            Self::Argon2id { .. } => HashAlgorithm::Argon2id,
            Self::Pbkdf2Sha256 { .. } => HashAlgorithm::Pbkdf2Sha256,
        }
    }

    /// Whether anybody may have this reckoned by trying to sign in. The limits are ours: above what each algorithm's
    /// documentation recommends, and below what would be an attack.
    fn is_bearable(self) -> bool {
        let within = |memory: u64, passes: u32, lanes: u32| {
            memory <= MOST_MEMORY && memory.saturating_mul(passes.into()) <= MOST_WORK && lanes <= MOST_LANES
        };
        match self {
            Self::Bcrypt { cost } => cost <= MOST_BCRYPT_COST,
            Self::Pbkdf2Sha256 { rounds } => rounds.get() <= MOST_PBKDF2_ROUNDS,
            Self::Argon2id { memory, passes, lanes } => within(memory.into(), passes, lanes),
            Self::Scrypt { log_n, block, lanes } => {
                let blocks = 1_u64.checked_shl(log_n.into()).unwrap_or(u64::MAX);
                let memory = blocks.saturating_mul(block.into()) / 8;
                block <= MOST_BLOCK && within(memory, lanes, lanes)
            }
        }
    }
}

impl PartialEq for ForeignHash {
    fn eq(&self, other: &Self) -> bool {
        self.text.as_bytes().ct_eq(other.text.as_bytes()).into()
    }
}

impl Eq for ForeignHash {}

impl fmt::Debug for ForeignHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForeignHash(..)")
    }
}

//! Codes of authenticator apps: TOTP with SHA-1, six digits, a step of 30 seconds (auth.md §16.1, documented).

use totp_rs::{Algorithm, Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::moment::Moment;

/// How many random bytes a seed has: its base32 text has 52 characters (auth.md §16.1, observed).
pub const SEED_BYTES: usize = 32;

/// The length of a step, in seconds.
const STEP: u64 = 30;

/// How many steps the clock of the app may be off, to either side (auth.md §12.8, documented).
const DRIFT: u16 = 1;

/// The seed of a user's codes. A secret: it may only leave the process sealed, but for the one time when it is told to
/// the user. The type has no `Debug`.
#[derive(Clone)]
pub struct Seed(Zeroizing<Vec<u8>>);

/// What a code is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is right. Remember this step: its code must not be taken again.
    Right(Step),
    /// It is right, but was taken before.
    UsedBefore,
    /// It is wrong, malformed, or too old or too new.
    Wrong,
}

/// The number of a step since 1970.
pub type Step = i64;

impl Seed {
    /// From random bytes, [`SEED_BYTES`] of them, or from what the store kept.
    pub fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The bytes, for the store to seal.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The seed as SecretCode: base32 without padding.
    pub fn secret_code(&self) -> Zeroizing<String> {
        Zeroizing::new(self.secret().to_base32())
    }

    /// Judges a code. `last` is the last step that was taken from this user: the same is not taken again, and those
    /// before it count as wrong (auth.md §12.8; observed for the same, guess for those before).
    pub fn judge(&self, code: &str, now: Moment, last: Option<Step>) -> Judgement {
        let matched = self.generator().check(code, seconds(now));
        let Some(step) = matched.and_then(|step| Step::try_from(step).ok()) else {
            return Judgement::Wrong;
        };
        match last {
            Some(last) if step == last => Judgement::UsedBefore,
            Some(last) if step < last => Judgement::Wrong,
            _ => Judgement::Right(step),
        }
    }

    /// The code that an app shows at this moment.
    pub fn code_at(&self, moment: Moment) -> String {
        self.generator().generate(seconds(moment)).to_string()
    }

    fn secret(&self) -> Secret {
        Secret::new(self.0.as_slice().into())
    }

    fn generator(&self) -> Totp {
        // The checks of the other way of building could only fail for seeds shorter than ours.
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(DRIFT)
            .with_step_duration(STEP)
            .with_secret(self.secret())
            .build_noncompliant()
    }
}

/// Seconds since 1970; there are no codes before.
fn seconds(moment: Moment) -> u64 {
    u64::try_from(moment.seconds()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Vectors {
        totp: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        secret_b32: String,
        unix_time: i64,
        code: String,
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_micros(seconds * 1_000_000)
    }

    fn seed() -> Seed {
        Seed::new(&[7; SEED_BYTES])
    }

    #[test]
    fn published_codes() {
        let vectors: Vectors = serde_json::from_str(include_str!("../tests/data/srp-vectors.json")).expect("the file");
        assert_eq!(vectors.totp.len(), 9);
        for vector in vectors.totp {
            let seed = Seed::new(Secret::try_from_base32(&vector.secret_b32).expect("base32").as_ref());
            assert_eq!(seed.code_at(at(vector.unix_time)), vector.code);
            assert_eq!(*seed.secret_code(), vector.secret_b32);
            let judgement = seed.judge(&vector.code, at(vector.unix_time), None);
            assert_eq!(judgement, Judgement::Right(vector.unix_time / 30));
        }
    }

    #[test]
    fn a_secret_code_has_52_characters() {
        let code = seed().secret_code();
        assert_eq!(code.len(), 52);
        assert!(
            code.bytes()
                .all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
        );
    }

    #[test]
    fn the_clock_may_be_one_step_off() {
        let now = at(3000); // the first second of step 100
        let code_of = |step: i64| seed().code_at(at(30 * step));
        let judge = |code: &str| seed().judge(code, now, None);
        assert_eq!(judge(&code_of(98)), Judgement::Wrong);
        assert_eq!(judge(&code_of(99)), Judgement::Right(99));
        assert_eq!(judge(&code_of(100)), Judgement::Right(100));
        assert_eq!(judge(&code_of(101)), Judgement::Right(101));
        assert_eq!(judge(&code_of(102)), Judgement::Wrong);
    }

    #[test]
    fn a_code_is_taken_once() {
        let now = at(3000);
        let judge = |step: i64, last| seed().judge(&seed().code_at(at(30 * step)), now, Some(last));
        assert_eq!(judge(100, 100), Judgement::UsedBefore);
        assert_eq!(judge(101, 100), Judgement::Right(101));
        assert_eq!(judge(99, 100), Judgement::Wrong);
    }

    #[test]
    fn what_is_not_a_code_is_wrong() {
        let code = seed().code_at(at(3000));
        for text in ["", "00000", "0000000", "+12345", "abcdef", " 12345", "１２３４５６"] {
            assert_eq!(seed().judge(text, at(3000), None), Judgement::Wrong, "{text:?}");
        }
        assert_eq!(seed().judge(&format!("{code} "), at(3000), None), Judgement::Wrong);
    }

    proptest! {
        #[test]
        fn never_panics(code in any::<String>(), micros in -1_000_000_i64..i64::MAX) {
            let _ = seed().judge(&code, Moment::from_micros(micros), None);
        }
    }
}

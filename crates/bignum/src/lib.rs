//! Arithmetic modulo the 3072-bit prime of SRP, in constant time.
//!
//! This crate holds the only `unsafe` code of the house, and nothing else: no pure-Rust library offers modular
//! exponentiation that is both constant-time and as fast as aws-lc's `BN_mod_exp_mont_consttime`, and aws-lc-rs does
//! not expose it. All of it sits in [`ffi`]; what this file offers is safe, total and works on plain
//! 384-byte numbers.
//!
//! What is secret and what is not: exponents, bases and factors are treated as secrets; the modulus, the *length* of
//! an exponent and the argument of [`Group::reduce`] are not.

mod comb;
#[expect(unsafe_code, reason = "calls aws-lc, which has no safe interface for this")]
mod ffi;
mod group15;

use std::{fmt, sync::OnceLock};

use zeroize::Zeroize;

/// The longest exponent, in bytes, for which [`Group::pow_g`] has a table. Longer ones take as long as any other base.
pub const LONGEST_BY_TABLE: usize = comb::LONGEST;

/// How many bytes a [`Number`] has.
pub const SIZE: usize = 384;

/// A number below the modulus: 384 bytes, most significant first. Wiped when dropped; the type has no readable
/// `Debug` and no `PartialEq`, since it may be a secret: compare [`Number::as_bytes`] in constant time.
#[derive(Clone)]
pub struct Number([u8; SIZE]);

impl Number {
    /// All 384 bytes, with leading zeros.
    pub fn as_bytes(&self) -> &[u8; SIZE] {
        &self.0
    }

    /// Whether it is zero. Takes the same time for every number.
    pub fn is_zero(&self) -> bool {
        self.0.iter().fold(0, |all, byte| all | byte) == 0
    }
}

impl Drop for Number {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Number(..)")
    }
}

/// The multiplicative group in which SRP reckons.
///
/// Operations cannot fail but for want of memory, which ends the process as it does everywhere in Rust.
pub struct Group {
    modulus: ffi::Modulus,
    /// The generator, as a number.
    generator: Number,
    /// The generator's powers.
    comb: comb::Comb,
}

impl Group {
    /// Group 15 of RFC 3526 (the 3072-bit MODP prime) with generator 2, as Cognito uses it
    /// (auth.md §8.1, observed; RFC 5054 pairs the same prime with 5).
    pub fn srp() -> &'static Self {
        static SRP: OnceLock<Group> = OnceLock::new();
        SRP.get_or_init(|| {
            let modulus = ffi::Modulus::new(&group15::PRIME);
            let generator = Number(modulus.reduce(&[2]));
            let comb = comb::Comb::new(&modulus, generator.as_bytes());
            Group {
                modulus,
                generator,
                comb,
            }
        })
    }

    /// The prime modulus, most significant byte first.
    pub fn modulus(&self) -> &'static [u8; SIZE] {
        &group15::PRIME
    }

    /// `bytes` as a number, if it is below the prime. In constant time.
    pub fn number(&self, bytes: &[u8; SIZE]) -> Option<Number> {
        is_less(bytes, &group15::PRIME).then(|| Number(*bytes))
    }

    /// `bytes`, a number of any length with the most significant byte first, modulo the prime.
    /// Not constant-time: for numbers that came over the wire.
    pub fn reduce(&self, bytes: &[u8]) -> Number {
        Number(self.modulus.reduce(bytes))
    }

    /// `g^exponent mod N`. The exponent is bytes, most significant first; only its length shows in the time taken.
    ///
    /// Exponents of up to 32 bytes, which SRP's are, take about a quarter of the time of [`Group::pow`].
    pub fn pow_g(&self, exponent: &[u8]) -> Number {
        match self.comb.pow(&self.modulus, exponent) {
            Some(power) => Number(power),
            None => self.pow(&self.generator, exponent),
        }
    }

    /// `base^exponent mod N`. The exponent is bytes, most significant first; only its length shows in the time taken.
    pub fn pow(&self, base: &Number, exponent: &[u8]) -> Number {
        Number(self.modulus.pow(&base.0, exponent))
    }

    /// `a·b mod N`.
    pub fn mul_mod(&self, a: &Number, b: &Number) -> Number {
        Number(self.modulus.multiply(&a.0, &b.0))
    }

    /// `a + b mod N`.
    pub fn add_mod(&self, a: &Number, b: &Number) -> Number {
        Number(self.modulus.add(&a.0, &b.0))
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Group(RFC 3526 group 15, g = 2)")
    }
}

/// Whether `a < b`: the borrow of `a - b`. Takes the same time for all numbers.
fn is_less(a: &[u8; SIZE], b: &[u8; SIZE]) -> bool {
    let digits = a.iter().zip(b).rev();
    let borrow = digits.fold(0, |borrow, (a, b)| {
        (u16::from(*a).wrapping_sub(u16::from(*b)).wrapping_sub(borrow) >> 8) & 1
    });
    borrow == 1
}

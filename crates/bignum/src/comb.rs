//! Powers of a base that never changes, by a table made once: four bits of the exponent at a time, one multiplication for
//! each, and no squarings.
//!
//! Row *i* of the table holds `base^(d · 16^i)` for each digit *d* of 0 … 15, so the power is the product of one entry of
//! each row. The entry is read in constant time: all sixteen are, and the wanted one is kept by a mask. That costs less
//! than the multiplications it saves: about a quarter of the time of a plain exponentiation.

use subtle::{ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

use crate::{
    SIZE,
    ffi::{LIMBS, Limbs, Modulus},
};

/// The longest exponent that the table serves, in bytes. SRP's secrets and password digests have this length.
pub const LONGEST: usize = 32;

/// Digits of four bits in the longest exponent.
const ROWS: usize = LONGEST * 2;

/// Values of a digit.
const DIGITS: usize = 16;

/// The table: 64 rows of 16 numbers of 384 bytes, 384 KiB.
pub struct Comb {
    rows: Vec<[Limbs; DIGITS]>,
}

impl Comb {
    /// Takes about as long as three plain exponentiations.
    pub fn new(modulus: &Modulus, base: &[u8; SIZE]) -> Self {
        let mut step = modulus.lift(base).limbs();
        let mut rows = Vec::with_capacity(ROWS);
        for _ in 0..ROWS {
            let mut power = modulus.one();
            let row = [(); DIGITS].map(|()| {
                let entry = power.limbs();
                power.times(&step);
                entry
            });
            rows.push(row);
            step = power.limbs();
        }
        Self { rows }
    }

    /// `base^exponent mod N`; the exponent is bytes, most significant first. `None` when it is longer than [`LONGEST`].
    /// Only the length of the exponent shows in the time taken.
    pub fn pow(&self, modulus: &Modulus, exponent: &[u8]) -> Option<[u8; SIZE]> {
        if exponent.len() > LONGEST {
            return None;
        }
        let mut power = modulus.one();
        let digits = exponent.iter().rev().flat_map(|byte| [byte & 15, byte >> 4]);
        for (row, digit) in self.rows.iter().zip(digits) {
            power.times(&entry(row, digit));
        }
        Some(power.lower())
    }
}

/// The entry of a row, without a trace of which: every entry is read.
fn entry(row: &[Limbs; DIGITS], digit: u8) -> Zeroizing<Limbs> {
    let mut found = Zeroizing::new([0; LIMBS]);
    for (candidate, at) in row.iter().zip(0u8..) {
        let wanted = at.ct_eq(&digit);
        for (limb, other) in found.iter_mut().zip(candidate) {
            limb.conditional_assign(other, wanted);
        }
    }
    found
}

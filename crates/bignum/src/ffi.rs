//! The calls into aws-lc. Every `unsafe` block of the house is in this file.
//!
//! Ownership is plain: each aws-lc object is held by exactly one of the types below, which frees it when dropped
//! (and wipes it, where it may hold a secret). Nothing is shared but a [`Modulus`], which is never written after
//! it was made.

use std::{alloc::Layout, ffi::c_int, ptr::NonNull};

use aws_lc_sys as lc;
use zeroize::Zeroize;

use crate::SIZE;

/// How many 64-bit limbs a number has.
pub const LIMBS: usize = SIZE / 8;

/// A number in Montgomery form, as its limbs: least significant first.
pub type Limbs = [u64; LIMBS];

/// An odd modulus of at most 384 bytes, with what Montgomery multiplication needs precomputed.
pub struct Modulus {
    value: Natural,
    montgomery: NonNull<lc::BN_MONT_CTX>,
}

// SAFETY: a `Modulus` owns its aws-lc objects, which are plain heap memory without ties to a thread.
unsafe impl Send for Modulus {}

// SAFETY: after `Modulus::new` both objects are only passed to aws-lc as `*const`, and aws-lc reads such arguments
// without hidden writes (its RSA and DH share a `BN_MONT_CTX` between threads in the same way). Everything that is
// written, the scratch space included, belongs to a single call.
unsafe impl Sync for Modulus {}

impl Modulus {
    /// `bytes`: the modulus, most significant byte first. It is public.
    pub fn new(bytes: &[u8; SIZE]) -> Self {
        let value = Natural::from_bytes(bytes);
        let scratch = Scratch::new();
        // SAFETY: both pointers are valid for the call; the result is a fresh object or null.
        let made = unsafe { lc::BN_MONT_CTX_new_for_modulus(value.as_ptr(), scratch.as_ptr()) };
        let montgomery = given(made);
        Self { value, montgomery }
    }

    /// `bytes mod N`, for public numbers of any length.
    pub fn reduce(&self, bytes: &[u8]) -> [u8; SIZE] {
        let number = Natural::from_bytes(bytes);
        let scratch = Scratch::new();
        let mut rest = Natural::zero();
        // SAFETY: all pointers are valid for the call, and `rest` is not aliased.
        done(unsafe {
            lc::BN_nnmod(
                rest.as_mut_ptr(),
                number.as_ptr(),
                self.value.as_ptr(),
                scratch.as_ptr(),
            )
        });
        rest.to_bytes()
    }

    /// `base^exponent mod N`, where `base < N`. Constant-time in both; the exponent's length is public.
    pub fn pow(&self, base: &[u8; SIZE], exponent: &[u8]) -> [u8; SIZE] {
        let base = Natural::from_bytes(base);
        let exponent = Natural::from_bytes(exponent);
        let scratch = Scratch::new();
        let mut power = Natural::zero();
        // SAFETY: all pointers are valid for the call, `power` is not aliased, and `montgomery` was made for
        // `value`. That `base` is below the modulus is aws-lc's own check, not ours to guarantee for soundness.
        done(unsafe {
            lc::BN_mod_exp_mont_consttime(
                power.as_mut_ptr(),
                base.as_ptr(),
                exponent.as_ptr(),
                self.value.as_ptr(),
                scratch.as_ptr(),
                self.montgomery.as_ptr(),
            )
        });
        power.to_bytes()
    }

    /// `a·b mod N`, where both are below N. Constant-time.
    pub fn multiply(&self, a: &[u8; SIZE], b: &[u8; SIZE]) -> [u8; SIZE] {
        let (a, b) = (Natural::from_bytes(a), Natural::from_bytes(b));
        let scratch = Scratch::new();
        let montgomery = self.montgomery.as_ptr();
        let mut lifted = Natural::zero();
        // SAFETY: all pointers are valid for the call, and `lifted` is not aliased.
        done(unsafe { lc::BN_to_montgomery(lifted.as_mut_ptr(), a.as_ptr(), montgomery, scratch.as_ptr()) });
        let mut product = Natural::zero();
        // a·R · b · R^-1 = a·b: with only one factor in Montgomery form the product comes out plain.
        // SAFETY: all pointers are valid for the call, and `product` is not aliased.
        done(unsafe {
            lc::BN_mod_mul_montgomery(
                product.as_mut_ptr(),
                lifted.as_ptr(),
                b.as_ptr(),
                montgomery,
                scratch.as_ptr(),
            )
        });
        product.to_bytes()
    }

    /// 1, to begin a product with.
    pub fn one(&self) -> Residue<'_> {
        let mut one = [0; SIZE];
        if let Some(last) = one.last_mut() {
            *last = 1;
        }
        self.lift(&one)
    }

    /// `number`, which is below N, in Montgomery form.
    pub fn lift(&self, number: &[u8; SIZE]) -> Residue<'_> {
        let number = Natural::from_bytes(number);
        let scratch = Scratch::new();
        let mut value = Natural::zero();
        let montgomery = self.montgomery.as_ptr();
        // SAFETY: all pointers are valid for the call, and `value` is not aliased.
        done(unsafe { lc::BN_to_montgomery(value.as_mut_ptr(), number.as_ptr(), montgomery, scratch.as_ptr()) });
        Residue {
            modulus: self,
            scratch,
            value,
            factor: Natural::zero(),
        }
    }

    /// `a + b mod N`, where both are below N. Constant-time.
    pub fn add(&self, a: &[u8; SIZE], b: &[u8; SIZE]) -> [u8; SIZE] {
        let (a, b) = (Natural::from_bytes(a), Natural::from_bytes(b));
        let mut sum = Natural::zero();
        // SAFETY: all pointers are valid for the call, and `sum` is not aliased.
        done(unsafe { lc::BN_mod_add_quick(sum.as_mut_ptr(), a.as_ptr(), b.as_ptr(), self.value.as_ptr()) });
        sum.to_bytes()
    }
}

impl Drop for Modulus {
    fn drop(&mut self) {
        // SAFETY: the pointer came from `BN_MONT_CTX_new_for_modulus`, is owned here and freed once.
        unsafe { lc::BN_MONT_CTX_free(self.montgomery.as_ptr()) }
    }
}

/// A number in Montgomery form while it is being multiplied. Wiped when dropped.
pub struct Residue<'a> {
    modulus: &'a Modulus,
    scratch: Scratch,
    value: Natural,
    /// Where factors are laid out for aws-lc; kept, so that a product of many factors allocates once.
    factor: Natural,
}

impl Residue<'_> {
    /// Multiplies by `factor`, which is below N and in Montgomery form. Constant-time.
    pub fn times(&mut self, factor: &Limbs) {
        self.factor.set_limbs(factor);
        let montgomery = self.modulus.montgomery.as_ptr();
        // SAFETY: all pointers are valid for the call. The result may be written over a factor: aws-lc multiplies
        // in scratch space of its own and its exponentiation calls it in the same way.
        done(unsafe {
            lc::BN_mod_mul_montgomery(
                self.value.as_mut_ptr(),
                self.value.as_ptr(),
                self.factor.as_ptr(),
                montgomery,
                self.scratch.as_ptr(),
            )
        });
    }

    /// The limbs, still in Montgomery form.
    pub fn limbs(&self) -> Limbs {
        let mut bytes = [0; SIZE];
        // SAFETY: `bytes` is writable for the length passed, and the number is a valid object.
        done(unsafe { lc::BN_bn2le_padded(bytes.as_mut_ptr(), SIZE, self.value.as_ptr()) });
        let mut limbs = [0; LIMBS];
        for (limb, eight) in limbs.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *limb = u64::from_le_bytes(*eight);
        }
        bytes.zeroize();
        limbs
    }

    /// The number itself.
    pub fn lower(self) -> [u8; SIZE] {
        let montgomery = self.modulus.montgomery.as_ptr();
        let mut plain = Natural::zero();
        // SAFETY: all pointers are valid for the call, and `plain` is not aliased.
        done(unsafe {
            lc::BN_from_montgomery(
                plain.as_mut_ptr(),
                self.value.as_ptr(),
                montgomery,
                self.scratch.as_ptr(),
            )
        });
        plain.to_bytes()
    }
}

/// One aws-lc number. Wiped when dropped.
struct Natural(NonNull<lc::BIGNUM>);

impl Natural {
    fn zero() -> Self {
        // SAFETY: takes no arguments; the result is a fresh object or null.
        Self(given(unsafe { lc::BN_new() }))
    }

    /// Keeps the width of `bytes`, leading zeros included, so that the time of later calls tells only the length.
    fn from_bytes(bytes: &[u8]) -> Self {
        let mut number = Self::zero();
        // SAFETY: `bytes` is readable for its length, and `number` is a valid, unaliased object, which is returned.
        let filled = unsafe { lc::BN_bin2bn(bytes.as_ptr(), bytes.len(), number.as_mut_ptr()) };
        given(filled);
        number
    }

    /// Takes these limbs, all of them, leading zeros included.
    fn set_limbs(&mut self, limbs: &Limbs) {
        let mut bytes = [0; SIZE];
        for (eight, limb) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(limbs) {
            *eight = limb.to_le_bytes();
        }
        // SAFETY: `bytes` is readable for its length, and the number is a valid, unaliased object, which is returned.
        let filled = unsafe { lc::BN_le2bn(bytes.as_ptr(), SIZE, self.as_mut_ptr()) };
        given(filled);
        bytes.zeroize();
    }

    /// The number as 384 bytes. It is always below the modulus, so it fits.
    fn to_bytes(&self) -> [u8; SIZE] {
        let mut bytes = [0; SIZE];
        // SAFETY: `bytes` is writable for the length passed, and the number is a valid object.
        done(unsafe { lc::BN_bn2bin_padded(bytes.as_mut_ptr(), SIZE, self.as_ptr()) });
        bytes
    }

    fn as_ptr(&self) -> *const lc::BIGNUM {
        self.0.as_ptr()
    }

    fn as_mut_ptr(&mut self) -> *mut lc::BIGNUM {
        self.0.as_ptr()
    }
}

impl Drop for Natural {
    fn drop(&mut self) {
        // SAFETY: the pointer came from `BN_new`, is owned here and freed once.
        unsafe { lc::BN_clear_free(self.0.as_ptr()) }
    }
}

/// Scratch space of one computation; aws-lc wipes it by freeing its numbers with `OPENSSL_free`, which cleanses.
struct Scratch(NonNull<lc::BN_CTX>);

impl Scratch {
    fn new() -> Self {
        // SAFETY: takes no arguments; the result is a fresh object or null.
        Self(given(unsafe { lc::BN_CTX_new() }))
    }

    fn as_ptr(&self) -> *mut lc::BN_CTX {
        self.0.as_ptr()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // SAFETY: the pointer came from `BN_CTX_new`, is owned here and freed once.
        unsafe { lc::BN_CTX_free(self.0.as_ptr()) }
    }
}

/// What aws-lc allocated. It answers null only when memory ran out.
fn given<T>(pointer: *mut T) -> NonNull<T> {
    NonNull::new(pointer).unwrap_or_else(|| out_of_memory())
}

/// The answer of a call whose arguments were right: aws-lc reports failure only when memory ran out.
fn done(answer: c_int) {
    if answer != 1 {
        out_of_memory();
    }
}

/// Ends the process as Rust's own collections do when memory is gone.
fn out_of_memory() -> ! {
    std::alloc::handle_alloc_error(Layout::new::<[u8; SIZE]>())
}

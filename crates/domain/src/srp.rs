//! The server's side of SRP as Cognito does it: proof of a password without sending it (auth.md §8, observed).
//!
//! Users and remembered devices prove themselves by the same reckoning under other names ([`Subject`]).
//! The steps of a sign-in, with what the server keeps between them in its `SECRET_BLOCK`:
//!
//! 1. The client sends A ([`ClientPublic::parse`]). The server draws b, makes an [`Ephemeral`] of it and
//!    [`Ephemeral::offer`]s B, which it sends along with the salt.
//! 2. The client sends a signature under the key that both sides have agreed on. [`Exchange::is_proven_by`] judges it.

use aws_lc_rs::{digest, hmac};
use base64::{Engine, engine::general_purpose::STANDARD};
use bignum::{Group, Number};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{ids::PoolId, password::verifier::Verifier};

mod encoding;
pub mod timestamp;

pub use encoding::{pad, to_wire};

/// How many random bytes the server's secret b has: 256 bits, what RFC 5054 §2.5.4 and auth.md §8.4 ask for at least, and twice
/// the strength of the group, so that guessing b is no shorter way in. auth.md would rather have 512; each further bit costs time, and
/// a longer b none of the safety.
pub const EPHEMERAL_BYTES: usize = bignum::LONGEST_BY_TABLE;

/// The longest A that is taken: a third more than the modulus. Longer ones are as good as not hexadecimal (our choice).
const MAX_CLIENT_PUBLIC_BYTES: usize = 512;

/// The purpose under which the agreed key is derived (auth.md §8.1).
const KEY_PURPOSE: &[u8] = b"Caldera Derived Key\x01";

/// k = H(pad(N) ‖ pad(g)), where g is padded to one byte, not to the length of N (auth.md §8.1).
/// A test derives it.
#[rustfmt::skip]
const MULTIPLIER: [u8; 32] = [
    0x53, 0x82, 0x82, 0xc4, 0x35, 0x47, 0x42, 0xd7, 0xcb, 0xbd, 0xe2, 0x35, 0x9f, 0xcf, 0x67, 0xf9,
    0xf5, 0xb3, 0xa6, 0xb0, 0x87, 0x91, 0xe5, 0x01, 0x1b, 0x43, 0xb8, 0xa5, 0xb6, 0x6d, 0x9e, 0xe6,
];

/// Who proves a password: both names go into the verifier and into the signature, so changing either makes the
/// verifier void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The pool id after its first `_`, or the key of the device's group.
    pub scope: &'a str,
    /// What the client is given as USER_ID_FOR_SRP: the username as stored; or the device's key.
    pub identity: &'a str,
}

impl<'a> Subject<'a> {
    /// A user of `pool` by its canonical name (auth.md §8.3).
    pub fn user(pool: &'a PoolId, username: &'a str) -> Self {
        Self {
            scope: pool.scope(),
            identity: username,
        }
    }

    /// A remembered device (auth.md §8.6).
    pub fn device(group_key: &'a str, device_key: &'a str) -> Self {
        Self {
            scope: group_key,
            identity: device_key,
        }
    }

    /// x = H(pad(salt) ‖ H(scope ‖ identity ‖ ":" ‖ password)). The password is taken as it is: nothing is
    /// trimmed, folded or normalised (auth.md §8.3).
    pub(crate) fn private_key(&self, salt: &[u8], password: &str) -> Zeroizing<[u8; 32]> {
        let inner = Zeroizing::new(sha256(&[
            self.scope.as_bytes(),
            self.identity.as_bytes(),
            b":",
            password.as_bytes(),
        ]));
        Zeroizing::new(sha256(&[&pad(salt), &*inner]))
    }
}

/// A, the client's public number, as sent: not yet reduced, of any size up to 512 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPublic(Vec<u8>);

/// SRP_A is not hexadecimal, is empty, or is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

impl ClientPublic {
    /// From SRP_A: hexadecimal in either case, with or without leading zeros, of an odd or even number of digits.
    /// Even a hostile number (zero, a multiple of N) is taken here; [`Exchange::is_proven_by`] refuses it, as the
    /// real service does (auth.md §8.4, observed).
    ///
    /// # Errors
    ///
    /// [`NotANumber`].
    pub fn parse(wire: &str) -> Result<Self, NotANumber> {
        encoding::from_wire(wire, MAX_CLIENT_PUBLIC_BYTES)
            .map(Self)
            .ok_or(NotANumber)
    }

    /// From [`Self::as_bytes`].
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The number, most significant byte first, without leading zeros.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The server's secret b with g^b. It may be made ahead of time, must be used once, and depends on no user.
pub struct Ephemeral {
    secret: Zeroizing<Vec<u8>>,
    power: Number,
}

impl Ephemeral {
    /// From random bytes, [`EPHEMERAL_BYTES`] of them.
    pub fn new(secret: &[u8]) -> Self {
        Self {
            secret: Zeroizing::new(secret.to_vec()),
            power: Group::srp().pow_g(secret),
        }
    }

    /// B = k·v + g^b. `None` if it is zero, which chance will not bring about: draw another b.
    pub fn offer(self, verifier: &Verifier) -> Option<Offer> {
        let group = Group::srp();
        let blinded = group.mul_mod(&group.reduce(&MULTIPLIER), verifier.number());
        let public = group.add_mod(&blinded, &self.power);
        (!public.is_zero()).then_some(Offer {
            secret: self.secret,
            public,
        })
    }
}

/// What the server offers in step 1. It has no `Debug`: whoever knows b and v can sign in.
pub struct Offer {
    secret: Zeroizing<Vec<u8>>,
    public: Number,
}

impl Offer {
    /// From [`Self::secret`] and [`Self::public`], as they come back in the `SECRET_BLOCK`.
    pub fn from_parts(secret: Vec<u8>, public: &[u8]) -> Self {
        Self {
            secret: Zeroizing::new(secret),
            public: Group::srp().reduce(public),
        }
    }

    /// b.
    pub fn secret(&self) -> &[u8] {
        &self.secret
    }

    /// B, in 384 bytes.
    pub fn public(&self) -> &[u8] {
        self.public.as_bytes()
    }

    /// B as SRP_B.
    pub fn wire(&self) -> String {
        to_wire(self.public.as_bytes())
    }
}

/// The answer of the client in step 2, as sent.
#[derive(Clone, Copy)]
pub struct Claim<'a> {
    /// PASSWORD_CLAIM_SECRET_BLOCK, out of its base64.
    pub secret_block: &'a [u8],
    /// TIMESTAMP, letter for letter; see [`timestamp::parse`].
    pub timestamp: &'a str,
    /// PASSWORD_CLAIM_SIGNATURE, in base64.
    pub signature: &'a str,
}

/// The two public numbers that met, with the server's secret.
pub struct Exchange {
    /// A.
    pub client: ClientPublic,
    /// b and B.
    pub server: Offer,
}

impl Exchange {
    /// Whether the claim shows knowledge of the password behind `verifier` (auth.md §8.5). Refuses A mod N = 0 and
    /// u = 0, with which anyone could sign in, and v mod N = 0, which a device could register. The signature is compared
    /// in constant time.
    pub fn is_proven_by(&self, subject: &Subject<'_>, verifier: &Verifier, claim: &Claim<'_>) -> bool {
        let Some(key) = self.agreed_key(verifier) else {
            return false;
        };
        let expected = signature(&*key, subject, claim);
        let given = STANDARD.decode(claim.signature).unwrap_or_default();
        expected.as_ref().ct_eq(&given).into()
    }

    /// The 16-byte key that both sides can reckon; `None` for numbers that would make it public knowledge.
    fn agreed_key(&self, verifier: &Verifier) -> Option<Zeroizing<[u8; 16]>> {
        let group = Group::srp();
        let client = group.reduce(&self.client.0);
        let scrambler = self.scrambler();
        if client.is_zero() || scrambler == [0; 32] || verifier.number().is_zero() {
            return None;
        }
        let secret = self.shared_secret(&client, verifier, &scrambler);
        let wide = derive(&scrambler, secret.as_bytes());
        let mut key = Zeroizing::new([0; 16]);
        key.copy_from_slice(wide.as_ref().get(..16)?);
        Some(key)
    }

    /// u = H(pad(A) ‖ pad(B)), over A as it was sent.
    fn scrambler(&self) -> [u8; 32] {
        sha256(&[&pad(&self.client.0), &pad(self.server.public())])
    }

    /// S = (A · v^u)^b.
    fn shared_secret(&self, client: &Number, verifier: &Verifier, scrambler: &[u8]) -> Number {
        let group = Group::srp();
        let base = group.mul_mod(client, &group.pow(verifier.number(), scrambler));
        group.pow(&base, &self.server.secret)
    }
}

/// HKDF-SHA-256 of S with salt u, of which the first 16 bytes are the key.
fn derive(scrambler: &[u8], shared_secret: &[u8]) -> hmac::Tag {
    let extracted = hmac_sha256(&pad(scrambler), &[&pad(shared_secret)]);
    hmac_sha256(extracted.as_ref(), &[KEY_PURPOSE])
}

/// The signature that the client should send (auth.md §8.5).
fn signature(key: &[u8], subject: &Subject<'_>, claim: &Claim<'_>) -> hmac::Tag {
    let parts = [
        subject.scope.as_bytes(),
        subject.identity.as_bytes(),
        claim.secret_block,
        claim.timestamp.as_bytes(),
    ];
    hmac_sha256(key, &parts)
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> hmac::Tag {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    for part in parts {
        context.update(part);
    }
    context.sign()
}

#[cfg(test)]
mod tests;

//! The client's side of SRP (auth.md §8.5), with one secret for a whole connection: the server cannot tell, and the
//! generator has the machine to share.

use aws_lc_rs::{digest, hmac};
use base64::{Engine, engine::general_purpose::STANDARD};
use bignum::{Group, Number, SIZE};
use serde_json::{Value, json};

use crate::Wrong;

/// What clients claim to sign at.
const TIMESTAMP: &str = "Thu Jan 1 00:00:00 UTC 2026";

/// Its a and A.
pub struct SrpClient {
    secret: [u8; 32],
    public: Number,
}

impl SrpClient {
    /// Draws a from `seed`.
    pub fn new(seed: u32) -> Self {
        let secret = sha256(&[&seed.to_be_bytes()]);
        let public = Group::srp().pow_g(&secret);
        Self { secret, public }
    }

    /// SRP_A.
    pub fn srp_a(&self) -> String {
        hex(self.public.as_bytes())
    }

    /// The answer to PASSWORD_VERIFIER.
    pub fn answer(&self, pool: &str, password: &str, challenge: &Value) -> Result<Value, Wrong> {
        let text = |name: &str| {
            challenge[name]
                .as_str()
                .ok_or_else(|| format!("the challenge has no {name}"))
        };
        let (salt, server) = (unhex(text("SALT")?)?, unhex(text("SRP_B")?)?);
        let (user, block) = (text("USER_ID_FOR_SRP")?, text("SECRET_BLOCK")?);
        let scope = pool.split('_').next_back().unwrap_or_default();
        let inner = sha256(&[scope.as_bytes(), user.as_bytes(), b":", password.as_bytes()]);
        let x = sha256(&[&padded(&salt), &inner]);
        let scrambler = sha256(&[&padded(self.public.as_bytes()), &padded(&server)]);
        let shared = self.shared(&server, &x, &scrambler);
        let extracted = mac(&padded(&scrambler), &[&padded(shared.as_bytes())]);
        let key = mac(&extracted, &[b"Caldera Derived Key\x01"]);
        let sealed = STANDARD.decode(block)?;
        let signed: [&[u8]; 4] = [scope.as_bytes(), user.as_bytes(), &sealed, TIMESTAMP.as_bytes()];
        let signature = STANDARD.encode(mac(key.get(..16).unwrap_or_default(), &signed));
        Ok(json!({
            "USERNAME": user,
            "PASSWORD_CLAIM_SECRET_BLOCK": block,
            "PASSWORD_CLAIM_SIGNATURE": signature,
            "TIMESTAMP": TIMESTAMP,
        }))
    }

    /// `(B - k·g^x)^(a + u·x) = (B - k·g^x)^a · ((B - k·g^x)^u)^x`.
    fn shared(&self, server: &[u8], x: &[u8], scrambler: &[u8]) -> Number {
        let group = Group::srp();
        let multiplier = group.reduce(&sha256(&[&padded(group.modulus()), &[2]]));
        let password = group.mul_mod(&multiplier, &group.pow_g(x));
        let base = group.add_mod(&group.reduce(server), &negated(&password));
        group.mul_mod(
            &group.pow(&base, &self.secret),
            &group.pow(&group.pow(&base, scrambler), x),
        )
    }
}

/// `N - number`.
fn negated(number: &Number) -> Number {
    let mut rest = *Group::srp().modulus();
    let mut borrow = 0;
    for (digit, taken) in rest.iter_mut().zip(number.as_bytes()).rev() {
        let (first, under) = digit.overflowing_sub(*taken);
        let (second, under_again) = first.overflowing_sub(borrow);
        *digit = second;
        borrow = u8::from(under || under_again);
    }
    Group::srp().reduce(&rest)
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut sum = [0; 32];
    sum.copy_from_slice(context.finish().as_ref());
    sum
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    parts.iter().for_each(|part| context.update(part));
    context.sign().as_ref().to_vec()
}

/// As a signed number of the least length, which is how SRP hashes numbers here.
fn padded(bytes: &[u8]) -> Vec<u8> {
    let significant: Vec<u8> = bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
    match significant.first() {
        Some(first) if first & 0x80 == 0 => significant,
        _ => [vec![0], significant].concat(),
    }
}

fn hex(bytes: &[u8; SIZE]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Result<Vec<u8>, Wrong> {
    let even = if text.len().is_multiple_of(2) {
        text.to_owned()
    } else {
        format!("0{text}")
    };
    let pairs = even.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair)?;
        Ok(u8::from_str_radix(pair, 16)?)
    });
    pairs.collect()
}

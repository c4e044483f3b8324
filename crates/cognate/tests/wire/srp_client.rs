//! The client's side of SRP, on an implementation of its own: what Cognito's client libraries do (auth.md §8.5).

use std::sync::LazyLock;

use aws_lc_rs::{digest, hmac};
use base64::{Engine, engine::general_purpose::STANDARD};
use crypto_bigint::{
    Odd, U3072,
    modular::{FixedMontyForm, FixedMontyParams},
};
use serde_json::Value;

type Form = FixedMontyForm<{ U3072::LIMBS }>;

/// The vectors of the specification: the group, and wrong signatures to be refused.
pub static VECTORS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../domain/tests/data/srp-vectors.json")).unwrap());

static PARAMS: LazyLock<FixedMontyParams<{ U3072::LIMBS }>> = LazyLock::new(|| {
    let prime = VECTORS["group"]["N_hex"].as_str().unwrap();
    FixedMontyParams::new(Odd::new(number(&bytes(prime))).unwrap())
});

/// The moment that clients claim to sign at; the server signs over it and does not compare it with its clock.
pub const TIMESTAMP: &str = "Thu Jan 1 00:00:00 UTC 2026";

/// A client in the middle of a sign-in.
pub struct SrpClient {
    secret: Vec<u8>,
    public: Vec<u8>,
}

impl SrpClient {
    /// Draws a from a seed, which is as good as chance for a test.
    pub fn new(seed: &str) -> Self {
        let secret = sha256(&[b"a", seed.as_bytes()]);
        let public = padded(&to_bytes(&form(&[2]).pow(&number(&secret))));
        Self { secret, public }
    }

    /// With an A that nobody has an a for.
    pub fn with_public(wire: &str) -> Self {
        Self {
            secret: vec![1],
            public: padded(&bytes(wire)),
        }
    }

    /// SRP_A.
    pub fn srp_a(&self) -> String {
        wire(&self.public)
    }

    /// PASSWORD_CLAIM_SIGNATURE over the challenge's parameters.
    pub fn sign(&self, scope: &str, password: &str, challenge: &Value) -> String {
        let text = |name: &str| challenge[name].as_str().unwrap();
        let (identity, salt, server) = (text("USER_ID_FOR_SRP"), bytes(text("SALT")), bytes(text("SRP_B")));
        let inner = sha256(&[scope.as_bytes(), identity.as_bytes(), b":", password.as_bytes()]);
        let x = sha256(&[&padded(&salt), &inner]);
        let scrambler = self.scrambler(&server);
        let k = bytes(VECTORS["group"]["k_hex"].as_str().unwrap());
        let base = form(&server) - form(&k) * form(&[2]).pow(&number(&x));
        let shared = base.pow(&number(&self.secret)) * base.pow(&number(&scrambler)).pow(&number(&x));
        self.sign_with(scope, challenge, &to_bytes(&shared))
    }

    /// A signature with a shared secret of the caller's choice: what an attacker tries with S = 0.
    pub fn sign_with(&self, scope: &str, challenge: &Value, shared: &[u8]) -> String {
        let text = |name: &str| challenge[name].as_str().unwrap();
        let scrambler = self.scrambler(&bytes(text("SRP_B")));
        let extracted = mac(&padded(&scrambler), &[&padded(shared)]);
        let key = mac(&extracted, &[b"Caldera Derived Key\x01"]);
        let block = STANDARD.decode(text("SECRET_BLOCK")).unwrap();
        let identity = text("USER_ID_FOR_SRP");
        let signed: [&[u8]; 4] = [scope.as_bytes(), identity.as_bytes(), &block, TIMESTAMP.as_bytes()];
        STANDARD.encode(mac(&key[..16], &signed))
    }

    fn scrambler(&self, server: &[u8]) -> Vec<u8> {
        sha256(&[&padded(&self.public), &padded(server)])
    }
}

/// v, the verifier of a password: what a device registers.
pub fn verifier((scope, identity): (&str, &str), password: &str, salt: &[u8]) -> Vec<u8> {
    let inner = sha256(&[scope.as_bytes(), identity.as_bytes(), b":", password.as_bytes()]);
    let x = sha256(&[&padded(salt), &inner]);
    padded(&to_bytes(&form(&[2]).pow(&number(&x))))
}

fn number(bytes: &[u8]) -> U3072 {
    let mut wide = [0; 384];
    wide[384 - bytes.len()..].copy_from_slice(bytes);
    U3072::from_be_slice(&wide)
}

fn form(bytes: &[u8]) -> Form {
    Form::new(&number(bytes), &PARAMS)
}

fn to_bytes(form: &Form) -> Vec<u8> {
    form.retrieve().to_be_bytes().as_ref().to_vec()
}

/// As Java writes numbers: shortest, with a zero byte in front of a set top bit.
fn padded(number: &[u8]) -> Vec<u8> {
    let short: Vec<u8> = number.iter().copied().skip_while(|byte| *byte == 0).collect();
    match short.first() {
        Some(top) if *top < 0x80 => short,
        _ => [vec![0], short].concat(),
    }
}

fn wire(number: &[u8]) -> String {
    let digits: String = number.iter().map(|byte| format!("{byte:02x}")).collect();
    let short = digits.trim_start_matches('0');
    if short.is_empty() { "0".into() } else { short.into() }
}

fn bytes(hex: &str) -> Vec<u8> {
    let even = if hex.len() % 2 == 1 {
        format!("0{hex}")
    } else {
        hex.to_owned()
    };
    (0..even.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&even[at..at + 2], 16).unwrap())
        .collect()
}

fn sha256(parts: &[&[u8]]) -> Vec<u8> {
    digest::digest(&digest::SHA256, &parts.concat()).as_ref().to_vec()
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), &parts.concat())
        .as_ref()
        .to_vec()
}

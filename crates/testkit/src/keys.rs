//! Key pairs for pools in tests: two for the whole process, made when first needed.

use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use domain::ports::{Boxed, Keys, PortFailed};

/// Two pairs, given out in turn: making them takes longer than most tests.
static PAIRS: [OnceLock<Vec<u8>>; 2] = [OnceLock::new(), OnceLock::new()];

/// Gives out the same two key pairs in turn.
#[derive(Debug, Default)]
pub struct FixtureKeys {
    given: AtomicUsize,
}

impl Keys for FixtureKeys {
    fn rsa_2048(&self) -> Boxed<'_, Result<Vec<u8>, PortFailed>> {
        let turn = self.given.fetch_add(1, Ordering::SeqCst) % PAIRS.len();
        let pair = PAIRS[turn].get_or_init(|| {
            let pair = KeyPair::generate(KeySize::Rsa2048).expect("an RSA key pair");
            let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).expect("its PKCS #8 form");
            der.as_ref().to_vec()
        });
        Box::pin(std::future::ready(Ok(pair.clone())))
    }
}

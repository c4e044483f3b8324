//! OAuth 2.0 and OpenID Connect: what a request may ask for, and what it is given (oauth.md §§5–14).
//!
//! * [`params`]: what a query or a form says. * [`authorize`]: what an authorization request asks for.
//! * [`redirect`]: where answers may go. * [`scope`]: what a token may be used for. * [`pkce`]: who may redeem a code.
//! * [`exchange`]: who redeems what. * [`user_info`]: what a token tells of its user. * [`sso`]: a browser that is signed in.

use std::fmt::Write;

use aws_lc_rs::digest::{self, SHA256};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::ports::Entropy;

pub mod authorize;
pub mod exchange;
pub mod params;
pub mod pkce;
pub mod redirect;
pub mod scope;
pub mod sso;
pub mod user_info;

/// What the store keeps of a code or a cookie: its SHA-256 in hex. Whoever reads the database cannot show the thing itself.
pub fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in digest::digest(&SHA256, text.as_bytes()).as_ref() {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// A text that nobody guesses: 32 random bytes as base64url.
pub fn token(entropy: &dyn Entropy) -> String {
    URL_SAFE_NO_PAD.encode(entropy.bytes::<32>())
}

//! AWS Signature Version 4, seen from the server: reads `Authorization`, judges its scope and its time, and verifies
//! the signature. Signatures in the query string are not taken: no SDK sends them to this API.
//!
//! The texts are those of AWS's common front end (resources.md §1.5, guess: family; those that are not listed there are
//! from memory of the same family).

mod canonical;
mod header;
mod time;

use aws_lc_rs::{digest, hmac};
pub use header::Authorization;
use subtle::ConstantTimeEq;

use crate::{Code, Fault};

/// The only algorithm, and the scheme of the `Authorization` header.
pub const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// How far a request's time may be from ours, either way, in seconds (resources.md §1.5).
pub const TOLERANCE_SECONDS: i64 = 300;

/// Header fields that a signature has to cover when the request has them: who is addressed, and what is asked.
const MUST_BE_SIGNED: [&str; 2] = ["host", "x-amz-target"];

/// The last part of a credential scope.
const TERMINATOR: &str = "aws4_request";

/// What a signature covers.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The method, such as `POST`.
    pub method: &'a str,
    /// The path as it was sent.
    pub path: &'a str,
    /// The query as it was sent, without its `?`.
    pub query: &'a str,
    /// Header fields in the order in which they came; names in lower case. Under HTTP/2, `host` is `:authority`.
    pub headers: &'a [(String, String)],
    /// The body, whole.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// The value of the first header field of this name (lower case).
    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }
}

impl Authorization<'_> {
    /// Judges the credential scope's service, and the time of the request against `now` (seconds since 1970). The sentences are a
    /// guess: resources.md §1.5.
    ///
    /// # Errors
    /// InvalidSignatureException with the family's sentence.
    pub fn judge(&self, service: &str, now: i64) -> Result<(), Fault> {
        if self.service != service {
            let message = format!("Credential should be scoped to correct service: '{service}'. ");
            return Err(Fault::new(Code::InvalidSignatureException, message));
        }
        let (earliest, latest) = (now - TOLERANCE_SECONDS, now + TOLERANCE_SECONDS);
        if (earliest..=latest).contains(&self.seconds) {
            return Ok(());
        }
        let (then, now) = (&self.date, time::basic(now));
        let message = if self.seconds < earliest {
            let earliest = time::basic(earliest);
            format!("Signature expired: {then} is now earlier than {earliest} ({now} - 5 min.)")
        } else {
            let latest = time::basic(latest);
            format!("Signature not yet current: {then} is still later than {latest} ({now} + 5 min.)")
        };
        Err(Fault::new(Code::InvalidSignatureException, message))
    }

    /// Verifies that the holder of `secret` signed `request`. The signatures are compared in constant time. The sentences are a
    /// guess: the front end's to other services.
    ///
    /// # Errors
    /// InvalidSignatureException.
    pub fn verify(&self, request: &Request<'_>, secret: &str) -> Result<(), Fault> {
        if let Some(name) = MUST_BE_SIGNED
            .iter()
            .find(|name| request.header(name).is_some() && !self.signs(name))
        {
            let shown = if *name == "host" {
                "'Host' or ':authority'"
            } else {
                "'X-Amz-Target'"
            };
            let message = format!("{shown} must be a 'SignedHeader' in the AWS Authorization.");
            return Err(Fault::new(Code::InvalidSignatureException, message));
        }
        let expected = hex(self.expected(request, secret).as_ref());
        if bool::from(expected.as_bytes().ct_eq(self.signature.as_bytes())) {
            return Ok(());
        }
        Err(Fault::new(Code::InvalidSignatureException, DOES_NOT_MATCH))
    }

    fn expected(&self, request: &Request<'_>, secret: &str) -> hmac::Tag {
        let canonical = canonical::request(request, &self.signed_headers);
        let digest = hex(digest::digest(&digest::SHA256, canonical.as_bytes()).as_ref());
        let scope = format!("{}/{}/{}/{TERMINATOR}", self.day, self.region, self.service);
        let to_sign = format!("{ALGORITHM}\n{}\n{scope}\n{digest}", self.date);
        let first = format!("AWS4{secret}");
        let key = [self.day, self.region, self.service, TERMINATOR]
            .iter()
            .fold(hmac::Key::new(hmac::HMAC_SHA256, first.as_bytes()), |key, part| {
                hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref())
            });
        hmac::sign(&key, to_sign.as_bytes())
    }
}

/// Guess: resources.md §1.5.
const DOES_NOT_MATCH: &str = "The request signature we calculated does not match the signature you provided. Check your \
                              AWS Secret Access Key and signing method. Consult the service documentation for details.";

/// Lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).map_or('0', |d| char::from(*d));
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

//! Making identifiers and secrets (resources.md §1.10).

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    ids::{ClientId, PoolId, Region},
    moment::Moment,
    ports::Entropy,
};

const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LOWER_ALPHANUMERIC: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// How long a generated client secret is: 51 or 52 on the real service (observed); one length will do.
const SECRET_LENGTH: usize = 52;

/// `<region>_<9 letters or digits>` (observed).
pub fn pool_id(entropy: &dyn Entropy, region: &Region) -> PoolId {
    PoolId::new(format!("{region}_{}", entropy.text(9, ALPHANUMERIC)))
}

/// 26 lower-case letters or digits (observed).
pub fn client_id(entropy: &dyn Entropy) -> ClientId {
    ClientId::new(entropy.text(26, LOWER_ALPHANUMERIC))
}

/// 52 lower-case letters or digits (observed).
pub fn client_secret(entropy: &dyn Entropy) -> String {
    entropy.text(SECRET_LENGTH, LOWER_ALPHANUMERIC)
}

/// `<client id>--<epoch second>` (documented). Two secrets of one second would be one; see the caller.
pub fn client_secret_id(client: &ClientId, now: Moment) -> String {
    format!("{client}--{}", now.seconds())
}

/// `import-` and 10 letters or digits (resources.md §1.10, observed).
pub fn import_job_id(entropy: &dyn Entropy) -> String {
    format!("import-{}", entropy.text(10, ALPHANUMERIC))
}

/// A made-up host name in the form of a CloudFront distribution's: `d`, 13 lower-case letters or digits.
pub fn distribution(entropy: &dyn Entropy) -> String {
    format!("d{}.cloudfront.net", entropy.text(13, LOWER_ALPHANUMERIC))
}

/// The name of a signing key: 32 random bytes in standard base64 with padding (oauth.md §3, observed).
pub fn key_id(entropy: &dyn Entropy) -> String {
    STANDARD.encode(entropy.bytes::<32>())
}

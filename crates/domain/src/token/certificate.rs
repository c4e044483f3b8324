//! The certificate of a pool: by it, SAML identity providers know what the pool has signed (resources.md §14, oauth.md §17.1).

use jiff::{Timestamp, ToSpan, civil::Date, tz::Offset};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PKCS_RSA_SHA256, SerialNumber, date_time_ymd};

use crate::{ids::PoolId, moment::Moment};

/// How long it is good for (documented).
const YEARS: i32 = 10;

/// A certificate could not be made: the key is none, or the clock stands outside the years that a certificate can name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no certificate: {0}")]
pub struct NoCertificate(String);

/// The self-signed certificate of a pool as DER: the same bytes whenever it is asked for, because RSA signatures of this kind
/// have no random part. `pkcs8` is the key pair, `made` when it was made. The names in it are GUESS.
///
/// # Errors
/// [`NoCertificate`].
pub fn of_pool(pool: &PoolId, pkcs8: &[u8], made: Moment) -> Result<Vec<u8>, NoCertificate> {
    let refused = |error: rcgen::Error| NoCertificate(error.to_string());
    let key = KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8.into(), &PKCS_RSA_SHA256).map_err(refused)?;
    let (first, last) = days(made)?;
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, pool.as_str());
    let mut params = CertificateParams::default();
    params.distinguished_name = name;
    params.serial_number = Some(SerialNumber::from(made.micros().unsigned_abs()));
    params.not_before = date_time_ymd(first.year().into(), month(first), day(first));
    params.not_after = date_time_ymd(last.year().into(), month(last), day(last));
    let certificate = params.self_signed(&key).map_err(refused)?;
    Ok(certificate.der().to_vec())
}

/// The first day and the last.
fn days(made: Moment) -> Result<(Date, Date), NoCertificate> {
    let outside = |error: jiff::Error| NoCertificate(error.to_string());
    let made = Timestamp::from_microsecond(made.micros()).map_err(outside)?;
    let first = Offset::UTC.to_datetime(made).date();
    let last = first.checked_add(YEARS.years()).map_err(outside)?;
    Ok((first, last))
}

/// Both are small and positive.
fn month(date: Date) -> u8 {
    date.month().unsigned_abs()
}

fn day(date: Date) -> u8 {
    date.day().unsigned_abs()
}

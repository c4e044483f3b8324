//! How hashes are written: bcrypt in its own way, the others as PHC strings (`$name$parameters$salt$output`), and PBKDF2
//! also as passlib writes it, with the bare number of rounds.

use base64::{
    Engine,
    alphabet::{BCRYPT, STANDARD},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

use super::{ForeignHash, Method};

/// Bytes of a salt.
const LONGEST_SALT: usize = 1024;

/// Bytes of the output of a hash; shorter ones would let many passwords in.
const OUTPUT: std::ops::RangeInclusive<usize> = 16..=64;

/// Bytes of bcrypt's salt and output.
const BCRYPT_SALT: usize = 16;
const BCRYPT_OUTPUT: usize = 23;

/// Letters of bcrypt's salt; those of the output follow.
const BCRYPT_SALT_LETTERS: usize = 22;

/// The version of Argon2 that is in use since 2016.
const ARGON2_VERSION: &str = "v=19";

/// Shortest salt of Argon2 (RFC 9106 §3.1).
const ARGON2_SALT: usize = 8;

const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::RequireNone);
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, CONFIG);

/// The last letters of bcrypt's salt and output have bits that mean nothing; some software leaves them set.
const BCRYPT_BASE64: GeneralPurpose = GeneralPurpose::new(&BCRYPT, CONFIG.with_decode_allow_trailing_bits(true));

pub(super) fn read(text: &str) -> Option<ForeignHash> {
    let mut parts = text.strip_prefix('$')?.split('$');
    let (method, salt, output) = match parts.next()? {
        "2a" | "2b" | "2y" => bcrypt(parts)?,
        "scrypt" => scrypt(parts)?,
        "argon2id" => argon2id(parts)?,
        "pbkdf2-sha256" => pbkdf2(parts)?,
        _ => return None,
    };
    Some(ForeignHash {
        text: Zeroizing::new(text.to_owned()),
        method,
        salt,
        output: Zeroizing::new(output),
    })
}

type Parts<'a> = std::str::Split<'a, char>;
type Read = (Method, Vec<u8>, Vec<u8>);

fn bcrypt(mut parts: Parts<'_>) -> Option<Read> {
    let cost = parts.next().filter(|cost| cost.len() == 2)?;
    let cost = number::<u32>(cost.strip_prefix('0').unwrap_or(cost)).filter(|cost| (4..=31).contains(cost))?;
    let (salt, output) = parts.next()?.split_at_checked(BCRYPT_SALT_LETTERS)?;
    let salt = BCRYPT_BASE64.decode(salt).ok()?;
    let output = BCRYPT_BASE64.decode(output).ok()?;
    let whole = parts.next().is_none() && salt.len() == BCRYPT_SALT && output.len() == BCRYPT_OUTPUT;
    whole.then_some((Method::Bcrypt { cost }, salt, output))
}

fn scrypt(mut parts: Parts<'_>) -> Option<Read> {
    let [log_n, block, lanes] = parameters(parts.next()?, ["ln", "r", "p"])?;
    let method = Method::Scrypt {
        log_n: u8::try_from(log_n).ok().filter(|log_n| (1..64).contains(log_n))?,
        block,
        lanes,
    };
    let (salt, output) = salt_and_output(parts)?;
    (block > 0 && lanes > 0).then_some((method, salt, output))
}

fn argon2id(mut parts: Parts<'_>) -> Option<Read> {
    parts.next().filter(|version| *version == ARGON2_VERSION)?;
    let [memory, passes, lanes] = parameters(parts.next()?, ["m", "t", "p"])?;
    let (salt, output) = salt_and_output(parts)?;
    let sound = passes > 0 && lanes > 0 && memory / 8 >= lanes && salt.len() >= ARGON2_SALT;
    let method = Method::Argon2id { memory, passes, lanes };
    sound.then_some((method, salt, output))
}

fn pbkdf2(mut parts: Parts<'_>) -> Option<Read> {
    let given = parts.next()?;
    // The length of the output may be named, and is then that of the output.
    let (rounds, length) = match given.split_once(",l=") {
        Some((rounds, length)) => (rounds, Some(number::<usize>(length)?)),
        None => (given, None),
    };
    let rounds = number(rounds.strip_prefix("i=").unwrap_or(rounds))?;
    let (salt, output) = salt_and_output(parts)?;
    let whole = length.is_none_or(|length| length == output.len());
    whole.then_some((Method::Pbkdf2Sha256 { rounds }, salt, output))
}

/// `name=number` of each name in this order, parted by commas, and nothing else.
fn parameters<const N: usize>(text: &str, names: [&str; N]) -> Option<[u32; N]> {
    let mut values = [0; N];
    let mut given = text.split(',');
    for (value, name) in values.iter_mut().zip(names) {
        let (named, text) = given.next()?.split_once('=')?;
        *value = number(text).filter(|_| named == name)?;
    }
    given.next().is_none().then_some(values)
}

/// A decimal number without a sign or zeros before it.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

/// The last two parts. passlib writes `.` where others write `+`.
fn salt_and_output(mut parts: Parts<'_>) -> Option<(Vec<u8>, Vec<u8>)> {
    let decode = |text: &str| BASE64.decode(text.replace('.', "+")).ok();
    let salt = decode(parts.next()?).filter(|salt| !salt.is_empty() && salt.len() <= LONGEST_SALT)?;
    let output = decode(parts.next()?).filter(|output| OUTPUT.contains(&output.len()))?;
    parts.next().is_none().then_some((salt, output))
}

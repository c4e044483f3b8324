//! How numbers are written in SRP (auth.md §8.2).

use zeroize::Zeroizing;

/// The bytes of a number without leading zeros; none at all for zero.
pub(crate) fn trim(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}

/// The form in which numbers are hashed: as Java's `BigInteger.toByteArray` writes them. Shortest, with a zero
/// byte in front when the top bit is set; zero itself is one zero byte.
pub fn pad(number: &[u8]) -> Zeroizing<Vec<u8>> {
    let number = trim(number);
    let mut padded = Vec::with_capacity(number.len() + 1);
    if number.first().is_none_or(|top| *top >= 0x80) {
        padded.push(0);
    }
    padded.extend_from_slice(number);
    Zeroizing::new(padded)
}

/// The form in which numbers travel: lower-case hexadecimal without leading zeros, so of an odd or even number
/// of digits; `0` for zero.
pub fn to_wire(number: &[u8]) -> String {
    let mut digits = String::with_capacity(number.len() * 2);
    for byte in trim(number) {
        for nibble in [byte >> 4, byte & 15] {
            if let Some(digit) = char::from_digit(u32::from(nibble), 16) {
                digits.push(digit);
            }
        }
    }
    match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        shortest => shortest.to_owned(),
    }
}

/// Reads a number of at most `limit` bytes from hexadecimal in either case. Leading zeros don't count.
/// `None` when there is no digit, something else than a digit, or too many.
pub(crate) fn from_wire(wire: &str, limit: usize) -> Option<Vec<u8>> {
    if wire.is_empty() {
        return None;
    }
    let digits: Vec<u8> = wire
        .trim_start_matches('0')
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect::<Option<_>>()?;
    if digits.len() > 2 * limit {
        return None;
    }
    let (odd, pairs) = digits.split_at(digits.len() % 2);
    let pairs = pairs
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit));
    Some(odd.iter().copied().chain(pairs).collect())
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn padding_is_short_and_positive(number in vec(any::<u8>(), 0..40)) {
            let padded = pad(&number);
            prop_assert!(padded[0] < 0x80);
            prop_assert!(padded.len() == 1 || padded[0] != 0 || padded[1] >= 0x80);
            prop_assert_eq!(trim(&padded), trim(&number));
        }

        #[test]
        fn the_wire_form_can_be_read_again(number in vec(any::<u8>(), 0..40), zeros in 0usize..4) {
            let wire = to_wire(&number);
            prop_assert!(wire == "0" || !wire.starts_with('0'));
            let shouted = "0".repeat(zeros) + &wire.to_uppercase();
            prop_assert_eq!(from_wire(&shouted, 40).expect("a number"), trim(&number));
        }

        #[test]
        fn reading_never_panics(text in any::<String>()) {
            let _ = from_wire(&text, 8);
        }
    }

    #[test]
    fn what_is_not_a_number() {
        for text in ["", "g", "0x12", " 1", "1 ", "-1", "+1", "١"] {
            assert_eq!(from_wire(text, 8), None, "{text:?}");
        }
        assert_eq!(from_wire("0001ff", 2), Some(vec![1, 0xff]));
        assert_eq!(from_wire("010000", 2), None);
        assert_eq!(from_wire("000", 2), Some(vec![]));
    }
}

//! The codes that people receive and type in, and how the address that they went to is shown.

use subtle::ConstantTimeEq;

use crate::ports::Channel;

/// Decimal digits of codes for sign-up, verification, forgotten passwords and second factors
/// (resources.md §4.8, observed).
pub const DIGITS: usize = 6;

/// Decimal digits of codes that are the *first* factor of a sign-in (auth.md §11.4; observed for e-mail, guess for
/// text messages).
pub const FIRST_FACTOR_DIGITS: usize = 8;

/// How many digits of a phone number stay readable.
const READABLE_DIGITS: usize = 4;

/// Whether `given` is the code. Takes the same time for every code of the right length.
pub fn is_right(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

/// The address as CodeDeliveryDetails and challenges show it (auth.md §12.0).
///
/// E-mail: the first characters of local part and domain, each with three stars (observed). Phone number: `+`, a star
/// for each digit, and the last four digits (documented; that the number of stars follows the number of digits is
/// a decision).
pub fn masked(channel: Channel, address: &str) -> String {
    match channel {
        Channel::Email => masked_email(address),
        Channel::Sms => masked_phone_number(address),
    }
}

fn masked_email(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
    format!("{}***@{}***", first(local), first(domain))
}

fn masked_phone_number(number: &str) -> String {
    let digits = number.trim_start_matches('+');
    let length = digits.chars().count();
    let hidden = if length > READABLE_DIGITS {
        length - READABLE_DIGITS
    } else {
        length
    };
    let shown: String = digits.chars().skip(hidden).collect();
    format!("+{}{shown}", "*".repeat(hidden))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_masked() {
        for (address, shown) in [
            ("jane@amazon.com", "j***@a***"),
            ("a@b", "a***@b***"),
            ("zoë@exämple.de", "z***@e***"),
            ("ümit@ö.de", "ü***@ö***"),
            ("\"odd@name\"@example.com", "\"***@e***"),
            ("@", "***@***"),
            ("", "***@***"),
        ] {
            assert_eq!(masked(Channel::Email, address), shown);
        }
        for (address, shown) in [
            ("+12065550109", "+*******0109"),
            ("+442071838750", "+********8750"),
            ("+12345", "+*2345"),
            ("+1234", "+****"),
            ("+12", "+**"),
            ("", "+"),
        ] {
            assert_eq!(masked(Channel::Sms, address), shown);
        }
    }

    #[test]
    fn only_the_very_code_is_right() {
        assert!(is_right("012345", "012345"));
        for given in ["012346", "12345", "0123456", "", "012345 "] {
            assert!(!is_right("012345", given), "{given:?}");
        }
    }

    proptest! {
        #[test]
        fn masks_hide_and_never_panic(text in any::<String>()) {
            let _ = masked(Channel::Sms, &text);
            let shown = masked(Channel::Email, &text);
            prop_assert!(shown.chars().count() <= 9);
        }

        #[test]
        fn a_number_keeps_its_length(digits in "[1-9][0-9]{4,14}") {
            let shown = masked(Channel::Sms, &format!("+{digits}"));
            prop_assert_eq!(shown.len(), digits.len() + 1);
            prop_assert_eq!(&shown[shown.len() - 4..], &digits[digits.len() - 4..]);
            prop_assert!(shown[1..shown.len() - 4].chars().all(|c| c == '*'));
        }
    }
}

//! Sessions: token families as their user sees them (auth.md §17.4).

use std::net::IpAddr;

use uuid::Uuid;

use crate::moment::Moment;

/// What the ids of token sessions begin with (documented).
const TOKEN: &str = "tkn";

/// What the ids of single sign-on sessions begin with (documented).
const SSO: &str = "sso";

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// 36^25 is a little more than 2^128: the id of a session is that of its family, spelled otherwise.
const LENGTH: usize = 25;

/// The most sessions that a list shows, on one page (documented).
pub const MOST_SHOWN: u32 = 125;

/// What is said of a device or a place that nobody knows (documented).
pub const UNKNOWN: &str = "unknown";

/// From where a family was used, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub at: Moment,
    /// The client's address, where it is known and sessions are tracked.
    pub ip: Option<IpAddr>,
}

impl From<Moment> for Seen {
    /// From nobody knows where.
    fn from(at: Moment) -> Self {
        Self { at, ip: None }
    }
}

/// The id of the session that a family is: `tkn` and 25 letters or digits (documented form).
pub fn id_of(family: Uuid) -> String {
    spelled(TOKEN, family)
}

/// The id of a single sign-on session: `sso` and 25 letters or digits (documented form).
pub fn id_of_sso(session: Uuid) -> String {
    spelled(SSO, session)
}

fn spelled(prefix: &str, id: Uuid) -> String {
    let mut rest = id.as_u128();
    let mut digits = [b'0'; LENGTH];
    for place in digits.iter_mut().rev() {
        let digit = usize::try_from(rest % 36).unwrap_or_default();
        *place = DIGITS.get(digit).copied().unwrap_or_default();
        rest /= 36;
    }
    format!("{prefix}{}", String::from_utf8_lossy(&digits))
}

/// The family whose session has this id; `None` for what is no id of a token session.
pub fn family_of(id: &str) -> Option<Uuid> {
    read(TOKEN, id)
}

/// The single sign-on session with this id; `None` for what is no id of one.
pub fn sso_of(id: &str) -> Option<Uuid> {
    read(SSO, id)
}

fn read(prefix: &str, id: &str) -> Option<Uuid> {
    let digits = id.strip_prefix(prefix).filter(|digits| digits.len() == LENGTH)?;
    let number = digits.bytes().try_fold(0_u128, |number, digit| {
        let digit = DIGITS.iter().position(|known| *known == digit)?;
        number.checked_mul(36)?.checked_add(u128::try_from(digit).ok()?)
    })?;
    Some(Uuid::from_u128(number))
}

/// `DeviceType`, from the user agent of a sign-in. That there is `unknown` is documented; the other words are GUESS.
pub fn device_type(user_agent: &str) -> &'static str {
    let says = |words: &[&str]| words.iter().any(|word| user_agent.contains(word));
    if says(&["iPad", "Tablet"]) || says(&["Android"]) && says(&["Mozilla"]) && !says(&["Mobile"]) {
        "tablet"
    } else if says(&["Mobile", "iPhone", "Android", "okhttp", "CFNetwork"]) {
        "mobile"
    } else if says(&["Windows NT", "Macintosh", "X11", "CrOS"]) {
        "desktop"
    } else {
        UNKNOWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_by_the_id_that_its_family_gives() {
        let family = Uuid::from_u128(0x9d1f_6d35_1f3a_4c46_8f0e_3b1c_5d7a_9e42);
        for family in [family, Uuid::from_u128(0), Uuid::from_u128(u128::MAX)] {
            let id = id_of(family);
            assert_eq!(id.len(), 28);
            assert!(id.bytes().all(|digit| DIGITS.contains(&digit)), "{id}");
            assert_eq!(family_of(&id), Some(family));
        }
        assert_eq!(id_of(Uuid::from_u128(35)), "tkn000000000000000000000000z");
    }

    #[test]
    fn what_is_no_id_of_a_token_session_has_no_family() {
        let zeros = "0".repeat(25);
        let too_much = "z".repeat(25);
        for id in [
            String::new(),
            format!("sso{zeros}"),
            format!("tkn0{zeros}"),
            format!("tkn{too_much}"),
            format!("tkn{}A", &zeros[1..]),
        ] {
            assert_eq!(family_of(&id), None, "{id}");
        }
    }

    #[test]
    fn devices_are_told_by_their_user_agents() {
        for (agent, device) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
                "desktop",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15",
                "desktop",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "desktop",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148",
                "mobile",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0 Mobile Safari/537.36",
                "mobile",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-X910) Chrome/126.0 Safari/537.36",
                "tablet",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148",
                "tablet",
            ),
            ("aws-amplify/6.3.7 auth/4 framework/203 Android", "mobile"),
            ("Boto3/1.34.131 md/Botocore#1.34.131", "unknown"),
            ("", "unknown"),
        ] {
            assert_eq!(device_type(agent), device, "{agent}");
        }
    }
}

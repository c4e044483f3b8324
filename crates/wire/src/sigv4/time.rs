//! The two ways in which a signed request states its time.

use jiff::{civil::DateTime, fmt::rfc2822, tz::Offset};

const BASIC: &str = "%Y%m%dT%H%M%SZ";

/// Seconds since 1970 as `20150830T123600Z`.
pub(super) fn basic(seconds: i64) -> String {
    // jiff holds the years -9999 to 9999; clocks do not leave them.
    jiff::Timestamp::from_second(seconds)
        .map(|at| at.strftime(BASIC).to_string())
        .unwrap_or_default()
}

/// Reads `20150830T123600Z`.
pub(super) fn read_basic(text: &str) -> Option<i64> {
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())
            .flatten()
    };
    let small = |from: usize| i8::try_from(digits(from, from + 2)?).ok();
    if text.len() != 16 || text.get(8..9) != Some("T") || text.get(15..) != Some("Z") {
        return None;
    }
    let (year, month, day) = (digits(0, 4)?, small(4)?, small(6)?);
    let (hour, minute, second) = (small(9)?, small(11)?, small(13)?);
    let at = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Some(Offset::UTC.to_timestamp(at).ok()?.as_second())
}

/// Reads the HTTP date of a `Date` header: `Sun, 30 Aug 2015 12:36:00 GMT`.
pub(super) fn read_http_date(text: &str) -> Option<i64> {
    Some(rfc2822::parse(text).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_basic_form_goes_both_ways() {
        assert_eq!(read_basic("20150830T123600Z"), Some(1_440_938_160));
        assert_eq!(basic(1_440_938_160), "20150830T123600Z");
        for bad in [
            "2015-08-30T12:36:00Z",
            "20150830T123600",
            "20151330T123600Z",
            " 20150830T12360Z",
            "20150830 123600Z",
            "20150830T12360+Z",
            "20150230T123600Z",
            "20150830T123660Z",
            "",
        ] {
            assert_eq!(read_basic(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_date_header_has_http_form() {
        assert_eq!(read_http_date("Sun, 30 Aug 2015 12:36:00 GMT"), Some(1_440_938_160));
        assert_eq!(read_http_date("yesterday"), None);
    }
}

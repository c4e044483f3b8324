//! The TIMESTAMP of a proof: `EEE MMM d HH:mm:ss UTC yyyy` in English, such as `Fri Jan 2 03:04:05 UTC 2026`
//! (auth.md §8.5, documented).
//!
//! It is signed letter for letter, but how old it is decides nothing: there are phones with wrong clocks, and freshness
//! comes from the `SECRET_BLOCK` (decision in auth.md §8.5, guess). So all that is left to check is its form.

use jiff::{civil::DateTime, tz::Offset};

use crate::moment::Moment;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Reads a timestamp, leniently: the day of the month may have one or two digits or a space in front, and the zone may
/// be `UTC`, `GMT` or `Z`. Whether the weekday fits the date is not looked at. `None` when the form is wrong.
pub fn parse(text: &str) -> Option<Moment> {
    let mut words = text.split(' ');
    let mut next = || words.next();
    DAYS.contains(&next()?).then_some(())?;
    let month = next()?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let day = match next()? {
        "" => next()?,
        day => day,
    };
    let time = next()?;
    ["UTC", "GMT", "Z"].contains(&next()?).then_some(())?;
    let year = next()?;
    if next().is_some() {
        return None;
    }
    let (hour, rest) = time.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    let date_time = DateTime::new(
        number(year, 4..=4)?,
        i8::try_from(month).ok()?,
        small(day, 1..=2)?,
        small(hour, 2..=2)?,
        small(minute, 2..=2)?,
        small(second, 2..=2)?,
        0,
    );
    let timestamp = Offset::UTC.to_timestamp(date_time.ok()?).ok()?;
    Some(Moment::from_micros(timestamp.as_microsecond()))
}

/// A whole number of so many ASCII digits.
fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let is_plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

fn small(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i8> {
    i8::try_from(number(text, length)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const JANUARY: Moment = Moment::from_micros(1_767_323_045_000_000);

    #[test]
    fn lenient_forms_mean_the_same() {
        for text in [
            "Fri Jan 2 03:04:05 UTC 2026",
            "Fri Jan 02 03:04:05 UTC 2026",
            "Fri Jan  2 03:04:05 UTC 2026",
            "Fri Jan 2 03:04:05 GMT 2026",
            "Fri Jan 2 03:04:05 Z 2026",
            "Mon Jan 2 03:04:05 UTC 2026",
        ] {
            assert_eq!(parse(text), Some(JANUARY), "{text}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "2026-01-02T03:04:05Z",
            "fri Jan 2 03:04:05 UTC 2026",
            "Fre Jan 2 03:04:05 UTC 2026",
            "Fri Mai 2 03:04:05 UTC 2026",
            "Fri Jan 32 03:04:05 UTC 2026",
            "Fri Jan 0 03:04:05 UTC 2026",
            "Fri Jan 2 3:04:05 UTC 2026",
            "Fri Jan 2 24:04:05 UTC 2026",
            "Fri Jan 2 03:04 UTC 2026",
            "Fri Jan 2 03:04:05 CET 2026",
            "Fri Jan 2 03:04:05 UTC 26",
            "Fri Jan 2 03:04:05 UTC 2026 ",
            " Fri Jan 2 03:04:05 UTC 2026",
            "Fri Jan   2 03:04:05 UTC 2026",
            "Fri Jan +2 03:04:05 UTC 2026",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}

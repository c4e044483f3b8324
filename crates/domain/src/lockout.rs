//! The pause after failed sign-ins (auth.md §6).
//!
//! Failures are counted by user over all clients (guess), and by the name that was tried where no such user exists.
//!
//! This is the rule as it should be read. The store counts by it in one SQL statement, so that nodes that judge
//! attempts at the same time agree; a test there holds the statement against this file.

use serde::{Deserialize, Serialize};

use crate::moment::{Moment, Span};

/// From this failure on every one brings a pause; those before are free (documented).
const FIRST_WITH_PAUSE: u32 = 5;

/// No pause is longer (documented: about 15 minutes).
const LONGEST_PAUSE: Span = Span::minutes(15);

/// After so long without a failure, counted from the end of a pause, all is forgotten (documented for pauses; that it
/// holds for the free failures too is a guess).
const FORGOTTEN_AFTER: Span = Span::minutes(15);

/// The failures that still count against a user. The default is a clean slate, to which a success returns (guess).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// When the last one was; `None` without any.
    pub last: Option<Moment>,
}

impl Failures {
    /// Until when every attempt, right or wrong, is refused without being judged or counted; `None` when there is no
    /// pause at `now`.
    pub fn locked_until(&self, now: Moment) -> Option<Moment> {
        let until = self.last? + pause_after(self.count)?;
        (now < until).then_some(until)
    }

    /// The failures after one more at `now`, which must not lie in a pause.
    #[must_use]
    pub fn with_one_more(&self, now: Moment) -> Self {
        let count = if self.is_forgotten(now) { 0 } else { self.count };
        Self {
            count: count.saturating_add(1),
            last: Some(now),
        }
    }

    /// Whether nothing counts any more, so that the record may be swept.
    pub fn is_forgotten(&self, now: Moment) -> bool {
        let Some(last) = self.last else {
            return true;
        };
        let pause = pause_after(self.count).unwrap_or(Span::seconds(0));
        now >= last + pause + FORGOTTEN_AFTER
    }
}

/// 2^(n-5) seconds after the n-th failure.
fn pause_after(count: u32) -> Option<Span> {
    let doublings = count.checked_sub(FIRST_WITH_PAUSE)?;
    let seconds = 1_i64
        .checked_shl(doublings)
        .filter(|_| doublings < 32)
        .unwrap_or(i64::from(u32::MAX));
    Some(Span::seconds(seconds).min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_micros(1_000_000 * seconds)
    }

    /// `count` failures, each as soon as the pause before it is over; the last one at the returned moment.
    fn failures(count: u32) -> (Failures, Moment) {
        let mut now = at(1000);
        let mut failures = Failures::default();
        for _ in 0..count {
            now = failures.locked_until(now).unwrap_or(now);
            failures = failures.with_one_more(now);
        }
        (failures, now)
    }

    #[test]
    fn pauses_double_from_the_fifth_failure_up_to_a_quarter_of_an_hour() {
        let expected = [
            (0, 0),
            (1, 0),
            (4, 0),
            (5, 1),
            (6, 2),
            (7, 4),
            (8, 8),
            (13, 256),
            (14, 512),
            (15, 900),
            (16, 900),
            (90, 900),
        ];
        for (count, seconds) in expected {
            let (failures, last) = failures(count);
            assert_eq!(failures.count, count);
            let end = (seconds > 0).then(|| last + Span::seconds(seconds));
            assert_eq!(failures.locked_until(last), end, "after {count}");
        }
    }

    #[test]
    fn a_pause_ends() {
        let (failures, last) = failures(6);
        assert!(failures.locked_until(last + Span::seconds(1)).is_some());
        assert_eq!(failures.locked_until(last + Span::seconds(2)), None);
    }

    #[test]
    fn failures_are_forgotten_a_quarter_of_an_hour_after_the_pause() {
        let (failures, last) = failures(15);
        let end = last + Span::minutes(30);
        assert!(!failures.is_forgotten(last + Span::minutes(15)));
        assert_eq!(failures.with_one_more(last + Span::minutes(15)).count, 16);
        assert!(failures.is_forgotten(end));
        assert_eq!(
            failures.with_one_more(end),
            Failures {
                count: 1,
                last: Some(end)
            }
        );
        assert!(Failures::default().is_forgotten(last));
    }

    #[test]
    fn no_count_is_too_great() {
        let endless = Failures {
            count: u32::MAX,
            last: Some(at(0)),
        };
        assert_eq!(endless.locked_until(at(1)), Some(at(900)));
        assert_eq!(endless.with_one_more(at(900)).count, u32::MAX);
    }
}

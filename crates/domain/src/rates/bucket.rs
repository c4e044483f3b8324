//! A bucket that fills with time.

use super::Rate;
use crate::moment::{Moment, Span};

/// What one request costs, in millionths: a rate of one request a second then fills one in each microsecond.
const REQUEST: i64 = 1_000_000;

/// How full a bucket is, and since when. It holds what one second brings, so that a quiet second can be made good (GUESS at
/// the burst), and at least one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    level: i64,
    at: Moment,
}

impl Bucket {
    /// A full bucket.
    pub fn full(rate: Rate, now: Moment) -> Self {
        Self {
            level: Self::size(rate),
            at: now,
        }
    }

    /// Takes a request out. When there is none, nothing changes but that time has passed.
    #[must_use]
    pub fn take(&mut self, rate: Rate, now: Moment) -> bool {
        self.fill(rate, now);
        let enough = rate > 0 && self.level >= REQUEST;
        if enough {
            self.level -= REQUEST;
        }
        enough
    }

    /// Puts back what a request took that was then refused for another reason.
    pub fn put_back(&mut self, rate: Rate) {
        self.level = (self.level + REQUEST).min(Self::size(rate));
    }

    /// Whether it says no more than a new one would.
    pub fn is_idle(&self, rate: Rate, now: Moment) -> bool {
        let mut then = *self;
        then.fill(rate, now);
        then.level == Self::size(rate)
    }

    fn fill(&mut self, rate: Rate, now: Moment) {
        // A clock that was set back brings nothing and costs nothing.
        let passed = now.since(self.at).max(Span::seconds(0)).micros();
        let brought = passed.saturating_mul(i64::from(rate.max(0)));
        self.level = self.level.saturating_add(brought).min(Self::size(rate));
        self.at = self.at.max(now);
    }

    fn size(rate: Rate) -> i64 {
        i64::from(rate.max(1)) * REQUEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bucket: &mut Bucket, rate: Rate, now: Moment) -> usize {
        (0..1_000).take_while(|_| bucket.take(rate, now)).count()
    }

    #[test]
    fn a_second_brings_what_the_rate_says_and_never_more() {
        let start = Moment::from_micros(0);
        let mut bucket = Bucket::full(10, start);
        assert_eq!(taken(&mut bucket, 10, start), 10);
        assert_eq!(taken(&mut bucket, 10, start + Span::seconds(1)), 10);
        assert_eq!(taken(&mut bucket, 10, start + Span::hours(1)), 10);
        assert!(!bucket.is_idle(10, start + Span::hours(1)));
        assert!(bucket.is_idle(10, start + Span::hours(1) + Span::seconds(1)));
    }

    #[test]
    fn a_tenth_of_a_second_brings_a_tenth() {
        let start = Moment::from_micros(0);
        let mut bucket = Bucket::full(10, start);
        assert_eq!(taken(&mut bucket, 10, start), 10);
        assert_eq!(taken(&mut bucket, 10, Moment::from_micros(99_999)), 0);
        assert_eq!(taken(&mut bucket, 10, Moment::from_micros(100_000)), 1);
    }

    #[test]
    fn a_rate_of_nothing_lets_nothing_through() {
        let start = Moment::from_micros(0);
        assert!(!Bucket::full(0, start).take(0, start + Span::hours(1)));
    }

    #[test]
    fn a_clock_set_back_brings_nothing() {
        let start = Moment::from_micros(5_000_000);
        let mut bucket = Bucket::full(1, start);
        assert!(bucket.take(1, start));
        assert!(!bucket.take(1, Moment::from_micros(0)));
        assert!(!bucket.take(1, start));
        assert!(bucket.take(1, start + Span::seconds(1)));
    }

    #[test]
    fn what_is_put_back_can_be_taken_again() {
        let start = Moment::from_micros(0);
        let mut bucket = Bucket::full(1, start);
        assert!(bucket.take(1, start));
        bucket.put_back(1);
        assert!(bucket.take(1, start));
        assert!(!bucket.take(1, start));
    }
}

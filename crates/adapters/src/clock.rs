//! The machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::{moment::Moment, ports::Clock};

/// The machine's clock: UTC, as the operating system keeps it.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the Clock port's one real implementation"
        )]
        let now = SystemTime::now();
        let micros = match now.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_micros()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_micros()).map_or(i64::MIN, |micros| -micros),
        };
        Moment::from_micros(micros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_microseconds_since_1970() {
        let first_of_2024 = Moment::from_micros(1_704_067_200_000_000);
        let first_of_2200 = Moment::from_micros(7_258_118_400_000_000);
        let now = SystemClock.now();
        assert!(first_of_2024 < now && now < first_of_2200, "{now:?}");
    }
}

//! Where the logs of a pool go (triggers.md §14.1, documented unless said otherwise).

use serde::{Deserialize, Serialize};

use crate::{ids::Region, pool::Tier};

/// One of a pool's logs and its destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogDelivery {
    /// What is told.
    pub source: LogSource,
    /// To whom.
    pub destination: Destination,
}

/// `EventSource`, each with the one `LogLevel` that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LogSource {
    /// Messages that could not be sent; level ERROR.
    UserNotification,
    /// What users tried; level INFO.
    UserAuthEvents,
}

/// Where a log goes: an ARN of one of three kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// `CloudWatchLogsConfiguration.LogGroupArn`.
    CloudWatch(String),
    /// `S3Configuration.BucketArn`.
    S3(String),
    /// `FirehoseConfiguration.StreamArn`.
    Firehose(String),
}

impl Destination {
    /// The ARN.
    pub fn arn(&self) -> &str {
        let (Self::CloudWatch(arn) | Self::S3(arn) | Self::Firehose(arn)) = self;
        arn
    }

    /// Whether it is in this region. Names of buckets say nothing of it.
    fn is_in(&self, region: &Region) -> bool {
        match self {
            Self::S3(_) => true,
            Self::CloudWatch(arn) | Self::Firehose(arn) => arn.split(':').nth(3) == Some(region.as_str()),
        }
    }
}

/// Why logs cannot be delivered so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undeliverable {
    /// The tier has no log of what users try.
    NotInTier,
    /// Two destinations for one log.
    Twice(LogSource),
    /// Failed messages go to CloudWatch only.
    WrongKind(LogSource),
    /// The ARN is of another region.
    Elsewhere,
}

/// Whether these logs can go there. The order of the checks is a guess.
///
/// # Errors
/// [`Undeliverable`].
pub fn check(deliveries: &[LogDelivery], tier: Tier, region: &Region) -> Result<(), Undeliverable> {
    let of = |source| deliveries.iter().filter(move |delivery| delivery.source == source);
    for source in [LogSource::UserNotification, LogSource::UserAuthEvents] {
        if of(source).nth(1).is_some() {
            return Err(Undeliverable::Twice(source));
        }
    }
    if tier != Tier::Plus && of(LogSource::UserAuthEvents).next().is_some() {
        return Err(Undeliverable::NotInTier);
    }
    let mut notices = of(LogSource::UserNotification);
    if notices.any(|delivery| !matches!(delivery.destination, Destination::CloudWatch(_))) {
        return Err(Undeliverable::WrongKind(LogSource::UserNotification));
    }
    match deliveries.iter().all(|delivery| delivery.destination.is_in(region)) {
        true => Ok(()),
        false => Err(Undeliverable::Elsewhere),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_log_has_its_destinations() {
        let here = Region::new("us-east-1");
        let delivery = |source, destination| LogDelivery { source, destination };
        let group = |region: &str| Destination::CloudWatch(format!("arn:aws:logs:{region}:123456789012:log-group:x"));
        let bucket = || Destination::S3("arn:aws:s3:::bucket".into());
        let (notices, events) = (LogSource::UserNotification, LogSource::UserAuthEvents);
        let both = [delivery(notices, group("us-east-1")), delivery(events, bucket())];
        assert_eq!(check(&both, Tier::Plus, &here), Ok(()));
        assert_eq!(check(&both, Tier::Essentials, &here), Err(Undeliverable::NotInTier));
        assert_eq!(check(&both[..1], Tier::Lite, &here), Ok(()));
        let twice = [both[1].clone(), both[1].clone()];
        assert_eq!(check(&twice, Tier::Lite, &here), Err(Undeliverable::Twice(events)));
        let wrong = [delivery(notices, bucket())];
        assert_eq!(check(&wrong, Tier::Plus, &here), Err(Undeliverable::WrongKind(notices)));
        let far = [delivery(events, group("eu-west-1"))];
        assert_eq!(check(&far, Tier::Plus, &here), Err(Undeliverable::Elsewhere));
        assert_eq!(check(&[], Tier::Lite, &here), Ok(()));
    }
}

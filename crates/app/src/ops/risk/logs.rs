//! Log configurations on their way from and to the wire.

use domain::{
    log_delivery::{Destination, LogDelivery, LogSource},
    pool::Pool,
};
use wire::{
    Fault,
    shapes::{
        CloudWatchLogsConfigurationType, EventSourceName, FirehoseConfigurationType, LogConfigurationType,
        LogDeliveryConfigurationType, LogLevel, S3ConfigurationType,
    },
};

use crate::say::risk as say;

pub(super) fn from(given: LogConfigurationType) -> Result<LogDelivery, Fault> {
    let source = match given.event_source {
        EventSourceName::UserNotification => LogSource::UserNotification,
        EventSourceName::UserAuthEvents => LogSource::UserAuthEvents,
    };
    if given.log_level != level(source) {
        return Err(say::level_not_supported(source));
    }
    let group = given
        .cloud_watch_logs_configuration
        .and_then(|given| given.log_group_arn);
    let bucket = given.s3_configuration.and_then(|given| given.bucket_arn);
    let stream = given.firehose_configuration.and_then(|given| given.stream_arn);
    let destination = match (group, bucket, stream) {
        (Some(arn), None, None) => Destination::CloudWatch(arn),
        (None, Some(arn), None) => Destination::S3(arn),
        (None, None, Some(arn)) => Destination::Firehose(arn),
        _ => return Err(say::one_destination()),
    };
    Ok(LogDelivery { source, destination })
}

const fn level(source: LogSource) -> LogLevel {
    match source {
        LogSource::UserNotification => LogLevel::Error,
        LogSource::UserAuthEvents => LogLevel::Info,
    }
}

pub(super) fn of_pool(pool: &Pool) -> LogDeliveryConfigurationType {
    LogDeliveryConfigurationType {
        log_configurations: pool.settings.log_delivery.iter().map(to).collect(),
        user_pool_id: pool.id.to_string(),
    }
}

fn to(kept: &LogDelivery) -> LogConfigurationType {
    let arn = Some(kept.destination.arn().to_owned());
    let mut shown = LogConfigurationType {
        event_source: match kept.source {
            LogSource::UserNotification => EventSourceName::UserNotification,
            LogSource::UserAuthEvents => EventSourceName::UserAuthEvents,
        },
        log_level: level(kept.source),
        cloud_watch_logs_configuration: None,
        s3_configuration: None,
        firehose_configuration: None,
    };
    match kept.destination {
        Destination::CloudWatch(_) => {
            shown.cloud_watch_logs_configuration = Some(CloudWatchLogsConfigurationType { log_group_arn: arn });
        }
        Destination::S3(_) => shown.s3_configuration = Some(S3ConfigurationType { bucket_arn: arn }),
        Destination::Firehose(_) => shown.firehose_configuration = Some(FirehoseConfigurationType { stream_arn: arn }),
    }
    shown
}

//! `EmailConfiguration` and `SmsConfiguration`.

use domain::{
    ids::Region,
    pool::{EmailSettings, SmsSettings},
};
use wire::shapes;

pub(super) fn email_from(given: shapes::EmailConfigurationType) -> EmailSettings {
    EmailSettings {
        source_arn: given.source_arn,
        reply_to: given.reply_to_email_address,
        developer: given.email_sending_account == Some(shapes::EmailSendingAccountType::Developer),
        from: given.from,
        configuration_set: given.configuration_set,
    }
}

pub(super) fn email_to(kept: &EmailSettings) -> shapes::EmailConfigurationType {
    shapes::EmailConfigurationType {
        source_arn: kept.source_arn.clone(),
        reply_to_email_address: kept.reply_to.clone(),
        email_sending_account: Some(match kept.developer {
            true => shapes::EmailSendingAccountType::Developer,
            false => shapes::EmailSendingAccountType::CognitoDefault,
        }),
        from: kept.from.clone(),
        configuration_set: kept.configuration_set.clone(),
    }
}

/// A configuration that names nobody to send by counts as none: every member of it is optional in the model, and SDKs
/// choke on an empty one (GUESS).
pub(crate) fn sms_from(given: shapes::SmsConfigurationType) -> Option<SmsSettings> {
    let sns_caller_arn = given.sns_caller_arn.filter(|arn| !arn.is_empty());
    if sns_caller_arn.is_none() && given.eums_sms.is_none() {
        return None;
    }
    Some(SmsSettings {
        sns_caller_arn,
        external_id: given.external_id,
        sns_region: given.sns_region,
        eums: given.eums_sms.and_then(|eums| serde_json::to_value(eums).ok()),
    })
}

/// The region is always shown (resources.md §2.4, documented).
pub(crate) fn sms_to(kept: &SmsSettings, region: &Region) -> shapes::SmsConfigurationType {
    let region = kept.sns_region.clone().unwrap_or_else(|| region.to_string());
    shapes::SmsConfigurationType {
        sns_caller_arn: kept.sns_caller_arn.clone(),
        external_id: kept.external_id.clone(),
        sns_region: kept.sns_caller_arn.as_ref().map(|_| region),
        eums_sms: kept.eums.clone().and_then(|eums| serde_json::from_value(eums).ok()),
    }
}

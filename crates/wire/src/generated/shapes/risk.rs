// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: risk.

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use crate::Timestamp;
use crate::named::discreet;

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountTakeoverActionType {
    pub event_action: AccountTakeoverEventActionType,
    pub notify: bool,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountTakeoverActionsType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high_action: Option<AccountTakeoverActionType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low_action: Option<AccountTakeoverActionType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium_action: Option<AccountTakeoverActionType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountTakeoverRiskConfigurationType {
    pub actions: AccountTakeoverActionsType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_configuration: Option<NotifyConfigurationType>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminListUserAuthEventsRequest {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminListUserAuthEventsRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminListUserAuthEventsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_events: Option<Vec<AuthEventType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminUpdateAuthEventFeedbackRequest {
    pub event_id: String,
    pub feedback_value: FeedbackValueType,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminUpdateAuthEventFeedbackRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminUpdateAuthEventFeedbackResponse {}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AuthEventType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_responses: Option<Vec<ChallengeResponseType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_context_data: Option<EventContextDataType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_feedback: Option<EventFeedbackType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_response: Option<EventResponseType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_risk: Option<EventRiskType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_type: Option<EventType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ChallengeResponseType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_name: Option<ChallengeName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_response: Option<ChallengeResponse>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CloudWatchLogsConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_group_arn: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CompromisedCredentialsActionsType {
    pub event_action: CompromisedCredentialsEventActionType,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CompromisedCredentialsRiskConfigurationType {
    pub actions: CompromisedCredentialsActionsType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_filter: Option<Vec<EventFilterType>>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeRiskConfigurationRequest {
    pub client_id: Option<String>,
    pub user_pool_id: String,
}

discreet!(DescribeRiskConfigurationRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeRiskConfigurationResponse {
    pub risk_configuration: RiskConfigurationType,
}

discreet!(DescribeRiskConfigurationResponse);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EventContextDataType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EventFeedbackType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_date: Option<Timestamp>,
    pub feedback_value: FeedbackValueType,
    pub provider: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EventRiskType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compromised_credentials_detected: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_decision: Option<RiskDecisionType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_level: Option<RiskLevelType>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FirehoseConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream_arn: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetLogDeliveryConfigurationRequest {
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetLogDeliveryConfigurationResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_delivery_configuration: Option<LogDeliveryConfigurationType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_watch_logs_configuration: Option<CloudWatchLogsConfigurationType>,
    pub event_source: EventSourceName,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firehose_configuration: Option<FirehoseConfigurationType>,
    pub log_level: LogLevel,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub s3_configuration: Option<S3ConfigurationType>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogDeliveryConfigurationType {
    pub log_configurations: Vec<LogConfigurationType>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NotifyConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_email: Option<NotifyEmailType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mfa_email: Option<NotifyEmailType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_action_email: Option<NotifyEmailType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    pub source_arn: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NotifyEmailType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html_body: Option<String>,
    pub subject: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_body: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RiskConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_takeover_risk_configuration: Option<AccountTakeoverRiskConfigurationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compromised_credentials_risk_configuration: Option<CompromisedCredentialsRiskConfigurationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_exception_configuration: Option<RiskExceptionConfigurationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
}

discreet!(RiskConfigurationType);

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RiskExceptionConfigurationType {
    #[serde(rename = "BlockedIPRangeList", skip_serializing_if = "Option::is_none")]
    pub blocked_ip_range_list: Option<Vec<String>>,
    #[serde(rename = "SkippedIPRangeList", skip_serializing_if = "Option::is_none")]
    pub skipped_ip_range_list: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct S3ConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket_arn: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetLogDeliveryConfigurationRequest {
    pub log_configurations: Vec<LogConfigurationType>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetLogDeliveryConfigurationResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_delivery_configuration: Option<LogDeliveryConfigurationType>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetRiskConfigurationRequest {
    pub account_takeover_risk_configuration: Option<AccountTakeoverRiskConfigurationType>,
    pub client_id: Option<String>,
    pub compromised_credentials_risk_configuration: Option<CompromisedCredentialsRiskConfigurationType>,
    pub risk_exception_configuration: Option<RiskExceptionConfigurationType>,
    pub user_pool_id: String,
}

discreet!(SetRiskConfigurationRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetRiskConfigurationResponse {
    pub risk_configuration: RiskConfigurationType,
}

discreet!(SetRiskConfigurationResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateAuthEventFeedbackRequest {
    pub event_id: String,
    pub feedback_token: String,
    pub feedback_value: FeedbackValueType,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(UpdateAuthEventFeedbackRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateAuthEventFeedbackResponse {}

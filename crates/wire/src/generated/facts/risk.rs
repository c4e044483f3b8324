// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: risk.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ACCOUNT_TAKEOVER_ACTION_TYPE: Shape = Shape::new(
    "AccountTakeoverActionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Notify", "notify", &ACCOUNT_TAKEOVER_ACTION_NOTIFY_TYPE),
        Member::required("EventAction", "eventAction", &ACCOUNT_TAKEOVER_EVENT_ACTION_TYPE),
    ]),
);

pub static ACCOUNT_TAKEOVER_ACTIONS_TYPE: Shape = Shape::new(
    "AccountTakeoverActionsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("LowAction", "lowAction", &ACCOUNT_TAKEOVER_ACTION_TYPE),
        Member::optional("MediumAction", "mediumAction", &ACCOUNT_TAKEOVER_ACTION_TYPE),
        Member::optional("HighAction", "highAction", &ACCOUNT_TAKEOVER_ACTION_TYPE),
    ]),
);

pub static ACCOUNT_TAKEOVER_RISK_CONFIGURATION_TYPE: Shape = Shape::new(
    "AccountTakeoverRiskConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("NotifyConfiguration", "notifyConfiguration", &NOTIFY_CONFIGURATION_TYPE),
        Member::required("Actions", "actions", &ACCOUNT_TAKEOVER_ACTIONS_TYPE),
    ]),
);

pub static ADMIN_LIST_USER_AUTH_EVENTS_REQUEST: Shape = Shape::new(
    "AdminListUserAuthEventsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("MaxResults", "maxResults", &QUERY_LIMIT_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static ADMIN_LIST_USER_AUTH_EVENTS_RESPONSE: Shape = Shape::new(
    "AdminListUserAuthEventsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AuthEvents", "authEvents", &AUTH_EVENTS_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static ADMIN_UPDATE_AUTH_EVENT_FEEDBACK_REQUEST: Shape = Shape::new(
    "AdminUpdateAuthEventFeedbackRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("EventId", "eventId", &EVENT_ID_TYPE),
        Member::required("FeedbackValue", "feedbackValue", &FEEDBACK_VALUE_TYPE),
    ]),
);

pub static ADMIN_UPDATE_AUTH_EVENT_FEEDBACK_RESPONSE: Shape = Shape::new(
    "AdminUpdateAuthEventFeedbackResponse",
    Secrecy::Open,
    Kind::Structure(&[]),
);

pub static AUTH_EVENT_TYPE: Shape = Shape::new(
    "AuthEventType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("EventId", "eventId", &STRING_TYPE),
        Member::optional("EventType", "eventType", &EVENT_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
        Member::optional("EventResponse", "eventResponse", &EVENT_RESPONSE_TYPE),
        Member::optional("EventRisk", "eventRisk", &EVENT_RISK_TYPE),
        Member::optional(
            "ChallengeResponses",
            "challengeResponses",
            &CHALLENGE_RESPONSE_LIST_TYPE,
        ),
        Member::optional("EventContextData", "eventContextData", &EVENT_CONTEXT_DATA_TYPE),
        Member::optional("EventFeedback", "eventFeedback", &EVENT_FEEDBACK_TYPE),
    ]),
);

pub static CHALLENGE_RESPONSE_TYPE: Shape = Shape::new(
    "ChallengeResponseType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ChallengeName", "challengeName", &CHALLENGE_NAME),
        Member::optional("ChallengeResponse", "challengeResponse", &CHALLENGE_RESPONSE),
    ]),
);

pub static CLOUD_WATCH_LOGS_CONFIGURATION_TYPE: Shape = Shape::new(
    "CloudWatchLogsConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("LogGroupArn", "logGroupArn", &ARN_TYPE)]),
);

pub static COMPROMISED_CREDENTIALS_ACTIONS_TYPE: Shape = Shape::new(
    "CompromisedCredentialsActionsType",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "EventAction",
        "eventAction",
        &COMPROMISED_CREDENTIALS_EVENT_ACTION_TYPE,
    )]),
);

pub static COMPROMISED_CREDENTIALS_RISK_CONFIGURATION_TYPE: Shape = Shape::new(
    "CompromisedCredentialsRiskConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("EventFilter", "eventFilter", &EVENT_FILTERS_TYPE),
        Member::required("Actions", "actions", &COMPROMISED_CREDENTIALS_ACTIONS_TYPE),
    ]),
);

pub static DESCRIBE_RISK_CONFIGURATION_REQUEST: Shape = Shape::new(
    "DescribeRiskConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
    ]),
);

pub static DESCRIBE_RISK_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "DescribeRiskConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "RiskConfiguration",
        "riskConfiguration",
        &RISK_CONFIGURATION_TYPE,
    )]),
);

pub static EVENT_CONTEXT_DATA_TYPE: Shape = Shape::new(
    "EventContextDataType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("IpAddress", "ipAddress", &STRING_TYPE),
        Member::optional("DeviceName", "deviceName", &STRING_TYPE),
        Member::optional("Timezone", "timezone", &STRING_TYPE),
        Member::optional("City", "city", &STRING_TYPE),
        Member::optional("Country", "country", &STRING_TYPE),
    ]),
);

pub static EVENT_FEEDBACK_TYPE: Shape = Shape::new(
    "EventFeedbackType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("FeedbackValue", "feedbackValue", &FEEDBACK_VALUE_TYPE),
        Member::required("Provider", "provider", &STRING_TYPE),
        Member::optional("FeedbackDate", "feedbackDate", &DATE_TYPE),
    ]),
);

pub static EVENT_RISK_TYPE: Shape = Shape::new(
    "EventRiskType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("RiskDecision", "riskDecision", &RISK_DECISION_TYPE),
        Member::optional("RiskLevel", "riskLevel", &RISK_LEVEL_TYPE),
        Member::optional(
            "CompromisedCredentialsDetected",
            "compromisedCredentialsDetected",
            &WRAPPED_BOOLEAN_TYPE,
        ),
    ]),
);

pub static FIREHOSE_CONFIGURATION_TYPE: Shape = Shape::new(
    "FirehoseConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("StreamArn", "streamArn", &ARN_TYPE)]),
);

pub static GET_LOG_DELIVERY_CONFIGURATION_REQUEST: Shape = Shape::new(
    "GetLogDeliveryConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE)]),
);

pub static GET_LOG_DELIVERY_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "GetLogDeliveryConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "LogDeliveryConfiguration",
        "logDeliveryConfiguration",
        &LOG_DELIVERY_CONFIGURATION_TYPE,
    )]),
);

pub static LOG_CONFIGURATION_TYPE: Shape = Shape::new(
    "LogConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("LogLevel", "logLevel", &LOG_LEVEL),
        Member::required("EventSource", "eventSource", &EVENT_SOURCE_NAME),
        Member::optional(
            "CloudWatchLogsConfiguration",
            "cloudWatchLogsConfiguration",
            &CLOUD_WATCH_LOGS_CONFIGURATION_TYPE,
        ),
        Member::optional("S3Configuration", "s3Configuration", &S3_CONFIGURATION_TYPE),
        Member::optional(
            "FirehoseConfiguration",
            "firehoseConfiguration",
            &FIREHOSE_CONFIGURATION_TYPE,
        ),
    ]),
);

pub static LOG_DELIVERY_CONFIGURATION_TYPE: Shape = Shape::new(
    "LogDeliveryConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("LogConfigurations", "logConfigurations", &LOG_CONFIGURATION_LIST_TYPE),
    ]),
);

pub static NOTIFY_CONFIGURATION_TYPE: Shape = Shape::new(
    "NotifyConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("From", "from", &STRING_TYPE),
        Member::optional("ReplyTo", "replyTo", &STRING_TYPE),
        Member::required("SourceArn", "sourceArn", &ARN_TYPE),
        Member::optional("BlockEmail", "blockEmail", &NOTIFY_EMAIL_TYPE),
        Member::optional("NoActionEmail", "noActionEmail", &NOTIFY_EMAIL_TYPE),
        Member::optional("MfaEmail", "mfaEmail", &NOTIFY_EMAIL_TYPE),
    ]),
);

pub static NOTIFY_EMAIL_TYPE: Shape = Shape::new(
    "NotifyEmailType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Subject", "subject", &EMAIL_NOTIFICATION_SUBJECT_TYPE),
        Member::optional("HtmlBody", "htmlBody", &EMAIL_NOTIFICATION_BODY_TYPE),
        Member::optional("TextBody", "textBody", &EMAIL_NOTIFICATION_BODY_TYPE),
    ]),
);

pub static RISK_CONFIGURATION_TYPE: Shape = Shape::new(
    "RiskConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional(
            "CompromisedCredentialsRiskConfiguration",
            "compromisedCredentialsRiskConfiguration",
            &COMPROMISED_CREDENTIALS_RISK_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "AccountTakeoverRiskConfiguration",
            "accountTakeoverRiskConfiguration",
            &ACCOUNT_TAKEOVER_RISK_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "RiskExceptionConfiguration",
            "riskExceptionConfiguration",
            &RISK_EXCEPTION_CONFIGURATION_TYPE,
        ),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
    ]),
);

pub static RISK_EXCEPTION_CONFIGURATION_TYPE: Shape = Shape::new(
    "RiskExceptionConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("BlockedIPRangeList", "blockedIPRangeList", &BLOCKED_IP_RANGE_LIST_TYPE),
        Member::optional("SkippedIPRangeList", "skippedIPRangeList", &SKIPPED_IP_RANGE_LIST_TYPE),
    ]),
);

pub static S3_CONFIGURATION_TYPE: Shape = Shape::new(
    "S3ConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("BucketArn", "bucketArn", &S3_ARN_TYPE)]),
);

pub static SET_LOG_DELIVERY_CONFIGURATION_REQUEST: Shape = Shape::new(
    "SetLogDeliveryConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("LogConfigurations", "logConfigurations", &LOG_CONFIGURATION_LIST_TYPE),
    ]),
);

pub static SET_LOG_DELIVERY_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "SetLogDeliveryConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "LogDeliveryConfiguration",
        "logDeliveryConfiguration",
        &LOG_DELIVERY_CONFIGURATION_TYPE,
    )]),
);

pub static SET_RISK_CONFIGURATION_REQUEST: Shape = Shape::new(
    "SetRiskConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional(
            "CompromisedCredentialsRiskConfiguration",
            "compromisedCredentialsRiskConfiguration",
            &COMPROMISED_CREDENTIALS_RISK_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "AccountTakeoverRiskConfiguration",
            "accountTakeoverRiskConfiguration",
            &ACCOUNT_TAKEOVER_RISK_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "RiskExceptionConfiguration",
            "riskExceptionConfiguration",
            &RISK_EXCEPTION_CONFIGURATION_TYPE,
        ),
    ]),
);

pub static SET_RISK_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "SetRiskConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "RiskConfiguration",
        "riskConfiguration",
        &RISK_CONFIGURATION_TYPE,
    )]),
);

pub static UPDATE_AUTH_EVENT_FEEDBACK_REQUEST: Shape = Shape::new(
    "UpdateAuthEventFeedbackRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("EventId", "eventId", &EVENT_ID_TYPE),
        Member::required("FeedbackToken", "feedbackToken", &TOKEN_MODEL_TYPE),
        Member::required("FeedbackValue", "feedbackValue", &FEEDBACK_VALUE_TYPE),
    ]),
);

pub static UPDATE_AUTH_EVENT_FEEDBACK_RESPONSE: Shape =
    Shape::new("UpdateAuthEventFeedbackResponse", Secrecy::Open, Kind::Structure(&[]));

//! AdminListUserAuthEvents.

use domain::{
    auth_event::{AuthEvent, Challenge, Feedback, FeedbackValue, Kind, Outcome, Response},
    threat::{Level, Risk},
};
use wire::{Timestamp, call, shapes};

use super::is_watched;
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
    paging,
};

/// Events on a page when the request does not say, or says 0 (resources.md §1.11, documented).
const DEFAULT_LIMIT: u32 = 60;

/// What stands for what nobody knows (triggers.md §13.4, documented).
const UNKNOWN: &str = "null";

/// What a user tried, newest first.
pub struct AdminListUserAuthEvents;

impl Operation for AdminListUserAuthEvents {
    type Call = call::AdminListUserAuthEvents;

    async fn run(
        cx: &Cx,
        input: shapes::AdminListUserAuthEventsRequest,
    ) -> Result<shapes::AdminListUserAuthEventsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        is_watched(&pool)?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let list = format!("auth events of {} {}", pool.id, user.sub);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let limit = input.max_results.and_then(|limit| u32::try_from(limit).ok());
        let limit = limit.filter(|limit| *limit > 0).unwrap_or(DEFAULT_LIMIT);
        let store = &cx.house.store;
        let page = store.auth_events((&pool.id, &user.sub), after.as_ref(), limit).await?;
        Ok(shapes::AdminListUserAuthEventsResponse {
            auth_events: Some(page.items.into_iter().map(describe).collect()),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

/// There is no map of addresses.
fn describe(event: AuthEvent) -> shapes::AuthEventType {
    let details = event.details;
    let challenges = details
        .challenges
        .into_iter()
        .map(|(challenge, outcome)| shapes::ChallengeResponseType {
            challenge_name: Some(match challenge {
                Challenge::Password => shapes::ChallengeName::Password,
                Challenge::Mfa => shapes::ChallengeName::Mfa,
            }),
            challenge_response: Some(match outcome {
                Outcome::Success => shapes::ChallengeResponse::Success,
                Outcome::Failure => shapes::ChallengeResponse::Failure,
            }),
        });
    let or_unknown = |value: Option<String>| Some(value.unwrap_or_else(|| UNKNOWN.into()));
    shapes::AuthEventType {
        event_id: Some(event.id.to_string()),
        event_type: Some(match details.kind {
            Kind::SignIn => shapes::EventType::SignIn,
            Kind::SignUp => shapes::EventType::SignUp,
            Kind::ForgotPassword => shapes::EventType::ForgotPassword,
            Kind::PasswordChange => shapes::EventType::PasswordChange,
            Kind::ResendCode => shapes::EventType::ResendCode,
        }),
        creation_date: Some(Timestamp::from_micros(event.at.micros())),
        event_response: Some(match details.response {
            Response::Pass => shapes::EventResponseType::Pass,
            Response::Fail => shapes::EventResponseType::Fail,
            Response::InProgress => shapes::EventResponseType::InProgress,
        }),
        event_risk: Some(risk(details.risk, details.compromised)),
        challenge_responses: Some(challenges.collect()),
        event_context_data: Some(shapes::EventContextDataType {
            ip_address: or_unknown(details.ip),
            device_name: or_unknown(details.device),
            timezone: or_unknown(None),
            city: or_unknown(None),
            country: or_unknown(None),
        }),
        event_feedback: event.feedback.map(feedback),
    }
}

const fn risk(risk: Risk, compromised: bool) -> shapes::EventRiskType {
    let (decision, level) = match risk {
        Risk::None => (shapes::RiskDecisionType::NoRisk, None),
        Risk::BlockedAddress => (shapes::RiskDecisionType::Block, None),
        Risk::Takeover(level) => (
            shapes::RiskDecisionType::AccountTakeover,
            Some(match level {
                Level::Low => shapes::RiskLevelType::Low,
                Level::Medium => shapes::RiskLevelType::Medium,
                Level::High => shapes::RiskLevelType::High,
            }),
        ),
    };
    shapes::EventRiskType {
        risk_decision: Some(decision),
        risk_level: level,
        compromised_credentials_detected: Some(compromised),
    }
}

fn feedback(kept: Feedback) -> shapes::EventFeedbackType {
    shapes::EventFeedbackType {
        feedback_value: match kept.value {
            FeedbackValue::Valid => shapes::FeedbackValueType::Valid,
            FeedbackValue::Invalid => shapes::FeedbackValueType::Invalid,
        },
        provider: kept.provider,
        feedback_date: Some(Timestamp::from_micros(kept.at.micros())),
    }
}

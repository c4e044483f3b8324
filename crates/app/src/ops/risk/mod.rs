//! Risks, the events of users, and where the logs of a pool go (resources.md §11, triggers.md §§13, 14).

mod admin_list_user_auth_events;
mod admin_update_auth_event_feedback;
mod describe_risk_configuration;
mod document;
mod get_log_delivery_configuration;
mod logs;
mod set_log_delivery_configuration;
mod set_risk_configuration;
mod update_auth_event_feedback;

pub use admin_list_user_auth_events::AdminListUserAuthEvents;
pub use admin_update_auth_event_feedback::AdminUpdateAuthEventFeedback;
pub use describe_risk_configuration::DescribeRiskConfiguration;
pub use get_log_delivery_configuration::GetLogDeliveryConfiguration;
pub use set_log_delivery_configuration::SetLogDeliveryConfiguration;
pub use set_risk_configuration::SetRiskConfiguration;
pub use update_auth_event_feedback::UpdateAuthEventFeedback;

use domain::{
    auth_event::{Feedback, FeedbackValue, are_kept},
    client::Client,
    pool::Pool,
    user::User,
};
use store::{auth_events, db::Done, known_places};
use wire::{Fault, shapes::FeedbackValueType};

use crate::{cx::Cx, flow::find, operation::Failed, say::risk as say};

/// Threat protection must be on.
///
/// # Errors
/// UserPoolAddOnNotEnabledException.
fn is_watched(pool: &Pool) -> Result<(), Fault> {
    match are_kept(&pool.settings) {
        true => Ok(()),
        false => Err(say::add_on_off()),
    }
}

/// The client that is named, or nobody: then the whole pool is meant.
///
/// # Errors
/// ResourceNotFoundException.
async fn named(cx: &Cx, pool: &Pool, client: Option<&str>) -> Result<Option<Client>, Failed> {
    match client {
        None => Ok(None),
        Some(id) => find::client_of(cx, pool, id).await.map(Some),
    }
}

/// Who thinks something of an event.
enum Judge {
    Admin,
    User,
}

/// Keeps what somebody thinks of an event of a user, and of the address and the device that it came from.
///
/// # Errors
/// ResourceNotFoundException.
async fn judge(cx: &Cx, user: &User, (event, value): (&str, FeedbackValueType), by: Judge) -> Result<(), Failed> {
    let feedback = Feedback {
        value: match value {
            FeedbackValueType::Valid => FeedbackValue::Valid,
            FeedbackValueType::Invalid => FeedbackValue::Invalid,
        },
        provider: match by {
            Judge::Admin => "Admin",
            Judge::User => "User",
        }
        .into(),
        at: cx.now,
    };
    let store = &cx.house.store;
    let judged = store.auth_event((&user.pool, &user.sub), event).await?;
    let judged = judged.ok_or_else(|| say::no_such_event(event))?;
    let batch = auth_events::judge(&user.pool, &user.sub, event, &feedback);
    let batch = batch.and(known_places::judge(&judged, feedback.value, cx.now));
    match store.write(batch).await? {
        Done::Written => Ok(()),
        Done::Refused(_) => Err(say::no_such_event(event).into()),
    }
}

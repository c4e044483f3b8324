//! AdminSetUserMFAPreference: an administrator chooses a user's second factors.

use wire::{call, shapes};

use super::preference::{prefer, wishes};
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Switches second factors of a user on and off (auth.md §16.3).
pub struct AdminSetUserMFAPreference;

impl Operation for AdminSetUserMFAPreference {
    type Call = call::AdminSetUserMFAPreference;

    async fn run(
        cx: &Cx,
        input: shapes::AdminSetUserMFAPreferenceRequest,
    ) -> Result<shapes::AdminSetUserMFAPreferenceResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        prefer(cx, &pool, user, &wishes!(input)).await?;
        Ok(shapes::AdminSetUserMFAPreferenceResponse {})
    }
}

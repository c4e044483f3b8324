//! AdminSetUserSettings: the old way to switch text messages on as a user's second factor.

use wire::{call, shapes};

use super::preference::set_sms;
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Switches text messages as second factor of a user on or off (auth.md §16.4).
pub struct AdminSetUserSettings;

impl Operation for AdminSetUserSettings {
    type Call = call::AdminSetUserSettings;

    async fn run(
        cx: &Cx,
        input: shapes::AdminSetUserSettingsRequest,
    ) -> Result<shapes::AdminSetUserSettingsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        set_sms(cx, &pool, user, &input.mfa_options).await?;
        Ok(shapes::AdminSetUserSettingsResponse {})
    }
}

//! SetUserSettings: the old way to switch text messages on as second factor.

use wire::{call, shapes};

use super::preference::set_sms;
use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Switches text messages as second factor of the user on or off (auth.md §16.4).
pub struct SetUserSettings;

impl Operation for SetUserSettings {
    type Call = call::SetUserSettings;

    async fn run(cx: &Cx, input: shapes::SetUserSettingsRequest) -> Result<shapes::SetUserSettingsResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        set_sms(cx, &me.pool, me.user, &input.mfa_options).await?;
        Ok(shapes::SetUserSettingsResponse {})
    }
}

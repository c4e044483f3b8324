//! SetUserMFAPreference: a user chooses its second factors.

use wire::{call, shapes};

use super::preference::{prefer, wishes};
use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Switches second factors of the user on and off (auth.md §16.3).
pub struct SetUserMFAPreference;

impl Operation for SetUserMFAPreference {
    type Call = call::SetUserMFAPreference;

    async fn run(
        cx: &Cx,
        input: shapes::SetUserMFAPreferenceRequest,
    ) -> Result<shapes::SetUserMFAPreferenceResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        prefer(cx, &me.pool, me.user, &wishes!(input)).await?;
        Ok(shapes::SetUserMFAPreferenceResponse {})
    }
}

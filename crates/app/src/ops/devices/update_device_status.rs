//! UpdateDeviceStatus: a user has a device remembered, or not.

use wire::{
    call,
    shapes::{UpdateDeviceStatusRequest, UpdateDeviceStatusResponse},
};

use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Sets whether a confirmed device is remembered (auth.md §15.2).
pub struct UpdateDeviceStatus;

impl Operation for UpdateDeviceStatus {
    type Call = call::UpdateDeviceStatus;

    async fn run(cx: &Cx, input: UpdateDeviceStatusRequest) -> Result<UpdateDeviceStatusResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        super::remember(cx, &me.user, &input.device_key, input.device_remembered_status).await?;
        Ok(UpdateDeviceStatusResponse {})
    }
}

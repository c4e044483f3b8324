//! AdminUpdateDeviceStatus: an administrator has a device of a user remembered, or not.

use wire::{
    call,
    shapes::{AdminUpdateDeviceStatusRequest, AdminUpdateDeviceStatusResponse},
};

use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Sets whether a confirmed device is remembered (auth.md §15.2).
pub struct AdminUpdateDeviceStatus;

impl Operation for AdminUpdateDeviceStatus {
    type Call = call::AdminUpdateDeviceStatus;

    async fn run(cx: &Cx, input: AdminUpdateDeviceStatusRequest) -> Result<AdminUpdateDeviceStatusResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        super::remember(cx, &user, &input.device_key, input.device_remembered_status).await?;
        Ok(AdminUpdateDeviceStatusResponse {})
    }
}

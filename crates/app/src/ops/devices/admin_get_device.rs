//! AdminGetDevice: an administrator looks at a device of a user.

use wire::{
    call,
    shapes::{AdminGetDeviceRequest, AdminGetDeviceResponse},
};

use super::document;
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Shows a confirmed device, remembered or not (auth.md §15.2, observed). A missing user is told as such, though the model
/// does not declare it (guess).
pub struct AdminGetDevice;

impl Operation for AdminGetDevice {
    type Call = call::AdminGetDevice;

    async fn run(cx: &Cx, input: AdminGetDeviceRequest) -> Result<AdminGetDeviceResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let device = super::find(cx, &user, &input.device_key).await?;
        Ok(AdminGetDeviceResponse {
            device: document::whole(&cx.house.settings, &user, &device),
        })
    }
}

//! AdminForgetDevice: an administrator forgets a device of a user.

use wire::{NoOutput, call, shapes::AdminForgetDeviceRequest};

use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Forgets a device, remembered or not (auth.md §15.2).
pub struct AdminForgetDevice;

impl Operation for AdminForgetDevice {
    type Call = call::AdminForgetDevice;

    async fn run(cx: &Cx, input: AdminForgetDeviceRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        super::forget(cx, &user, &input.device_key).await?;
        Ok(NoOutput)
    }
}

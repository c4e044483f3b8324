//! ForgetDevice: a user forgets one of its devices.

use wire::{NoOutput, call, shapes::ForgetDeviceRequest};

use crate::{
    cx::Cx,
    operation::{Failed, Operation},
};

/// Forgets a device, remembered or not (auth.md §15.2).
pub struct ForgetDevice;

impl Operation for ForgetDevice {
    type Call = call::ForgetDevice;

    async fn run(cx: &Cx, input: ForgetDeviceRequest) -> Result<NoOutput, Failed> {
        let me = super::holder(cx, input.access_token.as_deref()).await?;
        super::forget(cx, &me.user, &input.device_key).await?;
        Ok(NoOutput)
    }
}

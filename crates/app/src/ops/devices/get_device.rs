//! GetDevice: a user looks at one of its devices.

use domain::device::Remembrance;
use wire::{
    call,
    shapes::{GetDeviceRequest, GetDeviceResponse},
};

use super::document;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say::devices as say,
};

/// Shows a remembered device. For its user there are no others (auth.md §15.2, observed).
pub struct GetDevice;

impl Operation for GetDevice {
    type Call = call::GetDevice;

    async fn run(cx: &Cx, input: GetDeviceRequest) -> Result<GetDeviceResponse, Failed> {
        let me = super::holder(cx, input.access_token.as_deref()).await?;
        let device = super::find(cx, &me.user, &input.device_key).await?;
        if device.remembrance == Remembrance::NotRemembered {
            return Err(say::does_not_exist().into());
        }
        Ok(GetDeviceResponse {
            device: document::whole(&cx.house.settings, &me.user, &device),
        })
    }
}

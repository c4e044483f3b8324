//! ListDevices: a user lists its devices.

use store::devices::Listed;
use wire::{
    call,
    shapes::{ListDevicesRequest, ListDevicesResponse},
};

use super::Asked;
use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Lists the remembered devices (auth.md §15.2, observed), the first confirmed first (guess).
pub struct ListDevices;

impl Operation for ListDevices {
    type Call = call::ListDevices;

    async fn run(cx: &Cx, input: ListDevicesRequest) -> Result<ListDevicesResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let asked = Asked {
            listed: Listed::Remembered,
            limit: input.limit,
            token: input.pagination_token.as_deref(),
        };
        let (devices, pagination_token) = super::list(cx, &me.user, asked).await?;
        Ok(ListDevicesResponse {
            devices: Some(devices),
            pagination_token,
        })
    }
}

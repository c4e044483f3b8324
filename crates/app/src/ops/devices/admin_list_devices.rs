//! AdminListDevices: an administrator lists the devices of a user.

use store::devices::Listed;
use wire::{
    call,
    shapes::{AdminListDevicesRequest, AdminListDevicesResponse},
};

use super::Asked;
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Lists all confirmed devices (auth.md §15.2, observed), the first confirmed first (guess). A missing user is told as such,
/// though the model does not declare it (guess).
pub struct AdminListDevices;

impl Operation for AdminListDevices {
    type Call = call::AdminListDevices;

    async fn run(cx: &Cx, input: AdminListDevicesRequest) -> Result<AdminListDevicesResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let asked = Asked {
            listed: Listed::Confirmed,
            limit: input.limit,
            token: input.pagination_token.as_deref(),
        };
        let (devices, pagination_token) = super::list(cx, &user, asked).await?;
        Ok(AdminListDevicesResponse {
            devices: Some(devices),
            pagination_token,
        })
    }
}

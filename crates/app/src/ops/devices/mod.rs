//! Devices: registering, listing, forgetting (auth.md §15).
//!
//! A user sees its remembered devices only, an administrator all that were confirmed (observed). What either does to a
//! device is the same.

mod admin_forget_device;
mod admin_get_device;
mod admin_list_devices;
mod admin_update_device_status;
mod confirm_device;
mod document;
mod forget_device;
mod get_device;
mod list_devices;
mod update_device_status;

pub use admin_forget_device::AdminForgetDevice;
pub use admin_get_device::AdminGetDevice;
pub use admin_list_devices::AdminListDevices;
pub use admin_update_device_status::AdminUpdateDeviceStatus;
pub use confirm_device::ConfirmDevice;
pub use forget_device::ForgetDevice;
pub use get_device::GetDevice;
pub use list_devices::ListDevices;
pub use update_device_status::UpdateDeviceStatus;

use domain::{
    device::{Device, Remembrance},
    ids::DeviceKey,
    user::User,
};
use store::{
    db::{Batch, Done},
    devices::{self, Listed},
};
use wire::shapes::{DeviceRememberedStatusType, DeviceType};

use crate::{
    access::{self, Me},
    cx::Cx,
    operation::Failed,
    paging,
    say::{devices as say, tokens},
};

/// resources.md §1.11, documented; 0 means the same.
const DEFAULT_LIMIT: u32 = 60;

/// The holder of a token that the model does not require. That its absence is told as a bad token is a guess.
async fn holder(cx: &Cx, token: Option<&str>) -> Result<Me, Failed> {
    access::user(cx, token.ok_or_else(tokens::invalid_access_token)?).await
}

/// A confirmed device of the user.
async fn find(cx: &Cx, user: &User, key: &str) -> Result<Device, Failed> {
    let found = cx
        .house
        .store
        .device((&user.pool, &user.sub), &DeviceKey::new(key))
        .await?;
    Ok(found.ok_or_else(say::does_not_exist)?)
}

/// A page of a list, as the client asks for it.
struct Asked<'a> {
    listed: Listed,
    limit: Option<i32>,
    token: Option<&'a str>,
}

/// A page of the user's devices with the token for the next.
async fn list(cx: &Cx, user: &User, asked: Asked<'_>) -> Result<(Vec<DeviceType>, Option<String>), Failed> {
    let name = format!("Devices {} {} {:?}", user.pool, user.sub, asked.listed);
    let after = paging::take_back(cx, &name, asked.token)?;
    let limit = asked.limit.and_then(|limit| u32::try_from(limit).ok());
    let limit = limit.filter(|limit| *limit > 0).unwrap_or(DEFAULT_LIMIT);
    let owner = (&user.pool, &user.sub);
    let page = cx
        .house
        .store
        .devices(owner, asked.listed, after.as_ref(), limit)
        .await?;
    let devices = page.items.iter().map(document::summary).collect();
    Ok((devices, paging::hand_out(cx, &name, page.next)))
}

async fn forget(cx: &Cx, user: &User, key: &str) -> Result<(), Failed> {
    write(cx, devices::forget((&user.pool, &user.sub), &DeviceKey::new(key))).await
}

/// Sets the status. An absent one changes nothing, but the device must be there (guess).
async fn remember(cx: &Cx, user: &User, key: &str, status: Option<DeviceRememberedStatusType>) -> Result<(), Failed> {
    let remembrance = match status {
        Some(DeviceRememberedStatusType::Remembered) => Remembrance::Remembered,
        Some(DeviceRememberedStatusType::NotRemembered) => Remembrance::NotRemembered,
        None => return find(cx, user, key).await.map(drop),
    };
    let owner = (&user.pool, &user.sub);
    write(cx, devices::remember(owner, &DeviceKey::new(key), remembrance, cx.now)).await
}

async fn write(cx: &Cx, batch: Batch) -> Result<(), Failed> {
    match cx.house.store.write(batch).await? {
        Done::Written => Ok(()),
        // The only guard of these batches.
        Done::Refused(_) => Err(say::does_not_exist().into()),
    }
}

//! How a device is shown (auth.md §15.2, documented examples).

use domain::{device::Device, moment::Moment, user::User};
use wire::{
    Timestamp,
    shapes::{AttributeType, DeviceType},
};

use crate::cx::Settings;

/// The status of every device that there is.
const VALID: &str = "valid";

/// What the device's SDK calls itself. The documented examples show no other: GUESS.
const SDK: &str = "aws-sdk";

/// A device in a list.
pub fn summary(device: &Device) -> DeviceType {
    shown(device, general(device))
}

/// A device by itself.
pub fn whole(settings: &Settings, user: &User, device: &Device) -> DeviceType {
    let owner = format!("{}.{}", user.username, user.pool);
    let arn = format!(
        "arn:aws:cognito-idp:{}:{}:owner/{owner}/device/{}",
        user.pool.region(),
        settings.account,
        device.key
    );
    let mut attributes = general(device);
    attributes.extend([
        attribute("dev:device_arn", arn),
        attribute("dev:device_owner", owner),
        attribute("dev:device_remembered_status", device.remembrance.as_str()),
        attribute("dev:device_sdk", SDK),
    ]);
    shown(device, attributes)
}

fn general(device: &Device) -> Vec<AttributeType> {
    let name = device.details.name.as_deref();
    let ip = device.last_ip.map(|ip| ip.to_string());
    let mut attributes = vec![attribute("device_status", VALID)];
    attributes.extend(name.map(|name| attribute("device_name", name)));
    attributes.extend(ip.map(|ip| attribute("last_ip_used", ip)));
    attributes
}

fn attribute(name: &str, value: impl Into<String>) -> AttributeType {
    AttributeType {
        name: name.to_owned(),
        value: Some(value.into()),
    }
}

fn shown(device: &Device, attributes: Vec<AttributeType>) -> DeviceType {
    let time = |moment: Moment| Some(Timestamp::from_micros(moment.micros()));
    // Whole seconds, unlike the others (observed).
    let authenticated = Moment::from_micros(device.authenticated.micros() / 1_000_000 * 1_000_000);
    DeviceType {
        device_attributes: Some(attributes),
        device_create_date: time(device.created),
        device_key: Some(device.key.as_str().to_owned()),
        device_last_authenticated_date: time(authenticated),
        device_last_modified_date: time(device.modified),
    }
}

//! ConfirmDevice: a device registers the verifier of its own password.

use domain::{
    device::{self, Device, DeviceDetails, Remembrance},
    ids::DeviceKey,
    password::verifier::Verifier,
    pool::DeviceSettings,
};
use store::{db::Done, devices};
use wire::{
    Fault, call,
    shapes::{ConfirmDeviceRequest, ConfirmDeviceResponse, DeviceSecretVerifierConfigType},
};

use crate::{
    access::{self, Me},
    cx::Cx,
    operation::{Failed, Operation},
    say::devices as say,
};

/// Confirms the device whose key came with the sign-in (auth.md §15.2): the one in the access token and no other. First the
/// token, then the key, then the verifier, then whether it is there already (guess).
pub struct ConfirmDevice;

impl Operation for ConfirmDevice {
    type Call = call::ConfirmDevice;

    async fn run(cx: &Cx, input: ConfirmDeviceRequest) -> Result<ConfirmDeviceResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let settings = tracked(&me)?;
        let (key, group_key) = issued(&me, &input.device_key)?;
        let device = Device {
            key,
            version: cx.house.entropy.uuid().to_string(),
            remembrance: Remembrance::at_confirmation(settings),
            created: cx.now,
            modified: cx.now,
            authenticated: cx.now,
            last_ip: cx.ip,
            details: DeviceDetails {
                group_key,
                name: input.device_name,
            },
            verifier: verifier(input.device_secret_verifier_config)?,
        };
        let store = &cx.house.store;
        let owner = (&me.pool.id, &me.user.sub);
        match store.write(devices::insert(store.sealer(), owner, &device)).await? {
            Done::Written => Ok(ConfirmDeviceResponse {
                user_confirmation_necessary: Some(settings.remember_on_prompt == Some(true)),
            }),
            Done::Refused(_) => Err(say::already_confirmed().into()),
        }
    }
}

/// In a pool that does not track devices no token holds a key; one from before tracking was switched off counts as little
/// (guess).
fn tracked(me: &Me) -> Result<DeviceSettings, Fault> {
    me.pool.settings.devices.ok_or_else(say::not_the_key_of_the_token)
}

/// The key and the group key that went out with the sign-in that the token comes from, if that is the given key.
fn issued(me: &Me, given: &str) -> Result<(DeviceKey, String), Fault> {
    let details = &me.family.details;
    let key = details.device.as_ref().filter(|key| key.as_str() == given);
    let issued = key.cloned().zip(details.device_group.clone());
    issued.ok_or_else(say::not_the_key_of_the_token)
}

fn verifier(config: Option<DeviceSecretVerifierConfigType>) -> Result<Verifier, Fault> {
    let config = config.unwrap_or_default();
    match (&config.salt, &config.password_verifier) {
        (Some(salt), Some(verifier)) => device::registered(salt, verifier).map_err(|_| say::bad_verifier()),
        _ => Err(say::bad_verifier()),
    }
}

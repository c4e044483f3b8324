//! Devices that users have confirmed, each with the salt and the verifier that it registered, sealed.

use std::net::IpAddr;

use domain::{
    device::{Device, DeviceDetails, Remembrance},
    ids::{DeviceKey, PoolId, Sub},
    moment::Moment,
};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store, credentials,
    db::{Batch, Broken, Row, Value, statements},
    page::{Page, Position, page},
    text,
};

/// The user has confirmed this device before.
pub const DEVICE_EXISTS: &str = "device exists";
/// The user has no such device, or has confirmed it anew since it was read.
pub const DEVICE_GONE: &str = "device gone";

const SEAL: &str = "device verifier";

/// What [`Store::read_device`] reads.
macro_rules! columns {
    () => {
        "device, version, remembered, created, modified, authenticated, last_ip, details, sealed"
    };
}

statements! {
    INSERT = "INSERT INTO devices (pool, sub, device, version, remembered, created, modified, authenticated, last_ip, \
        details, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
    FIND = concat!("SELECT ", columns!(), " FROM devices WHERE pool = $1 AND sub = $2 AND device = $3");
    LIST = concat!("SELECT ", columns!(), " FROM devices \
        WHERE pool = $1 AND sub = $2 AND (created, device) > ($3, $4) ORDER BY created, device LIMIT $5");
    LIST_REMEMBERED = concat!("SELECT ", columns!(), " FROM devices \
        WHERE pool = $1 AND sub = $2 AND remembered = $6 AND (created, device) > ($3, $4) \
        ORDER BY created, device LIMIT $5");
    REMEMBER = "UPDATE devices SET remembered = $4, modified = $5 WHERE pool = $1 AND sub = $2 AND device = $3";
    AUTHENTICATED = "UPDATE devices SET authenticated = $4, last_ip = $5 \
        WHERE pool = $1 AND sub = $2 AND device = $3 AND version = $6";
    FORGET = "DELETE FROM devices WHERE pool = $1 AND sub = $2 AND device = $3";
}

/// Which devices of a user a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// All that were confirmed.
    Confirmed,
    /// Those that are remembered.
    Remembered,
}

/// Remembers a device that was confirmed.
///
/// Guard: [`DEVICE_EXISTS`].
pub fn insert(sealer: &Sealer, owner: (&PoolId, &Sub), device: &Device) -> Batch {
    let plain = credentials::encode(&device.verifier);
    let sealed = sealer.seal(SEAL, &aad(owner, &device.key, &device.version), &plain);
    let mut args = key(owner, &device.key);
    args.extend([
        device.version.as_str().into(),
        (device.remembrance == Remembrance::Remembered).into(),
        device.created.into(),
        device.modified.into(),
        device.authenticated.into(),
        device.last_ip.map(|ip| ip.to_string()).into(),
        text::json(&device.details).into(),
        sealed.into(),
    ]);
    Batch::new().guard(DEVICE_EXISTS, INSERT, args)
}

/// Notes whether the device is to be remembered.
///
/// Guard: [`DEVICE_GONE`].
pub fn remember(owner: (&PoolId, &Sub), device: &DeviceKey, remembrance: Remembrance, now: Moment) -> Batch {
    let mut args = key(owner, device);
    args.extend([(remembrance == Remembrance::Remembered).into(), now.into()]);
    Batch::new().guard(DEVICE_GONE, REMEMBER, args)
}

/// Notes that the device, as it was read, has proven itself from this address.
///
/// Guard: [`DEVICE_GONE`].
pub fn authenticated(owner: (&PoolId, &Sub), device: &Device, ip: Option<IpAddr>, now: Moment) -> Batch {
    let mut args = key(owner, &device.key);
    args.extend([
        now.into(),
        ip.map(|ip| ip.to_string()).into(),
        device.version.as_str().into(),
    ]);
    Batch::new().guard(DEVICE_GONE, AUTHENTICATED, args)
}

/// Forgets the device.
///
/// Guard: [`DEVICE_GONE`].
pub fn forget(owner: (&PoolId, &Sub), device: &DeviceKey) -> Batch {
    Batch::new().guard(DEVICE_GONE, FORGET, key(owner, device))
}

fn key(owner: (&PoolId, &Sub), device: &DeviceKey) -> Vec<Value> {
    vec![
        owner.0.as_str().into(),
        owner.1.as_str().into(),
        text::name(device.as_str()).into(),
    ]
}

fn aad(owner: (&PoolId, &Sub), device: &DeviceKey, version: &str) -> Vec<u8> {
    text::aad(&[owner.0.as_str(), owner.1.as_str(), device.as_str(), version])
}

impl Store {
    /// A device that the user has confirmed.
    pub async fn device(&self, owner: (&PoolId, &Sub), device: &DeviceKey) -> Result<Option<Device>, Broken> {
        let row = self.db.row(FIND, key(owner, device)).await?;
        row.map(|row| self.read_device(owner, &row)).transpose()
    }

    /// The devices of a user in the order in which they were confirmed, at most `limit` of them, after `after`.
    pub async fn devices(
        &self,
        owner: (&PoolId, &Sub),
        listed: Listed,
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<Device>, Broken> {
        let (created, device) = after.map_or(Ok((i64::MIN, "")), Position::time)?;
        let mut args: Vec<Value> = vec![
            owner.0.as_str().into(),
            owner.1.as_str().into(),
            created.into(),
            device.into(),
            (i64::from(limit) + 1).into(),
        ];
        let statement = match listed {
            Listed::Confirmed => LIST,
            Listed::Remembered => {
                args.push(true.into());
                LIST_REMEMBERED
            }
        };
        let rows = self.db.rows(statement, args).await?;
        let devices: Vec<Device> = rows
            .iter()
            .map(|row| self.read_device(owner, row))
            .collect::<Result<_, _>>()?;
        Ok(page(devices, limit, |device| {
            Position::at_time(device.created.micros(), device.key.as_str())
        }))
    }

    /// A device from [`columns`].
    fn read_device(&self, owner: (&PoolId, &Sub), row: &Row) -> Result<Device, Broken> {
        let key = DeviceKey::new(row.text(0)?);
        let version = row.text(1)?;
        let plain = self
            .sealer
            .open(SEAL, &aad(owner, &key, &version), &row.bytes(8)?)
            .map(Zeroizing::new);
        let verifier = plain.and_then(|plain| credentials::decode(&plain));
        let details: DeviceDetails = text::parse("a device", &row.text(7)?)?;
        Ok(Device {
            key,
            version,
            remembrance: match row.bool(2)? {
                true => Remembrance::Remembered,
                false => Remembrance::NotRemembered,
            },
            created: row.moment(3)?,
            modified: row.moment(4)?,
            authenticated: row.moment(5)?,
            last_ip: row.opt_text(6)?.and_then(|ip| ip.parse().ok()),
            details,
            verifier: verifier.ok_or_else(|| text::unopened("a device verifier"))?,
        })
    }
}

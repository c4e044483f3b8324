//! DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER, and the device that tokens are bound to (auth.md §§8.6, 12.12, 12.13, 15).

use std::collections::BTreeMap;

use domain::{
    device::{self, Device},
    ids::DeviceKey,
    sign_in::{
        Event, State,
        device::GrantedDevice,
        envelope::{Envelope, Form},
        state::{Awaits, Srp},
    },
    srp::to_wire,
    token::family::Factor,
};
use store::{
    db::Batch,
    device_steps::{self, Whose},
    devices,
    logins::Proof,
};
use wire::{Fault, shapes::NewDeviceMetadataType};

use super::{
    Inputs, Through,
    drive::Drive,
    first_factor::Prover,
    session::{self, NotOpened},
};
use crate::{
    cx::Cx,
    flow::resolve_user,
    operation::{Broken, Failed},
    say::sign_in as say,
};

/// The device of a sign-in that succeeds, for its family, for its answer, and for the record of the device.
pub struct Bound {
    /// Key and group key, for the family.
    pub keys: Option<(DeviceKey, String)>,
    /// `NewDeviceMetadata`, for a new device.
    pub metadata: Option<NewDeviceMetadataType>,
    /// What is noted about a device that has proven itself.
    pub batch: Batch,
}

impl Drive<'_> {
    /// Begins an SRP exchange with the device.
    pub(super) async fn begin_device_srp(&mut self) -> Result<Event, Failed> {
        let device = self.device()?;
        let (version, verifier) = (device.version.clone(), device.verifier.clone());
        Ok(Event::SrpBegun(self.offer(version, verifier).await?))
    }

    /// Checks the device's proof. A device that was confirmed anew since the exchange began makes it wrong.
    pub(super) async fn check_device_proof(&mut self, srp: Srp) -> Result<Event, Failed> {
        let device = self.device()?;
        let same = device.version == srp.password;
        let subject = device.subject();
        let prover = Prover {
            scope: subject.scope.to_owned(),
            identity: subject.identity.to_owned(),
        };
        let verifier = device.verifier.clone();
        let right = self.is_proven(srp, prover, verifier).await? && same;
        self.judge(Proof::Mfa, right);
        Ok(if right { Event::DeviceRight } else { Event::DeviceWrong })
    }

    fn device(&self) -> Result<&Device, Failed> {
        Ok(self.whom.device.as_ref().ok_or_else(misplaced)?)
    }

    /// What becomes of the device when tokens are given.
    pub(super) fn bind_device(&self, granted: &GrantedDevice, proven: &[Factor]) -> Bound {
        let mut bound = Bound {
            keys: None,
            metadata: None,
            batch: Batch::new(),
        };
        match (granted, &self.whom.device) {
            (GrantedDevice::New, _) => {
                let entropy = &self.cx.house.entropy;
                let key = device::new_key(&self.through.pool.id.region(), entropy.uuid());
                let characters = entropy.text(device::GROUP_KEY_LENGTH, device::GROUP_KEY_ALPHABET);
                let group = device::new_group_key(&characters);
                bound.metadata = Some(NewDeviceMetadataType {
                    device_key: Some(key.as_str().to_owned()),
                    device_group_key: Some(group.clone()),
                });
                bound.keys = Some((key, group));
            }
            (GrantedDevice::Known(_), Some(device)) => {
                bound.keys = Some((device.key.clone(), device.details.group_key.clone()));
                if proven.contains(&Factor::Device) {
                    let owner = (&self.through.pool.id, &self.whom.who.sub);
                    bound.batch = devices::authenticated(owner, device, self.cx.ip, self.cx.now);
                }
            }
            (GrantedDevice::None | GrantedDevice::Known(_), _) => {}
        }
        bound
    }

    /// Keeps a DEVICE_SRP_AUTH challenge for clients that will not send its Session back.
    pub(super) fn keep_device_step(&self, session: &str) -> Result<Batch, Failed> {
        let whose = Whose {
            pool: &self.through.pool.id,
            sub: &self.whom.who.sub,
            client: &self.through.client.id,
            device: &self.device()?.key,
        };
        let expires = self.cx.now + self.through.client.settings.session_lifetime();
        Ok(device_steps::put(whose, session, expires))
    }
}

/// The parameters of DEVICE_SRP_AUTH. No client reads any: GUESS, auth.md §12.12.
pub fn srp_auth(drive: &Drive<'_>) -> Result<BTreeMap<String, String>, Failed> {
    Ok(BTreeMap::from([
        ("USERNAME".into(), drive.whom.who.username.clone()),
        ("DEVICE_KEY".into(), drive.device()?.key.as_str().to_owned()),
    ]))
}

/// All of DEVICE_PASSWORD_VERIFIER but SECRET_BLOCK, which the sealed state becomes (auth.md §12.13, documented).
pub fn password_verifier(drive: &Drive<'_>, state: &State) -> Result<BTreeMap<String, String>, Failed> {
    let Awaits::DeviceProof(_, srp) = &state.awaits else {
        return Err(misplaced().into());
    };
    let mut parameters = srp_auth(drive)?;
    parameters.insert("SALT".into(), drive.device()?.verifier.salt().wire());
    parameters.insert("SRP_B".into(), to_wire(&srp.public));
    Ok(parameters)
}

/// The challenge that an answer to DEVICE_SRP_AUTH without Session is about: the last one of this user, client and device
/// (auth.md §9, decision).
///
/// # Errors
/// NotAuthorizedException, when there is none or its time is over.
pub async fn step_without_session(cx: &Cx, through: &Through, inputs: &Inputs) -> Result<Envelope, Failed> {
    let (username, key) = (inputs.need("USERNAME")?, DeviceKey::new(inputs.need("DEVICE_KEY")?));
    let user = resolve_user::by_name(cx, &through.pool, username).await?;
    let user = user.ok_or_else(say::invalid_session)?;
    let whose = Whose {
        pool: &through.pool.id,
        sub: &user.sub,
        client: &through.client.id,
        device: &key,
    };
    let kept = cx.house.store.device_step(whose).await?;
    let kept = kept.ok_or_else(say::invalid_session)?;
    session::open(cx, through, Form::Session, &kept).map_err(|not| {
        let fault: Fault = match not {
            NotOpened::Invalid => say::invalid_session(),
            NotOpened::Expired => say::expired_session(),
        };
        fault.into()
    })
}

fn misplaced() -> Broken {
    Broken {
        doing: "challenging a device".into(),
        cause: "there is none in this sign-in".into(),
    }
}

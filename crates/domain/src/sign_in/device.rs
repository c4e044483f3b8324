//! Devices in the course of a sign-in (auth.md §10 B, D and E, §15.3).

use super::{
    advance::Check,
    custom,
    facts::{Facts, Records},
    gates::Gate,
    names::{ChallengeName, Flow},
    state::{Awaits, Srp, State},
    step::{ask, refuse},
    verdict::{Ask, Challenge, Effect, Event, Refusal, Verdict},
};
use crate::{device::Remembrance, token::family::Factor};

/// What a sign-in knows about devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeviceFacts {
    /// What the pool does with devices.
    pub policy: DevicePolicy,
    /// The device whose key the client gave.
    pub given: GivenDevice,
}

/// `DeviceConfiguration` of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DevicePolicy {
    /// Absent: devices are not tracked, and a key that a client gives has no meaning (guess).
    NotTracked,
    /// Devices are tracked.
    Tracked,
    /// And a remembered one stands in for the second factor (`ChallengeRequiredOnNewDevice`).
    StandsIn,
}

/// What is known of the device whose key the client gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GivenDevice {
    /// It gave none.
    None,
    /// The user has confirmed no such device.
    Unknown,
    /// Confirmed, and not to be remembered.
    NotRemembered,
    /// Confirmed and remembered.
    Remembered,
}

/// The device that the tokens of a sign-in are bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantedDevice {
    /// None: the pool does not track devices.
    None,
    /// A new one, whose key goes out with the tokens (`NewDeviceMetadata`).
    New,
    /// The confirmed one whose key the client gave.
    Known(String),
}

impl DeviceFacts {
    /// Of a pool that does not track devices.
    pub const NONE: Self = Self {
        policy: DevicePolicy::NotTracked,
        given: GivenDevice::None,
    };

    pub(super) fn gather(records: &Records<'_>) -> Self {
        let policy = match &records.pool.settings.devices {
            None => return Self::NONE,
            Some(settings) if settings.challenge_new == Some(true) => DevicePolicy::StandsIn,
            Some(_) => DevicePolicy::Tracked,
        };
        let given = match (records.device_key, records.device) {
            (None, _) => GivenDevice::None,
            (Some(_), None) => GivenDevice::Unknown,
            (Some(_), Some(device)) => match device.remembrance {
                Remembrance::Remembered => GivenDevice::Remembered,
                Remembrance::NotRemembered => GivenDevice::NotRemembered,
            },
        };
        Self { policy, given }
    }

    const fn is_known(self) -> bool {
        matches!(self.given, GivenDevice::Remembered | GivenDevice::NotRemembered)
    }

    fn is_remembered(self) -> bool {
        self.given == GivenDevice::Remembered
    }

    fn stands_in(self) -> bool {
        self.policy == DevicePolicy::StandsIn && self.is_remembered()
    }
}

impl State {
    /// The state with the device key that a call brings.
    ///
    /// The answer to PASSWORD_VERIFIER decides anew whether there is one: a client whose key is refused there tries again
    /// without, though it gave the key at the beginning too (auth.md §8.5, client source).
    #[must_use]
    pub fn bringing_device(self, event: &Event, key: Option<String>) -> Self {
        let device_key = match event {
            Event::Answer(ChallengeName::PasswordVerifier, _) => key,
            _ => key.or(self.device_key),
        };
        Self { device_key, ..self }
    }
}

/// A key that belongs to no confirmed device of the user is refused before anything is judged, so that the client can
/// repeat the same answer without it (auth.md §§8.5, 15.3, observed). SRP begins with nothing to judge: there it is the
/// proof that is refused.
pub(super) const KNOWN_DEVICE: Gate = Gate {
    name: "known device",
    stops: |state, event, facts| {
        let too_early = *event == Event::Begin && matches!(state.flow, Flow::Srp | Flow::CustomSrp);
        (facts.device.given == GivenDevice::Unknown && !too_early).then_some(Refusal::NoSuchDevice)
    },
};

/// (B): a remembered device is asked for in place of the second factor, where the pool says so. With custom challenges the
/// device comes last (auth.md §12.14, documented), too late to stand in for anything (guess); nor
/// does it where a client asks for a level of assurance, for it is of none (guess).
pub(super) const IN_PLACE_OF_SECOND_FACTOR: Check = Check {
    name: "device in place of the second factor",
    instead: |state, _, facts| {
        let custom = matches!(state.flow, Flow::Custom | Flow::CustomSrp);
        (facts.device.stands_in() && !custom && state.target.is_none())
            .then(|| challenge(state))
            .flatten()
    },
};

/// (D): a remembered device whose key was given is asked for in any case (for pools where it does not stand in: guess).
pub(super) const DEVICE: Check = Check {
    name: "device",
    instead: |state, _, facts| asked_for(state, facts),
};

/// The same when the pool's functions ask for it.
pub(super) fn asked_for(state: &State, facts: &Facts) -> Option<Verdict> {
    facts.device.is_remembered().then(|| challenge(state)).flatten()
}

/// DEVICE_SRP_AUTH, unless the device has proven itself.
fn challenge(state: &State) -> Option<Verdict> {
    let key = state.device_key.clone().filter(|_| !state.has_proven(Factor::Device))?;
    let state = state.clone().awaiting(Awaits::DeviceSrp(key));
    Some(Verdict::Challenge(Challenge::DeviceSrp, state))
}

/// Whether a device that has proven itself stands in for the second factor.
pub(super) fn stood_in(state: &State, facts: &Facts) -> bool {
    state.has_proven(Factor::Device) && facts.device.stands_in() && state.target.is_none()
}

/// The answer to DEVICE_SRP_AUTH: for the device that was asked for, which must still be there.
pub(super) fn begun(state: State, asked_for: &str, facts: &Facts) -> Verdict {
    if !facts.device.is_known() {
        return refuse(Refusal::NoSuchDevice);
    }
    match state.device_key.as_deref() == Some(asked_for) {
        true => ask(state, Ask::BeginDeviceSrp),
        false => refuse(Refusal::InvalidSession),
    }
}

/// The answer to DEVICE_PASSWORD_VERIFIER. Another device than the one that was asked for looks like a wrong proof.
pub(super) fn answered(state: State, asked_for: &str, srp: Srp, facts: &Facts) -> Verdict {
    if !facts.device.is_known() {
        return refuse(Refusal::NoSuchDevice);
    }
    match state.device_key.as_deref() == Some(asked_for) {
        true => ask(state, Ask::CheckDeviceProof(srp)),
        false => refuse(Refusal::WrongPassword),
    }
}

/// An SRP exchange with the device was begun.
pub(super) fn offered(state: State, srp: Srp) -> Verdict {
    match state.device_key.clone() {
        Some(key) => Verdict::Challenge(
            Challenge::DevicePasswordVerifier,
            custom::noting(state, ChallengeName::DeviceSrpAuth).awaiting(Awaits::DeviceProof(key, srp)),
        ),
        None => refuse(Refusal::InvalidSession),
    }
}

/// A wrong proof counts with the second factors, which it stands in for (our choice), and uses up its block as that of a
/// password does.
pub(super) fn wrong() -> Verdict {
    Verdict::Refuse(
        Refusal::WrongPassword,
        vec![Effect::CountWrongCode, Effect::UseUpSession],
    )
}

/// The device of the tokens.
pub(super) fn granted(state: &State, facts: &Facts) -> GrantedDevice {
    match (facts.device.policy, &state.device_key) {
        (DevicePolicy::NotTracked, _) => GrantedDevice::None,
        (_, Some(key)) if facts.device.is_known() => GrantedDevice::Known(key.clone()),
        _ => GrantedDevice::New,
    }
}

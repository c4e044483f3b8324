//! The configurations: all that a sign-in can be decided upon, in two families that each vary one side fully.

use super::first_factor::{self, around_the_first_factor};
use crate::{
    pool::MfaRequirement,
    ports::Channel,
    risk::Action,
    sign_in::{
        Flow,
        device::{DeviceFacts, DevicePolicy, GivenDevice},
        facts::{Facts, PasswordStanding, Person, PoolMfa, Standing, UserMfa},
        first_factor::{PoolFirst, UserFirst},
    },
    threat::{Level, Risk, Threat},
    user::{MfaMethod, UserStatus},
};

/// A configuration, and how thoroughly it is walked.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// What the sign-in is decided upon.
    pub facts: Facts,
    /// What happens besides.
    pub mishaps: Mishaps,
    /// How it may begin.
    pub flows: &'static [Flow],
}

/// What happens besides the client's own answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishaps {
    /// Nothing.
    None,
    /// Between two calls the user is deleted, disabled, locked, or given another password; and states turn up that nobody
    /// may ever have sealed.
    All,
}

/// All of them.
pub fn every_configuration() -> impl Iterator<Item = Configuration> {
    let with = |mishaps, flows| move |facts| Configuration { facts, mishaps, flows };
    // Whoever is locked out from the beginning has no mishaps left to meet.
    let users = around_the_user().into_iter().map(|facts| Configuration {
        mishaps: match facts.password_locked || facts.mfa_locked || facts.hides_missing_users {
            true => Mishaps::None,
            false => Mishaps::All,
        },
        facts,
        flows: &BUT_CHOICE,
    });
    let devices = around_the_device().into_iter().map(with(Mishaps::All, &BUT_CHOICE));
    let choices = around_the_first_factor().into_iter().map(|facts| Configuration {
        mishaps: first_factor::mishaps(&facts),
        facts,
        flows: &[Flow::Choice],
    });
    let risks = around_the_risk().into_iter().map(with(Mishaps::None, &BUT_CHOICE));
    users.chain(devices).chain(choices).chain(risks).chain(
        around_the_second_factor()
            .into_iter()
            .map(with(Mishaps::None, &BUT_CHOICE)),
    )
}

/// A choice-based sign-in has configurations of its own: what follows the factor that was chosen is what follows it
/// elsewhere.
const BUT_CHOICE: [Flow; 4] = [Flow::Password, Flow::Srp, Flow::Custom, Flow::CustomSrp];

/// The key of the device that the client gives, if it gives one.
pub const DEVICE: &str = "device";

/// The version of the password that users have at the beginning.
pub const PASSWORD: &str = "first";

const METHODS: [MfaMethod; 3] = [MfaMethod::Sms, MfaMethod::Email, MfaMethod::Totp];
const EITHER: [bool; 2] = [false, true];

/// Every standing of a user, every lock, hidden or not, under a few settings of second factors.
fn around_the_user() -> Vec<Facts> {
    let mut all = Vec::new();
    for hides_missing_users in EITHER {
        for (password_locked, mfa_locked) in [(false, false), (true, false), (false, true)] {
            for mfa in few_pools() {
                for person in people() {
                    all.push(Facts {
                        person,
                        hides_missing_users,
                        password_locked,
                        mfa_locked,
                        first: PoolFirst::PASSWORD,
                        mfa,
                        device: DeviceFacts::NONE,
                        threat: None,
                    });
                }
            }
        }
    }
    all
}

/// Every device and every policy for devices, under a few settings of second factors.
fn around_the_device() -> Vec<Facts> {
    let mut all = Vec::new();
    for policy in [DevicePolicy::NotTracked, DevicePolicy::Tracked, DevicePolicy::StandsIn] {
        for given in [
            GivenDevice::None,
            GivenDevice::Unknown,
            GivenDevice::NotRemembered,
            GivenDevice::Remembered,
        ] {
            // Where devices are not tracked, a key has no meaning (`DeviceFacts::gather`).
            let given = match policy {
                DevicePolicy::NotTracked => GivenDevice::None,
                _ => given,
            };
            for mfa in few_pools() {
                for user in few_user_mfas() {
                    for mfa_locked in EITHER {
                        all.push(Facts {
                            person: Person::Known(standing(UserStatus::Confirmed, user.clone())),
                            hides_missing_users: false,
                            password_locked: false,
                            mfa_locked,
                            first: PoolFirst::PASSWORD,
                            mfa,
                            device: DeviceFacts { policy, given },
                            threat: None,
                        });
                    }
                }
            }
        }
    }
    all
}

/// Every setting of second factors in pool and user, for a user who has nothing else in its way.
fn around_the_second_factor() -> Vec<Facts> {
    let mut all = Vec::new();
    for mfa in pools() {
        for user in user_mfas() {
            all.push(Facts {
                person: Person::Known(standing(UserStatus::Confirmed, user)),
                hides_missing_users: false,
                password_locked: false,
                mfa_locked: false,
                first: PoolFirst::PASSWORD,
                mfa,
                device: DeviceFacts::NONE,
                threat: None,
            });
        }
    }
    all
}

/// Everything that a pool does about a risk, for a user with and without second factors and devices, and for nobody.
fn around_the_risk() -> Vec<Facts> {
    let takeover = |action| Threat {
        risk: Risk::Takeover(Level::High),
        action,
        notifies: false,
    };
    let address = Threat {
        risk: Risk::BlockedAddress,
        ..takeover(Action::Block)
    };
    let mut all = Vec::new();
    for threat in [
        address,
        takeover(Action::Block),
        takeover(Action::MfaRequired),
        takeover(Action::MfaIfConfigured),
        takeover(Action::NoAction),
    ] {
        for mfa in few_pools() {
            let users = few_user_mfas().map(|user| Person::Known(standing(UserStatus::Confirmed, user)));
            for person in users.into_iter().chain([Person::Missing]) {
                for device in [DeviceFacts::NONE, REMEMBERED] {
                    all.push(Facts {
                        hides_missing_users: true,
                        password_locked: false,
                        mfa_locked: false,
                        first: PoolFirst::PASSWORD,
                        mfa,
                        // Nobody has no device.
                        device: match person {
                            Person::Missing => DeviceFacts::NONE,
                            Person::Known(_) => device,
                        },
                        threat: Some(threat),
                        person: person.clone(),
                    });
                }
            }
        }
    }
    all
}

const REMEMBERED: DeviceFacts = DeviceFacts {
    policy: DevicePolicy::StandsIn,
    given: GivenDevice::Remembered,
};

/// A user whose password is good.
pub fn standing(status: UserStatus, mfa: UserMfa) -> Standing {
    Standing {
        enabled: true,
        status,
        password: Some(PasswordStanding {
            version: PASSWORD.into(),
            expired: false,
        }),
        first: UserFirst::default(),
        mfa,
    }
}

fn people() -> Vec<Person> {
    let mut people = vec![Person::Missing];
    for status in [
        UserStatus::Unconfirmed,
        UserStatus::Confirmed,
        UserStatus::ForceChangePassword,
        UserStatus::ResetRequired,
        UserStatus::ExternalProvider,
    ] {
        for enabled in EITHER {
            for expired in [None, Some(false), Some(true)] {
                for mfa in few_user_mfas() {
                    let password = expired.map(|expired| PasswordStanding {
                        version: PASSWORD.into(),
                        expired,
                    });
                    let standing = standing(status, mfa);
                    people.push(Person::Known(Standing {
                        enabled,
                        password,
                        ..standing
                    }));
                }
            }
        }
    }
    people
}

/// A user with nothing, one with an app, one with everything.
pub fn few_user_mfas() -> [UserMfa; 3] {
    let app = UserMfa {
        enabled: vec![MfaMethod::Totp],
        totp: true,
        ..UserMfa::default()
    };
    let everything = UserMfa {
        enabled: METHODS.to_vec(),
        preferred: None,
        totp: true,
        email: true,
        phone: true,
    };
    [UserMfa::default(), app, everything]
}

pub fn few_pools() -> Vec<PoolMfa> {
    let with = |requirement| PoolMfa {
        requirement,
        sms: true,
        email: true,
        totp: true,
        recovery: None,
    };
    [MfaRequirement::Off, MfaRequirement::Optional, MfaRequirement::On]
        .map(with)
        .to_vec()
}

fn pools() -> Vec<PoolMfa> {
    let mut pools = Vec::new();
    for requirement in [MfaRequirement::Off, MfaRequirement::Optional, MfaRequirement::On] {
        for recovery in [None, Some(Channel::Email), Some(Channel::Sms)] {
            for bits in 0..8 {
                pools.push(PoolMfa {
                    requirement,
                    sms: bits & 1 != 0,
                    email: bits & 2 != 0,
                    totp: bits & 4 != 0,
                    recovery,
                });
            }
        }
    }
    pools
}

fn user_mfas() -> Vec<UserMfa> {
    let mut users = Vec::new();
    for bits in 0..64 {
        let enabled: Vec<_> = (0..3)
            .filter(|at| bits & (1 << at) != 0)
            .map(|at| METHODS[at])
            .collect();
        let preferences = enabled.iter().copied().map(Some).chain([None]).collect::<Vec<_>>();
        for preferred in preferences {
            users.push(UserMfa {
                enabled: enabled.clone(),
                preferred,
                totp: bits & 8 != 0,
                email: bits & 16 != 0,
                phone: bits & 32 != 0,
            });
        }
    }
    users
}

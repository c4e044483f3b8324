//! How risky a sign-in looks, and what its pool does about it (triggers.md §13).
//!
//! The real service keeps its own judgement to itself. Ours is a short rule that an administrator can check against the events
//! ([`level`]): signs are counted, and no other claim is made.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::{
    auth_event::FeedbackValue,
    moment::Span,
    pool::SecurityMode,
    risk::{Action, Range, RiskSettings, Takeover, TakeoverAction},
};

/// As many failed passwords in a row are a sign of somebody who guesses (our choice: the number that brings the first lock).
const BURST: i64 = 5;

/// So long after the last one failures are forgotten (auth.md §6, documented).
pub const FAILURES_COUNT: Span = Span::minutes(15);

/// `RiskDecision` and `RiskLevel` of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Risk {
    /// `NoRisk`.
    #[default]
    None,
    /// `AccountTakeover`: it looks like somebody else.
    Takeover(Level),
    /// `Block`: the address is one that the pool blocks.
    BlockedAddress,
}

impl Risk {
    /// Nothing to tell.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }
}

/// `RiskLevel`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// One sign.
    Low,
    /// Two.
    Medium,
    /// Three, or the word of the user.
    High,
}

/// The judgement of a sign-in. It travels with its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threat {
    /// How it looks.
    pub risk: Risk,
    /// What is done: nothing, where the pool only watches.
    pub action: Action,
    /// The user is still to be told.
    pub notifies: bool,
}

impl Threat {
    /// Nothing looks wrong.
    pub const NONE: Self = Self {
        risk: Risk::None,
        action: Action::NoAction,
        notifies: false,
    };

    /// Whether nothing comes of this sign-in, whatever it proves.
    pub fn blocks(&self) -> bool {
        self.action == Action::Block
    }

    /// Whether nobody may even try from there.
    pub fn blocks_address(&self) -> bool {
        self.blocks() && self.risk == Risk::BlockedAddress
    }
}

/// What the ranges of a pool say about an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// Nothing.
    None,
    /// It is always blocked.
    Blocked,
    /// Nothing is judged.
    Skipped,
}

/// Looks an address up in the ranges. An address in both lists is blocked (GUESS: "always" is documented of blocking).
pub fn exception(settings: &RiskSettings, address: Option<IpAddr>) -> Exception {
    let (Some(address), Some(exceptions)) = (address, &settings.exceptions) else {
        return Exception::None;
    };
    let holds = |ranges: &Option<Vec<String>>| {
        let mut ranges = ranges.iter().flatten().filter_map(|range| Range::parse(range));
        ranges.any(|range| range.holds(address))
    };
    if holds(&exceptions.blocked) {
        Exception::Blocked
    } else if holds(&exceptions.skipped) {
        Exception::Skipped
    } else {
        Exception::None
    }
}

/// How well a user's address or device is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Familiarity {
    /// Nobody told which it is.
    #[default]
    Untold,
    /// The user has not signed in with it.
    New,
    /// The user has, or somebody said that it is the user's.
    Known,
    /// Somebody said that it is not the user's.
    Disowned,
}

impl Familiarity {
    /// Of something that was told about: what is kept of it is whether somebody has judged it, or nothing.
    pub fn of(kept: Option<Option<FeedbackValue>>) -> Self {
        match kept {
            None => Self::New,
            Some(Some(FeedbackValue::Invalid)) => Self::Disowned,
            Some(Some(FeedbackValue::Valid) | None) => Self::Known,
        }
    }
}

/// What speaks for and against a sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clues {
    /// Whether the user has signed in since the pool watches.
    pub has_history: bool,
    /// The address.
    pub address: Familiarity,
    /// The device, by its user agent or as a remembered one.
    pub device: Familiarity,
    /// Failed passwords in a row, in the last quarter of an hour.
    pub failures: i64,
}

/// How risky a sign-in is (our rule): each of a new address, a new device and a burst of failed passwords is a sign; one makes a low
/// risk, two a medium and three a high one. What somebody said is not the user's makes a high one by itself. The first sign-in of a
/// user is new in everything, and none.
pub fn level(clues: &Clues) -> Option<Level> {
    if [clues.address, clues.device].contains(&Familiarity::Disowned) {
        return Some(Level::High);
    }
    if !clues.has_history {
        return None;
    }
    let signs = [
        clues.address == Familiarity::New,
        clues.device == Familiarity::New,
        clues.failures >= BURST,
    ];
    match signs.into_iter().filter(|sign| *sign).count() {
        0 => None,
        1 => Some(Level::Low),
        2 => Some(Level::Medium),
        _ => Some(Level::High),
    }
}

/// What stands beside the clues.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// Whether the pool watches or acts.
    pub mode: SecurityMode,
    /// What is set for the client, or else for the pool.
    pub settings: &'a RiskSettings,
    /// Whether a device that the user has remembered speaks, in a pool that remembers them unasked: it is asked to prove itself, and
    /// stands in for what a risk asks for (auth.md §15.3, documented for medium and high risk).
    pub trusts_device: bool,
}

impl Rules<'_> {
    /// The judgement of an address that is blocked.
    pub fn blocked(&self) -> Threat {
        Threat {
            risk: Risk::BlockedAddress,
            action: self.in_force(Action::Block),
            notifies: false,
        }
    }

    /// The judgement by the clues.
    pub fn judge(&self, clues: &Clues) -> Threat {
        let Some(level) = level(clues) else {
            return Threat::NONE;
        };
        let set = self.settings.takeover.as_ref().and_then(|takeover| at(takeover, level));
        let action = match set.map_or(Action::NoAction, |set| set.action) {
            Action::MfaIfConfigured | Action::MfaRequired if self.trusts_device => Action::NoAction,
            action => action,
        };
        Threat {
            risk: Risk::Takeover(level),
            action: self.in_force(action),
            notifies: self.mode == SecurityMode::Enforced && set.is_some_and(|set| set.notify),
        }
    }

    fn in_force(&self, action: Action) -> Action {
        match self.mode {
            SecurityMode::Enforced => action,
            SecurityMode::Audit | SecurityMode::Off => Action::NoAction,
        }
    }
}

const fn at(takeover: &Takeover, level: Level) -> Option<TakeoverAction> {
    match level {
        Level::Low => takeover.low,
        Level::Medium => takeover.medium,
        Level::High => takeover.high,
    }
}

/// The address as it is compared. Of IPv6 the network counts: the rest of it changes by itself.
pub fn place_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// What the user is told about a sign-in that looked like somebody else's; each has a template of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occasion {
    /// `BlockEmail`.
    Blocked,
    /// `MfaEmail`.
    SecondFactor,
    /// `NoActionEmail`.
    NothingDone,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::Exceptions;

    const KNOWN: Clues = Clues {
        has_history: true,
        address: Familiarity::Known,
        device: Familiarity::Known,
        failures: 0,
    };

    #[test]
    fn signs_are_counted() {
        use Familiarity::{Disowned, Known, New, Untold};
        let judged = |address, device, failures| {
            level(&Clues {
                address,
                device,
                failures,
                ..KNOWN
            })
        };
        let table = [
            ((Known, Known, 0), None),
            ((Untold, Untold, 4), None),
            ((New, Known, 0), Some(Level::Low)),
            ((Known, New, 0), Some(Level::Low)),
            ((Untold, Untold, 5), Some(Level::Low)),
            ((New, New, 4), Some(Level::Medium)),
            ((New, Untold, 5), Some(Level::Medium)),
            ((New, New, 5), Some(Level::High)),
            ((Disowned, Known, 0), Some(Level::High)),
            ((Known, Disowned, 0), Some(Level::High)),
        ];
        for ((address, device, failures), expected) in table {
            assert_eq!(
                judged(address, device, failures),
                expected,
                "{address:?} {device:?} {failures}"
            );
        }
    }

    #[test]
    fn the_first_sign_in_is_no_risk_unless_somebody_said_so() {
        let first = Clues {
            has_history: false,
            address: Familiarity::New,
            device: Familiarity::New,
            failures: 9,
        };
        assert_eq!(level(&first), None);
        let address = Familiarity::Disowned;
        assert_eq!(level(&Clues { address, ..first }), Some(Level::High));
    }

    #[test]
    fn what_is_kept_of_a_place() {
        assert_eq!(Familiarity::of(None), Familiarity::New);
        assert_eq!(Familiarity::of(Some(None)), Familiarity::Known);
        assert_eq!(Familiarity::of(Some(Some(FeedbackValue::Valid))), Familiarity::Known);
        assert_eq!(
            Familiarity::of(Some(Some(FeedbackValue::Invalid))),
            Familiarity::Disowned
        );
    }

    #[test]
    fn who_only_watches_does_nothing() {
        let action = |action, notify| Some(TakeoverAction { action, notify });
        let settings = RiskSettings {
            takeover: Some(Takeover {
                low: None,
                medium: action(Action::MfaRequired, true),
                high: action(Action::Block, true),
                notify: None,
            }),
            ..RiskSettings::default()
        };
        let rules = |mode, trusts_device| Rules {
            mode,
            settings: &settings,
            trusts_device,
        };
        let low = Clues {
            address: Familiarity::New,
            ..KNOWN
        };
        let medium = Clues {
            device: Familiarity::New,
            ..low
        };
        let high = Clues { failures: 5, ..medium };
        let enforced = |clues: &Clues| {
            let threat = rules(SecurityMode::Enforced, false).judge(clues);
            (threat.risk, threat.action, threat.notifies)
        };
        assert_eq!(enforced(&KNOWN), (Risk::None, Action::NoAction, false));
        assert_eq!(enforced(&low), (Risk::Takeover(Level::Low), Action::NoAction, false));
        assert_eq!(
            enforced(&medium),
            (Risk::Takeover(Level::Medium), Action::MfaRequired, true)
        );
        assert_eq!(enforced(&high), (Risk::Takeover(Level::High), Action::Block, true));
        let trusted = rules(SecurityMode::Enforced, true);
        assert_eq!(trusted.judge(&medium).action, Action::NoAction);
        assert_eq!(trusted.judge(&high).action, Action::Block);
        let watched = rules(SecurityMode::Audit, false);
        let seen = watched.judge(&high);
        assert_eq!(
            (seen.risk, seen.action, seen.notifies),
            (Risk::Takeover(Level::High), Action::NoAction, false)
        );
        assert!(rules(SecurityMode::Enforced, false).blocked().blocks_address());
        assert!(!watched.blocked().blocks());
    }

    #[test]
    fn ranges_come_first_and_blocking_before_skipping() {
        let ranges = |list: &[&str]| Some(list.iter().map(|range| (*range).to_owned()).collect());
        let settings = RiskSettings {
            exceptions: Some(Exceptions {
                blocked: ranges(&["192.0.2.0/25"]),
                skipped: ranges(&["192.0.2.0/24", "2001:db8::/32"]),
            }),
            ..RiskSettings::default()
        };
        let of = |text: &str| exception(&settings, Some(text.parse().unwrap()));
        assert_eq!(of("192.0.2.1"), Exception::Blocked);
        assert_eq!(of("192.0.2.200"), Exception::Skipped);
        assert_eq!(of("2001:db8::1"), Exception::Skipped);
        assert_eq!(of("198.51.100.1"), Exception::None);
        assert_eq!(exception(&settings, None), Exception::None);
    }

    #[test]
    fn places_of_addresses() {
        let of = |text: &str| place_of(text.parse().unwrap());
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::"));
        assert_ne!(of("2001:db8:1:2::"), of("2001:db8:1:3::"));
    }
}

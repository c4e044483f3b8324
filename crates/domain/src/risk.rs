//! What a pool wants done about risks (triggers.md §13.2, documented unless said otherwise).

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// What SetRiskConfiguration says, for a pool or for a client. Kept as JSON, so a new member needs a serde default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RiskSettings {
    /// `CompromisedCredentialsRiskConfiguration`.
    pub compromised: Option<Compromised>,
    /// `AccountTakeoverRiskConfiguration`.
    pub takeover: Option<Takeover>,
    /// `RiskExceptionConfiguration`.
    pub exceptions: Option<Exceptions>,
}

impl RiskSettings {
    /// Nothing is set: what inherits goes on inheriting.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is done about passwords that others know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compromised {
    /// Where passwords are looked at.
    pub filter: Vec<Watched>,
    /// Whether they are refused.
    pub action: CompromisedAction,
}

/// Where a password may be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Watched {
    /// At sign-in.
    SignIn,
    /// When it is changed.
    PasswordChange,
    /// At sign-up.
    SignUp,
}

impl Watched {
    /// All of them: what is watched when nothing is said.
    pub const ALL: [Self; 3] = [Self::SignIn, Self::PasswordChange, Self::SignUp];
}

/// What is done about a password that others know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CompromisedAction {
    /// It is refused.
    Block,
    /// Nothing.
    NoAction,
}

/// What is done about sign-ins that look like somebody else's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Takeover {
    /// At low risk.
    pub low: Option<TakeoverAction>,
    /// At medium risk.
    pub medium: Option<TakeoverAction>,
    /// At high risk.
    pub high: Option<TakeoverAction>,
    /// How the user is told.
    pub notify: Option<Notify>,
}

/// What is done at a level of risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeoverAction {
    /// What happens to the sign-in.
    pub action: Action,
    /// Whether the user is told.
    pub notify: bool,
}

/// What happens to a sign-in, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Action {
    /// It goes on.
    NoAction,
    /// A second factor is asked for where the user has one.
    MfaIfConfigured,
    /// A second factor is asked for; without one it is refused.
    MfaRequired,
    /// It is refused.
    Block,
}

/// `NotifyConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notify {
    /// `SourceArn`.
    pub source_arn: String,
    /// `From`.
    pub from: Option<String>,
    /// `ReplyTo`.
    pub reply_to: Option<String>,
    /// `BlockEmail`.
    pub block: Option<Letter>,
    /// `MfaEmail`.
    pub mfa: Option<Letter>,
    /// `NoActionEmail`.
    pub no_action: Option<Letter>,
}

/// A template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// `Subject`.
    pub subject: String,
    /// `HtmlBody`.
    pub html: Option<String>,
    /// `TextBody`.
    pub text: Option<String>,
}

/// `RiskExceptionConfiguration`: ranges of addresses, as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exceptions {
    /// `BlockedIPRangeList`.
    pub blocked: Option<Vec<String>>,
    /// `SkippedIPRangeList`.
    pub skipped: Option<Vec<String>>,
}

/// Why settings are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskProblem {
    /// A range of addresses is none.
    BadRange,
    /// A higher risk has a weaker action than a lower one.
    WeakerAtHigherRisk,
}

impl RiskSettings {
    /// Whether the settings make sense.
    ///
    /// # Errors
    /// [`RiskProblem`]; their order is a guess.
    pub fn check(&self) -> Result<(), RiskProblem> {
        let ranges = self
            .exceptions
            .iter()
            .flat_map(|exceptions| [&exceptions.blocked, &exceptions.skipped]);
        if ranges.flatten().flatten().any(|range| Range::parse(range).is_none()) {
            return Err(RiskProblem::BadRange);
        }
        let actions = self
            .takeover
            .iter()
            .flat_map(|takeover| [takeover.low, takeover.medium, takeover.high]);
        let actions: Vec<_> = actions.flatten().map(|at_level| at_level.action).collect();
        match actions.is_sorted() {
            true => Ok(()),
            false => Err(RiskProblem::WeakerAtHigherRisk),
        }
    }
}

/// A range of addresses in CIDR notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    network: IpAddr,
    bits: u32,
}

impl Range {
    /// Reads `192.0.2.0/24` and its like. An address without a slash is no range (guess).
    pub fn parse(text: &str) -> Option<Self> {
        let (network, bits) = text.split_once('/')?;
        let network: IpAddr = network.parse().ok()?;
        let plain = !bits.is_empty() && bits.bytes().all(|digit| digit.is_ascii_digit());
        let bits = bits.parse().ok().filter(|bits| plain && *bits <= width(network))?;
        Some(Self { network, bits })
    }

    /// Whether the address is in it. IPv4 addresses that are spelled as IPv6 count as what they are.
    pub fn holds(&self, address: IpAddr) -> bool {
        let (network, address) = (self.network.to_canonical(), address.to_canonical());
        let is_mapped = network != self.network;
        let bits = if is_mapped {
            self.bits.saturating_sub(96)
        } else {
            self.bits
        };
        let shift = width(network) - bits;
        let prefix = |address: IpAddr| number(address).checked_shr(shift).unwrap_or(0);
        width(network) == width(address) && prefix(network) == prefix(address)
    }
}

const fn width(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u32::from(address).into(),
        IpAddr::V6(address) => address.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_their_addresses() {
        let holds = |range: &str, address: &str| Range::parse(range).unwrap().holds(address.parse().unwrap());
        assert!(holds("192.0.2.0/24", "192.0.2.255"));
        assert!(!holds("192.0.2.0/24", "192.0.3.0"));
        assert!(holds("192.0.2.7/32", "::ffff:192.0.2.7"));
        assert!(holds("0.0.0.0/0", "255.255.255.255"));
        assert!(!holds("0.0.0.0/0", "2001:db8::1"));
        assert!(holds("2001:db8::/32", "2001:db8:1::"));
        assert!(holds("::/0", "2001:db8::1"));
        assert!(holds("::ffff:192.0.2.0/120", "192.0.2.9"));
        for text in [
            "192.0.2.0",
            "192.0.2.0/33",
            "192.0.2/24",
            "x/1",
            "2001:db8::/129",
            "192.0.2.0/+1",
            "/8",
        ] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_higher_risk_has_no_weaker_action() {
        let at = |action| Some(TakeoverAction { action, notify: false });
        let check = |low, medium, high| {
            let takeover = Takeover {
                low,
                medium,
                high,
                notify: None,
            };
            RiskSettings {
                takeover: Some(takeover),
                ..RiskSettings::default()
            }
            .check()
        };
        let weaker = Err(RiskProblem::WeakerAtHigherRisk);
        assert_eq!(
            check(at(Action::NoAction), at(Action::MfaRequired), at(Action::Block)),
            Ok(())
        );
        assert_eq!(check(at(Action::Block), at(Action::Block), None), Ok(()));
        assert_eq!(check(at(Action::Block), None, at(Action::MfaRequired)), weaker);
        assert_eq!(
            check(None, at(Action::MfaRequired), at(Action::MfaIfConfigured)),
            weaker
        );
    }
}

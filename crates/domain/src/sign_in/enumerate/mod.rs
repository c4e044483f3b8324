//! Every configuration through every event: what a sign-in must never do, proven by trying, and shown to be guarded by
//! the rules that guard it.

mod configurations;
mod document;
mod first_factor;
mod promises;
mod walk;

use configurations::every_configuration;
use promises::{Promise, broken_promises};

use super::{Rules, advance::Check, gates::Gate};

/// Whether the promise is broken somewhere under these rules.
fn breaks(rules: &Rules<'_>, promise: Promise) -> bool {
    let all: Vec<_> = every_configuration().collect();
    // Neighbours are alike, so it is found sooner in great strides.
    let strides = (0..STRIDE).flat_map(|start| all.iter().skip(start).step_by(STRIDE));
    strides.into_iter().any(|configuration| {
        broken_promises(rules, configuration)
            .iter()
            .any(|(broken, _)| *broken == promise)
    })
}

const STRIDE: usize = 97;

#[test]
fn no_promise_is_broken_in_any_configuration() {
    let mut walked = 0;
    for configuration in every_configuration() {
        let broken = broken_promises(&Rules::HOUSE, &configuration);
        assert!(broken.is_empty(), "{configuration:#?}\n{broken:#?}");
        walked += 1;
    }
    assert!(walked > 10_000, "only {walked} configurations");
}

/// Each gate, when it is taken out, breaks the promise that it keeps: so the test above can fail, and no gate is idle.
#[test]
fn every_gate_keeps_a_promise() {
    let kept = [
        ("expected answer", Promise::OnlyWhatWasAsked),
        ("blocked address", Promise::NothingFromABlockedAddress),
        ("password lock", Promise::NothingIsJudgedWhileLocked),
        ("codes lock", Promise::NothingIsJudgedWhileLocked),
        ("missing user", Promise::MissingUsersAreTold),
        ("disabled", Promise::NoTokensForTheDisabled),
        ("unconfirmed", Promise::NoTokensForTheUnconfirmed),
        ("same password", Promise::NoTokensForAFormerPassword),
        ("still to be set up", Promise::NothingIsSetUpBesideAnApp),
        ("known device", Promise::UnknownDevicesAreRefused),
    ];
    let names: Vec<_> = Rules::HOUSE.gates.iter().map(|gate| gate.name).collect();
    assert_eq!(names, kept.map(|(name, _)| name));
    for (name, promise) in kept {
        let gates: Vec<Gate> = Rules::HOUSE
            .gates
            .iter()
            .copied()
            .filter(|gate| gate.name != name)
            .collect();
        let rules = Rules {
            gates: &gates,
            ..Rules::HOUSE
        };
        assert!(breaks(&rules, promise), "without {name}");
    }
}

/// The same of the checks that follow a proven factor.
#[test]
fn every_check_keeps_a_promise() {
    let kept = [
        ("first factor", Promise::NoTokensWithoutFirstFactor),
        ("allowed first factor", Promise::NoTokensByAFactorThatIsNotAllowed),
        ("risk", Promise::NoTokensForTheBlocked),
        ("reset required", Promise::NoTokensForThoseWhoMustReset),
        ("temporary password expired", Promise::NoTokensForAnExpiredPassword),
        ("new password", Promise::NoTokensForATemporaryPassword),
        (
            "device in place of the second factor",
            Promise::RememberedDevicesStandIn,
        ),
        ("level", Promise::NoTokensBelowTheLevel),
        ("second factor", Promise::NoTokensWithoutSecondFactor),
        ("second factor at risk", Promise::NoTokensAtRiskWithoutSecondFactor),
        ("custom challenges", Promise::NoTokensBeforeTheFunctionsSaySo),
        ("device", Promise::NoTokensForAnUnprovenDevice),
    ];
    let names: Vec<_> = Rules::HOUSE.checks.iter().map(|check| check.name).collect();
    assert_eq!(names, kept.map(|(name, _)| name));
    for (name, promise) in kept {
        let checks: Vec<Check> = Rules::HOUSE
            .checks
            .iter()
            .copied()
            .filter(|check| check.name != name)
            .collect();
        let rules = Rules {
            checks: &checks,
            ..Rules::HOUSE
        };
        assert!(breaks(&rules, promise), "without {name}");
    }
}

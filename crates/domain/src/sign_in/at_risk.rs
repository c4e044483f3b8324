//! What threat protection changes in a sign-in (triggers.md §13.2). How risky it looks was judged before ([`crate::threat`]); here
//! is what comes of it.
//!
//! Who is blocked learns nothing: neither whether the password was right, nor, where the client may not know it, whether there is
//! such a user. So the block comes when the first factor was judged, whatever the judgement is.

use super::{
    advance::Check,
    facts::Facts,
    gates::Gate,
    mfa::{self, Need},
    state::State,
    verdict::{Blocked, Effect, Refusal, Verdict},
};
use crate::{risk::Action, token::family::Factor};

/// An address that the pool blocks may not even try (documented: always).
pub(super) const ADDRESS: Gate = Gate {
    name: "blocked address",
    stops: |_, _, facts| {
        let stops = facts.threat.is_some_and(|threat| threat.blocks_address());
        stops.then_some(Refusal::Blocked(Blocked::Address))
    },
};

/// BLOCK: nothing comes of what was proven.
pub(super) const BLOCKED: Check = Check {
    name: "risk",
    instead: |state, _, facts| is_blocked(facts).then(|| refuse(state)),
};

/// MFA_IF_CONFIGURED and MFA_REQUIRED: a second factor of everybody who has one; without one the latter refuses (documented). It
/// follows a password only, like any second factor: a passkey or a code stands for itself.
pub(super) const SECOND_FACTOR: Check = Check {
    name: "second factor at risk",
    instead: |state, user, facts| {
        let action = facts.threat.map(|threat| threat.action);
        if !matches!(action, Some(Action::MfaIfConfigured | Action::MfaRequired)) || !mfa::is_due(state) {
            return None;
        }
        match mfa::need_at_risk(&facts.mfa, &user.mfa) {
            Need::Impossible if action == Some(Action::MfaRequired) => Some(refuse(state)),
            Need::Impossible => None,
            need => mfa::asked(state, need),
        }
    },
};

fn is_blocked(facts: &Facts) -> bool {
    facts.threat.is_some_and(|threat| threat.blocks())
}

/// A wrong password in a sign-in that is blocked: said like a right one.
pub(super) fn wrong_password(facts: &Facts) -> Option<Verdict> {
    is_blocked(facts).then(|| {
        let effects = vec![Effect::CountWrongPassword, Effect::UseUpSession];
        Verdict::Refuse(Refusal::Blocked(Blocked::WrongProof), effects)
    })
}

/// A right password counts like a wrong one: else the lock that comes after wrong ones would tell it apart.
fn refuse(state: &State) -> Verdict {
    let counts = state.proven.last() == Some(&Factor::Password);
    let count = counts.then_some(Effect::CountWrongPassword);
    let effects = count.into_iter().chain([Effect::UseUpSession]).collect();
    Verdict::Refuse(Refusal::Blocked(Blocked::RightProof), effects)
}

//! Replicas of pools in other regions (resources.md §14).

use domain::pool::{Tier, tier::Feature};
use wire::{Code, Fault};

/// guess: errors.tsv. For what a secondary does not do, and for a pool that cannot have one.
pub fn not_enabled() -> Fault {
    Fault::new(
        Code::OperationNotEnabledException,
        "Operation is not enabled for this user pool.",
    )
}

/// observed form, guess at the feature's name: resources.md §2.10.
pub fn not_in_tier(tier: Tier) -> Fault {
    crate::say::pools::feature_not_in_tier(tier, Feature::Replication)
}

/// guess: one secondary is documented as the most.
pub fn one_at_most() -> Fault {
    Fault::limit_exceeded("User pool already has the maximum number of replicas.")
}

/// guess.
pub fn in_own_region(region: &str) -> Fault {
    Fault::invalid_parameter(format!("Region {region} is the primary region of the user pool."))
}

/// guess.
pub fn not_found(region: &str) -> Fault {
    Fault::resource_not_found(format!("User pool replica in region {region} does not exist."))
}

/// guess: only an inactive one can be deleted (documented).
pub fn not_inactive() -> Fault {
    Fault::invalid_parameter("User pool replica must be in INACTIVE status to be deleted.")
}

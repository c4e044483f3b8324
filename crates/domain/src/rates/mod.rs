//! How many requests a second the API takes: categories with their defaults, and the bucket that counts them.
//!
//! The numbers are those of the service's quotas page (documented; resources.md §2.11 has most of them).

mod bucket;
mod plan;

pub use bucket::Bucket;
pub use plan::{NotAPlan, RatePlan};

use serde::{Deserialize, Serialize};

/// Requests a second.
pub type Rate = i32;

/// No single operation of the categories of pool administration is taken more often than this for one pool (documented).
pub const PER_POOL: Rate = 5;

/// How often one user may be read, and apart from that changed (documented).
pub const PER_USER: Rate = 10;

/// How many times the rate of sign-ins the answers to challenges may come before they count as sign-ins (documented).
pub const CHALLENGES_FOR_A_SIGN_IN: Rate = 3;

/// How far above its default a category can be provisioned. The real bound is granted to each account: GUESS.
const MOST_TIMES: Rate = 10;

/// Operations that share one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Category {
    /// Sign-ins.
    UserAuthentication,
    /// Sign-ups and their confirmation.
    UserCreation,
    /// Sign-ins through other identity providers.
    UserFederation,
    /// Passwords: forgotten, changed, set.
    UserAccountRecovery,
    /// Reading a user.
    UserRead,
    /// Changing a user.
    UserUpdate,
    /// Revoking tokens.
    UserToken,
    /// Reading what belongs to a user, such as devices.
    UserResourceRead,
    /// Changing what belongs to a user.
    UserResourceUpdate,
    /// Listing users.
    UserList,
    /// Reading pools.
    UserPoolRead,
    /// Changing pools.
    UserPoolUpdate,
    /// Reading what belongs to a pool, such as groups.
    UserPoolResourceRead,
    /// Changing what belongs to a pool.
    UserPoolResourceUpdate,
    /// Reading app clients.
    UserPoolClientRead,
    /// Changing app clients.
    UserPoolClientUpdate,
    /// Tokens for machines.
    ClientAuthentication,
    /// Asking about these limits.
    LimitManagement,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::UserAuthentication,
        Self::UserCreation,
        Self::UserFederation,
        Self::UserAccountRecovery,
        Self::UserRead,
        Self::UserUpdate,
        Self::UserToken,
        Self::UserResourceRead,
        Self::UserResourceUpdate,
        Self::UserList,
        Self::UserPoolRead,
        Self::UserPoolUpdate,
        Self::UserPoolResourceRead,
        Self::UserPoolResourceUpdate,
        Self::UserPoolClientRead,
        Self::UserPoolClientUpdate,
        Self::ClientAuthentication,
        Self::LimitManagement,
    ];

    /// The name on the wire, such as `UserAuthentication`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UserAuthentication => "UserAuthentication",
            Self::UserCreation => "UserCreation",
            Self::UserFederation => "UserFederation",
            Self::UserAccountRecovery => "UserAccountRecovery",
            Self::UserRead => "UserRead",
            Self::UserUpdate => "UserUpdate",
            Self::UserToken => "UserToken",
            Self::UserResourceRead => "UserResourceRead",
            Self::UserResourceUpdate => "UserResourceUpdate",
            Self::UserList => "UserList",
            Self::UserPoolRead => "UserPoolRead",
            Self::UserPoolUpdate => "UserPoolUpdate",
            Self::UserPoolResourceRead => "UserPoolResourceRead",
            Self::UserPoolResourceUpdate => "UserPoolResourceUpdate",
            Self::UserPoolClientRead => "UserPoolClientRead",
            Self::UserPoolClientUpdate => "UserPoolClientUpdate",
            Self::ClientAuthentication => "ClientAuthentication",
            Self::LimitManagement => "LimitManagement",
        }
    }

    /// The category of this name, written exactly so.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }

    /// The rate that an account has from the start (documented).
    pub const fn default_rate(self) -> Rate {
        match self {
            Self::UserAuthentication | Self::UserRead | Self::UserToken => 120,
            Self::UserCreation | Self::UserResourceRead => 50,
            Self::UserFederation | Self::UserUpdate | Self::UserResourceUpdate => 25,
            Self::UserAccountRecovery | Self::UserList => 30,
            Self::UserPoolRead
            | Self::UserPoolUpdate
            | Self::UserPoolResourceUpdate
            | Self::UserPoolClientRead
            | Self::UserPoolClientUpdate => 15,
            Self::UserPoolResourceRead => 20,
            Self::ClientAuthentication => 150,
            Self::LimitManagement => 1,
        }
    }

    /// Whether more can be provisioned (documented).
    pub const fn can_be_raised(self) -> bool {
        matches!(
            self,
            Self::UserAuthentication
                | Self::UserCreation
                | Self::UserFederation
                | Self::UserRead
                | Self::UserToken
                | Self::UserResourceRead
        )
    }

    /// Whether each of its operations has a rate of its own for one pool, [`PER_POOL`] (documented).
    pub const fn is_bounded_for_a_pool(self) -> bool {
        matches!(
            self,
            Self::UserPoolResourceRead
                | Self::UserPoolResourceUpdate
                | Self::UserPoolClientRead
                | Self::UserPoolClientUpdate
        )
    }
}

/// The highest rate that a category with this default can be given.
pub const fn highest(default: Rate) -> Rate {
    default.saturating_mul(MOST_TIMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_found_by_its_name_only() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.name()), Some(category));
        }
        assert_eq!(Category::parse("userauthentication"), None);
        assert_eq!(Category::parse(""), None);
    }

    #[test]
    fn the_defaults_are_those_of_the_quotas_page() {
        let sum: Rate = Category::ALL.into_iter().map(Category::default_rate).sum();
        assert_eq!(sum, 120 * 3 + 50 * 2 + 25 * 3 + 30 * 2 + 15 * 5 + 20 + 150 + 1);
        assert_eq!(Category::ALL.into_iter().filter(|it| it.can_be_raised()).count(), 6);
    }
}

//! What the holder of an access key may do: a small stand-in for the policies of IAM.

use serde::{Deserialize, Serialize};

use crate::ids::PoolId;

/// What an access key may do. The default is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessPolicy {
    /// The operations that it may call.
    pub operations: Operations,
    /// The pools that it may call them on; none means all.
    pub pools: Option<Vec<PoolId>>,
}

/// Operations that an access key may call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operations {
    /// All of them.
    #[default]
    All,
    /// Those that change nothing and give nothing out that could be used: `Describe…`, `List…`, `Get…` and their twins for
    /// administrators, but not those that make tokens.
    ReadOnly,
    /// Those with these names. A name that ends with `*` stands for all that begin so.
    Only(Vec<String>),
}

/// The beginnings of operations that read. Those of AWS's own policy AmazonCognitoReadOnly (documented).
const READING: [&str; 5] = ["AdminGet", "AdminList", "Describe", "Get", "List"];

/// Operations that begin like reading and make tokens.
const MAKING_TOKENS: [&str; 3] = ["GetClientToken", "GetDerivedToken", "GetTokensFromRefreshToken"];

impl AccessPolicy {
    /// Whether `operation` may be called on `pool`. A key that is bound to pools may call nothing that names no pool, as in
    /// IAM, where such operations belong to the resource `*` (documented).
    pub fn allows(&self, operation: &str, pool: Option<&str>) -> bool {
        let on_pool = match &self.pools {
            None => true,
            Some(pools) => pool.is_some_and(|pool| pools.iter().any(|it| it.as_str() == pool)),
        };
        on_pool && self.operations.hold(operation)
    }
}

impl Operations {
    fn hold(&self, operation: &str) -> bool {
        match self {
            Self::All => true,
            Self::ReadOnly => {
                READING.iter().any(|start| operation.starts_with(start)) && !MAKING_TOKENS.contains(&operation)
            }
            Self::Only(names) => names.iter().any(|name| matches(name, operation)),
        }
    }
}

/// Whether a name of a policy stands for `operation`.
pub fn matches(name: &str, operation: &str) -> bool {
    match name.strip_suffix('*') {
        Some(start) => operation.starts_with(start),
        None => name == operation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_allows_everything() {
        let policy = AccessPolicy::default();
        assert!(policy.allows("DeleteUserPool", Some("p_1")) && policy.allows("CreateUserPool", None));
        let stored: AccessPolicy = serde_json::from_str("{}").unwrap();
        assert_eq!(stored, policy);
    }

    #[test]
    fn read_only_makes_no_tokens() {
        let policy = AccessPolicy {
            operations: Operations::ReadOnly,
            pools: None,
        };
        for read in [
            "AdminGetUser",
            "AdminListDevices",
            "DescribeUserPool",
            "GetCSVHeader",
            "ListUsers",
        ] {
            assert!(policy.allows(read, None), "{read}");
        }
        for other in [
            "AdminCreateUser",
            "GetClientToken",
            "GetDerivedToken",
            "TagResource",
            "AdminInitiateAuth",
        ] {
            assert!(!policy.allows(other, None), "{other}");
        }
    }

    #[test]
    fn names_may_end_with_a_star() {
        let policy = AccessPolicy {
            operations: Operations::Only(vec!["ListUsers".into(), "AdminCreate*".into()]),
            pools: None,
        };
        assert!(policy.allows("ListUsers", None) && policy.allows("AdminCreateUser", None));
        assert!(!policy.allows("ListUsersInGroup", None) && !policy.allows("AdminDeleteUser", None));
    }

    #[test]
    fn a_key_of_one_pool_does_nothing_elsewhere() {
        let policy = AccessPolicy {
            operations: Operations::All,
            pools: Some(vec![PoolId::new("eu-west-1_a")]),
        };
        assert!(policy.allows("ListUsers", Some("eu-west-1_a")));
        assert!(!policy.allows("ListUsers", Some("eu-west-1_b")));
        assert!(!policy.allows("ListUserPools", None));
    }
}

//! The policies of access keys: how operators write them, and what is said to whom they refuse.

use domain::{
    access_policy::{AccessPolicy, Operations, matches},
    ids::{PoolId, Region},
};
use wire::{Fault, Operation};

use crate::{cx::Settings, dispatch::Named, say};

/// What a caller wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// The service, as signatures and refusals name it.
    pub service: &'static str,
    /// What it is called in policies.
    pub name: &'static str,
}

impl Action {
    /// To open the key of a code for a function that sends messages itself: an operation of KMS.
    pub const DECRYPT: Self = Self {
        service: "kms",
        name: "Decrypt",
    };

    /// To call an operation. The service is that of credential scopes (resources.md §1.2, documented).
    pub fn operation(operation: Operation) -> Self {
        Self {
            service: "cognito-idp",
            name: operation.name(),
        }
    }
}

/// Operations as an operator writes them: `all`, `read-only`, or names after commas, each perhaps with a `*` at its end.
///
/// # Errors
/// The part that stands for no operation.
pub fn operations(text: &str) -> Result<Operations, String> {
    match text {
        "all" => return Ok(Operations::All),
        "read-only" => return Ok(Operations::ReadOnly),
        _ => {}
    }
    let names: Vec<String> = parts(text);
    let known = |name: &String| {
        let mut operations = Operation::ALL.iter();
        operations.any(|operation| matches(name, operation.name())) || matches(name, Action::DECRYPT.name)
    };
    match names.iter().find(|name| !known(name)) {
        Some(unknown) => Err(unknown.clone()),
        None if names.is_empty() => Err(text.to_owned()),
        None => Ok(Operations::Only(names)),
    }
}

/// Pool ids as an operator writes them, after commas.
///
/// # Errors
/// The part that is no pool id.
pub fn pools(text: &str) -> Result<Vec<PoolId>, String> {
    let ids = parts(text);
    let in_form = |id: &String| {
        id.split_once('_')
            .is_some_and(|(region, rest)| !region.is_empty() && !rest.is_empty())
    };
    match ids.iter().find(|id| !in_form(id)) {
        Some(wrong) => Err(wrong.clone()),
        None if ids.is_empty() => Err(text.to_owned()),
        None => Ok(ids.into_iter().map(PoolId::new).collect()),
    }
}

/// A policy as it is shown to operators.
pub fn shown(policy: &AccessPolicy) -> String {
    let operations = match &policy.operations {
        Operations::All => "all".to_owned(),
        Operations::ReadOnly => "read-only".to_owned(),
        Operations::Only(names) => names.join(","),
    };
    let pools = policy.pools.as_ref().map(|pools| {
        let ids: Vec<&str> = pools.iter().map(PoolId::as_str).collect();
        format!(" on {}", ids.join(","))
    });
    operations + &pools.unwrap_or_default()
}

fn parts(text: &str) -> Vec<String> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Whether a key may do what a request wants.
///
/// # Errors
/// AccessDeniedException.
pub(crate) fn judge(
    (key, policy): (&str, &AccessPolicy),
    action: Action,
    named: &Named<'_>,
    (settings, region): (&Settings, &Region),
) -> Result<(), Fault> {
    if *policy == AccessPolicy::default() {
        return Ok(());
    }
    let pool = named.pool();
    if policy.allows(action.name, pool.as_deref()) {
        return Ok(());
    }
    let account = &settings.account;
    let resource = pool.map_or_else(
        || "*".to_owned(),
        |pool| format!("arn:aws:cognito-idp:{region}:{account}:userpool/{pool}"),
    );
    let user = format!("arn:aws:iam::{account}:user/{key}");
    Err(say::protocol::access_denied(&user, action, &resource))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_all_reading_or_named() {
        assert_eq!(operations("all"), Ok(Operations::All));
        assert_eq!(operations("read-only"), Ok(Operations::ReadOnly));
        let named = Operations::Only(vec!["ListUsers".into(), "Admin*".into()]);
        assert_eq!(operations("ListUsers, Admin*,"), Ok(named.clone()));
        assert_eq!(operations("Decrypt"), Ok(Operations::Only(vec!["Decrypt".into()])));
        assert_eq!(operations("ListUsers,DropTables"), Err("DropTables".into()));
        assert_eq!(operations("listusers"), Err("listusers".into()));
        assert_eq!(operations(" "), Err(" ".into()));
        let policy = AccessPolicy {
            operations: named,
            pools: Some(pools("eu-west-1_a,eu-west-1_b").unwrap()),
        };
        assert_eq!(shown(&policy), "ListUsers,Admin* on eu-west-1_a,eu-west-1_b");
        assert_eq!(shown(&AccessPolicy::default()), "all");
        assert_eq!(pools("a_b,c"), Err("c".into()));
    }
}

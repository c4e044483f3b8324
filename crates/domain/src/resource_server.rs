//! Resource servers: the applications that machine and user tokens are shown to, and the scopes that they know
//! (resources.md §8).

use serde::{Deserialize, Serialize};

use crate::ids::PoolId;

/// A resource server of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceServer {
    /// The pool.
    pub pool: PoolId,
    /// `Identifier`: unique in the pool, never changed, often a URL.
    pub identifier: String,
    /// `Name`; not unique.
    pub name: String,
    /// Its scopes in the order given; `None` when none were.
    pub scopes: Option<Vec<Scope>>,
}

/// A scope of a resource server. Kept as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// `ScopeName`; holds no `/`.
    pub name: String,
    /// `ScopeDescription`.
    pub description: String,
}

impl ResourceServer {
    /// Its scopes as clients and tokens spell them: `<identifier>/<name>` (documented).
    pub fn full_scopes(&self) -> impl Iterator<Item = String> {
        let scopes = self.scopes.iter().flatten();
        scopes.map(|scope| format!("{}/{}", self.identifier, scope.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_spelled_with_its_server() {
        let scope = |name: &str| Scope {
            name: name.into(),
            description: name.into(),
        };
        let mut server = ResourceServer {
            pool: PoolId::new("us-east-1_a"),
            identifier: "https://api.example.com".into(),
            name: "api".into(),
            scopes: Some(vec![scope("read"), scope("write")]),
        };
        let full: Vec<_> = server.full_scopes().collect();
        assert_eq!(full, ["https://api.example.com/read", "https://api.example.com/write"]);
        server.scopes = None;
        assert_eq!(server.full_scopes().count(), 0);
    }
}

//! The schema of a pool: which attributes its users may have, and of what form (resources.md §§2.2–2.3).

pub mod permissions;
pub mod schema;
pub mod values;

use serde::{Deserialize, Serialize};

/// The attributes of a pool, standard ones first, in the order in which Describe shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schema(pub Vec<Attribute>);

/// One attribute of the schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The full name, with `custom:` or `dev:custom:` before custom ones.
    pub name: String,
    /// The form of its values.
    pub kind: AttributeKind,
    /// `DeveloperOnlyAttribute`.
    pub developer_only: bool,
    /// `Mutable`.
    pub mutable: bool,
    /// `Required`.
    pub required: bool,
}

/// The form of an attribute's values. Bounds are kept as the text that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeKind {
    /// Text, with the bounds on its length in characters; `None` when the pool shows no constraints member.
    String(Option<Bounds>),
    /// A whole number, with bounds on its value.
    Number(Option<Bounds>),
    /// `true` or `false`.
    Boolean,
    /// A point in time.
    DateTime,
}

/// A lower and an upper bound, each as the text that was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// `MinLength` or `MinValue`.
    pub min: Option<String>,
    /// `MaxLength` or `MaxValue`.
    pub max: Option<String>,
}

impl Default for Schema {
    /// The twenty standard attributes of a new pool (resources.md §2.2, observed).
    fn default() -> Self {
        let text = |min: &str, max: &str| {
            AttributeKind::String(Some(Bounds {
                min: Some(min.into()),
                max: Some(max.into()),
            }))
        };
        let at_least_zero = AttributeKind::Number(Some(Bounds {
            min: Some("0".into()),
            max: None,
        }));
        let standard = |name: &str, kind| Attribute {
            name: name.into(),
            kind,
            developer_only: false,
            mutable: true,
            required: false,
        };
        let sub = Attribute {
            mutable: false,
            required: true,
            ..standard("sub", text("1", "2048"))
        };
        let mut all = vec![sub];
        for name in [
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email",
        ] {
            all.push(standard(name, text("0", "2048")));
        }
        all.push(standard("email_verified", AttributeKind::Boolean));
        all.push(standard("gender", text("0", "2048")));
        all.push(standard("birthdate", text("10", "10")));
        for name in ["zoneinfo", "locale", "phone_number"] {
            all.push(standard(name, text("0", "2048")));
        }
        all.push(standard("phone_number_verified", AttributeKind::Boolean));
        all.push(standard("address", text("0", "2048")));
        all.push(standard("updated_at", at_least_zero));
        Self(all)
    }
}

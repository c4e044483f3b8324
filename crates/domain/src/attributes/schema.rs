//! Building a pool's schema: overriding standard attributes and adding custom ones (resources.md §2.3).

use super::{Attribute, AttributeKind, Bounds, Schema};

/// How many custom attributes a pool may have (resources.md §2.3, documented).
pub const MOST_CUSTOM: usize = 50;

/// The longest text that an attribute may be allowed to hold (resources.md §2.3, peer-believed).
const LONGEST_TEXT: u64 = 2048;

/// Standard attributes that an entry cannot override: an entry with such a name makes a custom attribute
/// (resources.md §2.3, observed for `phone_number_verified`).
const NEVER_OVERRIDDEN: [&str; 4] = ["sub", "email_verified", "phone_number_verified", "identities"];

/// The attribute that shows a user's identities at providers.
const IDENTITIES: &str = "identities";

/// The declared type of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataType {
    /// Text.
    String,
    /// A whole number.
    Number,
    /// A point in time.
    DateTime,
    /// `true` or `false`.
    Boolean,
}

/// One entry of `Schema` or `CustomAttributes`, as it was given.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// `Name`, without a prefix.
    pub name: Option<String>,
    /// `AttributeDataType`.
    pub data_type: Option<DataType>,
    /// `DeveloperOnlyAttribute`.
    pub developer_only: Option<bool>,
    /// `Mutable`.
    pub mutable: Option<bool>,
    /// `Required`.
    pub required: Option<bool>,
    /// `StringAttributeConstraints`.
    pub lengths: Option<Bounds>,
    /// `NumberAttributeConstraints`.
    pub values: Option<Bounds>,
}

/// Why a schema cannot be built. Names are full: with `custom:` or `dev:custom:` where they have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaProblem {
    /// An entry without a name.
    Nameless,
    /// A custom attribute without a type.
    Untyped,
    /// A custom attribute that is required.
    RequiredCustom,
    /// A standard attribute with another type, or developer-only.
    Retyped(String),
    /// One custom name twice in a request; the name has the prefix `custom:`.
    Duplicate(String),
    /// The pool has such an attribute already.
    Exists {
        /// The name asked for, with the prefix `custom:`.
        asked: String,
        /// The full name of the one that is there.
        existing: String,
    },
    /// More than [`MOST_CUSTOM`].
    TooMany,
    /// A length that is not a whole number from 0.
    BadLength(String),
    /// A value bound that is not a whole number from 0.
    BadValue(String),
    /// A length over 2048.
    TooLong(String),
    /// A custom attribute's greatest length is under its least.
    CrossedLengths(String),
    /// A custom attribute's greatest value is under its least.
    CrossedValues(String),
    /// As [`SchemaProblem::CrossedLengths`], of a standard attribute.
    CrossedStandardLengths(String),
    /// As [`SchemaProblem::CrossedValues`], of a standard attribute.
    CrossedStandardValues(String),
}

impl Schema {
    /// The schema of a new pool: the standard attributes, overridden and followed by `entries`.
    pub fn build(entries: &[Entry]) -> Result<Self, SchemaProblem> {
        let mut schema = Self::default();
        let mut made: Vec<&str> = Vec::new();
        for entry in entries {
            let name = entry.name.as_deref().ok_or(SchemaProblem::Nameless)?;
            match schema.standard_mut(name) {
                Some(standard) => override_standard(standard, entry)?,
                None => {
                    let attribute = custom(name, entry)?;
                    if made.contains(&name) {
                        return Err(SchemaProblem::Duplicate(format!("custom:{name}")));
                    }
                    made.push(name);
                    schema.0.push(attribute);
                }
            }
        }
        Ok(schema)
    }

    /// This schema with more custom attributes (AddCustomAttributes). Standard names get a prefix like any other.
    pub fn with(&self, entries: &[Entry]) -> Result<Self, SchemaProblem> {
        let mut schema = self.clone();
        for entry in entries {
            let name = entry.name.as_deref().ok_or(SchemaProblem::Nameless)?;
            let attribute = custom(name, entry)?;
            if let Some(existing) = schema.custom_named(name) {
                return Err(SchemaProblem::Exists {
                    asked: format!("custom:{name}"),
                    existing: existing.name.clone(),
                });
            }
            schema.0.push(attribute);
        }
        let customs = schema.0.iter().filter(|a| a.is_custom()).count();
        if customs > MOST_CUSTOM {
            return Err(SchemaProblem::TooMany);
        }
        Ok(schema)
    }

    /// This schema with the attribute `identities`, which pools show once they have had an identity provider
    /// (resources.md §2.2, observed). `None` when it is there.
    pub fn with_identities(&self) -> Option<Self> {
        if self.find(IDENTITIES).is_some() {
            return None;
        }
        let mut schema = self.clone();
        let standard = schema.0.iter().take_while(|attribute| !attribute.is_custom()).count();
        schema.0.insert(
            standard,
            Attribute {
                name: IDENTITIES.into(),
                kind: AttributeKind::String(Some(Bounds::default())),
                developer_only: false,
                mutable: true,
                required: false,
            },
        );
        Some(schema)
    }

    fn standard_mut(&mut self, name: &str) -> Option<&mut Attribute> {
        if NEVER_OVERRIDDEN.contains(&name) {
            return None;
        }
        self.0
            .iter_mut()
            .find(|attribute| attribute.name == name && !attribute.is_custom())
    }

    /// The custom attribute of this bare name, developer-only or not: both share one name space.
    fn custom_named(&self, bare: &str) -> Option<&Attribute> {
        self.0
            .iter()
            .find(|attribute| attribute.is_custom() && bare_name(&attribute.name) == bare)
    }
}

impl Attribute {
    /// The attribute is custom: its name has a prefix.
    pub fn is_custom(&self) -> bool {
        bare_name(&self.name) != self.name
    }
}

/// A name without `custom:` or `dev:custom:` before it.
fn bare_name(name: &str) -> &str {
    let name = name.strip_prefix("dev:").unwrap_or(name);
    name.strip_prefix("custom:").unwrap_or(name)
}

fn override_standard(standard: &mut Attribute, entry: &Entry) -> Result<(), SchemaProblem> {
    let retyped = entry.data_type.is_some_and(|wanted| wanted != type_of(&standard.kind));
    if retyped || entry.developer_only == Some(true) {
        return Err(SchemaProblem::Retyped(standard.name.clone()));
    }
    standard.mutable = entry.mutable.unwrap_or(standard.mutable);
    standard.required = entry.required.unwrap_or(standard.required);
    // Constraints count only where the type is repeated (resources.md §2.3, peer-believed).
    if entry.data_type.is_none() {
        return Ok(());
    }
    let name = standard.name.clone();
    match &mut standard.kind {
        AttributeKind::String(bounds) => {
            if let Some(given) = &entry.lengths {
                if order_of_lengths(&name, given)? == Order::Crossed {
                    return Err(SchemaProblem::CrossedStandardLengths(name));
                }
                *bounds = Some(given.clone());
            }
        }
        AttributeKind::Number(bounds) => {
            if let Some(given) = &entry.values {
                if order_of_values(&name, given)? == Order::Crossed {
                    return Err(SchemaProblem::CrossedStandardValues(name));
                }
                *bounds = Some(given.clone());
            }
        }
        AttributeKind::Boolean | AttributeKind::DateTime => {}
    }
    Ok(())
}

fn custom(bare: &str, entry: &Entry) -> Result<Attribute, SchemaProblem> {
    let data_type = entry.data_type.ok_or(SchemaProblem::Untyped)?;
    if entry.required == Some(true) {
        return Err(SchemaProblem::RequiredCustom);
    }
    let developer_only = entry.developer_only.unwrap_or(false);
    let prefix = if developer_only { "dev:custom:" } else { "custom:" };
    let name = format!("{prefix}{bare}");
    let kind = match data_type {
        DataType::String => {
            let bounds = entry.lengths.clone().unwrap_or_default();
            if order_of_lengths(&name, &bounds)? == Order::Crossed {
                return Err(SchemaProblem::CrossedLengths(name));
            }
            AttributeKind::String(Some(bounds))
        }
        DataType::Number => {
            if let Some(bounds) = &entry.values
                && order_of_values(&name, bounds)? == Order::Crossed
            {
                return Err(SchemaProblem::CrossedValues(name));
            }
            AttributeKind::Number(entry.values.clone())
        }
        DataType::Boolean => AttributeKind::Boolean,
        DataType::DateTime => AttributeKind::DateTime,
    };
    Ok(Attribute {
        name,
        kind,
        developer_only,
        mutable: entry.mutable.unwrap_or(true),
        required: false,
    })
}

const fn type_of(kind: &AttributeKind) -> DataType {
    match kind {
        AttributeKind::String(_) => DataType::String,
        AttributeKind::Number(_) => DataType::Number,
        AttributeKind::Boolean => DataType::Boolean,
        AttributeKind::DateTime => DataType::DateTime,
    }
}

/// How two bounds lie to each other.
#[derive(PartialEq, Eq)]
enum Order {
    /// The least is not over the most, or one of them is absent.
    Straight,
    /// The least is over the most.
    Crossed,
}

fn order_of_lengths(name: &str, bounds: &Bounds) -> Result<Order, SchemaProblem> {
    let (least, most) = whole_bounds(bounds).ok_or_else(|| SchemaProblem::BadLength(name.to_owned()))?;
    if least.max(most) > Some(LONGEST_TEXT) {
        return Err(SchemaProblem::TooLong(name.to_owned()));
    }
    Ok(order(least, most))
}

fn order_of_values(name: &str, bounds: &Bounds) -> Result<Order, SchemaProblem> {
    let (least, most) = whole_bounds(bounds).ok_or_else(|| SchemaProblem::BadValue(name.to_owned()))?;
    Ok(order(least, most))
}

fn order(least: Option<u64>, most: Option<u64>) -> Order {
    match (least, most) {
        (Some(least), Some(most)) if least > most => Order::Crossed,
        _ => Order::Straight,
    }
}

/// Both bounds as whole numbers from 0 in plain digits; `None` when one is something else.
fn whole_bounds(bounds: &Bounds) -> Option<(Option<u64>, Option<u64>)> {
    let whole = |text: &Option<String>| match text {
        None => Some(None),
        Some(text) if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok().map(Some),
        Some(_) => None,
    };
    Some((whole(&bounds.min)?, whole(&bounds.max)?))
}

#[cfg(test)]
mod tests;

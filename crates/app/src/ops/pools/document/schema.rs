//! Attributes: the schema, and the members that name a few of them.

use domain::{
    attributes::{
        AttributeKind, Bounds, Schema,
        schema::{DataType, Entry},
    },
    pool::AliasAttribute,
    ports::Channel,
};
use wire::shapes;

/// Without repetitions, in the order given (resources.md §1.3).
pub(super) fn distinct<T: PartialEq>(list: Vec<T>) -> Vec<T> {
    let mut kept = Vec::with_capacity(list.len());
    for item in list {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

/// Entries of `Schema` or `CustomAttributes`.
pub(crate) fn entries(given: Vec<shapes::SchemaAttributeType>) -> Vec<Entry> {
    given.into_iter().map(entry).collect()
}

fn entry(given: shapes::SchemaAttributeType) -> Entry {
    Entry {
        name: given.name,
        data_type: given.attribute_data_type.map(|data_type| match data_type {
            shapes::AttributeDataType::String => DataType::String,
            shapes::AttributeDataType::Number => DataType::Number,
            shapes::AttributeDataType::DateTime => DataType::DateTime,
            shapes::AttributeDataType::Boolean => DataType::Boolean,
        }),
        developer_only: given.developer_only_attribute,
        mutable: given.mutable,
        required: given.required,
        lengths: given.string_attribute_constraints.map(|bounds| Bounds {
            min: bounds.min_length,
            max: bounds.max_length,
        }),
        values: given.number_attribute_constraints.map(|bounds| Bounds {
            min: bounds.min_value,
            max: bounds.max_value,
        }),
    }
}

pub(super) fn attributes_to(schema: &Schema) -> Vec<shapes::SchemaAttributeType> {
    let shown = |attribute: &domain::attributes::Attribute| {
        let (data_type, lengths, values) = match &attribute.kind {
            AttributeKind::String(bounds) => (shapes::AttributeDataType::String, bounds.clone(), None),
            AttributeKind::Number(bounds) => (shapes::AttributeDataType::Number, None, bounds.clone()),
            AttributeKind::Boolean => (shapes::AttributeDataType::Boolean, None, None),
            AttributeKind::DateTime => (shapes::AttributeDataType::DateTime, None, None),
        };
        shapes::SchemaAttributeType {
            name: Some(attribute.name.clone()),
            attribute_data_type: Some(data_type),
            developer_only_attribute: Some(attribute.developer_only),
            mutable: Some(attribute.mutable),
            required: Some(attribute.required),
            string_attribute_constraints: lengths.map(|bounds| shapes::StringAttributeConstraintsType {
                min_length: bounds.min,
                max_length: bounds.max,
            }),
            number_attribute_constraints: values.map(|bounds| shapes::NumberAttributeConstraintsType {
                min_value: bounds.min,
                max_value: bounds.max,
            }),
        }
    };
    schema.0.iter().map(shown).collect()
}

/// `AutoVerifiedAttributes` and its like.
pub(super) fn channels(given: Vec<shapes::VerifiedAttributeType>) -> Vec<Channel> {
    let channel = |attribute| match attribute {
        shapes::VerifiedAttributeType::Email => Channel::Email,
        shapes::VerifiedAttributeType::PhoneNumber => Channel::Sms,
    };
    distinct(given.into_iter().map(channel).collect())
}

pub(super) fn verified_to(kept: &[Channel]) -> Vec<shapes::VerifiedAttributeType> {
    let attribute = |channel: &Channel| match channel {
        Channel::Email => shapes::VerifiedAttributeType::Email,
        Channel::Sms => shapes::VerifiedAttributeType::PhoneNumber,
    };
    kept.iter().map(attribute).collect()
}

/// `UsernameAttributes`.
pub(super) fn usernames(given: Vec<shapes::UsernameAttributeType>) -> Vec<Channel> {
    let channel = |attribute| match attribute {
        shapes::UsernameAttributeType::Email => Channel::Email,
        shapes::UsernameAttributeType::PhoneNumber => Channel::Sms,
    };
    distinct(given.into_iter().map(channel).collect())
}

pub(super) fn usernames_to(kept: &[Channel]) -> Vec<shapes::UsernameAttributeType> {
    let attribute = |channel: &Channel| match channel {
        Channel::Email => shapes::UsernameAttributeType::Email,
        Channel::Sms => shapes::UsernameAttributeType::PhoneNumber,
    };
    kept.iter().map(attribute).collect()
}

/// `AliasAttributes`.
pub(super) fn aliases(given: Vec<shapes::AliasAttributeType>) -> Vec<AliasAttribute> {
    let alias = |attribute| match attribute {
        shapes::AliasAttributeType::Email => AliasAttribute::Email,
        shapes::AliasAttributeType::PhoneNumber => AliasAttribute::PhoneNumber,
        shapes::AliasAttributeType::PreferredUsername => AliasAttribute::PreferredUsername,
    };
    distinct(given.into_iter().map(alias).collect())
}

pub(super) fn aliases_to(kept: &[AliasAttribute]) -> Vec<shapes::AliasAttributeType> {
    let attribute = |alias: &AliasAttribute| match alias {
        AliasAttribute::Email => shapes::AliasAttributeType::Email,
        AliasAttribute::PhoneNumber => shapes::AliasAttributeType::PhoneNumber,
        AliasAttribute::PreferredUsername => shapes::AliasAttributeType::PreferredUsername,
    };
    kept.iter().map(attribute).collect()
}

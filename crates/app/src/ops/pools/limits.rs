//! Provisioned limits between the wire and the domain.

use std::collections::BTreeMap;

use domain::rates::{Category, Rate};
use wire::{Fault, shapes};

use crate::{cx::Cx, say::rates as say};

/// The one attribute of a limit (documented).
const CATEGORY: &str = "Category";

/// The category that a definition names.
///
/// # Errors
/// InvalidParameterException, ResourceNotFoundException.
pub(super) fn category(definition: &shapes::LimitDefinitionType) -> Result<Category, Fault> {
    let name = definition.attributes.get(CATEGORY).ok_or_else(say::no_category)?;
    Category::parse(name).ok_or_else(|| say::unknown(name))
}

/// The rate that a category has here from the start: the operator's, or the service's own.
pub(super) fn default(cx: &Cx, category: Category) -> Rate {
    let set = cx.house.settings.rates.rate(category);
    set.unwrap_or_else(|| category.default_rate())
}

pub(super) fn describe(category: Category, provisioned: Rate, default: Rate) -> shapes::LimitType {
    shapes::LimitType {
        limit_definition: shapes::LimitDefinitionType {
            limit_class: shapes::LimitClass::ApiCategory,
            attributes: BTreeMap::from([(CATEGORY.to_owned(), category.name().to_owned())]),
        },
        provisioned_limit_value: provisioned,
        free_limit_value: default,
    }
}

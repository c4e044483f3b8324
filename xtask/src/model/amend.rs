//! Where the running service is known to differ from its model: `model/amendments.json`.

use serde::Deserialize;

use super::{Model, Ordered, pattern};

/// The differences. Every entry names its evidence, for the reader.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendments {
    shapes: Ordered<ShapeAmendment>,
    members: Ordered<MemberAmendment>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ShapeAmendment {
    #[serde(rename = "evidence")]
    _evidence: String,
    pattern: Option<String>,
    matches: Option<String>,
    /// Whether the service has no pattern where the model has one.
    #[serde(default)]
    any_text: bool,
    min: Option<i64>,
    #[serde(default)]
    more_values: Vec<String>,
    #[serde(default)]
    printed_values: Vec<String>,
    #[serde(default)]
    printed: bool,
    #[serde(default)]
    redacted: bool,
}

/// Keyed by `Structure.Member`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct MemberAmendment {
    #[serde(rename = "evidence")]
    _evidence: String,
    path: Option<String>,
    absent_means: Option<i64>,
}

impl Amendments {
    /// The model as the running service behaves.
    ///
    /// # Errors
    /// An amendment of something that the model does not have.
    pub fn apply(self, mut model: Model) -> Result<Model, String> {
        for (name, amendment) in self.shapes.0 {
            let shape = model
                .shapes
                .get_mut(&name)
                .ok_or_else(|| format!("amendments: no shape {name}"))?;
            amendment.apply(&name, shape)?;
        }
        for (address, amendment) in self.members.0 {
            let member = address
                .split_once('.')
                .and_then(|(shape, member)| model.shapes.get_mut(shape)?.members.as_mut()?.get_mut(member))
                .ok_or_else(|| format!("amendments: no member {address}"))?;
            member.path = amendment.path;
            member.absent_means = amendment.absent_means;
        }
        Ok(model)
    }
}

impl ShapeAmendment {
    fn apply(self, name: &str, shape: &mut super::Shape) -> Result<(), String> {
        if self.any_text {
            shape.pattern = None;
            shape.matches = None;
        }
        if let Some(printed) = self.pattern {
            shape.matches = Some(pattern::for_rust(&printed));
            shape.pattern = Some(printed);
        }
        if self.matches.is_some() {
            shape.matches = self.matches;
        }
        if self.min.is_some() {
            shape.min = self.min;
        }
        shape.values.extend(self.more_values);
        if !self.printed_values.is_empty() {
            let mut known = shape.values.clone();
            let mut printed = self.printed_values.clone();
            known.sort();
            printed.sort();
            if known != printed {
                return Err(format!("amendments: {name} prints other values than it has"));
            }
            shape.printed_values = self.printed_values;
        }
        shape.printed |= self.printed;
        shape.redacted |= self.redacted;
        Ok(())
    }
}

//! Holds a JSON document against a shape and lists *all* violations, in the words of the real service
//! (resources.md §1.6). Nothing is allocated for a document that has none.

mod mistyped;
mod path;
mod print;
mod rules;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use self::path::Path;
use crate::{
    Code, Fault,
    facts::{Absent, Kind, Length, Member, Shape},
};

/// How many violations an answer lists at most. Ours: a short list element can break a limit in a few bytes, and the
/// answer to a megabyte of them should not be thirty.
const MOST_VIOLATIONS: usize = 100;

/// What was found on a walk that met no wrong type.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    violations: Vec<String>,
    /// Whether a map holds `null`: such an entry counts as absent.
    pub(crate) null_entries: bool,
}

impl Findings {
    /// The fault that lists the violations, if there are any. Observed: resources.md §1.6.
    pub(crate) fn fault(&self) -> Option<Fault> {
        let head = match self.violations.len() {
            0 => return None,
            1 => "1 validation error detected: ".to_owned(),
            n => format!("{n} validation errors detected: "),
        };
        Some(Fault::new(
            Code::InvalidParameterException,
            head + &self.violations.join("; "),
        ))
    }
}

/// Holds `document` against the input shape `shape`.
///
/// # Errors
/// SerializationException for the first value that is of another type than the model's.
pub(crate) fn check(shape: &Shape, document: &Value) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    findings.walk(shape, document, &Path::Root)?;
    Ok(findings)
}

impl Findings {
    fn walk(&mut self, shape: &Shape, value: &Value, at: &Path<'_>) -> Result<(), Fault> {
        match (&shape.kind, value) {
            (Kind::Structure(members), Value::Object(object)) => self.members(members, object, at)?,
            (Kind::List { element, length }, Value::Array(elements)) => {
                self.sized(shape, value, at, (*length, elements.len()));
                self.elements(shape, element, value, (elements, at))?;
            }
            (Kind::Map { length, .. }, Value::Object(object)) => {
                self.sized(shape, value, at, (*length, object.len()));
                self.entries(shape, value, object, at)?;
            }
            (Kind::Text { .. } | Kind::Choice(_), Value::String(text)) => self.text(shape, text, at),
            (Kind::Integer(limits), Value::Number(number)) => {
                let number = mistyped::integer(number, i64::from(i32::MIN)..=i64::from(i32::MAX))?;
                self.number(shape, *limits, number, at);
            }
            (Kind::Long(limits), Value::Number(number)) => {
                let number = mistyped::integer(number, i64::MIN..=i64::MAX)?;
                self.number(shape, *limits, number, at);
            }
            (Kind::Boolean, Value::Bool(_)) | (Kind::Timestamp, Value::Number(_)) => {}
            (Kind::Blob(limits), Value::String(text)) => {
                let bytes = STANDARD
                    .decode(text)
                    .map_err(|_| Fault::bare(Code::SerializationException))?;
                self.sized(shape, value, at, (*limits, bytes.len()));
            }
            (Kind::Document, _) => {
                if holds_nul(value) {
                    self.add(shape, value, at, rules::NO_NUL);
                }
            }
            _ => return Err(mistyped::fault(&shape.kind, value)),
        }
        Ok(())
    }

    fn members(&mut self, members: &[Member], object: &Map<String, Value>, at: &Path<'_>) -> Result<(), Fault> {
        for member in members {
            let here = Path::Member(at, member.path);
            match (object.get(member.name).filter(|value| !value.is_null()), member.absent) {
                (Some(value), _) => self.walk(member.shape, value, &here)?,
                (None, Absent::Allowed) => {}
                (None, Absent::Refused) => self.add(member.shape, &Value::Null, &here, rules::NOT_NULL),
                (None, Absent::Means(number)) => self.walk(member.shape, &number.into(), &here)?,
            }
        }
        Ok(())
    }

    /// The elements of a list. Those that are plain values are judged by one entry for the whole list; structures have
    /// entries of their own. Observed: resources.md §1.6.
    fn elements(
        &mut self,
        list: &Shape,
        element: &Shape,
        whole: &Value,
        (elements, at): (&[Value], &Path<'_>),
    ) -> Result<(), Fault> {
        let mut scalars_hold = true;
        for (nth, value) in elements.iter().enumerate() {
            let here = Path::Element(at, nth + 1);
            match value {
                Value::Null => self.add(element, value, &here, rules::NOT_NULL),
                value if rules::is_plain(element) => scalars_hold &= self.plain(element, value, &here)?,
                value => self.walk(element, value, &here)?,
            }
        }
        if !scalars_hold {
            self.add(
                list,
                whole,
                at,
                &format!("Member must satisfy constraint: [{}]", rules::all(element)),
            );
        }
        Ok(())
    }

    /// The entries of a map: keys and plain values are judged by one entry each for the whole map. Guess: by
    /// analogy with lists (resources.md §1.6).
    fn entries(&mut self, map: &Shape, whole: &Value, object: &Map<String, Value>, at: &Path<'_>) -> Result<(), Fault> {
        let Kind::Map { key, value: of, .. } = &map.kind else {
            return Ok(());
        };
        let (mut keys_hold, mut values_hold) = (true, true);
        for (name, value) in object {
            let here = Path::Entry(at, name);
            keys_hold &= rules::holds(key, name);
            if name.contains('\0') {
                self.add(key, &Value::Null, &here, rules::NO_NUL);
            }
            match value {
                Value::Null => self.null_entries = true,
                value if rules::is_plain(of) => values_hold &= self.plain(of, value, &here)?,
                value => self.walk(of, value, &here)?,
            }
        }
        if !keys_hold {
            self.add(
                map,
                whole,
                at,
                &format!("Map keys must satisfy constraint: [{}]", rules::all(key)),
            );
        }
        if !values_hold {
            self.add(
                map,
                whole,
                at,
                &format!("Map value must satisfy constraint: [{}]", rules::all(of)),
            );
        }
        Ok(())
    }

    /// Whether a plain value in a list or a map holds; what is wrong with it is said once for all of them.
    fn plain(&mut self, shape: &Shape, value: &Value, at: &Path<'_>) -> Result<bool, Fault> {
        let Value::String(text) = value else {
            return Err(mistyped::fault(&shape.kind, value));
        };
        if text.contains('\0') {
            self.add(shape, value, at, rules::NO_NUL);
        }
        Ok(rules::holds(shape, text))
    }

    fn text(&mut self, shape: &Shape, text: &str, at: &Path<'_>) {
        let broken = rules::broken(shape, text);
        if broken.is_none() && !text.contains('\0') {
            return;
        }
        let value = Value::from(text);
        for constraint in broken.into_iter().flatten() {
            self.add(shape, &value, at, &constraint);
        }
        if text.contains('\0') {
            self.add(shape, &value, at, rules::NO_NUL);
        }
    }

    fn number(&mut self, shape: &Shape, limits: Length, number: i64, at: &Path<'_>) {
        if let Some(constraint) = rules::value(limits, number) {
            self.add(shape, &number.into(), at, &constraint);
        }
    }

    fn sized(&mut self, shape: &Shape, value: &Value, at: &Path<'_>, (length, size): (Length, usize)) {
        if let Some(constraint) = rules::length(length, size) {
            self.add(shape, value, at, &constraint);
        }
    }

    /// Observed: resources.md §1.6.
    fn add(&mut self, shape: &Shape, value: &Value, at: &Path<'_>, constraint: &str) {
        if self.violations.len() == MOST_VIOLATIONS {
            return;
        }
        let shown = print::offender(shape, value);
        self.violations
            .push(format!("{shown} at '{at}' failed to satisfy constraint: {constraint}"));
    }
}

/// Whether a free document holds U+0000, in a key or in a text.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(elements) => elements.iter().any(holds_nul),
        Value::Object(object) => object
            .iter()
            .any(|(name, value)| name.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Takes the `null` entries out of maps. Members that are `null` read as absent anyway; documents stay as they are.
pub(crate) fn drop_null_entries(shape: &Shape, value: &mut Value) {
    match (&shape.kind, value) {
        (Kind::Structure(members), Value::Object(object)) => {
            for member in *members {
                if let Some(value) = object.get_mut(member.name) {
                    drop_null_entries(member.shape, value);
                }
            }
        }
        (Kind::Map { value: of, .. }, Value::Object(object)) => {
            object.retain(|_, value| !value.is_null());
            object.values_mut().for_each(|value| drop_null_entries(of, value));
        }
        (Kind::List { element, .. }, Value::Array(elements)) => {
            elements.iter_mut().for_each(|value| drop_null_entries(element, value));
        }
        _ => {}
    }
}

#[cfg(test)]
mod model_tests;
#[cfg(test)]
mod tests;

//! The constraints on one value, and their texts (resources.md §1.6).

use crate::facts::{Kind, Length, Place, Shape};

/// Of a value that must be there. Reported: resources.md §1.6.
pub(super) const NOT_NULL: &str = "Member must not be null";

/// Of a text with U+0000. Ours: PostgreSQL cannot keep that character, and no value of this API needs it.
pub(super) const NO_NUL: &str = "Member must not contain the character U+0000";

/// Whether values of this shape are judged by one entry for the list or map that holds them.
pub(super) fn is_plain(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Text { .. } | Kind::Choice(_))
}

/// Whether `text` meets every constraint of `shape`.
pub(super) fn holds(shape: &Shape, text: &str) -> bool {
    match &shape.kind {
        Kind::Text { length, pattern } => {
            pattern.as_ref().is_none_or(|pattern| pattern.accepts(text)) && within(*length, text)
        }
        Kind::Choice(values) => values.contains(&text),
        _ => true,
    }
}

/// The texts of the constraints that `text` breaks, pattern before length; `None` when it breaks none.
pub(super) fn broken(shape: &Shape, text: &str) -> Option<Vec<String>> {
    if holds(shape, text) {
        return None;
    }
    Some(match &shape.kind {
        Kind::Text {
            length: limits,
            pattern,
        } => {
            let pattern = pattern
                .as_ref()
                .filter(|pattern| !pattern.accepts(text))
                .map(|p| pattern_text(p.printed));
            pattern
                .into_iter()
                .chain(length(*limits, text.chars().count()))
                .collect()
        }
        Kind::Choice(values) => vec![choice(values)],
        _ => Vec::new(),
    })
}

/// The texts of all constraints of a plain shape, in the order in which the service lists them for elements.
pub(super) fn all(shape: &Shape) -> String {
    match &shape.kind {
        Kind::Text { length, pattern } => {
            let max = length.max.map(|max| length_text(Place::Above(max)));
            let min = length.min.map(|min| length_text(Place::Below(min)));
            let pattern = pattern.as_ref().map(|pattern| pattern_text(pattern.printed));
            [max, min, pattern].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Kind::Choice(values) => choice(values),
        _ => String::new(),
    }
}

/// The text of the limit that a length breaks.
pub(super) fn length(limits: Length, length: usize) -> Option<String> {
    match limits.place(i64::try_from(length).unwrap_or(i64::MAX)) {
        Place::Within => None,
        place => Some(length_text(place)),
    }
}

/// The text of the limit that a number breaks. Observed: resources.md §1.6.
pub(super) fn value(limits: Length, number: i64) -> Option<String> {
    match limits.place(number) {
        Place::Below(min) => Some(format!("Member must have value greater than or equal to {min}")),
        Place::Within => None,
        Place::Above(max) => Some(format!("Member must have value less than or equal to {max}")),
    }
}

fn within(limits: Length, text: &str) -> bool {
    length(limits, text.chars().count()).is_none()
}

/// Observed for the greatest length, reported for the least: resources.md §1.6.
fn length_text(place: Place) -> String {
    match place {
        Place::Below(min) => format!("Member must have length greater than or equal to {min}"),
        Place::Within => String::new(),
        Place::Above(max) => format!("Member must have length less than or equal to {max}"),
    }
}

/// Observed: resources.md §1.6.
fn pattern_text(printed: &str) -> String {
    format!("Member must satisfy regular expression pattern: {printed}")
}

/// Observed: resources.md §1.6.
fn choice(values: &[&str]) -> String {
    format!("Member must satisfy enum value set: [{}]", values.join(", "))
}

//! `enums/`: sets of named values.

use super::{Reached, gathered, names};
use crate::model::Model;

pub fn render(model: &Model, reached: &Reached) -> Vec<(String, String)> {
    let head = "//! Sets of named values.\n\nuse crate::named::string_enum;\n\n";
    let (mut first, mut second) = (head.to_owned(), head.to_owned());
    for (name, shape) in model
        .shapes
        .iter()
        .filter(|(n, s)| !s.values.is_empty() && reached.any(n))
    {
        let values: String = shape
            .values
            .iter()
            .map(|value| format!("    {} = \"{value}\",\n", names::variant(value)))
            .collect();
        let half = if name < "M" { &mut first } else { &mut second };
        half.push_str(&format!("string_enum! {{\n    {name}\n{values}}}\n\n"));
    }
    vec![
        ("enums/a_to_l.rs".to_owned(), first),
        ("enums/m_to_z.rs".to_owned(), second),
        (
            "enums/mod.rs".to_owned(),
            gathered("Sets of named values.", ["a_to_l", "m_to_z"].into_iter()),
        ),
    ]
}

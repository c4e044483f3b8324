//! `facts/`: what every shape asks of a value.

use std::collections::BTreeMap;

use super::{Reached, gathered, names, rooms};
use crate::model::{Kind, Model, Shape};

pub fn render(model: &Model, reached: &Reached) -> Result<Vec<(String, String)>, String> {
    let structures = rooms::of_structures(model)?;
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for (name, shape) in model.shapes.iter().filter(|(name, _)| reached.any(name)) {
        let file = structures.get(name).copied().unwrap_or(match shape.kind {
            Kind::String if shape.values.is_empty() && name < "M" => "text_a_to_l",
            Kind::String if shape.values.is_empty() => "text_m_to_z",
            Kind::String => "choices",
            Kind::List | Kind::Map => "collections",
            _ => "scalars",
        });
        let fact = fact(name, shape)?;
        files.entry(file).or_default().push_str(&fact);
    }
    let modules: Vec<&str> = files.keys().copied().collect();
    let mut out: Vec<(String, String)> = files
        .iter()
        .map(|(file, text)| {
            (
                format!("facts/{file}.rs"),
                format!("//! Limits: {}.\n\n{}{text}", file.replace('_', " "), head(text)),
            )
        })
        .collect();
    out.push((
        "facts/mod.rs".to_owned(),
        gathered("What every shape asks of a value.", modules.into_iter()),
    ));
    Ok(out)
}

fn head(text: &str) -> String {
    let words = ["Kind", "Length", "Member", "Pattern", "Secrecy", "Shape"];
    let has = |word: &&str| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|w| w == *word);
    let used: Vec<&str> = words.into_iter().filter(has).collect();
    let refers = ["::optional(", "::required(", "::counted(", "element:", "key:"];
    let others = if refers.iter().any(|word| text.contains(word)) {
        "use super::*;\n"
    } else {
        ""
    };
    format!("{others}use crate::facts::{{{}}};\n\n", used.join(", "))
}

fn fact(name: &str, shape: &Shape) -> Result<String, String> {
    let secrecy = match (shape.sensitive, shape.printed, shape.redacted) {
        (true, false, _) => "Withheld",
        (true, true, _) | (false, _, true) => "NotLogged",
        (false, _, false) => "Open",
    };
    let of = |part: &Option<String>| -> Result<String, String> {
        Ok(format!(
            "&{}",
            names::shout(part.as_deref().ok_or_else(|| format!("{name} lacks its element"))?)
        ))
    };
    let length = length(shape);
    let kind = match shape.kind {
        Kind::String if shape.values.is_empty() => {
            let pattern = match (&shape.pattern, &shape.matches) {
                (Some(printed), Some(matches)) => format!("Some(Pattern::new({}, {}))", raw(printed), raw(matches)),
                _ => "None".to_owned(),
            };
            format!("Kind::Text {{ length: {length}, pattern: {pattern} }}")
        }
        Kind::String => {
            let values = if shape.printed_values.is_empty() {
                &shape.values
            } else {
                &shape.printed_values
            };
            let values: Vec<String> = values.iter().map(|v| format!("\"{v}\"")).collect();
            format!("Kind::Choice(&[{}])", values.join(", "))
        }
        Kind::Integer => format!("Kind::Integer({length})"),
        Kind::Long => format!("Kind::Long({length})"),
        Kind::Boolean => "Kind::Boolean".to_owned(),
        Kind::Timestamp => "Kind::Timestamp".to_owned(),
        Kind::Blob => format!("Kind::Blob({length})"),
        Kind::Document => "Kind::Document".to_owned(),
        Kind::List => format!("Kind::List {{ element: {}, length: {length} }}", of(&shape.member)?),
        Kind::Map => {
            format!(
                "Kind::Map {{ key: {}, value: {}, length: {length} }}",
                of(&shape.key)?,
                of(&shape.value)?
            )
        }
        Kind::Structure => format!("Kind::Structure(&[{}])", members(shape)),
    };
    Ok(format!(
        "pub static {}: Shape = Shape::new(\"{name}\", Secrecy::{secrecy}, {kind});\n\n",
        names::shout(name)
    ))
}

fn members(shape: &Shape) -> String {
    let mut out = String::new();
    for (name, member) in shape.members.iter().flat_map(|m| m.iter()) {
        let path = member.path.clone().unwrap_or_else(|| names::path(name));
        let shape = names::shout(&member.shape);
        let line = match (member.required, member.absent_means) {
            (_, Some(number)) => format!("Member::counted(\"{name}\", \"{path}\", &{shape}, {number}),\n"),
            (true, None) => format!("Member::required(\"{name}\", \"{path}\", &{shape}),\n"),
            (false, None) => format!("Member::optional(\"{name}\", \"{path}\", &{shape}),\n"),
        };
        out.push_str(&line);
    }
    out
}

fn length(shape: &Shape) -> String {
    match (shape.min, shape.max) {
        (None, None) => "Length::ANY".to_owned(),
        (Some(min), None) => format!("Length::from({min})"),
        (None, Some(max)) => format!("Length::to({max})"),
        (Some(min), Some(max)) => format!("Length::between({min}, {max})"),
    }
}

fn raw(text: &str) -> String {
    if text.contains('"') {
        format!("r#\"{text}\"#")
    } else {
        format!("r\"{text}\"")
    }
}

//! `shapes/`: the structures as Rust types.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reached, gathered, names, rooms, rust_type, walk};
use crate::model::{Model, Shape};

pub fn render(model: &Model, reached: &Reached) -> Result<Vec<(String, String)>, String> {
    let homes = rooms::of_structures(model)?;
    let mut rooms: BTreeMap<&'static str, String> = BTreeMap::new();
    for (name, room) in &homes {
        let text = structure(model, reached, name)?;
        rooms.entry(room).or_default().push_str(&text);
    }
    let mut files: Vec<(String, String)> = rooms
        .iter()
        .map(|(room, text)| {
            let subject = room.replace('_', " ");
            let uses = uses(model, &homes, room, text);
            (
                format!("shapes/{room}.rs"),
                format!("//! Structures of the API: {subject}.\n\n{uses}{text}"),
            )
        })
        .collect();
    files.push((
        "shapes/mod.rs".to_owned(),
        gathered("The structures.", rooms.keys().copied()),
    ));
    Ok(files)
}

/// The imports that `text` needs in the file of `room`.
fn uses(model: &Model, homes: &BTreeMap<String, &str>, room: &str, text: &str) -> String {
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let of = |names: &[&'static str]| -> Vec<&'static str> {
        names.iter().copied().filter(|name| words.contains(name)).collect()
    };
    let mut uses = String::new();
    if words.contains("BTreeMap") {
        uses.push_str("use std::collections::BTreeMap;\n\n");
    }
    uses.push_str(&format!(
        "use serde::{{{}}};\n",
        of(&["Deserialize", "Serialize"]).join(", ")
    ));
    if words.contains("Value") {
        uses.push_str("use serde_json::Value;\n");
    }
    uses.push('\n');
    if words
        .iter()
        .any(|word| model.shapes.get(word).is_some_and(|shape| !shape.values.is_empty()))
    {
        uses.push_str("use super::super::enums::*;\n");
    }
    if words
        .iter()
        .any(|word| homes.get(*word).is_some_and(|home| *home != room))
    {
        uses.push_str("use super::*;\n");
    }
    let own = of(&["Blob", "Timestamp"]);
    if !own.is_empty() {
        uses.push_str(&format!("use crate::{{{}}};\n", own.join(", ")));
    }
    if words.contains("discreet") {
        uses.push_str("use crate::named::discreet;\n");
    }
    uses.push('\n');
    uses
}

fn structure(model: &Model, reached: &Reached, name: &str) -> Result<String, String> {
    let shape = model.shape(name)?;
    let mut derives = BTreeSet::from(["Clone", "PartialEq"]);
    let secret = holds_a_secret(model, name)?;
    if !secret {
        derives.insert("Debug");
    }
    if reached.inputs.contains(name) {
        derives.insert("Deserialize");
    }
    if reached.outputs.contains(name) {
        derives.insert("Serialize");
    }
    if members(shape).all(|(_, required, _)| !required) {
        derives.insert("Default");
    }
    let mut fields = String::new();
    let mut sorted: Vec<_> = members(shape).collect();
    // The real service sends members in alphabetical order (resources.md §1.3).
    sorted.sort_unstable();
    for (member, required, of) in sorted {
        let field = names::field(member);
        let plain = rust_type(model, of)?;
        let mut serde = Vec::new();
        if names::pascal_of_field(&field) != member {
            serde.push(format!("rename = \"{member}\""));
        }
        if !required && reached.outputs.contains(name) {
            serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
        }
        if !serde.is_empty() {
            fields.push_str(&format!("    #[serde({})]\n", serde.join(", ")));
        }
        let kind = if required { plain } else { format!("Option<{plain}>") };
        fields.push_str(&format!("    pub {field}: {kind},\n"));
    }
    let debug = if secret {
        format!("discreet!({name});\n\n")
    } else {
        String::new()
    };
    let derives = derives.into_iter().collect::<Vec<_>>().join(", ");
    Ok(format!(
        "#[derive({derives})]\n#[serde(rename_all = \"PascalCase\")]\npub struct {name} {{\n{fields}}}\n\n{debug}"
    ))
}

/// Whether printing a value of this shape would show something that must not be seen.
fn holds_a_secret(model: &Model, name: &str) -> Result<bool, String> {
    let mut parts = BTreeSet::new();
    walk(model, name, &mut parts)?;
    let secret = |part: &String| {
        model
            .shapes
            .get(part)
            .is_some_and(|shape| shape.sensitive || shape.redacted)
    };
    Ok(parts.iter().any(secret))
}

fn members(shape: &Shape) -> impl Iterator<Item = (&str, bool, &str)> {
    shape
        .members
        .iter()
        .flat_map(|m| m.iter())
        .map(|(name, m)| (name, m.required, m.shape.as_str()))
}

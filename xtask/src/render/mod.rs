//! Writes the code that follows from the model.

mod code;
mod enums;
mod facts;
pub mod names;
mod operation;
pub mod rooms;
mod shapes;

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
};

use crate::model::{Kind, Model};

/// The greatest number of lines of a generated file.
const MOST_LINES: usize = 600;

const HEADER: &str = "// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.\n\n";

/// All generated files: path below `generated/`, and text.
///
/// # Errors
/// What the model lacks, or a file that has grown too long.
pub fn files(model: &Model) -> Result<Vec<(String, String)>, String> {
    let reached = Reached::of(model)?;
    let mut files = vec![
        ("operation.rs".to_owned(), operation::operations(model)?),
        ("call.rs".to_owned(), operation::calls(model)),
        ("code.rs".to_owned(), code::render(model)),
    ];
    files.extend(enums::render(model, &reached));
    files.extend(shapes::render(model, &reached)?);
    files.extend(facts::render(model, &reached)?);
    files.push(("mod.rs".to_owned(), modules(&files)));
    files
        .into_iter()
        .map(|(name, text)| {
            let text = formatted(&format!("{HEADER}{text}"))?;
            match text.lines().count() {
                n if n > MOST_LINES => Err(format!("generated/{name} has {n} lines; split it in render/rooms.rs")),
                _ => Ok((name, text)),
            }
        })
        .collect()
}

/// The `mod.rs` over `files`, of which those in a folder have a `mod.rs` of their own.
fn modules(files: &[(String, String)]) -> String {
    let names: BTreeSet<&str> = files
        .iter()
        .map(|(name, _)| name.split('/').next().unwrap_or(name).trim_end_matches(".rs"))
        .collect();
    let lines: Vec<String> = names.iter().map(|name| format!("pub mod {name};\n")).collect();
    format!("//! What follows from the API model.\n\n{}", lines.concat())
}

/// A `mod.rs` that offers everything in `modules` as its own.
fn gathered<'a>(doc: &str, modules: impl Iterator<Item = &'a str> + Clone) -> String {
    let declared: String = modules.clone().map(|m| format!("mod {m};\n")).collect();
    let offered: String = modules.map(|m| format!("pub use {m}::*;\n")).collect();
    format!("//! {doc}\n\n{declared}\n{offered}")
}

/// The shapes that inputs and outputs reach.
struct Reached {
    inputs: BTreeSet<String>,
    outputs: BTreeSet<String>,
}

impl Reached {
    fn of(model: &Model) -> Result<Self, String> {
        let mut reached = Self {
            inputs: BTreeSet::new(),
            outputs: BTreeSet::new(),
        };
        for (_, operation) in model.operations.iter() {
            walk(model, &operation.input, &mut reached.inputs)?;
            if let Some(output) = &operation.output {
                walk(model, output, &mut reached.outputs)?;
            }
        }
        Ok(reached)
    }

    fn any(&self, name: &str) -> bool {
        self.inputs.contains(name) || self.outputs.contains(name)
    }
}

/// Adds `name` and all that it holds to `seen`.
fn walk(model: &Model, name: &str, seen: &mut BTreeSet<String>) -> Result<(), String> {
    if !seen.insert(name.to_owned()) {
        return Ok(());
    }
    let shape = model.shape(name)?;
    for part in [&shape.member, &shape.key, &shape.value].into_iter().flatten() {
        walk(model, part, seen)?;
    }
    for (_, member) in shape.members.iter().flat_map(|m| m.iter()) {
        walk(model, &member.shape, seen)?;
    }
    Ok(())
}

/// The Rust type of a value of this shape.
fn rust_type(model: &Model, name: &str) -> Result<String, String> {
    let shape = model.shape(name)?;
    let part = |part: &Option<String>| -> Result<String, String> {
        rust_type(
            model,
            part.as_deref().ok_or_else(|| format!("{name} lacks its element"))?,
        )
    };
    Ok(match shape.kind {
        Kind::String if shape.values.is_empty() => "String".to_owned(),
        Kind::String | Kind::Structure => name.to_owned(),
        Kind::Integer => "i32".to_owned(),
        Kind::Long => "i64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Timestamp => "Timestamp".to_owned(),
        Kind::Blob => "Blob".to_owned(),
        Kind::Document => "Value".to_owned(),
        Kind::List => format!("Vec<{}>", part(&shape.member)?),
        Kind::Map => format!("BTreeMap<{}, {}>", part(&shape.key)?, part(&shape.value)?),
    })
}

/// `text` as rustfmt leaves it, with the project's settings.
fn formatted(text: &str) -> Result<String, String> {
    let failed = |e: std::io::Error| format!("rustfmt: {e}");
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(crate::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut stdin = child.stdin.take().ok_or("rustfmt takes no input")?;
    let input = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().map_err(failed)?;
    writer.join().map_err(|_| "rustfmt: writer")?.map_err(failed)?;
    if !output.status.success() {
        return Err("rustfmt refused generated code".to_owned());
    }
    String::from_utf8(output.stdout).map_err(|e| e.to_string())
}

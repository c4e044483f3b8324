//! Chores around the API model: reducing AWS's file to the facts, and writing the code that follows from them.

pub mod coverage;
pub mod messages;
pub mod model;
pub mod render;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::model::{Amendments, Model};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Reduces `file` (AWS's `service-2.json`, or a file that was reduced before) to `model/cognito-idp.json`.
///
/// # Errors
/// What could not be read, understood or written.
pub fn import(file: &Path) -> Result<(), String> {
    let model = model::import::reduce(&read(file)?)?;
    let mut text = serde_json::to_string_pretty(&model).map_err(|e| e.to_string())?;
    text.push('\n');
    write(&root().join("model/cognito-idp.json"), &text)
}

/// Writes `crates/wire/src/generated/` anew.
///
/// # Errors
/// What could not be read, understood or written.
pub fn render() -> Result<(), String> {
    let home = generated();
    let files = rendered()?;
    if home.exists() {
        fs::remove_dir_all(&home).map_err(|e| format!("{}: {e}", home.display()))?;
    }
    for (name, text) in files {
        write(&home.join(name), &text)?;
    }
    Ok(())
}

/// Where the generated code lives.
#[must_use]
pub fn generated() -> PathBuf {
    root().join("crates/wire/src/generated")
}

/// The generated files as they should be: path below [`generated`], and text as rustfmt leaves it.
///
/// # Errors
/// What could not be read or understood.
pub fn rendered() -> Result<Vec<(String, String)>, String> {
    render::files(&amended_model()?)
}

/// The model with the amendments applied.
///
/// # Errors
/// What could not be read or understood.
pub fn amended_model() -> Result<Model, String> {
    let model: Model = parse(&root().join("model/cognito-idp.json"))?;
    let amendments: Amendments = parse(&root().join("model/amendments.json"))?;
    amendments.apply(model)
}

fn parse<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, String> {
    serde_json::from_str(&read(file)?).map_err(|e| format!("{}: {e}", file.display()))
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(|e| format!("{}: {e}", parent.display()))?;
    }
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
}

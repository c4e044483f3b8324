//! `operation.rs` and `call.rs`: the operations, and their inputs and outputs.

use super::names::shout;
use crate::model::{Model, Operation};

pub fn operations(model: &Model) -> Result<String, String> {
    let line = |(name, operation): (&str, &Operation)| -> Result<String, String> {
        let auth = match operation.auth.as_str() {
            "none" => "None",
            "sigv4" => "SigV4",
            other => return Err(format!("{name} has an unknown authtype, {other}")),
        };
        let output = operation
            .output
            .as_deref()
            .map_or(String::new(), |output| format!(" -> {}", shout(output)));
        Ok(format!("    {name}: {auth}, {}{output};\n", shout(&operation.input)))
    };
    let lines: Vec<String> = model.operations.iter().map(line).collect::<Result<_, _>>()?;
    Ok(format!(
        "//! The operations: who may call them, what comes in, what goes out.

use super::facts;
use crate::operation::operations;

operations! {{
    \"{}\";
{}}}
",
        model.service.target_prefix,
        lines.concat()
    ))
}

pub fn calls(model: &Model) -> String {
    let lines: Vec<String> = model
        .operations
        .iter()
        .map(|(name, operation)| {
            let output = operation.output.as_deref().unwrap_or("NoOutput");
            format!("    {name}({}) -> {output};\n", operation.input)
        })
        .collect();
    format!(
        "//! A type for each operation, by which generic code knows its input and output.

use super::{{operation::Operation, shapes::*}};
use crate::{{
    NoOutput,
    operation::{{Call, calls}},
}};

calls! {{
{}}}
",
        lines.concat()
    )
}

//! From AWS's `service-2.json` to the facts: names, shapes, limits. Prose, examples and endpoints fall away.

use serde::Deserialize;
use serde_json::Value;

use super::{Exception, Kind, Member, Model, Operation, Ordered, Service, Shape, pattern};

/// Reduces the text of a `service-2.json`; a file that was reduced before passes through.
///
/// # Errors
/// What could not be understood.
pub fn reduce(text: &str) -> Result<Model, String> {
    let outline: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let mut model = if outline.get("metadata").is_some() {
        serde_json::from_str::<Service2>(text)
            .map_err(|e| e.to_string())?
            .reduce()
    } else {
        serde_json::from_str(text).map_err(|e| e.to_string())?
    };
    for (name, shape) in &mut model.shapes.0 {
        // The one free-form shape: a structure without members in the file, any JSON on the wire.
        if name == "Document" {
            shape.kind = Kind::Document;
            shape.members = None;
        }
        shape.matches = shape.pattern.as_deref().map(pattern::for_rust);
    }
    Ok(model)
}

#[derive(Deserialize)]
struct Service2 {
    metadata: Metadata,
    operations: Ordered<Operation2>,
    shapes: Ordered<Shape2>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    api_version: String,
    target_prefix: String,
    json_version: String,
    endpoint_prefix: String,
    signature_version: String,
}

#[derive(Deserialize)]
struct Operation2 {
    authtype: Option<String>,
    input: Reference,
    output: Option<Reference>,
    #[serde(default)]
    errors: Vec<Reference>,
}

#[derive(Deserialize)]
struct Reference {
    shape: String,
}

#[derive(Deserialize)]
struct Shape2 {
    #[serde(rename = "type")]
    kind: Kind,
    min: Option<i64>,
    max: Option<i64>,
    pattern: Option<String>,
    #[serde(default, rename = "enum")]
    values: Vec<String>,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    exception: bool,
    #[serde(default)]
    fault: bool,
    error: Option<HttpError>,
    #[serde(default)]
    required: Vec<String>,
    member: Option<Reference>,
    key: Option<Reference>,
    value: Option<Reference>,
    members: Option<Ordered<Reference>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HttpError {
    http_status_code: u16,
}

impl Service2 {
    fn reduce(self) -> Model {
        Model {
            service: Service {
                api_version: self.metadata.api_version,
                target_prefix: self.metadata.target_prefix,
                json_version: self.metadata.json_version,
                endpoint_prefix: self.metadata.endpoint_prefix,
                signature_version: self.metadata.signature_version,
            },
            operations: Ordered(self.operations.0.into_iter().map(|(n, o)| (n, o.reduce())).collect()),
            shapes: Ordered(self.shapes.0.into_iter().map(|(n, s)| (n, s.reduce())).collect()),
        }
    }
}

impl Operation2 {
    fn reduce(self) -> Operation {
        Operation {
            auth: self
                .authtype
                .map_or_else(|| "sigv4".to_owned(), |a| a.replace("v4", "sigv4")),
            input: self.input.shape,
            output: self.output.map(|o| o.shape),
            errors: self.errors.into_iter().map(|e| e.shape).collect(),
        }
    }
}

impl Shape2 {
    fn reduce(self) -> Shape {
        let required = self.required;
        let member = |(name, to): (String, Reference)| {
            let required = required.contains(&name);
            (
                name,
                Member {
                    shape: to.shape,
                    required,
                    path: None,
                    absent_means: None,
                },
            )
        };
        let status = if self.fault { 500 } else { 400 };
        Shape {
            kind: self.kind,
            min: self.min,
            max: self.max,
            pattern: self.pattern,
            matches: None,
            values: self.values,
            printed_values: Vec::new(),
            sensitive: self.sensitive,
            printed: false,
            redacted: false,
            member: self.member.map(|r| r.shape),
            key: self.key.map(|r| r.shape),
            value: self.value.map(|r| r.shape),
            members: self.members.map(|m| Ordered(m.0.into_iter().map(member).collect())),
            exception: self.exception.then(|| Exception {
                status: self.error.map_or(status, |e| e.http_status_code),
                fault: self.fault,
            }),
        }
    }
}

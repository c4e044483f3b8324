//! The facts of the API model, as `model/cognito-idp.json` holds them.

mod amend;
pub mod import;
mod ordered;
pub mod pattern;

pub use amend::Amendments;
pub use ordered::Ordered;
use serde::{Deserialize, Serialize};

/// The whole model.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Model {
    /// What the service as a whole is called.
    pub service: Service,
    /// The operations by name.
    pub operations: Ordered<Operation>,
    /// The shapes by name.
    pub shapes: Ordered<Shape>,
}

impl Model {
    /// The shape of this name.
    ///
    /// # Errors
    /// The name, when the model has no such shape.
    pub fn shape(&self, name: &str) -> Result<&Shape, String> {
        self.shapes
            .get(name)
            .ok_or_else(|| format!("the model has no shape {name}"))
    }
}

/// What the service as a whole is called.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// The version of the API.
    pub api_version: String,
    /// What stands before the dot in `X-Amz-Target`.
    pub target_prefix: String,
    /// The version of AWS JSON.
    pub json_version: String,
    /// The service's name in host names and credential scopes.
    pub endpoint_prefix: String,
    /// How requests are signed.
    pub signature_version: String,
}

/// One operation.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Operation {
    /// `sigv4` or `none`.
    pub auth: String,
    /// The shape of its input.
    pub input: String,
    /// The shape of its output, when it has one.
    pub output: Option<String>,
    /// The exceptions that it declares.
    pub errors: Vec<String>,
}

/// One shape: a type and its limits.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Shape {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// A smallest length or value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// A greatest length or value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// The pattern as the service prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The pattern as the `regex` crate takes it, anchored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<String>,
    /// The values of an enum.
    #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The values of an enum in the order in which the running service prints them (amendments only).
    #[serde(default, skip)]
    pub printed_values: Vec<String>,
    /// Whether values stay out of logs and messages.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Whether messages print values although they are sensitive (amendments only).
    #[serde(default, skip)]
    pub printed: bool,
    /// Whether values stay out of logs although the model does not call them sensitive (amendments only).
    #[serde(default, skip)]
    pub redacted: bool,
    /// The elements of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The keys of a map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The values of a map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The members of a structure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Ordered<Member>>,
    /// Set for exceptions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<Exception>,
}

/// What a shape is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text, with or without an enum.
    String,
    /// 32 bits.
    Integer,
    /// 64 bits.
    Long,
    /// True or false.
    Boolean,
    /// A point in time.
    Timestamp,
    /// Bytes, base64 on the wire.
    Blob,
    /// Free JSON.
    Document,
    /// An array.
    List,
    /// An object with free keys.
    Map,
    /// An object with known keys.
    Structure,
}

/// A member of a structure.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Member {
    /// The shape of its value.
    pub shape: String,
    /// Whether it must be there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// How messages call it, where that is not its name with a lower first letter (amendments only).
    #[serde(default, skip)]
    pub path: Option<String>,
    /// The number that an absent member is judged as (amendments only).
    #[serde(default, skip)]
    pub absent_means: Option<i64>,
}

/// What an exception answers.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Exception {
    /// The HTTP status.
    pub status: u16,
    /// Whether it is the service's own fault.
    pub fault: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

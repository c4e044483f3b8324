//! `code.rs`: the exceptions of the model and those of the protocol.

use crate::model::Model;

/// Exceptions that no model declares: they come from the front end (resources.md §1.4, §1.5).
const OF_THE_PROTOCOL: [(&str, u16); 11] = [
    ("AccessDeniedException", 400),
    ("ExpiredTokenException", 400),
    ("IncompleteSignatureException", 400),
    ("InvalidSignatureException", 400),
    ("MissingAuthenticationTokenException", 400),
    ("RequestEntityTooLargeException", 413),
    ("SerializationException", 400),
    ("ServiceUnavailable", 503),
    ("ThrottlingException", 400),
    ("UnknownOperationException", 400),
    ("UnrecognizedClientException", 400),
];

pub fn render(model: &Model) -> String {
    let mut codes: Vec<(&str, u16)> = model
        .shapes
        .iter()
        .filter_map(|(name, shape)| shape.exception.as_ref().map(|e| (name, e.status)))
        .chain(OF_THE_PROTOCOL)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let variants: String = codes.iter().map(|(name, _)| format!("{},\n", name)).collect();
    let all: String = codes.iter().map(|(name, _)| format!("Self::{},\n", name)).collect();
    let names: String = codes
        .iter()
        .map(|(name, _)| format!("Self::{} => \"{name}\",\n", name))
        .collect();
    let statuses: String = codes
        .iter()
        .filter(|(_, status)| *status != 400)
        .map(|(name, status)| format!("Self::{} => {status},\n", name))
        .collect();
    let count = codes.len();
    format!(
        "//! What can be answered instead of an output.

/// The name of a failure on the wire: `__type` and `x-amzn-ErrorType`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Code {{
{variants}}}

impl Code {{
    /// All of them.
    pub const ALL: [Self; {count}] = [
{all}];

    /// The name as the wire has it.
    #[must_use]
    pub fn name(self) -> &'static str {{
        match self {{
{names}}}
    }}

    /// The HTTP status: 400 for every client fault (resources.md §1.4, observed).
    #[must_use]
    pub fn status(self) -> u16 {{
        match self {{
{statuses}_ => 400,
        }}
    }}
}}
"
    )
}

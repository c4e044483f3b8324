//! From a request body to an operation's input.

use serde_json::{Map, Value};

use crate::{Call, Code, Fault};

/// Reads the body of a request for `C`. An empty body is an empty object; unknown members are ignored.
///
/// # Errors
/// SerializationException for what is not the JSON that the model asks for.
pub fn read<C: Call>(body: &[u8]) -> Result<C::Input, Fault> {
    let document = if body.is_empty() {
        Value::Object(Map::new())
    } else {
        serde_json::from_slice(body).map_err(|_| Fault::bare(Code::SerializationException))?
    };
    serde_json::from_value(document).map_err(|_| Fault::bare(Code::SerializationException))
}

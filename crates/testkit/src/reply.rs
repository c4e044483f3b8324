//! What the server answered.

use axum::http::HeaderMap;
use serde_json::Value;

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body as JSON; `null` when it is empty or no JSON.
    pub body: Value,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The body of a success.
    ///
    /// # Panics
    ///
    /// The answer is no 200.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body
    }

    /// The name and the sentence of a fault: `("UserNotFoundException", "User does not exist.")`. The sentence is empty
    /// when there is none.
    ///
    /// # Panics
    ///
    /// The answer is a success.
    #[track_caller]
    pub fn fault(&self) -> (&str, &str) {
        assert_ne!(self.status, 200, "{}", self.body);
        let text = |member: &str| self.body[member].as_str().unwrap_or_default();
        (text("__type"), text("message"))
    }

    /// A header field as text; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

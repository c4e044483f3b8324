//! What goes into and comes out of a statement.

use super::Broken;

/// A parameter or a column. Times are microseconds in `Int`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A 64-bit integer.
    Int(i64),
    /// Text without NUL.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// One row of an answer, by column position from 0.
#[derive(Clone, Debug)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The text in a column that is never null.
    pub fn text(&self, column: usize) -> Result<String, Broken> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text.clone()),
            _ => Err(unexpected(column, "text")),
        }
    }
}

fn unexpected(column: usize, kind: &str) -> Broken {
    Broken {
        doing: "reading a row".into(),
        cause: format!("column {column} is not {kind}"),
    }
}

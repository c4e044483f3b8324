//! What goes into and comes out of a statement.

use domain::moment::Moment;

use super::Broken;

/// A parameter or a column. Times are microseconds in `Int`.
///
/// The type has no `Debug`, because a parameter may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A 64-bit integer.
    Int(i64),
    /// Text without NUL: a statement with a NUL in its text is refused, on both engines.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Int(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        Self::Int(moment.micros())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer, by column position from 0.
///
/// Reading a column as something that it is not is a defect of the statement and comes back as [`Broken`].
#[derive(Clone)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The text in a column that is never null.
    pub fn text(&self, column: usize) -> Result<String, Broken> {
        self.opt_text(column)?.ok_or_else(|| unexpected(column, "text"))
    }

    /// The integer in a column that is never null.
    pub fn int(&self, column: usize) -> Result<i64, Broken> {
        self.opt_int(column)?.ok_or_else(|| unexpected(column, "an integer"))
    }

    /// The truth value in a column that is never null.
    pub fn bool(&self, column: usize) -> Result<bool, Broken> {
        match self.0.get(column) {
            Some(Value::Bool(truth)) => Ok(*truth),
            // SQLite has no truth values of its own.
            Some(Value::Int(0)) => Ok(false),
            Some(Value::Int(1)) => Ok(true),
            _ => Err(unexpected(column, "a truth value")),
        }
    }

    /// The bytes in a column that is never null.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>, Broken> {
        self.opt_bytes(column)?.ok_or_else(|| unexpected(column, "bytes"))
    }

    /// The moment in a column that is never null: microseconds since the epoch.
    pub fn moment(&self, column: usize) -> Result<Moment, Broken> {
        self.int(column).map(Moment::from_micros)
    }

    /// The text in a column, `None` for null.
    pub fn opt_text(&self, column: usize) -> Result<Option<String>, Broken> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(Value::Null) => Ok(None),
            _ => Err(unexpected(column, "text")),
        }
    }

    /// The integer in a column, `None` for null.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, Broken> {
        match self.0.get(column) {
            Some(Value::Int(number)) => Ok(Some(*number)),
            Some(Value::Null) => Ok(None),
            _ => Err(unexpected(column, "an integer")),
        }
    }

    /// The bytes in a column, `None` for null.
    pub fn opt_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Broken> {
        match self.0.get(column) {
            Some(Value::Bytes(bytes)) => Ok(Some(bytes.clone())),
            Some(Value::Null) => Ok(None),
            _ => Err(unexpected(column, "bytes")),
        }
    }

    /// The moment in a column, `None` for null.
    pub fn opt_moment(&self, column: usize) -> Result<Option<Moment>, Broken> {
        Ok(self.opt_int(column)?.map(Moment::from_micros))
    }
}

fn unexpected(column: usize, kind: &str) -> Broken {
    Broken::new("reading a row", format!("column {column} is not {kind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_read_as_what_it_is() {
        let row = Row(vec![
            Value::Null,
            Value::Int(1),
            Value::Text("a".into()),
            Value::Bytes(vec![7]),
            Value::Bool(false),
        ]);
        assert_eq!(row.opt_text(0).unwrap(), None);
        assert_eq!(row.opt_int(0).unwrap(), None);
        assert_eq!(row.opt_bytes(0).unwrap(), None);
        assert_eq!(row.int(1).unwrap(), 1);
        assert!(row.bool(1).unwrap());
        assert_eq!(row.text(2).unwrap(), "a");
        assert_eq!(row.bytes(3).unwrap(), [7]);
        assert!(!row.bool(4).unwrap());
        assert_eq!(
            row.text(0).unwrap_err().to_string(),
            "reading a row: column 0 is not text"
        );
        assert_eq!(
            row.int(9).unwrap_err().to_string(),
            "reading a row: column 9 is not an integer"
        );
    }
}

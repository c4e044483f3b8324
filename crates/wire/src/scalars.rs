//! Values that JSON has no type for (resources.md §1.9).

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A point in time: a JSON number, seconds since 1970 with milliseconds.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Timestamp {
    millis: i64,
}

impl Timestamp {
    /// From microseconds since 1970; what is finer than a millisecond is cut.
    #[must_use]
    pub fn from_micros(micros: i64) -> Self {
        Self {
            millis: micros.div_euclid(1000),
        }
    }
}

impl Serialize for Timestamp {
    /// As a double, which holds milliseconds exactly enough to print them back for some 285,000 years.
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any date that we meet fit 53 bits"
    )]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(self.millis as f64 / 1000.0)
    }
}

/// Bytes: base64 on the wire.
#[derive(Clone, Eq, PartialEq)]
pub struct Blob(pub Vec<u8>);

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        STANDARD
            .decode(text)
            .map(Self)
            .map_err(|_| D::Error::custom("not base64"))
    }
}

/// The output of an operation that has none: a body of zero length.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct NoOutput;

impl Serialize for NoOutput {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit()
    }
}

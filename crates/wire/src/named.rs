//! Enums whose variants have a name on the wire.

/// Declares an enum of the API with its names.
macro_rules! string_enum {
    ($name:ident $($variant:ident = $value:literal,)+) => {
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name {$($variant,)+}

        impl $name {
            /// All values, in the order of the model.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as the wire has it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {$(Self::$variant => $value,)+}
            }

            /// The value that the wire calls `text`.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text {$($value => Some(Self::$variant),)+ _ => None}
            }
        }

        $crate::named::on_the_wire!($name);
    };
}
pub(crate) use string_enum;

/// Serialises an enum by its name.
macro_rules! on_the_wire {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str($crate::named::Name(Self::parse))
            }
        }
    };
}
pub(crate) use on_the_wire;

/// Reads a name with the function that knows the names.
pub(crate) struct Name<T>(pub(crate) fn(&str) -> Option<T>);

impl<T> serde::de::Visitor<'_> for Name<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a name from the enum")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("not a name from the enum"))
    }
}

/// A `Debug` that shows the name of a structure and none of its members, for those that hold secrets.
macro_rules! discreet {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), " { .. }"))
            }
        }
    };
}
pub(crate) use discreet;

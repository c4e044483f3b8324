//! The identifiers of the API, each its own type, so that a client id never stands where a pool id belongs.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps text that is known to be such an id (from the store, or validated against the model).
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text of the id, as on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

id!(
    /// A region name, such as `us-east-1`.
    Region
);
id!(
    /// A user pool: `<region>_<9 letters or digits>` (resources.md §1.10, observed).
    PoolId
);
id!(
    /// An app client: 26 lower-case letters and digits, unique over all pools (resources.md §1.10, observed).
    ClientId
);
id!(
    /// A user's subject: a lower-case UUID that never changes.
    Sub
);
id!(
    /// A remembered device: `<region>_<uuid>` (auth.md §15.2).
    DeviceKey
);

impl Sub {
    /// A new subject: `random`, which is a UUID of version 4, but for its first 32 bits. 90 random bits are left.
    pub fn beginning(bunch: [u8; 4], random: Uuid) -> Self {
        let mut bytes = *random.as_bytes();
        for (byte, first) in bytes.iter_mut().zip(bunch) {
            *byte = first;
        }
        Self(Uuid::from_bytes(bytes).to_string())
    }
}

impl PoolId {
    /// The region that the pool was made in: what stands before the first `_`.
    pub fn region(&self) -> Region {
        Region::new(self.0.split('_').next().unwrap_or_default())
    }

    /// The scope of SRP proofs: what stands after the first `_` (auth.md §8.3).
    pub fn scope(&self) -> &str {
        self.0.split_once('_').map_or("", |(_, scope)| scope)
    }
}

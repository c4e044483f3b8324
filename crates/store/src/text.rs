//! The forms in which things are kept: settings as JSON, names and search keys as bounded text.

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Serialize, de::DeserializeOwned};

use crate::db::Broken;

/// Bytes of a search key that are kept. Filters are at most 256 characters (resources.md §5), so a filter never sees the cut;
/// PostgreSQL refuses index rows over 2,704 bytes.
const KEY_BYTES: usize = 1024;

/// Bytes of a name that are kept as they are; of a longer one the hash stands in.
const NAME_BYTES: usize = 512;

/// The JSON text of settings.
#[expect(
    clippy::expect_used,
    reason = "settings are plain structs and maps with text keys: there is nothing to fail"
)]
pub(crate) fn json<T: Serialize>(settings: &T) -> String {
    serde_json::to_string(settings).expect("settings have a JSON form")
}

/// Reads what [`json`] wrote. `what` names the thing for the operator.
pub(crate) fn parse<T: DeserializeOwned>(what: &str, json: &str) -> Result<T, Broken> {
    serde_json::from_str(json).map_err(|error| damaged(what, &error.to_string()))
}

/// What is remembered cannot be read: the database was changed by other hands, or by a newer version.
pub(crate) fn damaged(what: &str, cause: &str) -> Broken {
    Broken {
        doing: format!("reading {what}"),
        cause: cause.to_owned(),
    }
}

/// A sealed column does not open.
pub(crate) fn unopened(what: &str) -> Broken {
    damaged(
        what,
        "it does not open: it was sealed under another master key, or moved or changed by other hands",
    )
}

/// The search key of a value that is searched without regard to case.
pub(crate) fn folded_key(value: &str) -> String {
    key(&value.to_lowercase())
}

/// The search key of a value that is searched exactly. Without NUL, which PostgreSQL cannot keep in text.
pub(crate) fn key(value: &str) -> String {
    let mut key = value.replace('\0', "");
    key.truncate(key.floor_char_boundary(KEY_BYTES));
    key
}

/// The form in which a name is kept and looked up: itself, or its hash when it is too long for an index or holds a NUL.
/// The mark before the hash occurs in no name.
pub(crate) fn name(value: &str) -> String {
    if value.len() <= NAME_BYTES && !value.contains('\0') {
        value.to_owned()
    } else {
        format!("\u{1}{}", hash(value))
    }
}

/// SHA-256 in lower-case hex.
pub(crate) fn hash(text: &str) -> String {
    hash_of(text.as_bytes())
}

/// SHA-256 in lower-case hex.
pub(crate) fn hash_of(bytes: &[u8]) -> String {
    digest(&SHA256, bytes)
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Binds a sealed text to its row: the parts of the key, told apart by their lengths.
pub(crate) fn aad(parts: &[&str]) -> Vec<u8> {
    let mut aad = Vec::new();
    for part in parts {
        aad.extend_from_slice(&(part.len() as u64).to_be_bytes());
        aad.extend_from_slice(part.as_bytes());
    }
    aad
}

//! Pages of long lists: what a page holds and where the next one starts.

use serde::{Deserialize, Serialize};

use crate::{db::Broken, text::damaged};

/// One page of a list.
#[derive(Clone)]
pub struct Page<T> {
    /// Its items, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Position>,
}

/// A place in a list: after the item with this key. Callers seal it into the token that they hand out, together with the
/// other parameters of the list; a position fits only the list that it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    key: Key,
    id: String,
}

/// What a list is ordered by, before the id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Key {
    /// A time in microseconds.
    Time(i64),
    /// A search key.
    Text(String),
    /// A search key, and a time in microseconds.
    TextAndTime(String, i64),
}

impl Position {
    pub(crate) fn at_time(micros: i64, id: &str) -> Self {
        Self {
            key: Key::Time(micros),
            id: id.to_owned(),
        }
    }

    pub(crate) fn at_text(key: String, id: &str) -> Self {
        Self {
            key: Key::Text(key),
            id: id.to_owned(),
        }
    }

    pub(crate) fn at_text_and_time(key: String, micros: i64, id: &str) -> Self {
        Self {
            key: Key::TextAndTime(key, micros),
            id: id.to_owned(),
        }
    }

    /// The time and the id of a list that is ordered by time.
    pub(crate) fn time(&self) -> Result<(i64, &str), Broken> {
        match &self.key {
            Key::Time(micros) => Ok((*micros, &self.id)),
            _ => Err(foreign()),
        }
    }

    /// The key, the time and the id of a list that is ordered by a search key and then by time.
    pub(crate) fn text_and_time(&self) -> Result<(&str, i64, &str), Broken> {
        match &self.key {
            Key::TextAndTime(key, micros) => Ok((key, *micros, &self.id)),
            _ => Err(foreign()),
        }
    }

    /// The key and the id of a list that is ordered by a search key.
    pub(crate) fn text(&self) -> Result<(&str, &str), Broken> {
        match &self.key {
            Key::Text(key) => Ok((key, &self.id)),
            _ => Err(foreign()),
        }
    }
}

fn foreign() -> Broken {
    damaged("a list", "the position comes from another list")
}

/// Makes a page of at most `limit` items out of one more than that.
pub(crate) fn page<T>(mut items: Vec<T>, limit: u32, position: impl Fn(&T) -> Position) -> Page<T> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(position);
    Page { items, next }
}

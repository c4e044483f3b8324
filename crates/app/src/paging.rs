//! The tokens by which a list goes on (resources.md §1.11): sealed, bound to their list, good for an hour.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::moment::{Moment, Span};
use serde::{Deserialize, Serialize};
use store::Position;

use crate::{cx::Cx, operation::Failed, say};

/// How long a token is good for. Documented for ListUsers; that the others are alike is GUESS.
const LIFETIME: Span = Span::hours(1);

const SEAL: &str = "page";

#[derive(Serialize, Deserialize)]
struct Token {
    after: Position,
    made: Moment,
}

/// The token for the page after `next`. `list` names the list with every parameter that has to stay the same, the
/// limit aside.
pub fn hand_out(cx: &Cx, list: &str, next: Option<Position>) -> Option<String> {
    let token = Token {
        after: next?,
        made: cx.now,
    };
    // Two numbers and a short text always become JSON.
    let plain = serde_json::to_vec(&token).ok()?;
    let sealed = cx.house.store.sealer().seal(SEAL, list.as_bytes(), &plain);
    Some(URL_SAFE_NO_PAD.encode(sealed))
}

/// Where a token says to go on, or the start when there is none.
///
/// # Errors
/// InvalidParameterException for a token that is not ours, of another list, or too old.
pub fn take_back(cx: &Cx, list: &str, token: Option<&str>) -> Result<Option<Position>, Failed> {
    token
        .map(|token| open(cx, list, token).ok_or_else(|| say::paging::bad_token().into()))
        .transpose()
}

fn open(cx: &Cx, list: &str, token: &str) -> Option<Position> {
    let sealed = URL_SAFE_NO_PAD.decode(token).ok()?;
    let plain = cx.house.store.sealer().open(SEAL, list.as_bytes(), &sealed)?;
    let token: Token = serde_json::from_slice(&plain).ok()?;
    (cx.now <= token.made + LIFETIME).then_some(token.after)
}

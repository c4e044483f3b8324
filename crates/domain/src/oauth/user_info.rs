//! What userInfo tells of a user (oauth.md §10).

use super::scope;
use crate::{attributes::permissions::may_read, client::ClientSettings, user::User};

/// Names and values, all of them text (documented): `sub` first, `username` last, and between them the attributes that hold
/// something, that the client may read and that the token's scopes show.
pub fn claims(user: &User, client: &ClientSettings, scopes: &str) -> Vec<(String, String)> {
    let mut claims = vec![("sub".to_owned(), user.sub.as_str().to_owned())];
    let shown = |name: &str, value: &str| {
        !value.is_empty() && name != "sub" && may_read(client, name) && scope::shows(scopes, name)
    };
    for (name, value) in &user.attributes {
        if shown(name, value) {
            claims.push((name.clone(), value.clone()));
        }
    }
    claims.push(("username".to_owned(), user.username.clone()));
    claims
}

//! GlobalSignOut: a user signs out everywhere.

use wire::{call, shapes};

use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Revokes all tokens of the user, of all clients (auth.md §13.6).
pub struct GlobalSignOut;

impl Operation for GlobalSignOut {
    type Call = call::GlobalSignOut;

    async fn run(cx: &Cx, input: shapes::GlobalSignOutRequest) -> Result<shapes::GlobalSignOutResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        super::sign_out_everywhere(cx, &me.user).await?;
        Ok(shapes::GlobalSignOutResponse {})
    }
}

//! DeleteUser: a user removes itself.

use wire::{NoOutput, call, shapes::DeleteUserRequest};

use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Removes the holder of an access token.
pub struct DeleteUser;

impl Operation for DeleteUser {
    type Call = call::DeleteUser;

    async fn run(cx: &Cx, input: DeleteUserRequest) -> Result<NoOutput, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        super::remove(cx, &me.pool.id, &me.user.sub).await?;
        Ok(NoOutput)
    }
}

//! DeleteUserAttributes: a user removes attributes of its own.

use domain::attributes::values::Author;
use wire::{
    call,
    shapes::{DeleteUserAttributesRequest, DeleteUserAttributesResponse},
};

use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Removes what the client of an access token may write.
pub struct DeleteUserAttributes;

impl Operation for DeleteUserAttributes {
    type Call = call::DeleteUserAttributes;

    async fn run(cx: &Cx, input: DeleteUserAttributesRequest) -> Result<DeleteUserAttributesResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let author = Author::Client(&me.client.settings);
        super::remove(cx, &me.pool, author, me.user, &input.user_attribute_names).await?;
        Ok(DeleteUserAttributesResponse::default())
    }
}

//! AdminDeleteUserAttributes: an administrator removes a user's attributes.

use domain::attributes::values::Author;
use wire::{
    call,
    shapes::{AdminDeleteUserAttributesRequest, AdminDeleteUserAttributesResponse},
};

use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Removes attributes; those that the user does not have are passed over.
pub struct AdminDeleteUserAttributes;

impl Operation for AdminDeleteUserAttributes {
    type Call = call::AdminDeleteUserAttributes;

    async fn run(
        cx: &Cx,
        input: AdminDeleteUserAttributesRequest,
    ) -> Result<AdminDeleteUserAttributesResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        super::remove(cx, &pool, Author::Administrator, user, &input.user_attribute_names).await?;
        Ok(AdminDeleteUserAttributesResponse::default())
    }
}

//! AdminUpdateUserAttributes: an administrator changes a user's attributes.

use domain::attributes::values::Author;
use wire::{
    call,
    shapes::{AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse},
};

use crate::{
    cx::Cx,
    flow::{deliver_code::Voice, find, resolve_user},
    operation::{Failed, Operation},
};

/// Changes attributes; a `…_verified` flag of true in the same call vouches for a new address.
pub struct AdminUpdateUserAttributes;

impl Operation for AdminUpdateUserAttributes {
    type Call = call::AdminUpdateUserAttributes;

    async fn run(
        cx: &Cx,
        input: AdminUpdateUserAttributesRequest,
    ) -> Result<AdminUpdateUserAttributesResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let voice = Voice::administrator(&input.client_metadata);
        super::update(cx, &pool, (Author::Administrator, voice), user, input.user_attributes).await?;
        Ok(AdminUpdateUserAttributesResponse::default())
    }
}

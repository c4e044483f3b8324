//! UpdateUserAttributes: a user changes its own attributes.

use domain::attributes::values::Author;
use wire::{
    call,
    shapes::{UpdateUserAttributesRequest, UpdateUserAttributesResponse},
};

use crate::{
    access,
    cx::Cx,
    flow::deliver_code::Voice,
    operation::{Failed, Operation},
};

/// Changes what the client of an access token may write. New addresses that the pool verifies get a code.
pub struct UpdateUserAttributes;

impl Operation for UpdateUserAttributes {
    type Call = call::UpdateUserAttributes;

    async fn run(cx: &Cx, input: UpdateUserAttributesRequest) -> Result<UpdateUserAttributesResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let author = Author::Client(&me.client.settings);
        let voice = Voice::client(&me.client, &input.client_metadata);
        let sent = super::update(cx, &me.pool, (author, voice), me.user, input.user_attributes).await?;
        Ok(UpdateUserAttributesResponse {
            code_delivery_details_list: Some(sent),
        })
    }
}

//! GetUser: a user sees itself.

use wire::{
    call,
    shapes::{GetUserRequest, GetUserResponse},
};

use crate::{
    access,
    cx::Cx,
    flow::user_document,
    operation::{Failed, Operation},
};

/// Shows the holder of an access token what its client may read of it.
pub struct GetUser;

impl Operation for GetUser {
    type Call = call::GetUser;

    async fn run(cx: &Cx, input: GetUserRequest) -> Result<GetUserResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        Ok(GetUserResponse {
            mfa_options: user_document::mfa_options(&me.user),
            preferred_mfa_setting: user_document::preferred_mfa(&me.user),
            user_attributes: user_document::readable_attributes(&me.user, &me.client),
            user_mfa_setting_list: user_document::mfa_methods(&me.user),
            username: me.user.username,
        })
    }
}

//! AdminGetUser: everything that an administrator sees of a user.

use wire::{
    Timestamp, call,
    shapes::{AdminGetUserRequest, AdminGetUserResponse},
};

use crate::{
    cx::Cx,
    flow::{find, resolve_user, user_document},
    operation::{Failed, Operation},
};

/// Shows a user with all its attributes.
pub struct AdminGetUser;

impl Operation for AdminGetUser {
    type Call = call::AdminGetUser;

    async fn run(cx: &Cx, input: AdminGetUserRequest) -> Result<AdminGetUserResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        Ok(AdminGetUserResponse {
            enabled: Some(user.enabled),
            mfa_options: user_document::mfa_options(&user),
            preferred_mfa_setting: user_document::preferred_mfa(&user),
            user_attributes: Some(user_document::attributes(&user)),
            user_create_date: Some(Timestamp::from_micros(user.created.micros())),
            user_last_modified_date: Some(Timestamp::from_micros(user.modified.micros())),
            user_mfa_setting_list: user_document::mfa_methods(&user),
            user_status: Some(user_document::status(user.status)),
            username: user.username,
        })
    }
}

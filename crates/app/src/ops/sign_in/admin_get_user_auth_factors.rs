//! AdminGetUserAuthFactors: an administrator sees how a user can sign in.

use wire::{call, shapes};

use crate::{
    cx::Cx,
    flow::{auth_factors, find, resolve_user, user_document},
    operation::{Failed, Operation},
};

/// Shows the factors that a user can use (auth.md §16.7).
pub struct AdminGetUserAuthFactors;

impl Operation for AdminGetUserAuthFactors {
    type Call = call::AdminGetUserAuthFactors;

    async fn run(
        cx: &Cx,
        input: shapes::AdminGetUserAuthFactorsRequest,
    ) -> Result<shapes::AdminGetUserAuthFactorsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        Ok(shapes::AdminGetUserAuthFactorsResponse {
            configured_user_auth_factors: Some(auth_factors::of(cx, &pool, &user).await?),
            preferred_mfa_setting: user_document::preferred_mfa(&user),
            user_mfa_setting_list: user_document::mfa_methods(&user),
            username: user.username,
        })
    }
}

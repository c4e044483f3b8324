//! GetUserAuthFactors: a user sees how it can sign in.

use wire::{call, shapes};

use crate::{
    access,
    cx::Cx,
    flow::{auth_factors, user_document},
    operation::{Failed, Operation},
};

/// Shows the holder of an access token the factors that it can use (auth.md §16.7).
pub struct GetUserAuthFactors;

impl Operation for GetUserAuthFactors {
    type Call = call::GetUserAuthFactors;

    async fn run(
        cx: &Cx,
        input: shapes::GetUserAuthFactorsRequest,
    ) -> Result<shapes::GetUserAuthFactorsResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        Ok(shapes::GetUserAuthFactorsResponse {
            configured_user_auth_factors: Some(auth_factors::of(cx, &me.pool, &me.user).await?),
            preferred_mfa_setting: user_document::preferred_mfa(&me.user),
            user_mfa_setting_list: user_document::mfa_methods(&me.user),
            username: me.user.username,
        })
    }
}

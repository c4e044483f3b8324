//! GetUserPoolMfaConfig.

use wire::{call, shapes};

use super::configuration;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Which second factors a pool offers and asks for (resources.md §2.7).
pub struct GetUserPoolMfaConfig;

impl Operation for GetUserPoolMfaConfig {
    type Call = call::GetUserPoolMfaConfig;

    async fn run(
        cx: &Cx,
        input: shapes::GetUserPoolMfaConfigRequest,
    ) -> Result<shapes::GetUserPoolMfaConfigResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let shown = configuration(&pool);
        Ok(shapes::GetUserPoolMfaConfigResponse {
            mfa_configuration: Some(shown.requirement),
            sms_mfa_configuration: shown.sms,
            software_token_mfa_configuration: shown.totp,
            email_mfa_configuration: shown.email,
            web_authn_configuration: shown.passkeys,
        })
    }
}

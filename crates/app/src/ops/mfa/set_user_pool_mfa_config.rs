//! SetUserPoolMfaConfig.

use domain::pool::{
    EmailMfaTemplate, Pool,
    mfa::{MfaChange, SmsMfa},
    rules,
};
use wire::{call, shapes};

use super::{configuration, passkeys_from};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    ops::pools::document::{requirement_from, sms_from},
    replica, say,
};

/// Changes which second factors a pool offers and asks for, and answers with the result (resources.md §2.7,
/// auth.md §16.5; which parts stay when they are left out stands at `PoolSettings::with_mfa`).
pub struct SetUserPoolMfaConfig;

impl Operation for SetUserPoolMfaConfig {
    type Call = call::SetUserPoolMfaConfig;

    async fn run(
        cx: &Cx,
        input: shapes::SetUserPoolMfaConfigRequest,
    ) -> Result<shapes::SetUserPoolMfaConfigResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let before = pool.settings.clone();
        let tier = pool.settings.tier;
        let settings = pool
            .settings
            .with_mfa(change(input))
            .map_err(|clash| say::pools::mfa_clash(clash, tier))?;
        rules::check(&settings, &cx.region).map_err(say::pools::clash)?;
        let next = Pool {
            settings: settings.into(),
            modified: cx.now,
            ..pool
        };
        replica::write(cx, &before, &next).await?;
        let shown = configuration(&next);
        Ok(shapes::SetUserPoolMfaConfigResponse {
            mfa_configuration: Some(shown.requirement),
            sms_mfa_configuration: shown.sms,
            software_token_mfa_configuration: shown.totp,
            email_mfa_configuration: shown.email,
            web_authn_configuration: shown.passkeys,
        })
    }
}

fn change(input: shapes::SetUserPoolMfaConfigRequest) -> MfaChange {
    MfaChange {
        requirement: input.mfa_configuration.map(requirement_from),
        sms: input.sms_mfa_configuration.map(|sms| SmsMfa {
            message: sms.sms_authentication_message,
            sender: sms.sms_configuration.and_then(sms_from),
        }),
        totp: input
            .software_token_mfa_configuration
            .map(|totp| totp.enabled.unwrap_or(false)),
        email: input.email_mfa_configuration.map(|email| EmailMfaTemplate {
            message: email.message,
            subject: email.subject,
        }),
        passkeys: input.web_authn_configuration.map(passkeys_from),
    }
}

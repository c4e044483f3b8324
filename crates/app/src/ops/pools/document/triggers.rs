//! `LambdaConfig` (resources.md §2.5).

use std::collections::BTreeMap;

use domain::pool::{TriggerSettings, VersionedArn};
use wire::{Fault, shapes};

use crate::say;

/// The event version of a pre token generation function that was set by its old member alone (observed).
const OLD_VERSION: shapes::PreTokenGenerationLambdaVersionType = shapes::PreTokenGenerationLambdaVersionType::V1_0;

const PRE_TOKEN: &str = "PreTokenGeneration";

pub(super) fn from(given: shapes::LambdaConfigType) -> Result<TriggerSettings, Fault> {
    let config = given.pre_token_generation_config;
    let pre_token_version = config.as_ref().map(|config| config.lambda_version.as_str().to_owned());
    let pre_token = match (given.pre_token_generation, config) {
        (Some(old), Some(new)) if old != new.lambda_arn => return Err(say::pools::two_pre_token_functions()),
        (_, Some(new)) => Some(new.lambda_arn),
        (old, None) => old,
    };
    let arns: BTreeMap<_, _> = [
        ("PreSignUp", given.pre_sign_up),
        ("CustomMessage", given.custom_message),
        ("PostConfirmation", given.post_confirmation),
        ("PreAuthentication", given.pre_authentication),
        ("PostAuthentication", given.post_authentication),
        ("DefineAuthChallenge", given.define_auth_challenge),
        ("CreateAuthChallenge", given.create_auth_challenge),
        ("VerifyAuthChallengeResponse", given.verify_auth_challenge_response),
        ("UserMigration", given.user_migration),
        (PRE_TOKEN, pre_token),
    ]
    .into_iter()
    .filter_map(|(name, arn)| Some((name.to_owned(), arn?)))
    .collect();
    let versioned = |arn, version: &str| VersionedArn {
        arn,
        version: version.to_owned(),
    };
    Ok(TriggerSettings {
        arns,
        pre_token_version,
        sms_sender: given
            .custom_sms_sender
            .map(|it| versioned(it.lambda_arn, it.lambda_version.as_str())),
        email_sender: given
            .custom_email_sender
            .map(|it| versioned(it.lambda_arn, it.lambda_version.as_str())),
        inbound_federation: given
            .inbound_federation
            .map(|it| versioned(it.lambda_arn, it.lambda_version.as_str())),
        kms_key: given.kms_key_id,
    })
}

/// Both forms of the pre token generation function are shown, whichever was set (observed).
pub(super) fn to(kept: &TriggerSettings) -> shapes::LambdaConfigType {
    let arn = |name: &str| kept.arns.get(name).cloned();
    let version = kept
        .pre_token_version
        .as_deref()
        .and_then(shapes::PreTokenGenerationLambdaVersionType::parse)
        .unwrap_or(OLD_VERSION);
    shapes::LambdaConfigType {
        pre_sign_up: arn("PreSignUp"),
        custom_message: arn("CustomMessage"),
        post_confirmation: arn("PostConfirmation"),
        pre_authentication: arn("PreAuthentication"),
        post_authentication: arn("PostAuthentication"),
        define_auth_challenge: arn("DefineAuthChallenge"),
        create_auth_challenge: arn("CreateAuthChallenge"),
        verify_auth_challenge_response: arn("VerifyAuthChallengeResponse"),
        user_migration: arn("UserMigration"),
        pre_token_generation: arn(PRE_TOKEN),
        pre_token_generation_config: arn(PRE_TOKEN).map(|lambda_arn| shapes::PreTokenGenerationVersionConfigType {
            lambda_arn,
            lambda_version: version,
        }),
        custom_sms_sender: kept.sms_sender.as_ref().and_then(|it| {
            Some(shapes::CustomSMSLambdaVersionConfigType {
                lambda_arn: it.arn.clone(),
                lambda_version: shapes::CustomSMSSenderLambdaVersionType::parse(&it.version)?,
            })
        }),
        custom_email_sender: kept.email_sender.as_ref().and_then(|it| {
            Some(shapes::CustomEmailLambdaVersionConfigType {
                lambda_arn: it.arn.clone(),
                lambda_version: shapes::CustomEmailSenderLambdaVersionType::parse(&it.version)?,
            })
        }),
        inbound_federation: kept.inbound_federation.as_ref().and_then(|it| {
            Some(shapes::InboundFederationLambdaType {
                lambda_arn: it.arn.clone(),
                lambda_version: shapes::InboundFederationLambdaVersionType::parse(&it.version)?,
            })
        }),
        kms_key_id: kept.kms_key.clone(),
    }
}

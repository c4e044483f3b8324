//! Identity providers of a pool, and the identities that users have there (resources.md §7).

mod admin_disable_provider_for_user;
mod admin_link_provider_for_user;
mod complete;
mod create_identity_provider;
mod delete_identity_provider;
mod describe_identity_provider;
mod get_identity_provider_by_identifier;
mod list_identity_providers;
mod update_identity_provider;

pub use admin_disable_provider_for_user::AdminDisableProviderForUser;
pub use admin_link_provider_for_user::AdminLinkProviderForUser;
pub use create_identity_provider::CreateIdentityProvider;
pub use delete_identity_provider::DeleteIdentityProvider;
pub use describe_identity_provider::DescribeIdentityProvider;
pub use get_identity_provider_by_identifier::GetIdentityProviderByIdentifier;
pub use list_identity_providers::ListIdentityProviders;
pub use update_identity_provider::UpdateIdentityProvider;

use std::collections::BTreeMap;

use domain::{
    pool::Pool,
    provider::{
        Provider, ProviderKind, details,
        identity::{Identity, SUBJECT},
    },
};
use wire::{Fault, Timestamp, shapes};

use crate::{
    cx::Cx,
    operation::{Broken, Failed},
    say::providers as words,
};

/// How often a change starts over when what it was based on changes under it.
const ATTEMPTS: usize = 16;

/// The provider of this name.
///
/// # Errors
/// ResourceNotFoundException.
async fn named(cx: &Cx, pool: &Pool, name: &str) -> Result<Provider, Failed> {
    let provider = cx.house.store.provider(&pool.id, name).await?;
    provider.ok_or_else(|| words::unknown(name).into())
}

fn kind_from(given: &shapes::IdentityProviderTypeType) -> ProviderKind {
    match given {
        shapes::IdentityProviderTypeType::Saml => ProviderKind::Saml,
        shapes::IdentityProviderTypeType::Facebook => ProviderKind::Facebook,
        shapes::IdentityProviderTypeType::Google => ProviderKind::Google,
        shapes::IdentityProviderTypeType::LoginWithAmazon => ProviderKind::Amazon,
        shapes::IdentityProviderTypeType::SignInWithApple => ProviderKind::Apple,
        shapes::IdentityProviderTypeType::Oidc => ProviderKind::Oidc,
    }
}

fn kind_to(kind: ProviderKind) -> shapes::IdentityProviderTypeType {
    match kind {
        ProviderKind::Saml => shapes::IdentityProviderTypeType::Saml,
        ProviderKind::Facebook => shapes::IdentityProviderTypeType::Facebook,
        ProviderKind::Google => shapes::IdentityProviderTypeType::Google,
        ProviderKind::Amazon => shapes::IdentityProviderTypeType::LoginWithAmazon,
        ProviderKind::Apple => shapes::IdentityProviderTypeType::SignInWithApple,
        ProviderKind::Oidc => shapes::IdentityProviderTypeType::Oidc,
    }
}

/// Without repetitions, in the order given.
fn distinct(list: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(list.len());
    for item in list {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

/// `AcrMapping`, which only OIDC providers have (documented).
fn acr_from(kind: ProviderKind, given: Option<BTreeMap<String, String>>) -> Result<BTreeMap<String, String>, Fault> {
    let given = given.unwrap_or_default();
    match given.is_empty() || kind == ProviderKind::Oidc {
        true => Ok(given),
        false => Err(words::acr_without_oidc()),
    }
}

/// A provider as it is shown: without what is never shown, `IdpIdentifiers` always there (observed).
fn describe(provider: &Provider) -> shapes::IdentityProviderType {
    shapes::IdentityProviderType {
        user_pool_id: Some(provider.pool.to_string()),
        provider_name: Some(provider.name.clone()),
        provider_type: Some(kind_to(provider.kind)),
        provider_details: Some(details::shown(&provider.details)),
        attribute_mapping: Some(provider.mapping.clone()).filter(|mapping| !mapping.is_empty()),
        idp_identifiers: Some(provider.identifiers.clone()),
        acr_mapping: Some(provider.acr.clone()).filter(|mapping| !mapping.is_empty()),
        last_modified_date: Some(Timestamp::from_micros(provider.modified.micros())),
        creation_date: Some(Timestamp::from_micros(provider.created.micros())),
    }
}

/// The identity that is a provider's own id of somebody.
fn by_subject(pool: &Pool, provider: &str, value: &str) -> Identity {
    Identity {
        pool: pool.id.clone(),
        provider: provider.to_owned(),
        attribute: SUBJECT.to_owned(),
        value: value.to_owned(),
    }
}

/// The failure of a change that was overtaken at every attempt.
fn overtaken(doing: &str) -> Failed {
    Failed::Broken(Broken {
        doing: doing.to_owned(),
        cause: "what it is based on changed at every attempt".to_owned(),
    })
}

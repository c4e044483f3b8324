//! Where the browser is sent (oauth.md §16.2).

use super::{Trip, detail};
use crate::{
    oauth::{authorize::Asked, params, pkce},
    pool::Pool,
    provider::{Provider, ProviderKind},
    token::assurance::Level,
};

/// The scopes of Apple where the provider names none (GUESS).
const APPLE_SCOPES: &str = "email name";

/// The address of the provider with everything that it is asked; `None` when the provider has no address.
///
/// The order is a GUESS. `login_hint` goes to OIDC providers only (documented).
pub fn address(provider: &Provider, pool: &Pool, asked: &Asked, (trip, state): (&Trip, &str)) -> Option<String> {
    let base = detail(provider, "authorize_url")?;
    let mut query = String::new();
    let mut push = |name: &str, value: &str| params::push(&mut query, name, value);
    push("client_id", detail(provider, "client_id")?);
    push("redirect_uri", &trip.details.callback);
    push("scope", scopes(provider));
    push("response_type", "code");
    push("state", state);
    if has_nonce(provider.kind) {
        push("nonce", &trip.details.nonce);
    }
    if provider.kind == ProviderKind::Apple {
        push("response_mode", "form_post");
    }
    if let Some(verifier) = &trip.details.verifier {
        push("code_challenge", &pkce::challenge_of(verifier));
        push("code_challenge_method", "S256");
    }
    if let Some(hint) = asked
        .login_hint
        .as_deref()
        .filter(|_| provider.kind == ProviderKind::Oidc)
    {
        push("login_hint", hint);
    }
    if let Some(prompt) = &asked.prompt_for_others {
        push("prompt", prompt);
    }
    if let Some(levels) = levels(provider, pool, &asked.acr_values) {
        push("acr_values", &levels);
    }
    Some(match base.contains('?') {
        true => format!("{base}&{query}"),
        false => format!("{base}?{query}"),
    })
}

fn scopes(provider: &Provider) -> &str {
    let standing_in = match provider.kind {
        ProviderKind::Apple => APPLE_SCOPES,
        _ => "",
    };
    detail(provider, "authorize_scopes").unwrap_or(standing_in)
}

/// Whether a provider repeats a nonce: those that give ID tokens.
fn has_nonce(kind: ProviderKind) -> bool {
    matches!(kind, ProviderKind::Oidc | ProviderKind::Google | ProviderKind::Apple)
}

/// The levels of assurance that are asked for, in the provider's words (documented). A level without one is not asked for.
fn levels(provider: &Provider, pool: &Pool, asked: &[String]) -> Option<String> {
    let names = pool.settings.acr_in_effect();
    let words = asked.iter().filter_map(|name| {
        let member = match Level::named(&names, name)? {
            Level::One => "Level1",
            Level::Two => "Level2",
            Level::Three => "Level3",
            Level::Four => "Level4",
        };
        provider.acr.get(member).map(String::as_str)
    });
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| words.join(" "))
}

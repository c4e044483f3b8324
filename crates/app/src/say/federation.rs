//! What an application is told when a sign-in through an identity provider fails (oauth.md §§5.5, 16.3).

use domain::{
    federation::id_token::Bad,
    oauth::authorize::{Error, Refusal},
    ports::EgressFailed,
    provider::{Provider, ProviderKind},
};
use wire::{Code, Fault};

/// What a provider is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Tokens for a code.
    Tokens,
    /// Its keys.
    Keys,
    /// What it knows of its user.
    User,
}

/// ours: SAML providers can be kept, and nobody signs in through them yet.
pub fn no_saml() -> Refusal {
    Refusal {
        error: Error::ServerError,
        description: Some("Sign-in through SAML providers is not supported".into()),
    }
}

/// guess: an address or a key of the provider is missing or cannot be used.
pub fn not_set_up() -> String {
    "The identity provider is not configured completely".into()
}

/// guess: what comes back is neither a code nor an error, or another provider says so.
pub fn no_answer() -> String {
    "Invalid response from identity provider".into()
}

/// Nothing came back. documented: the time-outs of the token endpoint and of the keys (doubled, as it is documented), and the
/// words of the others; guess: an answer that is too long, and an address that this server does not go to.
pub fn unanswered(failed: EgressFailed, asked: Asked) -> String {
    match (failed, asked) {
        (EgressFailed::TimedOut, Asked::Tokens) => "Timeout occurred in calling IdP token endpoint".into(),
        (EgressFailed::TimedOut, Asked::Keys) => "error_description=Timeout in calling jwks uri".into(),
        (EgressFailed::TimedOut, Asked::User) => "Read timed out".into(),
        (EgressFailed::Unreachable, _) => "Connection reset".into(),
        (EgressFailed::TooLong, _) => "Response of identity provider is too long".into(),
        (EgressFailed::Forbidden, _) => "Identity provider cannot be reached from this server".into(),
    }
}

/// The token endpoint gives none. documented: by type of provider.
pub fn no_tokens(provider: &Provider, status: u16, (error, said): (Option<String>, Option<String>)) -> String {
    let name = &provider.name;
    let plain = || format!("{name} Error - {status} error getting token");
    match (provider.kind, error, said) {
        (ProviderKind::Oidc, ..) | (_, None, _) => plain(),
        (ProviderKind::Amazon, Some(error), Some(said)) => format!("{name} Error - {status} {error} {said}"),
        (_, Some(error), _) => format!("{name} Error - {status} {error}"),
    }
}

/// guess, after the sentence about tokens: the provider gives no keys, or says nothing of its user.
pub fn no_document(provider: &Provider, status: u16, asked: Asked) -> String {
    let what = match asked {
        Asked::Tokens => "token",
        Asked::Keys => "jwks",
        Asked::User => "userInfo",
    };
    format!("{} Error - {status} error getting {what}", provider.name)
}

/// An ID token that is not believed. reported (TimothyJones/github-cognito-openid-wrapper#100): of another issuer; guess: the
/// others.
pub fn bad_id_token(bad: &Bad) -> String {
    match bad {
        Bad::Issuer(issuer) => format!("Bad id_token issuer {}", issuer.chars().take(256).collect::<String>()),
        Bad::Malformed => "Bad id_token".into(),
        Bad::Algorithm => "Bad id_token algorithm".into(),
        Bad::Key => "Bad id_token key".into(),
        Bad::Signature => "Bad id_token signature".into(),
        Bad::Audience => "Bad id_token audience".into(),
        Bad::Time => "Bad id_token time".into(),
        Bad::Nonce => "Bad id_token nonce".into(),
    }
}

/// guess: the provider does not say who its user is, says two things, or something that no user can be called.
pub fn no_subject(provider: &str) -> String {
    format!("{provider} Error - invalid user id")
}

/// observed: attributes that the pool requires are missing. guess: the separator between several.
pub fn attributes_required(names: &[String]) -> String {
    format!("attributes required: [{}]", names.join(", "))
}

/// guess, as the API says it: the user is disabled, or the way in through this provider is.
pub fn disabled() -> String {
    "User is disabled.".into()
}

/// observed for a user who was linked while it came for the first time; here for a user of the pool who has the name.
pub fn name_taken(username: &str) -> String {
    format!("Already found an entry for username {username}")
}

/// PreSignUp does not help. observed: with a blank behind the full stop of a refusal.
pub fn before_sign_up(fault: &Fault) -> String {
    let message = fault.message.clone().unwrap_or_default();
    match fault.code {
        Code::UserLambdaValidationException => format!("{message} "),
        _ => message,
    }
}

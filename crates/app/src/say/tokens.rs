//! What is said about access tokens and refresh tokens.

use wire::{Code, Fault};

/// observed: auth.md §13.6, not a JWT of ours, or an ID token.
pub fn invalid_access_token() -> Fault {
    Fault::not_authorized("Invalid Access Token")
}

/// observed: auth.md §13.6.
pub fn access_token_not_verified() -> Fault {
    Fault::not_authorized("Could not verify signature for Access Token")
}

/// observed: auth.md §13.6.
pub fn access_token_expired() -> Fault {
    Fault::not_authorized("Access Token has expired")
}

/// observed: auth.md §13.6.
pub fn access_token_revoked() -> Fault {
    Fault::not_authorized("Access Token has been revoked")
}

/// observed: auth.md §13.6.
pub fn scope_missing() -> Fault {
    Fault::not_authorized("Access Token does not have required scopes")
}

/// observed: auth.md §13.4, garbage or a token of another pool.
pub fn invalid_refresh_token() -> Fault {
    Fault::not_authorized("Invalid Refresh Token")
}

/// observed: auth.md §13.4, the key of the device is missing or wrong; with a full stop.
pub fn refresh_token_of_another_device() -> Fault {
    Fault::not_authorized("Invalid Refresh Token.")
}

/// observed: auth.md §13.4.
pub fn refresh_token_of_another_client() -> Fault {
    Fault::not_authorized("Refresh Token has different Client")
}

/// observed: auth.md §13.4.
pub fn refresh_token_revoked() -> Fault {
    Fault::not_authorized("Refresh Token has been revoked")
}

/// observed: auth.md §13.4, GetTokensFromRefreshToken of a client with rotation: no sentence at all.
pub fn rotating_refresh_token_revoked() -> Fault {
    Fault::bare(Code::NotAuthorizedException)
}

/// observed: auth.md §13.4.
pub fn refresh_token_expired() -> Fault {
    Fault::not_authorized("Refresh Token has expired")
}

/// observed: auth.md §13.4.
pub fn user_of_refresh_token_deleted() -> Fault {
    Fault::not_authorized("The user has been deleted for the associated refresh token")
}

/// observed: auth.md §13.4.
pub fn refresh_token_reused() -> Fault {
    Fault::new(Code::RefreshTokenReuseException, "Refresh token reuse detected")
}

/// observed: auth.md §5.1, GetTokensFromRefreshToken without ClientSecret.
pub fn client_secret_absent(client: &str) -> Fault {
    Fault::not_authorized(format!(
        "Client {client} is configured for secret but secret was not received"
    ))
}

/// observed: auth.md §13.6, RevokeToken with an absent or wrong secret; guess for the token of another client and for an
/// unknown client, for which RevokeToken declares no other exception.
pub fn invalid_client_or_secret() -> Fault {
    Fault::new(Code::UnauthorizedException, "Invalid client or secret")
}

/// observed: auth.md §13.6, RevokeToken without a token.
pub fn token_required() -> Fault {
    Fault::invalid_parameter("Token is required")
}

/// observed: auth.md §13.6, RevokeToken of a client with EnableTokenRevocation off.
pub fn revocation_not_enabled() -> Fault {
    Fault::new(
        Code::UnsupportedOperationException,
        "This feature is not enabled for this client",
    )
}

/// documented exception, guessed text: auth.md §13.6, RevokeToken with an access or ID token.
pub fn not_a_refresh_token() -> Fault {
    Fault::new(Code::UnsupportedTokenTypeException, "The token type is not supported")
}

/// Which of the two tokens of a token exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whom the new token is about.
    Subject,
    /// Who acts.
    Actor,
}

impl Role {
    /// guess: auth.md §17.2, what stands before what is wrong with a token.
    const fn token(self) -> &'static str {
        match self {
            Self::Subject => "Subject Token",
            Self::Actor => "Actor Token",
        }
    }
}

/// guess: auth.md §§17.1–17.2, by analogy with the flows of a sign-in.
pub fn flow_not_enabled(flow: &str) -> Fault {
    Fault::invalid_parameter(format!("{flow} flow not enabled for this client"))
}

/// documented exception, guessed text: auth.md §17.1, a scope that the pool does not know or the client may not have.
pub fn scope_not_granted(scope: &str) -> Fault {
    Fault::invalid_parameter(format!("Invalid scope requested: {scope}"))
}

/// guess: auth.md §17.2, by analogy with access tokens: no token of this pool, or one of another kind.
pub fn invalid_token(role: Role) -> Fault {
    Fault::not_authorized(format!("Invalid {}", role.token()))
}

/// guess: auth.md §17.2, by analogy with access tokens.
pub fn token_expired(role: Role) -> Fault {
    Fault::not_authorized(format!("{} has expired", role.token()))
}

/// guess: auth.md §17.2, by analogy with access tokens.
pub fn token_revoked(role: Role) -> Fault {
    Fault::not_authorized(format!("{} has been revoked", role.token()))
}

/// documented rule, guessed text: auth.md §17.2, ActorToken and ActorTokenType come together.
pub fn actor_incomplete() -> Fault {
    Fault::invalid_parameter("ActorToken and ActorTokenType must be provided together.")
}

/// documented rule, guessed text: auth.md §17.2.
pub fn audience_and_resource() -> Fault {
    Fault::invalid_parameter("Only one of Audiences and Resources can be provided.")
}

/// documented rule, guessed text: auth.md §17.2, a SAML assertion comes from an identity provider.
pub fn assertion_without_provider() -> Fault {
    Fault::invalid_parameter("A provider name is required for tokens of type SAML2.")
}

/// peer: resources.md §7, an identity provider that the pool does not have.
pub fn no_such_provider(name: &str) -> Fault {
    Fault::resource_not_found(format!("Identity provider {name} does not exist."))
}

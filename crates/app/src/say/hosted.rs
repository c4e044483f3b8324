//! What the browser side says (oauth.md §§5.5, 5.6, 9, 10).

use domain::oauth::authorize::{Error, Refusal, Unanswerable};
use serde_json::{Value, json};

use crate::hosted::visit::Reply;

/// The name of the pool itself among providers (documented).
pub const OWN_PROVIDER: &str = "COGNITO";

/// The client is unknown (guess).
pub const UNAUTHORIZED_CLIENT: &str = "unauthorized_client";

/// The word that the error page is given. `redirect_mismatch` is observed; the others are guesses.
pub fn on_page(why: Unanswerable) -> &'static str {
    match why {
        Unanswerable::Malformed | Unanswerable::NoClient | Unanswerable::NoRedirect => "invalid_request",
        Unanswerable::UnknownClient => UNAUTHORIZED_CLIENT,
        Unanswerable::RedirectMismatch => "redirect_mismatch",
    }
}

/// The provider that a request names is none of the client's (guess).
pub fn no_such_provider() -> Refusal {
    Refusal {
        error: Error::InvalidRequest,
        description: Some("identity provider not found".into()),
    }
}

/// Why the token endpoint gives nothing (oauth.md §9.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// A parameter is missing, doubled or malformed.
    InvalidRequest,
    /// The client is not who it says it is.
    InvalidClient,
    /// Code or refresh token are good for nothing.
    InvalidGrant,
    /// The client may not use this grant.
    UnauthorizedClient,
    /// There is no such grant.
    UnsupportedGrantType,
    /// A scope is unknown or not the client's (guess).
    InvalidScope,
    /// Only refresh tokens are revoked.
    UnsupportedTokenType,
}

impl TokenError {
    const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
            Self::UnsupportedTokenType => "unsupported_token_type",
        }
    }
}

/// An error of the token endpoint: always 400, also for a client that is not who it says it is (documented table; another
/// AWS text says 401). A description is there only for functions of the pool that failed (guess).
pub fn token_error(error: TokenError, description: Option<&str>) -> Reply {
    Reply::json(400, error_body(error.as_str(), description))
}

/// A client that cannot say who it is revokes nothing: 401 here (documented).
pub fn unknown_revoker() -> Reply {
    Reply::json(401, error_body(TokenError::InvalidClient.as_str(), None))
}

/// userInfo without a readable `Authorization` header (documented).
pub fn no_bearer_token() -> Reply {
    challenge(400, "invalid_request", "Bad OAuth2 request at UserInfo Endpoint")
}

/// userInfo with a token that is good for nothing (documented).
pub fn bad_bearer_token() -> Reply {
    let words = "Access token is expired, disabled, or deleted, or the user has globally signed out.";
    challenge(401, "invalid_token", words)
}

/// userInfo with a token without scope `openid` (observed words; the status is a guess).
pub fn not_for_user_info() -> Reply {
    challenge(401, "invalid_token", "Access token does not contain openid scope")
}

/// The header lacks the word `Bearer` (documented); a second one has it, for clients that read the standard (our choice). The
/// body is a guess from recorded logs of clients.
fn challenge(status: u16, error: &str, description: &str) -> Reply {
    let words = format!("error=\"{error}\", error_description=\"{description}\"");
    let conforming = format!("Bearer {words}");
    Reply::json(status, error_body(error, Some(description)))
        .with_header(CHALLENGE, words)
        .with_header(CHALLENGE, conforming)
}

const CHALLENGE: &str = "www-authenticate";

fn error_body(error: &str, description: Option<&str>) -> Value {
    match description {
        None => json!({ "error": error }),
        Some(description) => json!({ "error": error, "error_description": description }),
    }
}

/// The user was changed while its code was exchanged (our choice): the request can be made again.
pub fn too_much_at_once() -> Reply {
    Reply::json(503, error_body("temporarily_unavailable", None)).with_header("retry-after", "1")
}

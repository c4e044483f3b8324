//! What the browser side says (oauth.md §§5.5, 5.6, 9, 10).

use domain::oauth::authorize::{Error, Refusal, Unanswerable};

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

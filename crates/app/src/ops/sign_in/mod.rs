//! Signing in: the four operations of the conversation. What they say and do is in `flow::sign_in`.

mod admin_get_user_auth_factors;
mod admin_initiate_auth;
mod admin_respond_to_auth_challenge;
mod get_user_auth_factors;
mod initiate_auth;
mod respond_to_auth_challenge;

pub use admin_get_user_auth_factors::AdminGetUserAuthFactors;
pub use admin_initiate_auth::AdminInitiateAuth;
pub use admin_respond_to_auth_challenge::AdminRespondToAuthChallenge;
pub use get_user_auth_factors::GetUserAuthFactors;
pub use initiate_auth::InitiateAuth;
pub use respond_to_auth_challenge::RespondToAuthChallenge;

/// The four answers have the same members; this moves them over.
macro_rules! answer {
    ($type:ident, $answer:expr) => {{
        let answer: crate::flow::sign_in::Answer = $answer;
        wire::shapes::$type {
            authentication_result: answer.tokens,
            available_challenges: answer.available,
            challenge_name: answer.challenge,
            challenge_parameters: Some(answer.parameters),
            session: answer.session,
        }
    }};
}
use answer;

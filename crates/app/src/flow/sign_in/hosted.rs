//! Signing in at the hosted pages: the third door to the machine (oauth.md §6.3).
//!
//! The pages are a client of the same functions as the API. They differ in what they are given in the end: not tokens, but
//! the word that somebody has signed in. Tokens are made when the application exchanges its code.

use domain::{
    moment::{Moment, Span},
    oauth::sso::Provider,
    token::family::Factor,
    user::User,
};

/// How long one step of a sign-in at the pages may take. Ours: the real pages give five minutes for all of it
/// (documented), which is short for whoever waits for an e-mail.
pub const LIFETIME: Span = Span::minutes(15);

/// Somebody who has signed in at the pages. All that the sign-in changes is written.
#[derive(Clone)]
pub struct SignedIn {
    /// The user.
    pub user: User,
    /// What was proven, in order.
    pub factors: Vec<Factor>,
    /// When.
    pub at: Moment,
    /// Who asked for proof.
    pub provider: Provider,
}

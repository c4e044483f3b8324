//! OAuth 2.0 and OpenID Connect: what a request may ask for, and what it is given (oauth.md §§5–14).
//!
//! * [`params`]: what a query or a form says. * [`authorize`]: what an authorization request asks for.
//! * [`redirect`]: where answers may go. * [`scope`]: what a token may be used for. * [`pkce`]: who may redeem a code.
//! * [`exchange`]: who redeems what. * [`sso`]: a browser that is signed in.

pub mod authorize;
pub mod exchange;
pub mod params;
pub mod pkce;
pub mod redirect;
pub mod scope;
pub mod sso;

//! The browser side: the endpoints of OAuth 2.0 and OpenID Connect.

mod attacks;
mod authorize;
pub mod browser;
mod federation;
mod logout;
mod places;
mod sessions;
mod tls;
mod token;
mod user_info;

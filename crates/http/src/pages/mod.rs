//! The hosted pages (oauth.md §6): forms without scripts, in the person's language, for what `app::pages` does.
//!
//! * [`guest`]: somebody at a page, and the way from page to page. * [`frame`]: what stands around every page.
//! * [`field`]: what can be filled in. * [`words`]: what is said, in every language. * [`look`]: what it looks like.
//!
//! Every other file is a page or the few that belong together.

mod error;
mod feedback;
mod field;
mod first_factor;
mod frame;
mod guest;
mod login;
pub(crate) mod look;
mod new_password;
mod passkeys;
mod qr;
mod reset;
mod second_factor;
mod sign_up;
mod words;

#[cfg(test)]
mod tests;

use app::hosted::Handler;

/// Every page with its path on the pool's domain (oauth.md §1.4; those inside a sign-in are guesses, reached by redirects of
/// this server only).
pub(crate) const PAGES: [(&str, Handler); 18] = [
    ("/login", |cx, visit| Box::pin(login::serve(cx, visit))),
    ("/login/continue", |cx, visit| Box::pin(first_factor::serve(cx, visit))),
    ("/signup", |cx, visit| Box::pin(sign_up::serve(cx, visit))),
    ("/confirm", |cx, visit| Box::pin(sign_up::confirm(cx, visit))),
    ("/resendcode", |cx, visit| Box::pin(sign_up::resend(cx, visit))),
    ("/confirmUser", |cx, visit| Box::pin(sign_up::by_link(cx, visit))),
    ("/confirmUser/", |cx, visit| Box::pin(sign_up::by_link(cx, visit))),
    ("/authEventFeedback", |cx, visit| Box::pin(feedback::serve(cx, visit))),
    ("/forgotPassword", |cx, visit| Box::pin(reset::serve(cx, visit))),
    ("/resetPassword", |cx, visit| Box::pin(reset::serve(cx, visit))),
    ("/confirmforgotPassword", |cx, visit| {
        Box::pin(reset::confirm(cx, visit))
    }),
    ("/changePassword", |cx, visit| Box::pin(new_password::serve(cx, visit))),
    ("/mfa", |cx, visit| Box::pin(second_factor::serve(cx, visit))),
    ("/mfa/options", |cx, visit| Box::pin(second_factor::serve(cx, visit))),
    ("/mfa/register", |cx, visit| Box::pin(second_factor::serve(cx, visit))),
    ("/passkeys/add", |cx, visit| Box::pin(passkeys::serve(cx, visit))),
    ("/error", |cx, visit| Box::pin(error::serve(cx, visit))),
    ("/signedout", |cx, visit| Box::pin(error::signed_out(cx, visit))),
];

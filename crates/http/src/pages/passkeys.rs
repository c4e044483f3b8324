//! Passkeys: signing in with one, and `/passkeys/add` (oauth.md §6.2). The only pages that need a script.

use app::{
    cx::Cx,
    hosted::{
        Stop, sso,
        visit::{Method, Reply, Visit},
    },
    operation::Failed,
    pages::{
        self,
        carried::{Asked, Step},
        passkeys,
        trouble::{Notice, Trouble},
    },
};
use askama::Template;
use domain::user::User;

use super::{
    frame::{Frame, Said},
    guest::Guest,
};

#[derive(Template)]
#[template(path = "passkey.html")]
pub(super) struct Passkey {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) lead: &'static str,
    /// `get` or `create`.
    pub(super) ceremony: &'static str,
    pub(super) options: String,
    pub(super) submit: &'static str,
    pub(super) skip: Option<&'static str>,
    pub(super) back: Option<String>,
}

/// The page that asks for a passkey.
pub(super) fn use_one(guest: &Guest<'_>, asked: &Asked, notice: Option<Said>) -> Passkey {
    let words = guest.words();
    let options = asked.parameters.get("CREDENTIAL_REQUEST_OPTIONS");
    Passkey {
        frame: guest.frame(words.passkey_title, notice),
        action: guest.path("/login/continue"),
        lead: words.passkey_text,
        ceremony: "get",
        options: options.cloned().unwrap_or_default(),
        submit: words.passkey_use,
        skip: None,
        back: Some(guest.path("/login")),
    }
}

/// Offers a passkey to somebody who has signed in, or takes the one that the browser made. In the end the browser goes to the
/// application.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let (user, then) = whom(&guest).await?;
    if !passkeys::are_possible(guest.at()).await? {
        return Ok(guest.leave(then));
    }
    if visit.method == Method::Get {
        return offer(&guest, &user, None).await;
    }
    if !guest.field("skip").is_empty() {
        return Ok(guest.leave(then));
    }
    match passkeys::accept(guest.at(), &user, guest.field("credential")).await {
        Ok(()) => Ok(guest.leave(then)),
        Err(failed) => {
            let said = Said::of(&notice(failed)?, guest.words());
            offer(&guest, &user, Some(said)).await
        }
    }
}

/// Who it is, and where the browser goes afterwards: somebody who has just signed in, or who is signed in at this browser and
/// was sent here by an application.
async fn whom(guest: &Guest<'_>) -> Result<(User, String), Stop> {
    if let Some(Step::Offer(offer)) = guest.step().await?
        && let Some(user) = pages::user(guest.at(), &offer.sub).await?
    {
        return Ok((user, offer.then));
    }
    let signed_in = sso::signed_in(guest.cx, guest.visit, &guest.through.pool).await?;
    match signed_in {
        Some((_, user)) => Ok((user, guest.path("/oauth2/authorize"))),
        None => Err(guest.to_passkey_by_sign_in().into()),
    }
}

async fn offer(guest: &Guest<'_>, user: &User, notice: Option<Said>) -> Result<Reply, Stop> {
    let words = guest.words();
    let (options, notice) = match passkeys::ask(guest.at(), user).await {
        Ok(options) => (options.to_string(), notice),
        Err(failed) => {
            let why = self::notice(failed)?;
            (String::new(), Some(Said::of(&why, words)))
        }
    };
    let page = Passkey {
        frame: guest.frame(words.passkey_add_title, notice),
        action: guest.path("/passkeys/add"),
        lead: words.passkey_add_text,
        ceremony: "create",
        options,
        submit: words.passkey_create,
        skip: Some(words.not_now),
        back: None,
    };
    Ok(guest.page(&page)?)
}

fn notice(failed: Failed) -> Result<Notice, Failed> {
    match failed {
        Failed::Fault(fault) => match Trouble::of(&fault) {
            Trouble::Notice(notice) => Ok(notice),
            _ => Ok(Notice::TryAgain),
        },
        Failed::Broken(broken) => Err(broken.into()),
    }
}

impl Guest<'_> {
    /// On to the application.
    fn leave(&self, then: String) -> Reply {
        self.forgetting(Reply::after_form(then))
    }
}

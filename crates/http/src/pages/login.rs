//! `/login`: name and password, or the name first (oauth.md §§6.3, 6.5).

use app::{
    cx::Cx,
    hosted::{
        Stop, authorize, federation,
        visit::{Method, Reply, Visit},
    },
    operation::Failed,
    pages::{
        carried::{Because, Step},
        sign_in::{self, Way},
    },
};
use askama::Template;
use domain::oauth::params;

use super::{
    field::Field,
    frame::{Frame, Said},
    guest::Guest,
    look::{Agreement, Look},
    words::{Words, fill},
};

/// The pool itself among the providers of a client.
const OWN: &str = "COGNITO";

#[derive(Template)]
#[template(path = "login.html")]
pub(super) struct Login {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) fields: Vec<Field>,
    pub(super) has_form: bool,
    pub(super) submit: &'static str,
    pub(super) forgot: Option<String>,
    pub(super) sign_up: Option<String>,
    /// Two of its links are shown.
    pub(super) terms: Option<Agreement>,
    pub(super) providers: Vec<Providers>,
}

/// Buttons of identity providers.
pub(super) struct Providers {
    pub(super) heading: &'static str,
    pub(super) heading_class: &'static str,
    pub(super) button_class: &'static str,
    pub(super) providers: Vec<ProviderButton>,
}

/// A button of an identity provider.
pub(super) struct ProviderButton {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) icon: Option<String>,
}

/// Shows the sign-in, or signs in.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    match visit.method {
        Method::Get => open(&guest).await,
        Method::Post => submit(&guest).await,
    }
}

async fn open(guest: &Guest<'_>) -> Result<Reply, Stop> {
    let (notice, username) = match guest.step().await? {
        Some(Step::Back(back)) => (Some(said(back.because, guest.words())), back.username),
        _ => (None, String::new()),
    };
    if notice.is_none()
        && let Some(reply) = authorize::silently(guest.cx, guest.visit, &guest.request).await?
    {
        return Ok(reply);
    }
    if let Some(reply) = federation::straight(guest.cx, guest.visit, &guest.request).await? {
        return Ok(reply);
    }
    let hint = guest.request.asked.login_hint.as_deref().unwrap_or_default();
    let username = if username.is_empty() { hint } else { &username };
    let reply = show(guest, notice.clone(), username)?;
    Ok(match notice {
        Some(_) => guest.forgetting(reply),
        None => reply,
    })
}

async fn submit(guest: &Guest<'_>) -> Result<Reply, Stop> {
    let (username, password) = (guest.field("username"), guest.field("password"));
    let levels = guest.levels();
    let levels = levels.as_deref();
    let next = match (sign_in::way(&guest.through, levels), password) {
        _ if username.is_empty() => return Ok(show(guest, None, "")?),
        (Way::Choice, "") => sign_in::by_choice(guest.at(), username, levels).await,
        // A password alone is not what the application asks for.
        (Way::Choice, _) if levels.is_some() => sign_in::by_choice(guest.at(), username, levels).await,
        (_, "") => return Ok(show(guest, None, username)?),
        (_, password) => sign_in::by_password(guest.at(), username, password).await,
    };
    match next {
        Ok(next) => guest.go(next).await,
        Err(failed) => {
            let notice = guest.trouble(failed, username).await?;
            Ok(show(guest, Some(Said::of(&notice, guest.words())), username)?)
        }
    }
}

/// The page, with something to say.
///
/// # Errors
/// Only the house's.
pub(super) fn show(guest: &Guest<'_>, notice: Option<Said>, username: &str) -> Result<Reply, Failed> {
    guest.page(&login(guest, notice, username))
}

fn login(guest: &Guest<'_>, notice: Option<Said>, username: &str) -> Login {
    let (words, pool) = (guest.words(), &guest.through.pool);
    let way = sign_in::way(&guest.through, guest.levels().as_deref());
    let listed = &guest.through.client.settings.identity_providers;
    let has_form = listed.is_empty() || listed.iter().any(|name| name == OWN);
    let name = Field::username(pool, words).holding(username);
    let fields = match way {
        Way::Choice => vec![name.first()],
        Way::Password if username.is_empty() => vec![name.first(), Field::password(words)],
        Way::Password => vec![name, Field::password(words).first()],
    };
    Login {
        frame: guest.frame(words.sign_in, notice),
        action: guest.path("/login"),
        fields,
        has_form,
        submit: match way {
            Way::Choice => words.next,
            Way::Password => words.sign_in,
        },
        forgot: (way == Way::Password).then(|| guest.path("/forgotPassword")),
        terms: guest.look.agreement(guest.browser.language),
        sign_up: (!pool.settings.admin_create_only).then(|| guest.path("/signup")),
        providers: providers(guest),
    }
}

fn said(because: Because, words: &Words) -> Said {
    match because {
        Because::Confirmed => Said::good(words.confirmed_notice),
        Because::PasswordChanged => Said::good(words.password_changed),
        Because::OutOfDate => Said::wrong(words.out_of_date),
        Because::ResetRequired => Said::wrong(words.reset_required),
    }
}

/// The buttons of the client's identity providers: social ones, then the others (oauth.md §6.5). A request that names the
/// pool itself wants none.
pub(super) fn providers(guest: &Guest<'_>) -> Vec<Providers> {
    if guest.request.provider.is_some() {
        return Vec::new();
    }
    let words = guest.words();
    let names = guest.through.client.settings.identity_providers.iter();
    let (social, corporate): (Vec<_>, Vec<_>) = names
        .map(String::as_str)
        .filter(|name| *name != OWN)
        .partition(|name| social_name(name).is_some());
    let buttons = |names: Vec<&str>| names.into_iter().map(|name| button(guest, &guest.look, name)).collect();
    let groups = [
        Providers {
            heading: words.social_account,
            heading_class: "textDescription-customizable",
            button_class: "socialButton-customizable",
            providers: buttons(social),
        },
        Providers {
            heading: words.corporate_id,
            heading_class: "idpDescription-customizable",
            button_class: "idpButton-customizable",
            providers: buttons(corporate),
        },
    ];
    groups.into_iter().filter(|group| !group.providers.is_empty()).collect()
}

fn button(guest: &Guest<'_>, look: &Look, name: &str) -> ProviderButton {
    let mut query = guest.request.query.clone();
    params::push(&mut query, "identity_provider", name);
    let called = social_name(name).unwrap_or(name);
    ProviderButton {
        href: guest.request.place.path("/oauth2/authorize", &query),
        text: fill(guest.words().continue_with, &[("provider", called)]),
        icon: look.provider_icon(name),
    }
}

/// What people call a social provider (oauth.md §6.5, guess).
fn social_name(provider: &str) -> Option<&'static str> {
    match provider {
        "Google" => Some("Google"),
        "Facebook" => Some("Facebook"),
        "LoginWithAmazon" => Some("Login with Amazon"),
        "SignInWithApple" => Some("Apple"),
        _ => None,
    }
}

//! Somebody at a page in the course of a request of an application, and the way from page to page.

use std::sync::OnceLock;

use app::{
    cx::Cx,
    flow::sign_in::{Through, hosted::LIFETIME},
    hosted::{
        Stop, finish,
        request::{self, AuthRequest},
        visit::{Cookie, Method, Reply, Visit},
    },
    operation::Failed,
    pages::{
        At, Next,
        carried::{self, Asked, Back, Because, Offer, SettingUp, Step},
        passkeys, registration, reset,
        sign_in::{self, Way},
        trouble::{Notice, Trouble},
    },
    say::hosted::no_such_provider,
};
use askama::Template;
use domain::{
    oauth::{
        params::{self, Params},
        sso::Provider,
    },
    rates::Category,
    sign_in::admission::Door,
    user::User,
};
use subtle::ConstantTimeEq;
use wire::shapes::ChallengeNameType;

use super::{
    frame::{Browser, Frame, Said},
    look::Look,
    words::Words,
};

/// What travels from page to page (oauth.md §7, documented name), in so many windows of a browser at once. The last cookie is for
/// all that come later.
const PAGE_DATA: [&str; 4] = ["page-data", "page-data-1", "page-data-2", "page-data-3"];

/// Which of them is that of a window: a number in the address of its pages. The first one needs none.
const WINDOW: &str = "_window";

/// In the address of the pages of somebody who was to add a passkey and has to sign in first.
const ADD_PASSKEY: &str = "_add";

/// The hidden field with the token against cross-site requests (oauth.md §6.2, observed).
const CSRF: &str = "_csrf";

/// Somebody at a page.
pub(crate) struct Guest<'a> {
    pub(crate) cx: &'a Cx,
    pub(crate) visit: &'a Visit,
    pub(crate) request: AuthRequest,
    pub(crate) through: Through,
    pub(crate) browser: Browser,
    pub(crate) look: Look,
    /// The window that this is, once it is known.
    window: OnceLock<usize>,
}

impl<'a> Guest<'a> {
    /// Checks what the application asks for, and that a form is one of ours.
    ///
    /// # Errors
    /// [`Stop`]: whatever [`request::read`] stops at; the sign-in once more for a form that is not ours; back to the
    /// application with any form, where it takes nobody but users of identity providers.
    pub(crate) async fn enter(cx: &'a Cx, visit: &'a Visit) -> Result<Self, Stop> {
        let request = request::read(cx, visit).await?;
        let through = Through {
            pool: request.place.pool.clone(),
            client: request.client.clone(),
            door: Door::Hosted,
        };
        let browser = Browser::of(cx, visit);
        let look = Look::of(cx, visit, Some(&through)).await?;
        let guest = Self {
            cx,
            visit,
            request,
            through,
            browser,
            look,
            window: OnceLock::new(),
        };
        if guest.look.is_missing {
            let said = Said::wrong(guest.words().no_pages);
            return Err(super::error::told(&guest.browser, &guest.look, said, None)?.into());
        }
        if visit.method == Method::Post && !guest.sent_our_form() {
            return Err(guest.refuse_form()?.into());
        }
        if visit.method == Method::Post && !guest.request.takes(&Provider::Pool) {
            return Err(guest.request.refuse(&no_such_provider()).into());
        }
        if visit.method == Method::Post {
            guest.counts_as(Category::UserAuthentication).await?;
        }
        Ok(guest)
    }

    /// Counts as a request of this category.
    ///
    /// # Errors
    /// TooManyRequestsException.
    pub(crate) async fn counts_as(&self, category: Category) -> Result<(), Stop> {
        Ok(self.cx.house.rates.pass_page(self.cx, category).await?)
    }

    /// For the functions of `app::pages`.
    pub(crate) fn at(&self) -> At<'_> {
        At {
            cx: self.cx,
            through: &self.through,
        }
    }

    /// What this person is told.
    pub(crate) fn words(&self) -> &'static Words {
        self.browser.words()
    }

    /// What the form says; empty when it says nothing.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.visit.field(name).unwrap_or_default()
    }

    /// The address of a page of this request.
    pub(crate) fn path(&self, page: &str) -> String {
        self.request.place.path(page, &self.request.query)
    }

    /// What stands around a page.
    pub(crate) fn frame(&self, title: &str, notice: Option<Said>) -> Frame {
        self.browser.frame(title, notice, &self.look)
    }

    /// A page.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) fn page(&self, template: &impl Template) -> Result<Reply, Failed> {
        self.browser.page(template, &self.form_action())
    }

    /// Where forms may lead beside this server: to the application. From there it may go on to any host by the same scheme.
    fn form_action(&self) -> String {
        let redirect = self.request.asked.redirect.as_str();
        match redirect.split_once(':') {
            Some(("https", _)) => " https:".to_owned(),
            // Policies have no word for IPv6 addresses.
            Some(("http", rest)) if rest.starts_with("//[") => " http: https:".to_owned(),
            Some(("http", _)) => " http://localhost:* http://127.0.0.1:* https:".to_owned(),
            Some((scheme, _)) if is_scheme(scheme) => format!(" {scheme}:"),
            _ => String::new(),
        }
    }

    /// The token in the form is the one in the cookie, and no other site has sent it.
    fn sent_our_form(&self) -> bool {
        let given = self.field(CSRF).as_bytes();
        let is_ours: bool = given.ct_eq(self.browser.token.as_bytes()).into();
        !self.browser.is_new && is_ours && !self.is_from_elsewhere()
    }

    /// A browser that says where the form was, names another origin. Ours is `null`, because our pages send no referrer.
    fn is_from_elsewhere(&self) -> bool {
        let Some(origin) = self.visit.origin.as_deref().filter(|origin| *origin != "null") else {
            return false;
        };
        let host = origin.split_once("://").map(|(_, host)| host);
        host != self.visit.arrival.host.as_deref()
    }

    /// Shows the sign-in again: the cookie was not sent back, or another site made up the form.
    fn refuse_form(&self) -> Result<Reply, Failed> {
        tracing::info!("a form without its token");
        let said = Said::wrong(self.words().no_cookie);
        let mut reply = super::error::told(&self.browser, &self.look, said, Some(self.path("/login")))?;
        reply.status = 403;
        Ok(reply)
    }

    /// Where this browser is.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) async fn step(&self) -> Result<Option<Step>, Failed> {
        let window = self.named_window();
        let Some(cookie) = self.visit.cookie(page_data(window)) else {
            return Ok(None);
        };
        let step = carried::carried(self.at(), &self.browser.token, cookie).await?;
        if step.is_some() {
            self.window.get_or_init(|| window);
        }
        Ok(step)
    }

    /// The window that the address names.
    fn named_window(&self) -> usize {
        let named = self.visit.asked.get(WINDOW).and_then(|name| name.parse().ok());
        named.filter(|window| *window < PAGE_DATA.len()).unwrap_or_default()
    }

    /// The window that this is: the one that the address names, or where this browser was; and otherwise a new one, so that what
    /// another window is about stays as it is.
    fn window(&self) -> usize {
        *self.window.get_or_init(|| {
            let is_free = |window: &usize| self.visit.cookie(page_data(*window)).is_none();
            let all = 0..PAGE_DATA.len();
            match self.named_window() {
                0 => all.clone().find(is_free).unwrap_or(all.end - 1),
                named => named,
            }
        })
    }

    /// The address of a page of this window.
    fn path_in_window(&self, page: &str) -> String {
        let window = self.window();
        if window == self.named_window() {
            return self.path(page);
        }
        let asked = Params::read(&self.request.query).unwrap_or_default();
        let mut query = asked.to_query(|name| name != WINDOW);
        params::push(&mut query, WINDOW, &window.to_string());
        self.request.place.path(page, &query)
    }

    /// The levels of assurance that the application asks for, and that the pages can ask for.
    pub(crate) fn levels(&self) -> Option<String> {
        let levels = sign_in::levels(&self.through, &self.request.asked.acr_values)?;
        let is_possible = sign_in::way(&self.through, Some(&levels)) == Way::Choice;
        is_possible.then_some(levels)
    }

    /// On to the sign-in of somebody who was to add a passkey.
    pub(crate) fn to_passkey_by_sign_in(&self) -> Reply {
        let asked = Params::read(&self.request.query).unwrap_or_default();
        let mut query = asked.to_query(|name| name != ADD_PASSKEY);
        params::push(&mut query, ADD_PASSKEY, "passkey");
        Reply::after_form(self.request.place.path("/login", &query))
    }

    /// Whether somebody who has signed in goes to the passkeys before the application.
    async fn goes_to_passkeys(&self, user: &User) -> Result<bool, Failed> {
        match self.visit.asked.get(ADD_PASSKEY).is_some() {
            true => passkeys::are_possible(self.at()).await,
            false => passkeys::should_be_offered(self.at(), user).await,
        }
    }

    /// The challenge that this browser has to answer.
    ///
    /// # Errors
    /// [`Stop::Answer`]: back to the sign-in when there is none.
    pub(crate) async fn asked(&self) -> Result<Asked, Stop> {
        match self.step().await? {
            Some(Step::Asked(asked)) => Ok(asked),
            _ => Err(self.back(Because::OutOfDate, "").await?.into()),
        }
    }

    /// On to what comes next.
    ///
    /// # Errors
    /// [`Stop`].
    pub(crate) async fn go(&self, next: Next) -> Result<Reply, Stop> {
        match next {
            Next::Step(step) => self.go_to(&step).await,
            Next::SignedIn(signed_in) => {
                let reply = finish::finish(self.cx, self.visit, &self.request, &signed_in).await?;
                let offers = self.goes_to_passkeys(&signed_in.user).await?;
                let Some(then) = reply.location.clone().filter(|_| offers) else {
                    return Ok(self.forgetting(reply));
                };
                let sub = signed_in.user.sub.clone();
                let mut offered = self.go_to(&Step::Offer(Offer { sub, then })).await?;
                offered.cookies.extend(reply.cookies);
                Ok(offered)
            }
        }
    }

    /// On to a page, with what it has to know.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) async fn go_to(&self, step: &Step) -> Result<Reply, Stop> {
        let cookie = self.carry(step).await?;
        let mut reply = Reply::after_form(self.path_in_window(page_of(step))).with_cookie(cookie);
        // What was sealed opens only beside the token that this browser may just be given.
        reply.cookies.extend(self.browser.cookies.iter().cloned());
        Ok(reply)
    }

    /// Back to the sign-in.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) async fn back(&self, because: Because, username: &str) -> Result<Reply, Stop> {
        let username = username.to_owned();
        self.go_to(&Step::Back(Back { because, username })).await
    }

    /// The cookie with what the next page has to know.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) async fn carry(&self, step: &Step) -> Result<Cookie, Failed> {
        let sealed = carried::carry(self.at(), &self.browser.token, step).await?;
        Ok(self.browser.cookie(page_data(self.window()), sealed, Some(LIFETIME)))
    }

    /// Makes the browser forget where it was, if it was somewhere.
    pub(crate) fn forgetting(&self, reply: Reply) -> Reply {
        match self.window.get() {
            Some(window) => reply.with_cookie(self.browser.cookie(page_data(*window), String::new(), None)),
            None => reply,
        }
    }

    /// What a refusal leads to: another page, or something to say on this one.
    ///
    /// # Errors
    /// [`Stop::Answer`] for another page.
    pub(crate) async fn trouble(&self, failed: Failed, username: &str) -> Result<Notice, Stop> {
        self.cx.attempt.fails(&failed);
        let fault = match failed {
            Failed::Fault(fault) => fault,
            Failed::Broken(broken) => return Err(broken.into()),
        };
        match Trouble::of(&fault) {
            Trouble::Notice(notice) => Ok(notice),
            Trouble::OutOfDate => Err(self.back(Because::OutOfDate, username).await?.into()),
            Trouble::Unconfirmed => self.to_confirmation(username).await,
            Trouble::MustReset => self.to_reset(username).await,
        }
    }

    /// Somebody who has not confirmed its sign-up gets another code (oauth.md §6.3).
    async fn to_confirmation(&self, username: &str) -> Result<Notice, Stop> {
        let confirming = carried::Confirming {
            username: username.to_owned(),
            sent: None,
            session: None,
        };
        match registration::resend(self.at(), &confirming).await {
            Ok(confirming) => Err(self.go_to(&Step::Confirm(confirming)).await?.into()),
            // The former code may still be good.
            Err(Failed::Fault(_)) => Err(self.go_to(&Step::Confirm(confirming)).await?.into()),
            Err(Failed::Broken(broken)) => Err(broken.into()),
        }
    }

    /// Somebody whose password was reset gets a code (oauth.md §6.3).
    async fn to_reset(&self, username: &str) -> Result<Notice, Stop> {
        match reset::begin(self.at(), username).await {
            Ok(resetting) => {
                let because = Some(Because::ResetRequired);
                let step = Step::Reset(carried::Resetting { because, ..resetting });
                Err(self.go_to(&step).await?.into())
            }
            Err(Failed::Fault(fault)) => match Trouble::of(&fault) {
                Trouble::Notice(notice) => Ok(notice),
                _ => Ok(Notice::CannotReset),
            },
            Err(Failed::Broken(broken)) => Err(broken.into()),
        }
    }
}

/// The cookie of a window.
fn page_data(window: usize) -> &'static str {
    let [first, ..] = PAGE_DATA;
    PAGE_DATA.get(window).copied().unwrap_or(first)
}

/// The page that a step is about.
fn page_of(step: &Step) -> &'static str {
    match step {
        Step::Asked(asked) => page_of_challenge(asked),
        Step::Confirm(_) => "/confirm",
        Step::Reset(_) => "/confirmforgotPassword",
        Step::Back(_) => "/login",
        Step::Offer(_) => "/passkeys/add",
    }
}

/// The page of a challenge.
pub(crate) fn page_of_challenge(asked: &Asked) -> &'static str {
    use ChallengeNameType::{EmailOtp, MfaSetup, NewPasswordRequired, SelectMfaType, SmsMfa, SoftwareTokenMfa};
    match (asked.challenge, &asked.setting_up) {
        (NewPasswordRequired, _) => "/changePassword",
        (MfaSetup, None | Some(SettingUp::Totp(_) | SettingUp::Email | SettingUp::Phone)) => "/mfa/register",
        (SelectMfaType, _) => "/mfa/options",
        (SmsMfa | SoftwareTokenMfa, _) => "/mfa",
        (EmailOtp, _) if asked.available.is_none() => "/mfa",
        _ => "/login/continue",
    }
}

/// What may stand in a header as a scheme (RFC 3986).
fn is_scheme(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_allowed)
}

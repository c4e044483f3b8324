//! `/signup`, `/confirm`, `/resendcode` and `/confirmUser` (oauth.md §§6.2, 6.4).

use std::collections::BTreeMap;

use app::{
    cx::Cx,
    hosted::{
        Stop,
        visit::{Method, Reply, Visit},
    },
    operation::Failed,
    pages::{
        At,
        carried::{Because, Confirming, Destination, Step},
        registration::{self, Form},
        trouble::{Notice, Trouble},
    },
};
use askama::Template;
use domain::{ports::Channel, rates::Category};

use super::{
    error,
    field::{Field, Rule, attribute_of, rules},
    frame::{Frame, Said},
    guest::Guest,
    login::{self, Providers},
    look::Agreement,
    second_factor::{Code, phone_number},
};

#[derive(Template)]
#[template(path = "sign_up.html")]
pub(super) struct SignUp {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) fields: Vec<Field>,
    pub(super) rules: Vec<Rule>,
    /// A sentence with two links in it.
    pub(super) terms: Option<Agreement>,
    pub(super) providers: Vec<Providers>,
    pub(super) back: String,
}

#[derive(Template)]
#[template(path = "link_sent.html")]
pub(super) struct LinkSent {
    pub(super) frame: Frame,
    pub(super) lead: String,
    pub(super) resend: String,
    pub(super) back: String,
}

/// Asks what a sign-up needs, or signs up.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    if guest.through.pool.settings.admin_create_only {
        let said = Said::wrong(guest.words().sign_up_closed);
        return Ok(error::told(
            &guest.browser,
            &guest.look,
            said,
            Some(guest.path("/login")),
        )?);
    }
    if visit.method == Method::Get {
        return Ok(guest.page(&page(&guest, None))?);
    }
    guest.counts_as(Category::UserCreation).await?;
    let form = form(&guest);
    match registration::sign_up(guest.at(), &form).await {
        Ok(next) => guest.go(next).await,
        Err(failed) => {
            let notice = guest.trouble(failed, &form.username).await?;
            Ok(guest.page(&page(&guest, Some(Said::of(&notice, guest.words()))))?)
        }
    }
}

fn form(guest: &Guest<'_>) -> Form {
    let phone_first = guest.through.pool.settings.username_attributes.contains(&Channel::Sms);
    let username = guest.field("username");
    let looks_like_number = phone_first && !username.contains('@');
    let fields = guest.visit.form.iter().flat_map(|form| form.iter());
    let attributes: BTreeMap<String, String> = fields
        .filter_map(|(name, value)| Some((attribute_of(name)?, value)))
        .map(|(name, value)| match name {
            "phone_number" => (name.to_owned(), phone_number(value)),
            _ => (name.to_owned(), value.to_owned()),
        })
        .collect();
    Form {
        username: match looks_like_number {
            true => phone_number(username),
            false => username.to_owned(),
        },
        password: guest.field("password").to_owned(),
        attributes,
    }
}

fn page(guest: &Guest<'_>, notice: Option<Said>) -> SignUp {
    let words = guest.words();
    let pool = &guest.through.pool;
    let username = Field::new_username(pool, words)
        .holding(guest.field("username"))
        .first();
    let wanted = registration::wanted(&guest.through).into_iter();
    let attributes = wanted.map(|wanted| {
        let field = Field::attribute(&wanted, words);
        let given = guest.field(&field.name).to_owned();
        field.holding(&given)
    });
    let password = Field::new_password(words.password);
    SignUp {
        frame: guest.frame(words.create_account, notice),
        action: guest.path("/signup"),
        fields: std::iter::once(username).chain(attributes).chain([password]).collect(),
        rules: rules(&pool.settings.password_policy, words),
        terms: guest.look.agreement(guest.browser.language),
        providers: login::providers(guest),
        back: guest.path("/login"),
    }
}

/// Asks for the code of a sign-up, or takes it.
///
/// # Errors
/// [`Stop`].
pub(super) async fn confirm(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let Some(Step::Confirm(confirming)) = guest.step().await? else {
        return guest.back(Because::OutOfDate, "").await;
    };
    if visit.method == Method::Get {
        return Ok(show(&guest, &confirming, None)?);
    }
    match registration::confirm(guest.at(), &confirming, &guest.digits()).await {
        Ok(next) => guest.go(next).await,
        Err(failed) => {
            let notice = guest.trouble(failed, &confirming.username).await?;
            Ok(show(&guest, &confirming, Some(Said::of(&notice, guest.words())))?)
        }
    }
}

/// Sends another code, or another link.
///
/// # Errors
/// [`Stop`].
pub(super) async fn resend(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let Some(Step::Confirm(confirming)) = guest.step().await? else {
        return guest.back(Because::OutOfDate, "").await;
    };
    if visit.method == Method::Get {
        return guest.go_to(&Step::Confirm(confirming)).await;
    }
    match registration::resend(guest.at(), &confirming).await {
        Ok(confirming) => {
            let cookie = guest.carry(&Step::Confirm(confirming.clone())).await?;
            let words = guest.words();
            let said = match is_by_link(&guest, &confirming) {
                true => Said::good(words.link_resent),
                false => Said::good(words.resent),
            };
            Ok(show(&guest, &confirming, Some(said))?.with_cookie(cookie))
        }
        Err(failed) => {
            let notice = guest.trouble(failed, &confirming.username).await?;
            Ok(show(&guest, &confirming, Some(Said::of(&notice, guest.words())))?)
        }
    }
}

fn show(guest: &Guest<'_>, confirming: &Confirming, notice: Option<Said>) -> Result<Reply, Failed> {
    let words = guest.words();
    let frame = guest.frame(words.confirm_account, notice);
    let (resend, back) = (guest.path("/resendcode"), guest.path("/login"));
    if is_by_link(guest, confirming) {
        let destination = confirming.sent.as_ref().map_or("", |sent| sent.masked.as_str());
        let lead = guest.browser.fill(words.link_sent, &[("destination", destination)]);
        return guest.page(&LinkSent {
            frame,
            lead,
            resend,
            back,
        });
    }
    guest.page(&Code {
        frame,
        action: guest.path("/confirm"),
        lead: sent(guest, confirming.sent.as_ref()),
        fields: vec![Field::code("code", words).first()],
        resend: Some(resend),
        back,
    })
}

/// Whether the e-mail holds a link instead of a code.
fn is_by_link(guest: &Guest<'_>, confirming: &Confirming) -> bool {
    let by_mail = confirming
        .sent
        .as_ref()
        .is_some_and(|sent| sent.channel == Channel::Email);
    by_mail && guest.through.pool.settings.messages.confirm_with_link
}

/// Where a code went.
pub(super) fn sent(guest: &Guest<'_>, destination: Option<&Destination>) -> String {
    let words = guest.words();
    let Some(destination) = destination else {
        return words.code_sent.to_owned();
    };
    let sentence = match destination.channel {
        Channel::Email => words.code_sent_email,
        Channel::Sms => words.code_sent_sms,
    };
    guest.browser.fill(sentence, &[("destination", &destination.masked)])
}

/// The link of an e-mail: confirms, and says so. Nobody is signed in by it (oauth.md §6.2).
///
/// # Errors
/// [`Stop`].
pub(super) async fn by_link(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let client = visit.asked.get("client_id").unwrap_or_default();
    let (through, browser, look) = error::outside(cx, visit, client).await?;
    let words = browser.words();
    let given = |name: &str| visit.asked.get(name).unwrap_or_default();
    let (username, code) = (given("user_name"), given("confirmation_code"));
    match registration::by_link(At { cx, through: &through }, username, code).await {
        Ok(()) => Ok(error::confirmed(&browser, &look)?),
        Err(Failed::Fault(fault)) => {
            let notice = match Trouble::of(&fault) {
                Trouble::Notice(notice) => notice,
                _ => Notice::TryAgain,
            };
            Ok(error::told(&browser, &look, Said::of(&notice, words), None)?)
        }
        Err(Failed::Broken(broken)) => Err(broken.into()),
    }
}

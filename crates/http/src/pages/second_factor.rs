//! `/mfa`, `/mfa/options` and `/mfa/register`: second factors (oauth.md §6.3).

use app::{
    cx::Cx,
    hosted::{
        Stop,
        visit::{Method, Reply, Visit},
    },
    operation::Failed,
    pages::{
        Next,
        carried::{Asked, SettingUp, Step},
        second_factor, sign_in,
    },
};
use askama::Template;
use domain::{oauth::params, ports::Channel, user::MfaMethod};
use wire::shapes::ChallengeNameType;

use super::{
    field::Field,
    frame::{Frame, Said},
    guest::{Guest, page_of_challenge},
    qr::{self, Picture},
    words::Words,
};

#[derive(Template)]
#[template(path = "code.html")]
pub(super) struct Code {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) lead: String,
    pub(super) fields: Vec<Field>,
    pub(super) resend: Option<String>,
    pub(super) back: String,
}

#[derive(Template)]
#[template(path = "choose_mfa.html")]
pub(super) struct ChooseMethod {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) lead: &'static str,
    pub(super) methods: Vec<(&'static str, &'static str)>,
    pub(super) back: String,
}

#[derive(Template)]
#[template(path = "totp.html")]
pub(super) struct Totp {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) link: String,
    pub(super) picture: Picture,
    pub(super) key: String,
    pub(super) field: Field,
    pub(super) back: String,
}

/// A question with a few fields.
#[derive(Template)]
#[template(path = "ask.html")]
pub(super) struct Ask {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) lead: Option<&'static str>,
    pub(super) fields: Vec<Field>,
    pub(super) submit: &'static str,
    pub(super) back: String,
}

/// Asks for a second factor, or takes it.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let asked = guest.asked().await?;
    if visit.method == Method::Get {
        return open(&guest, asked).await;
    }
    if !guest.field("resend").is_empty() && has_code(&asked) {
        return again(&guest, &asked).await;
    }
    match answer(&guest, &asked).await {
        Ok(next) => guest.go(next).await,
        Err(failed) => {
            let notice = guest.trouble(failed, &asked.username).await?;
            Ok(show(&guest, &asked, Some(Said::of(&notice, guest.words())))?)
        }
    }
}

/// Whether a code was sent as second factor.
fn has_code(asked: &Asked) -> bool {
    let by_message = matches!(asked.challenge, ChallengeNameType::SmsMfa | ChallengeNameType::EmailOtp);
    by_message && asked.available.is_none()
}

/// Sends another code, and says so.
async fn again(guest: &Guest<'_>, asked: &Asked) -> Result<Reply, Stop> {
    match sign_in::again(guest.at(), asked).await {
        Ok(Next::Step(Step::Asked(again))) => {
            let cookie = guest.carry(&Step::Asked(again.clone())).await?;
            let said = Said::good(guest.words().resent);
            Ok(show(guest, &again, Some(said))?.with_cookie(cookie))
        }
        Ok(next) => guest.go(next).await,
        Err(failed) => {
            let notice = guest.trouble(failed, &asked.username).await?;
            Ok(show(guest, asked, Some(Said::of(&notice, guest.words())))?)
        }
    }
}

/// Where there is but one method to set up, it is not asked which.
async fn open(guest: &Guest<'_>, asked: Asked) -> Result<Reply, Stop> {
    let only = match (asked.challenge, second_factor::methods(&asked).as_slice()) {
        (ChallengeNameType::MfaSetup, [only]) if asked.setting_up.is_none() => *only,
        _ => return Ok(show(guest, &asked, None)?),
    };
    match second_factor::set_up(guest.at(), &asked, only).await {
        Ok(asked) => {
            let cookie = guest.carry(&Step::Asked(asked.clone())).await?;
            Ok(show(guest, &asked, None)?.with_cookie(cookie))
        }
        Err(failed) => {
            let notice = guest.trouble(failed, &asked.username).await?;
            Ok(show(guest, &asked, Some(Said::of(&notice, guest.words())))?)
        }
    }
}

async fn answer(guest: &Guest<'_>, asked: &Asked) -> Result<Next, Failed> {
    let at = guest.at();
    match asked.challenge {
        ChallengeNameType::SelectMfaType => sign_in::answer(at, asked, &[("ANSWER", guest.field("answer"))]).await,
        ChallengeNameType::MfaSetup => set_up(guest, asked).await,
        ChallengeNameType::SmsMfa => sign_in::answer(at, asked, &[("SMS_MFA_CODE", &guest.digits())]).await,
        ChallengeNameType::SoftwareTokenMfa => {
            sign_in::answer(at, asked, &[("SOFTWARE_TOKEN_MFA_CODE", &guest.digits())]).await
        }
        _ => sign_in::answer(at, asked, &[("EMAIL_OTP_CODE", &guest.digits())]).await,
    }
}

async fn set_up(guest: &Guest<'_>, asked: &Asked) -> Result<Next, Failed> {
    let at = guest.at();
    match &asked.setting_up {
        Some(SettingUp::Totp(_)) => second_factor::verify_app(at, asked, &guest.digits()).await,
        Some(SettingUp::Email) => sign_in::answer(at, asked, &[("EMAIL", guest.field("email").trim())]).await,
        Some(SettingUp::Phone) => {
            let number = phone_number(guest.field("phone_number"));
            sign_in::answer(at, asked, &[("PHONE_NUMBER", &number)]).await
        }
        None => {
            let offered = second_factor::methods(asked);
            let chosen = offered
                .into_iter()
                .find(|method| name(*method) == guest.field("answer"));
            match chosen {
                Some(method) => {
                    let asked = second_factor::set_up(at, asked, method).await?;
                    Ok(Next::Step(Step::Asked(asked)))
                }
                None => Ok(Next::Step(Step::Asked(asked.clone()))),
            }
        }
    }
}

fn show(guest: &Guest<'_>, asked: &Asked, notice: Option<Said>) -> Result<Reply, Failed> {
    match (asked.challenge, &asked.setting_up) {
        (ChallengeNameType::SelectMfaType, _) => {
            guest.page(&choose(guest, asked, (notice, guest.words().choose_method)))
        }
        (ChallengeNameType::MfaSetup, None) => {
            let mut page = choose(guest, asked, (notice, guest.words().set_up_text));
            page.frame.title = guest.words().set_up_title.to_owned();
            guest.page(&page)
        }
        (ChallengeNameType::MfaSetup, Some(SettingUp::Totp(secret))) => {
            guest.page(&totp(guest, &asked.username, secret, notice))
        }
        (ChallengeNameType::MfaSetup, Some(SettingUp::Email)) => guest.page(&address(guest, Channel::Email, notice)),
        (ChallengeNameType::MfaSetup, Some(SettingUp::Phone)) => guest.page(&address(guest, Channel::Sms, notice)),
        (ChallengeNameType::SmsMfa | ChallengeNameType::SoftwareTokenMfa | ChallengeNameType::EmailOtp, _)
            if asked.available.is_none() =>
        {
            guest.page(&code(guest, asked, notice))
        }
        _ => Ok(guest.elsewhere(asked)),
    }
}

impl Guest<'_> {
    /// The code in the form. People copy it with blanks.
    pub(super) fn digits(&self) -> String {
        let given = self.visit.field("code").or(self.visit.field("authentication_code"));
        given
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect()
    }

    /// On to the page that belongs to a challenge.
    pub(super) fn elsewhere(&self, asked: &Asked) -> Reply {
        Reply::after_form(self.path(page_of_challenge(asked)))
    }
}

/// Asks for a code.
pub(super) fn code(guest: &Guest<'_>, asked: &Asked, notice: Option<Said>) -> Code {
    let words = guest.words();
    let destination = asked
        .parameters
        .get("CODE_DELIVERY_DESTINATION")
        .map_or("", String::as_str);
    let by = asked
        .parameters
        .get("CODE_DELIVERY_DELIVERY_MEDIUM")
        .map(String::as_str);
    let lead = match by {
        Some("SMS") => words.code_sent_sms,
        Some(_) => words.code_sent_email,
        None => words.code_from_app,
    };
    Code {
        frame: guest.frame(words.confirm_identity, notice),
        action: guest.path(page_of_challenge(asked)),
        lead: guest.browser.fill(lead, &[("destination", destination)]),
        fields: vec![Field::code("code", words).first()],
        resend: has_code(asked).then(|| guest.path("/mfa")),
        back: guest.path("/login"),
    }
}

fn choose(guest: &Guest<'_>, asked: &Asked, (notice, lead): (Option<Said>, &'static str)) -> ChooseMethod {
    let words = guest.words();
    let methods = second_factor::methods(asked).into_iter();
    ChooseMethod {
        frame: guest.frame(words.confirm_identity, notice),
        action: guest.path(page_of_challenge(asked)),
        lead,
        methods: methods.map(|method| (name(method), called(method, words))).collect(),
        back: guest.path("/login"),
    }
}

fn totp(guest: &Guest<'_>, username: &str, secret: &str, notice: Option<Said>) -> Totp {
    let words = guest.words();
    let link = link(&guest.through.pool.name, username, secret);
    Totp {
        frame: guest.frame(words.totp_title, notice),
        action: guest.path("/mfa/register"),
        picture: qr::picture(&link),
        key: in_fours(secret),
        link,
        field: Field::code("code", words).first(),
        back: guest.path("/login"),
    }
}

fn address(guest: &Guest<'_>, channel: Channel, notice: Option<Said>) -> Ask {
    let words = guest.words();
    let title = match channel {
        Channel::Email => words.email_set_up,
        Channel::Sms => words.phone_set_up,
    };
    let given = guest.field(channel.attribute());
    Ask {
        frame: guest.frame(title, notice),
        action: guest.path("/mfa/register"),
        lead: None,
        fields: vec![Field::address(channel, words).holding(given).first()],
        submit: words.send_code,
        back: guest.path("/login"),
    }
}

/// As the ANSWER to SELECT_MFA_TYPE names it.
fn name(method: MfaMethod) -> &'static str {
    method.as_str()
}

fn called(method: MfaMethod, words: &Words) -> &'static str {
    match method {
        MfaMethod::Sms => words.method_sms,
        MfaMethod::Email => words.method_email,
        MfaMethod::Totp => words.method_totp,
    }
}

/// What authenticator apps read (the key URI format of Google Authenticator). The pool is the issuer.
fn link(pool: &str, username: &str, secret: &str) -> String {
    let mut query = String::new();
    params::push(&mut query, "secret", secret);
    params::push(&mut query, "issuer", pool);
    format!(
        "otpauth://totp/{}:{}?{query}",
        params::encode(pool),
        params::encode(username)
    )
}

/// A secret as people can type it.
fn in_fours(secret: &str) -> String {
    let characters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// A number as people write it: with blanks, hyphens and brackets.
pub(super) fn phone_number(given: &str) -> String {
    given
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '.' | '/'))
        .collect()
}

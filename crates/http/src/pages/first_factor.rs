//! `/login/continue`: the first factor of somebody who has given its name (oauth.md §6.3).

use app::{
    cx::Cx,
    hosted::{
        Stop,
        visit::{Method, Reply, Visit},
    },
    operation::Failed,
    pages::{
        Next,
        carried::{Asked, Step},
        sign_in,
        trouble::Notice,
    },
};
use askama::Template;
use wire::shapes::ChallengeNameType;

use super::{
    field::Field,
    frame::{Frame, Said},
    guest::Guest,
    login, passkeys, second_factor,
};

#[derive(Template)]
#[template(path = "choose.html")]
pub(super) struct Choose {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) username: String,
    pub(super) who: String,
    pub(super) other_account: String,
    pub(super) password: Option<Field>,
    pub(super) forgot: Option<String>,
    pub(super) others: Vec<(&'static str, &'static str)>,
}

/// Shows what can be chosen or has to be proven, or takes the proof.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let asked = guest.asked().await?;
    if visit.method == Method::Get {
        return Ok(show(&guest, &asked, None)?);
    }
    match answer(&guest, &asked).await {
        Ok(next) => guest.go(next).await,
        Err(failed) => {
            let notice = guest.trouble(failed, &asked.username).await?;
            after(&guest, &asked, notice).await
        }
    }
}

async fn answer(guest: &Guest<'_>, asked: &Asked) -> Result<Next, Failed> {
    let at = guest.at();
    if !guest.field("resend").is_empty() {
        let levels = guest.levels();
        return sign_in::by_preference(at, &asked.username, asked.challenge, levels.as_deref()).await;
    }
    match asked.challenge {
        ChallengeNameType::SelectChallenge => {
            let (answer, password) = (guest.field("answer"), guest.field("password"));
            let mut responses = vec![("ANSWER", answer)];
            if answer == "PASSWORD" {
                responses.push(("PASSWORD", password));
            }
            sign_in::answer(at, asked, &responses).await
        }
        ChallengeNameType::Password => sign_in::answer(at, asked, &[("PASSWORD", guest.field("password"))]).await,
        ChallengeNameType::WebAuthn => sign_in::answer(at, asked, &[("CREDENTIAL", guest.field("credential"))]).await,
        ChallengeNameType::SmsOtp => sign_in::answer(at, asked, &[("SMS_OTP_CODE", &guest.digits())]).await,
        _ => sign_in::answer(at, asked, &[("EMAIL_OTP_CODE", &guest.digits())]).await,
    }
}

/// After a wrong password or passkey the sign-in begins anew, for its Session is used up; a wrong code may be tried again.
async fn after(guest: &Guest<'_>, asked: &Asked, notice: Notice) -> Result<Reply, Stop> {
    let said = Some(Said::of(&notice, guest.words()));
    let by_code = matches!(asked.challenge, ChallengeNameType::SmsOtp | ChallengeNameType::EmailOtp);
    if by_code {
        return Ok(show(guest, asked, said)?);
    }
    let levels = guest.levels();
    match sign_in::by_choice(guest.at(), &asked.username, levels.as_deref()).await {
        Ok(Next::Step(Step::Asked(again))) => {
            let cookie = guest.carry(&Step::Asked(again.clone())).await?;
            Ok(show(guest, &again, said)?.with_cookie(cookie))
        }
        Ok(next) => guest.go(next).await,
        Err(Failed::Fault(_)) => Ok(login::show(guest, said, &asked.username)?),
        Err(Failed::Broken(broken)) => Err(broken.into()),
    }
}

fn show(guest: &Guest<'_>, asked: &Asked, notice: Option<Said>) -> Result<Reply, Failed> {
    match asked.challenge {
        ChallengeNameType::SelectChallenge | ChallengeNameType::Password => guest.page(&choose(guest, asked, notice)),
        ChallengeNameType::WebAuthn => guest.page(&passkeys::use_one(guest, asked, notice)),
        ChallengeNameType::EmailOtp | ChallengeNameType::SmsOtp => {
            let mut code = second_factor::code(guest, asked, notice);
            code.frame.title = guest.words().enter_code.to_owned();
            code.resend = Some(guest.path("/login/continue"));
            guest.page(&code)
        }
        _ => Ok(guest.elsewhere(asked)),
    }
}

/// The password at once, and buttons for the rest. SRP is for programs.
fn choose(guest: &Guest<'_>, asked: &Asked, notice: Option<Said>) -> Choose {
    let words = guest.words();
    let available = asked.available.as_deref().unwrap_or(&[ChallengeNameType::Password]);
    let has_password = available.contains(&ChallengeNameType::Password);
    let others = available.iter().filter_map(|challenge| match challenge {
        ChallengeNameType::WebAuthn => Some(("WEB_AUTHN", words.by_passkey)),
        ChallengeNameType::EmailOtp => Some(("EMAIL_OTP", words.by_email_code)),
        ChallengeNameType::SmsOtp => Some(("SMS_OTP", words.by_sms_code)),
        _ => None,
    });
    let title = match available.len() {
        0 | 1 => words.sign_in,
        _ => words.choose_factor,
    };
    Choose {
        frame: guest.frame(title, notice),
        action: guest.path("/login/continue"),
        username: asked.username.clone(),
        who: guest
            .browser
            .fill(words.signing_in_as, &[("username", &asked.username)]),
        other_account: guest.path("/login"),
        password: has_password.then(|| Field::password(words).first()),
        forgot: has_password.then(|| guest.path("/forgotPassword")),
        others: others.collect(),
    }
}

//! `/forgotPassword`, `/resetPassword` and `/confirmforgotPassword` (oauth.md §6.2).

use app::{
    cx::Cx,
    hosted::{
        Stop,
        visit::{Method, Reply, Visit},
    },
    pages::{
        carried::{Because, Resetting, Step},
        reset,
        trouble::Notice,
    },
};
use domain::rates::Category;

use super::{
    field::{Field, rules},
    frame::Said,
    guest::Guest,
    new_password::NewPassword,
    second_factor::Ask,
    sign_up::sent,
};

/// Asks whose password is forgotten, or sends the code.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let username = guest.field("username");
    if visit.method == Method::Get || username.is_empty() {
        let hint = guest.request.asked.login_hint.as_deref().unwrap_or_default();
        return Ok(guest.page(&whose(&guest, hint, None))?);
    }
    guest.counts_as(Category::UserAccountRecovery).await?;
    match reset::begin(guest.at(), username).await {
        Ok(resetting) => guest.go_to(&Step::Reset(resetting)).await,
        Err(failed) => {
            let notice = guest.trouble(failed, username).await?;
            Ok(guest.page(&whose(&guest, username, Some(Said::of(&notice, guest.words()))))?)
        }
    }
}

/// Asks for the code and the new password, or takes them.
///
/// # Errors
/// [`Stop`].
pub(super) async fn confirm(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let Some(Step::Reset(resetting)) = guest.step().await? else {
        return guest.back(Because::OutOfDate, "").await;
    };
    if visit.method == Method::Get {
        let why = resetting.because.map(|_| Said::good(guest.words().reset_required));
        return Ok(guest.page(&page(&guest, &resetting, why))?);
    }
    if !guest.field("resend").is_empty() {
        return again(&guest, resetting).await;
    }
    let password = guest.field("password");
    if password != guest.field("confirm_password") {
        let said = Said::of(&Notice::PasswordsDiffer, guest.words());
        return Ok(guest.page(&page(&guest, &resetting, Some(said)))?);
    }
    match reset::finish(guest.at(), &resetting, &guest.digits(), password).await {
        Ok(step) => guest.go_to(&step).await,
        Err(failed) => {
            let notice = guest.trouble(failed, &resetting.username).await?;
            let said = Said::of(&notice, guest.words());
            Ok(guest.page(&page(&guest, &resetting, Some(said)))?)
        }
    }
}

async fn again(guest: &Guest<'_>, resetting: Resetting) -> Result<Reply, Stop> {
    match reset::begin(guest.at(), &resetting.username).await {
        Ok(resetting) => {
            let cookie = guest.carry(&Step::Reset(resetting.clone())).await?;
            let said = Said::good(guest.words().resent);
            Ok(guest.page(&page(guest, &resetting, Some(said)))?.with_cookie(cookie))
        }
        Err(failed) => {
            let notice = guest.trouble(failed, &resetting.username).await?;
            let said = Said::of(&notice, guest.words());
            Ok(guest.page(&page(guest, &resetting, Some(said)))?)
        }
    }
}

fn whose(guest: &Guest<'_>, username: &str, notice: Option<Said>) -> Ask {
    let words = guest.words();
    Ask {
        frame: guest.frame(words.forgot_password, notice),
        action: guest.path("/forgotPassword"),
        lead: Some(words.forgot_text),
        fields: vec![Field::username(&guest.through.pool, words).holding(username).first()],
        submit: words.send_code,
        back: guest.path("/login"),
    }
}

fn page(guest: &Guest<'_>, resetting: &Resetting, notice: Option<Said>) -> NewPassword {
    let words = guest.words();
    NewPassword {
        frame: guest.frame(words.choose_password, notice),
        action: guest.path("/confirmforgotPassword"),
        lead: sent(guest, resetting.sent.as_ref()),
        username: resetting.username.clone(),
        before: vec![
            Field::code("code", words).holding(&guest.digits()).first(),
            Field::new_password(words.new_password),
        ],
        rules: rules(&guest.through.pool.settings.password_policy, words),
        fields: vec![Field::repeated_password(words)],
        resend: Some(guest.path("/confirmforgotPassword")),
        back: guest.path("/login"),
    }
}

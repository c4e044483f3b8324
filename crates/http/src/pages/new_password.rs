//! `/changePassword`: a temporary password is replaced (oauth.md §6.3).

use app::{
    cx::Cx,
    hosted::{
        Stop,
        visit::{Method, Reply, Visit},
    },
    pages::{
        carried::Asked,
        registration::{Need, Wanted},
        sign_in,
        trouble::Notice,
    },
};
use askama::Template;
use wire::shapes::ChallengeNameType;

use super::{
    field::{Field, Rule, attribute_of, rules},
    frame::{Frame, Said},
    guest::Guest,
};

/// What stands before the name of an attribute in challenge and answer (auth.md §12.11).
const PREFIX: &str = "userAttributes.";

#[derive(Template)]
#[template(path = "new_password.html")]
pub(super) struct NewPassword {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) lead: String,
    pub(super) username: String,
    pub(super) before: Vec<Field>,
    pub(super) rules: Vec<Rule>,
    pub(super) fields: Vec<Field>,
    pub(super) resend: Option<String>,
    pub(super) back: String,
}

/// Asks for a new password, and for attributes that are missing; or takes them.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let guest = Guest::enter(cx, visit).await?;
    let asked = guest.asked().await?;
    if asked.challenge != ChallengeNameType::NewPasswordRequired {
        return Ok(guest.elsewhere(&asked));
    }
    if visit.method == Method::Get {
        return Ok(guest.page(&page(&guest, &asked, None))?);
    }
    if guest.field("password") != guest.field("confirm_password") {
        let said = Said::of(&Notice::PasswordsDiffer, guest.words());
        return Ok(guest.page(&page(&guest, &asked, Some(said)))?);
    }
    let attributes = attributes(&guest);
    let mut responses = vec![("NEW_PASSWORD", guest.field("password"))];
    responses.extend(attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    match sign_in::answer(guest.at(), &asked, &responses).await {
        Ok(next) => guest.go(next).await,
        Err(failed) => {
            let notice = guest.trouble(failed, &asked.username).await?;
            Ok(guest.page(&page(&guest, &asked, Some(Said::of(&notice, guest.words()))))?)
        }
    }
}

fn attributes(guest: &Guest<'_>) -> Vec<(String, String)> {
    let fields = guest.visit.form.iter().flat_map(|form| form.iter());
    fields
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(name, value)| Some((format!("{PREFIX}{}", attribute_of(name)?), value.to_owned())))
        .collect()
}

fn page(guest: &Guest<'_>, asked: &Asked, notice: Option<Said>) -> NewPassword {
    let words = guest.words();
    let settings = &guest.through.pool.settings;
    let missing: Vec<String> = asked
        .parameters
        .get("requiredAttributes")
        .and_then(|list| serde_json::from_str(list).ok())
        .unwrap_or_default();
    let wanted = missing
        .iter()
        .filter_map(|name| settings.schema.find(name.strip_prefix(PREFIX).unwrap_or(name)));
    let fields = wanted.map(|attribute| {
        let need = Need::Required;
        let field = Field::attribute(&Wanted { attribute, need }, words);
        let given = guest.field(&field.name).to_owned();
        field.holding(&given)
    });
    NewPassword {
        frame: guest.frame(words.choose_password, notice),
        action: guest.path("/changePassword"),
        lead: words.temporary_text.to_owned(),
        username: asked.username.clone(),
        before: vec![Field::new_password(words.new_password).first()],
        rules: rules(&settings.password_policy, words),
        fields: std::iter::once(Field::repeated_password(words)).chain(fields).collect(),
        resend: None,
        back: guest.path("/login"),
    }
}

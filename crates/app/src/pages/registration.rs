//! Sign-up at the pages, and its confirmation.

use std::collections::BTreeMap;

use domain::{
    attributes::{Attribute, permissions},
    pool::AliasAttribute,
    ports::Channel,
};
use serde_json::{Value, json};
use wire::call;

use super::{
    At, Next,
    carried::{Back, Because, Confirming, Step},
    destination, input, sign_in,
};
use crate::{
    flow::sign_in::{Inputs, Through, after_sign_up},
    operation::Failed,
    ops::sign_up::{ConfirmSignUp, ResendConfirmationCode, SignUp},
};

/// What somebody fills in to sign up.
pub struct Form {
    /// The name.
    pub username: String,
    /// The password.
    pub password: String,
    /// Attributes by name; empty ones count as absent.
    pub attributes: BTreeMap<String, String>,
}

/// An attribute that the sign-up asks for.
pub struct Wanted<'a> {
    /// The attribute.
    pub attribute: &'a Attribute,
    /// Whether it may be left out.
    pub need: Need,
}

/// Whether an attribute may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may not.
    Required,
    /// It may.
    Optional,
}

/// The attributes that the sign-up asks for, in the order of the schema: what the schema requires, what may stand for the
/// username, and the address that the pool verifies (oauth.md §§6.2, 6.4). What the username itself says is not asked again,
/// and what the client may not write cannot be.
pub fn wanted(through: &Through) -> Vec<Wanted<'_>> {
    let settings = &through.pool.settings;
    let is_username = |name: &str| match settings.username_attributes.as_slice() {
        [only] => only.attribute() == name,
        _ => false,
    };
    let is_alias = |name: &str| {
        settings.aliases.iter().any(|alias| match alias {
            AliasAttribute::Email => name == Channel::Email.attribute(),
            AliasAttribute::PhoneNumber => name == Channel::Sms.attribute(),
            // Can be set only when the user is confirmed.
            AliasAttribute::PreferredUsername => false,
        })
    };
    // Without an address that the pool verifies there is no code, and nobody could go on.
    let by_name = settings.username_attributes.is_empty();
    let verified = settings.auto_verified.first().filter(|_| by_name);
    let schema = settings.schema.0.iter();
    schema
        .filter(|attribute| attribute.name != "sub" && !is_username(&attribute.name))
        .filter(|attribute| permissions::may_write(&through.client.settings, attribute))
        .filter_map(|attribute| {
            let required = attribute.required || verified.is_some_and(|channel| channel.attribute() == attribute.name);
            let need = if required { Need::Required } else { Need::Optional };
            (required || is_alias(&attribute.name)).then_some(Wanted { attribute, need })
        })
        .collect()
}

/// Signs somebody up.
///
/// # Errors
/// As SignUp, and as a sign-in by password for a user who is confirmed at once.
pub async fn sign_up(at: At<'_>, form: &Form) -> Result<Next, Failed> {
    let attributes: Vec<Value> = form
        .attributes
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| json!({ "Name": name, "Value": value }))
        .collect();
    let members = json!({
        "ClientId": at.through.client.id,
        "Username": form.username,
        "Password": form.password,
        "UserAttributes": attributes,
    });
    let request = input::<call::SignUp>(members)?;
    let made = SignUp::at(at.cx, at.through, request).await?;
    if made.user_confirmed {
        return sign_in::by_password(at, &form.username, &form.password).await;
    }
    Ok(Next::Step(Step::Confirm(Confirming {
        username: form.username.clone(),
        sent: destination(made.code_delivery_details),
        session: made.session,
    })))
}

/// Confirms a sign-up by its code. The sign-in follows by itself, where a code is enough for it.
///
/// # Errors
/// As ConfirmSignUp, and as USER_AUTH.
pub async fn confirm(at: At<'_>, confirming: &Confirming, code: &str) -> Result<Next, Failed> {
    let members = json!({
        "ClientId": at.through.client.id,
        "Username": confirming.username,
        "ConfirmationCode": code,
        "Session": confirming.session,
    });
    let request = input::<call::ConfirmSignUp>(members)?;
    let confirmed = ConfirmSignUp::at(at.cx, at.through, request).await?;
    // Whoever comes from another page has shown no password.
    let session = confirmed.session.filter(|_| confirming.session.is_some());
    let Some(session) = session else {
        return Ok(Next::Step(Step::Back(Back {
            because: Because::Confirmed,
            username: confirming.username.clone(),
        })));
    };
    let inputs = Inputs(BTreeMap::from([("USERNAME".to_owned(), confirming.username.clone())]));
    let answer = after_sign_up::begin(at.cx, at.through, &session, (inputs, None)).await?;
    sign_in::next(answer, &confirming.username)
}

/// Sends another code to somebody who has signed up before.
///
/// # Errors
/// As ResendConfirmationCode.
pub async fn resend(at: At<'_>, confirming: &Confirming) -> Result<Confirming, Failed> {
    let members = json!({ "ClientId": at.through.client.id, "Username": confirming.username });
    let request = input::<call::ResendConfirmationCode>(members)?;
    let sent = ResendConfirmationCode::at(at.cx, at.through, request).await?;
    Ok(Confirming {
        sent: destination(sent.code_delivery_details),
        ..confirming.clone()
    })
}

/// Confirms a sign-up by the link of an e-mail.
///
/// # Errors
/// As ConfirmSignUp.
pub async fn by_link(at: At<'_>, username: &str, code: &str) -> Result<(), Failed> {
    let members = json!({
        "ClientId": at.through.client.id,
        "Username": username,
        "ConfirmationCode": code,
    });
    let request = input::<call::ConfirmSignUp>(members)?;
    ConfirmSignUp::at(at.cx, at.through, request).await?;
    Ok(())
}

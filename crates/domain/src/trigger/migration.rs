//! Users who come over at their first sign-in: UserMigration (triggers.md §6.8).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Unrecognizable,
    answer::{flag, list, response, text, texts},
};
use crate::ports::Channel;

/// When a function is asked about somebody whom the pool does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MigrationSource {
    /// At a sign-in with a password.
    Authentication,
    /// When the password is forgotten.
    ForgotPassword,
}

impl MigrationSource {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Authentication => "Authentication",
            Self::ForgotPassword => "ForgotPassword",
        }
    }
}

/// The password that the person typed in. A secret: no `Debug`.
#[derive(Clone, Copy)]
pub struct Password<'a>(pub &'a str);

/// `password` is absent when it was forgotten (documented).
pub(super) fn members(
    password: Option<&Password<'_>>,
    validation: Option<&BTreeMap<String, String>>,
) -> (Value, Value) {
    let mut request = json!({ "validationData": validation });
    if let Some(Password(password)) = password {
        request["password"] = json!(password);
    }
    let response = json!({
        "userAttributes": null,
        "forceAliasCreation": null,
        "enableSMSMFA": null,
        "finalUserStatus": null,
        "messageAction": null,
        "desiredDeliveryMediums": null,
    });
    (request, response)
}

/// What the function knows of the person. Personal: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Migrant {
    /// The attributes; one of the name `username` is the username (reported; no documentation has it).
    pub attributes: BTreeMap<String, String>,
    /// The password that was typed in stays good (`finalUserStatus` CONFIRMED); otherwise it must be reset.
    pub keeps_password: bool,
    /// No invitation is sent (`messageAction` SUPPRESS).
    pub suppresses_message: bool,
    /// How the invitation travels: by text message unless said otherwise (documented).
    pub mediums: Vec<Channel>,
    /// An alias that somebody has moves over (`forceAliasCreation`).
    pub takes_aliases: bool,
    /// Text messages become the second factor (`enableSMSMFA`).
    pub sms_mfa: bool,
}

/// Reads what UserMigration returned; `None` when it knows nobody, which is to say that it gave no attributes.
///
/// # Errors
/// [`Unrecognizable`].
pub fn migrant(returned: &Value) -> Result<Option<Migrant>, Unrecognizable> {
    let response = response(returned)?;
    let attributes = texts(response.get("userAttributes"))?;
    if attributes.is_empty() {
        return Ok(None);
    }
    let status = text(response.get("finalUserStatus"))?;
    let action = text(response.get("messageAction"))?;
    Ok(Some(Migrant {
        attributes,
        keeps_password: status.as_deref() == Some("CONFIRMED"),
        suppresses_message: action.as_deref() == Some("SUPPRESS"),
        mediums: mediums(list(response.get("desiredDeliveryMediums"))?)?,
        takes_aliases: flag(response, "forceAliasCreation")?,
        sms_mfa: flag(response, "enableSMSMFA")?,
    }))
}

fn mediums(given: Option<Vec<String>>) -> Result<Vec<Channel>, Unrecognizable> {
    let Some(given) = given else {
        return Ok(vec![Channel::Sms]);
    };
    given
        .iter()
        .map(|medium| match medium.as_str() {
            "EMAIL" => Ok(Channel::Email),
            "SMS" => Ok(Channel::Sms),
            _ => Err(Unrecognizable),
        })
        .collect()
}

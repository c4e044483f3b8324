//! NEW_PASSWORD_REQUIRED: a temporary password is replaced in the course of a sign-in (auth.md §12.11).

use std::collections::BTreeMap;

use domain::{
    client::Client,
    pool::Pool,
    sign_in::Event,
    user::{User, UserStatus},
};
use store::{names::NameKind, users};

use super::drive::Drive;
use crate::{
    flow::{
        names::{self, Conflict},
        set_password,
    },
    operation::Failed,
    say::{self, passwords::PolicyWords},
};

/// What stands before the name of an attribute in the answer and in `requiredAttributes`.
const PREFIX: &str = "userAttributes.";

/// `requiredAttributes` and `userAttributes`, each JSON in a string (auth.md §12.11, reported).
pub fn parameters(pool: &Pool, client: &Client, user: &User) -> BTreeMap<String, String> {
    let required: Vec<String> = missing(pool, client, user).map(|name| format!("{PREFIX}{name}")).collect();
    let present: BTreeMap<_, _> = user.attributes.iter().filter(|(name, _)| *name != "sub").collect();
    BTreeMap::from([
        ("requiredAttributes".into(), serde_json::to_string(&required).unwrap_or_default()),
        ("userAttributes".into(), serde_json::to_string(&present).unwrap_or_default()),
    ])
}

/// The attributes that the schema requires, that the client may write, and that have no value yet.
fn missing<'a>(pool: &'a Pool, client: &'a Client, user: &'a User) -> impl Iterator<Item = &'a str> {
    pool.settings
        .schema
        .0
        .iter()
        .filter(|attribute| attribute.required && attribute.name != "sub")
        .map(|attribute| attribute.name.as_str())
        .filter(|name| may_write(client, name))
        .filter(|name| user.attributes.get(*name).is_none_or(String::is_empty))
}

/// A client without a list may write every attribute but the developers' own (resources.md §4.5).
fn may_write(client: &Client, name: &str) -> bool {
    match &client.settings.write_attributes {
        Some(names) => names.iter().any(|known| known == name),
        None => !name.starts_with("dev:"),
    }
}

impl Drive<'_> {
    /// Judges the new password and the attributes that came with it, and prepares the writing of both.
    pub(super) async fn accept_new_password(&mut self) -> Result<Event, Failed> {
        let password = self.inputs.need("NEW_PASSWORD")?.to_owned();
        let Some(view) = &self.whom.view else {
            return Err(say::sign_in::wrong_password().into());
        };
        let (pool, before) = (&self.through.pool, &view.user);
        let mut after = self.with_attributes(before)?;
        after.status = UserStatus::Confirmed;
        after.modified = self.cx.now;
        let words = PolicyWords::DoesNotConform;
        let (credential, version) = set_password::accept(self.cx, pool, before, &password, words).await?;
        let write = names::write(self.cx, pool, (before, &after), Conflict::Refuse).await?;
        self.changes = std::mem::take(&mut self.changes).and(write).and(credential);
        self.changed_user = Some(after);
        Ok(Event::NewPasswordSet(version))
    }

    /// The user with the attributes of the answer.
    fn with_attributes(&self, before: &User) -> Result<User, Failed> {
        let (pool, client) = (&self.through.pool, &self.through.client);
        let given = |name: &str| self.inputs.get(&format!("{PREFIX}{name}"));
        if let Some(name) = missing(pool, client, before).find(|name| given(name).is_none()) {
            return Err(say::sign_in::attribute_missing(name).into());
        }
        let mut after = before.clone();
        for (name, value) in &self.inputs.0 {
            let Some(name) = name.strip_prefix(PREFIX) else { continue };
            let attribute = pool.settings.schema.0.iter().find(|attribute| attribute.name == name);
            let Some(attribute) = attribute.filter(|_| name != "sub" && !name.ends_with("_verified")) else {
                return Err(say::sign_in::attribute_not_writable().into());
            };
            if !may_write(client, name) {
                return Err(say::sign_in::attribute_not_writable().into());
            }
            let has_value = before.attributes.get(name).is_some_and(|value| !value.is_empty());
            if has_value && attribute.required {
                return Err(say::sign_in::attribute_already_provided(name).into());
            }
            after.attributes.insert(name.to_owned(), value.clone());
        }
        Ok(after)
    }
}

/// What is said when one of the guards of a new password refuses.
pub fn refused(guard: &'static str) -> Option<Failed> {
    if guard == users::USER_CHANGED {
        return Some(say::sign_in::invalid_session().into());
    }
    let kind = NameKind::of_guard(guard)?;
    let attribute = match kind {
        NameKind::Email => "email",
        NameKind::PhoneNumber => "phone_number",
        NameKind::PreferredUsername => "preferred_username",
        NameKind::Username => return None,
    };
    Some(say::attributes::alias_exists(attribute).into())
}

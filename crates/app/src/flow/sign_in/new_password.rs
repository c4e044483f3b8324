//! NEW_PASSWORD_REQUIRED: a temporary password is replaced in the course of a sign-in (auth.md §12.11).

use std::collections::BTreeMap;

use domain::{
    aliases::NameKind,
    attributes::{
        permissions,
        values::{Author, Occasion, Violation},
    },
    client::Client,
    pool::Pool,
    sign_in::Event,
    user::{User, UserStatus},
};
use store::{names::kind_of_guard, users};

use super::drive::Drive;
use crate::{
    flow::{
        names::{self, Conflict},
        set_password::{self, Lasting},
    },
    operation::Failed,
    say::{self, passwords::PolicyWords},
};

/// What stands before the name of an attribute in the answer and in `requiredAttributes`.
const PREFIX: &str = "userAttributes.";

/// `requiredAttributes` and `userAttributes`, each JSON in a string (auth.md §12.11, reported).
pub fn parameters(pool: &Pool, client: &Client, user: &User) -> BTreeMap<String, String> {
    let required: Vec<String> = missing(pool, client, user)
        .map(|name| format!("{PREFIX}{name}"))
        .collect();
    let present: BTreeMap<_, _> = user.attributes.iter().filter(|(name, _)| *name != "sub").collect();
    BTreeMap::from([
        (
            "requiredAttributes".into(),
            serde_json::to_string(&required).unwrap_or_default(),
        ),
        (
            "userAttributes".into(),
            serde_json::to_string(&present).unwrap_or_default(),
        ),
    ])
}

/// The attributes that the schema requires, that the client may write, and that have no value yet.
fn missing<'a>(pool: &'a Pool, client: &'a Client, user: &'a User) -> impl Iterator<Item = &'a str> {
    pool.settings
        .schema
        .0
        .iter()
        .filter(|attribute| attribute.required && permissions::may_write(&client.settings, attribute))
        .map(|attribute| attribute.name.as_str())
        .filter(|name| user.attributes.get(*name).is_none_or(String::is_empty))
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
        set_password::check(&pool.settings.password_policy, &password, words)?;
        set_password::refuse_old(self.cx, pool, before, &password).await?;
        let version = self.cx.house.entropy.uuid().to_string();
        let owner = (pool, before);
        let credential = set_password::keep_as(self.cx, owner, &password, Lasting::Permanent, version.clone());
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
        let schema = &pool.settings.schema;
        let named = self
            .inputs
            .0
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix(PREFIX)?, value)));
        let given: Vec<_> = named
            .map(|(name, value)| (name.to_owned(), Some(value.clone())))
            .collect();
        let provided = |name: &str| before.attributes.get(name).is_some_and(|value| !value.is_empty());
        let fixed = given.iter().find(|(name, _)| {
            let required = schema.find(name).is_some_and(|attribute| attribute.required);
            required && provided(name)
        });
        if let Some((name, _)) = fixed {
            return Err(say::sign_in::attribute_already_provided(name).into());
        }
        let author = Author::Client(&client.settings);
        let values = schema
            .judge(&given, author, Occasion::Change(before))
            .map_err(|violations| refused_attributes(&violations))?;
        let mut after = before.clone();
        for (name, value) in values {
            if value.is_empty() {
                after.attributes.remove(&name);
            } else {
                after.attributes.insert(name, value);
            }
        }
        Ok(after)
    }
}

/// What is said when one of the guards of a new password refuses.
pub fn refused(guard: &'static str) -> Option<Failed> {
    if guard == users::USER_CHANGED {
        return Some(say::sign_in::invalid_session().into());
    }
    let kind = kind_of_guard(guard)?;
    let attribute = match kind {
        NameKind::Email => "email",
        NameKind::PhoneNumber => "phone_number",
        NameKind::PreferredUsername => "preferred_username",
        NameKind::Username => return None,
    };
    Some(say::attributes::alias_exists(attribute).into())
}

fn refused_attributes(violations: &[Violation]) -> Failed {
    tracing::debug!(count = violations.len(), "attributes refused");
    say::sign_in::attribute_not_writable().into()
}

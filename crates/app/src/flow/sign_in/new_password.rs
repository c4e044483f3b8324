//! NEW_PASSWORD_REQUIRED: a temporary password is replaced in the course of a sign-in (auth.md §12.11).

use std::collections::BTreeMap;

use domain::{
    attributes::{permissions, values::Author},
    client::Client,
    pool::Pool,
    ports::Channel,
    risk::Watched,
    sign_in::Event,
    user::{User, UserStatus},
};
use store::names::kind_of_guard;
use wire::shapes::AttributeType;

use super::drive::Drive;
use crate::{
    flow::{
        accept_attributes, leaked,
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
        .filter(|attribute| {
            attribute.required && attribute.mutable && permissions::may_write(&client.settings, attribute)
        })
        .map(|attribute| attribute.name.as_str())
        .filter(|name| user.attributes.get(*name).is_none_or(String::is_empty))
}

/// An attribute of the answer.
fn attribute((name, value): (&String, &String)) -> Option<AttributeType> {
    name.strip_prefix(PREFIX).map(|name| AttributeType {
        name: name.to_owned(),
        value: Some(value.clone()),
    })
}

impl Drive<'_> {
    /// Judges the new password and the attributes that came with it, and prepares the writing of both.
    pub(super) async fn accept_new_password(&mut self) -> Result<Event, Failed> {
        let password = self.inputs.need("NEW_PASSWORD")?.to_owned();
        let Some(view) = &self.whom.view else {
            return Err(say::sign_in::wrong_password().into());
        };
        let (pool, before) = (&self.through.pool, &view.user);
        let words = PolicyWords::DoesNotConform;
        set_password::check(&pool.settings.password_policy, &password, words)?;
        let at = (pool, &self.through.client);
        let finding = leaked::judge_new(self.cx, at, Watched::PasswordChange, &password).await?;
        set_password::refuse_old(self.cx, pool, before, &password).await?;
        let mut after = self.with_attributes(before)?;
        after.status = UserStatus::Confirmed;
        after.modified = self.cx.now;
        let version = self.cx.house.entropy.uuid().to_string();
        let owner = (pool, before);
        let credential = set_password::keep_as(self.cx, owner, &password, Lasting::Permanent, version.clone()).await?;
        let write = names::write(self.cx, pool, (before, &after), Conflict::Refuse).await?;
        self.changes = std::mem::take(&mut self.changes).and(write).and(credential);
        self.changed_user = Some(after);
        self.password = finding;
        Ok(Event::NewPasswordSet(version))
    }

    /// The user with the attributes of the answer.
    fn with_attributes(&self, before: &User) -> Result<User, Failed> {
        let (pool, client) = (&self.through.pool, &self.through.client);
        let given = |name: &str| self.inputs.get(&format!("{PREFIX}{name}"));
        if let Some(name) = missing(pool, client, before).find(|name| given(name).is_none()) {
            return Err(say::sign_in::attribute_missing(name).into());
        }
        let given: Vec<AttributeType> = self.inputs.0.iter().filter_map(attribute).collect();
        let schema = &pool.settings.schema;
        let provided = |name: &str| before.attributes.get(name).is_some_and(|value| !value.is_empty());
        let required = |name: &str| schema.find(name).is_some_and(|attribute| attribute.required);
        if let Some(fixed) = given
            .iter()
            .find(|given| required(&given.name) && provided(&given.name))
        {
            return Err(say::sign_in::attribute_already_provided(&fixed.name).into());
        }
        let values = accept_attributes::of_change(pool, Author::Client(&client.settings), before, given)?;
        let mut after = before.clone();
        for (name, value) in values {
            if value.is_empty() {
                after.attributes.remove(&name);
            } else {
                after.attributes.insert(name, value);
            }
        }
        forget_verified(before, &mut after);
        Ok(after)
    }
}

/// A new address is not verified, whatever the former one was.
fn forget_verified(before: &User, after: &mut User) {
    for channel in [Channel::Email, Channel::Sms] {
        let address = |user: &User| user.attributes.get(channel.attribute()).cloned();
        let now = address(after);
        if now.is_some() && now != address(before) {
            after
                .attributes
                .insert(channel.verified_flag().to_owned(), "false".to_owned());
        }
    }
}

/// What is said when one of the guards of a new password refuses.
pub fn refused(guard: &'static str) -> Option<Failed> {
    kind_of_guard(guard).map(|_| say::attributes::name_taken(guard).into())
}

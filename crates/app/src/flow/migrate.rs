//! Users who come over from elsewhere when they first sign in or have forgotten their password: the pool's function knows
//! them (triggers.md §6.8, auth.md §18).

use domain::{
    aliases::NameKind,
    attributes::values::Author,
    client::Client,
    delivery,
    pool::Pool,
    ports::Channel,
    profile,
    trigger::{
        Person, Question,
        migration::{Migrant, MigrationSource, Password, migrant},
    },
    user::{MfaMethod, User, UserStatus},
};
use store::{
    db::{Batch, Done},
    names::kind_of_guard,
    users::USER_CHANGED,
};
use wire::{Fault, shapes::AttributeType};

use crate::{
    cx::Cx,
    flow::{
        accept_attributes,
        deliver_code::{self, Voice},
        names::{self, Conflict},
        new_user::Called,
        post::{self, Tells},
        resolve_user,
        set_password::{self, Lasting},
        sign_in::second_factor,
        triggers::{self, Behalf, Texts},
    },
    operation::Failed,
    say,
};

/// Somebody whom the pool does not know.
pub struct Unknown<'a> {
    /// The name as it was typed in.
    pub name: &'a str,
    /// The password, when it is not the one that was forgotten.
    pub password: Option<&'a str>,
    /// `ClientMetadata` of a first call.
    pub validation: Option<&'a Texts>,
    /// `ClientMetadata` of another one.
    pub metadata: Option<&'a Texts>,
}

/// Lets the pool's function say who this is, and makes the user. `None` when nobody is known by this name; for a client that
/// hides who is missing, also when the function fails or what it says cannot be stored (guess).
///
/// # Errors
/// triggers.md §5.1; UserNotFoundException and others for what cannot be stored.
pub async fn migrate(cx: &Cx, (pool, client): (&Pool, &Client), unknown: &Unknown<'_>) -> Result<Option<User>, Failed> {
    match try_to(cx, (pool, client), unknown).await {
        Err(Failed::Fault(fault)) if client.settings.hides_missing_users() => {
            let why = fault.message.unwrap_or_default();
            cx.attempt.note("migration", serde_json::json!({ "failed": why }));
            Ok(None)
        }
        result => result,
    }
}

async fn try_to(cx: &Cx, (pool, client): (&Pool, &Client), unknown: &Unknown<'_>) -> Result<Option<User>, Failed> {
    let behalf = Behalf {
        pool,
        client: Some(&client.id),
        metadata: unknown.metadata,
    };
    let question = Question::Migrate {
        source: match unknown.password {
            Some(_) => MigrationSource::Authentication,
            None => MigrationSource::ForgotPassword,
        },
        password: unknown.password.map(Password),
        validation: unknown.validation,
    };
    let occasion = behalf.about(Person::Missing(unknown.name));
    let Some(said) = triggers::ask(cx, &occasion, &question, migrant).await? else {
        return Ok(None);
    };
    let migrant = said.ok_or_else(|| say::triggers::nobody_to_migrate(&client.id))?;
    let user = user(cx, pool, unknown.name, &migrant).map_err(|failed| match failed {
        Failed::Fault(fault) => say::triggers::cannot_migrate(&client.id, fault).into(),
        broken @ Failed::Broken(_) => broken,
    })?;
    let user = store_user(cx, pool, (user, unknown.name), unknown.password, &migrant).await?;
    if !migrant.suppresses_message {
        welcome(cx, pool, &user, &migrant.mediums).await;
    }
    Ok(Some(user))
}

/// The user that the function describes. In pools whose usernames are addresses its address is the name; in others what
/// was typed in is, unless the function gives a `username`.
fn user(cx: &Cx, pool: &Pool, typed: &str, migrant: &Migrant) -> Result<User, Failed> {
    let mut attributes = migrant.attributes.clone();
    let username = attributes.remove("username").filter(|name| !name.is_empty());
    let address = pool
        .settings
        .username_attributes
        .iter()
        .find_map(|channel| attributes.get(channel.attribute()).cloned());
    let name = match pool.settings.username_attributes.is_empty() {
        true => username.unwrap_or_else(|| typed.to_owned()),
        false => address.unwrap_or_else(|| typed.to_owned()),
    };
    let called = Called::judge(pool, &name)?;
    let given = attributes.into_iter().map(|(name, value)| AttributeType {
        name,
        value: Some(value),
    });
    let given = accept_attributes::of_new_user(pool, Author::Administrator, called, given.collect())?;
    let status = match migrant.keeps_password {
        true => UserStatus::Confirmed,
        false => UserStatus::ResetRequired,
    };
    let mut user = called.user(cx, pool, profile::created(&given), status);
    if migrant.sms_mfa && delivery::address_in(&user.attributes, Channel::Sms).is_some() {
        second_factor::enable(&mut user, MfaMethod::Sms);
    }
    Ok(user)
}

/// How often an alias is taken from an owner who is being changed.
const ROUNDS: u32 = 100;

/// Stores the user, its names and its password together. A password of the former home need not meet the pool's policy
/// (documented); one that must be reset is kept too, so that its owner is told to reset it and others are not. When another request has brought the same person over meanwhile, that is the user.
async fn store_user(
    cx: &Cx,
    pool: &Pool,
    (user, typed): (User, &str),
    password: Option<&str>,
    migrant: &Migrant,
) -> Result<User, Failed> {
    let names = names::all(pool, &user);
    let conflict = Conflict::from_force(Some(migrant.takes_aliases));
    let password = match password {
        Some(password) => set_password::keep(cx, (pool, &user), password, Lasting::Permanent).await?,
        None => Batch::new(),
    };
    for _ in 0..ROUNDS {
        let way = names::make_way(cx, pool, &user, &names, conflict).await?;
        let batch = way.and(store::users::insert(&user, &names)).and(password.clone());
        match cx.house.store.write(batch).await? {
            Done::Written => return Ok(user),
            Done::Refused(USER_CHANGED) => {}
            Done::Refused(guard) => {
                let there = resolve_user::by_name(cx, pool, typed).await?;
                return Ok(there.ok_or_else(|| taken(guard))?);
            }
        }
    }
    Err(say::users::too_much_at_once().into())
}

fn taken(guard: &'static str) -> Fault {
    match kind_of_guard(guard) {
        Some(NameKind::Username) | None => say::users::account_exists(),
        Some(kind) => say::users::alias_exists(kind.as_str()),
    }
}

/// The message that new users get. It brings no password (guess: what the person knows is not repeated in a message). The
/// user is there whether or not it arrives.
async fn welcome(cx: &Cx, pool: &Pool, user: &User, mediums: &[Channel]) {
    for channel in mediums {
        if let Some(to) = delivery::address_in(&user.attributes, *channel) {
            let letter = deliver_code::invitation(cx, (pool, user), "", &to, Voice::default());
            // A failure is in the log.
            if cx.house.store.write(post::keep(cx, pool, &letter)).await.is_ok() {
                let _ = post::send(cx, (pool, user), letter, Tells::Nothing).await;
            }
        }
    }
}

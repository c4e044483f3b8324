//! Attributes on their way from a request into a user: judged by the schema and by who writes them (resources.md §4.5).

use std::collections::BTreeMap;

use domain::{
    attributes::values::{Author, Occasion},
    pool::Pool,
    user::User,
};
use wire::shapes::AttributeType;

use crate::{flow::new_user::Called, operation::Failed, say};

/// The attributes of a user who is being made, with the address that is its name.
///
/// # Errors
///
/// InvalidParameterException, NotAuthorizedException.
pub fn of_new_user(
    pool: &Pool,
    author: Author<'_>,
    called: Called<'_>,
    given: Vec<AttributeType>,
) -> Result<BTreeMap<String, String>, Failed> {
    let Some((address, value)) = called.address() else {
        return judge(pool, &pairs(given), author, Occasion::NewUser);
    };
    let mut given = pairs(given);
    let differs = |(name, other): &(String, Option<String>)| {
        name == address.attribute() && other.as_ref().is_some_and(|other| other != value)
    };
    if given.iter().any(differs) {
        return Err(say::sign_up::username_and_attribute_differ(address).into());
    }
    given.push((address.attribute().to_owned(), Some(value.to_owned())));
    match author {
        Author::Administrator => judge(pool, &given, author, Occasion::NewUser),
        // Whoever may sign up under an address may write it.
        Author::Client(client) => {
            let mut client = client.clone();
            let writable = client.write_attributes.as_mut();
            writable
                .into_iter()
                .for_each(|names| names.push(address.attribute().to_owned()));
            judge(pool, &given, Author::Client(&client), Occasion::NewUser)
        }
    }
}

/// The attributes that a user is to get, over those that it has; an empty value removes.
///
/// # Errors
///
/// InvalidParameterException, NotAuthorizedException.
pub fn of_change(
    pool: &Pool,
    author: Author<'_>,
    user: &User,
    given: Vec<AttributeType>,
) -> Result<BTreeMap<String, String>, Failed> {
    judge(pool, &pairs(given), author, Occasion::Change(user))
}

/// The attributes that a user is to lose.
///
/// # Errors
///
/// InvalidParameterException, NotAuthorizedException.
pub fn of_removal(pool: &Pool, author: Author<'_>, names: &[String]) -> Result<(), Failed> {
    let judged = pool.settings.schema.judge_removal(names, author);
    judged.map_err(|violations| say::attributes::refused(&violations, say::attributes::Writing::Removal).into())
}

fn judge(
    pool: &Pool,
    given: &[(String, Option<String>)],
    author: Author<'_>,
    occasion: Occasion<'_>,
) -> Result<BTreeMap<String, String>, Failed> {
    let writing = match occasion {
        Occasion::NewUser => say::attributes::Writing::NewUser,
        Occasion::Change(_) => say::attributes::Writing::Change,
    };
    let judged = pool.settings.schema.judge(given, author, occasion);
    judged.map_err(|violations| say::attributes::refused(&violations, writing).into())
}

fn pairs(given: Vec<AttributeType>) -> Vec<(String, Option<String>)> {
    given
        .into_iter()
        .map(|attribute| (attribute.name, attribute.value))
        .collect()
}

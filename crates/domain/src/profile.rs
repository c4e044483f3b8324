//! How the attributes of a user change: verified flags, addresses that wait for their code, removals (resources.md §§4.5, 4.9).
//!
//! Values come in checked against the schema and the permissions of whoever writes them.

use std::collections::BTreeMap;

use crate::{pool::PoolSettings, ports::Channel, user::User};

/// A user after a change of attributes.
#[derive(Clone)]
pub struct Updated {
    /// The user, not yet written.
    pub user: User,
    /// The addresses to which a code goes now.
    pub to_verify: Vec<Channel>,
}

/// The attributes of somebody who signs up: what was given, and every address unverified (triggers.md §17, observed).
pub fn signed_up(given: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut attributes = without_empty(given);
    for channel in CHANNELS {
        if attributes.contains_key(channel.attribute()) {
            attributes.insert(channel.verified_flag().to_owned(), "false".to_owned());
        }
    }
    attributes
}

/// The attributes of a user whom an administrator makes: what was given.
pub fn created(given: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    without_empty(given)
}

/// Writes the given values over the user's attributes.
///
/// An empty value removes its attribute. A new address is not verified unless the same call says so; where the pool
/// verifies it by itself, a code goes to it, and where the pool wants it verified first, it waits in
/// [`User::pending`] until then. An address that stays the same changes nothing but drops one that waits.
pub fn update(pool: &PoolSettings, user: &User, given: &BTreeMap<String, String>) -> Updated {
    let mut updated = Updated {
        user: user.clone(),
        to_verify: Vec::new(),
    };
    for (name, value) in given {
        match Channel::of_attribute(name) {
            _ if value.is_empty() => remove_one(&mut updated.user, name),
            Some(channel) => set_address(pool, &mut updated, channel, given),
            None => {
                updated.user.attributes.insert(name.clone(), value.clone());
            }
        }
    }
    updated
}

/// Removes attributes; what the user does not have is passed over. An address takes its verified flag along
/// (resources.md §4.9, guess).
pub fn remove(user: &User, names: &[String]) -> User {
    let mut user = user.clone();
    for name in names {
        remove_one(&mut user, name);
    }
    user
}

/// The address of `channel` was proven to be the user's: it replaces what it waited for, and is verified. `None` when the
/// user has, or wants, another address by now.
pub fn verify(user: &User, channel: Channel, address: &str) -> Option<User> {
    let name = channel.attribute();
    let waits = user.pending.get(name).is_some_and(|pending| pending == address);
    let stands = user.attributes.get(name).is_some_and(|present| present == address);
    if !waits && !stands {
        return None;
    }
    let mut user = user.clone();
    if waits {
        user.pending.remove(name);
        user.attributes.insert(name.to_owned(), address.to_owned());
    }
    user.attributes
        .insert(channel.verified_flag().to_owned(), "true".to_owned());
    Some(user)
}

/// The address of `channel` that a verification code goes to: the one that waits, or else the one that stands.
pub fn address_to_verify(user: &User, channel: Channel) -> Option<&str> {
    let name = channel.attribute();
    let address = user.pending.get(name).or_else(|| user.attributes.get(name));
    address.map(String::as_str).filter(|address| !address.is_empty())
}

const CHANNELS: [Channel; 2] = [Channel::Email, Channel::Sms];

fn set_address(pool: &PoolSettings, updated: &mut Updated, channel: Channel, given: &BTreeMap<String, String>) {
    let name = channel.attribute();
    let Some(address) = given.get(name) else {
        return;
    };
    let user = &mut updated.user;
    user.pending.remove(name);
    if user.attributes.get(name) == Some(address) {
        return;
    }
    let flag = given.get(channel.verified_flag()).map(String::as_str);
    let is_vouched_for = flag == Some("true");
    let is_sent = pool.auto_verified.contains(&channel) && !is_vouched_for;
    if is_sent && pool.verify_before_update.contains(&channel) {
        user.pending.insert(name.to_owned(), address.clone());
    } else {
        user.attributes.insert(name.to_owned(), address.clone());
        user.attributes
            .insert(channel.verified_flag().to_owned(), is_vouched_for.to_string());
    }
    if is_sent {
        updated.to_verify.push(channel);
    }
}

fn remove_one(user: &mut User, name: &str) {
    user.attributes.remove(name);
    user.pending.remove(name);
    if let Some(channel) = Channel::of_attribute(name) {
        user.attributes.remove(channel.verified_flag());
    }
}

fn without_empty(given: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let kept = given.iter().filter(|(_, value)| !value.is_empty());
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{PoolId, Sub},
        moment::Moment,
        user::{MfaPreference, UserStatus},
    };

    fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect()
    }

    fn jane() -> User {
        User {
            pool: PoolId::new("eu-west-1_AbCdEf123"),
            sub: Sub::new("34c84488-e0e1-70ae-d2ee-991ad1a898c8"),
            username: "jane".into(),
            status: UserStatus::Confirmed,
            enabled: true,
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
            version: 1,
            attributes: map(&[
                ("email", "old@example.com"),
                ("email_verified", "true"),
                ("name", "Jane"),
            ]),
            mfa: MfaPreference::default(),
            pending: BTreeMap::new(),
        }
    }

    fn pool(verify_before_update: bool) -> PoolSettings {
        PoolSettings {
            auto_verified: vec![Channel::Email],
            verify_before_update: if verify_before_update {
                vec![Channel::Email]
            } else {
                Vec::new()
            },
            ..PoolSettings::default()
        }
    }

    const NEW: (&str, &str) = ("email", "new@example.com");

    #[test]
    fn a_new_address_is_unverified_and_gets_a_code_where_the_pool_verifies() {
        let updated = update(&pool(false), &jane(), &map(&[NEW]));
        assert_eq!(
            updated.user.attributes,
            map(&[NEW, ("email_verified", "false"), ("name", "Jane")])
        );
        assert_eq!(updated.to_verify, [Channel::Email]);
        let silent = update(&PoolSettings::default(), &jane(), &map(&[NEW]));
        assert_eq!(silent.user.attributes, updated.user.attributes);
        assert_eq!(silent.to_verify, []);
    }

    #[test]
    fn an_address_that_must_be_verified_first_waits() {
        let updated = update(&pool(true), &jane(), &map(&[NEW]));
        assert_eq!(updated.user.attributes, jane().attributes);
        assert_eq!(updated.user.pending, map(&[NEW]));
        assert_eq!(updated.to_verify, [Channel::Email]);
        assert_eq!(address_to_verify(&updated.user, Channel::Email), Some(NEW.1));

        let again = update(&pool(true), &updated.user, &map(&[("email", "third@example.com")]));
        assert_eq!(again.user.pending, map(&[("email", "third@example.com")]));
        assert!(verify(&again.user, Channel::Email, NEW.1).is_none());

        let verified = verify(&updated.user, Channel::Email, NEW.1).expect("it waits");
        assert_eq!(
            verified.attributes,
            map(&[NEW, ("email_verified", "true"), ("name", "Jane")])
        );
        assert!(verified.pending.is_empty());
    }

    #[test]
    fn an_administrator_may_vouch_for_an_address() {
        let given = map(&[NEW, ("email_verified", "true")]);
        let updated = update(&pool(true), &jane(), &given);
        assert_eq!(
            updated.user.attributes,
            map(&[NEW, ("email_verified", "true"), ("name", "Jane")])
        );
        assert!(updated.user.pending.is_empty());
        assert_eq!(updated.to_verify, []);
    }

    #[test]
    fn the_same_address_changes_nothing_and_drops_the_one_that_waits() {
        let waiting = update(&pool(true), &jane(), &map(&[NEW])).user;
        let updated = update(&pool(true), &waiting, &map(&[("email", "old@example.com")]));
        assert_eq!(updated.user.attributes, jane().attributes);
        assert!(updated.user.pending.is_empty());
        assert_eq!(updated.to_verify, []);
    }

    #[test]
    fn an_empty_value_or_a_removal_takes_the_flag_along() {
        let emptied = update(&pool(true), &jane(), &map(&[("email", "")])).user;
        assert_eq!(emptied.attributes, map(&[("name", "Jane")]));
        let removed = remove(&jane(), &["email".to_owned(), "nickname".to_owned()]);
        assert_eq!(removed.attributes, map(&[("name", "Jane")]));
    }

    #[test]
    fn only_an_address_that_the_user_has_or_wants_is_verified() {
        let mut user = jane();
        user.attributes.insert("email_verified".into(), "false".into());
        let verified = verify(&user, Channel::Email, "old@example.com").expect("it stands");
        assert_eq!(verified.attributes, jane().attributes);
        assert!(verify(&user, Channel::Email, "other@example.com").is_none());
        assert!(verify(&user, Channel::Sms, "old@example.com").is_none());
    }

    #[test]
    fn addresses_of_a_sign_up_start_unverified() {
        let given = map(&[NEW, ("phone_number", ""), ("nickname", "")]);
        assert_eq!(signed_up(&given), map(&[NEW, ("email_verified", "false")]));
        let vouched = map(&[NEW, ("email_verified", "true")]);
        assert_eq!(created(&vouched), vouched);
    }
}

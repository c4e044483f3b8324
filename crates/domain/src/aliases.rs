//! What a user may be called by: usernames, aliases, and how they are compared (auth.md §4, resources.md §§4.3–4.4).

use uuid::Uuid;

use crate::{
    ids::Sub,
    pool::{AliasAttribute, PoolSettings},
    ports::Channel,
    provider::identity,
    user::{User, UserStatus},
};

/// The kinds of names. The same text may be a name of each kind, of different users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The username itself.
    Username,
    /// An e-mail address.
    Email,
    /// A phone number.
    PhoneNumber,
    /// A preferred username.
    PreferredUsername,
}

impl NameKind {
    /// All kinds, in the order in which a look-up prefers them (guess).
    pub const ALL: [Self; 4] = [Self::Username, Self::Email, Self::PhoneNumber, Self::PreferredUsername];

    /// Its name in the store; for all but the username the attribute that holds it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Email => "email",
            Self::PhoneNumber => "phone_number",
            Self::PreferredUsername => "preferred_username",
        }
    }

    /// The kind of name that stands in the attribute.
    pub fn of_attribute(attribute: &str) -> Option<Self> {
        [Self::Email, Self::PhoneNumber, Self::PreferredUsername]
            .into_iter()
            .find(|kind| kind.as_str() == attribute)
    }

    /// The name in such a text, folded as the pool compares names. Case-insensitive pools fold all but phone
    /// numbers (resources.md §4.3, documented).
    pub fn name(self, pool: &PoolSettings, text: &str) -> Name {
        let value = if self == Self::PhoneNumber {
            text.to_owned()
        } else {
            fold(pool, text)
        };
        Name { kind: self, value }
    }

    /// Whether such names lead to users in this pool at all.
    fn is_used_in(self, pool: &PoolSettings) -> bool {
        let (alias, channel) = match self {
            Self::Username => return true,
            Self::Email => (AliasAttribute::Email, Some(Channel::Email)),
            Self::PhoneNumber => (AliasAttribute::PhoneNumber, Some(Channel::Sms)),
            Self::PreferredUsername => (AliasAttribute::PreferredUsername, None),
        };
        pool.aliases.contains(&alias) || channel.is_some_and(|channel| pool.username_attributes.contains(&channel))
    }

    /// Whether the user's name of this kind leads to it now. Aliases count once they are verified, preferred usernames
    /// once the user is confirmed, and addresses that *are* the username always (auth.md §4, documented). Who came into being
    /// through an identity provider has its username only: the address may be somebody else's here, who is another user
    /// (oauth.md §18 is for making them one; GUESS for all kinds).
    fn leads_to(self, pool: &PoolSettings, user: &User) -> bool {
        if self != Self::Username && identity::is_born_abroad(user) {
            return false;
        }
        let is_true = |flag: &str| user.attributes.get(flag).is_some_and(|value| value == "true");
        match self {
            Self::Username => true,
            Self::Email => !pool.username_attributes.is_empty() || is_true("email_verified"),
            Self::PhoneNumber => !pool.username_attributes.is_empty() || is_true("phone_number_verified"),
            Self::PreferredUsername => user.status != UserStatus::Unconfirmed,
        }
    }
}

/// A name, folded as its pool compares names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// What kind of name.
    pub kind: NameKind,
    /// Its folded text.
    pub value: String,
}

/// Folds text as the pool compares names: to lower case in a case-insensitive pool. A pool is case-sensitive unless
/// it says otherwise (auth.md §4, documented).
pub fn fold(pool: &PoolSettings, text: &str) -> String {
    match pool.case_sensitive {
        Some(false) => text.to_lowercase(),
        _ => text.to_owned(),
    }
}

/// The names that a text given as `Username` may be, best first. Whoever owns the first of them that is owned is meant.
pub fn candidates(pool: &PoolSettings, given: &str) -> Vec<Name> {
    let may_be = |kind: &NameKind| match kind {
        NameKind::Email => is_email(given),
        NameKind::PhoneNumber => is_phone_number(given),
        NameKind::Username | NameKind::PreferredUsername => true,
    };
    let kinds = NameKind::ALL.into_iter().filter(|kind| kind.is_used_in(pool));
    kinds.filter(may_be).map(|kind| kind.name(pool, given)).collect()
}

/// All names that lead to the user now. Compare those before and after a change to learn which to claim and free.
pub fn names_of(pool: &PoolSettings, user: &User) -> Vec<Name> {
    let kinds = NameKind::ALL.into_iter();
    let in_force = kinds.filter(|kind| kind.is_used_in(pool) && kind.leads_to(pool, user));
    in_force
        .filter_map(|kind| {
            let text = match kind {
                NameKind::Username => &user.username,
                _ => user.attributes.get(kind.as_str())?,
            };
            (!text.is_empty()).then(|| kind.name(pool, text))
        })
        .collect()
}

/// The subject that a text may be: operations of administrators take a local user's `sub` for its name
/// (resources.md §4.3, documented).
pub fn as_sub(given: &str) -> Option<Sub> {
    let is_written_plainly = Uuid::try_parse(given).is_ok_and(|id| id.hyphenated().to_string() == given);
    is_written_plainly.then(|| Sub::new(given))
}

/// What the name of a new user is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewName {
    /// The username, as given.
    Username,
    /// An address: it becomes an attribute, and the username is the `sub`.
    Address(Channel),
}

/// Why a new user cannot be called so (resources.md §4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRefused {
    /// The pool's usernames are e-mail addresses.
    NotAnEmail,
    /// The pool's usernames are phone numbers.
    NotAPhoneNumber,
    /// The pool's usernames are e-mail addresses or phone numbers.
    NotAnAddress,
    /// It could be mistaken for somebody's e-mail alias.
    LooksLikeEmail,
    /// It could be mistaken for somebody's phone number alias.
    LooksLikePhoneNumber,
}

/// Judges the name of a new user by its form. Whether it is free is the store's affair.
///
/// # Errors
///
/// [`NameRefused`].
pub fn judge_new(pool: &PoolSettings, given: &str) -> Result<NewName, NameRefused> {
    let address = address_kind(given);
    if pool.username_attributes.is_empty() {
        return match address {
            Some(Channel::Email) if pool.aliases.contains(&AliasAttribute::Email) => Err(NameRefused::LooksLikeEmail),
            Some(Channel::Sms) if pool.aliases.contains(&AliasAttribute::PhoneNumber) => {
                Err(NameRefused::LooksLikePhoneNumber)
            }
            _ => Ok(NewName::Username),
        };
    }
    match address.filter(|channel| pool.username_attributes.contains(channel)) {
        Some(channel) => Ok(NewName::Address(channel)),
        None => Err(match pool.username_attributes.as_slice() {
            [Channel::Email] => NameRefused::NotAnEmail,
            [Channel::Sms] => NameRefused::NotAPhoneNumber,
            _ => NameRefused::NotAnAddress,
        }),
    }
}

/// Which kind of address a text is, if any.
pub fn address_kind(text: &str) -> Option<Channel> {
    if is_phone_number(text) {
        Some(Channel::Sms)
    } else {
        is_email(text).then_some(Channel::Email)
    }
}

/// Whether a text has the form of an e-mail address: a local part and a domain of dotted labels, without blanks or
/// control characters. Guess: the service's rule is known to be loose and not known in detail.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_sound = |part: &str| {
        let has_odd_dots = part.starts_with('.') || part.ends_with('.') || part.contains("..");
        !part.is_empty() && !has_odd_dots && !part.contains(|c: char| c == '@' || c.is_whitespace() || c.is_control())
    };
    let is_label = |label: &str| {
        let is_plain = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        is_plain && !label.starts_with('-') && !label.ends_with('-')
    };
    is_sound(local) && is_sound(domain) && domain.split('.').all(is_label)
}

/// Whether a text has the form of a phone number: `+` and 2 to 15 digits, of which the first is not zero (E.164;
/// resources.md §4.5 has the `+` and the digits, the rest is a guess).
pub fn is_phone_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else {
        return false;
    };
    (2..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;

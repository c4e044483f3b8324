//! Whom somebody who comes from a provider is here (oauth.md §15.4).

use crate::{
    attributes::{
        permissions::may_write,
        values::{Author, Occasion, Problem, Violation},
    },
    client::ClientSettings,
    federation::claims::Texts,
    ids::Sub,
    moment::Moment,
    pool::{Pool, PoolSettings},
    ports::Channel,
    provider::{
        Provider,
        identity::{self, Bond},
    },
    user::{MfaPreference, User, UserStatus},
};

/// The most characters of a username (the model's limit).
const LONGEST_NAME: usize = 128;

/// The most characters of a mapped value (documented).
const LONGEST_VALUE: usize = 2_048;

/// Why what a provider says of somebody cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Attributes break the rules of the pool.
    Violations(Vec<Violation>),
    /// Attributes that the pool requires are not there.
    Missing(Vec<String>),
}

/// The username of somebody, if it can be one.
pub fn username(pool: &PoolSettings, provider: &Provider, subject: &str) -> Option<String> {
    let name = identity::username(pool, &provider.name, subject);
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control();
    (name.chars().count() <= LONGEST_NAME && name.chars().all(is_plain)).then_some(name)
}

/// The attributes as they are to be stored over those of `user`, if there is one already.
///
/// What the client may not write is refused (documented, of two versions the stricter); flags that say that an address is
/// verified are the provider's to say, though no client's. A flag without its address is passed over.
///
/// # Errors
/// [`Refused`].
pub fn judged(
    pool: &PoolSettings,
    client: &ClientSettings,
    user: Option<&User>,
    mapped: &Texts,
) -> Result<Texts, Refused> {
    let old = |name: &str| user.and_then(|user| user.attributes.get(name));
    let has = |name: &str| mapped.contains_key(name) || old(name).is_some();
    let is_idle_flag = |name: &str| {
        CHANNELS
            .iter()
            .any(|it| it.verified_flag() == name && !has(it.attribute()))
    };
    let given: Vec<_> = mapped.iter().filter(|(name, _)| !is_idle_flag(name)).collect();
    let problems = given.iter().filter_map(|(name, value)| {
        let attribute = pool.schema.find(name)?;
        let is_flag = CHANNELS.iter().any(|channel| channel.verified_flag() == *name);
        let problem = match value.chars().count() > LONGEST_VALUE {
            _ if !is_flag && !may_write(client, attribute) => Problem::NotWritable,
            true => Problem::TooLong(LONGEST_VALUE.to_string()),
            false => return None,
        };
        let attribute = (*name).clone();
        Some(Violation { attribute, problem })
    });
    let problems: Vec<_> = problems.take(1).collect();
    if !problems.is_empty() {
        return Err(Refused::Violations(problems));
    }
    let pairs: Vec<_> = given
        .into_iter()
        .map(|(name, value)| (name.clone(), Some(value.clone())))
        .collect();
    let occasion = user.map_or(Occasion::NewUser, Occasion::Change);
    let judged = pool.schema.judge(&pairs, Author::Administrator, occasion);
    let judged = judged.map_err(Refused::Violations)?;
    let required = pool.schema.0.iter().filter(|attribute| attribute.required);
    let missing: Vec<_> = required
        .filter(|attribute| attribute.name != "sub" && !has(&attribute.name))
        .map(|attribute| attribute.name.clone())
        .collect();
    match missing.is_empty() {
        true => Ok(judged),
        false => Err(Refused::Missing(missing)),
    }
}

const CHANNELS: [Channel; 2] = [Channel::Email, Channel::Sms];

/// The user with what its provider says of it now. A new address is not verified unless the provider says so (observed); what
/// it does not say stays (documented).
pub fn updated(user: &User, judged: &Texts, now: Moment) -> User {
    let mut updated = user.clone();
    take_over(&mut updated, judged);
    if updated.attributes != user.attributes || updated.pending != user.pending {
        updated.modified = now;
    }
    updated
}

/// Somebody who comes for the first time.
pub fn newcomer(
    pool: &Pool,
    provider: &Provider,
    (username, subject): (String, &str),
    judged: &Texts,
    (sub, now): (Sub, Moment),
) -> User {
    let mut user = User {
        pool: pool.id.clone(),
        sub,
        username,
        status: UserStatus::ExternalProvider,
        enabled: true,
        created: now,
        modified: now,
        version: 1,
        attributes: Texts::new(),
        mfa: MfaPreference::default(),
        pending: Texts::new(),
    };
    take_over(&mut user, judged);
    identity::with(&user, identity::entry(provider, subject, Bond::Own, now))
}

fn take_over(user: &mut User, judged: &Texts) {
    for channel in CHANNELS {
        let name = channel.attribute();
        let Some(address) = judged.get(name) else { continue };
        user.pending.remove(name);
        if user.attributes.get(name) != Some(address) {
            let flag = channel.verified_flag().to_owned();
            user.attributes.insert(flag, "false".to_owned());
        }
    }
    let values = judged.iter().map(|(name, value)| (name.clone(), value.clone()));
    user.attributes.extend(values);
}

/// What PreSignUp is told of somebody who comes for the first time: the attributes, and that no address is an alias
/// (triggers.md §2.1, GUESS).
pub fn told_before_sign_up(judged: &Texts) -> Texts {
    let mut told = judged.clone();
    for alias in ["cognito:email_alias", "cognito:phone_number_alias"] {
        told.insert(alias.to_owned(), String::new());
    }
    told
}

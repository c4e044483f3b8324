//! One row of the file: whether it makes a user, and which (resources.md §12, documented unless said otherwise).

use std::collections::BTreeMap;

use super::file::{Content, Header, Line, MFA_ENABLED, PASSWORD_HASH, USERNAME};
use crate::{
    aliases::{NewName, fold, judge_new},
    attributes::values::{Author, Occasion, Violation},
    ids::Sub,
    moment::Moment,
    password::foreign::{ForeignHash, HashAlgorithm, HashProblem},
    pool::{MfaRequirement, Pool},
    ports::Channel,
    user::{MfaMethod, MfaPreference, User, UserStatus},
};

/// Characters of a username (the model's UsernameType).
const LONGEST_USERNAME: usize = 128;

/// A row that makes a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The username as given.
    pub username: String,
    /// What it stands for in this pool.
    pub name: NewName,
    /// The attributes.
    pub attributes: BTreeMap<String, String>,
    /// `cognito:mfa_enabled`.
    pub mfa_enabled: bool,
    /// The hash of the password.
    pub password: Option<ForeignHash>,
}

/// Why a row makes no user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// It is longer than a row may be.
    TooLong,
    /// It is no UTF-8.
    NoText,
    /// It has not as many values as there are columns.
    WrongNumberOfValues,
    /// It has no username.
    NoUsername,
    /// The username has blanks in it, or is no username of this pool.
    BadUsername,
    /// `cognito:mfa_enabled` is neither `true` nor `false`.
    BadMfa,
    /// The pool wants a second factor of everybody.
    MfaRequired,
    /// The pool wants none of anybody.
    MfaOff,
    /// No address that the pool verifies is there and verified.
    NothingVerified,
    /// A required attribute is absent.
    Missing(String),
    /// The birth date is not written `MM/DD/YYYY`.
    BadBirthdate,
    /// The username is an address, and the attribute says another one.
    AddressDiffers(Channel),
    /// Attributes do not fit the schema.
    Attributes(Vec<Violation>),
    /// The hash of the password is none of the job's algorithm.
    Hash(HashAlgorithm, HashProblem),
}

impl Row {
    /// Judges a line of the file.
    ///
    /// # Errors
    /// The first rule that the row breaks. Their order is a guess.
    pub fn judge(pool: &Pool, header: &Header, line: &Line) -> Result<Self, RowProblem> {
        let text = match &line.content {
            Content::Text(text) => text,
            Content::NoText => return Err(RowProblem::NoText),
            Content::TooLong => return Err(RowProblem::TooLong),
        };
        let mut username = String::new();
        let mut mfa = String::new();
        let mut hash = String::new();
        let mut given = BTreeMap::new();
        for (column, value) in header.row(text).ok_or(RowProblem::WrongNumberOfValues)? {
            match column {
                USERNAME => username = value,
                MFA_ENABLED => mfa = value,
                PASSWORD_HASH => hash = value,
                _ if value.is_empty() => {}
                _ => {
                    given.insert(column.to_owned(), value);
                }
            }
        }
        let name = called(pool, &username)?;
        let mfa_enabled = wants_mfa(pool, &mfa)?;
        if let NewName::Address(channel) = name {
            let attribute = given.entry(channel.attribute().to_owned());
            if *attribute.or_insert_with(|| username.clone()) != username {
                return Err(RowProblem::AddressDiffers(channel));
            }
        }
        Ok(Self {
            attributes: attributes(pool, given)?,
            password: password(header.hashing(), &hash)?,
            username,
            name,
            mfa_enabled,
        })
    }

    /// The user of this row. Without the hash of a password it must choose one by a code; with one it can sign in (guess).
    pub fn user(self, pool: &Pool, sub: Sub, now: Moment) -> User {
        let username = match self.name {
            NewName::Username => fold(&pool.settings, &self.username),
            NewName::Address(_) => sub.as_str().to_owned(),
        };
        let status = match self.password {
            Some(_) => UserStatus::Confirmed,
            None => UserStatus::ResetRequired,
        };
        let mfa = preference(self.mfa_enabled, &self.attributes);
        User {
            pool: pool.id.clone(),
            sub,
            username,
            status,
            enabled: true,
            created: now,
            modified: now,
            version: 1,
            attributes: self.attributes,
            mfa,
            pending: BTreeMap::new(),
        }
    }
}

fn called(pool: &Pool, username: &str) -> Result<NewName, RowProblem> {
    if username.is_empty() {
        return Err(RowProblem::NoUsername);
    }
    let odd = |letter: char| letter.is_whitespace() || letter.is_control();
    if username.contains(odd) || username.chars().count() > LONGEST_USERNAME {
        return Err(RowProblem::BadUsername);
    }
    judge_new(&pool.settings, username).map_err(|_| RowProblem::BadUsername)
}

fn wants_mfa(pool: &Pool, text: &str) -> Result<bool, RowProblem> {
    let wants = match text.to_ascii_lowercase().as_str() {
        "true" => true,
        "false" => false,
        _ => return Err(RowProblem::BadMfa),
    };
    match (pool.settings.mfa, wants) {
        (MfaRequirement::On, false) => Err(RowProblem::MfaRequired),
        (MfaRequirement::Off, true) => Err(RowProblem::MfaOff),
        _ => Ok(wants),
    }
}

/// A row without a hash is that of a user without a password (guess).
fn password(hashing: Option<HashAlgorithm>, text: &str) -> Result<Option<ForeignHash>, RowProblem> {
    match hashing {
        Some(algorithm) if !text.is_empty() => {
            let hash = ForeignHash::parse(algorithm, text);
            hash.map(Some).map_err(|problem| RowProblem::Hash(algorithm, problem))
        }
        _ => Ok(None),
    }
}

/// The only factor that a file can give is a text message to the phone number in it (guess).
fn preference(enabled: bool, attributes: &BTreeMap<String, String>) -> MfaPreference {
    let method = (enabled && attributes.contains_key(Channel::Sms.attribute())).then_some(MfaMethod::Sms);
    MfaPreference {
        enabled: method.into_iter().collect(),
        preferred: method,
        ..MfaPreference::default()
    }
}

fn attributes(pool: &Pool, given: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, RowProblem> {
    let schema = &pool.settings.schema;
    let required = schema.0.iter().filter(|attribute| attribute.required);
    let mut required = required.map(|attribute| &attribute.name).filter(|name| *name != "sub");
    if let Some(missing) = required.find(|name| !given.contains_key(*name)) {
        return Err(RowProblem::Missing(missing.clone()));
    }
    if given.get("birthdate").is_some_and(|date| !is_birthdate(date)) {
        return Err(RowProblem::BadBirthdate);
    }
    let pairs: Vec<_> = given.into_iter().map(|(name, value)| (name, Some(value))).collect();
    let judged = schema.judge(&pairs, Author::Administrator, Occasion::NewUser);
    let attributes = judged.map_err(RowProblem::Attributes)?;
    let is_verified = |channel: &Channel| {
        let flag = attributes.get(channel.verified_flag());
        flag.is_some_and(|flag| flag == "true") && attributes.contains_key(channel.attribute())
    };
    match pool.settings.auto_verified.iter().any(is_verified) {
        true => Ok(attributes),
        false => Err(RowProblem::NothingVerified),
    }
}

/// `MM/DD/YYYY`; kept as it is given (guess).
fn is_birthdate(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = bytes.iter().enumerate().all(|(at, byte)| match at {
        2 | 5 => *byte == b'/',
        _ => byte.is_ascii_digit(),
    });
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<i8>().ok());
    let date = || {
        let year = text.get(6..)?.parse().ok()?;
        jiff::civil::Date::new(year, number(0..2)?, number(3..5)?).ok()
    };
    bytes.len() == 10 && shape && date().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        attributes::{Schema, values::Problem},
        ids::PoolId,
        import::file::columns,
        pool::PoolSettings,
    };

    fn pool(change: impl FnOnce(&mut PoolSettings)) -> Pool {
        let mut settings = PoolSettings {
            auto_verified: vec![Channel::Email],
            ..PoolSettings::default()
        };
        change(&mut settings);
        Pool {
            id: PoolId::new("us-east-1_abcdefghi"),
            name: "pool".into(),
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
            version: 1,
            settings: settings.into(),
        }
    }

    fn line(text: String) -> Line {
        Line {
            bytes: text.len() as u64,
            content: Content::Text(text),
        }
    }

    /// A row in which the columns not named are empty, over one that is good.
    fn judged(pool: &Pool, given: &[(&str, &str)]) -> Result<Row, RowProblem> {
        judged_with(None, pool, given)
    }

    fn judged_with(hashing: Option<HashAlgorithm>, pool: &Pool, given: &[(&str, &str)]) -> Result<Row, RowProblem> {
        let good = [
            (USERNAME, "jane"),
            (MFA_ENABLED, "False"),
            ("email", "jane@example.com"),
            ("email_verified", "TRUE"),
        ];
        let mut columns = columns(&pool.settings.schema);
        columns.extend(hashing.map(|_| PASSWORD_HASH.to_owned()));
        let values = columns.iter().map(|column| {
            let named = given.iter().chain(&good).find(|(name, _)| name == column);
            named.map_or("", |(_, value)| value)
        });
        let values: Vec<_> = values.collect();
        let header = Header::read(&pool.settings.schema, hashing, &line(columns.join(","))).unwrap();
        Row::judge(pool, &header, &line(values.join(",")))
    }

    #[test]
    fn a_row_with_a_hash_is_a_user_with_a_password() {
        // Made by argon2-cffi 25.1.0.
        let text = "$argon2id$v=19$m=256,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$SZYB5xStTPAq6y4R2m3XlO3V1tYUTtCgOL/DQlZV9UY";
        let pool = pool(|_| {});
        let of = |algorithm, text: &str| {
            let escaped = text.replace(',', "\\,");
            judged_with(Some(algorithm), &pool, &[(PASSWORD_HASH, &escaped)])
        };
        let row = of(HashAlgorithm::Argon2id, text).unwrap();
        assert_eq!(row.password.as_ref().unwrap().as_text(), text);
        let user = row.user(&pool, Sub::new("sub"), Moment::from_micros(7));
        assert_eq!(user.status, UserStatus::Confirmed);
        let row = of(HashAlgorithm::Argon2id, "").unwrap();
        assert_eq!(row.password, None);
        let user = row.user(&pool, Sub::new("sub"), Moment::from_micros(7));
        assert_eq!(user.status, UserStatus::ResetRequired);
        let problem = |algorithm, problem| Err(RowProblem::Hash(algorithm, problem));
        let (bcrypt, argon2) = (HashAlgorithm::Bcrypt, HashAlgorithm::Argon2id);
        assert_eq!(of(bcrypt, text), problem(bcrypt, HashProblem::Malformed));
        assert_eq!(of(argon2, "Passw0rd!"), problem(argon2, HashProblem::Malformed));
        let dear = text.replace("m=256", "m=999999999");
        assert_eq!(of(argon2, &dear), problem(argon2, HashProblem::TooCostly));
    }

    #[test]
    fn a_good_row_is_a_user_without_a_password() {
        let pool = pool(|_| {});
        let row = judged(&pool, &[("birthdate", "02/29/2024"), ("updated_at", "1500000000")]).unwrap();
        let user = row.user(&pool, Sub::new("sub"), Moment::from_micros(7));
        assert_eq!(
            (user.username.as_str(), user.status),
            ("jane", UserStatus::ResetRequired)
        );
        assert_eq!(user.attributes["email_verified"], "true");
        assert_eq!(user.attributes["birthdate"], "02/29/2024");
        assert!(user.enabled && user.mfa == MfaPreference::default());
    }

    #[test]
    fn the_username_has_a_form() {
        let plain = pool(|_| {});
        assert_eq!(judged(&plain, &[(USERNAME, "")]), Err(RowProblem::NoUsername));
        assert_eq!(judged(&plain, &[(USERNAME, "ja ne")]), Err(RowProblem::BadUsername));
        let long = "x".repeat(129);
        assert_eq!(judged(&plain, &[(USERNAME, &long)]), Err(RowProblem::BadUsername));
        let addressed = pool(|settings| settings.username_attributes = vec![Channel::Email]);
        assert_eq!(judged(&addressed, &[]), Err(RowProblem::BadUsername));
        let other = judged(&addressed, &[(USERNAME, "joan@example.com")]);
        assert_eq!(other, Err(RowProblem::AddressDiffers(Channel::Email)));
        let row = judged(&addressed, &[(USERNAME, "joan@example.com"), ("email", "")]).unwrap();
        assert_eq!(row.attributes["email"], "joan@example.com");
        let user = row.user(&addressed, Sub::new("sub"), Moment::from_micros(7));
        assert_eq!(user.username, "sub");
    }

    #[test]
    fn the_second_factor_is_as_the_pool_wants_it() {
        let mfa = |requirement| pool(|settings| settings.mfa = requirement);
        let of = |requirement, given| judged(&mfa(requirement), &[(MFA_ENABLED, given)]).map(|row| row.mfa_enabled);
        assert_eq!(of(MfaRequirement::Off, "true"), Err(RowProblem::MfaOff));
        assert_eq!(of(MfaRequirement::On, "false"), Err(RowProblem::MfaRequired));
        assert_eq!(of(MfaRequirement::On, "true"), Ok(true));
        assert_eq!(of(MfaRequirement::Optional, ""), Err(RowProblem::BadMfa));
        assert_eq!(of(MfaRequirement::Optional, "yes"), Err(RowProblem::BadMfa));
        let optional = mfa(MfaRequirement::Optional);
        let row = judged(&optional, &[(MFA_ENABLED, "true"), ("phone_number", "+15555550100")]).unwrap();
        let user = row.user(&optional, Sub::new("sub"), Moment::from_micros(7));
        assert_eq!(user.mfa.preferred, Some(MfaMethod::Sms));
    }

    #[test]
    fn an_address_is_verified_and_there() {
        let plain = pool(|_| {});
        assert_eq!(
            judged(&plain, &[("email_verified", "false")]),
            Err(RowProblem::NothingVerified)
        );
        assert_eq!(
            judged(&plain, &[("email_verified", "")]),
            Err(RowProblem::NothingVerified)
        );
        let phone = [
            ("email_verified", ""),
            ("phone_number", "+15555550100"),
            ("phone_number_verified", "true"),
        ];
        assert_eq!(judged(&plain, &phone), Err(RowProblem::NothingVerified));
        let both = pool(|settings| settings.auto_verified.push(Channel::Sms));
        assert!(judged(&both, &phone).is_ok());
    }

    #[test]
    fn attributes_fit_the_schema() {
        let mut schema = Schema::default();
        schema.0[2].required = true;
        let strict = pool(|settings| settings.schema = schema);
        assert_eq!(judged(&strict, &[]), Err(RowProblem::Missing("given_name".into())));
        let plain = pool(|_| {});
        for date in ["2024-02-29", "02/30/2024", "2/29/2024", "02/29/024x"] {
            assert_eq!(
                judged(&plain, &[("birthdate", date)]),
                Err(RowProblem::BadBirthdate),
                "{date}"
            );
        }
        let Err(RowProblem::Attributes(violations)) = judged(&plain, &[("email", "nowhere")]) else {
            panic!("an address without a domain is none");
        };
        assert_eq!(violations[0].problem, Problem::NotAnEmail);
    }

    #[test]
    fn what_is_no_row_is_none() {
        let pool = pool(|_| {});
        let header = Header::read(
            &pool.settings.schema,
            None,
            &line(columns(&pool.settings.schema).join(",")),
        )
        .unwrap();
        let of = |content| Row::judge(&pool, &header, &Line { content, bytes: 1 });
        assert_eq!(of(Content::TooLong), Err(RowProblem::TooLong));
        assert_eq!(of(Content::NoText), Err(RowProblem::NoText));
        assert_eq!(of(Content::Text("a,b".into())), Err(RowProblem::WrongNumberOfValues));
    }
}

//! Judging the attributes that somebody wants to give a user, or to take away (resources.md §4.5).
//!
//! The rules are tried in a fixed order (unknown name, permission, mutability, form, length, presence), and all
//! attributes that break the *first* rule broken are reported together.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::DateTime};

use super::{Attribute, AttributeKind, Bounds, Schema, permissions, schema::DataType};
use crate::{aliases, client::ClientSettings, ports::Channel, user::User};

/// Attributes that follow from the user's history: nobody writes them (resources.md §4.5, reported).
const NEVER_SET: [&str; 2] = ["sub", "identities"];

/// Who writes.
#[derive(Clone, Copy, Debug)]
pub enum Author<'a> {
    /// An administrator, who may write everything.
    Administrator,
    /// A user, through this client.
    Client(&'a ClientSettings),
}

/// What is written to.
#[derive(Clone, Copy)]
pub enum Occasion<'a> {
    /// A user who is being made.
    NewUser,
    /// A user who is there already.
    Change(&'a User),
}

/// An attribute and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The full name, as given.
    pub attribute: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with an attribute. Bounds are the texts of the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The schema does not have it.
    Unknown,
    /// The author may not write it.
    NotWritable,
    /// Nobody may write it: `sub` and its like.
    NeverSet,
    /// It was fixed when the user was made.
    Immutable,
    /// It has no value at all.
    Null,
    /// It is no e-mail address.
    NotAnEmail,
    /// It is no phone number.
    NotAPhoneNumber,
    /// It is not of the attribute's type.
    WrongType(DataType),
    /// The text has fewer characters than this.
    TooShort(String),
    /// The text has more characters than this.
    TooLong(String),
    /// The number is less than this.
    TooSmall(String),
    /// The number is greater than this.
    TooGreat(String),
    /// A `…_verified` flag without an address of this channel.
    NothingToVerify(Channel),
    /// It is required and absent, or about to be removed.
    Required,
}

impl Problem {
    /// Problems of the same stage are reported together, those of the first stage first. Within a stage all have
    /// the same form of message.
    const fn stage(&self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::NotWritable => 1,
            Self::NeverSet => 2,
            Self::Immutable => 3,
            Self::Null => 4,
            Self::NotAnEmail => 5,
            Self::NotAPhoneNumber => 6,
            Self::WrongType(_) => 7,
            Self::TooShort(_) | Self::TooLong(_) | Self::TooSmall(_) | Self::TooGreat(_) => 8,
            Self::NothingToVerify(_) => 9,
            Self::Required => 10,
        }
    }
}

impl Schema {
    /// Judges the attributes that are given to a user, and returns them as they are to be stored: truth values in lower
    /// case, the last of several values of one name. An empty text stands for no value: in a change it removes the
    /// attribute, in a new user it counts as absent. Only those who sign up themselves need give what is
    /// required (resources.md §4.9, documented for AdminCreateUser).
    ///
    /// # Errors
    ///
    /// The violations of the first rule that is broken, in the order given; at least one.
    pub fn judge(
        &self,
        given: &[(String, Option<String>)],
        author: Author<'_>,
        occasion: Occasion<'_>,
    ) -> Result<BTreeMap<String, String>, Vec<Violation>> {
        let mut violations = Vec::new();
        let mut values = BTreeMap::new();
        for (name, value) in given {
            match self.judge_one(name, value.as_deref(), author, occasion) {
                Ok(value) => {
                    values.insert(name.clone(), value);
                }
                Err(problem) => violations.push(violation(name, problem)),
            }
        }
        violations.extend(flags_without_address(&values, occasion));
        violations.extend(self.missing(&values, author, occasion));
        first_stage(violations).map_or(Ok(values), Err)
    }

    /// Judges the removal of attributes.
    ///
    /// # Errors
    ///
    /// As [`Schema::judge`].
    pub fn judge_removal(&self, names: &[String], author: Author<'_>) -> Result<(), Vec<Violation>> {
        let problems = names.iter().filter_map(|name| {
            let problem = match self.writable(name, author) {
                Err(problem) => problem,
                Ok(attribute) if !attribute.mutable => Problem::Immutable,
                Ok(attribute) if attribute.required => Problem::Required,
                Ok(_) => return None,
            };
            Some(violation(name, problem))
        });
        first_stage(problems.collect()).map_or(Ok(()), Err)
    }

    fn judge_one(
        &self,
        name: &str,
        value: Option<&str>,
        author: Author<'_>,
        occasion: Occasion<'_>,
    ) -> Result<String, Problem> {
        let attribute = self.writable(name, author)?;
        let is_change = matches!(occasion, Occasion::Change(_));
        if is_change && !attribute.mutable {
            return Err(Problem::Immutable);
        }
        let value = value.ok_or(Problem::Null)?;
        if !value.is_empty() {
            return attribute.judge_value(value);
        }
        if is_change && attribute.required {
            return Err(Problem::Required);
        }
        Ok(String::new())
    }

    /// The attribute, if the author may write it.
    fn writable(&self, name: &str, author: Author<'_>) -> Result<&Attribute, Problem> {
        if NEVER_SET.contains(&name) {
            return Err(Problem::NeverSet);
        }
        let attribute = self.find(name).ok_or(Problem::Unknown)?;
        match author {
            Author::Client(client) if !permissions::may_write(client, attribute) => Err(Problem::NotWritable),
            _ => Ok(attribute),
        }
    }

    /// Required attributes that a user who signs up does not give.
    fn missing(&self, values: &BTreeMap<String, String>, author: Author<'_>, occasion: Occasion<'_>) -> Vec<Violation> {
        if !matches!((author, occasion), (Author::Client(_), Occasion::NewUser)) {
            return Vec::new();
        }
        let is_given = |name: &str| values.get(name).is_some_and(|value| !value.is_empty());
        let missing = self.0.iter().filter(|attribute| {
            attribute.required && !NEVER_SET.contains(&attribute.name.as_str()) && !is_given(&attribute.name)
        });
        missing
            .map(|attribute| violation(&attribute.name, Problem::Required))
            .collect()
    }
}

impl Attribute {
    /// Judges a value that is not empty, and returns it as it is to be stored.
    fn judge_value(&self, value: &str) -> Result<String, Problem> {
        match self.name.as_str() {
            "email" if !aliases::is_email(value) => return Err(Problem::NotAnEmail),
            "phone_number" if !aliases::is_phone_number(value) => return Err(Problem::NotAPhoneNumber),
            _ => {}
        }
        match &self.kind {
            AttributeKind::String(bounds) => check_length(value, bounds.as_ref())?,
            AttributeKind::Number(bounds) => check_number(value, bounds.as_ref())?,
            AttributeKind::Boolean => return truth(value).map(str::to_owned),
            AttributeKind::DateTime => check_time(value)?,
        }
        Ok(value.to_owned())
    }
}

fn check_length(value: &str, bounds: Option<&Bounds>) -> Result<(), Problem> {
    let length = i128::try_from(value.chars().count()).unwrap_or(i128::MAX);
    check_bounds(length, bounds, (Problem::TooShort, Problem::TooLong))
}

/// A whole number of any sign (resources.md §4.5, documented; that there is no limit but the bounds is a guess).
fn check_number(value: &str, bounds: Option<&Bounds>) -> Result<(), Problem> {
    let number = value.parse().map_err(|_| Problem::WrongType(DataType::Number))?;
    check_bounds(number, bounds, (Problem::TooSmall, Problem::TooGreat))
}

/// The problem of a bound that is broken, from its text.
type Broken = fn(String) -> Problem;

fn check_bounds(number: i128, bounds: Option<&Bounds>, (below, above): (Broken, Broken)) -> Result<(), Problem> {
    let breaks = |bound: &Option<String>, is_broken: fn(i128, i128) -> bool| {
        let bound = bound.as_ref()?;
        let limit = bound.parse().ok()?;
        is_broken(number, limit).then(|| bound.clone())
    };
    let Some(bounds) = bounds else {
        return Ok(());
    };
    if let Some(bound) = breaks(&bounds.min, |number, limit| number < limit) {
        return Err(below(bound));
    }
    breaks(&bounds.max, |number, limit| number > limit).map_or(Ok(()), |bound| Err(above(bound)))
}

/// `true` or `false` in any case, kept in lower case.
fn truth(value: &str) -> Result<&'static str, Problem> {
    let known = ["true", "false"]
        .into_iter()
        .find(|known| value.eq_ignore_ascii_case(known));
    known.ok_or(Problem::WrongType(DataType::Boolean))
}

/// ISO 8601, with or without a time and an offset, or seconds since 1970 (guess).
fn check_time(value: &str) -> Result<(), Problem> {
    let is_time =
        value.parse::<i64>().is_ok() || value.parse::<Timestamp>().is_ok() || value.parse::<DateTime>().is_ok();
    is_time.then_some(()).ok_or(Problem::WrongType(DataType::DateTime))
}

/// Flags about addresses that the user does not have and is not given (resources.md §4.5, peer-believed).
fn flags_without_address(values: &BTreeMap<String, String>, occasion: Occasion<'_>) -> Vec<Violation> {
    let has_address = |channel: Channel| {
        let name = channel.attribute();
        let present = match occasion {
            Occasion::NewUser => None,
            Occasion::Change(user) => user.attributes.get(name),
        };
        values.get(name).or(present).is_some_and(|address| !address.is_empty())
    };
    let is_flagged = |channel: &Channel| values.get(channel.verified_flag()).is_some_and(|flag| !flag.is_empty());
    [Channel::Email, Channel::Sms]
        .into_iter()
        .filter(|channel| is_flagged(channel) && !has_address(*channel))
        .map(|channel| violation(channel.verified_flag(), Problem::NothingToVerify(channel)))
        .collect()
}

fn violation(attribute: &str, problem: Problem) -> Violation {
    Violation {
        attribute: attribute.to_owned(),
        problem,
    }
}

/// The violations of the first stage among them; `None` when there are none.
fn first_stage(mut violations: Vec<Violation>) -> Option<Vec<Violation>> {
    let first = violations.iter().map(|violation| violation.problem.stage()).min()?;
    violations.retain(|violation| violation.problem.stage() == first);
    Some(violations)
}

#[cfg(test)]
mod tests;

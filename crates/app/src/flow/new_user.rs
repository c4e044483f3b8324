//! Making a user: what it is called, and what is stored of it (resources.md §4.4).

use std::collections::BTreeMap;

use domain::{
    aliases::{NameRefused, NewName, judge_new},
    pool::Pool,
    ports::Channel,
    user::{MfaPreference, User, UserStatus},
};
use wire::Fault;

use crate::{cx::Cx, flow::new_sub::new_sub, operation::Failed, say};

/// What a new user is to be called: the text of the request, and what it stands for in this pool.
#[derive(Clone, Copy)]
pub struct Called<'a> {
    given: &'a str,
    name: NewName,
}

impl<'a> Called<'a> {
    /// Judges a name by its form.
    ///
    /// # Errors
    ///
    /// InvalidParameterException.
    pub fn judge(pool: &Pool, given: &'a str) -> Result<Self, Failed> {
        let name = judge_new(&pool.settings, given).map_err(refused)?;
        Ok(Self { given, name })
    }

    /// A user of this name with the given attributes, made now and not yet stored.
    pub fn user(self, cx: &Cx, pool: &Pool, attributes: BTreeMap<String, String>, status: UserStatus) -> User {
        let sub = new_sub(cx, pool);
        let username = match self.name {
            NewName::Username => self.stored_username(pool),
            NewName::Address(_) => sub.as_str().to_owned(),
        };
        User {
            pool: pool.id.clone(),
            sub,
            username,
            status,
            enabled: true,
            created: cx.now,
            modified: cx.now,
            version: 1,
            attributes,
            mfa: MfaPreference::default(),
            pending: BTreeMap::new(),
        }
    }

    /// The address that is the name, where the pool's usernames are addresses.
    pub const fn address(self) -> Option<(Channel, &'a str)> {
        match self.name {
            NewName::Username => None,
            NewName::Address(channel) => Some((channel, self.given)),
        }
    }

    /// A case-insensitive pool keeps names in lower case (resources.md §1.10, guess).
    fn stored_username(self, pool: &Pool) -> String {
        domain::aliases::fold(&pool.settings, self.given)
    }
}

fn refused(refused: NameRefused) -> Fault {
    match refused {
        NameRefused::NotAnEmail => say::sign_up::username_should_be_email(),
        NameRefused::NotAPhoneNumber => say::sign_up::username_should_be_phone_number(),
        NameRefused::NotAnAddress => say::sign_up::username_should_be_email_or_phone_number(),
        NameRefused::LooksLikeEmail => say::sign_up::username_looks_like_email(),
        NameRefused::LooksLikePhoneNumber => say::sign_up::username_looks_like_phone_number(),
    }
}

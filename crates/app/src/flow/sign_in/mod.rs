//! Signing in: the driver around the pure machine of `domain::sign_in`.
//!
//! One call of a client is one [`drive::Drive`]: it reads what the machine decides upon, steps, does what the machine
//! asks for, commits one batch, and answers. API, Admin API and hosted pages come through the same functions; they
//! differ in who asks ([`Through`]) and in the form of the answer.
//!
//! * [`initiate`]: the first call. * [`respond`]: every further one.
//! * [`session`]: the state on its way to the client and back. * [`whom`]: the user, or the pretence of one.
//! * [`after_sign_up`]: the sign-in that needs no proof but the sign-up. * [`choice`]: what a choice-based sign-in adds.
//! * [`step_up`]: the levels of assurance that a client may ask for.
//! * [`hosted`]: what the pages get instead of tokens.
//! * [`first_factor`], [`new_password`], [`device`], [`custom`]: what the machine asks for.
//! * [`grant`]: what is given in the end.
//! * [`at_risk`]: threat protection. * [`functions`]: the functions of the pool that hear of every sign-in. * [`traced`]: what the
//!   trace says.

use std::collections::BTreeMap;

use domain::{client::Client, moment::Span, pool::Pool, sign_in::admission::Door};
use wire::shapes::{AuthenticationResultType, ChallengeNameType};

use crate::{cx::Cx, flow::find, operation::Failed, say::sign_in as say};
use hosted::SignedIn;

pub mod after_sign_up;
mod at_risk;
mod call;
mod challenge;
mod choice;
mod custom;
mod device;
mod drive;
mod first_factor;
mod functions;
mod grant;
pub mod hosted;
pub mod initiate;
mod new_password;
pub mod respond;
pub mod second_factor;
pub mod session;
mod step_up;
mod telling;
mod traced;
pub mod whom;

/// Through which door and for which client somebody signs in.
pub struct Through {
    /// The pool.
    pub pool: Pool,
    /// The client.
    pub client: Client,
    /// The door.
    pub door: Door,
}

impl Through {
    /// The client with this id, at the public door.
    ///
    /// # Errors
    /// ResourceNotFoundException.
    pub async fn of_client(cx: &Cx, id: &str) -> Result<Self, Failed> {
        let (pool, client) = find::client(cx, id).await?;
        Ok(Self {
            pool,
            client,
            door: Door::Public,
        })
    }

    /// Checks the `SECRET_HASH`. The pages are part of the server, and show none.
    ///
    /// # Errors
    /// As [`find::check_secret_hash`].
    pub fn check_secret_hash(&self, username: &str, hash: Option<&str>) -> Result<(), Failed> {
        match self.door {
            Door::Hosted => Ok(()),
            Door::Public | Door::Admin => find::check_secret_hash(&self.client, username, hash),
        }
    }

    /// How long a Session lives.
    pub fn session_lifetime(&self) -> Span {
        match self.door {
            Door::Hosted => hosted::LIFETIME,
            Door::Public | Door::Admin => self.client.settings.session_lifetime(),
        }
    }
}

/// The answer to a call of a sign-in.
#[derive(Default)]
pub struct Answer {
    /// Tokens.
    pub tokens: Option<AuthenticationResultType>,
    /// Who has signed in at the pages, which give tokens for a code only.
    pub signed_in: Option<SignedIn>,
    /// `ChallengeName`.
    pub challenge: Option<ChallengeNameType>,
    /// `ChallengeParameters`: present and empty beside tokens (auth.md §1, observed).
    pub parameters: BTreeMap<String, String>,
    /// `Session`.
    pub session: Option<String>,
    /// `AvailableChallenges`.
    pub available: Option<Vec<ChallengeNameType>>,
}

/// `AuthParameters` or `ChallengeResponses`: text by name. Unknown names are ignored (auth.md §1: clients send them).
pub struct Inputs(pub BTreeMap<String, String>);

impl Inputs {
    /// What was given under a name; an empty text counts as nothing (auth.md §3.4 step 4).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// What must be given under a name.
    ///
    /// # Errors
    /// InvalidParameterException.
    pub fn need(&self, name: &str) -> Result<&str, Failed> {
        Ok(self.get(name).ok_or_else(|| say::missing_parameter(name))?)
    }
}

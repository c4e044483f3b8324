//! For whom an authenticator app is set up: the holder of an access token, or somebody in the course of a sign-in
//! (auth.md §§12.10, 16.1, 16.2).

use domain::{
    pool::Pool,
    sign_in::{
        ChallengeName, Choice, Event, Rules, State,
        admission::Door,
        envelope::{Envelope, Form},
        state::{Awaits, MfaSetup},
    },
    user::{MfaMethod, User},
};

use crate::{
    access,
    cx::Cx,
    flow::sign_in::{
        Through,
        session::{self, NotOpened},
        whom::Whom,
    },
    operation::Failed,
    replica,
    say::{self, mfa as words},
};

/// For whom an app is set up.
pub enum Setter {
    /// The holder of an access token.
    Token {
        /// The pool.
        pool: Box<Pool>,
        /// The user.
        user: Box<User>,
    },
    /// Somebody in the course of a sign-in, whose state travels on.
    Session(Box<Conversation>),
}

/// A sign-in that waits for MFA_SETUP.
pub struct Conversation {
    through: Through,
    envelope: Envelope,
    /// The user.
    pub user: User,
    /// What is being set up.
    pub setup: MfaSetup,
}

impl Setter {
    /// Whoever asks, by exactly one of the two. The pool must offer authenticator apps.
    ///
    /// # Errors
    /// InvalidParameterException, NotAuthorizedException, SoftwareTokenMFANotFoundException.
    pub async fn find(cx: &Cx, token: Option<&str>, session: Option<&str>) -> Result<Self, Failed> {
        let setter = match (token, session) {
            (Some(token), None) => {
                let me = access::user(cx, token).await?;
                Self::Token {
                    pool: Box::new(me.pool),
                    user: Box::new(me.user),
                }
            }
            (None, Some(session)) => Self::Session(Box::new(Conversation::open(cx, session, Door::Public).await?)),
            (None, None) => return Err(words::token_or_session().into()),
            (Some(_), Some(_)) => return Err(words::token_and_session().into()),
        };
        setter.where_offered()
    }

    /// Somebody who signs in at the pages.
    ///
    /// # Errors
    /// NotAuthorizedException, SoftwareTokenMFANotFoundException.
    pub async fn at_the_pages(cx: &Cx, session: &str) -> Result<Self, Failed> {
        let conversation = Conversation::open(cx, session, Door::Hosted).await?;
        Self::Session(Box::new(conversation)).where_offered()
    }

    fn where_offered(self) -> Result<Self, Failed> {
        match self.pool().settings.mfa_methods.totp {
            Some(true) => Ok(self),
            _ => Err(words::totp_not_enabled().into()),
        }
    }

    /// The pool.
    pub fn pool(&self) -> &Pool {
        match self {
            Self::Token { pool, .. } => pool,
            Self::Session(conversation) => &conversation.through.pool,
        }
    }

    /// The user.
    pub fn user(&self) -> &User {
        match self {
            Self::Token { user, .. } => user,
            Self::Session(conversation) => &conversation.user,
        }
    }
}

impl Conversation {
    async fn open(cx: &Cx, text: &str, door: Door) -> Result<Self, Failed> {
        let invalid = || Failed::from(say::sign_in::invalid_session());
        let client = session::client_of(text).ok_or_else(invalid)?;
        let (pool, client) = cx.house.store.client(&client).await?.ok_or_else(invalid)?;
        let pool = replica::seen(cx, pool).await?.ok_or_else(invalid)?;
        let through = Through { pool, client, door };
        let envelope = session::open(cx, &through, Form::Session, text).map_err(|not| match not {
            NotOpened::Invalid => say::sign_in::invalid_session(),
            NotOpened::Expired => say::sign_in::expired_session(),
        })?;
        let envelope = session::complete(cx, &through, envelope).await?.ok_or_else(invalid)?;
        if session::is_spent(cx, &through, &envelope).await? {
            return Err(say::sign_in::used_session().into());
        }
        let whom = Whom::of_session(cx, &through.pool, &envelope.who.username, &envelope.who).await?;
        let mut whom = whom.ok_or_else(invalid)?;
        whom.bring_authenticator(cx, &through.pool).await?;
        let facts = whom.facts(&through, None, cx.now);
        let event = Event::Answer(ChallengeName::MfaSetup, Choice::None);
        if let Some(refusal) = Rules::HOUSE.stopped(&envelope.state, &event, &facts) {
            return Err(say::sign_in::refusal(&refusal).into());
        }
        let (Some(view), Awaits::MfaSetup(setup)) = (whom.view, envelope.state.awaits.clone()) else {
            return Err(invalid());
        };
        if !setup.offered.contains(&MfaMethod::Totp) {
            return Err(words::totp_not_enabled().into());
        }
        Ok(Self {
            through,
            envelope,
            user: view.user,
            setup,
        })
    }

    /// The Session that goes on from here; the one that was given stays good (auth.md §9).
    ///
    /// # Errors
    /// Only the house's.
    pub async fn next(&self, cx: &Cx, setup: MfaSetup) -> Result<String, Failed> {
        let state: State = self.envelope.state.clone().awaiting(Awaits::MfaSetup(setup));
        let next = session::wrap(cx, &self.through, self.envelope.who.clone(), state);
        let (sealed, kept) = session::seal_session(cx, &self.through, &next)?;
        if !kept.is_empty() {
            // Nothing in the batch is guarded.
            let _done = cx.house.store.write(kept).await?;
        }
        Ok(sealed)
    }
}

//! Whom somebody who comes from a provider is here (oauth.md §§15.3, 15.4, 18).
//!
//! Who comes for the first time is announced to PreSignUp before there is a user, and then looked for once more: the function
//! may have linked it to somebody. Whatever a function does later is done to a user who stays (observed).

use std::collections::BTreeMap;

use domain::{
    auth_event::{Kind, Response},
    federation::{
        claims::Texts,
        person::{self, Refused},
    },
    oauth::sso,
    provider::{
        ProviderKind, group_name,
        identity::{self, Bond, Identity, Owner, SUBJECT},
    },
    token::family::Factor,
    trigger::{
        self, Person, Question,
        sign_up::{Confirmed, SignUpSource},
    },
    user::{User, UserStatus},
};
use store::{
    db::Done,
    groups::{self, NO_GROUP},
    identities::{self, IDENTITY_TAKEN},
    names::kind_of_guard,
    users,
};

use super::{super::Stop, Journey};
use crate::{
    flow::{
        change_user::{Changing, Round},
        events::{self, Happened},
        names::{self, Conflict},
        new_sub::new_sub,
        sign_in::hosted::SignedIn,
        triggers::{self, Newcomer},
    },
    operation::Failed,
    say::{self, federation as words},
};
use wire::Fault;

/// How often the same person is looked for who is being made by another request.
const ROUNDS: usize = 16;

/// Who somebody is, as far as the pool knows.
enum Known {
    /// Nobody yet.
    Nobody,
    /// Somebody who may not come this way any more.
    Barred,
    /// A user.
    User(User),
}

impl Journey<'_> {
    /// Lets somebody in: the user that it is linked to, the one that it was before, or a new one.
    pub(super) async fn admit(&self, (username, subject): (&str, &str), mapped: &Texts) -> Result<SignedIn, Stop> {
        let (pool, client) = (&self.request.place.pool, &self.request.client);
        self.cx
            .attempt
            .about(&self.cx.house.trace, pool, Some(&client.id), username);
        let mut is_announced = false;
        for _ in 0..ROUNDS {
            match self.known(subject, mapped).await? {
                Known::User(user) => return self.again(user, mapped).await,
                Known::Barred => return Err(self.refuse(words::disabled())),
                Known::Nobody if !is_announced => {
                    self.announce(username, mapped).await?;
                    is_announced = true;
                }
                Known::Nobody => {
                    if let Some(user) = self.make((username, subject), mapped).await? {
                        return self.welcome(user).await;
                    }
                }
            }
        }
        Err(Failed::from(say::users::too_much_at_once()).into())
    }

    fn identity(&self, attribute: &str, value: &str) -> Identity {
        Identity {
            pool: self.trip.pool.clone(),
            provider: self.provider.name.clone(),
            attribute: attribute.to_owned(),
            value: value.to_owned(),
        }
    }

    /// By the provider's own id first, then by attributes that links were made by.
    async fn known(&self, subject: &str, mapped: &Texts) -> Result<Known, Failed> {
        let store = &self.cx.house.store;
        let own = self.identity(SUBJECT, subject);
        if let Some(owner) = store.identity_owner(&own).await? {
            let user = store.user(&own.pool, &owner.sub).await?;
            return Ok(match (owner.bond, user) {
                (Bond::Disabled, _) => Known::Barred,
                (Bond::Own | Bond::Linked, Some(user)) => Known::User(user),
                (Bond::Own | Bond::Linked, None) => Known::Nobody,
            });
        }
        if self.provider.kind != ProviderKind::Oidc {
            return Ok(Known::Nobody);
        }
        for (attribute, value) in mapped {
            let link = self.identity(attribute, value);
            if identity::is_known_by(self.provider, attribute)
                && let Some(owner) = store.identity_owner(&link).await?
                && let Some(user) = self.bind(&link, &owner, &own).await?
            {
                return Ok(Known::User(user));
            }
        }
        Ok(Known::Nobody)
    }

    /// Somebody who was linked by an attribute is known by the provider's own id from now on: the value of the attribute may
    /// be another person's there some day (documented: after its use a link is named by that id). `None` when the user or the
    /// link was changed meanwhile.
    async fn bind(&self, link: &Identity, owner: &Owner, own: &Identity) -> Result<Option<User>, Failed> {
        let store = &self.cx.house.store;
        let Some(user) = store.user(&link.pool, &owner.sub).await? else {
            return Ok(None);
        };
        let mut renamed = identity::renamed(&user, link, &own.value);
        renamed.modified = self.cx.now;
        let batch = users::update(&user, &renamed)
            .and(identities::delete(link, &owner.sub))
            .and(identities::insert(own, owner));
        match store.write(batch).await? {
            Done::Written => Ok(store.user(&link.pool, &owner.sub).await?),
            Done::Refused(_) => Ok(None),
        }
    }

    /// The attributes as they are to be stored; what the application is told when they cannot be.
    fn judged(&self, user: Option<&User>, mapped: &Texts) -> Result<Texts, String> {
        let (pool, client) = (&self.request.place.pool, &self.request.client);
        let judged = person::judged(&pool.settings, &client.settings, user, mapped);
        judged.map_err(|refused| match refused {
            Refused::Violations(violations) => {
                let writing = match user {
                    None => say::attributes::Writing::NewUser,
                    Some(_) => say::attributes::Writing::Change,
                };
                let fault = say::attributes::refused(&violations, writing);
                fault.message.unwrap_or_default()
            }
            Refused::Missing(names) => words::attributes_required(&names),
        })
    }

    /// Lets PreSignUp see somebody who comes for the first time. What it vouches for has no effect (guess).
    async fn announce(&self, username: &str, mapped: &Texts) -> Result<(), Stop> {
        let attributes = person::told_before_sign_up(&self.judged(None, mapped).map_err(|why| self.refuse(why))?);
        let nothing = BTreeMap::new();
        let newcomer = Newcomer {
            source: SignUpSource::ExternalProvider,
            name: username,
            attributes: &attributes,
            validation: Some(&nothing),
        };
        let welcome = triggers::pre_sign_up(self.cx, self.behalf(), &newcomer).await;
        welcome.map(drop).map_err(|failed| match failed {
            Failed::Fault(fault) => self.refuse(words::before_sign_up(&fault)),
            broken @ Failed::Broken(_) => broken.into(),
        })
    }

    /// Makes the user, its identity and its membership together. `None` when somebody else did meanwhile, or the group is
    /// being deleted.
    async fn make(&self, (username, subject): (&str, &str), mapped: &Texts) -> Result<Option<User>, Stop> {
        let (cx, pool) = (self.cx, &self.request.place.pool);
        let judged = self.judged(None, mapped).map_err(|why| self.refuse(why))?;
        let sub = new_sub(cx, pool);
        let named = (username.to_owned(), subject);
        let user = person::newcomer(pool, self.provider, named, &judged, (sub.clone(), cx.now));
        let bond = Bond::Own;
        let own = self.identity(SUBJECT, subject);
        let mut batch = users::insert(&user, &names::all(pool, &user))
            .and(identities::insert(&own, &Owner { sub: sub.clone(), bond }));
        let group = group_name(&pool.id, &self.provider.name);
        if cx.house.store.group(&pool.id, &group).await?.is_some() {
            batch = batch.and(groups::add(&pool.id, &sub, &group));
        }
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(Some(user)),
            Done::Refused(IDENTITY_TAKEN | NO_GROUP) => Ok(None),
            Done::Refused(guard) => match kind_of_guard(guard) {
                // A user of the pool has the name: it is nobody from this provider.
                Some(_) if cx.house.store.identity_owner(&own).await?.is_none() => {
                    Err(self.refuse(words::name_taken(username)))
                }
                _ => Ok(None),
            },
        }
    }

    /// A first sign-in: PostConfirmation hears of it (documented).
    async fn welcome(&self, user: User) -> Result<SignedIn, Stop> {
        self.cx.attempt.is(&user);
        let told = triggers::post_confirmation(self.cx, self.behalf(), &user, Confirmed::SignUp).await;
        told.map_err(|failed| self.told(failed))?;
        let user = self.as_it_stands(&user).await?;
        self.signed_in(user).await
    }

    /// A later sign-in: what the provider says of the user is written (documented), and PreAuthentication and
    /// PostAuthentication hear of it (documented; that PreAuthentication sees what was written is a guess).
    async fn again(&self, user: User, mapped: &Texts) -> Result<SignedIn, Stop> {
        self.cx.attempt.is(&user);
        stands(&user).map_err(|why| self.refuse(why))?;
        let user = self.refresh(user, mapped).await?;
        let before = Question::PreAuthentication {
            validation: None,
            hides_missing: self.request.client.settings.hides_missing_users(),
        };
        let user = self.hear(user, &before).await?;
        let after = Question::PostAuthentication { new_device: false };
        let user = self.hear(user, &after).await?;
        self.signed_in(user).await
    }

    /// Writes what the provider says of a user now.
    async fn refresh(&self, user: User, mapped: &Texts) -> Result<User, Stop> {
        let (cx, pool) = (self.cx, &self.request.place.pool);
        let mut changing = Changing::new(user);
        loop {
            let before = changing.user();
            let judged = self.judged(Some(before), mapped).map_err(|why| self.refuse(why))?;
            let after = person::updated(before, &judged, cx.now);
            if after.attributes == before.attributes && after.pending == before.pending {
                return Ok(after);
            }
            let batch = names::write(cx, pool, (before, &after), Conflict::Refuse).await?;
            let sub = after.sub.clone();
            match changing.write(cx, batch).await.map_err(|failed| self.told(failed))? {
                Round::Written => {
                    let user = cx.house.store.user(&pool.id, &sub).await?;
                    return user.ok_or_else(|| self.told(say::users::does_not_exist().into()));
                }
                Round::Again => {}
                Round::Refused(guard) => {
                    let kind = kind_of_guard(guard).map_or("username", |kind| kind.as_str());
                    return Err(self.told(say::users::alias_exists(kind).into()));
                }
            }
        }
    }

    /// Lets a function hear of a sign-in; whatever it has changed is read again.
    async fn hear(&self, user: User, question: &Question<'_>) -> Result<User, Stop> {
        let occasion = self.behalf().about(Person::Known(&user));
        let heard = triggers::ask(self.cx, &occasion, question, trigger::nothing).await;
        match heard.map_err(|failed| self.told(failed))? {
            Some(()) => self.as_it_stands(&user).await,
            None => Ok(user),
        }
    }

    async fn as_it_stands(&self, user: &User) -> Result<User, Stop> {
        let user = self.cx.house.store.user(&user.pool, &user.sub).await?;
        let user = user.ok_or_else(|| self.told(say::users::does_not_exist().into()))?;
        stands(&user).map_err(|why| self.refuse(why))?;
        Ok(user)
    }

    async fn signed_in(&self, user: User) -> Result<SignedIn, Stop> {
        let (cx, pool, client) = (self.cx, &self.request.place.pool, &self.request.client);
        let happened = Happened::plain(Kind::SignIn, Response::Pass);
        let noted = events::note(cx, (pool, Some(&client.id)), &user, happened);
        // Nothing in the batch is guarded, so it cannot be refused.
        let _done = cx.house.store.write(events::batch(noted.as_ref())).await?;
        events::tell(cx, pool, noted.as_ref());
        Ok(SignedIn {
            user,
            factors: vec![Factor::Federated],
            at: cx.now,
            provider: sso::Provider::External(self.provider.name.clone()),
        })
    }
}

/// Who may not sign in, may not here. A password that is still to be changed is no matter of the provider; users who were
/// invited and linked come in that way (guess, as that the others do not).
fn stands(user: &User) -> Result<(), String> {
    let said = |fault: Fault| Err(fault.message.unwrap_or_default());
    match user.status {
        _ if !user.enabled => Err(words::disabled()),
        UserStatus::Unconfirmed => said(say::sign_in::unconfirmed()),
        UserStatus::ResetRequired => said(say::sign_in::reset_required()),
        UserStatus::Confirmed | UserStatus::ExternalProvider | UserStatus::ForceChangePassword => Ok(()),
    }
}

//! AdminCreateUser: an administrator makes a user and invites it, or invites it again.

use std::collections::BTreeMap;

use domain::{
    aliases::NameKind,
    attributes::values::Author,
    delivery,
    letter::Letter,
    password::temporary::temporary_password,
    pool::Pool,
    ports::Channel,
    profile,
    trigger::sign_up::SignUpSource,
    user::{User, UserStatus},
};
use store::{
    db::{Batch, Done},
    names::kind_of_guard,
    users::USER_CHANGED,
};
use wire::{
    Fault, call,
    shapes::{AdminCreateUserRequest, AdminCreateUserResponse, DeliveryMediumType, MessageActionType},
};

use crate::{
    cx::Cx,
    flow::{
        accept_attributes,
        change_user::{Changing, Round},
        deliver_code::{self, Voice},
        find,
        names::{self, Conflict},
        new_user::Called,
        post::{self, Tells},
        resolve_user,
        set_password::{self, Lasting},
        triggers::{self, Behalf, Newcomer},
        user_document,
    },
    operation::{Failed, Operation},
    say::{self, passwords::PolicyWords},
};

/// Makes a user with a temporary password, or without any where a code can be the first factor, and invites it unless
/// `MessageAction` is SUPPRESS. With RESEND it gives an invited user a new temporary password.
pub struct AdminCreateUser;

impl Operation for AdminCreateUser {
    type Call = call::AdminCreateUser;

    async fn run(cx: &Cx, input: AdminCreateUserRequest) -> Result<AdminCreateUserResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let invited = match input.message_action {
            Some(MessageActionType::Resend) => invite_again(cx, &pool, &input).await?,
            _ => create(cx, &pool, input).await?,
        };
        for invitation in invited.invitations {
            post::send(cx, (&pool, &invited.user), invitation, Tells::Failure).await?;
        }
        Ok(AdminCreateUserResponse {
            user: Some(user_document::summary(&invited.user)),
        })
    }
}

/// A user, and the invitations that are left to send.
struct Invited {
    user: User,
    invitations: Vec<Letter>,
}

/// How a user is to be invited.
struct Inviting {
    mediums: Vec<DeliveryMediumType>,
    metadata: Option<BTreeMap<String, String>>,
}

impl Inviting {
    /// By SMS unless said otherwise; by nothing with SUPPRESS.
    fn of(input: &AdminCreateUserRequest) -> Self {
        let given = input.desired_delivery_mediums.clone();
        let mediums = match input.message_action {
            Some(MessageActionType::Suppress) => Vec::new(),
            Some(MessageActionType::Resend) | None => given.unwrap_or_else(|| vec![DeliveryMediumType::Sms]),
        };
        Self {
            mediums,
            metadata: input.client_metadata.clone(),
        }
    }

    /// An invitation by each medium that the user has an address for. Without an address nothing is sent (resources.md §4.9,
    /// guess).
    fn letters(&self, cx: &Cx, owner: (&Pool, &User), password: Option<&str>) -> Vec<Letter> {
        let voice = Voice::administrator(&self.metadata);
        let is_wanted = |channel| self.mediums.iter().any(|medium| channel_of(*medium) == channel);
        [Channel::Sms, Channel::Email]
            .into_iter()
            .filter(|&channel| is_wanted(channel))
            .filter_map(|channel| delivery::address_in(&owner.1.attributes, channel))
            .map(|to| deliver_code::invitation(cx, owner, password.unwrap_or_default(), &to, voice))
            .collect()
    }
}

fn keep(cx: &Cx, pool: &Pool, invitations: &[Letter]) -> Batch {
    invitations
        .iter()
        .fold(Batch::new(), |batch, letter| batch.and(post::keep(cx, pool, letter)))
}

async fn create(cx: &Cx, pool: &Pool, input: AdminCreateUserRequest) -> Result<Invited, Failed> {
    let inviting = Inviting::of(&input);
    let called = Called::judge(pool, &input.username)?;
    let given = input.user_attributes.unwrap_or_default();
    let given = accept_attributes::of_new_user(pool, Author::Administrator, called, given)?;
    let password = first_password(cx, pool, input.temporary_password, &given)?;
    let status = match password {
        Some(_) => UserStatus::ForceChangePassword,
        None => UserStatus::Confirmed,
    };
    let user = called.user(cx, pool, profile::created(&given), status);
    let validation = triggers::validation_data(input.validation_data);
    let behalf = Behalf {
        pool,
        client: None,
        metadata: input.client_metadata.as_ref(),
    };
    let newcomer = Newcomer {
        source: SignUpSource::AdminCreateUser,
        name: &user.username,
        attributes: &given,
        validation: validation.as_ref(),
    };
    // What the function vouches for is not heeded (documented).
    triggers::pre_sign_up(cx, behalf, &newcomer).await?;
    let invitations = inviting.letters(cx, (pool, &user), password.as_deref());
    let mut batch = keep(cx, pool, &invitations);
    if let Some(password) = password {
        batch = batch.and(set_password::keep(cx, (pool, &user), &password, Lasting::Temporary).await?);
    }
    store_user(cx, pool, &user, batch, Conflict::from_force(input.force_alias_creation)).await?;
    Ok(Invited { user, invitations })
}

/// The given password, which must meet the policy; else one made up; none where a code can be the first factor
/// (resources.md §§4.2, 4.7).
fn first_password(
    cx: &Cx,
    pool: &Pool,
    given: Option<String>,
    attributes: &BTreeMap<String, String>,
) -> Result<Option<String>, Failed> {
    match given.filter(|password| !password.is_empty()) {
        None if delivery::can_sign_in_by_code(&pool.settings, attributes) => Ok(None),
        given => temporary(cx, pool, given).map(Some),
    }
}

fn temporary(cx: &Cx, pool: &Pool, given: Option<String>) -> Result<String, Failed> {
    let policy = &pool.settings.password_policy;
    match given.filter(|password| !password.is_empty()) {
        Some(given) => {
            set_password::check(policy, &given, PolicyWords::DidNotConformWithPasswordPolicy)?;
            Ok(given)
        }
        None => Ok(temporary_password(policy, &*cx.house.entropy)),
    }
}

/// Stores the user, its names and what goes along together. Decides anew when the owner of an alias changed meanwhile.
async fn store_user(cx: &Cx, pool: &Pool, user: &User, along: Batch, conflict: Conflict) -> Result<(), Failed> {
    let names = names::all(pool, user);
    for _ in 0..ROUNDS {
        let way = names::make_way(cx, pool, user, &names, conflict).await?;
        let batch = way.and(store::users::insert(user, &names)).and(along.clone());
        match cx.house.store.write(batch).await? {
            Done::Written => return Ok(()),
            Done::Refused(USER_CHANGED) => {}
            Done::Refused(guard) => return Err(name_taken(pool, guard).into()),
        }
    }
    Err(say::users::too_much_at_once().into())
}

/// How often an alias is taken from an owner who is being changed.
const ROUNDS: u32 = 100;

fn name_taken(pool: &Pool, guard: &'static str) -> Fault {
    match kind_of_guard(guard) {
        Some(NameKind::Username) | None => say::users::account_exists(),
        Some(kind) if pool.settings.username_attributes.is_empty() => say::users::alias_exists(kind.as_str()),
        Some(kind) => say::sign_up::account_exists(kind.as_str()),
    }
}

/// Gives an invited user another temporary password, good for as long as the first one was. Attributes are not touched.
async fn invite_again(cx: &Cx, pool: &Pool, input: &AdminCreateUserRequest) -> Result<Invited, Failed> {
    let user = resolve_user::for_administrator(cx, pool, &input.username).await?;
    let password = temporary(cx, pool, input.temporary_password.clone())?;
    let inviting = Inviting::of(input);
    let mut changing = Changing::new(user);
    loop {
        let user = changing.user();
        if user.status != UserStatus::ForceChangePassword {
            return Err(say::users::resend_not_possible(&input.username).into());
        }
        let after = User {
            modified: cx.now,
            ..user.clone()
        };
        let batch = set_password::keep(cx, (pool, &after), &password, Lasting::Temporary).await?;
        let invitations = inviting.letters(cx, (pool, &after), Some(&password));
        let batch = store::users::update(user, &after)
            .and(batch)
            .and(keep(cx, pool, &invitations));
        match changing.write(cx, batch).await? {
            Round::Written => {
                return Ok(Invited {
                    user: after,
                    invitations,
                });
            }
            Round::Again => {}
            Round::Refused(guard) => return Err(super::unexpected(guard).into()),
        }
    }
}

const fn channel_of(medium: DeliveryMediumType) -> Channel {
    match medium {
        DeliveryMediumType::Sms => Channel::Sms,
        DeliveryMediumType::Email => Channel::Email,
    }
}

//! AdminLinkProviderForUser.

use domain::{
    pool::Pool,
    provider::{
        Provider,
        identity::{self, Bond, Identity, NATIVE, Owner, SUBJECT},
    },
    quota,
    user::User,
};
use store::{
    db::Done,
    identities::{self, IDENTITY_TAKEN},
    users,
};
use wire::{call, shapes};

use super::{ATTEMPTS, by_subject, named, overtaken};
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
    say::{self, providers as words},
};

/// Lets somebody at a provider be a user who is there already (resources.md §7.1, oauth.md §18).
///
/// Refused, in this order (GUESS): a source that is none, a destination that there is not, a source with a profile of its own,
/// one that is linked already, a sixth link.
pub struct AdminLinkProviderForUser;

impl Operation for AdminLinkProviderForUser {
    type Call = call::AdminLinkProviderForUser;

    async fn run(
        cx: &Cx,
        input: shapes::AdminLinkProviderForUserRequest,
    ) -> Result<shapes::AdminLinkProviderForUserResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let (provider, source) = source(cx, &pool, input.source_user).await?;
        for _ in 0..ATTEMPTS {
            let user = destination(cx, &pool, &input.destination_user).await?;
            refuse_a_known_source(cx, &pool, &source, &user).await?;
            if identity::of(&user).iter().filter(|entry| !entry.primary).count() >= quota::LINKED_IDENTITIES {
                return Err(words::too_many_links().into());
            }
            let mut linked = identity::with(&user, identity::entry(&provider, &source.value, Bond::Linked, cx.now));
            linked.modified = cx.now;
            let owner = Owner {
                sub: user.sub.clone(),
                bond: Bond::Linked,
            };
            let batch = users::update(&user, &linked).and(identities::insert(&source, &owner));
            match cx.house.store.write(batch).await? {
                Done::Written => return Ok(shapes::AdminLinkProviderForUserResponse {}),
                Done::Refused(users::USER_CHANGED | IDENTITY_TAKEN) => {}
                Done::Refused(guard) => return Err(overtaken(guard)),
            }
        }
        Err(overtaken("linking an identity"))
    }
}

/// Who is to be linked.
async fn source(
    cx: &Cx,
    pool: &Pool,
    given: shapes::ProviderUserIdentifierType,
) -> Result<(Provider, Identity), Failed> {
    let name = given.provider_name.unwrap_or_default();
    if name == NATIVE {
        return Err(words::native_source().into());
    }
    let (Some(attribute), Some(value)) = (given.provider_attribute_name, given.provider_attribute_value) else {
        return Err(words::incomplete_source().into());
    };
    if name.is_empty() || value.is_empty() {
        return Err(words::incomplete_source().into());
    }
    let provider = named(cx, pool, &name).await?;
    if !identity::is_known_by(&provider, &attribute) {
        return Err(words::unknown_attribute(&attribute).into());
    }
    let source = Identity {
        attribute,
        ..by_subject(pool, &name, &value)
    };
    Ok((provider, source))
}

/// The user who gets the link: one of the pool's own, or one who came through a provider. The attribute's name is ignored
/// (documented).
async fn destination(cx: &Cx, pool: &Pool, given: &shapes::ProviderUserIdentifierType) -> Result<User, Failed> {
    let value = given.provider_attribute_value.as_deref().unwrap_or_default();
    let name = given.provider_name.as_deref().unwrap_or_default();
    if name == NATIVE {
        return resolve_user::for_administrator(cx, pool, value).await;
    }
    let owner = cx.house.store.identity_owner(&by_subject(pool, name, value)).await?;
    let user = match owner {
        Some(owner) => cx.house.store.user(&pool.id, &owner.sub).await?,
        None => None,
    };
    user.ok_or_else(|| say::users::does_not_exist().into())
}

async fn refuse_a_known_source(cx: &Cx, pool: &Pool, source: &Identity, user: &User) -> Result<(), Failed> {
    if let Some(owner) = cx.house.store.identity_owner(source).await? {
        return Err(match owner.bond {
            Bond::Own | Bond::Disabled => words::source_has_a_profile(),
            Bond::Linked if owner.sub == user.sub => words::linked_already(),
            Bond::Linked => words::linked_to_another(),
        }
        .into());
    }
    // A profile that was made by other means than a sign-in has no identity, and is one all the same.
    if source.attribute == SUBJECT {
        let name = identity::username(&pool.settings, &source.provider, &source.value);
        if resolve_user::by_name(cx, pool, &name).await?.is_some() {
            return Err(words::source_has_a_profile().into());
        }
    }
    Ok(())
}

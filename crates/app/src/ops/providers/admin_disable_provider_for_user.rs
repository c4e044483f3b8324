//! AdminDisableProviderForUser.

use domain::{
    pool::Pool,
    provider::identity::{self, Bond, Identity, NATIVE, Owner, SUBJECT},
    user::{User, UserStatus},
};
use store::{
    credentials,
    db::{Batch, Done},
    identities::{self, NO_IDENTITY},
    users::{self, USER_CHANGED},
};
use wire::{call, shapes};

use super::{ATTEMPTS, by_subject, overtaken};
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
    say::{self, providers as words},
};

/// Ends a way in (resources.md §7.1, oauth.md §18, documented): of a user of the pool its password, of a link the link, of a
/// user who came through a provider the provider. A second time finds nobody.
pub struct AdminDisableProviderForUser;

impl Operation for AdminDisableProviderForUser {
    type Call = call::AdminDisableProviderForUser;

    async fn run(
        cx: &Cx,
        input: shapes::AdminDisableProviderForUserRequest,
    ) -> Result<shapes::AdminDisableProviderForUserResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let given = input.user;
        let name = given.provider_name.unwrap_or_default();
        let value = given.provider_attribute_value.unwrap_or_default();
        let attribute = given.provider_attribute_name.unwrap_or_else(|| SUBJECT.to_owned());
        for _ in 0..ATTEMPTS {
            let batch = match name == NATIVE {
                true if attribute != SUBJECT => return Err(words::native_attribute().into()),
                true => without_password(cx, &resolve_user::for_administrator(cx, &pool, &value).await?),
                false => {
                    let identity = Identity {
                        attribute: attribute.clone(),
                        ..by_subject(&pool, &name, &value)
                    };
                    without_identity(cx, &pool, &identity).await?
                }
            };
            match cx.house.store.write(batch).await? {
                Done::Written => return Ok(shapes::AdminDisableProviderForUserResponse {}),
                Done::Refused(USER_CHANGED | NO_IDENTITY) => {}
                Done::Refused(guard) => return Err(overtaken(guard)),
            }
        }
        Err(overtaken("ending a way in"))
    }
}

/// The user has no password from now on, and no way to choose one: only an administrator can give it one again (GUESS: it
/// stands as users who come through providers do).
fn without_password(cx: &Cx, user: &User) -> Batch {
    let changed = User {
        status: UserStatus::ExternalProvider,
        modified: cx.now,
        ..user.clone()
    };
    users::update(user, &changed).and(credentials::delete(&user.pool, &user.sub))
}

/// A link is gone; the provider that a user came through is closed to it.
async fn without_identity(cx: &Cx, pool: &Pool, identity: &Identity) -> Result<Batch, Failed> {
    let store = &cx.house.store;
    let nobody = || Failed::from(say::users::does_not_exist());
    let owner = store.identity_owner(identity).await?.ok_or_else(nobody)?;
    match owner.bond {
        Bond::Disabled => Err(nobody()),
        Bond::Own => {
            let bond = Bond::Disabled;
            Ok(identities::rebind(identity, &Owner { bond, ..owner }))
        }
        Bond::Linked => {
            let user = store.user(&pool.id, &owner.sub).await?.ok_or_else(nobody)?;
            let mut unlinked = identity::without(&user, identity);
            unlinked.modified = cx.now;
            Ok(users::update(&user, &unlinked).and(identities::delete(identity, &owner.sub)))
        }
    }
}

//! AdminAddUserToGroup.

use store::{
    db::Done,
    groups::{self, NO_USER, USER_FULL},
};
use wire::{NoOutput, call, shapes};

use super::named;
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
    say::{self, groups as words},
};

/// Puts a user into a group; a second time changes nothing (observed). The user is looked for before the group (GUESS).
pub struct AdminAddUserToGroup;

impl Operation for AdminAddUserToGroup {
    type Call = call::AdminAddUserToGroup;

    async fn run(cx: &Cx, input: shapes::AdminAddUserToGroupRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let group = named(cx, &pool, &input.group_name).await?;
        match cx
            .house
            .store
            .write(groups::add(&pool.id, &user.sub, &group.name))
            .await?
        {
            Done::Written => Ok(NoOutput),
            Done::Refused(USER_FULL) => Err(words::too_many_for_user().into()),
            Done::Refused(NO_USER) => Err(say::users::does_not_exist().into()),
            Done::Refused(_) => Err(words::not_found().into()),
        }
    }
}

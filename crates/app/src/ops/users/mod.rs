//! Users as administrators make, see and remove them, and as they see and remove themselves.

mod admin_create_user;
mod admin_delete_user;
mod admin_disable_user;
mod admin_enable_user;
mod admin_get_user;
mod delete_user;
mod get_user;
mod list_users;

pub use admin_create_user::AdminCreateUser;
pub use admin_delete_user::AdminDeleteUser;
pub use admin_disable_user::AdminDisableUser;
pub use admin_enable_user::AdminEnableUser;
pub use admin_get_user::AdminGetUser;
pub use delete_user::DeleteUser;
use domain::{
    ids::{PoolId, Sub},
    user::User,
};
pub use get_user::GetUser;
pub use list_users::ListUsers;
use store::db::{Batch, Done};

use crate::{
    cx::Cx,
    flow::change_user::{Changing, Round},
    operation::{Broken, Failed},
    say,
};

/// Removes the user and everything of it, also one that is enabled (resources.md §4.9).
async fn remove(cx: &Cx, pool: &PoolId, sub: &Sub) -> Result<(), Failed> {
    match cx.house.store.write(store::users::delete(pool, sub)).await? {
        Done::Written => Ok(()),
        Done::Refused(_) => Err(say::users::does_not_exist().into()),
    }
}

/// Changes the record of a user in a way that no other guard can refuse, together with `more`.
async fn change(cx: &Cx, user: User, edit: fn(&mut User), more: Batch) -> Result<(), Failed> {
    let mut changing = Changing::new(user);
    loop {
        let mut after = changing.user().clone();
        edit(&mut after);
        after.modified = cx.now;
        match changing
            .write(cx, store::users::update(changing.user(), &after).and(more.clone()))
            .await?
        {
            Round::Written => return Ok(()),
            Round::Again => {}
            Round::Refused(guard) => return Err(unexpected(guard).into()),
        }
    }
}

/// A guard refused that the operation did not set.
fn unexpected(guard: &'static str) -> Broken {
    Broken {
        doing: "changing a user".to_owned(),
        cause: format!("the guard `{guard}` refused"),
    }
}

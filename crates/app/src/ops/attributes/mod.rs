//! The attributes of users, and the proof that an address is theirs.
//!
//! The twins of administrators and users differ in who asks: both end in the functions of this file.

mod add_custom_attributes;
mod admin_delete_user_attributes;
mod admin_update_user_attributes;
mod delete_user_attributes;
mod get_user_attribute_verification_code;
mod update_user_attributes;
mod verify_user_attribute;

pub use add_custom_attributes::AddCustomAttributes;
pub use admin_delete_user_attributes::AdminDeleteUserAttributes;
pub use admin_update_user_attributes::AdminUpdateUserAttributes;
pub use delete_user_attributes::DeleteUserAttributes;
use domain::{
    attributes::values::Author,
    delivery::Destination,
    pool::Pool,
    profile::{self, Updated},
    user::User,
};
pub use get_user_attribute_verification_code::GetUserAttributeVerificationCode;
pub use update_user_attributes::UpdateUserAttributes;
pub use verify_user_attribute::VerifyUserAttribute;
use wire::shapes::{AttributeType, CodeDeliveryDetailsType};

use crate::{
    cx::Cx,
    flow::{
        accept_attributes,
        change_user::{Changing, Round},
        deliver_code::{FreshCode, Reason, Voice},
        names::{self, Conflict},
        post::Tells,
    },
    operation::Failed,
    say,
};

/// Writes attributes and sends a code to each new address that the pool verifies. What the client is told of the codes.
async fn update(
    cx: &Cx,
    pool: &Pool,
    (author, voice): (Author<'_>, Voice<'_>),
    user: User,
    given: Vec<AttributeType>,
) -> Result<Vec<CodeDeliveryDetailsType>, Failed> {
    let mut changing = Changing::new(user);
    loop {
        let user = changing.user();
        let given = accept_attributes::of_change(pool, author, user, given.clone())?;
        let mut updated = profile::update(&pool.settings, user, &given);
        updated.user.modified = cx.now;
        let codes = codes(cx, &updated, voice);
        let change = names::write(cx, pool, (user, &updated.user), Conflict::Refuse).await?;
        let batch = codes.iter().fold(change, |batch, code| batch.and(code.batch(cx, pool)));
        match changing.write(cx, batch).await? {
            Round::Written => return send(cx, (pool, &updated.user), codes).await,
            Round::Again => {}
            Round::Refused(guard) => return Err(say::attributes::name_taken(guard).into()),
        }
    }
}

fn codes(cx: &Cx, updated: &Updated, voice: Voice<'_>) -> Vec<FreshCode> {
    let code = |channel| {
        let address = profile::address_to_verify(&updated.user, channel)?.to_owned();
        let to = Destination { channel, address };
        Some(FreshCode::new(cx, &updated.user, Reason::NewAddress, &to, voice))
    };
    updated.to_verify.iter().copied().filter_map(code).collect()
}

async fn send(cx: &Cx, owner: (&Pool, &User), codes: Vec<FreshCode>) -> Result<Vec<CodeDeliveryDetailsType>, Failed> {
    let mut sent = Vec::with_capacity(codes.len());
    for code in codes {
        sent.push(code.send(cx, owner, Tells::Failure).await?);
    }
    Ok(sent)
}

/// Removes attributes.
async fn remove(cx: &Cx, pool: &Pool, author: Author<'_>, user: User, attributes: &[String]) -> Result<(), Failed> {
    accept_attributes::of_removal(pool, author, attributes)?;
    let mut changing = Changing::new(user);
    loop {
        let user = changing.user();
        let mut after = profile::remove(user, attributes);
        after.modified = cx.now;
        let batch = names::write(cx, pool, (user, &after), Conflict::Refuse).await?;
        match changing.write(cx, batch).await? {
            Round::Written => return Ok(()),
            Round::Again => {}
            Round::Refused(guard) => return Err(say::attributes::name_taken(guard).into()),
        }
    }
}

//! What the hosted pages do, without what they look like: the browser's side of signing in (oauth.md §6).
//!
//! A page never decides: it drives the functions that the API drives, at the door of the pages, and is told what comes next
//! ([`Next`]). What has to be known at the next page travels with the browser, sealed ([`carried`]).

pub mod carried;
pub mod feedback;
pub mod passkeys;
pub mod registration;
pub mod reset;
pub mod second_factor;
pub mod sign_in;
pub mod trouble;

use domain::user::User;
use wire::{
    Call,
    shapes::{CodeDeliveryDetailsType, DeliveryMediumType},
};

use crate::{cx::Cx, flow::sign_in::Through, flow::sign_in::hosted::SignedIn, operation::Failed};
use carried::{Destination, Step};

/// At whose pages somebody is.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The request.
    pub cx: &'a Cx,
    /// The pool and the client; the door is that of the pages.
    pub through: &'a Through,
}

/// What comes next.
pub enum Next {
    /// Somebody has signed in.
    SignedIn(Box<SignedIn>),
    /// Something is to be shown or asked.
    Step(Step),
}

/// The input of an operation from its members, held to the limits of the model like one that came by the API.
fn input<C: Call>(members: serde_json::Value) -> Result<C::Input, Failed> {
    Ok(wire::read::<C>(members.to_string().as_bytes())?)
}

/// Where a code went, as the operation says.
fn destination(details: Option<CodeDeliveryDetailsType>) -> Option<Destination> {
    let details = details?;
    let is_sms = details.delivery_medium == Some(DeliveryMediumType::Sms);
    Some(Destination {
        channel: if is_sms {
            domain::ports::Channel::Sms
        } else {
            domain::ports::Channel::Email
        },
        masked: details.destination.unwrap_or_default(),
    })
}

/// The user with this subject, if it may still do something here.
///
/// # Errors
/// Only the house's.
pub async fn user(at: At<'_>, sub: &domain::ids::Sub) -> Result<Option<User>, Failed> {
    let user = at.cx.house.store.user(&at.through.pool.id, sub).await?;
    Ok(user.filter(|user| user.enabled))
}

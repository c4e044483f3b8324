//! Signing in through identity providers (oauth.md §§15, 16).
//!
//! * [`leave`]: the browser goes to a provider. * [`come_back`]: it comes back. * `ask`: what the provider says, believed.
//! * `admit`: whom that is here.
//!
//! Nothing of the house is held while a provider or a function of the pool is asked.

mod admit;
mod ask;
pub mod come_back;
pub mod leave;

use domain::{federation::Trip, oauth::sso, provider::Provider};

use super::{
    Stop,
    request::AuthRequest,
    visit::{Reply, Visit},
};
use crate::{cx::Cx, flow::triggers::Behalf, operation::Failed};
use wire::Code;

/// Straight to a provider, if the request names one or there is only one (documented); `None` for the pages.
///
/// # Errors
/// [`Stop`].
pub async fn straight(cx: &Cx, visit: &Visit, request: &AuthRequest) -> Result<Option<Reply>, Stop> {
    match &request.provider {
        Some(sso::Provider::External(name)) => Ok(Some(leave::leave(cx, visit, request, name).await?)),
        Some(sso::Provider::Pool) | None => Ok(None),
    }
}

/// Somebody who is back from a provider.
struct Journey<'a> {
    cx: &'a Cx,
    request: &'a AuthRequest,
    provider: &'a Provider,
    trip: &'a Trip,
}

impl<'a> Journey<'a> {
    fn behalf(&self) -> Behalf<'a> {
        Behalf {
            pool: &self.request.place.pool,
            client: Some(&self.request.client.id),
            metadata: None,
        }
    }

    /// Back to the application with an error (oauth.md §5.5: all of them are `invalid_request`).
    fn refuse(&self, description: impl Into<String>) -> Stop {
        let description = description.into();
        tracing::info!(
            provider = self.provider.name,
            description,
            "a sign-in through a provider failed"
        );
        self.request.refuse_with(description).into()
    }

    /// The same with the sentence of an operation or of a function of the pool.
    fn told(&self, failed: Failed) -> Stop {
        match failed {
            Failed::Fault(fault) if fault.code != Code::TooManyRequestsException => {
                self.refuse(fault.message.unwrap_or_default())
            }
            failed => failed.into(),
        }
    }
}

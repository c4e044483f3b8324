//! AdminInitiateAuth: a server begins a sign-in for a user, or refreshes tokens.

use domain::sign_in::admission::Door;
use wire::{call, shapes};

use super::answer;
use crate::{
    cx::Cx,
    flow::{
        context, find,
        sign_in::{Through, initiate},
    },
    operation::{Failed, Operation},
};

/// Begins a sign-in (auth.md §3).
///
/// `AnalyticsMetadata` has no visible effect (auth.md §7); `ContextData` says who is behind it; `ClientMetadata` is for functions.
pub struct AdminInitiateAuth;

impl Operation for AdminInitiateAuth {
    type Call = call::AdminInitiateAuth;

    async fn run(
        cx: &Cx,
        input: shapes::AdminInitiateAuthRequest,
    ) -> Result<shapes::AdminInitiateAuthResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_of(cx, &pool, &input.client_id).await?;
        let cx = &context::told_by_administrator(cx, input.context_data.as_ref())?;
        let through = Through {
            pool,
            client,
            door: Door::Admin,
        };
        let request = initiate::Request {
            flow: input.auth_flow,
            parameters: input.auth_parameters,
            session: input.session,
            metadata: input.client_metadata,
        };
        let answer = initiate::initiate(cx, &through, request).await?;
        Ok(answer!(AdminInitiateAuthResponse, answer))
    }
}

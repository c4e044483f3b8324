//! InitiateAuth: a client begins a sign-in, or refreshes tokens.

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
/// `AnalyticsMetadata` has no visible effect (auth.md §7); `UserContextData` says who is behind it; `ClientMetadata` is for functions.
pub struct InitiateAuth;

impl Operation for InitiateAuth {
    type Call = call::InitiateAuth;

    async fn run(cx: &Cx, input: shapes::InitiateAuthRequest) -> Result<shapes::InitiateAuthResponse, Failed> {
        let (pool, client) = find::client(cx, &input.client_id).await?;
        let cx = &context::told_by_client(cx, &client, input.user_context_data.as_ref())?;
        let through = Through {
            pool,
            client,
            door: Door::Public,
        };
        let request = initiate::Request {
            flow: input.auth_flow,
            parameters: input.auth_parameters,
            session: input.session,
            metadata: input.client_metadata,
        };
        let answer = initiate::initiate(cx, &through, request).await?;
        Ok(answer!(InitiateAuthResponse, answer))
    }
}

//! RespondToAuthChallenge: a client answers a challenge.

use domain::sign_in::admission::Door;
use wire::{call, shapes};

use super::answer;
use crate::{
    cx::Cx,
    flow::{
        context, find,
        sign_in::{Through, respond},
    },
    operation::{Failed, Operation},
};

/// Goes on with a sign-in (auth.md §12). One that began at the other door may go on at this one (auth.md §9, observed).
///
/// `AnalyticsMetadata` has no visible effect (auth.md §7); `UserContextData` says who is behind it; `ClientMetadata` is for triggers.
pub struct RespondToAuthChallenge;

impl Operation for RespondToAuthChallenge {
    type Call = call::RespondToAuthChallenge;

    async fn run(
        cx: &Cx,
        input: shapes::RespondToAuthChallengeRequest,
    ) -> Result<shapes::RespondToAuthChallengeResponse, Failed> {
        let (pool, client) = find::client(cx, &input.client_id).await?;
        let cx = &context::told_by_client(cx, &client, input.user_context_data.as_ref())?;
        let through = Through {
            pool,
            client,
            door: Door::Public,
        };
        let request = respond::Request {
            challenge: input.challenge_name,
            session: input.session,
            responses: input.challenge_responses,
            metadata: input.client_metadata,
        };
        let answer = respond::respond(cx, &through, request).await?;
        Ok(answer!(RespondToAuthChallengeResponse, answer))
    }
}

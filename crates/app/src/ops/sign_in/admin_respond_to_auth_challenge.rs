//! AdminRespondToAuthChallenge: a server answers a challenge for a user.

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
/// `AnalyticsMetadata` has no visible effect (auth.md §7); `ContextData` says who is behind it; `ClientMetadata` is for triggers.
pub struct AdminRespondToAuthChallenge;

impl Operation for AdminRespondToAuthChallenge {
    type Call = call::AdminRespondToAuthChallenge;

    async fn run(
        cx: &Cx,
        input: shapes::AdminRespondToAuthChallengeRequest,
    ) -> Result<shapes::AdminRespondToAuthChallengeResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_of(cx, &pool, &input.client_id).await?;
        let cx = &context::told_by_administrator(cx, input.context_data.as_ref())?;
        let through = Through {
            pool,
            client,
            door: Door::Admin,
        };
        let request = respond::Request {
            challenge: input.challenge_name,
            session: input.session,
            responses: input.challenge_responses,
            metadata: input.client_metadata,
        };
        let answer = respond::respond(cx, &through, request).await?;
        Ok(answer!(AdminRespondToAuthChallengeResponse, answer))
    }
}

//! ListWebAuthnCredentials.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::passkey::{self, Passkey};
use wire::{Timestamp, call, shapes};

use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
    paging,
};

/// The passkeys of the user, oldest first (the order is a guess), also when the pool has passkeys no more.
pub struct ListWebAuthnCredentials;

impl Operation for ListWebAuthnCredentials {
    type Call = call::ListWebAuthnCredentials;

    async fn run(
        cx: &Cx,
        input: shapes::ListWebAuthnCredentialsRequest,
    ) -> Result<shapes::ListWebAuthnCredentialsResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let list = format!("passkeys of {} {}", me.pool.id, me.user.sub);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        // Zero counts as absent: guess.
        let most = u32::try_from(passkey::MOST).unwrap_or(u32::MAX);
        let limit = input.max_results.and_then(|n| u32::try_from(n).ok());
        let limit = limit.filter(|limit| *limit > 0).unwrap_or(most);
        let store = &cx.house.store;
        let page = store
            .passkeys_page(&me.pool.id, &me.user.sub, after.as_ref(), limit)
            .await?;
        Ok(shapes::ListWebAuthnCredentialsResponse {
            credentials: page.items.into_iter().map(describe).collect(),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

fn describe(passkey: Passkey) -> shapes::WebAuthnCredentialDescription {
    shapes::WebAuthnCredentialDescription {
        authenticator_attachment: passkey.details.attachment,
        authenticator_transports: passkey.details.transports,
        created_at: Timestamp::from_micros(passkey.created.micros()),
        credential_id: URL_SAFE_NO_PAD.encode(passkey.id),
        friendly_credential_name: passkey.details.name,
        relying_party_id: passkey.relying_party,
    }
}

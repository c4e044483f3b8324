//! DeleteUserPoolClientSecret.

use wire::{call, shapes};

use super::secrets;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say,
};

/// Takes one of two secrets from a client (resources.md §3.5). Refused: the only one, and one that is not there.
pub struct DeleteUserPoolClientSecret;

impl Operation for DeleteUserPoolClientSecret {
    type Call = call::DeleteUserPoolClientSecret;

    async fn run(
        cx: &Cx,
        input: shapes::DeleteUserPoolClientSecretRequest,
    ) -> Result<shapes::DeleteUserPoolClientSecretResponse, Failed> {
        let place = (input.user_pool_id.as_str(), input.client_id.as_str());
        let deleted = secrets::change(cx, place, |client| {
            if !client.secrets.iter().any(|secret| secret.id == input.client_secret_id) {
                return Err(say::clients::no_such_secret());
            }
            if client.secrets.len() == 1 {
                return Err(say::clients::only_secret());
            }
            client.secrets.retain(|secret| secret.id != input.client_secret_id);
            Ok(())
        });
        deleted.await?;
        Ok(shapes::DeleteUserPoolClientSecretResponse {})
    }
}

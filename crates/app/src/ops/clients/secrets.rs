//! The secrets of a client (resources.md §3.5).

use domain::{
    client::{Client, ClientSecret},
    ids::ClientId,
};
use store::{clients, db::Done};
use wire::{Fault, Timestamp, shapes};

use super::named;
use crate::{
    cx::Cx,
    ids,
    operation::{Broken, Failed},
};

/// Changes the secrets of a client, once more when the client was changed meanwhile: these operations do not declare
/// ConcurrentModificationException. The answer is what `change` made of the client.
///
/// # Errors
/// ResourceNotFoundException, and whatever `change` refuses.
pub(super) async fn change<T>(
    cx: &Cx,
    (pool, client): (&str, &str),
    change: impl Fn(&mut Client) -> Result<T, Fault>,
) -> Result<T, Failed> {
    for _ in 0..ATTEMPTS {
        let (_, mut client) = named(cx, pool, client).await?;
        let made = change(&mut client)?;
        client.modified = cx.now;
        let batch = clients::update(cx.house.store.sealer(), &client);
        if cx.house.store.write(batch).await? == Done::Written {
            return Ok(made);
        }
    }
    Err(Failed::Broken(Broken {
        doing: "changing the secrets of a client".into(),
        cause: "it changed at every attempt".into(),
    }))
}

/// How often a change starts over.
const ATTEMPTS: usize = 16;

/// A new secret with this value.
pub(super) fn made(cx: &Cx, client: &ClientId, value: String) -> ClientSecret {
    ClientSecret {
        id: ids::client_secret_id(client, cx.now),
        value,
        created: cx.now,
    }
}

/// A secret for a client that has some. Its id tells only the second of its making; of two in one second the later one
/// is named after a later second, so that ids stay unique.
pub(super) fn another(cx: &Cx, client: &Client, value: String) -> ClientSecret {
    let mut secret = made(cx, &client.id, value);
    let mut named_after = cx.now;
    while client.secrets.iter().any(|other| other.id == secret.id) {
        named_after = named_after + domain::moment::Span::seconds(1);
        secret.id = ids::client_secret_id(&client.id, named_after);
    }
    secret
}

/// What a list tells of a secret: never its value (documented).
pub(super) fn describe(secret: &ClientSecret) -> shapes::ClientSecretDescriptorType {
    shapes::ClientSecretDescriptorType {
        client_secret_id: Some(secret.id.clone()),
        client_secret_create_date: Some(Timestamp::from_micros(secret.created.micros())),
        client_secret_value: None,
    }
}

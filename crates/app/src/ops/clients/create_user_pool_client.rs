//! CreateUserPoolClient.

use domain::client::{Client, rules::Secrecy};
use store::{clients, db::Done, pools};
use wire::{Fault, call, shapes};

use super::{
    document::{self, Given, Known, Shown},
    secrets,
};
use crate::{
    cx::Cx,
    flow::find,
    ids,
    operation::{Broken, Failed, Operation},
    say::{self, clients::Occasion},
};

/// Makes a client, with a secret when asked for, and answers with its whole document (resources.md §§3.1–3.3).
pub struct CreateUserPoolClient;

impl Operation for CreateUserPoolClient {
    type Call = call::CreateUserPoolClient;

    async fn run(
        cx: &Cx,
        mut input: shapes::CreateUserPoolClientRequest,
    ) -> Result<shapes::CreateUserPoolClientResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let secret = SecretSource::of(&mut input)?;
        let name = std::mem::take(&mut input.client_name);
        let known = Known::of(cx, &pool).await?;
        let settings = Given::from(input).settings((&pool, &known), secret.secrecy(), Occasion::Creating)?;
        let id = ids::client_id(&*cx.house.entropy);
        let shown = secret.shown();
        let value = secret.value(cx);
        let client = Client {
            secrets: value.map(|value| secrets::made(cx, &id, value)).into_iter().collect(),
            id,
            pool: pool.id,
            name,
            created: cx.now,
            modified: cx.now,
            version: 1,
            settings: settings.into(),
        };
        let batch = clients::insert(cx.house.store.sealer(), &client);
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(shapes::CreateUserPoolClientResponse {
                user_pool_client: Some(document::describe(&client, &cx.house.settings.account, shown)),
            }),
            Done::Refused(clients::CLIENTS_FULL) => Err(say::clients::too_many_clients().into()),
            Done::Refused(pools::NO_POOL) => Err(say::pools::no_such_pool(client.pool.as_str()).into()),
            // One chance in 36^26.
            Done::Refused(guard) => Err(Failed::Broken(Broken {
                doing: "writing a new client".into(),
                cause: guard.into(),
            })),
        }
    }
}

/// Where the secret of a new client comes from.
enum SecretSource {
    Nowhere,
    Generated,
    Caller(String),
}

impl SecretSource {
    fn of(input: &mut shapes::CreateUserPoolClientRequest) -> Result<Self, Fault> {
        match (input.generate_secret.unwrap_or(false), input.client_secret.take()) {
            (false, None) => Ok(Self::Nowhere),
            (true, None) => Ok(Self::Generated),
            (false, Some(value)) => Ok(Self::Caller(value)),
            (true, Some(_)) => Err(say::clients::two_sources_of_secret()),
        }
    }

    fn secrecy(&self) -> Secrecy {
        match self {
            Self::Nowhere => Secrecy::Public,
            Self::Generated | Self::Caller(_) => Secrecy::Confidential,
        }
    }

    fn shown(&self) -> Shown {
        match self {
            Self::Generated => Shown::Secret,
            Self::Nowhere | Self::Caller(_) => Shown::Nothing,
        }
    }

    fn value(self, cx: &Cx) -> Option<String> {
        match self {
            Self::Nowhere => None,
            Self::Generated => Some(ids::client_secret(&*cx.house.entropy)),
            Self::Caller(value) => Some(value),
        }
    }
}

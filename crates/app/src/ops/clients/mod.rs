//! App clients: Create, Describe, Update, Delete and List, and their secrets.

mod add_user_pool_client_secret;
mod create_user_pool_client;
mod delete_user_pool_client;
mod delete_user_pool_client_secret;
mod describe_user_pool_client;
mod document;
mod list_user_pool_client_secrets;
mod list_user_pool_clients;
mod secrets;
mod update_user_pool_client;

pub use add_user_pool_client_secret::AddUserPoolClientSecret;
pub use create_user_pool_client::CreateUserPoolClient;
pub use delete_user_pool_client::DeleteUserPoolClient;
pub use delete_user_pool_client_secret::DeleteUserPoolClientSecret;
pub use describe_user_pool_client::DescribeUserPoolClient;
pub use list_user_pool_client_secrets::ListUserPoolClientSecrets;
pub use list_user_pool_clients::ListUserPoolClients;
pub use update_user_pool_client::UpdateUserPoolClient;

use domain::{client::Client, pool::Pool};

use crate::{cx::Cx, flow::find, operation::Failed, say};

/// The pool and the client of an operation on a client.
///
/// # Errors
/// ResourceNotFoundException (resources.md §3.4).
async fn named(cx: &Cx, pool: &str, client: &str) -> Result<(Pool, Client), Failed> {
    let pool = find::pool(cx, pool).await?;
    match find::client_in(cx, &pool, client).await? {
        Some(client) => Ok((pool, client)),
        None => Err(say::clients::no_such_client(client).into()),
    }
}

//! Resource servers and their scopes.

use domain::{ids::PoolId, quota, resource_server::ResourceServer};

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    page::{Page, Position, page},
    pools, text,
};

/// The pool has a resource server with this identifier already.
pub const SERVER_EXISTS: &str = "resource server exists";
/// The pool has as many resource servers as it may have.
pub const SERVERS_FULL: &str = "resource servers full";
/// The pool has no resource server with this identifier.
pub const NO_SERVER: &str = "no resource server";

statements! {
    INSERT = "INSERT INTO resource_servers (pool, identifier, name, scopes) VALUES ($1, $2, $3, $4) \
        ON CONFLICT DO NOTHING";
    COUNTED = "UPDATE pools SET version = version WHERE id = $1 \
        AND (SELECT COUNT(*) FROM resource_servers WHERE pool = $1) <= $2";
    FIND = "SELECT identifier, pool, name, scopes FROM resource_servers WHERE pool = $1 AND identifier = $2";
    LIST = "SELECT identifier, pool, name, scopes FROM resource_servers \
        WHERE pool = $1 AND identifier > $2 ORDER BY identifier LIMIT $3";
    UPDATE = "UPDATE resource_servers SET name = $3, scopes = $4 WHERE pool = $1 AND identifier = $2";
    DELETE = "DELETE FROM resource_servers WHERE pool = $1 AND identifier = $2";
}

/// Remembers a new resource server.
///
/// Guards: [`pools::NO_POOL`], [`SERVER_EXISTS`], [`SERVERS_FULL`].
pub fn insert(server: &ResourceServer) -> Batch {
    let pool = server.pool.as_str();
    pools::hold(&server.pool)
        .guard(SERVER_EXISTS, INSERT, columns(server))
        .guard(SERVERS_FULL, COUNTED, vec![pool.into(), quota::RESOURCE_SERVERS.into()])
}

/// Writes the name and the scopes of a resource server.
///
/// Guard: [`NO_SERVER`].
pub fn update(server: &ResourceServer) -> Batch {
    Batch::new().guard(NO_SERVER, UPDATE, columns(server))
}

/// Forgets a resource server. Clients keep the names of its scopes.
///
/// Guard: [`NO_SERVER`].
pub fn delete(pool: &PoolId, identifier: &str) -> Batch {
    Batch::new().guard(NO_SERVER, DELETE, vec![pool.as_str().into(), identifier.into()])
}

fn columns(server: &ResourceServer) -> Vec<crate::db::Value> {
    vec![
        server.pool.as_str().into(),
        server.identifier.as_str().into(),
        server.name.as_str().into(),
        text::json(&server.scopes).into(),
    ]
}

impl Store {
    /// The resource server of a pool with this identifier.
    pub async fn resource_server(&self, pool: &PoolId, identifier: &str) -> Result<Option<ResourceServer>, Broken> {
        let row = self.db.row(FIND, vec![pool.as_str().into(), identifier.into()]).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The resource servers of a pool by identifier, from after a position on.
    pub async fn resource_servers(
        &self,
        pool: &PoolId,
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<ResourceServer>, Broken> {
        let (_, identifier) = after.map_or(Ok(("", "")), Position::text)?;
        let args = vec![pool.as_str().into(), identifier.into(), (i64::from(limit) + 1).into()];
        let rows = self.db.rows(LIST, args).await?;
        let servers = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(page(servers, limit, |server: &ResourceServer| {
            Position::at_text(String::new(), &server.identifier)
        }))
    }
}

fn from_row(row: &Row) -> Result<ResourceServer, Broken> {
    Ok(ResourceServer {
        identifier: row.text(0)?,
        pool: PoolId::new(row.text(1)?),
        name: row.text(2)?,
        scopes: text::parse("a resource server", &row.text(3)?)?,
    })
}

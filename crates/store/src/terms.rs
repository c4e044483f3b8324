//! Terms of use and privacy policies of clients.

use domain::{
    ids::{ClientId, PoolId},
    terms::{Terms, TermsName},
};
use uuid::Uuid;

use crate::{
    Store, clients,
    db::{Batch, Broken, Row, statements},
    page::{Page, Position, page},
    text,
};

/// The client has a document of this name already.
pub const TERMS_EXIST: &str = "terms exist";
/// There are no such terms in the pool.
pub const NO_TERMS: &str = "no terms";

/// What [`from_row`] reads.
macro_rules! columns {
    () => {
        "id, pool, client, name, created, modified, links"
    };
}

statements! {
    INSERT = concat!("INSERT INTO terms (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING");
    FIND = concat!("SELECT ", columns!(), " FROM terms WHERE pool = $1 AND id = $2");
    OF_CLIENT = concat!("SELECT ", columns!(), " FROM terms WHERE pool = $1 AND client = $2 AND name = $3");
    LIST = concat!("SELECT ", columns!(), " FROM terms \
        WHERE pool = $1 AND (created, id) > ($2, $3) ORDER BY created, id LIMIT $4");
    UPDATE = "UPDATE terms SET name = $3, modified = $4, links = $5 WHERE pool = $1 AND id = $2 \
        AND NOT EXISTS (SELECT 1 FROM terms other WHERE other.pool = $1 AND other.client = $6 AND other.name = $3 AND other.id <> $2)";
    DELETE = "DELETE FROM terms WHERE pool = $1 AND id = $2";
}

/// Remembers new terms.
///
/// Guards: [`clients::NO_CLIENT`], [`TERMS_EXIST`].
pub fn insert(terms: &Terms) -> Batch {
    let args = vec![
        terms.id.to_string().into(),
        terms.pool.as_str().into(),
        terms.client.as_str().into(),
        terms.name.as_str().into(),
        terms.created.into(),
        terms.modified.into(),
        text::json(&terms.links).into(),
    ];
    clients::hold(&terms.pool, &terms.client).guard(TERMS_EXIST, INSERT, args)
}

/// Writes the name and the links of terms.
///
/// Guards: [`clients::NO_CLIENT`]; [`NO_TERMS`], also when the client has other terms of this name.
pub fn update(terms: &Terms) -> Batch {
    let args = vec![
        terms.pool.as_str().into(),
        terms.id.to_string().into(),
        terms.name.as_str().into(),
        terms.modified.into(),
        text::json(&terms.links).into(),
        terms.client.as_str().into(),
    ];
    clients::hold(&terms.pool, &terms.client).guard(NO_TERMS, UPDATE, args)
}

/// Forgets terms.
///
/// Guard: [`NO_TERMS`].
pub fn delete(pool: &PoolId, id: Uuid) -> Batch {
    Batch::new().guard(NO_TERMS, DELETE, vec![pool.as_str().into(), id.to_string().into()])
}

impl Store {
    /// The terms of a pool with this id.
    pub async fn terms(&self, pool: &PoolId, id: Uuid) -> Result<Option<Terms>, Broken> {
        let row = self
            .db
            .row(FIND, vec![pool.as_str().into(), id.to_string().into()])
            .await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The terms of this name of a client.
    pub async fn terms_of_client(
        &self,
        pool: &PoolId,
        client: &ClientId,
        name: TermsName,
    ) -> Result<Option<Terms>, Broken> {
        let args = vec![pool.as_str().into(), client.as_str().into(), name.as_str().into()];
        let row = self.db.row(OF_CLIENT, args).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The terms of a pool, oldest first, from after a position on.
    pub async fn all_terms(&self, pool: &PoolId, after: Option<&Position>, limit: u32) -> Result<Page<Terms>, Broken> {
        let (created, id) = after.map_or(Ok((i64::MIN, "")), Position::time)?;
        let args = vec![
            pool.as_str().into(),
            created.into(),
            id.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(LIST, args).await?;
        let terms = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(page(terms, limit, |terms: &Terms| {
            Position::at_time(terms.created.micros(), &terms.id.to_string())
        }))
    }
}

fn from_row(row: &Row) -> Result<Terms, Broken> {
    let damaged = || text::damaged("terms", "the id or the name is of no known form");
    Ok(Terms {
        id: row.text(0)?.parse().map_err(|_| damaged())?,
        pool: PoolId::new(row.text(1)?),
        client: ClientId::new(row.text(2)?),
        name: TermsName::parse(&row.text(3)?).ok_or_else(damaged)?,
        created: row.moment(4)?,
        modified: row.moment(5)?,
        links: text::parse("terms", &row.text(6)?)?,
    })
}

//! The domains of pools, each owned by one pool over all regions.

use domain::{
    hosted_domain::{Certificate, DomainKind, Failover, HostedDomain, PagesVersion, PoolDomains},
    ids::PoolId,
};
use serde::{Deserialize, Serialize};

use crate::{
    Store,
    db::{Batch, Broken, Row, Value, statements},
    pools, text,
};

/// The name belongs to a pool, or the pool has a domain of this kind.
pub const DOMAIN_TAKEN: &str = "domain taken";
/// The pool has no domain of this name.
pub const NO_DOMAIN: &str = "no domain";

statements! {
    INSERT = "INSERT INTO domains (name, pool, kind, created, modified, data) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT DO NOTHING";
    FIND = "SELECT name, pool, kind, created, modified, data FROM domains WHERE name = $1";
    OF_POOL = "SELECT name, pool, kind, created, modified, data FROM domains WHERE pool = $1";
    UPDATE = "UPDATE domains SET modified = $3, data = $4 WHERE name = $1 AND pool = $2";
    DELETE = "DELETE FROM domains WHERE name = $1 AND pool = $2";
}

/// What has no column of its own.
#[derive(Serialize, Deserialize)]
struct Rest {
    pages: PagesVersion,
    certificate: Option<Certificate>,
    failover: Option<Failover>,
    distribution: String,
}

/// Remembers a new domain. The pool counts as changed, so that it is not deleted by somebody who saw it without a domain.
///
/// Guards: [`pools::NO_POOL`], [`DOMAIN_TAKEN`].
pub fn insert(domain: &HostedDomain) -> Batch {
    let args = vec![
        domain.name.as_str().into(),
        domain.pool.as_str().into(),
        domain.kind.as_str().into(),
        domain.created.into(),
        domain.modified.into(),
        rest(domain),
    ];
    pools::touch(&domain.pool).guard(DOMAIN_TAKEN, INSERT, args)
}

/// Writes everything of a domain but its name, its pool and its kind. The pool counts as changed, so that its tier does not
/// change under a domain that needs it.
///
/// Guards: [`pools::NO_POOL`], [`NO_DOMAIN`].
pub fn update(domain: &HostedDomain) -> Batch {
    let args = vec![
        domain.name.as_str().into(),
        domain.pool.as_str().into(),
        domain.modified.into(),
        rest(domain),
    ];
    pools::touch(&domain.pool).guard(NO_DOMAIN, UPDATE, args)
}

/// Forgets a domain of this pool.
///
/// Guard: [`NO_DOMAIN`].
pub fn delete(pool: &PoolId, name: &str) -> Batch {
    Batch::new().guard(NO_DOMAIN, DELETE, vec![name.into(), pool.as_str().into()])
}

fn rest(domain: &HostedDomain) -> Value {
    let rest = Rest {
        pages: domain.pages,
        certificate: domain.certificate.clone(),
        failover: domain.failover.clone(),
        distribution: domain.distribution.clone(),
    };
    text::json(&rest).into()
}

impl Store {
    /// The domain of this name, whatever its pool. A prefix goes by itself, without what the service adds to it.
    pub async fn domain_by_name(&self, name: &str) -> Result<Option<HostedDomain>, Broken> {
        if name.contains('\0') {
            return Ok(None);
        }
        let row = self.db.row(FIND, vec![name.into()]).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The domains of a pool.
    pub async fn domains_of(&self, pool: &PoolId) -> Result<PoolDomains, Broken> {
        let mut found = PoolDomains::default();
        for row in self.db.rows(OF_POOL, vec![pool.as_str().into()]).await? {
            let domain = from_row(&row)?;
            match domain.kind {
                DomainKind::Prefix => found.prefix = Some(domain),
                DomainKind::Custom => found.custom = Some(domain),
            }
        }
        Ok(found)
    }
}

fn from_row(row: &Row) -> Result<HostedDomain, Broken> {
    let kind = match row.text(2)?.as_str() {
        "prefix" => DomainKind::Prefix,
        "custom" => DomainKind::Custom,
        _ => return Err(text::damaged("a domain", "its kind is unknown")),
    };
    let rest: Rest = text::parse("a domain", &row.text(5)?)?;
    Ok(HostedDomain {
        name: row.text(0)?,
        pool: PoolId::new(row.text(1)?),
        kind,
        pages: rest.pages,
        certificate: rest.certificate,
        failover: rest.failover,
        distribution: rest.distribution,
        created: row.moment(3)?,
        modified: row.moment(4)?,
    })
}

//! Identity providers of pools, their secrets sealed.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    client::Client,
    ids::PoolId,
    pool::Pool,
    provider::{Abilities, FetchedMetadata, Provider, ProviderKind, details::SECRET, group_description, group_name},
    quota,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store, clients,
    db::{Batch, Broken, Row, Value, statements},
    groups,
    page::{Page, Position, page},
    pools, text,
};

/// The pool has a provider of this name.
pub const PROVIDER_EXISTS: &str = "provider exists";
/// An identifier is another provider's.
pub const IDENTIFIER_TAKEN: &str = "provider identifier taken";
/// The pool has as many providers as it may have.
pub const PROVIDERS_FULL: &str = "providers full";
/// The provider was changed or deleted since it was read.
pub const PROVIDER_CHANGED: &str = "provider changed";

const SEAL: &str = "provider secrets";

/// What [`Store::provider_from`] reads.
macro_rules! columns {
    () => {
        "p.pool, p.name, p.kind, p.created, p.modified, p.version, p.data, p.sealed"
    };
}

statements! {
    INSERT = "INSERT INTO identity_providers (pool, name, kind, created, modified, version, data, sealed) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    COUNTED = "UPDATE pools SET version = version WHERE id = $1 \
        AND (SELECT COUNT(*) FROM identity_providers WHERE pool = $1) <= $2";
    UPDATE = "UPDATE identity_providers SET modified = $4, data = $5, sealed = $6, version = version + 1 \
        WHERE pool = $1 AND name = $2 AND version = $3";
    DELETE = "DELETE FROM identity_providers WHERE pool = $1 AND name = $2 AND version = $3";
    IDENTIFY = "INSERT INTO provider_identifiers (pool, identifier, provider) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    FORGET_IDENTIFIERS = "DELETE FROM provider_identifiers WHERE pool = $1 AND provider = $2";
    FIND = concat!("SELECT ", columns!(), " FROM identity_providers p WHERE p.pool = $1 AND p.name = $2");
    BY_IDENTIFIER = concat!("SELECT ", columns!(), " FROM provider_identifiers i \
        JOIN identity_providers p ON p.pool = i.pool AND p.name = i.provider WHERE i.pool = $1 AND i.identifier = $2");
    LIST = concat!("SELECT ", columns!(), " FROM identity_providers p \
        WHERE p.pool = $1 AND p.name > $2 ORDER BY p.name LIMIT $3");
    NAMES = "SELECT name FROM identity_providers WHERE pool = $1 ORDER BY name";
}

/// What has no column of its own.
#[derive(Serialize, Deserialize)]
struct Rest {
    details: BTreeMap<String, String>,
    mapping: BTreeMap<String, String>,
    identifiers: Vec<String>,
    acr: BTreeMap<String, String>,
    metadata: Option<FetchedMetadata>,
    #[serde(default)]
    abilities: Abilities,
}

/// What is sealed. No `Debug`.
#[derive(Serialize, Deserialize)]
struct Secrets {
    details: BTreeMap<String, String>,
    decryption_key: Option<String>,
}

/// Remembers a new provider and the group of those who come through it. `changed` is the pool as it is to stand from now on, if
/// the provider changes it.
///
/// Guards: [`pools::NO_POOL`], or [`pools::POOL_CHANGED`] of `changed`; [`PROVIDER_EXISTS`], [`IDENTIFIER_TAKEN`],
/// [`PROVIDERS_FULL`].
pub fn insert(sealer: &Sealer, provider: &Provider, changed: Option<&Pool>) -> Batch {
    let args = vec![
        provider.pool.as_str().into(),
        provider.name.as_str().into(),
        provider.kind.as_str().into(),
        provider.created.into(),
        provider.modified.into(),
        provider.version.into(),
        rest(provider),
        sealed(sealer, provider),
    ];
    let held = changed.map_or_else(|| pools::hold(&provider.pool), pools::update);
    let inserted = held.guard(PROVIDER_EXISTS, INSERT, args);
    let group = groups::provide(
        (&provider.pool, &group_name(&provider.pool, &provider.name)),
        group_description(&provider.name),
        provider.created,
    );
    let counted = vec![provider.pool.as_str().into(), quota::PROVIDERS.into()];
    identified(inserted, provider)
        .guard(PROVIDERS_FULL, COUNTED, counted)
        .and(group)
}

/// Writes everything of a provider but its name and its type. `provider.version` is the one that was read.
///
/// Guards: [`PROVIDER_CHANGED`], [`IDENTIFIER_TAKEN`].
pub fn update(sealer: &Sealer, provider: &Provider) -> Batch {
    let args = vec![
        provider.pool.as_str().into(),
        provider.name.as_str().into(),
        provider.version.into(),
        provider.modified.into(),
        rest(provider),
        sealed(sealer, provider),
    ];
    let updated = Batch::new()
        .guard(PROVIDER_CHANGED, UPDATE, args)
        .then(FORGET_IDENTIFIERS, named(provider));
    identified(updated, provider)
}

/// Forgets a provider as it was read, and takes its name from the clients that list it, `clients`, given as they are to stand.
///
/// Guards: [`PROVIDER_CHANGED`], [`clients::CLIENT_CHANGED`].
pub fn delete(sealer: &Sealer, provider: &Provider, listing: &[Client]) -> Batch {
    let mut args = named(provider);
    args.push(provider.version.into());
    let deleted = pools::hold(&provider.pool)
        .guard(PROVIDER_CHANGED, DELETE, args)
        .then(FORGET_IDENTIFIERS, named(provider));
    let changed = listing.iter().map(|client| clients::update(sealer, client));
    changed.fold(deleted, Batch::and)
}

fn identified(batch: Batch, provider: &Provider) -> Batch {
    provider.identifiers.iter().fold(batch, |batch, identifier| {
        let args = vec![
            provider.pool.as_str().into(),
            identifier.as_str().into(),
            provider.name.as_str().into(),
        ];
        batch.guard(IDENTIFIER_TAKEN, IDENTIFY, args)
    })
}

fn named(provider: &Provider) -> Vec<Value> {
    vec![provider.pool.as_str().into(), provider.name.as_str().into()]
}

fn is_secret(name: &str) -> bool {
    SECRET.contains(&name)
}

fn rest(provider: &Provider) -> Value {
    let mut details = provider.details.clone();
    details.retain(|name, _| !is_secret(name));
    let rest = Rest {
        details,
        mapping: provider.mapping.clone(),
        identifiers: provider.identifiers.clone(),
        acr: provider.acr.clone(),
        metadata: provider.metadata.clone(),
        abilities: provider.abilities,
    };
    text::json(&rest).into()
}

fn sealed(sealer: &Sealer, provider: &Provider) -> Value {
    let mut details = provider.details.clone();
    details.retain(|name, _| is_secret(name));
    let secrets = Secrets {
        details,
        decryption_key: provider.decryption_key.as_ref().map(|key| STANDARD.encode(key)),
    };
    let plain = Zeroizing::new(text::json(&secrets));
    sealer
        .seal(SEAL, &aad(&provider.pool, &provider.name), plain.as_bytes())
        .into()
}

fn aad(pool: &PoolId, name: &str) -> Vec<u8> {
    text::aad(&[pool.as_str(), name])
}

impl Store {
    /// The provider of a pool with this name.
    pub async fn provider(&self, pool: &PoolId, name: &str) -> Result<Option<Provider>, Broken> {
        if name.contains('\0') {
            return Ok(None);
        }
        let row = self.db.row(FIND, vec![pool.as_str().into(), name.into()]).await?;
        row.map(|row| self.provider_from(&row)).transpose()
    }

    /// The provider of a pool that is known by this identifier.
    pub async fn provider_by_identifier(&self, pool: &PoolId, identifier: &str) -> Result<Option<Provider>, Broken> {
        if identifier.contains('\0') {
            return Ok(None);
        }
        let args = vec![pool.as_str().into(), identifier.into()];
        let row = self.db.row(BY_IDENTIFIER, args).await?;
        row.map(|row| self.provider_from(&row)).transpose()
    }

    /// The providers of a pool by name, from after a position on.
    pub async fn providers(
        &self,
        pool: &PoolId,
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<Provider>, Broken> {
        let (_, name) = after.map_or(Ok(("", "")), Position::text)?;
        let args = vec![pool.as_str().into(), name.into(), (i64::from(limit) + 1).into()];
        let rows = self.db.rows(LIST, args).await?;
        let providers = rows
            .iter()
            .map(|row| self.provider_from(row))
            .collect::<Result<_, _>>()?;
        Ok(page(providers, limit, |provider: &Provider| {
            Position::at_text(String::new(), &provider.name)
        }))
    }

    /// The names of all providers of a pool.
    pub async fn provider_names(&self, pool: &PoolId) -> Result<Vec<String>, Broken> {
        let rows = self.db.rows(NAMES, vec![pool.as_str().into()]).await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    fn provider_from(&self, row: &Row) -> Result<Provider, Broken> {
        let pool = PoolId::new(row.text(0)?);
        let name = row.text(1)?;
        let damaged = |cause| text::damaged("a provider", cause);
        let kind = ProviderKind::parse(&row.text(2)?).ok_or_else(|| damaged("its type is not known"))?;
        let rest: Rest = text::parse("a provider", &row.text(6)?)?;
        let secrets = self.sealer.open(SEAL, &aad(&pool, &name), &row.bytes(7)?);
        let secrets = Zeroizing::new(secrets.ok_or_else(|| text::unopened("a provider's secrets"))?);
        let secrets: Secrets =
            serde_json::from_slice(&secrets).map_err(|_| damaged("its secrets are not the JSON that was written"))?;
        let key = secrets.decryption_key.map(|key| STANDARD.decode(key)).transpose();
        let mut details = rest.details;
        details.extend(secrets.details);
        Ok(Provider {
            pool,
            name,
            kind,
            details,
            mapping: rest.mapping,
            identifiers: rest.identifiers,
            acr: rest.acr,
            metadata: rest.metadata,
            abilities: rest.abilities,
            decryption_key: key.map_err(|_| damaged("its key is no base64"))?,
            created: row.moment(3)?,
            modified: row.moment(4)?,
            version: row.int(5)?,
        })
    }
}

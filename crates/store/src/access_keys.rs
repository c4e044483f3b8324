//! Access keys of operators, for signed requests (`cognate access-key create|list|delete`).

use domain::{access_policy::AccessPolicy, moment::Moment};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store,
    db::{Batch, Broken, statements},
    text,
};

/// A key with this id exists already.
pub const ACCESS_KEY_EXISTS: &str = "access key exists";
/// There is no key with this id.
pub const ACCESS_KEY_UNKNOWN: &str = "access key unknown";

const SEAL: &str = "access key";

statements! {
    INSERT = "INSERT INTO access_keys (id, label, created, sealed, policy) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT DO NOTHING";
    SECRET = "SELECT sealed, policy FROM access_keys WHERE id = $1";
    LIST = "SELECT id, label, created, policy FROM access_keys ORDER BY created, id";
    DELETE = "DELETE FROM access_keys WHERE id = $1";
}

/// An access key without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessKey {
    /// The access key id.
    pub id: String,
    /// What the operator calls it; may be empty.
    pub label: String,
    /// When it was made.
    pub created: Moment,
    /// What its holder may do.
    pub policy: AccessPolicy,
}

/// What it takes to judge a signature and what its holder wants. No `Debug`.
pub struct Credential {
    /// The secret of the key.
    pub secret: Zeroizing<String>,
    /// What its holder may do.
    pub policy: AccessPolicy,
}

/// Remembers a key and its secret.
///
/// Guard: [`ACCESS_KEY_EXISTS`].
pub fn insert(sealer: &Sealer, key: &AccessKey, secret: &str) -> Batch {
    let id = key.id.as_str();
    let sealed = sealer.seal(SEAL, &text::aad(&[id]), secret.as_bytes());
    let policy = text::json(&key.policy);
    let args = vec![
        id.into(),
        key.label.as_str().into(),
        key.created.into(),
        sealed.into(),
        policy.into(),
    ];
    Batch::new().guard(ACCESS_KEY_EXISTS, INSERT, args)
}

/// Forgets a key.
///
/// Guard: [`ACCESS_KEY_UNKNOWN`].
pub fn delete(id: &str) -> Batch {
    Batch::new().guard(ACCESS_KEY_UNKNOWN, DELETE, vec![text::name(id).into()])
}

impl Store {
    /// The secret of an access key, and what it is good for.
    pub async fn access_key(&self, id: &str) -> Result<Option<Credential>, Broken> {
        let Some(row) = self.db.row(SECRET, vec![text::name(id).into()]).await? else {
            return Ok(None);
        };
        let plain = self.sealer.open(SEAL, &text::aad(&[id]), &row.bytes(0)?);
        let secret = plain.and_then(|plain| String::from_utf8(plain).ok());
        let secret = secret.ok_or_else(|| text::unopened("an access key"))?;
        Ok(Some(Credential {
            secret: Zeroizing::new(secret),
            policy: policy_from(&row.text(1)?)?,
        }))
    }

    /// All access keys, the oldest first.
    pub async fn access_keys(&self) -> Result<Vec<AccessKey>, Broken> {
        let rows = self.db.rows(LIST, vec![]).await?;
        rows.iter()
            .map(|row| {
                Ok(AccessKey {
                    id: row.text(0)?,
                    label: row.text(1)?,
                    created: row.moment(2)?,
                    policy: policy_from(&row.text(3)?)?,
                })
            })
            .collect()
    }
}

fn policy_from(json: &str) -> Result<AccessPolicy, Broken> {
    text::parse("the policy of an access key", json)
}

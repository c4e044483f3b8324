//! The RSA key pairs of a pool: one signs ID tokens, another access tokens (auth.md §13.2, documented), and a third, made when it
//! is first asked for, what the pool sends to SAML identity providers.

use domain::{ids::PoolId, moment::Moment};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store,
    db::{Batch, Broken, Row, statements},
    text,
};

/// The pool has a key of this id already.
pub const KEY_EXISTS: &str = "signing key exists";

const SEAL: &str = "signing key";

statements! {
    INSERT = "INSERT INTO signing_keys (pool, kid, purpose, created, sealed) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT DO NOTHING";
    LIST = "SELECT kid, purpose, created, sealed FROM signing_keys WHERE pool = $1 ORDER BY purpose, created, kid";
}

/// A key pair. Kept sealed; the type has no `Debug`.
#[derive(Clone)]
pub struct SigningKey {
    /// The `kid` in token headers and in the key set.
    pub kid: String,
    /// What it signs.
    pub purpose: KeyPurpose,
    /// When it was made.
    pub created: Moment,
    /// The key pair as PKCS #8 DER.
    pub pkcs8: Zeroizing<Vec<u8>>,
}

/// What a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyPurpose {
    /// ID tokens.
    Id,
    /// Access tokens.
    Access,
    /// Requests to SAML identity providers.
    Saml,
}

impl KeyPurpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Access => "access",
            Self::Saml => "saml",
        }
    }

    fn parse(text: &str) -> Result<Self, Broken> {
        match text {
            "id" => Ok(Self::Id),
            "access" => Ok(Self::Access),
            "saml" => Ok(Self::Saml),
            _ => Err(text::damaged("a signing key", "its purpose is not known")),
        }
    }
}

/// Remembers a key of a pool.
///
/// Guard: [`KEY_EXISTS`].
pub fn insert(sealer: &Sealer, pool: &PoolId, key: &SigningKey) -> Batch {
    let purpose = key.purpose.as_str();
    let aad = text::aad(&[pool.as_str(), &key.kid, purpose]);
    Batch::new().guard(
        KEY_EXISTS,
        INSERT,
        vec![
            pool.as_str().into(),
            key.kid.as_str().into(),
            purpose.into(),
            key.created.into(),
            sealer.seal(SEAL, &aad, &key.pkcs8).into(),
        ],
    )
}

impl Store {
    /// The keys of a pool: access keys first, and of each purpose the oldest first. The last of a purpose signs.
    pub async fn signing_keys(&self, pool: &PoolId) -> Result<Vec<SigningKey>, Broken> {
        let rows = self.db.rows(LIST, vec![pool.as_str().into()]).await?;
        rows.iter().map(|row| self.signing_key(pool, row)).collect()
    }

    fn signing_key(&self, pool: &PoolId, row: &Row) -> Result<SigningKey, Broken> {
        let kid = row.text(0)?;
        let purpose = KeyPurpose::parse(&row.text(1)?)?;
        let aad = text::aad(&[pool.as_str(), &kid, purpose.as_str()]);
        let pkcs8 = self
            .sealer
            .open(SEAL, &aad, &row.bytes(3)?)
            .ok_or_else(|| text::unopened("a signing key"))?;
        Ok(SigningKey {
            kid,
            purpose,
            created: row.moment(2)?,
            pkcs8: Zeroizing::new(pkcs8),
        })
    }
}

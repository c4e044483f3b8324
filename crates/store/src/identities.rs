//! The identities that users have at providers. What users are shown of them is their attribute `identities`; this is how they
//! are found.

use domain::{
    ids::Sub,
    provider::identity::{Bond, Identity, Owner},
};

use crate::{
    Store,
    db::{Batch, Broken, Value, statements},
    text,
};

/// The identity is somebody's already.
pub const IDENTITY_TAKEN: &str = "identity taken";
/// The user does not have the identity.
pub const NO_IDENTITY: &str = "no identity";

statements! {
    INSERT = "INSERT INTO identities (pool, provider, attribute, value, sub, bond) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT DO NOTHING";
    FIND = "SELECT sub, bond FROM identities WHERE pool = $1 AND provider = $2 AND attribute = $3 AND value = $4";
    SET_BOND = "UPDATE identities SET bond = $6 WHERE pool = $1 AND provider = $2 AND attribute = $3 AND value = $4 AND sub = $5";
    DELETE = "DELETE FROM identities WHERE pool = $1 AND provider = $2 AND attribute = $3 AND value = $4 AND sub = $5";
}

/// Gives a user an identity.
///
/// Guard: [`IDENTITY_TAKEN`].
pub fn insert(identity: &Identity, owner: &Owner) -> Batch {
    let mut args = key(identity);
    args.extend([owner.sub.as_str().into(), owner.bond.as_str().into()]);
    Batch::new().guard(IDENTITY_TAKEN, INSERT, args)
}

/// Changes how an identity belongs to its user.
///
/// Guard: [`NO_IDENTITY`].
pub fn rebind(identity: &Identity, owner: &Owner) -> Batch {
    let mut args = key(identity);
    args.extend([owner.sub.as_str().into(), owner.bond.as_str().into()]);
    Batch::new().guard(NO_IDENTITY, SET_BOND, args)
}

/// Takes an identity from a user.
///
/// Guard: [`NO_IDENTITY`].
pub fn delete(identity: &Identity, sub: &Sub) -> Batch {
    let mut args = key(identity);
    args.push(sub.as_str().into());
    Batch::new().guard(NO_IDENTITY, DELETE, args)
}

fn key(identity: &Identity) -> Vec<Value> {
    vec![
        identity.pool.as_str().into(),
        identity.provider.as_str().into(),
        identity.attribute.as_str().into(),
        text::name(&identity.value).into(),
    ]
}

impl Store {
    /// Whom an identity leads to.
    pub async fn identity_owner(&self, identity: &Identity) -> Result<Option<Owner>, Broken> {
        let nul = |text: &str| text.contains('\0');
        if nul(&identity.provider) || nul(&identity.attribute) {
            return Ok(None);
        }
        let Some(row) = self.db.row(FIND, key(identity)).await? else {
            return Ok(None);
        };
        let bond = Bond::parse(&row.text(1)?);
        Ok(Some(Owner {
            sub: Sub::new(row.text(0)?),
            bond: bond.ok_or_else(|| text::damaged("an identity", "its bond is not known"))?,
        }))
    }
}

//! Holders of tokens: everything that is asked about whoever shows one, from one query.

use domain::{
    ids::{PoolId, Sub},
    token::family::Family,
    user::User,
};
use uuid::Uuid;

use crate::{
    Store,
    db::{Broken, statements},
    families, groups, users,
};

statements! {
    FIND = concat!("SELECT ", users::columns!(), ", ", families::columns!(), ", ", groups::is_in_any!(), " FROM users u \
        LEFT JOIN families f ON f.pool = u.pool AND f.sub = u.sub AND f.id = $3 WHERE u.pool = $1 AND u.sub = $2");
}

/// Whom a token is about, as things are now.
pub struct TokenHolder {
    /// The user.
    pub user: User,
    /// The family that the token belongs to, also when it is revoked or expired.
    pub family: Option<Family>,
    /// Whether the user is in any group.
    pub in_groups: bool,
}

impl Store {
    /// The user with this subject, and its family with this id.
    pub async fn token_holder(
        &self,
        pool: &PoolId,
        sub: &Sub,
        family: Option<Uuid>,
    ) -> Result<Option<TokenHolder>, Broken> {
        let args = vec![
            pool.as_str().into(),
            crate::text::name(sub.as_str()).into(),
            family.map(|id| id.to_string()).into(),
        ];
        let Some(row) = self.db.row(FIND, args).await? else {
            return Ok(None);
        };
        let has_family = row.opt_text(users::COLUMNS)?.is_some();
        Ok(Some(TokenHolder {
            user: users::from_row(&row)?,
            family: has_family
                .then(|| families::from_row(&row, users::COLUMNS))
                .transpose()?,
            in_groups: row.bool(users::COLUMNS + families::COLUMNS)?,
        }))
    }
}

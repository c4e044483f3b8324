//! The groups of users, as far as tokens need them. The rest comes with the groups' own operations.

use domain::ids::{PoolId, Sub};

use crate::{
    Store,
    db::{Broken, statements},
};

statements! {
    OF_USER = "SELECT g.name, g.precedence, g.role_arn FROM group_members m \
        JOIN user_groups g ON g.pool = m.pool AND g.name = m.name \
        WHERE m.pool = $1 AND m.sub = $2 ORDER BY COALESCE(g.precedence, 9223372036854775807), g.name";
}

/// What tokens say about a group of their user (auth.md §13.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The name of the group.
    pub group: String,
    /// Its precedence: the lowest wins.
    pub precedence: Option<i64>,
    /// Its role.
    pub role_arn: Option<String>,
}

impl Store {
    /// The groups of a user, those of lowest precedence first, those without precedence last.
    pub async fn memberships(&self, pool: &PoolId, sub: &Sub) -> Result<Vec<Membership>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into()];
        let rows = self.db.rows(OF_USER, args).await?;
        rows.iter()
            .map(|row| {
                Ok(Membership {
                    group: row.text(0)?,
                    precedence: row.opt_int(1)?,
                    role_arn: row.opt_text(2)?,
                })
            })
            .collect()
    }
}

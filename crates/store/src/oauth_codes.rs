//! Authorization codes. The store knows only their digests.

use domain::{
    ids::{ClientId, PoolId, Sub},
    moment::Moment,
    oauth::exchange::Code,
};
use uuid::Uuid;

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    text,
};

/// There is a code with this digest already.
pub const CODE_EXISTS: &str = "oauth code exists";
/// The code was used before, has expired, or never was.
pub const CODE_SPENT: &str = "oauth code spent";

statements! {
    INSERT = "INSERT INTO oauth_codes (pool, id, sub, client, family, auth_time, expires, used, details) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8) ON CONFLICT DO NOTHING";
    FIND = "SELECT pool, sub, client, family, auth_time, expires, used, details FROM oauth_codes \
        WHERE pool = $1 AND id = $2";
    SPEND = "UPDATE oauth_codes SET used = $3 WHERE pool = $1 AND id = $2 AND used IS NULL AND expires > $3";
    DELETE_OF_USER = "DELETE FROM oauth_codes WHERE pool = $1 AND sub = $2";
    SWEEP = "DELETE FROM oauth_codes WHERE expires < $1";
}

/// Remembers a new code by its digest.
///
/// Guard: [`CODE_EXISTS`].
pub fn insert(id: &str, code: &Code) -> Batch {
    Batch::new().guard(
        CODE_EXISTS,
        INSERT,
        vec![
            code.pool.as_str().into(),
            id.into(),
            code.sub.as_str().into(),
            code.client.as_str().into(),
            code.family.to_string().into(),
            code.auth_time.into(),
            code.expires.into(),
            text::json(&code.details).into(),
        ],
    )
}

/// Uses a code up.
///
/// Guard: [`CODE_SPENT`].
pub fn spend(pool: &PoolId, id: &str, now: Moment) -> Batch {
    Batch::new().guard(CODE_SPENT, SPEND, vec![pool.as_str().into(), id.into(), now.into()])
}

/// Forgets the codes of a user, used or not.
pub fn delete_of_user(pool: &PoolId, sub: &Sub) -> Batch {
    Batch::new().then(DELETE_OF_USER, vec![pool.as_str().into(), sub.as_str().into()])
}

/// Drops codes that expired before this moment. A used one is kept meanwhile, to know it when it is shown again.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

impl Store {
    /// The code with this digest, and when it was used; also when it has expired.
    pub async fn oauth_code(&self, pool: &PoolId, id: &str) -> Result<Option<(Code, Option<Moment>)>, Broken> {
        let row = self.db.row(FIND, vec![pool.as_str().into(), id.into()]).await?;
        row.map(|row| Ok((from_row(&row)?, row.opt_moment(6)?))).transpose()
    }
}

fn from_row(row: &Row) -> Result<Code, Broken> {
    let family: Result<Uuid, _> = row.text(3)?.parse();
    Ok(Code {
        pool: PoolId::new(row.text(0)?),
        sub: Sub::new(row.text(1)?),
        client: ClientId::new(row.text(2)?),
        family: family.map_err(|_| text::damaged("an authorization code", "its family is no UUID"))?,
        auth_time: row.moment(4)?,
        expires: row.moment(5)?,
        details: text::parse("an authorization code", &row.text(7)?)?,
    })
}

//! What pools and clients want done about risks.

use domain::{
    ids::{ClientId, PoolId},
    moment::Moment,
    risk::RiskSettings,
};

use crate::{
    Store,
    db::{Batch, Broken, Value, statements},
    text,
};

statements! {
    PUT = "INSERT INTO risk_configurations (pool, client, modified, settings) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (pool, client) DO UPDATE SET modified = excluded.modified, settings = excluded.settings";
    DROP = "DELETE FROM risk_configurations WHERE pool = $1 AND client = $2";
    IN_FORCE = "SELECT settings FROM risk_configurations WHERE pool = $1 AND client IN ($2, '') ORDER BY client DESC LIMIT 1";
    FIND = "SELECT modified, settings FROM risk_configurations WHERE pool = $1 AND client = $2";
}

fn key(pool: &PoolId, client: Option<&ClientId>) -> Vec<Value> {
    vec![pool.as_str().into(), client.map_or("", ClientId::as_str).into()]
}

/// Remembers the settings of a pool, or of one of its clients.
pub fn put(pool: &PoolId, client: Option<&ClientId>, settings: &RiskSettings, now: Moment) -> Batch {
    let mut args = key(pool, client);
    args.extend([now.into(), text::json(settings).into()]);
    Batch::new().then(PUT, args)
}

/// Forgets them, so that what they stood before counts again.
pub fn drop(pool: &PoolId, client: Option<&ClientId>) -> Batch {
    Batch::new().then(DROP, key(pool, client))
}

impl Store {
    /// What was set for a pool, or for one of its clients, and when.
    pub async fn risk_settings(
        &self,
        pool: &PoolId,
        client: Option<&ClientId>,
    ) -> Result<Option<(Moment, RiskSettings)>, Broken> {
        let row = self.db.row(FIND, key(pool, client)).await?;
        row.map(|row| Ok((row.moment(0)?, text::parse("a risk configuration", &row.text(1)?)?)))
            .transpose()
    }

    /// What counts for a client: its own settings entirely, or else those of its pool (triggers.md §13.2, documented).
    pub async fn risk_settings_in_force(
        &self,
        pool: &PoolId,
        client: &ClientId,
    ) -> Result<Option<RiskSettings>, Broken> {
        let row = self.db.row(IN_FORCE, key(pool, Some(client))).await?;
        row.map(|row| text::parse("a risk configuration", &row.text(0)?))
            .transpose()
    }
}

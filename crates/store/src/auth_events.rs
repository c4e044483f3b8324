//! What users tried.

use domain::{
    auth_event::{AuthEvent, Feedback},
    ids::{PoolId, Sub},
    moment::Moment,
};
use uuid::Uuid;

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    page::{Page, Position, page},
    text,
};

/// The user has no such event.
pub const NO_EVENT: &str = "no auth event";

statements! {
    PUT = "INSERT INTO auth_events (pool, sub, at, id, data) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (pool, sub, at, id) DO UPDATE SET data = excluded.data";
    LIST = "SELECT pool, sub, at, id, data, feedback FROM auth_events \
        WHERE pool = $1 AND sub = $2 AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5";
    FIND = "SELECT pool, sub, at, id, data, feedback FROM auth_events WHERE pool = $1 AND sub = $2 AND id = $3";
    JUDGE = "UPDATE auth_events SET feedback = $4 WHERE pool = $1 AND sub = $2 AND id = $3";
    SWEEP = "DELETE FROM auth_events WHERE at < $1";
}

/// Remembers an event; one that goes on has the id and the time of its beginning, and is replaced.
pub fn put(event: &AuthEvent) -> Batch {
    let args = vec![
        event.pool.as_str().into(),
        event.sub.as_str().into(),
        event.at.into(),
        event.id.to_string().into(),
        text::json(&event.details).into(),
    ];
    Batch::new().then(PUT, args)
}

/// Remembers what somebody thinks of an event.
///
/// Guard: [`NO_EVENT`].
pub fn judge(pool: &PoolId, sub: &Sub, id: &str, feedback: &Feedback) -> Batch {
    let args = vec![
        pool.as_str().into(),
        sub.as_str().into(),
        id.into(),
        text::json(feedback).into(),
    ];
    Batch::new().guard(NO_EVENT, JUDGE, args)
}

/// Drops what began before this moment.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

impl Store {
    /// An event of a user.
    pub async fn auth_event(&self, (pool, sub): (&PoolId, &Sub), id: &str) -> Result<Option<AuthEvent>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into(), id.into()];
        let row = self.db.row(FIND, args).await?;
        row.as_ref().map(from_row).transpose()
    }

    /// The events of a user, newest first, from after a position on.
    pub async fn auth_events(
        &self,
        (pool, sub): (&PoolId, &Sub),
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<AuthEvent>, Broken> {
        let (at, id) = after.map_or(Ok((i64::MAX, "")), Position::time)?;
        let args = vec![
            pool.as_str().into(),
            sub.as_str().into(),
            at.into(),
            id.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(LIST, args).await?;
        let events = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(page(events, limit, |event: &AuthEvent| {
            Position::at_time(event.at.micros(), &event.id.to_string())
        }))
    }
}

fn from_row(row: &Row) -> Result<AuthEvent, Broken> {
    let id = Uuid::parse_str(&row.text(3)?).map_err(|_| text::damaged("an auth event", "its id is no UUID"))?;
    let feedback = row.opt_text(5)?;
    Ok(AuthEvent {
        pool: PoolId::new(row.text(0)?),
        sub: Sub::new(row.text(1)?),
        at: row.moment(2)?,
        id,
        details: text::parse("an auth event", &row.text(4)?)?,
        feedback: feedback.map(|text| text::parse("a feedback", &text)).transpose()?,
    })
}

//! Token families: the row behind the tokens of one completed authentication.

use domain::{
    ids::{ClientId, PoolId, Sub},
    moment::Moment,
    token::{
        family::{Family, Turn},
        session::Seen,
    },
};
use uuid::Uuid;

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    text,
};

/// The pool has a family with this id already.
pub const FAMILY_EXISTS: &str = "family exists";
/// The family was rotated, revoked or deleted since it was read, or has expired.
pub const FAMILY_CHANGED: &str = "family changed";

/// What [`from_row`] reads.
macro_rules! columns {
    () => {
        "f.id, f.pool, f.client, f.sub, f.origin_jti, f.auth_time, f.expires, f.revoked, f.turn, f.parent, f.rotated, f.details, \
         f.last_active, f.last_ip"
    };
}
pub(crate) use columns;

/// How many [`columns`] there are.
pub(crate) const COLUMNS: usize = 14;

statements! {
    INSERT = "INSERT INTO families (id, pool, client, sub, origin_jti, auth_time, expires, revoked, turn, parent, rotated, \
        details, last_active, last_ip, sso) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
        ON CONFLICT DO NOTHING";
    /// Lets whoever else wants to sign the same user in wait for the end of this batch.
    QUEUE = "SELECT 1 FROM users WHERE pool = $1 AND sub = $2 FOR NO KEY UPDATE";
    EVICT = "UPDATE families SET revoked = $3 WHERE pool = $1 AND sub = $2 AND id IN (SELECT id FROM families \
        WHERE pool = $1 AND sub = $2 AND revoked IS NULL AND expires > $3 \
        ORDER BY last_active DESC, id DESC LIMIT 9223372036854775807 OFFSET $4)";
    FIND = concat!("SELECT ", columns!(), " FROM families f WHERE pool = $1 AND sub = $2 AND id = $3");
    LIST = concat!("SELECT ", columns!(), " FROM families f \
        WHERE pool = $1 AND sub = $2 AND revoked IS NULL AND expires > $3 ORDER BY last_active DESC, id DESC LIMIT $4");
    ROTATE = "UPDATE families SET turn = $4, parent = $5, rotated = $6, last_active = $7, last_ip = $8 \
        WHERE pool = $1 AND sub = $2 AND id = $3 AND turn = $9 AND revoked IS NULL AND expires > $7";
    REFRESH = "UPDATE families SET last_active = $4, last_ip = $5 \
        WHERE pool = $1 AND sub = $2 AND id = $3 AND revoked IS NULL AND expires > $4";
    REVOKE = "UPDATE families SET revoked = $4 WHERE pool = $1 AND sub = $2 AND id = $3 AND revoked IS NULL";
    REVOKE_ALL = "UPDATE families SET revoked = $3 WHERE pool = $1 AND sub = $2 AND revoked IS NULL";
    REVOKE_OF_SSO = "UPDATE families SET revoked = $4 WHERE pool = $1 AND sub = $2 AND sso = $3 AND revoked IS NULL";
    SWEEP = "DELETE FROM families WHERE expires < $1";
}

/// A family as a session of its user (auth.md §17.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The family.
    pub family: Family,
    /// When it was last refreshed, or else made.
    pub last_active: Moment,
    /// From which address, as far as is known.
    pub last_ip: Option<String>,
}

/// Remembers a new family, made somewhere.
///
/// Guard: [`FAMILY_EXISTS`].
pub fn insert_seen(family: &Family, seen: Seen) -> Batch {
    let Turn {
        current,
        parent,
        rotated,
    } = family.turn;
    Batch::new().guard(
        FAMILY_EXISTS,
        INSERT,
        vec![
            family.id.to_string().into(),
            family.pool.as_str().into(),
            family.client.as_str().into(),
            family.sub.as_str().into(),
            family.origin_jti.to_string().into(),
            family.auth_time.into(),
            family.expires.into(),
            family.revoked.into(),
            current.into(),
            parent.into(),
            rotated.into(),
            text::json(&family.details).into(),
            seen.at.into(),
            address(seen).into(),
            family.details.sso.map(|id| id.to_string()).into(),
        ],
    )
}

/// Remembers a new family, made at the time of its authentication, nobody knows where.
///
/// Guard: [`FAMILY_EXISTS`].
pub fn insert(family: &Family) -> Batch {
    insert_seen(family, family.auth_time.into())
}

/// Makes room for one more live family of the user among `most`: revokes the least recently used ones beyond. Comes before the
/// [`insert_seen`] of the same batch. Of two such batches about one user the second begins when the first has ended, so the
/// limit is exact on every engine.
pub fn make_room(family: &Family, most: u32, now: Moment) -> Batch {
    let user = || vec![family.pool.as_str().into(), family.sub.as_str().into()];
    let mut args = user();
    args.extend([now.into(), i64::from(most.saturating_sub(1)).into()]);
    Batch::new().then(QUEUE, user()).then(EVICT, args)
}

fn address(seen: Seen) -> Option<String> {
    seen.ip.map(|ip| ip.to_string())
}

/// Turns the family, as it was read, over to its next refresh token. Whether the token that was shown may do so is decided over
/// the family that was read (auth.md §13.5); every rotation raises the number of the current token, so of two that decided
/// over the same state one is refused, reads again, and finds its token to be the parent.
///
/// Guard: [`FAMILY_CHANGED`].
pub fn rotate(family: &Family, next: Turn, seen: impl Into<Seen>) -> Batch {
    let seen = seen.into();
    let mut args = key(family);
    args.extend([
        next.current.into(),
        next.parent.into(),
        next.rotated.into(),
        seen.at.into(),
        address(seen).into(),
        family.turn.current.into(),
    ]);
    Batch::new().guard(FAMILY_CHANGED, ROTATE, args)
}

/// Notes that the family was used to refresh tokens without rotation.
///
/// Guard: [`FAMILY_CHANGED`], when it was revoked since it was read or has expired.
pub fn refreshed(family: &Family, seen: impl Into<Seen>) -> Batch {
    let seen = seen.into();
    let mut args = key(family);
    args.extend([seen.at.into(), address(seen).into()]);
    Batch::new().guard(FAMILY_CHANGED, REFRESH, args)
}

/// Revokes the family; a second time changes nothing.
pub fn revoke(family: &Family, now: Moment) -> Batch {
    let mut args = key(family);
    args.push(now.into());
    Batch::new().then(REVOKE, args)
}

/// Revokes all families of the user that there are now: a sign-out everywhere, or the disabling of the user.
pub fn revoke_all(pool: &PoolId, sub: &Sub, now: Moment) -> Batch {
    Batch::new().then(REVOKE_ALL, vec![pool.as_str().into(), sub.as_str().into(), now.into()])
}

/// Revokes the families of the user that came through this single sign-on session.
pub fn revoke_of_sso((pool, sub, sso): (&PoolId, &Sub, Uuid), now: Moment) -> Batch {
    let args = vec![
        pool.as_str().into(),
        sub.as_str().into(),
        sso.to_string().into(),
        now.into(),
    ];
    Batch::new().then(REVOKE_OF_SSO, args)
}

/// Drops families that expired before this moment. Wait until answers need no longer tell "expired" from "unknown", and until
/// the last access token that was given out has expired.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

fn key(family: &Family) -> Vec<crate::db::Value> {
    vec![
        family.pool.as_str().into(),
        family.sub.as_str().into(),
        family.id.to_string().into(),
    ]
}

impl Store {
    /// The family of a user with this id, also when it is revoked or expired.
    pub async fn family(&self, pool: &PoolId, sub: &Sub, id: Uuid) -> Result<Option<Family>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into(), id.to_string().into()];
        let row = self.db.row(FIND, args).await?;
        row.map(|row| from_row(&row, 0)).transpose()
    }

    /// The live families of a user, the last used first.
    pub async fn sessions(&self, pool: &PoolId, sub: &Sub, now: Moment, limit: u32) -> Result<Vec<Session>, Broken> {
        let args = vec![
            pool.as_str().into(),
            sub.as_str().into(),
            now.into(),
            i64::from(limit).into(),
        ];
        let rows = self.db.rows(LIST, args).await?;
        rows.iter()
            .map(|row| {
                Ok(Session {
                    family: from_row(row, 0)?,
                    last_active: row.moment(12)?,
                    last_ip: row.opt_text(13)?,
                })
            })
            .collect()
    }
}

/// A family from [`columns`], the first of which has this number.
pub(crate) fn from_row(row: &Row, first: usize) -> Result<Family, Broken> {
    Ok(Family {
        id: uuid(&row.text(first)?)?,
        pool: PoolId::new(row.text(first + 1)?),
        client: ClientId::new(row.text(first + 2)?),
        sub: Sub::new(row.text(first + 3)?),
        origin_jti: uuid(&row.text(first + 4)?)?,
        auth_time: row.moment(first + 5)?,
        expires: row.moment(first + 6)?,
        revoked: row.opt_moment(first + 7)?,
        turn: Turn {
            current: row.int(first + 8)?,
            parent: row.int(first + 9)?,
            rotated: row.opt_moment(first + 10)?,
        },
        details: text::parse("a token family", &row.text(first + 11)?)?,
    })
}

fn uuid(id: &str) -> Result<Uuid, Broken> {
    id.parse()
        .map_err(|_| text::damaged("a token family", "an id is no UUID"))
}

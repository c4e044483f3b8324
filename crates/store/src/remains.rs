//! What is left of pools that were deleted. What there may be millions of goes in chunks, after its pool: neither the one writer
//! nor a transaction is held for minutes, and nobody finds any of it, because everything is found through its pool.

use domain::{ids::PoolId, moment::Moment};

use crate::{
    Store,
    db::{Batch, Broken, Statement, statements},
};

// A chunk of each table that grows with users, in the order of its primary key: two who drop at once wait for one another and never
// cross. Parts of files are larger than rows of users.
statements! {
    DROP_USERS = "DELETE FROM users WHERE (pool, sub) IN \
        (SELECT pool, sub FROM users WHERE pool = $1 ORDER BY sub LIMIT 500)";
    DROP_NAMES = "DELETE FROM names WHERE (pool, kind, value) IN \
        (SELECT pool, kind, value FROM names WHERE pool = $1 ORDER BY kind, value LIMIT 500)";
    DROP_CREDENTIALS = "DELETE FROM credentials WHERE (pool, sub) IN \
        (SELECT pool, sub FROM credentials WHERE pool = $1 ORDER BY sub LIMIT 500)";
    DROP_OLD_PASSWORDS = "DELETE FROM old_passwords WHERE (pool, sub, version) IN \
        (SELECT pool, sub, version FROM old_passwords WHERE pool = $1 ORDER BY sub, version LIMIT 500)";
    DROP_LOCKOUTS = "DELETE FROM lockouts WHERE (pool, subject, factor) IN \
        (SELECT pool, subject, factor FROM lockouts WHERE pool = $1 ORDER BY subject, factor LIMIT 500)";
    DROP_FAMILIES = "DELETE FROM families WHERE (pool, sub, id) IN \
        (SELECT pool, sub, id FROM families WHERE pool = $1 ORDER BY sub, id LIMIT 500)";
    DROP_SPENT = "DELETE FROM spent WHERE (pool, id) IN \
        (SELECT pool, id FROM spent WHERE pool = $1 ORDER BY id LIMIT 500)";
    DROP_CODES = "DELETE FROM codes WHERE (pool, sub, purpose, attribute) IN \
        (SELECT pool, sub, purpose, attribute FROM codes WHERE pool = $1 ORDER BY sub, purpose, attribute LIMIT 500)";
    DROP_ATTEMPTS = "DELETE FROM attempts WHERE (pool, subject, action) IN \
        (SELECT pool, subject, action FROM attempts WHERE pool = $1 ORDER BY subject, action LIMIT 500)";
    DROP_AUTHENTICATORS = "DELETE FROM authenticators WHERE (pool, sub, stage) IN \
        (SELECT pool, sub, stage FROM authenticators WHERE pool = $1 ORDER BY sub, stage LIMIT 500)";
    DROP_DEVICES = "DELETE FROM devices WHERE (pool, sub, device) IN \
        (SELECT pool, sub, device FROM devices WHERE pool = $1 ORDER BY sub, device LIMIT 500)";
    DROP_DEVICE_STEPS = "DELETE FROM device_steps WHERE (pool, sub, client, device) IN \
        (SELECT pool, sub, client, device FROM device_steps WHERE pool = $1 ORDER BY sub, client, device LIMIT 500)";
    DROP_LONG_STATES = "DELETE FROM long_states WHERE (pool, id) IN \
        (SELECT pool, id FROM long_states WHERE pool = $1 ORDER BY id LIMIT 500)";
    DROP_GROUP_MEMBERS = "DELETE FROM group_members WHERE (pool, sub, name) IN \
        (SELECT pool, sub, name FROM group_members WHERE pool = $1 ORDER BY sub, name LIMIT 500)";
    DROP_PASSKEYS = "DELETE FROM passkeys WHERE (pool, sub, id) IN \
        (SELECT pool, sub, id FROM passkeys WHERE pool = $1 ORDER BY sub, id LIMIT 500)";
    DROP_PASSKEY_REGISTRATIONS = "DELETE FROM passkey_registrations WHERE (pool, sub) IN \
        (SELECT pool, sub FROM passkey_registrations WHERE pool = $1 ORDER BY sub LIMIT 500)";
    DROP_IDENTITIES = "DELETE FROM identities WHERE (pool, provider, attribute, value) IN \
        (SELECT pool, provider, attribute, value FROM identities WHERE pool = $1 ORDER BY provider, attribute, value LIMIT 500)";
    DROP_IMPORT_PARTS = "DELETE FROM import_parts WHERE (pool, job, upload, part) IN \
        (SELECT pool, job, upload, part FROM import_parts WHERE pool = $1 ORDER BY job, upload, part LIMIT 50)";
    DROP_IMPORT_LOGS = "DELETE FROM import_logs WHERE (pool, job, line) IN \
        (SELECT pool, job, line FROM import_logs WHERE pool = $1 ORDER BY job, line LIMIT 500)";
    DROP_AUTH_EVENTS = "DELETE FROM auth_events WHERE (pool, sub, at, id) IN \
        (SELECT pool, sub, at, id FROM auth_events WHERE pool = $1 ORDER BY sub, at, id LIMIT 500)";
    DROP_KNOWN_PLACES = "DELETE FROM known_places WHERE (pool, sub, kind, value) IN \
        (SELECT pool, sub, kind, value FROM known_places WHERE pool = $1 ORDER BY sub, kind, value LIMIT 500)";
    DROP_OUTBOX = "DELETE FROM outbox WHERE (pool, id) IN \
        (SELECT pool, id FROM outbox WHERE pool = $1 ORDER BY id LIMIT 500)";
    DROP_OAUTH_CODES = "DELETE FROM oauth_codes WHERE (pool, id) IN \
        (SELECT pool, id FROM oauth_codes WHERE pool = $1 ORDER BY id LIMIT 500)";
    DROP_SSO_SESSIONS = "DELETE FROM sso_sessions WHERE (pool, sub, id) IN \
        (SELECT pool, sub, id FROM sso_sessions WHERE pool = $1 ORDER BY sub, id LIMIT 500)";
    DROP_FEDERATION_TRIPS = "DELETE FROM federation_trips WHERE (pool, id) IN \
        (SELECT pool, id FROM federation_trips WHERE pool = $1 ORDER BY id LIMIT 500)";
    IS_LEFT = "SELECT 1 WHERE EXISTS (SELECT 1 FROM users WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM names WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM credentials WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM old_passwords WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM lockouts WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM families WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM spent WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM codes WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM attempts WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM authenticators WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM devices WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM device_steps WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM long_states WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM group_members WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM passkeys WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM passkey_registrations WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM identities WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM import_parts WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM import_logs WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM auth_events WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM known_places WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM outbox WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM oauth_codes WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM sso_sessions WHERE pool = $1) \
        OR EXISTS (SELECT 1 FROM federation_trips WHERE pool = $1)";
    DUE = "SELECT pool, clean FROM deleted_pools WHERE due <= $1 ORDER BY due, pool LIMIT 1";
    LOOK_AGAIN = "INSERT INTO deleted_pools (pool, due, clean) VALUES ($1, $2, $3) \
        ON CONFLICT (pool) DO UPDATE SET due = excluded.due, clean = excluded.clean";
    FORGET = "DELETE FROM deleted_pools WHERE pool = $1";
}

/// A chunk of everything that may be left of a pool.
const CHUNKS: &[Statement] = &[
    DROP_USERS,
    DROP_NAMES,
    DROP_CREDENTIALS,
    DROP_OLD_PASSWORDS,
    DROP_LOCKOUTS,
    DROP_FAMILIES,
    DROP_SPENT,
    DROP_CODES,
    DROP_ATTEMPTS,
    DROP_AUTHENTICATORS,
    DROP_DEVICES,
    DROP_DEVICE_STEPS,
    DROP_LONG_STATES,
    DROP_GROUP_MEMBERS,
    DROP_PASSKEYS,
    DROP_PASSKEY_REGISTRATIONS,
    DROP_IDENTITIES,
    DROP_IMPORT_PARTS,
    DROP_IMPORT_LOGS,
    DROP_AUTH_EVENTS,
    DROP_KNOWN_PLACES,
    DROP_OUTBOX,
    DROP_OAUTH_CODES,
    DROP_SSO_SESSIONS,
    DROP_FEDERATION_TRIPS,
];

/// A pool that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remains {
    /// Its id, which no pool gets again.
    pub pool: PoolId,
    /// Whether nothing was left of it at the last look.
    pub clean: bool,
}

/// Drops some rows of every table in which a pool may have left many.
pub fn drop_some(pool: &PoolId) -> Batch {
    CHUNKS.iter().fold(Batch::new(), |batch, statement| {
        batch.then(*statement, vec![pool.as_str().into()])
    })
}

/// Remembers to look at a deleted pool, from this moment on.
pub fn look_again(remains: &Remains, due: Moment) -> Batch {
    let args = vec![remains.pool.as_str().into(), due.into(), remains.clean.into()];
    Batch::new().then(LOOK_AGAIN, args)
}

/// Nothing is left: there is no need to look again.
pub fn forget(pool: &PoolId) -> Batch {
    Batch::new().then(FORGET, vec![pool.as_str().into()])
}

impl Store {
    /// The deleted pool that has waited longest to be looked at.
    pub async fn remains_due(&self, now: Moment) -> Result<Option<Remains>, Broken> {
        let row = self.db.row(DUE, vec![now.into()]).await?;
        row.map(|row| {
            Ok(Remains {
                pool: PoolId::new(row.text(0)?),
                clean: row.bool(1)?,
            })
        })
        .transpose()
    }

    /// Whether anything is left of a deleted pool.
    pub async fn has_remains(&self, pool: &PoolId) -> Result<bool, Broken> {
        let row = self.db.row(IS_LEFT, vec![pool.as_str().into()]).await?;
        Ok(row.is_some())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::pools;

    /// Tables that a pool must have left before it can be deleted.
    const LEFT_BEFORE: [&str; 1] = ["domains"];

    #[test]
    fn every_table_of_a_pool_goes_with_it() {
        let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let files = fs::read_dir(migrations).unwrap();
        let sql: String = files
            .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
            .collect();
        let tables = sql.split("create table ").skip(1).filter_map(|table| {
            let (name, columns) = table.split_once(" (")?;
            columns.split(");").next()?.contains("\n    pool text").then_some(name)
        });
        let dropped: Vec<&Statement> = CHUNKS.iter().chain(pools::OF_POOLS).collect();
        let mut seen = 0;
        for table in tables.filter(|table| !LEFT_BEFORE.contains(table) && *table != "deleted_pools") {
            let start = format!("DELETE FROM {table} WHERE");
            let goes = dropped.iter().any(|statement| statement.sql.starts_with(&start));
            assert!(goes, "{table} stays when its pool is deleted");
            seen += 1;
        }
        assert!(seen > 30, "only {seen} tables were found");
        for statement in CHUNKS {
            let table = statement.sql.split(' ').nth(2).unwrap();
            assert!(
                IS_LEFT.sql.contains(&format!("FROM {table} ")),
                "nobody looks whether {table} is empty"
            );
        }
    }
}

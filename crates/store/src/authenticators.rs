//! Authenticator apps of users: their seeds, sealed, and the last step that was accepted (auth.md §16, architecture: TOTP steps
//! are consumed by guarded statements).

use domain::{
    ids::{PoolId, Sub},
    totp::{Seed, Step},
};

use crate::{
    Sealer, Store,
    db::{Batch, Broken, Row, Value, statements},
    text,
};

/// The code was accepted before, or the app is no longer the user's.
pub const STEP_USED: &str = "totp step used";
/// The user has an app that counts.
pub const APP_THERE: &str = "authenticator there";
/// The app that was being set up is no longer the one that was given out last.
pub const PENDING_GONE: &str = "pending authenticator gone";

const SEAL: &str = "authenticator seed";
const PENDING: &str = "pending";
const ACTIVE: &str = "active";

statements! {
    PUT = "INSERT INTO authenticators (pool, sub, stage, id, name, last_step, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (pool, sub, stage) DO UPDATE SET id = excluded.id, name = excluded.name, \
        last_step = excluded.last_step, sealed = excluded.sealed";
    PUT_FIRST = "INSERT INTO authenticators (pool, sub, stage, id, name, last_step, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (pool, sub, stage) DO NOTHING";
    USE_STEP = "UPDATE authenticators SET last_step = $4 \
        WHERE pool = $1 AND sub = $2 AND stage = 'active' AND id = $3 AND (last_step IS NULL OR last_step < $4)";
    TAKE_PENDING = "DELETE FROM authenticators WHERE pool = $1 AND sub = $2 AND stage = 'pending' AND id = $3";
    FIND = "SELECT id, name, last_step, sealed FROM authenticators WHERE pool = $1 AND sub = $2 AND stage = $3";
    REMOVE = "DELETE FROM authenticators WHERE pool = $1 AND sub = $2";
}

/// An authenticator app. No `Debug`: it holds the seed.
#[derive(Clone)]
pub struct Authenticator {
    /// Another random text with each seed.
    pub id: String,
    /// `FriendlyDeviceName`.
    pub name: Option<String>,
    /// The last step that was accepted.
    pub last_step: Option<Step>,
    /// The seed of its codes.
    pub seed: Seed,
}

/// Gives an app out, to be verified. A former one that was not verified is forgotten; an active one stays.
pub fn give_out(sealer: &Sealer, owner: (&PoolId, &Sub), app: &Authenticator) -> Batch {
    put(sealer, owner, PENDING, app)
}

/// Makes the app count, instead of any other. `last_step` is the step that verified it.
pub fn activate(sealer: &Sealer, owner: (&PoolId, &Sub), app: &Authenticator) -> Batch {
    put(sealer, owner, ACTIVE, app)
}

/// Makes the app count for a user who has none yet: one that was set up at the same moment stays, with the steps that it has
/// used since.
///
/// Guard: [`APP_THERE`].
pub fn activate_first(sealer: &Sealer, owner: (&PoolId, &Sub), app: &Authenticator) -> Batch {
    Batch::new().guard(APP_THERE, PUT_FIRST, row(sealer, owner, ACTIVE, app))
}

/// Takes the app that was given out, so that it is verified once.
///
/// Guard: [`PENDING_GONE`].
pub fn take_pending(owner: (&PoolId, &Sub), id: &str) -> Batch {
    let args = vec![owner.0.as_str().into(), owner.1.as_str().into(), id.into()];
    Batch::new().guard(PENDING_GONE, TAKE_PENDING, args)
}

/// Accepts a step of the active app. Steps only rise, so no code counts twice.
///
/// Guard: [`STEP_USED`].
pub fn use_step(owner: (&PoolId, &Sub), id: &str, step: Step) -> Batch {
    let args = vec![owner.0.as_str().into(), owner.1.as_str().into(), id.into(), step.into()];
    Batch::new().guard(STEP_USED, USE_STEP, args)
}

/// Forgets all apps of the user.
pub fn remove(owner: (&PoolId, &Sub)) -> Batch {
    Batch::new().then(REMOVE, vec![owner.0.as_str().into(), owner.1.as_str().into()])
}

fn put(sealer: &Sealer, owner: (&PoolId, &Sub), stage: &'static str, app: &Authenticator) -> Batch {
    Batch::new().then(PUT, row(sealer, owner, stage, app))
}

fn row(sealer: &Sealer, (pool, sub): (&PoolId, &Sub), stage: &'static str, app: &Authenticator) -> Vec<Value> {
    let sealed = sealer.seal(SEAL, &aad(pool, sub, &app.id), app.seed.as_bytes());
    vec![
        pool.as_str().into(),
        sub.as_str().into(),
        stage.into(),
        app.id.as_str().into(),
        app.name.clone().into(),
        app.last_step.into(),
        sealed.into(),
    ]
}

fn aad(pool: &PoolId, sub: &Sub, id: &str) -> Vec<u8> {
    text::aad(&[pool.as_str(), sub.as_str(), id])
}

impl Store {
    /// The app that counts.
    pub async fn authenticator(&self, pool: &PoolId, sub: &Sub) -> Result<Option<Authenticator>, Broken> {
        self.authenticator_at(pool, sub, ACTIVE).await
    }

    /// The app that was given out and not yet verified.
    pub async fn pending_authenticator(&self, pool: &PoolId, sub: &Sub) -> Result<Option<Authenticator>, Broken> {
        self.authenticator_at(pool, sub, PENDING).await
    }

    async fn authenticator_at(&self, pool: &PoolId, sub: &Sub, stage: &str) -> Result<Option<Authenticator>, Broken> {
        let args = vec![pool.as_str().into(), sub.as_str().into(), stage.into()];
        let row = self.db.row(FIND, args).await?;
        row.map(|row| self.open_authenticator(pool, sub, &row)).transpose()
    }

    fn open_authenticator(&self, pool: &PoolId, sub: &Sub, row: &Row) -> Result<Authenticator, Broken> {
        let id = row.text(0)?;
        let seed = self.sealer.open(SEAL, &aad(pool, sub, &id), &row.bytes(3)?);
        Ok(Authenticator {
            seed: Seed::new(&seed.ok_or_else(|| text::unopened("an authenticator's seed"))?),
            id,
            name: row.opt_text(1)?,
            last_step: row.opt_int(2)?,
        })
    }
}

//! Everything remembered: SQL, migrations, sealing at rest.
//!
//! One SQL text serves two engines; only `db` knows which one runs. Each thing has one file with its statements
//! and its functions; secrets are sealed here, so that no caller can forget it.

use std::sync::Arc;

pub mod access_keys;
pub mod attempts;
pub mod auth_events;
pub mod authenticators;
mod backlog;
pub mod branding;
pub mod clients;
pub mod codes;
pub mod credentials;
pub mod db;
pub mod device_steps;
pub mod devices;
pub mod domains;
pub mod families;
pub mod federation_trips;
pub mod groups;
pub mod holders;
pub mod identities;
pub mod imports;
mod kept;
pub mod known_places;
pub mod logins;
pub mod long_states;
mod master_keys;
pub mod names;
pub mod oauth_codes;
pub mod outbox;
mod page;
pub mod passkeys;
pub mod pools;
pub mod providers;
pub mod rates;
pub mod remains;
pub mod replicas;
pub mod resource_servers;
pub mod risk;
pub mod seal;
pub mod search;
pub mod signing_keys;
pub mod spent;
pub mod sso_sessions;
mod subject;
pub mod sweep;
pub mod terms;
mod text;
pub mod users;

pub use backlog::{Backlog, Waiting};
pub use db::{Address, NotAnAddress};
use db::{Batch, Broken, Db, Done, Migration, Statement};
use kept::Kept;
pub use page::{Page, Position};
pub use seal::{MasterKey, MasterKeys, NotAKey, Sealer};
pub use subject::Subject;

/// Every step of the schema, in order.
const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "init",
        sql: include_str!("../migrations/0001_init.sql"),
    },
    Migration {
        number: 2,
        name: "providers",
        sql: include_str!("../migrations/0002_providers.sql"),
    },
    Migration {
        number: 3,
        name: "imports",
        sql: include_str!("../migrations/0003_imports.sql"),
    },
    Migration {
        number: 4,
        name: "limits",
        sql: include_str!("../migrations/0004_limits.sql"),
    },
    Migration {
        number: 5,
        name: "functions",
        sql: include_str!("../migrations/0005_functions.sql"),
    },
    Migration {
        number: 6,
        name: "outbox",
        sql: include_str!("../migrations/0006_outbox.sql"),
    },
    Migration {
        number: 7,
        name: "hosted",
        sql: include_str!("../migrations/0007_hosted.sql"),
    },
    Migration {
        number: 8,
        name: "step_up",
        sql: include_str!("../migrations/0008_step_up.sql"),
    },
];

/// The smallest question.
const PING: Statement = Statement {
    name: "PING",
    sql: "SELECT CAST(1 AS bigint)",
};

/// Everything remembered. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: Db,
    sealer: Sealer,
    kept: Kept,
}

impl Store {
    /// Opens the database, made when missing, and brings its schema up to date.
    ///
    /// # Errors
    /// The place cannot be reached, is locked, is no database of ours, was written by a newer version, or was sealed with
    /// another master key.
    pub async fn open(address: &Address, keys: MasterKeys) -> Result<Self, Broken> {
        let db = Db::open(address, MIGRATIONS).await?;
        let store = Self {
            kept: Kept::of(&db),
            db,
            sealer: Sealer::new(&keys),
        };
        store.recognise(&keys).await?;
        Ok(store)
    }

    /// The same store with somebody watching its database at work.
    #[must_use]
    pub fn watched(self, watch: Arc<dyn db::Watch>) -> Self {
        Self {
            db: self.db.watched(watch),
            ..self
        }
    }

    /// The same store beside work that waits for the processor: while there is any, the commits of the embedded engine wait for
    /// others to join them, so that those who wait cost less and lose nothing.
    #[must_use]
    pub fn beside(self, backlog: Backlog) -> Self {
        self.db.beside(backlog);
        self
    }

    /// Does all of a batch, durably, or nothing of it ([`Db::write`]).
    pub async fn write(&self, batch: Batch) -> Result<Done, Broken> {
        if !kept::is_changed_by(&batch) {
            return self.db.write(batch).await;
        }
        // A task of its own: a caller who goes away must not take along that the old copies are forgotten.
        let (db, kept) = (self.db.clone(), self.kept.clone());
        let written = tokio::spawn(async move {
            let done = db.write(batch).await;
            kept.forget();
            done
        });
        let lost = |error: tokio::task::JoinError| Broken::new("writing", error.to_string());
        written.await.map_err(lost)?
    }

    /// Whether no other process can have this store open: that of the embedded engine is locked.
    pub fn is_alone(&self) -> bool {
        self.db.is_alone()
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// It gives none.
    pub async fn ping(&self) -> Result<(), Broken> {
        self.db.row(PING, Vec::new()).await.map(drop)
    }

    /// Lets the engine parse a statement without running it ([`statements`]).
    pub async fn check(&self, statement: Statement) -> Result<(), Broken> {
        self.db.check(statement).await
    }

    /// Seals what rests or travels outside: secrets in columns, the state in a `Session`.
    pub fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    /// Finishes what was accepted, then lets go of the database.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// Every statement of every module, for the test that prepares them all on both engines. A new module adds its `ALL` here.
pub fn statements() -> Vec<Statement> {
    let modules: &[&[Statement]] = &[
        access_keys::ALL,
        attempts::ALL,
        auth_events::ALL,
        authenticators::ALL,
        branding::ALL,
        clients::ALL,
        codes::ALL,
        credentials::ALL,
        device_steps::ALL,
        devices::ALL,
        domains::ALL,
        families::ALL,
        federation_trips::ALL,
        groups::ALL,
        holders::ALL,
        identities::ALL,
        imports::ALL,
        known_places::ALL,
        logins::ALL,
        long_states::ALL,
        master_keys::ALL,
        names::ALL,
        oauth_codes::ALL,
        outbox::ALL,
        passkeys::ALL,
        pools::ALL,
        providers::ALL,
        rates::ALL,
        remains::ALL,
        replicas::ALL,
        resource_servers::ALL,
        risk::ALL,
        search::ALL,
        signing_keys::ALL,
        spent::ALL,
        sso_sessions::ALL,
        sweep::ALL,
        terms::ALL,
        users::ALL,
    ];
    modules.concat()
}

//! Everything remembered: SQL, migrations, sealing at rest.
//!
//! One SQL text serves two engines; only `db` knows which one runs. Each thing has one file with its statements
//! and its functions; secrets are sealed here, so that no caller can forget it.

pub mod db;

//! The settings that say where the store is.

use std::path::PathBuf;

use store::{Address, MasterKeys};

use super::{
    Connection, MasterKeySource, Mode, Wrong, names,
    read::{Complaints, missing},
};
use crate::cli::Options;

/// Where `cognate dev` keeps its data.
const DEV_DATA: &str = ".cognate";

/// The file of the embedded database, in the data directory.
const DATABASE_FILE: &str = "cognate.db";

/// How to come by a master key.
const MAKE_ONE: &str = "`openssl rand -hex 32` makes one";

/// The file of the master key, in the data directory.
const MASTER_KEY_FILE: &str = "master.key";

/// Reads only what the store needs. Without a setting it is the store of `cognate dev`, if there is one.
///
/// # Errors
///
/// Everything about it that is missing or wrong.
pub fn connection(options: &Options) -> Result<Connection, Wrong> {
    let mut wrong = Complaints::default();
    let mode = match PathBuf::from(DEV_DATA).is_dir() {
        true => Mode::Dev,
        false => Mode::Serve,
    };
    let connection = read_connection(mode, options, &mut wrong);
    match wrong.0.is_empty() {
        true => Ok(connection),
        false => Err(Wrong(wrong.0)),
    }
}

/// The same as part of all settings.
pub(super) fn read_connection(mode: Mode, options: &Options, wrong: &mut Complaints) -> Connection {
    let place = wrong.note(place(mode, options), Place::Directory(PathBuf::new()));
    let beside = MasterKeySource::Beside(PathBuf::new());
    let master_key = wrong.note(master_key(&place, options), beside);
    let database = match place {
        Place::Directory(directory) => Address::Sqlite(directory.join(DATABASE_FILE)),
        Place::Postgres(url) => Address::Postgres(url),
    };
    Connection { database, master_key }
}

enum Place {
    Directory(PathBuf),
    Postgres(String),
}

fn place(mode: Mode, options: &Options) -> Result<Place, String> {
    match (&options.data, &options.database_url) {
        (Some(_), Some(_)) => Err(format!(
            "both a data directory and a PostgreSQL URL are set, and only one can be used: remove {} or {}",
            names("data"),
            names("database-url")
        )),
        (Some(directory), None) => Ok(Place::Directory(directory.into())),
        (None, Some(url)) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Place::Postgres(url.clone()))
        }
        // The URL may hold a password: it is not quoted.
        (None, Some(_)) => Err(format!(
            "{}: the URL does not begin with postgres://; write postgres://user:password@host/database",
            names("database-url")
        )),
        (None, None) if mode == Mode::Dev => Ok(Place::Directory(DEV_DATA.into())),
        (None, None) => Err(format!(
            "{}, or a PostgreSQL URL by {}",
            missing("data", "the directory of the embedded database"),
            names("database-url")
        )),
    }
}

fn master_key(place: &Place, options: &Options) -> Result<MasterKeySource, String> {
    match (&options.master_key, &options.master_key_file, place) {
        (Some(_), Some(_), _) => Err(format!(
            "the master key is set twice: remove {} or {}",
            names("master-key"),
            names("master-key-file")
        )),
        (Some(text), None, _) => MasterKeys::parse(text)
            .map(MasterKeySource::Given)
            .map_err(|not| format!("{}: {not}; {MAKE_ONE}", names("master-key"))),
        (None, Some(file), _) => Ok(MasterKeySource::In(file.into())),
        (None, None, Place::Directory(directory)) => Ok(MasterKeySource::Beside(directory.join(MASTER_KEY_FILE))),
        (None, None, Place::Postgres(_)) => Err(format!(
            "{}, or by {}; every node needs the same one; {MAKE_ONE}",
            missing("master-key", "the key that seals secrets in the database"),
            names("master-key-file")
        )),
    }
}

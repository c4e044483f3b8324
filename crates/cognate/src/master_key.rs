//! The master key: given, read from a file, or made on first start.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use domain::ports::Entropy;
use store::{Address, MasterKey, MasterKeys};

use crate::settings::{Connection, MasterKeySource, Wrong};

/// The master key of `connection`. A first start makes it, beside the data.
///
/// # Errors
///
/// The file cannot be read or written or holds no key; or the data is there and its key is not.
pub fn master_key(connection: &Connection, entropy: &dyn Entropy) -> Result<MasterKeys, Wrong> {
    match &connection.master_key {
        MasterKeySource::Given(keys) => Ok(keys.clone()),
        MasterKeySource::In(file) => read(file),
        MasterKeySource::Beside(file) => {
            if !file.exists() {
                make(file, &connection.database, entropy)?;
            }
            read(file)
        }
    }
}

fn read(file: &Path) -> Result<MasterKeys, Wrong> {
    let text = fs::read_to_string(file).map_err(|error| complaint(file, &error))?;
    MasterKeys::parse(text.trim()).map_err(|error| complaint(file, &error))
}

fn make(file: &Path, database: &Address, entropy: &dyn Entropy) -> Result<(), Wrong> {
    if matches!(database, Address::Sqlite(data) if data.exists()) {
        return Err(Wrong::one(format!(
            "master key {}: the file is missing, and a new key cannot open the data beside it; \
             bring the file back, or name it by --master-key-file",
            file.display()
        )));
    }
    let key = MasterKey::new(entropy.bytes());
    write_new(file, &format!("{}\n", key.to_hex())).map_err(|error| complaint(file, &error))
}

/// Writes a file that nobody else may read. It appears whole or not at all, and never replaces another.
fn write_new(file: &Path, text: &str) -> io::Result<()> {
    let directory = file.parent().unwrap_or(Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    let draft = file.with_extension(format!("draft-{}", std::process::id()));
    let mut writer = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    writer.write_all(text.as_bytes())?;
    writer.sync_all()?;
    let linked = fs::hard_link(&draft, file);
    fs::remove_file(&draft)?;
    match linked {
        // Another process on its first start was faster, and its key counts.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked.and_then(|()| File::open(directory)?.sync_all()),
    }
}

fn complaint(file: &Path, error: &dyn std::fmt::Display) -> Wrong {
    Wrong::one(format!("master key {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use adapters::SystemEntropy;

    use super::*;

    fn beside(directory: &Path) -> Connection {
        Connection {
            database: Address::Sqlite(directory.join("cognate.db")),
            master_key: MasterKeySource::Beside(directory.join("master.key")),
        }
    }

    #[test]
    fn a_first_start_makes_it_and_later_ones_read_it() {
        let directory = tempfile::tempdir().unwrap();
        let data = directory.path().join("data");
        master_key(&beside(&data), &SystemEntropy).unwrap();
        let made = fs::read_to_string(data.join("master.key")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&data.join("master.key")), mode(&data)), (0o600, 0o700));
        master_key(&beside(&data), &SystemEntropy).unwrap();
        assert_eq!(fs::read_to_string(data.join("master.key")).unwrap(), made);
        assert_eq!(fs::read_dir(&data).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn data_without_its_key_is_not_given_a_new_one() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("cognate.db"), "").unwrap();
        let wrong = master_key(&beside(directory.path()), &SystemEntropy)
            .err()
            .unwrap()
            .to_string();
        assert!(
            wrong.contains("the file is missing, and a new key cannot open the data"),
            "{wrong}"
        );
        assert!(!directory.path().join("master.key").exists());
    }

    #[test]
    fn a_broken_file_is_named_and_not_quoted() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("master.key"), "canary").unwrap();
        let wrong = master_key(&beside(directory.path()), &SystemEntropy)
            .err()
            .unwrap()
            .to_string();
        assert!(wrong.contains("master.key: a master key is 32 random bytes"), "{wrong}");
        assert!(!wrong.contains("canary"), "{wrong}");
    }
}

//! Finds the server's binaries, and the user to run them as.

use std::{
    env, fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use crate::NoPostgres;

/// The oldest version that the schema is tested on.
const OLDEST: u32 = 15;

/// The folder with `initdb` and `pg_ctl`: the newest under /usr/lib/postgresql (Debian), or else the one in PATH.
pub(crate) fn folder() -> Result<PathBuf, NoPostgres> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(version, folder)| *version >= OLDEST && is_complete(folder))
        .collect();
    versions.sort();
    if let Some((_, folder)) = versions.pop() {
        return Ok(folder);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).find(|folder| is_complete(folder));
    found.ok_or_else(|| {
        NoPostgres(format!(
            "these tests need a PostgreSQL server of version {OLDEST} or newer, and its binaries (initdb, pg_ctl) are neither under \
             /usr/lib/postgresql nor in PATH: install them (`apt-get install postgresql`), or name a server with \
             COGNATE_TEST_POSTGRES=postgres://…"
        ))
    })
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"]
        .iter()
        .all(|name| folder.join(name).is_file())
}

/// A user and its group, by number.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    pub(crate) user: u32,
    pub(crate) group: u32,
}

/// The user to run the server as when we are root, which PostgreSQL refuses; `None` when we are not root.
pub(crate) fn unprivileged() -> Result<Option<Person>, NoPostgres> {
    // A fresh file belongs to the effective user.
    let probe = tempfile::tempfile().map_err(|error| NoPostgres::because("making a file", &error))?;
    let owner = probe
        .metadata()
        .map_err(|error| NoPostgres::because("asking who we are", &error))?
        .uid();
    if owner != 0 {
        return Ok(None);
    }
    let passwd =
        fs::read_to_string("/etc/passwd").map_err(|error| NoPostgres::because("reading /etc/passwd", &error))?;
    let person = ["postgres", "nobody"].iter().find_map(|name| {
        let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(user)), Some(Ok(group))) => Some(Person { user, group }),
            _ => None,
        }
    });
    person
        .map(Some)
        .ok_or_else(|| NoPostgres("PostgreSQL refuses to run as root, and there is no user postgres or nobody".into()))
}

//! One server: started, kept by a supervisor, gone with us.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpListener,
    os::unix::{
        fs::{OpenOptionsExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{
    NoPostgres,
    binaries::{self, Person},
};

/// Another process may take the free port that we found.
const TRIES: u32 = 3;

/// Whether the data survives a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// No: fast.
    None,
    /// Yes: for measuring, and for tests that cut the power.
    Full,
}

/// A PostgreSQL server. Dropping it stops it, unless it was running before.
#[derive(Debug)]
pub struct Server {
    url: String,
    supervisor: Option<Child>,
}

impl Server {
    /// Starts a server in a temporary folder.
    ///
    /// # Errors
    /// The binaries are missing, or it does not start; with the end of its log.
    pub async fn start(durability: Durability) -> Result<Self, NoPostgres> {
        tokio::task::spawn_blocking(move || Self::start_blocking(durability))
            .await
            .map_err(|error| NoPostgres::because("starting PostgreSQL", &error))?
    }

    fn start_blocking(durability: Durability) -> Result<Self, NoPostgres> {
        let bin = binaries::folder()?;
        let person = binaries::unprivileged()?;
        let mut last = NoPostgres(String::new());
        for _ in 0..TRIES {
            match try_start(&bin, person, durability) {
                Ok(server) => return Ok(server),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// A server that somebody else keeps.
    pub fn running(url: String) -> Self {
        Self { url, supervisor: None }
    }

    /// The URL of its first database, as a user who may do everything.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut supervisor) = self.supervisor.take() {
            drop(supervisor.stdin.take());
            let _ = supervisor.wait();
        }
    }
}

fn try_start(bin: &Path, person: Option<Person>, durability: Durability) -> Result<Server, NoPostgres> {
    let failed = |error: io::Error| NoPostgres::because("starting PostgreSQL", &error);
    let home = home(person).map_err(failed)?;
    let password = password().map_err(failed)?;
    keep_password(home.path(), person, &password).map_err(failed)?;
    let port = free_port().map_err(failed)?;
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", include_str!("supervise.sh")])
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("BIN", bin)
        .env("HOME", home.path())
        .env("PORT", port.to_string())
        .env("FSYNC", if durability == Durability::Full { "on" } else { "off" })
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        // Whoever kills the tests' group by name must not take the supervisor with it: it cleans up.
        .process_group(0);
    if let Some(person) = person {
        command.uid(person.user).gid(person.group);
    }
    let mut supervisor = command.spawn().map_err(failed)?;
    let mut first_line = String::new();
    if let Some(answers) = supervisor.stdout.take() {
        BufReader::new(answers).read_line(&mut first_line).map_err(failed)?;
    }
    if first_line != "ready\n" {
        let _ = supervisor.wait();
        return Err(NoPostgres(format!("PostgreSQL does not start:\n{}", logs(home.path()))));
    }
    // From here on the supervisor takes the folder away.
    let _ = home.keep();
    Ok(Server {
        url: format!("postgres://cognate:{password}@127.0.0.1:{port}/postgres?connect_timeout=20"),
        supervisor: Some(supervisor),
    })
}

/// A folder that only the server's user can enter.
fn home(person: Option<Person>) -> io::Result<TempDir> {
    let home = tempfile::Builder::new().prefix("cognate-postgres-").tempdir()?;
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700))?;
    if let Some(person) = person {
        chown(home.path(), Some(person.user), Some(person.group))?;
    }
    Ok(home)
}

fn keep_password(home: &Path, person: Option<Person>, password: &str) -> io::Result<()> {
    let path: PathBuf = home.join("password");
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)?;
    file.write_all(password.as_bytes())?;
    if let Some(person) = person {
        chown(&path, Some(person.user), Some(person.group))?;
    }
    Ok(())
}

/// Whoever else is on this machine must not enter a server whose superuser can run programs.
fn password() -> io::Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn logs(home: &Path) -> String {
    ["initdb.log", "start.log", "server.log"]
        .iter()
        .filter_map(|name| fs::read_to_string(home.join(name)).ok())
        .collect()
}

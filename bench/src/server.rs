//! The server under measurement: a process, with what the kernel says that it uses.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    Wrong,
    sigv4::{ACCESS_KEY, REGION},
};

/// Ticks of the kernel's CPU clock in a second, on every Linux of today (`getconf CLK_TCK`).
const TICKS: u64 = 100;

/// A running server. Ended when dropped.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
    /// From the start of the process until it listens.
    pub until_ready: Duration,
    /// Its data, if nobody wants to keep it.
    _scratch: Option<TempDir>,
}

impl Server {
    /// Starts `cognate serve` as production does, on a free port of this machine.
    pub fn start(binary: &Path, database: Option<&str>, keep: Option<&Path>) -> Result<Self, Wrong> {
        let scratch = keep.is_none().then(TempDir::new).transpose()?;
        let data: PathBuf = match (&scratch, keep) {
            (Some(scratch), _) => scratch.path().into(),
            (None, Some(keep)) => keep.into(),
            (None, None) => return Err("no place for the data".into()),
        };
        let mut command = Command::new(binary);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--public-url", "http://127.0.0.1"])
            .args(["--region", REGION, "--log", "json", "--rate-limits", "off"])
            .env("COGNATE_ACCESS_KEYS", format!("{}:{}", ACCESS_KEY.0, ACCESS_KEY.1))
            .env("COGNATE_MASTER_KEY", "11".repeat(32))
            .stderr(Stdio::piped());
        match database {
            Some(url) => command.env("COGNATE_DATABASE_URL", url),
            None => command.arg("--data").arg(&data),
        };
        let before = Instant::now();
        let mut child = command
            .spawn()
            .map_err(|error| format!("{}: {error}", binary.display()))?;
        let log = child.stderr.take().ok_or("the server has no log")?;
        let (address, log) = address_in_log(BufReader::new(log))?;
        let until_ready = before.elapsed();
        // What it says from here on is thrown away, but read, so that it never waits for its reader.
        std::thread::spawn(move || log.lines().for_each(drop));
        Ok(Self {
            child,
            address,
            until_ready,
            _scratch: scratch,
        })
    }

    /// The CPU time that the process has used, all threads and the kernel's work for them.
    pub fn cpu(&self) -> Result<Duration, Wrong> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the process, in brackets, may hold blanks; utime and stime are the 12th and 13th after it.
        let after = stat.rsplit(')').next().unwrap_or_default();
        let ticks = after.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
        let ticks = ticks.sum::<Result<u64, _>>()?;
        Ok(Duration::from_millis(ticks * 1_000 / TICKS))
    }

    /// The memory that the process holds, in KiB.
    pub fn memory(&self) -> Result<u64, Wrong> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.ok_or("no VmRSS")?.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone, if it ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads the log up to the line that says where the server listens.
fn address_in_log<R: BufRead>(mut log: R) -> Result<(SocketAddr, R), Wrong> {
    let mut said = String::new();
    loop {
        let mut line = String::new();
        if log.read_line(&mut line)? == 0 {
            return Err(format!("the server ended at its start: {said}").into());
        }
        let event: Value = serde_json::from_str(&line).unwrap_or_default();
        if let ("listening", Some(address)) = (event["message"].as_str().unwrap_or_default(), event["address"].as_str())
        {
            return Ok((address.parse()?, log));
        }
        said.push_str(&line);
    }
}

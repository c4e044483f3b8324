//! The load generator: real HTTP, SigV4 and the client's side of SRP against a server of its own making.
//!
//! `cargo run --release -p bench` starts the release binary on a fresh store, measures the primitives that a sign-in is
//! made of, then each scenario, and prints one JSON line for each. What counts are the ratios of one run on one
//! machine; `RESULTS.md` holds them and says how to read them.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "time is its subject, and it stands outside the server and its ports"
)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command that prints its results"
)]

mod client;
mod connection;
mod load;
mod primitives;
mod report;
mod scenario;
mod scene;
mod server;
mod sigv4;
mod srp;

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::Parser;

use crate::{load::Load, primitives::Primitives, scenario::Scenario, scene::Scene, server::Server};

/// What went wrong, in words.
type Wrong = Box<dyn std::error::Error + Send + Sync>;

/// Measures a Cognate server.
#[derive(Parser)]
struct Options {
    /// The server's binary
    #[arg(long, default_value = "target/release/cognate", value_name = "FILE")]
    server: PathBuf,

    /// A PostgreSQL instead of the embedded database
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,

    /// How many users the pool has before the first scenario
    #[arg(long, default_value_t = 1_000, value_name = "NUMBER")]
    users: u32,

    /// How many connections ask at the same time
    #[arg(long, default_value_t = 64, value_name = "NUMBER")]
    connections: u32,

    /// How long each scenario is measured
    #[arg(long, default_value_t = 5, value_name = "NUMBER")]
    seconds: u64,

    /// Only these scenarios, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    only: Vec<String>,

    /// A store that is kept: filled with users if it is new, used again if it is not
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("bench: no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<(), Wrong> {
    let scenarios = chosen(&options.only)?;
    let mut before = Primitives::measure()?;
    report::primitives(&before)?;

    let server = Server::start(
        &options.server,
        options.database_url.as_deref(),
        options.keep.as_deref(),
    )?;
    report::start(&server)?;
    let scene = Scene::prepare(&server, options.users, options.connections).await?;
    let load = Load {
        connections: options.connections,
        duration: Duration::from_secs(options.seconds),
    };
    for scenario in scenarios {
        let measured = load.run(scenario, &scene, &server).await?;
        let after = before.again()?;
        report::scenario(scenario, &measured, &before.mean(&after))?;
        before = after;
    }
    Ok(())
}

fn chosen(names: &[String]) -> Result<Vec<Scenario>, Wrong> {
    if names.is_empty() {
        return Ok(Scenario::ALL.to_vec());
    }
    let known = |name: &String| Scenario::ALL.into_iter().find(|scenario| scenario.name() == name);
    names
        .iter()
        .map(|name| known(name).ok_or_else(|| format!("there is no scenario {name:?}").into()))
        .collect()
}

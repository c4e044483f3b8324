//! The `cognate` binary: reads the settings, builds the house, opens the door.

mod access_key;
mod certificates;
mod cli;
mod log;
mod master_key;
mod messages;
mod run;
mod settings;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::FromArgMatches;
use cli::{Cli, Command};
use settings::{Mode, Wrong};

/// Sign-ins are many short-lived buffers; this allocator is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::from_arg_matches(&cli::command().get_matches()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    match obey(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            // Standard error may be closed; the exit code says it as well.
            let _ = writeln!(io::stderr(), "cognate: {wrong}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<(), Wrong> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Wrong::one(format!("the system gives no threads: {error}")))?;
    runtime.block_on(async {
        match command {
            Command::Dev(options) => run::run(Mode::Dev, options).await,
            Command::Serve(options) => run::run(Mode::Serve, options).await,
            Command::AccessKey(command) => access_key::obey(command).await,
        }
    })
}

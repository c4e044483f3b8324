//! `scratch_postgres COMMAND …`: runs the command with a throw-away PostgreSQL in `COGNATE_TEST_POSTGRES`.

use std::process::{Command, ExitCode};

use scratch_postgres::{Durability, Server};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(code) => code,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a command-line tool speaks to its user")]
            {
                eprintln!("{error}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut words = std::env::args_os().skip(1);
    let command = words.next().ok_or("usage: scratch_postgres COMMAND [ARGUMENT …]")?;
    let server = Server::start(Durability::None).await?;
    let status = Command::new(command)
        .args(words)
        .env("COGNATE_TEST_POSTGRES", server.url())
        .status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

//! The log: one line an event, on standard error.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt};

use crate::settings::{LogForm, Settings};

/// Starts the log of the process.
pub fn start(settings: &Settings) {
    // Built from checked text; an unreadable part of it is reported by the library and left out.
    let filter = EnvFilter::builder().parse_lossy(&settings.log_level);
    let log = fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr);
    match settings.log {
        LogForm::Human => log.with_target(false).init(),
        LogForm::Json => log
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .init(),
    }
}

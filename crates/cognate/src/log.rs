//! The log: one line an event, on standard error.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt};

use crate::settings::{LogForm, Settings};

/// Libraries that would write values of parameters, header fields or bytes of messages into the log. They say nothing
/// below a warning, whatever the settings ask for.
const DISCREET: [&str; 5] = ["tokio_postgres", "hyper", "hyper_util", "h2", "rustls"];

/// Starts the log of the process.
pub fn start(settings: &Settings) {
    let discreet = DISCREET
        .iter()
        .filter_map(|library| format!("{library}=warn").parse().ok());
    // The level is checked text; an unreadable part would be reported by the library and left out.
    let asked = EnvFilter::builder().parse_lossy(&settings.log_level);
    let filter = discreet.fold(asked, EnvFilter::add_directive);
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

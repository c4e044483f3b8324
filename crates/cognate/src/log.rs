//! The log: one line an event, on standard error.

use std::io::{self, IsTerminal};

use tracing::{Level, Metadata};
use tracing_subscriber::{
    EnvFilter, Layer, filter::FilterExt, filter::filter_fn, fmt, layer::SubscriberExt, util::SubscriberInitExt,
};

use crate::settings::{LogForm, Settings};

/// Our crates, which write no secret into the log. Libraries do, at their most talkative: parameters of statements, header
/// fields, bytes of messages. Nothing of theirs below a warning is written, whatever the settings ask for.
const OURS: [&str; 5] = ["cognate", "http_edge", "app", "store", "adapters"];

/// Starts the log of the process.
pub fn start(settings: &Settings) {
    // Checked when the settings were read; an unreadable part would be reported by the library and left out.
    let asked = EnvFilter::builder().parse_lossy(&settings.log_level);
    let lines = fmt::layer().with_writer(io::stderr);
    let lines = match settings.log {
        LogForm::Human => lines.with_ansi(io::stderr().is_terminal()).with_target(false).boxed(),
        LogForm::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .boxed(),
    };
    let discreet = filter_fn(is_discreet);
    tracing_subscriber::registry()
        .with(lines.with_filter(asked.and(discreet)))
        .init();
}

fn is_discreet(line: &Metadata<'_>) -> bool {
    let speaker = line.target().split("::").next().unwrap_or_default();
    *line.level() <= Level::WARN || OURS.contains(&speaker)
}

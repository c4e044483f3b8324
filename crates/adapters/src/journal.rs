//! The logs of pools, among the lines of this server's own log.

use domain::ports::Journal;
use serde_json::Value;

/// Writes each record as one line with the target `cognate::delivery`, for whoever collects the lines to send it on to what
/// stands for the destination.
pub struct LogLines;

impl Journal for LogLines {
    fn record(&self, destination: &str, record: &Value) {
        tracing::info!(target: "cognate::delivery", destination, %record, "log delivery");
    }
}

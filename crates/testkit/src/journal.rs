//! The logs of pools, kept for the test.

use std::sync::Mutex;

use domain::ports::Journal;
use serde_json::Value;

/// Every record with its destination.
#[derive(Default)]
pub struct Records(Mutex<Vec<(String, Value)>>);

impl Records {
    /// All of them, oldest first.
    pub fn read(&self) -> Vec<(String, Value)> {
        self.0.lock().expect("no test panics with the records in hand").clone()
    }
}

impl Journal for Records {
    fn record(&self, destination: &str, record: &Value) {
        let mut records = self.0.lock().expect("no test panics with the records in hand");
        records.push((destination.to_owned(), record.clone()));
    }
}

//! Documents on the Internet, put there by the test.

use std::{collections::BTreeMap, future, sync::Mutex};

use domain::ports::{Boxed, Egress, EgressFailed, Fetched};

/// Documents by their addresses. Where nothing was put, nobody answers.
#[derive(Default)]
pub struct Sites(Mutex<BTreeMap<String, Fetched>>);

impl Sites {
    /// Puts a document at an address, or another one.
    pub fn put(&self, url: &str, document: impl Into<Vec<u8>>) {
        self.answer(url, 200, document);
    }

    /// Lets an address answer with this status.
    pub fn answer(&self, url: &str, status: u16, body: impl Into<Vec<u8>>) {
        let body = body.into();
        let mut sites = self.0.lock().expect("no test panics with the lock");
        sites.insert(url.to_owned(), Fetched { status, body });
    }
}

impl Egress for Sites {
    fn get(&self, url: &str) -> Boxed<'_, Result<Fetched, EgressFailed>> {
        let sites = self.0.lock().expect("no test panics with the lock");
        let found = sites.get(url).cloned().ok_or(EgressFailed::Unreachable);
        Box::pin(future::ready(found))
    }
}

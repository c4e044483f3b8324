//! Servers on the Internet, put there by the test.

use std::{
    collections::BTreeMap,
    future,
    sync::{Arc, Mutex},
};

use domain::ports::{Boxed, Egress, EgressFailed, Fetched, Outgoing};

type Site = Arc<dyn Fn(&Outgoing) -> Result<Fetched, EgressFailed> + Send + Sync>;

/// Servers by their addresses, without queries. Where nothing was put, nobody answers. Every request is kept.
#[derive(Default)]
pub struct Sites {
    sites: Mutex<BTreeMap<String, Site>>,
    requests: Mutex<Vec<Outgoing>>,
}

impl Sites {
    /// Puts a document at an address, or another one.
    pub fn put(&self, url: &str, document: impl Into<Vec<u8>>) {
        self.answer(url, 200, document);
    }

    /// Lets an address answer with this status.
    pub fn answer(&self, url: &str, status: u16, body: impl Into<Vec<u8>>) {
        let body = body.into();
        let fetched = Fetched { status, body };
        self.serve(url, move |_| Ok(fetched.clone()));
    }

    /// Lets somebody answer at an address.
    pub fn serve(&self, url: &str, site: impl Fn(&Outgoing) -> Result<Fetched, EgressFailed> + Send + Sync + 'static) {
        let mut sites = self.sites.lock().expect("no test panics with the lock");
        sites.insert(url.to_owned(), Arc::new(site));
    }

    /// The requests since this was last asked, oldest first.
    pub fn take_requests(&self) -> Vec<Outgoing> {
        std::mem::take(&mut *self.requests.lock().expect("no test panics with the lock"))
    }
}

impl Egress for Sites {
    fn send(&self, request: Outgoing) -> Boxed<'_, Result<Fetched, EgressFailed>> {
        let sites = self.sites.lock().expect("no test panics with the lock");
        let bare = request.url.split('?').next().unwrap_or_default();
        let site = sites.get(&request.url).or_else(|| sites.get(bare)).cloned();
        drop(sites);
        let answer = site.map_or(Err(EgressFailed::Unreachable), |site| site(&request));
        let mut requests = self.requests.lock().expect("no test panics with the lock");
        requests.push(request);
        Box::pin(future::ready(answer))
    }
}

//! Connections: which host, how many, for how long.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use deadpool_postgres::{Connect, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, Error};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    super::Broken,
    tls,
    url::{Target, TlsPolicy},
};

/// How long one host may take until it is ready for statements, when the URL does not say `connect_timeout=`. A frozen host
/// accepts connections and never answers, so this covers the greeting too.
const HELLO: Duration = Duration::from_secs(2);

/// How long a request waits for a connection that others hold.
const WAIT: Duration = Duration::from_secs(2);

/// A pool of connections to whichever of the hosts takes writes.
pub(super) fn pool(target: &Target) -> Result<Pool, Broken> {
    if target.tls == TlsPolicy::Opportunistic {
        tracing::debug!("the database's certificate is not verified; sslmode=verify-full verifies it");
    }
    let hosts = Hosts {
        hosts: target.hosts.clone().into(),
        last_good: Arc::new(AtomicUsize::new(0)),
        tls: tls::connector(&target.tls)?,
    };
    let manager_config = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    // The manager's own configuration is not used: `Hosts` knows better.
    let manager = Manager::from_connect(Config::new(), hosts, manager_config);
    Pool::builder(manager)
        .max_size(target.pool_size)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts {
            wait: Some(WAIT),
            create: None,
            recycle: Some(Duration::from_secs(1)),
        })
        .build()
        .map_err(|error| Broken::new("opening the database", error.to_string()))
}

/// Tries the hosts in turn, beginning with the one that was good last.
struct Hosts {
    hosts: Arc<[Config]>,
    last_good: Arc<AtomicUsize>,
    tls: MakeRustlsConnect,
}

type Connecting<'a> = Pin<Box<dyn Future<Output = Result<(Client, JoinHandle<()>), Error>> + Send + 'a>>;

impl Connect for Hosts {
    fn connect(&self, _: &Config) -> Connecting<'_> {
        Box::pin(async move {
            let first = self.last_good.load(Ordering::Relaxed);
            let mut failure = Error::__private_api_timeout();
            for at in (0..self.hosts.len()).map(|step| (first + step) % self.hosts.len()) {
                let Some(host) = self.hosts.get(at) else { continue };
                let patience = host.get_connect_timeout().copied().unwrap_or(HELLO);
                match tokio::time::timeout(patience, host.connect(self.tls.clone())).await {
                    Ok(Ok((client, connection))) => {
                        self.last_good.store(at, Ordering::Relaxed);
                        let task = tokio::spawn(async move {
                            if let Err(error) = connection.await {
                                tracing::warn!(error = %super::trouble::cause(&error), "a connection to the database ended");
                            }
                        });
                        return Ok((client, task));
                    }
                    Ok(Err(error)) => failure = error,
                    Err(_) => {}
                }
            }
            Err(failure)
        })
    }
}

//! Certificates that are renewed while the server runs.

use std::{sync::Arc, time::Duration};

use http_edge::Certificates;
use tokio::{
    signal::unix::{SignalKind, signal},
    time::interval,
};

/// How often files are looked at.
const LOOKING: Duration = Duration::from_secs(30);

/// Reads the files anew when one has changed, or at SIGHUP. Connections that are open keep what they have; one that cannot be
/// read changes nothing.
pub async fn keep_fresh(certificates: Arc<Certificates>) {
    let mut turns = interval(LOOKING);
    let Ok(mut asked) = signal(SignalKind::hangup()) else {
        tracing::warn!("SIGHUP cannot be listened to; certificates are read when their files change");
        loop {
            turns.tick().await;
            look(&certificates);
        }
    };
    loop {
        tokio::select! {
            _ = asked.recv() => reload(&certificates),
            _ = turns.tick() => look(&certificates),
        }
    }
}

fn look(certificates: &Certificates) {
    if certificates.have_changed() {
        reload(certificates);
    }
}

fn reload(certificates: &Certificates) {
    match certificates.reload() {
        Ok(()) => tracing::info!("read the certificates anew"),
        Err(error) => tracing::error!(%error, "the certificates cannot be read; the old ones stay in use"),
    }
}

//! Many connections that each repeat a scenario for a while.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::{JoinSet, LocalSet};

use crate::{
    Wrong,
    scenario::{Scenario, Worker},
    scene::Scene,
    server::Server,
};

/// The part of a scenario's time that passes before anything is counted.
const WARMING: f64 = 0.2;

/// How hard the server is asked.
pub struct Load {
    /// Connections, each with one request on its way at a time.
    pub connections: u32,
    /// How long it is measured.
    pub duration: Duration,
}

/// What came of it.
pub struct Measured {
    /// Operations that were answered as they should be.
    pub operations: u64,
    /// Operations that were not.
    pub errors: u64,
    /// The first error, in words.
    pub first_error: Option<String>,
    /// How long was counted.
    pub elapsed: Duration,
    /// The time of each operation as its client saw it, shortest first.
    pub latencies: Vec<Duration>,
    /// The CPU time that the server used meanwhile.
    pub cpu: Duration,
    /// The memory that the server held at the end, in KiB.
    pub memory: u64,
}

impl Measured {
    /// The time within which this part of the operations was answered.
    pub fn percentile(&self, part: f64) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index below the length"
        )]
        let at = (last as f64 * part) as usize;
        self.latencies.get(at).copied().unwrap_or_default()
    }
}

/// What one connection saw.
#[derive(Default)]
struct Seen {
    latencies: Vec<Duration>,
    errors: u64,
    first_error: Option<String>,
}

impl Load {
    /// Runs one scenario.
    pub async fn run(&self, scenario: Scenario, scene: &Arc<Scene>, server: &Server) -> Result<Measured, Wrong> {
        let mut workers = Vec::new();
        for number in 0..self.connections {
            workers.push(Worker::new(server.address, Arc::clone(scene), number).await?);
        }
        for worker in &mut workers {
            worker.get_ready(scenario).await?;
        }
        LocalSet::new().run_until(self.measure(scenario, workers, server)).await
    }

    async fn measure(&self, scenario: Scenario, workers: Vec<Worker>, server: &Server) -> Result<Measured, Wrong> {
        let from = Instant::now() + self.duration.mul_f64(WARMING);
        let until = from + self.duration;
        let mut running = JoinSet::new();
        for worker in workers {
            running.spawn_local(repeat(scenario, worker, from, until));
        }
        tokio::time::sleep_until(from.into()).await;
        let before = server.cpu()?;
        let mut all = Seen::default();
        while let Some(seen) = running.join_next().await {
            let seen = seen?;
            all.latencies.extend(seen.latencies);
            all.errors += seen.errors;
            all.first_error = all.first_error.or(seen.first_error);
        }
        let elapsed = from.elapsed();
        let cpu = server.cpu()?.saturating_sub(before);
        all.latencies.sort_unstable();
        Ok(Measured {
            operations: u64::try_from(all.latencies.len())?,
            errors: all.errors,
            first_error: all.first_error,
            elapsed,
            latencies: all.latencies,
            cpu,
            memory: server.memory()?,
        })
    }
}

async fn repeat(scenario: Scenario, mut worker: Worker, from: Instant, until: Instant) -> Seen {
    let mut seen = Seen::default();
    loop {
        let before = Instant::now();
        if before >= until {
            return seen;
        }
        let done = worker.once(scenario).await;
        match done {
            Ok(()) if before >= from => seen.latencies.push(before.elapsed()),
            Ok(()) => (),
            Err(error) => {
                seen.errors += 1;
                seen.first_error.get_or_insert_with(|| error.to_string());
            }
        }
    }
}

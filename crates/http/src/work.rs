//! The work of a request: finished whoever goes away, and no harm to its neighbours when it panics.

use std::time::Duration;

use app::crew::Crew;
use tokio::time::timeout;

/// Why there is no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfinished {
    /// It panicked. The panic hook has logged where.
    Panicked,
    /// It took too long, and goes on.
    Late,
}

/// Waits for the outcome of work, no longer than `patience`. Once begun the work is finished, also when the client hangs up and
/// nobody waits here any more: it is a task of its own, of the crew or of the threads that serve the sockets.
pub(crate) async fn done<T: Send + 'static>(
    crew: Option<&Crew>,
    patience: Duration,
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, Unfinished> {
    let task = match crew {
        Some(crew) => crew.runs(work),
        None => tokio::spawn(work),
    };
    match timeout(patience, task).await {
        Ok(Ok(outcome)) => Ok(outcome),
        Ok(Err(_)) => Err(Unfinished::Panicked),
        Err(_) => Err(Unfinished::Late),
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn the_outcome_comes_back() {
        let (ask, asked) = oneshot::channel();
        tokio::spawn(async { ask.send(7) });
        assert_eq!(done(None, LONG, async { asked.await.unwrap() }).await, Ok(7));
    }

    #[tokio::test]
    async fn a_panic_is_an_outcome() {
        let panics = async {
            tokio::task::yield_now().await;
            assert_eq!(1, 2, "on purpose");
        };
        assert_eq!(done(None, LONG, panics).await, Err(Unfinished::Panicked));
    }

    #[tokio::test]
    async fn work_goes_on_when_nobody_waits() {
        let (go, gone) = oneshot::channel::<()>();
        let (end, ended) = oneshot::channel();
        let work = async move {
            gone.await.unwrap();
            end.send("done").unwrap();
        };
        assert_eq!(done(None, Duration::ZERO, work).await, Err(Unfinished::Late));
        go.send(()).unwrap();
        assert_eq!(ended.await.unwrap(), "done");
    }
}

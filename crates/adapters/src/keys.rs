//! A stock of RSA key pairs, so that CreateUserPool does not wait for prime numbers.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    time::Duration,
};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use domain::ports::{Boxed, Keys, PortFailed};
use tokio::sync::{Mutex, mpsc};

/// Key pairs kept ready: two pools' worth. More come as these are taken.
const STOCK: usize = 4;

/// How long the first requests after a start have the processor for themselves, unless a pair is wanted sooner.
const SETTLING: Duration = Duration::from_secs(1);

type Pair = Result<Vec<u8>, PortFailed>;

/// Key pairs made ahead by a thread of its own (about 100 ms each); whoever finds the stock empty waits for the next.
pub struct KeyStock {
    stock: Mutex<mpsc::Receiver<Pair>>,
    wanted: SyncSender<()>,
}

impl KeyStock {
    /// Starts the thread that makes the pairs. It ends with the stock.
    ///
    /// # Errors
    ///
    /// The operating system gives no thread.
    pub fn start() -> std::io::Result<Self> {
        let (made, stock) = mpsc::channel(STOCK);
        let (wanted, first) = sync_channel(1);
        let work = move || fill(&first, &made);
        std::thread::Builder::new().name("key-stock".into()).spawn(work)?;
        Ok(Self {
            stock: Mutex::new(stock),
            wanted,
        })
    }
}

/// Makes pairs until nobody can take one any more.
fn fill(first: &Receiver<()>, made: &mpsc::Sender<Pair>) {
    if let Err(RecvTimeoutError::Disconnected) = first.recv_timeout(SETTLING) {
        return;
    }
    while made.blocking_send(make()).is_ok() {}
}

impl Keys for KeyStock {
    fn rsa_2048(&self) -> Boxed<'_, Pair> {
        Box::pin(async {
            // Fails when somebody has said so already, or the thread has ended, which the stock will tell.
            let _ = self.wanted.try_send(());
            let next = self.stock.lock().await.recv().await;
            next.unwrap_or_else(|| Err(failed("the thread that makes them has ended")))
        })
    }
}

fn make() -> Pair {
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| failed("aws-lc refused"))?;
    let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).map_err(|_| failed("the pair has no PKCS #8 form"))?;
    Ok(der.as_ref().to_vec())
}

fn failed(why: &str) -> PortFailed {
    PortFailed {
        doing: format!("making an RSA key pair: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_pair_is_fresh_and_readable() {
        let stock = KeyStock::start().unwrap();
        let one = stock.rsa_2048().await.unwrap();
        let two = stock.rsa_2048().await.unwrap();
        assert_ne!(one, two);
        assert_eq!(KeyPair::from_pkcs8(&one).unwrap().public_modulus_len(), 256);
    }
}

//! The accept loop: sockets in, requests to the router, and a stop that finishes what was accepted.

use std::{
    future::Future,
    io,
    net::IpAddr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body};
use hyper::{Request, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};
use tower::ServiceExt;

use crate::limits::{self, Limits};

/// The address of the client, in the extensions of each request that came through a socket.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

/// In the extensions of each request that came over TLS, here or as a trusted proxy says.
#[derive(Clone, Copy, Debug)]
pub struct Secure;

/// How long to wait when the system is out of sockets or memory, before accepting again.
const BREATH: Duration = Duration::from_millis(50);

/// How long to look for connections that the kernel completed before the stop.
const LAST_CALL: Duration = Duration::from_millis(10);

/// How long a connection that was accepted only while stopping has for its first byte.
const LAST_WORD: Duration = Duration::from_millis(250);

/// Serves `router` on `listener` until `stop` is done, then finishes the requests that were accepted.
///
/// Connections still open after [`Limits::farewell`] are cut.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let stopping = watch::Sender::new(false);
    let door = Arc::new(Semaphore::new(limits.connections));
    let host = Host {
        builder: Arc::new(builder(&limits)),
        router,
        head: limits.head,
    };
    let mut stop = pin!(stop);
    loop {
        let place = tokio::select! {
            biased;
            () = &mut stop => break,
            Ok(place) = Arc::clone(&door).acquire_owned() => place,
        };
        tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = listener.accept() => host.welcome(accepted.map(|(socket, _)| socket), place, &stopping).await,
        }
    }
    stopping.send_replace(true);
    // The kernel has completed these connections; a client may already have written its request to one.
    while let Ok(place) = Arc::clone(&door).try_acquire_owned() {
        let Ok(accepted) = timeout(LAST_CALL, listener.accept()).await else {
            break;
        };
        host.welcome(accepted.map(|(socket, _)| socket), place, &stopping).await;
    }
    drop(listener);
    if timeout(limits.farewell, stopping.closed()).await.is_err() {
        tracing::warn!(
            connections = stopping.receiver_count(),
            "cut connections that did not finish in time"
        );
    }
}

/// What every connection shares.
struct Host {
    builder: Arc<auto::Builder<TokioExecutor>>,
    router: Router,
    head: Duration,
}

impl Host {
    async fn welcome(&self, accepted: io::Result<TcpStream>, place: OwnedSemaphorePermit, stop: &watch::Sender<bool>) {
        let socket = match accepted {
            Ok(socket) => socket,
            Err(error) => {
                // The peer left before it was accepted, or the process is out of file descriptors.
                tracing::debug!(%error, "could not accept a connection");
                return sleep(BREATH).await;
            }
        };
        let connection = Connection {
            builder: Arc::clone(&self.builder),
            router: self.router.clone(),
            head: self.head,
            stop: stop.subscribe(),
        };
        tokio::spawn(async move {
            connection.run(socket).await;
            drop(place);
        });
    }
}

struct Connection {
    builder: Arc<auto::Builder<TokioExecutor>>,
    router: Router,
    head: Duration,
    stop: watch::Receiver<bool>,
}

impl Connection {
    async fn run(mut self, socket: TcpStream) {
        // An answer is one small write; waiting for more to send with it only delays it.
        let _ = socket.set_nodelay(true);
        let ip = socket.peer_addr().map(|address| ClientIp(address.ip())).ok();
        let patience = if *self.stop.borrow() { LAST_WORD } else { self.head };
        // Until the first byte hyper has no clock running for this connection.
        if !matches!(timeout(patience, socket.readable()).await, Ok(Ok(()))) {
            return;
        }
        let spoke = AtomicBool::new(false);
        let service = service_fn(|mut request: Request<Incoming>| {
            spoke.store(true, Ordering::Relaxed);
            request.extensions_mut().extend(ip.map(extension).unwrap_or_default());
            self.router.clone().oneshot(request.map(Body::new))
        });
        let mut talk = pin!(self.builder.serve_connection(TokioIo::new(socket), service));
        let mut silence = pin!(sleep(self.head));
        let mut watching = true;
        loop {
            tokio::select! {
                // The connection first: what the client has already sent counts as accepted.
                biased;
                _ = talk.as_mut() => return,
                _ = self.stop.wait_for(|stop| *stop) => break,
                // One byte of an HTTP/2 preface also stops hyper's clock for the head.
                () = silence.as_mut(), if watching => match spoke.load(Ordering::Relaxed) {
                    true => watching = false,
                    false => return,
                },
            }
        }
        talk.as_mut().graceful_shutdown();
        // An error here is the client's: it went away, or broke the protocol.
        let _ = talk.await;
    }
}

fn extension(ip: ClientIp) -> axum::http::Extensions {
    let mut extensions = axum::http::Extensions::new();
    extensions.insert(ip);
    extensions
}

fn builder(limits: &Limits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(limits::HEADERS)
        .max_buf_size(limits::HEAD_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits::STREAMS)
        .max_pending_accept_reset_streams(limits::RESET_STREAMS)
        .max_header_list_size(u32::try_from(limits::HEAD_BYTES).unwrap_or(u32::MAX))
        .keep_alive_interval(limits::PING)
        .keep_alive_timeout(limits::PING);
    builder
}

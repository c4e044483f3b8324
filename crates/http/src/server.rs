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

use axum::{Router, body::Body, http::Extensions};
use hyper::{Request, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
};
use rustls::ServerConfig;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::{
    limits::{self, Limits},
    proxies::{Proxies, Seen},
};

/// The address of the client, in the extensions of each request that came through a socket.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

/// In the extensions of each request that came over TLS, here or as a trusted proxy says.
#[derive(Clone, Copy, Debug)]
pub struct Secure;

/// The host that a client called, where a trusted proxy says so, in the extensions of a request.
#[derive(Clone, Debug)]
pub(crate) struct CalledHost(pub(crate) String);

/// How long to wait when the system is out of sockets or memory, before accepting again.
const BREATH: Duration = Duration::from_millis(50);

/// How long to look for connections that the kernel completed before the stop.
const LAST_CALL: Duration = Duration::from_millis(10);

/// How long a connection that was accepted only while stopping has for its first byte.
const LAST_WORD: Duration = Duration::from_millis(250);

/// What is served, and how.
pub struct Site {
    /// All URLs.
    pub router: Router,
    /// What a client may cost.
    pub limits: Limits,
    /// The certificates; without any the server speaks in the clear.
    pub tls: Option<Arc<ServerConfig>>,
    /// The proxies before it.
    pub proxies: Proxies,
}

/// Serves a site on `listener` until `stop` is done, then finishes the requests that were accepted.
///
/// Connections still open after [`Limits::farewell`] are cut.
pub async fn serve(listener: TcpListener, site: Site, stop: impl Future<Output = ()>) {
    let limits = site.limits;
    let stopping = watch::Sender::new(false);
    let door = Arc::new(Semaphore::new(limits.connections));
    let host = Host {
        builder: Arc::new(builder(&limits)),
        router: site.router,
        tls: site.tls.map(TlsAcceptor::from),
        proxies: Arc::new(site.proxies),
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
    tls: Option<TlsAcceptor>,
    proxies: Arc<Proxies>,
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
            tls: self.tls.clone(),
            proxies: Arc::clone(&self.proxies),
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
    tls: Option<TlsAcceptor>,
    proxies: Arc<Proxies>,
    head: Duration,
    stop: watch::Receiver<bool>,
}

impl Connection {
    async fn run(mut self, socket: TcpStream) {
        // An answer is one small write; waiting for more to send with it only delays it.
        let _ = socket.set_nodelay(true);
        let peer = socket.peer_addr().map(|address| address.ip()).ok();
        let patience = if *self.stop.borrow() { LAST_WORD } else { self.head };
        // Until the first byte hyper has no clock running for this connection.
        if !matches!(timeout(patience, socket.readable()).await, Ok(Ok(()))) {
            return;
        }
        match self.tls.take() {
            None => self.talk(socket, peer, None).await,
            // An error here is the client's: it does not speak TLS, or not ours.
            Some(acceptor) => {
                if let Ok(Ok(stream)) = timeout(patience, acceptor.accept(socket)).await {
                    self.talk(stream, peer, Some(Secure)).await;
                }
            }
        }
    }

    async fn talk<S>(mut self, socket: S, peer: Option<IpAddr>, secure: Option<Secure>)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let spoke = AtomicBool::new(false);
        let proxies = Arc::clone(&self.proxies);
        let service = service_fn(|mut request: Request<Incoming>| {
            spoke.store(true, Ordering::Relaxed);
            if let Some(peer) = peer {
                let seen = proxies.see(peer, request.headers());
                mark(request.extensions_mut(), seen, secure);
            }
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

/// Notes on a request what is known of its client.
fn mark(extensions: &mut Extensions, seen: Seen, secure: Option<Secure>) {
    extensions.insert(ClientIp(seen.ip));
    if seen.is_secure.unwrap_or(secure.is_some()) {
        extensions.insert(Secure);
    }
    if let Some(host) = seen.host {
        extensions.insert(CalledHost(host));
    }
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

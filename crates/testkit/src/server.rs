//! The server in the process of the test.

use std::{future, net::SocketAddr, sync::Arc};

use app::{
    crew::Crew,
    cx::{House, IssuerStyle, Settings, SignaturePolicy},
    ephemerals::Ephemerals,
    errands::{self, Bell},
    flow::post::PostOffice,
    keyring::Keyring,
    rates::Gate,
    signature::AccessKeys,
    trace::Trace,
};
use axum::{
    Router,
    body::Body,
    http::{HeaderName, HeaderValue, Method, Request},
};
use domain::{
    ids::Region,
    ports::{Boxed, Clock, Inbox, Keys, Leaks, Message, PortFailed},
    rates::RatePlan,
};
use http_body_util::BodyExt;
use http_edge::{Certificates, Limits, Proxies, Site};
use serde_json::Value;
use store::{Address, MasterKey, MasterKeys, Store};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower::ServiceExt;
use wire::Operation;

use crate::{
    CallBuilder, FixtureKeys, Functions, ManualClock, Mishaps, PlainCodes, Recorder, Records, Reply, SeededEntropy,
    Signer, Sites, coverage, model,
};

/// The access key that every test server knows.
pub const ACCESS_KEY: &str = "AKIAIOSFODNN7EXAMPLE";

/// Its secret.
pub const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// What the server remembers things with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// SQLite in a temporary directory.
    #[default]
    Sqlite,
    /// PostgreSQL: a database of its own on the test run's throw-away server.
    Postgres,
}

/// A server before it starts.
#[must_use]
pub struct ServerBuilder {
    engine: Engine,
    seed: u64,
    settings: Settings,
    access_keys: Vec<(String, String)>,
    limits: Limits,
    keys: Arc<dyn Keys>,
    has_inbox: bool,
    crew: Crew,
    leaks: Option<Arc<dyn Leaks>>,
}

impl Default for ServerBuilder {
    fn default() -> Self {
        Self {
            engine: Engine::Sqlite,
            seed: 1,
            leaks: None,
            settings: Settings {
                domain_suffix: None,
                public_url: "http://cognate.test".into(),
                issuer: IssuerStyle::PublicUrl,
                default_region: Region::new("us-east-1"),
                only_region: None,
                account: "123456789012".into(),
                signatures: SignaturePolicy::KnownKeys,
                rates: RatePlan::Unlimited,
            },
            access_keys: vec![(ACCESS_KEY.into(), SECRET_KEY.into())],
            limits: Limits::default(),
            keys: Arc::new(FixtureKeys::default()),
            has_inbox: true,
            crew: Crew::start().expect("threads"),
        }
    }
}

impl ServerBuilder {
    /// Uses this engine.
    pub fn engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// Draws its randomness from this seed.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Changes the settings.
    pub fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// Knows these access keys (id and secret) and no others.
    pub fn access_keys(mut self, keys: &[(&str, &str)]) -> Self {
        self.access_keys = keys
            .iter()
            .map(|(id, secret)| ((*id).into(), (*secret).into()))
            .collect();
        self
    }

    /// Takes its key pairs from here.
    pub fn keys(mut self, keys: Arc<dyn Keys>) -> Self {
        self.keys = keys;
        self
    }

    /// Changes the limits.
    pub fn limits(mut self, change: impl FnOnce(&mut Limits)) -> Self {
        change(&mut self.limits);
        self
    }

    /// Has its heavy work done by this crew.
    pub fn crew(mut self, crew: Crew) -> Self {
        self.crew = crew;
        self
    }

    /// Knows these passwords as leaked ones.
    pub fn leaked(mut self, passwords: &'static [&'static str]) -> Self {
        self.leaks = Some(Arc::new(Leaked(passwords)));
        self
    }

    /// Has no inbox and shows its trace to holders of an access key only, as in production.
    pub fn without_inbox(mut self) -> Self {
        self.has_inbox = false;
        self
    }

    /// Starts the server on an empty store.
    pub async fn start(self) -> Server {
        let place = Arc::new(Place::new(self.engine).await);
        let mishaps = Arc::<Mishaps>::default();
        let world = World {
            clock: Arc::default(),
            recorder: Arc::new(Recorder::new(Arc::clone(&mishaps))),
            functions: Arc::new(Functions::new(Arc::clone(&mishaps))),
            sites: Arc::default(),
            journal: Arc::default(),
            mishaps,
            place,
        };
        Server::open(self, world).await
    }
}

/// Leaked passwords in the clear.
struct Leaked(&'static [&'static str]);

impl Leaks for Leaked {
    fn has(&self, password: &str) -> Boxed<'_, Result<bool, PortFailed>> {
        let found = self.0.contains(&password);
        Box::pin(async move { Ok(found) })
    }
}

/// Where a store is, until the last server on it is gone.
struct Place {
    address: Address,
    _directory: Option<TempDir>,
}

impl Place {
    async fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let directory = tempfile::tempdir().expect("a temporary directory");
                Self {
                    address: Address::Sqlite(directory.path().join("cognate.db")),
                    _directory: Some(directory),
                }
            }
            Engine::Postgres => {
                let url = scratch_postgres::fresh_database()
                    .await
                    .unwrap_or_else(|error| panic!("{error}"));
                Self {
                    // The machine may be busy, so nothing is given up soon.
                    address: Address::Postgres(format!("{url}&answer_timeout=60")),
                    _directory: None,
                }
            }
        }
    }
}

/// What the nodes of one test share.
#[derive(Clone)]
struct World {
    clock: Arc<ManualClock>,
    recorder: Arc<Recorder>,
    functions: Arc<Functions>,
    sites: Arc<Sites>,
    journal: Arc<Records>,
    mishaps: Arc<Mishaps>,
    place: Arc<Place>,
}

/// A whole server in the process of the test; it answers without a socket.
pub struct Server {
    house: Arc<House>,
    router: Router,
    limits: Limits,
    seed: u64,
    world: World,
}

impl Server {
    /// A server as most tests want it: SQLite, strict about signatures, one known access key.
    pub async fn start() -> Self {
        Self::build().start().await
    }

    /// A server to be described.
    pub fn build() -> ServerBuilder {
        ServerBuilder::default()
    }

    async fn open(builder: ServerBuilder, world: World) -> Self {
        let keys = MasterKeys::new(MasterKey::new([7; 32]));
        let store = Store::open(&world.place.address, keys).await.expect("the store opens");
        let store = store
            .watched(world.mishaps.clone())
            .beside(builder.crew.backlog().clone());
        let entropy = Arc::new(SeededEntropy::new(builder.seed));
        let house = Arc::new(House {
            store,
            clock: world.clock.clone(),
            entropy: entropy.clone(),
            keys: builder.keys,
            messenger: world.recorder.clone(),
            post: PostOffice::default(),
            code_sealer: Arc::new(PlainCodes),
            triggers: world.functions.clone(),
            egress: world.sites.clone(),
            access_keys: AccessKeys::new(builder.access_keys),
            settings: builder.settings,
            keyring: Keyring::default(),
            crew: builder.crew,
            // Stays empty, so that what is drawn depends on nothing but the requests.
            ephemerals: Ephemerals::none(entropy),
            rates: Gate::default(),
            bell: Bell::default(),
            trace: Trace::default(),
            journal: world.journal.clone(),
            leaks: builder.leaks,
        });
        let inbox: Option<Arc<dyn Inbox>> = match builder.has_inbox {
            true => Some(world.recorder.clone()),
            false => None,
        };
        let router = http_edge::router(&house, inbox, &builder.limits);
        Self {
            house,
            router,
            limits: builder.limits,
            seed: builder.seed,
            world,
        }
    }

    /// Another node on the same store, with the same clock and messenger and the same settings.
    pub async fn second_node(&self) -> Self {
        let builder = ServerBuilder {
            settings: self.house.settings.clone(),
            limits: self.limits.clone(),
            seed: self.seed + 1,
            ..ServerBuilder::default()
        };
        Self::open(builder, self.world.clone()).await
    }

    /// Calls an operation with this JSON, signed when the model says so.
    pub async fn call(&self, operation: &str, body: Value) -> Reply {
        self.request(operation).json(&body).send().await
    }

    /// A call to an operation, to be described.
    pub fn request(&self, operation: &str) -> CallBuilder<'_> {
        CallBuilder::new(self, operation)
    }

    /// `GET`s a path.
    pub async fn get(&self, path: &str) -> Reply {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = path.parse().expect("a path");
        self.send(request).await
    }

    /// `GET`s a path, signed with the test's access key.
    pub async fn get_signed(&self, path: &str) -> Reply {
        let fields = vec![("host".to_owned(), "cognate.test".to_owned())];
        let signer = Signer::new(ACCESS_KEY, SECRET_KEY, self.world.clock.now());
        let signature = signer.sign_for(("GET", path), &fields, &[]);
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = path.parse().expect("a path");
        for (name, value) in fields.into_iter().chain(signature) {
            let name = HeaderName::try_from(name).expect("a header name");
            let value = HeaderValue::try_from(value).expect("a header value");
            request.headers_mut().append(name, value);
        }
        self.send(request).await
    }

    /// `PUT`s these bytes to a URL of this server.
    pub async fn put(&self, url: &str, bytes: impl Into<Body>) -> Reply {
        let path = url.strip_prefix(&self.house.settings.public_url).unwrap_or(url);
        let mut request = Request::new(bytes.into());
        *request.method_mut() = Method::PUT;
        *request.uri_mut() = path.parse().expect("a path");
        self.send(request).await
    }

    /// Sends any request. A success of an operation must have the shape that the model gives it.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let operation = operation(&request);
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body in memory").to_bytes().to_vec();
        let reply = Reply {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
            bytes,
        };
        if let Some(operation) = operation {
            coverage::note(operation, &reply);
            if reply.status == 200 {
                model::hold(operation, &reply);
            }
        }
        reply
    }

    /// Answers on a socket as well, until the test ends.
    pub async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let serving = http_edge::serve(listener, self.site(None), future::pending());
        tokio::spawn(serving);
        address
    }

    /// Does the background work that is due, here and now.
    pub async fn do_errands(&self) {
        errands::do_all(&self.house).await;
    }

    /// Answers on a socket by TLS, until the test ends.
    pub async fn listen_with(&self, certificates: &Arc<Certificates>) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let tls = certificates.config().expect("TLS");
        tokio::spawn(http_edge::serve(listener, self.site(Some(tls)), future::pending()));
        address
    }

    fn site(&self, tls: Option<Arc<rustls::ServerConfig>>) -> Site {
        Site {
            router: self.router.clone(),
            limits: self.limits.clone(),
            tls,
            proxies: Proxies::read("127.0.0.9").expect("an address"),
        }
    }

    /// The clock, to be moved.
    pub fn clock(&self) -> &ManualClock {
        &self.world.clock
    }

    /// The messenger, to be told to refuse.
    pub fn messenger(&self) -> &Recorder {
        &self.world.recorder
    }

    /// The documents on the Internet.
    pub fn sites(&self) -> &Sites {
        &self.world.sites
    }

    /// The functions of pools, to be written.
    pub fn functions(&self) -> &Functions {
        &self.world.functions
    }

    /// What goes wrong in the world outside.
    pub fn mishaps(&self) -> &Mishaps {
        &self.world.mishaps
    }

    /// Every message so far, newest first.
    pub fn messages(&self) -> Vec<Message> {
        self.world.recorder.read().1
    }

    /// The newest message.
    ///
    /// # Panics
    ///
    /// There is none.
    pub fn last_message(&self) -> Message {
        self.messages().into_iter().next().expect("a message")
    }

    /// What went to the logs of pools: destination and record, oldest first.
    pub fn records(&self) -> Vec<(String, Value)> {
        self.world.journal.read()
    }

    /// The server without its sockets.
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }
}

/// The operation that a request to the API asks for.
fn operation(request: &Request<Body>) -> Option<Operation> {
    let target = request.headers().get("x-amz-target")?.to_str().ok()?;
    let posts = request.method() == Method::POST;
    Operation::parse(target.split_once('.')?.1).filter(|_| posts)
}

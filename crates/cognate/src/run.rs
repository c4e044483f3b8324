//! From settings to a server that answers, and back down.

use std::{
    env,
    io::{self, Write},
    mem,
    path::Path,
    sync::Arc,
    time::Duration,
};

use adapters::{
    Functions, KeyStock, Lambda, LambdaAccessKey, LeakedPasswords, LogLines, SystemClock, SystemEntropy, Way, Web,
    Webhook,
};
use app::{
    crew::Crew,
    cx::{self, House, SignaturePolicy},
    ephemerals::Ephemerals,
    errands::{self, Bell},
    flow::post::{self, PostOffice},
    keyring::Keyring,
    rates::Gate,
    signature::{self, AccessKeys},
    trace::Trace,
};
use domain::ports::{Leaks, Triggers};
use http_edge::{Certificates, Limits, Ordering, Site, keep_ordered};
use store::Store;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    time::{interval, timeout},
};

use crate::{
    certificates::keep_fresh,
    cli::{self, Options},
    log,
    master_key::master_key,
    messages::{self, MessageSide},
    settings::{self, Connection, FunctionSettings, Mode, Settings, Target, Wrong},
};

/// How often expired things are dropped.
const SWEEPING: Duration = Duration::from_secs(600);

/// How long the end waits for messages that are being sent.
const LAST_POST: Duration = Duration::from_secs(10);

/// Runs the server until it is asked to stop.
///
/// # Errors
///
/// What keeps it from starting.
pub async fn run(mode: Mode, options: Options) -> Result<(), Wrong> {
    let mut settings = settings::resolve(mode, &settings::merged(options)?)?;
    log::start(&settings);
    http_edge::log_panics();
    warn_of_misspelt_variables();
    let stop = stop_signal()?;

    let listener = listen(&settings).await?;
    let address = listener.local_addr().map_err(|error| cannot("listen", &error))?;
    let certificates = certificates(&settings)?;
    let scheme = if certificates.is_some() { "https" } else { "http" };
    let url = settings
        .public_url
        .clone()
        .unwrap_or_else(|| format!("{scheme}://{address}"));
    let (proxies, ordering) = (settings.proxies.clone(), settings.ordering.clone());
    let store = open(&settings.connection).await?;
    let side = messages::prepare(
        mode,
        &settings.region,
        mem::take(&mut settings.messages),
        access_key_of_surroundings(),
        store.sealer(),
    )?;
    let inbox = side.inbox.clone();
    let house = Arc::new(house(settings, &url, store, side)?);
    if mode == Mode::Serve {
        require_access_key(&house).await?;
    }

    let limits = Limits::default();
    let site = Site {
        router: http_edge::router(&house, inbox, &limits),
        limits,
        tls: match &certificates {
            Some(certificates) => Some(certificates.config().map_err(|error| cannot("speak TLS", &error))?),
            None => None,
        },
        proxies,
    };
    let ordering = ordering.zip(certificates.clone()).map(|(ordering, certificates)| {
        let clock = Arc::clone(&house.clock);
        tokio::spawn(keep_ordered(ordering, certificates, clock))
    });
    let renewing = certificates.map(|certificates| tokio::spawn(keep_fresh(certificates)));
    tracing::info!(%address, url, version = env!("CARGO_PKG_VERSION"), "listening");
    if mode == Mode::Dev {
        greet(&url);
    }
    let sweeping = tokio::spawn(keep_swept(Arc::clone(&house)));
    post::take_over(&house)
        .await
        .map_err(|error| cannot("look for messages", &error))?;
    let errands = tokio::spawn(errands::keep_doing(Arc::clone(&house)));
    let delivering = tokio::spawn(post::keep_delivering(Arc::clone(&house)));
    http_edge::serve(listener, site, stop).await;
    for at_certificates in [renewing, ordering].into_iter().flatten() {
        at_certificates.abort();
    }
    sweeping.abort();
    errands.abort();
    delivering.abort();
    if timeout(LAST_POST, house.post.finish()).await.is_err() {
        tracing::warn!("left messages behind that were being sent; they are tried again later");
    }
    house.store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Opens the store, as every command does.
///
/// # Errors
///
/// There is no master key, or the database cannot be used.
pub async fn open(connection: &Connection) -> Result<Store, Wrong> {
    // The first to ask decides; a second call changes nothing.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let keys = master_key(connection, &SystemEntropy)?;
    Store::open(&connection.database, keys)
        .await
        .map_err(|error| cannot("open the database", &error))
}

async fn listen(settings: &Settings) -> Result<TcpListener, Wrong> {
    let address = settings.listen;
    let bound = TcpListener::bind(address).await;
    bound.map_err(|error| {
        Wrong::one(format!(
            "cannot listen on {address}: {error}; choose another address by --listen"
        ))
    })
}

/// The certificates of the settings, if there are any.
fn certificates(settings: &Settings) -> Result<Option<Arc<Certificates>>, Wrong> {
    if settings.certificates.is_empty() && settings.ordering.is_none() {
        return Ok(None);
    }
    let ordered = settings.ordering.as_ref().map(Ordering::files);
    let read = Certificates::read_with(settings.certificates.clone(), ordered);
    read.map(Some).map_err(|error| cannot("use the certificates", &error))
}

/// The functions of pools. Without an access key of its own the server has that of its surroundings, as AWS's clients do.
fn triggers(settings: FunctionSettings) -> Result<Arc<dyn Triggers>, Wrong> {
    let mut routes = Vec::new();
    for (pattern, target) in settings.routes {
        let way = match target {
            Target::Lambda(mut lambda) => {
                lambda.access_key = lambda.access_key.or_else(access_key_of_surroundings);
                Lambda::new(lambda).map(Way::Lambda)
            }
            Target::Webhook(url, keys) => Webhook::new(&url, keys).map(Way::Webhook),
            Target::Command(command) => Ok(Way::Command(command)),
        };
        routes.push((pattern, way.map_err(|error| cannot("call functions", &error))?));
    }
    Ok(Arc::new(Functions::new(routes, settings.time_limit)))
}

fn access_key_of_surroundings() -> Option<LambdaAccessKey> {
    let variable = |name: &str| env::var_os(name)?.into_string().ok().filter(|text| !text.is_empty());
    Some(LambdaAccessKey {
        id: variable("AWS_ACCESS_KEY_ID")?,
        secret: variable("AWS_SECRET_ACCESS_KEY")?,
        token: variable("AWS_SESSION_TOKEN"),
    })
}

fn house(settings: Settings, url: &str, store: Store, side: MessageSide) -> Result<House, Wrong> {
    let crew = Crew::start().map_err(|error| cannot("start threads", &error))?;
    Ok(House {
        store: store.beside(crew.backlog().clone()),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        keys: Arc::new(KeyStock::start().map_err(|error| cannot("start a thread", &error))?),
        messenger: side.messenger,
        post: PostOffice::default(),
        code_sealer: side.code_sealer,
        egress: Arc::new(Web::new(settings.outgoing).map_err(|error| cannot("fetch documents", &error))?),
        triggers: triggers(settings.functions)?,
        access_keys: AccessKeys::new(settings.access_keys),
        settings: cx::Settings {
            public_url: url.to_owned(),
            domain_suffix: settings.domain_suffix,
            issuer: settings.issuer,
            default_region: settings.region,
            only_region: settings.only_region,
            account: settings.account,
            signatures: match settings.mode {
                Mode::Dev => SignaturePolicy::AnyWhileNoneKnown,
                Mode::Serve => SignaturePolicy::KnownKeys,
            },
            rates: settings.rates,
        },
        keyring: Keyring::default(),
        crew,
        ephemerals: Ephemerals::new(Arc::new(SystemEntropy)),
        rates: Gate::default(),
        bell: Bell::default(),
        trace: Trace::default(),
        journal: Arc::new(LogLines),
        leaks: leaks(settings.leaked_passwords.as_deref())?,
    })
}

fn leaks(file: Option<&Path>) -> Result<Option<Arc<dyn Leaks>>, Wrong> {
    let Some(file) = file else {
        return Ok(None);
    };
    let what = format!("use the list of leaked passwords in {}", file.display());
    let list = LeakedPasswords::open(file).map_err(|error| cannot(&what, &error))?;
    Ok(Some(Arc::new(list)))
}

async fn require_access_key(house: &House) -> Result<(), Wrong> {
    match signature::any_key_known(house).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Wrong::one(
            "access-keys is missing: no request that needs a signature could be accepted; set id:secret by --access-keys, \
             COGNATE_ACCESS_KEYS or `access-keys` in the configuration file, or make one by `cognate access-key create`",
        )),
        Err(error) => Err(cannot("read the access keys", &error)),
    }
}

/// Drops what has expired, now and then. Nothing depends on it but the size of the store.
async fn keep_swept(house: Arc<House>) {
    let mut turns = interval(SWEEPING);
    loop {
        turns.tick().await;
        let swept = house.store.sweep(house.clock.now()).await;
        if let Err(error) = swept {
            tracing::warn!(%error, "could not drop what has expired; the next turn will");
        }
    }
}

fn cannot(what: &str, error: &dyn std::fmt::Display) -> Wrong {
    Wrong::one(format!("cannot {what}: {error}"))
}

fn warn_of_misspelt_variables() {
    let known = cli::variables();
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in names.filter(|name| name.starts_with("COGNATE_") && !known.contains(name)) {
        tracing::warn!(
            name,
            "this environment variable is no setting and has no effect; see cognate --help"
        );
    }
}

/// What a developer wants to copy. On standard output, apart from the log.
fn greet(url: &str) {
    // A closed standard output is no reason not to serve.
    let _ = writeln!(
        io::stdout(),
        "Cognate is ready at {url}\n\n\
         AWS CLI   aws cognito-idp list-user-pools --max-results 10 --endpoint-url {url}\n\
         boto3     boto3.client(\"cognito-idp\", endpoint_url=\"{url}\")\n\
         Messages  curl {url}/_cognate/inbox\n\n\
         Any AWS credentials will do while no access key is configured. Stop with Ctrl-C."
    );
}

/// Done at the first SIGTERM or SIGINT; the second one ends the process at once.
fn stop_signal() -> Result<impl Future<Output = ()>, Wrong> {
    let listen = |kind| signal(kind).map_err(|error| cannot("listen to signals", &error));
    let mut terminate = listen(SignalKind::terminate())?;
    let mut interrupt = listen(SignalKind::interrupt())?;
    let mut either = async move || {
        tokio::select! {
            _ = terminate.recv() => (),
            _ = interrupt.recv() => (),
        }
    };
    Ok(async move {
        either().await;
        tracing::info!("stopping; requests under way are finished first");
        tokio::spawn(async move {
            either().await;
            tracing::warn!("asked twice to stop; not waiting any longer");
            std::process::exit(1);
        });
    })
}

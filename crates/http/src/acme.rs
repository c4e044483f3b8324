//! Certificates that the server orders itself (ACME, RFC 8555), and proves by TLS at its own port that it is who it says it is
//! (`tls-alpn-01`, RFC 8737). What it gets lies in files, which [`Certificates`] reads as it does all others.

use std::{
    fs, io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use domain::{oauth, ports::Clock};
use instant_acme::{
    Account, AccountBuilder, AccountCredentials, AuthorizationStatus, ChallengeType, Identifier, NewAccount, NewOrder,
    OrderStatus, RetryPolicy,
};
use rcgen::{CertificateParams, CustomExtension, KeyPair};
use rustls::{
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    sign::CertifiedKey,
};
use tokio::time::sleep;

use crate::tls::{CertificateFiles, Certificates};

/// How often it is looked whether a certificate is due.
const LOOKING: Duration = Duration::from_secs(3_600);

/// After an order that failed: first so long, then twice as long each time, up to [`LOOKING`].
const AGAIN: Duration = Duration::from_secs(10);

/// How long the authority has for its look at this server, and for the certificate.
const PATIENCE: Duration = Duration::from_secs(90);

/// For what certificates are ordered, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordering {
    /// The names that the certificate is for; one at least.
    pub names: Vec<String>,
    /// The address that the authority may write to: `mailto:…`.
    pub contact: Option<String>,
    /// The URL of the authority's directory.
    pub directory: String,
    /// A PEM file with the certificate to trust when talking to the authority, instead of the usual ones.
    pub trusted: Option<PathBuf>,
    /// Where account and certificate lie.
    pub folder: PathBuf,
}

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
enum NotOrdered {
    #[error("{0}")]
    Refused(#[from] instant_acme::Error),
    #[error("a file cannot be read or written: {0}")]
    File(#[from] io::Error),
    #[error("a certificate cannot be made: {0}")]
    Made(#[from] rcgen::Error),
    #[error("{0}")]
    Tls(#[from] rustls::Error),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("the authority does not offer tls-alpn-01 for {0}")]
    NoChallenge(String),
    #[error("the authority did not find this server at {names}: it calls port 443 there (the order is {status:?})")]
    NotProven { names: String, status: OrderStatus },
}

impl Ordering {
    /// Where the certificate and its key lie.
    pub fn files(&self) -> CertificateFiles {
        CertificateFiles {
            chain: self.folder.join("certificate.pem"),
            key: self.folder.join("certificate.key"),
        }
    }

    /// The account at this authority; made at the first time.
    async fn account(&self) -> Result<Account, NotOrdered> {
        let builder = || -> Result<AccountBuilder, instant_acme::Error> {
            match &self.trusted {
                Some(file) => Account::builder_with_root(file),
                None => Account::builder(),
            }
        };
        let of_directory: String = oauth::digest(&self.directory)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(12)
            .collect();
        let file = self.folder.join(format!("account-{of_directory}.json"));
        if let Ok(text) = fs::read(&file) {
            let known: AccountCredentials = serde_json::from_slice(&text)?;
            return Ok(builder()?.from_credentials(known).await?);
        }
        let contact: Vec<&str> = self.contact.as_deref().into_iter().collect();
        let new = NewAccount {
            contact: &contact,
            terms_of_service_agreed: true,
            only_return_existing: false,
        };
        let (account, credentials) = builder()?.create(&new, self.directory.clone(), None).await?;
        write(&file, &serde_json::to_string(&credentials)?)?;
        Ok(account)
    }

    /// Orders a certificate and writes it down.
    async fn order(&self, certificates: &Certificates) -> Result<(), NotOrdered> {
        fs::create_dir_all(&self.folder)?;
        let account = self.account().await?;
        let names: Vec<_> = self.names.iter().cloned().map(Identifier::Dns).collect();
        let mut order = account.new_order(&NewOrder::new(&names)).await?;
        let mut authorizations = order.authorizations();
        while let Some(authorization) = authorizations.next().await {
            let mut authorization = authorization?;
            if authorization.status == AuthorizationStatus::Valid {
                continue;
            }
            let name = authorization.identifier().to_string();
            let challenge = authorization.challenge(ChallengeType::TlsAlpn01);
            let mut challenge = challenge.ok_or_else(|| NotOrdered::NoChallenge(name.clone()))?;
            let proof = proof(&name, challenge.key_authorization().digest().as_ref())?;
            certificates.prove(name, proof);
            challenge.set_ready().await?;
        }
        let patience = RetryPolicy::new().timeout(PATIENCE);
        let status = order.poll_ready(&patience).await?;
        if status != OrderStatus::Ready {
            let names = self.names.join(", ");
            return Err(NotOrdered::NotProven { names, status });
        }
        let key = order.finalize().await?;
        let chain = order.poll_certificate(&patience).await?;
        let files = self.files();
        write(&files.key, &key)?;
        write(&files.chain, &chain)?;
        Ok(())
    }
}

/// Orders certificates whenever one is due: when there is none, when it is for other names, and in the last third of its life.
pub async fn keep_ordered(ordering: Ordering, certificates: Arc<Certificates>, clock: Arc<dyn Clock>) {
    let mut again = AGAIN;
    loop {
        if !certificates.are_due(&ordering.names, clock.now()) {
            sleep(LOOKING).await;
            continue;
        }
        let ordered = ordering.order(&certificates).await;
        certificates.stop_proving();
        match ordered {
            Ok(()) => {
                again = AGAIN;
                match certificates.reload() {
                    Ok(()) => tracing::info!(names = ?ordering.names, "ordered a certificate"),
                    Err(error) => tracing::error!(%error, "the certificate that was ordered cannot be read"),
                }
                // What is due at once again is not ordered at once again.
                sleep(AGAIN).await;
            }
            Err(error) => {
                tracing::error!(%error, "could not order a certificate; it is tried again");
                sleep(again).await;
                again = (again * 2).min(LOOKING);
            }
        }
    }
}

/// The certificate that shows the authority the proof.
fn proof(name: &str, digest: &[u8]) -> Result<CertifiedKey, NotOrdered> {
    let mut params = CertificateParams::new(vec![name.to_owned()])?;
    params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let key = provider.key_provider.load_private_key(key)?;
    // That both belong together is not looked at: nobody but the authority understands such a certificate.
    Ok(CertifiedKey::new(vec![certificate.der().clone()], key))
}

/// Writes a file for nobody else's eyes, as a whole or not at all.
fn write(file: &Path, text: &str) -> io::Result<()> {
    let beside = file.with_extension("new");
    let _ = fs::remove_file(&beside);
    let mut open = fs::OpenOptions::new();
    let mut opened = open.write(true).create_new(true).mode(0o600).open(&beside)?;
    io::Write::write_all(&mut opened, text.as_bytes())?;
    opened.sync_all()?;
    fs::rename(beside, file)
}

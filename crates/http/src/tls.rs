//! TLS: certificates from files, chosen by the name that a client calls, and read anew when they change.

use std::{
    collections::HashMap,
    fmt, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use domain::moment::Moment;
use rustls::{
    ServerConfig,
    client::verify_server_name,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    server::{ClientHello, ParsedCertificate, ResolvesServerCert},
    sign::CertifiedKey,
};
use x509_parser::prelude::{FromDer, X509Certificate};

/// A chain of certificates and its key, as PEM files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFiles {
    /// The chain, that of the server first.
    pub chain: PathBuf,
    /// The key of its first certificate.
    pub key: PathBuf,
}

/// Certificates that cannot be used: which file, and why.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", file.display())]
pub struct BadCertificate {
    file: PathBuf,
    why: String,
}

/// The certificates of a server. Connections that begin after a change get the new ones.
pub struct Certificates {
    files: Vec<CertificateFiles>,
    /// What the server orders itself, and may not have yet.
    ordered: Option<CertificateFiles>,
    current: RwLock<Current>,
    /// What is shown to an authority that looks whether this is the server of a name.
    proofs: RwLock<HashMap<String, Arc<CertifiedKey>>>,
}

/// The protocol by which an authority looks (RFC 8737).
const ACME: &[u8] = b"acme-tls/1";

#[derive(Default)]
struct Current {
    keys: Vec<Arc<CertifiedKey>>,
    changed: Vec<Option<SystemTime>>,
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

impl Certificates {
    /// Reads the files. The first certificate is shown to clients that name no server, or one that none is for.
    ///
    /// # Errors
    /// One cannot be read, or key and certificate do not belong together.
    pub fn read(files: Vec<CertificateFiles>) -> Result<Arc<Self>, BadCertificate> {
        Self::read_with(files, None)
    }

    /// The same with a certificate that the server orders itself: it need not be there yet.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_with(
        files: Vec<CertificateFiles>,
        ordered: Option<CertificateFiles>,
    ) -> Result<Arc<Self>, BadCertificate> {
        let certificates = Self {
            files,
            ordered,
            current: RwLock::default(),
            proofs: RwLock::default(),
        };
        certificates.reload()?;
        Ok(Arc::new(certificates))
    }

    /// Reads the files anew. What cannot be used changes nothing: half a renewal must not take the server down.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn reload(&self) -> Result<(), BadCertificate> {
        // The times first: a file that changes meanwhile is read again.
        let changed = self.changes();
        let ordered = self.ordered.iter().filter(|files| files.chain.exists());
        let keys = self.files.iter().chain(ordered).map(read).collect::<Result<_, _>>()?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Current { keys, changed };
        Ok(())
    }

    /// Whether a file has changed since it was read.
    pub fn have_changed(&self) -> bool {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.changed != self.changes()
    }

    fn changes(&self) -> Vec<Option<SystemTime>> {
        changes(self.files.iter().chain(&self.ordered))
    }

    /// Whether a certificate has to be ordered: none is for one of these names, or the one that is has little time left.
    pub(crate) fn are_due(&self, names: &[String], now: Moment) -> bool {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let is_good = |name: &String| {
            let Ok(name) = ServerName::try_from(name.as_str()) else {
                return false;
            };
            current.keys.iter().any(|key| is_for(key, &name) && lasts(key, now))
        };
        !names.iter().all(is_good)
    }

    /// Shows a proof to the authority that looks for it under a name.
    pub(crate) fn prove(&self, name: String, proof: CertifiedKey) {
        let mut proofs = self.proofs.write().unwrap_or_else(PoisonError::into_inner);
        proofs.insert(name, Arc::new(proof));
    }

    /// Shows none any more.
    pub(crate) fn stop_proving(&self) {
        self.proofs.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What a listener needs: HTTP/2 where the client speaks it, TLS 1.2 and 1.3.
    ///
    /// # Errors
    /// The library has no cipher for it, which is a defect of the build.
    pub fn config(self: &Arc<Self>) -> Result<Arc<ServerConfig>, rustls::Error> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut config = builder.with_no_client_auth().with_cert_resolver(Arc::clone(self) as _);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        if self.ordered.is_some() {
            config.alpn_protocols.push(ACME.to_vec());
        }
        Ok(Arc::new(config))
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        if hello
            .alpn()
            .is_some_and(|mut protocols| protocols.any(|protocol| protocol == ACME))
        {
            let proofs = self.proofs.read().unwrap_or_else(PoisonError::into_inner);
            return proofs.get(hello.server_name()?).cloned();
        }
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let named = hello.server_name().and_then(|name| {
            let name = ServerName::try_from(name).ok()?;
            current.keys.iter().find(|key| is_for(key, &name))
        });
        named.or_else(|| current.keys.first()).cloned()
    }
}

/// Whether a certificate is for a name, by its own names and wildcards.
fn is_for(key: &CertifiedKey, name: &ServerName<'_>) -> bool {
    let parsed = key
        .cert
        .first()
        .and_then(|first| ParsedCertificate::try_from(first).ok());
    parsed.is_some_and(|certificate| verify_server_name(&certificate, name).is_ok())
}

fn read(files: &CertificateFiles) -> Result<Arc<CertifiedKey>, BadCertificate> {
    let bad = |file: &Path, why: String| BadCertificate {
        file: file.to_path_buf(),
        why,
    };
    let chain = CertificateDer::pem_file_iter(&files.chain)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| bad(&files.chain, error.to_string()))?;
    if chain.is_empty() {
        return Err(bad(&files.chain, "there is no certificate in it".into()));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|error| bad(&files.key, error.to_string()))?;
    let provider: CryptoProvider = rustls::crypto::aws_lc_rs::default_provider();
    let key = CertifiedKey::from_der(chain, key, &provider).map_err(|error| bad(&files.key, error.to_string()))?;
    Ok(Arc::new(key))
}

/// Whether more than a third of its life is left.
fn lasts(key: &CertifiedKey, now: Moment) -> bool {
    let Some(Ok((_, certificate))) = key.cert.first().map(|first| X509Certificate::from_der(first)) else {
        return false;
    };
    let (begin, end) = (
        certificate.validity().not_before.timestamp(),
        certificate.validity().not_after.timestamp(),
    );
    now.seconds() < end - (end - begin) / 3
}

fn changes<'a>(files: impl Iterator<Item = &'a CertificateFiles>) -> Vec<Option<SystemTime>> {
    let modified = |path: &PathBuf| -> io::Result<SystemTime> { path.metadata()?.modified() };
    files
        .flat_map(|pair| [&pair.chain, &pair.key])
        .map(|path| modified(path).ok())
        .collect()
}

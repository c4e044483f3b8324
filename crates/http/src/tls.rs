//! TLS: certificates from files, chosen by the name that a client calls, and read anew when they change.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use rustls::{
    ServerConfig,
    client::verify_server_name,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    server::{ClientHello, ParsedCertificate, ResolvesServerCert},
    sign::CertifiedKey,
};

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
    current: RwLock<Current>,
}

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
        let current = Current {
            keys: files.iter().map(read).collect::<Result<_, _>>()?,
            changed: changes(&files),
        };
        Ok(Arc::new(Self {
            files,
            current: RwLock::new(current),
        }))
    }

    /// Reads the files anew. What cannot be used changes nothing: half a renewal must not take the server down.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn reload(&self) -> Result<(), BadCertificate> {
        // The times first: a file that changes meanwhile is read again.
        let changed = changes(&self.files);
        let keys = self.files.iter().map(read).collect::<Result<_, _>>()?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Current { keys, changed };
        Ok(())
    }

    /// Whether a file has changed since it was read.
    pub fn have_changed(&self) -> bool {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.changed != changes(&self.files)
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
        Ok(Arc::new(config))
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
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

fn changes(files: &[CertificateFiles]) -> Vec<Option<SystemTime>> {
    let modified = |path: &PathBuf| -> io::Result<SystemTime> { path.metadata()?.modified() };
    files
        .iter()
        .flat_map(|pair| [&pair.chain, &pair.key])
        .map(|path| modified(path).ok())
        .collect()
}

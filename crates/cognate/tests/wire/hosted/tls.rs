//! TLS and proxies: which certificate a client is shown, and whose word on a client is believed.

use std::{fs, net::SocketAddr, path::Path, sync::Arc};

use http_edge::{CertificateFiles, Certificates};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName},
};
use testkit::Server;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::browser::{Browser, scene};

/// Writes a certificate for these names and its key.
fn make(folder: &Path, file: &str, names: &[&str]) -> (CertificateFiles, CertificateDer<'static>) {
    let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
    let files = CertificateFiles {
        chain: folder.join(format!("{file}.pem")),
        key: folder.join(format!("{file}.key")),
    };
    fs::write(&files.chain, cert.pem()).unwrap();
    fs::write(&files.key, signing_key.serialize_pem()).unwrap();
    (files, cert.der().clone())
}

/// A connection of a client that trusts one certificate and calls a name.
async fn connect(
    address: SocketAddr,
    name: &str,
    trusted: &CertificateDer<'static>,
    protocols: &[&str],
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap();
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    let socket = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, socket).await
}

#[tokio::test]
async fn a_client_is_shown_the_certificate_of_the_name_that_it_calls() {
    let folder = tempfile::tempdir().unwrap();
    let (first, of_first) = make(folder.path(), "first", &["id.example.com"]);
    let (second, of_second) = make(folder.path(), "second", &["*.auth.example.com"]);
    let certificates = Certificates::read(vec![first, second]).unwrap();
    let address = Server::start().await.listen_with(&certificates).await;
    for (name, trusted, is_good) in [
        ("id.example.com", &of_first, true),
        ("shop.auth.example.com", &of_second, true),
        ("shop.auth.example.com", &of_first, false),
        ("a.shop.auth.example.com", &of_second, false),
    ] {
        assert_eq!(connect(address, name, trusted, &[]).await.is_ok(), is_good, "{name}");
    }
    let modern = connect(address, "id.example.com", &of_first, &["h2", "http/1.1"])
        .await
        .unwrap();
    assert_eq!(modern.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let mut plain = connect(address, "id.example.com", &of_first, &["http/1.1"])
        .await
        .unwrap();
    plain
        .write_all(b"GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    // A server that closes without a farewell is an end as well.
    let _ = plain.read_to_string(&mut answer).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_and_half_a_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (files, old) = make(folder.path(), "site", &["id.example.com"]);
    let certificates = Certificates::read(vec![files.clone()]).unwrap();
    let address = Server::start().await.listen_with(&certificates).await;
    assert!(connect(address, "id.example.com", &old, &[]).await.is_ok());

    let key = fs::read(&files.key).unwrap();
    let (_, new) = make(folder.path(), "site", &["id.example.com"]);
    let new_key = fs::read(&files.key).unwrap();
    fs::write(&files.key, key).unwrap();
    assert!(certificates.reload().is_err(), "the key of another certificate");
    assert!(connect(address, "id.example.com", &old, &[]).await.is_ok());

    fs::write(&files.key, new_key).unwrap();
    certificates.reload().unwrap();
    assert!(!certificates.have_changed());
    assert!(connect(address, "id.example.com", &new, &[]).await.is_ok());
    assert!(connect(address, "id.example.com", &old, &[]).await.is_err());
    fs::remove_file(&files.chain).unwrap();
    assert!(certificates.have_changed());
}

/// What `/logout` sets as cookie for a client at this address that says it called over TLS.
async fn cookie_for(address: SocketAddr, from: &str, client: &str) -> String {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(format!("{from}:0").parse().unwrap()).unwrap();
    let mut connection = socket.connect(address).await.unwrap();
    let head = format!(
        "GET /logout?client_id={client}&logout_uri=https%3A%2F%2Fapp.example%2Fbye HTTP/1.1\r\nhost: x\r\n\
         x-forwarded-proto: https\r\nx-forwarded-for: 192.0.2.7\r\nconnection: close\r\n\r\n"
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    let line = answer.lines().find(|line| line.starts_with("set-cookie:"));
    line.unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn only_a_trusted_proxy_can_say_that_a_client_called_over_tls() {
    let scene = scene().await;
    let address = scene.server.listen().await;
    assert!(
        cookie_for(address, "127.0.0.9", &scene.client)
            .await
            .contains("; Secure")
    );
    assert!(
        !cookie_for(address, "127.0.0.8", &scene.client)
            .await
            .contains("; Secure")
    );
}

#[tokio::test]
async fn where_everybody_calls_over_tls_cookies_are_secure_whatever_a_proxy_says() {
    let server = Server::build()
        .settings(|settings| settings.public_url = "https://id.example.com".into())
        .start()
        .await;
    let application = super::browser::application(serde_json::json!({}));
    let scene = crate::scene::Scene::on(server, serde_json::json!({}), application).await;
    let path = format!(
        "/logout?client_id={}&logout_uri=https%3A%2F%2Fapp.example%2Fbye",
        scene.client
    );
    let reply = Browser::default().get(&scene.server, &path).await;
    assert!(reply.header("set-cookie").contains("; Secure; SameSite=Lax"));
}

//! No secret rests in the clear: a database that was filled through the store is searched for every one of them.

use std::path::Path;

use domain::password::kept::Kept;
use store::{access_keys, clients, codes, credentials, devices, long_states, providers, signing_keys};
use tokio_postgres::NoTls;
use zeroize::Zeroizing;

use crate::harness::*;

on_each_engine!(no_secret_rests_in_the_clear);

/// Long enough to occur nowhere by chance.
const CODE: &str = "840129375501";
const CLIENT_SECRET: &str = "51uihf3ohclientsecret8s2k1v4";
const PRIVATE_KEY: &[u8] = b"-- PKCS 8 private key bytes --";
const SALT: &str = "-- salt of the verifier --";
const VERIFIER: &[u8] = b"-- verifier of the password --";
const OLD_VERIFIER: &[u8] = b"-- verifier of the former password --";
const ACCESS_SECRET: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
const LONG_STATE: &[u8] = b"-- private challenge parameters --";
const PROVIDER_SECRET: &str = "what-the-provider-knows-us-by";
const PROVIDER_KEY: &str = "what-we-sign-for-the-provider-with";
const DECRYPTION_KEY: &[u8] = b"-- what the provider encrypts for --";
/// Not a secret: proves that the search would find one.
const LABEL: &str = "label of the access key";

async fn no_secret_rests_in_the_clear(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let sealer = store.sealer();
    let owner = (&ann.pool, &ann.sub);
    let mut key = crate::pools::signing_key("kid");
    key.pkcs8 = Zeroizing::new(PRIVATE_KEY.to_vec());
    let mut password = crate::credentials::credential("v1", START);
    password.kept = Kept::Verifier(crate::credentials::verifier(SALT, OLD_VERIFIER));
    write(store, credentials::set(sealer, owner, &password, 24)).await;
    password.version = "v2".into();
    password.kept = Kept::Verifier(crate::credentials::verifier(SALT, VERIFIER));
    let mut code = crate::codes::code(codes::Purpose::ForgotPassword, CODE);
    code.id = "id".into();
    let bob = user(2, "bob");
    let imported = crate::credentials::imported("v1");
    let access_key = access_keys::AccessKey {
        id: "AKIA".into(),
        label: LABEL.into(),
        created: START,
        policy: domain::access_policy::AccessPolicy::default(),
    };
    let all = signing_keys::insert(sealer, &ann.pool, &key)
        .and(clients::insert(
            sealer,
            &crate::clients::client("app", &[CLIENT_SECRET]),
        ))
        .and(credentials::set(sealer, owner, &password, 24))
        .and(credentials::set_first(sealer, (&bob.pool, &bob.sub), &imported))
        .and(codes::put(sealer, &code))
        .and(long_states::keep(sealer, (&ann.pool, "id"), START, LONG_STATE))
        .and(devices::insert(sealer, owner, &crate::devices::device(1)))
        .and(access_keys::insert(sealer, &access_key, ACCESS_SECRET));
    write(store, all).await;
    let mut provider = crate::providers::provider("Example");
    provider.details.insert("client_secret".into(), PROVIDER_SECRET.into());
    provider.details.insert("private_key".into(), PROVIDER_KEY.into());
    provider.decryption_key = Some(DECRYPTION_KEY.to_vec());
    write(store, providers::insert(sealer, &provider, None)).await;
    assert_eq!(store.old_passwords(&ann.pool, &ann.sub).await.unwrap().len(), 1);

    let dump = place.dump().await;
    assert!(holds(&dump, LABEL.as_bytes()), "the dump holds what is not sealed");
    for (what, secret) in [
        ("code", CODE.as_bytes()),
        ("client secret", CLIENT_SECRET.as_bytes()),
        ("private key", PRIVATE_KEY),
        ("long state", LONG_STATE),
        ("salt", SALT.as_bytes()),
        ("verifier", VERIFIER),
        ("former verifier", OLD_VERIFIER),
        ("imported hash", crate::credentials::HASH.as_bytes()),
        ("salt of a device", b"MySRPSalt"),
        ("verifier of a device", b"MyVerifierString"),
        ("access key secret", ACCESS_SECRET.as_bytes()),
        ("secret at a provider", PROVIDER_SECRET.as_bytes()),
        ("key at a provider", PROVIDER_KEY.as_bytes()),
        ("key of a provider", DECRYPTION_KEY),
    ] {
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        for form in [secret, hex.as_bytes(), hex.to_uppercase().as_bytes()] {
            assert!(!holds(&dump, form), "the {what} rests in the clear");
        }
    }
}

fn holds(dump: &[u8], secret: &[u8]) -> bool {
    dump.windows(secret.len()).any(|window| window == secret)
}

impl Place {
    /// Everything that the engine keeps, as it keeps it.
    async fn dump(&self) -> Vec<u8> {
        match &self.keeper {
            Keeper::Folder(folder) => files(folder.path()),
            Keeper::Server(url) => tables(url).await,
        }
    }
}

/// The database and its log, byte by byte.
fn files(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect()
}

/// All rows of all tables as text, with bytes in hex.
async fn tables(url: &str) -> Vec<u8> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    let names = "select tablename::text from pg_tables where schemaname = 'public'";
    let mut dump = Vec::new();
    for table in client.query(names, &[]).await.unwrap() {
        let rows = format!("select t::text from {} t", table.get::<_, String>(0));
        for row in client.query(&rows, &[]).await.unwrap() {
            dump.extend_from_slice(row.get::<_, String>(0).as_bytes());
        }
    }
    dump
}

//! A node with another master key finds out when it starts.

use store::{MasterKey, MasterKeys, Store};

use crate::engines::{Place, on_every_engine};

on_every_engine! {
    another_master_key_is_refused
    a_key_can_be_turned
}

fn key(byte: u8) -> MasterKey {
    MasterKey::new([byte; 32])
}

async fn another_master_key_is_refused(place: Place) {
    let keys = MasterKeys::new(key(1));
    Store::open(&place.address, keys.clone()).await.unwrap();
    let other = MasterKeys::new(key(2));
    assert_eq!(
        Store::open(&place.address, other).await.err().unwrap().to_string(),
        "opening the database: its secrets are sealed under another master key: start with the key that it was made with"
    );
    Store::open(&place.address, keys).await.unwrap();
}

async fn a_key_can_be_turned(place: Place) {
    Store::open(&place.address, MasterKeys::new(key(1))).await.unwrap();
    let turned = MasterKeys::new(key(2)).with_older(key(1));
    Store::open(&place.address, turned).await.unwrap();
    // Once nothing is sealed under the older key any more, it can go.
    Store::open(&place.address, MasterKeys::new(key(2))).await.unwrap();
}

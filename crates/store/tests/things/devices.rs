//! Devices: confirmed once, listed in order, and gone with their user; challenges under way.

use std::net::{IpAddr, Ipv4Addr};

use domain::{
    device::{self, Device, DeviceDetails, Remembrance},
    ids::{ClientId, DeviceKey},
    moment::Span,
};
use store::{
    device_steps::{self, Whose},
    devices::{self, DEVICE_EXISTS, DEVICE_GONE, Listed},
    users,
};

use crate::harness::*;

on_each_engine!(
    a_device_comes_back,
    one_of_sixteen_confirms,
    a_device_confirmed_anew_is_another,
    users_list_what_is_remembered,
    a_device_belongs_to_its_user,
    the_last_challenge_of_a_device_is_kept,
);

/// The n-th device.
pub fn device(n: u8) -> Device {
    let at = START + Span::seconds(n.into());
    Device {
        key: DeviceKey::new(format!("eu-west-1_00000000-0000-4000-8000-0000000000{n:02x}")),
        version: format!("version {n}"),
        remembrance: Remembrance::Remembered,
        created: at,
        modified: at,
        authenticated: at,
        last_ip: Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, n))),
        details: DeviceDetails {
            group_key: "-v7w9UcY6".into(),
            name: Some("a phone".into()),
        },
        verifier: device::registered("TXlTUlBTYWx0", "TXlWZXJpZmllclN0cmluZw").unwrap(),
    }
}

async fn confirm(place: &Place, device: &Device) {
    let insert = devices::insert(place.store.sealer(), (&pool_id(), &sub(1)), device);
    write(&place.store, insert).await;
}

async fn found(place: &Place, n: u8) -> Option<Device> {
    let owner = (&pool_id(), &sub(1));
    place.store.device(owner, &device(n).key).await.unwrap()
}

async fn a_device_comes_back(place: Place) {
    let sent = device(1);
    confirm(&place, &sent).await;
    let back = found(&place, 1).await.unwrap();
    assert_eq!(format!("{back:?}"), format!("{sent:?}"));
    assert_eq!(back.verifier.value(), sent.verifier.value());
    assert_eq!(back.verifier.salt(), sent.verifier.salt());
    let again = devices::insert(place.store.sealer(), (&pool_id(), &sub(1)), &sent);
    refused(&place.store, again, DEVICE_EXISTS).await;
    assert!(found(&place, 2).await.is_none());
}

async fn one_of_sixteen_confirms(place: Place) {
    let store = place.store.clone();
    let ends = race(16, |_| {
        let store = store.clone();
        async move {
            let insert = devices::insert(store.sealer(), (&pool_id(), &sub(1)), &device(1));
            store.write(insert).await.unwrap()
        }
    })
    .await;
    assert_eq!(winners(&ends, DEVICE_EXISTS), 1);
}

async fn a_device_confirmed_anew_is_another(place: Place) {
    let (store, owner) = (&place.store, (&pool_id(), &sub(1)));
    let first = device(1);
    confirm(&place, &first).await;
    let now = START + Span::hours(1);
    let elsewhere = Some(IpAddr::V4(Ipv4Addr::LOCALHOST));
    write(store, devices::authenticated(owner, &first, elsewhere, now)).await;
    let used = found(&place, 1).await.unwrap();
    assert_eq!((used.authenticated, used.last_ip), (now, elsewhere));
    write(store, devices::forget(owner, &first.key)).await;
    refused(store, devices::forget(owner, &first.key), DEVICE_GONE).await;
    let anew = Device {
        version: "another".into(),
        ..first.clone()
    };
    confirm(&place, &anew).await;
    refused(store, devices::authenticated(owner, &first, None, now), DEVICE_GONE).await;
}

async fn users_list_what_is_remembered(place: Place) {
    let (store, owner) = (&place.store, (&pool_id(), &sub(1)));
    for n in [3, 1, 2, 4] {
        confirm(&place, &device(n)).await;
    }
    let now = START + Span::hours(1);
    let forget_about = devices::remember(owner, &device(2).key, Remembrance::NotRemembered, now);
    write(store, forget_about).await;
    assert_eq!(found(&place, 2).await.unwrap().modified, now);
    let missing = devices::remember(owner, &device(9).key, Remembrance::Remembered, now);
    refused(store, missing, DEVICE_GONE).await;
    for (listed, expected) in [
        (Listed::Confirmed, vec![device(1), device(2), device(3), device(4)]),
        (Listed::Remembered, vec![device(1), device(3), device(4)]),
    ] {
        let mut keys = Vec::new();
        let mut after = None;
        loop {
            let page = store.devices(owner, listed, after.as_ref(), 2).await.unwrap();
            keys.extend(page.items.into_iter().map(|device| device.key));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<_> = expected.into_iter().map(|device| device.key).collect();
        assert_eq!(keys, expected, "{listed:?}");
    }
}

async fn a_device_belongs_to_its_user(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let key = device(1).key;
    confirm(&place, &device(1)).await;
    assert!(store.device((&pool_id(), &sub(2)), &key).await.unwrap().is_none());
    refused(store, devices::forget((&pool_id(), &sub(2)), &key), DEVICE_GONE).await;
    write(store, users::delete(&ann.pool, &ann.sub)).await;
    assert!(found(&place, 1).await.is_none());
}

async fn the_last_challenge_of_a_device_is_kept(place: Place) {
    let store = &place.store;
    let ann = with_ann(store).await;
    let (pool, sub, client, device) = (pool_id(), sub(1), client_id(), device(1).key);
    let other = ClientId::new("another");
    let whose = Whose {
        pool: &pool,
        sub: &sub,
        client: &client,
        device: &device,
    };
    let end = START + Span::minutes(3);
    write(store, device_steps::put(whose, "first", end)).await;
    write(store, device_steps::put(whose, "second", end)).await;
    assert_eq!(store.device_step(whose).await.unwrap().as_deref(), Some("second"));
    let elsewhere = Whose {
        client: &other,
        ..whose
    };
    assert_eq!(store.device_step(elsewhere).await.unwrap(), None);
    write(store, device_steps::sweep(end)).await;
    assert!(store.device_step(whose).await.unwrap().is_some());
    write(store, device_steps::sweep(end + Span::seconds(1))).await;
    assert_eq!(store.device_step(whose).await.unwrap(), None);
    write(store, device_steps::put(whose, "third", end)).await;
    write(store, users::delete(&ann.pool, &ann.sub)).await;
    assert_eq!(store.device_step(whose).await.unwrap(), None);
}

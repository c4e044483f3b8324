//! From where users have signed in: learnt with the event, judged by what somebody says of it.

use domain::{
    auth_event::{AuthEvent, Details, FeedbackValue, Kind, Response},
    ids::ClientId,
    moment::{Moment, Span},
    risk::{Action, RiskSettings, Takeover, TakeoverAction},
    threat::Risk,
};
use store::{
    auth_events,
    known_places::{self, Known},
    risk,
};
use uuid::Uuid;

use crate::harness::*;

on_each_engine!(
    places_are_learnt_and_judged,
    a_place_that_is_used_is_not_forgotten,
    a_client_has_its_own_settings_entirely,
);

fn event(number: u128, response: Response, (ip, agent): (&str, &str)) -> AuthEvent {
    AuthEvent {
        pool: pool_id(),
        sub: sub(1),
        id: Uuid::from_u128(number),
        at: START,
        details: Details {
            kind: Kind::SignIn,
            response,
            client: None,
            challenges: Vec::new(),
            ip: Some(ip.into()),
            device: None,
            agent: Some(agent.into()),
            risk: Risk::None,
            compromised: false,
            has_context: false,
        },
        feedback: None,
    }
}

async fn known(place: &Place, (address, device): (&str, &str)) -> Known {
    let of = (&pool_id(), &sub(1));
    place
        .store
        .known_places(of, (Some(address), Some(device)))
        .await
        .unwrap()
}

const HOME: (&str, &str) = ("192.0.2.1", "phone");
const AWAY: (&str, &str) = ("198.51.100.7", "phone");

async fn places_are_learnt_and_judged(place: Place) {
    assert_eq!(known(&place, HOME).await, Known::default());
    write(&place.store, known_places::learn(&event(1, Response::Fail, HOME))).await;
    assert_eq!(known(&place, HOME).await, Known::default(), "only who came in is known");
    write(&place.store, known_places::learn(&event(2, Response::Pass, HOME))).await;
    write(&place.store, known_places::learn(&event(3, Response::Pass, HOME))).await;
    let expected = |address, device| Known {
        any: true,
        address,
        device,
    };
    assert_eq!(known(&place, HOME).await, expected(Some(None), Some(None)));
    assert_eq!(known(&place, ("203.0.113.9", "laptop")).await, expected(None, None));

    // The phone was seen before the event that is judged.
    let away = event(4, Response::Pass, AWAY);
    write(&place.store, auth_events::put(&away).and(known_places::learn(&away))).await;
    let (invalid, valid) = (FeedbackValue::Invalid, FeedbackValue::Valid);
    write(&place.store, known_places::judge(&away, invalid, START)).await;
    assert_eq!(known(&place, AWAY).await, expected(Some(Some(invalid)), Some(None)));
    write(&place.store, known_places::learn(&event(5, Response::Pass, AWAY))).await;
    assert_eq!(known(&place, AWAY).await.address, Some(Some(invalid)), "it stays so");
    write(&place.store, known_places::judge(&away, valid, START)).await;
    assert_eq!(
        known(&place, AWAY).await,
        expected(Some(Some(valid)), Some(Some(valid)))
    );
    let id = away.id.to_string();
    let found = place.store.auth_event((&pool_id(), &sub(1)), &id).await.unwrap();
    assert_eq!(found, Some(away));

    let blocked = event(6, Response::Fail, ("203.0.113.9", "laptop"));
    write(&place.store, known_places::judge(&blocked, invalid, START)).await;
    let disowned = Some(Some(invalid));
    assert_eq!(
        known(&place, ("203.0.113.9", "laptop")).await,
        expected(disowned, disowned)
    );
}

async fn a_place_that_is_used_is_not_forgotten(place: Place) {
    let at = |days: i64| -> Moment { START + Span::days(days) };
    let seen = |days| AuthEvent {
        at: at(days),
        ..event(1, Response::Pass, HOME)
    };
    for days in [0, 29, 31] {
        write(&place.store, known_places::learn(&seen(days))).await;
    }
    write(&place.store, known_places::sweep(at(31))).await;
    assert!(known(&place, HOME).await.any);
    write(&place.store, known_places::sweep(at(32))).await;
    assert_eq!(known(&place, HOME).await, Known::default());
}

async fn a_client_has_its_own_settings_entirely(place: Place) {
    let settings = |notify| RiskSettings {
        takeover: Some(Takeover {
            low: Some(TakeoverAction {
                action: Action::Block,
                notify,
            }),
            ..Takeover::default()
        }),
        ..RiskSettings::default()
    };
    let (pool, client) = (pool_id(), client_id());
    let of = async |client: &ClientId| place.store.risk_settings_in_force(&pool_id(), client).await.unwrap();
    assert_eq!(of(&client).await, None);
    write(&place.store, risk::put(&pool, None, &settings(false), START)).await;
    assert_eq!(of(&client).await, Some(settings(false)));
    write(&place.store, risk::put(&pool, Some(&client), &settings(true), START)).await;
    assert_eq!(of(&client).await, Some(settings(true)));
    assert_eq!(of(&ClientId::new("other")).await, Some(settings(false)));
}

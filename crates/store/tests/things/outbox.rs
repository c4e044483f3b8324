//! Messages on their way: taken by one, kept until they are handed over, and not readable at rest.

use domain::{
    letter::{Letter, Source},
    moment::Span,
    ports::Channel,
};
use store::outbox::{self, TAKEN, Waiting};

use crate::harness::*;

on_each_engine!(
    a_message_waits_until_it_is_due,
    one_of_sixteen_takes_a_message,
    who_lost_a_message_cannot_put_it_back,
    expired_messages_are_swept,
);

fn letter(id: &str) -> Letter {
    Letter {
        id: id.into(),
        pool: pool_id(),
        sub: sub(1),
        source: Source::SignUp,
        channel: Channel::Email,
        to: "ann@example.com".into(),
        code: "123456".into(),
        client: None,
        metadata: None,
        written: START,
        expires: START + Span::hours(1),
        notice: None,
    }
}

async fn post(place: &Place, id: &str) {
    let batch = outbox::post(place.store.sealer(), &letter(id), START + Span::minutes(1));
    write(&place.store, batch).await;
}

async fn due(place: &Place, after: Span) -> Vec<Waiting> {
    place.store.due_messages(START + after, 10).await.unwrap()
}

async fn a_message_waits_until_it_is_due(place: Place) {
    post(&place, "a").await;
    assert!(due(&place, Span::seconds(59)).await.is_empty());
    let found = due(&place, Span::minutes(1)).await;
    assert_eq!((found.len(), found[0].tries), (1, 1));
    assert_eq!(
        (found[0].letter.id.as_str(), found[0].letter.code.as_str()),
        ("a", "123456")
    );
    let later = START + Span::minutes(2);
    write(&place.store, outbox::put_back(&found[0].letter, 1, later)).await;
    assert_eq!(place.store.next_message_due().await.unwrap(), Some(later));
    write(&place.store, outbox::forget(&found[0].letter)).await;
    assert_eq!(place.store.next_message_due().await.unwrap(), None);
}

async fn one_of_sixteen_takes_a_message(place: Place) {
    post(&place, "a").await;
    let found = due(&place, Span::minutes(1)).await;
    let until = START + Span::minutes(3);
    let store = place.store.clone();
    let ends = race(16, |_| {
        let (store, take) = (store.clone(), outbox::take(&found[0], until));
        async move { store.write(take).await.unwrap() }
    })
    .await;
    assert_eq!(winners(&ends, TAKEN), 1);
    assert!(due(&place, Span::minutes(2)).await.is_empty());
    assert_eq!(due(&place, Span::minutes(3)).await[0].tries, 2);
}

async fn who_lost_a_message_cannot_put_it_back(place: Place) {
    post(&place, "a").await;
    let found = due(&place, Span::minutes(1)).await;
    write(&place.store, outbox::take(&found[0], START + Span::minutes(3))).await;
    write(&place.store, outbox::put_back(&found[0].letter, 1, START)).await;
    assert!(due(&place, Span::minutes(2)).await.is_empty());
}

async fn expired_messages_are_swept(place: Place) {
    post(&place, "a").await;
    write(&place.store, outbox::sweep(START + Span::hours(1))).await;
    assert_eq!(due(&place, Span::hours(1)).await.len(), 1);
    write(&place.store, outbox::sweep(START + Span::hours(2))).await;
    assert!(due(&place, Span::hours(2)).await.is_empty());
}

//! Codes: one live one for each purpose, used once, guessed at no more often than allowed.

use domain::{moment::Span, ports::Channel};
use store::{
    codes::{self, CODE_GONE, Code, Purpose},
    long_states, spent,
};
use zeroize::Zeroizing;

use crate::harness::*;

on_each_engine!(
    a_code_comes_back,
    a_new_code_replaces_the_former_one,
    each_purpose_has_its_own_code,
    a_code_works_once_and_in_time,
    one_of_sixteen_uses_the_code,
    two_hundred_guesses_count_to_the_limit,
    a_right_guess_is_too_late_after_the_limit,
    expired_codes_are_swept,
    one_of_sixteen_spends_an_id,
    a_long_state_waits_for_its_session,
);

const LIMIT: i64 = 5;

pub fn code(purpose: Purpose, text: &str) -> Code {
    Code {
        pool: pool_id(),
        sub: sub(1),
        purpose,
        id: format!("id of {text}"),
        text: Zeroizing::new(text.into()),
        channel: Channel::Email,
        destination: "ann@example.com".into(),
        created: START,
        expires: START + Span::hours(1),
        tries: 0,
    }
}

async fn found(place: &Place, purpose: &Purpose) -> Option<Code> {
    place.store.code(&pool_id(), &sub(1), purpose).await.unwrap()
}

async fn a_code_comes_back(place: Place) {
    let mut put = code(Purpose::ForgotPassword, "012345");
    put.channel = Channel::Sms;
    write(&place.store, codes::put(place.store.sealer(), &put)).await;
    let code = found(&place, &put.purpose).await.unwrap();
    assert_eq!(
        (code.text.as_str(), code.id.as_str(), code.channel),
        ("012345", "id of 012345", Channel::Sms)
    );
    assert_eq!(
        (code.destination.as_str(), code.created, code.expires),
        ("ann@example.com", START, put.expires)
    );
    assert_eq!(
        (code.pool, code.sub, code.purpose, code.tries),
        (put.pool, put.sub, put.purpose, 0)
    );
}

async fn a_new_code_replaces_the_former_one(place: Place) {
    let store = &place.store;
    let (first, second) = (code(Purpose::SignUp, "111111"), code(Purpose::SignUp, "222222"));
    write(store, codes::put(store.sealer(), &first)).await;
    write(store, codes::fail(&first, LIMIT)).await;
    write(store, codes::put(store.sealer(), &second)).await;
    refused(store, codes::consume(&first, LIMIT, START), CODE_GONE).await;
    refused(store, codes::fail(&first, LIMIT), CODE_GONE).await;
    let code = found(&place, &Purpose::SignUp).await.unwrap();
    assert_eq!((code.text.as_str(), code.tries), ("222222", 0));
    write(store, codes::consume(&second, LIMIT, START)).await;
}

async fn each_purpose_has_its_own_code(place: Place) {
    let store = &place.store;
    let purposes = [
        Purpose::SignUp,
        Purpose::ForgotPassword,
        Purpose::SignIn,
        Purpose::VerifyAttribute("email".into()),
        Purpose::VerifyAttribute("phone_number".into()),
    ];
    for (n, purpose) in purposes.iter().enumerate() {
        write(
            store,
            codes::put(store.sealer(), &code(purpose.clone(), &n.to_string())),
        )
        .await;
    }
    write(store, codes::forget(&pool_id(), &sub(1), &Purpose::SignUp)).await;
    assert!(found(&place, &Purpose::SignUp).await.is_none());
    for (n, purpose) in purposes.iter().enumerate().skip(1) {
        assert_eq!(found(&place, purpose).await.unwrap().text.as_str(), n.to_string());
    }
    assert!(
        store
            .code(&pool_id(), &sub(2), &Purpose::SignIn)
            .await
            .unwrap()
            .is_none()
    );
}

async fn a_code_works_once_and_in_time(place: Place) {
    let store = &place.store;
    let code = code(Purpose::SignUp, "123456");
    write(store, codes::put(store.sealer(), &code)).await;
    refused(store, codes::consume(&code, LIMIT, code.expires), CODE_GONE).await;
    write(store, codes::consume(&code, LIMIT, code.expires - Span::seconds(1))).await;
    refused(store, codes::consume(&code, LIMIT, START), CODE_GONE).await;
}

async fn one_of_sixteen_uses_the_code(place: Place) {
    let store = place.store.clone();
    let code = code(Purpose::ForgotPassword, "123456");
    write(&store, codes::put(store.sealer(), &code)).await;
    let ends = race(16, |_| {
        let (store, code) = (store.clone(), code.clone());
        async move { store.write(codes::consume(&code, LIMIT, START)).await.unwrap() }
    })
    .await;
    assert_eq!(winners(&ends, CODE_GONE), 1);
}

async fn two_hundred_guesses_count_to_the_limit(place: Place) {
    let store = place.store.clone();
    let code = code(Purpose::ForgotPassword, "123456");
    write(&store, codes::put(store.sealer(), &code)).await;
    let ends = race(200, |_| {
        let (store, code) = (store.clone(), code.clone());
        async move { store.write(codes::fail(&code, LIMIT)).await.unwrap() }
    })
    .await;
    assert_eq!(winners(&ends, CODE_GONE), 5);
    assert_eq!(found(&place, &Purpose::ForgotPassword).await.unwrap().tries, LIMIT);
}

async fn a_right_guess_is_too_late_after_the_limit(place: Place) {
    let store = &place.store;
    let code = code(Purpose::ForgotPassword, "123456");
    write(store, codes::put(store.sealer(), &code)).await;
    for _ in 0..LIMIT {
        write(store, codes::fail(&code, LIMIT)).await;
    }
    refused(store, codes::consume(&code, LIMIT, START), CODE_GONE).await;
}

async fn expired_codes_are_swept(place: Place) {
    let store = &place.store;
    let code = code(Purpose::SignUp, "123456");
    write(store, codes::put(store.sealer(), &code)).await;
    write(store, codes::sweep(code.expires)).await;
    assert!(found(&place, &Purpose::SignUp).await.is_some());
    write(store, codes::sweep(code.expires + Span::seconds(1))).await;
    assert!(found(&place, &Purpose::SignUp).await.is_none());
}

async fn one_of_sixteen_spends_an_id(place: Place) {
    let store = place.store.clone();
    let expires = START + Span::minutes(3);
    let ends = race(16, |_| {
        let store = store.clone();
        async move { store.write(spent::spend(&pool_id(), "session", expires)).await.unwrap() }
    })
    .await;
    assert_eq!(winners(&ends, spent::SPENT), 1);
    write(&store, spent::spend(&pool_id(), "another", expires)).await;
    write(&store, spent::sweep(expires)).await;
    refused(&store, spent::spend(&pool_id(), "session", expires), spent::SPENT).await;
    write(&store, spent::sweep(expires + Span::seconds(1))).await;
    write(&store, spent::spend(&pool_id(), "session", expires)).await;
}

async fn a_long_state_waits_for_its_session(place: Place) {
    let store = &place.store;
    let expires = START + Span::minutes(3);
    let (pool, state) = (pool_id(), vec![7; 100_000]);
    write(
        store,
        long_states::keep(store.sealer(), (&pool, "session"), expires, &state),
    )
    .await;
    assert_eq!(store.long_state(&pool, "session").await.unwrap(), Some(state));
    assert_eq!(store.long_state(&pool, "another").await.unwrap(), None);
    write(store, long_states::sweep(expires)).await;
    assert!(store.long_state(&pool, "session").await.unwrap().is_some());
    write(store, long_states::sweep(expires + Span::seconds(1))).await;
    assert_eq!(store.long_state(&pool, "session").await.unwrap(), None);
}

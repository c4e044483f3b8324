//! Every statement of the store is understood by every engine.

use store::{
    MasterKey, MasterKeys, Store,
    db::{Db, Statement},
};

use crate::engines::{Place, on_every_engine};

on_every_engine! {
    every_statement_is_understood
    the_check_can_fail
}

async fn every_statement_is_understood(place: Place) {
    let keys = MasterKeys::new(MasterKey::new([1; 32]));
    let store = Store::open(&place.address, keys).await.unwrap();
    let mut wrong = Vec::new();
    for statement in store::statements() {
        if let Err(broken) = store.check(statement).await {
            wrong.push(format!("{broken}\n{}", statement.sql));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

async fn the_check_can_fail(place: Place) {
    let db: Db = place.open().await;
    for sql in [
        "select nothing from things",
        "select name from nowhere",
        "update things set name =",
    ] {
        assert!(db.check(Statement { name: "WRONG", sql }).await.is_err(), "{sql}");
    }
}

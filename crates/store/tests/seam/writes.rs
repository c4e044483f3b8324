//! Batches and guards: all of it or nothing of it.

use store::db::{Batch, Done, Statement};

use crate::engines::{ADD, ADD_TO_ALL, INSERT, INSERT_NEW, IS, Place, insert, names, number, on_every_engine};

on_every_engine! {
    a_batch_is_written_in_order
    an_empty_batch_is_written
    a_failing_statement_undoes_the_whole_batch
    a_refused_guard_undoes_the_whole_batch
    the_first_of_several_refusals_comes_back
    a_lone_guard_wants_one_row_not_none
    a_lone_guard_wants_one_row_not_two
    a_check_wants_its_row_and_writes_nothing
    what_was_checked_stays_until_the_batch_ends
    uniqueness_is_a_guard_on_an_insert
    a_taken_name_without_a_guard_is_broken
    a_failing_neighbour_leaves_the_others_whole
    an_abandoned_write_is_finished
    a_closed_database_takes_nothing_more
}

async fn a_batch_is_written_in_order(place: Place) {
    let db = place.open().await;
    let batch = insert("a", 1)
        .and(Batch::new().guard("A_GONE", ADD, vec!["a".into(), 10.into()]))
        .then(ADD, vec!["nobody".into(), 1.into()])
        .and(insert("b", 2));
    assert_eq!(db.write(batch).await.unwrap(), Done::Written);
    assert_eq!(names(&db).await, ["a", "b"]);
    assert_eq!(number(&db, "a").await, Some(11));
}

async fn an_empty_batch_is_written(place: Place) {
    let db = place.open().await;
    assert_eq!(db.write(Batch::new()).await.unwrap(), Done::Written);
}

async fn a_failing_statement_undoes_the_whole_batch(place: Place) {
    let db = place.open().await;
    let batch = insert("a", 1)
        .and(insert("b", 2))
        .and(insert("a", 3))
        .and(insert("c", 4));
    let broken = db.write(batch).await.unwrap_err();
    assert_eq!(broken.doing, "INSERT");
    assert!(names(&db).await.is_empty());
    // The connection is as good as new.
    assert_eq!(db.write(insert("a", 1)).await.unwrap(), Done::Written);
}

async fn a_refused_guard_undoes_the_whole_batch(place: Place) {
    let db = place.open().await;
    let batch = insert("a", 1)
        .guard("NOBODY", ADD, vec!["nobody".into(), 1.into()])
        .and(insert("b", 2));
    assert_eq!(db.write(batch).await.unwrap(), Done::Refused("NOBODY"));
    assert!(names(&db).await.is_empty());
}

async fn the_first_of_several_refusals_comes_back(place: Place) {
    let db = place.open().await;
    let batch = insert("a", 1)
        .guard("FIRST", ADD, vec!["nobody".into(), 1.into()])
        .guard("SECOND", ADD, vec!["nobody".into(), 1.into()]);
    assert_eq!(db.write(batch).await.unwrap(), Done::Refused("FIRST"));
}

async fn a_lone_guard_wants_one_row_not_none(place: Place) {
    let db = place.open().await;
    let add = |name: &str| Batch::new().guard("MISSING", ADD, vec![name.into(), 1.into()]);
    assert_eq!(db.write(insert("a", 1)).await.unwrap(), Done::Written);
    assert_eq!(db.write(add("b")).await.unwrap(), Done::Refused("MISSING"));
    assert_eq!(db.write(add("a")).await.unwrap(), Done::Written);
    assert_eq!(number(&db, "a").await, Some(2));
}

async fn a_lone_guard_wants_one_row_not_two(place: Place) {
    let db = place.open().await;
    let all = || Batch::new().guard("SEVERAL", ADD_TO_ALL, vec![1.into()]);
    assert_eq!(
        db.write(insert("a", 1).and(insert("b", 1))).await.unwrap(),
        Done::Written
    );
    assert_eq!(db.write(all()).await.unwrap(), Done::Refused("SEVERAL"));
    assert_eq!(
        db.write(insert("c", 1).and(all())).await.unwrap(),
        Done::Refused("SEVERAL")
    );
    assert_eq!((number(&db, "a").await, number(&db, "b").await), (Some(1), Some(1)));
    assert_eq!(number(&db, "c").await, None);
}

async fn a_check_wants_its_row_and_writes_nothing(place: Place) {
    let db = place.open().await;
    let is = |number: i64| Batch::new().check("CHANGED", IS, vec!["a".into(), number.into()]);
    assert_eq!(db.write(insert("a", 1)).await.unwrap(), Done::Written);
    assert_eq!(db.write(is(1)).await.unwrap(), Done::Written);
    assert_eq!(db.write(is(2)).await.unwrap(), Done::Refused("CHANGED"));
    assert_eq!(db.write(is(1).and(insert("b", 1))).await.unwrap(), Done::Written);
    assert_eq!(
        db.write(insert("c", 1).and(is(2))).await.unwrap(),
        Done::Refused("CHANGED")
    );
    assert_eq!(names(&db).await, ["a", "b"]);
    assert_eq!(number(&db, "a").await, Some(1));
}

/// Of those who add one to what they found, each has to win once.
async fn what_was_checked_stays_until_the_batch_ends(place: Place) {
    let db = place.open().await;
    assert_eq!(db.write(insert("a", 0)).await.unwrap(), Done::Written);
    assert_eq!(db.write(insert("b", 0)).await.unwrap(), Done::Written);
    let racers: Vec<_> = (0..8)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                loop {
                    let found = number(&db, "a").await.unwrap();
                    let checked = Batch::new().check("CHANGED", IS, vec!["a".into(), found.into()]);
                    let batch = ["b", "a"].into_iter().fold(checked, |batch, name| {
                        batch.guard("GONE", ADD, vec![name.into(), 1.into()])
                    });
                    if db.write(batch).await.unwrap() == Done::Written {
                        return;
                    }
                }
            })
        })
        .collect();
    for racer in racers {
        racer.await.unwrap();
    }
    assert_eq!((number(&db, "a").await, number(&db, "b").await), (Some(8), Some(8)));
}

async fn uniqueness_is_a_guard_on_an_insert(place: Place) {
    let db = place.open().await;
    let take = |number: i64| Batch::new().guard("TAKEN", INSERT_NEW, vec!["a".into(), number.into()]);
    assert_eq!(db.write(take(1)).await.unwrap(), Done::Written);
    assert_eq!(db.write(take(2)).await.unwrap(), Done::Refused("TAKEN"));
    assert_eq!(
        db.write(insert("b", 1).and(take(3))).await.unwrap(),
        Done::Refused("TAKEN")
    );
    assert_eq!(names(&db).await, ["a"]);
    assert_eq!(number(&db, "a").await, Some(1));
}

async fn a_taken_name_without_a_guard_is_broken(place: Place) {
    let db = place.open().await;
    assert_eq!(db.write(insert("secret-name", 1)).await.unwrap(), Done::Written);
    let broken = db.write(insert("secret-name", 2)).await.unwrap_err();
    assert_eq!(broken.doing, INSERT.name);
    // What went wrong is for the log, and the log holds no values.
    assert!(!broken.to_string().contains("secret-name"), "{broken}");
    assert_eq!(number(&db, "secret-name").await, Some(1));
}

async fn a_failing_neighbour_leaves_the_others_whole(place: Place) {
    let db = place.open().await;
    assert_eq!(db.write(insert("taken", 0)).await.unwrap(), Done::Written);
    // Sent all at once, so that SQLite's writer finds them waiting and commits many together.
    let writes: Vec<_> = (0..60)
        .map(|at| {
            let db = db.clone();
            let own = insert(&format!("{at:02}"), at);
            let batch = match at % 3 {
                0 => own,
                1 => own.and(insert("taken", at)),
                _ => own.guard("REFUSED", ADD, vec!["nobody".into(), 1.into()]),
            };
            tokio::spawn(async move { db.write(batch).await })
        })
        .collect();
    for (at, write) in writes.into_iter().enumerate() {
        let outcome = write.await.unwrap();
        match at % 3 {
            0 => assert_eq!(outcome.unwrap(), Done::Written),
            1 => assert_eq!(outcome.unwrap_err().doing, "INSERT"),
            _ => assert_eq!(outcome.unwrap(), Done::Refused("REFUSED")),
        }
    }
    let expected: Vec<String> = (0..60)
        .step_by(3)
        .map(|at| format!("{at:02}"))
        .chain(["taken".into()])
        .collect();
    assert_eq!(names(&db).await, expected);
}

async fn an_abandoned_write_is_finished(place: Place) {
    let db = place.open().await;
    // Polled once, then dropped, as when a client hangs up.
    let abandoned = tokio::time::timeout(std::time::Duration::ZERO, db.write(insert("a", 1).and(insert("b", 2))));
    let _ = abandoned.await;
    db.close().await;
    assert_eq!(names(&place.open().await).await, ["a", "b"]);
}

async fn a_closed_database_takes_nothing_more(place: Place) {
    let db = place.open().await;
    db.close().await;
    assert_eq!(
        db.write(insert("a", 1)).await.unwrap_err().cause,
        "the database is closed"
    );
    let select = Statement {
        name: "SELECT",
        sql: "select 1",
    };
    assert_eq!(
        db.row(select, vec![]).await.err().unwrap().cause,
        "the database is closed"
    );
    assert!(names(&place.open().await).await.is_empty());
}

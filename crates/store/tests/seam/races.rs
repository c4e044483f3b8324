//! Several at once: exactly one wins, nobody's write is lost, and what is written is seen.

use store::db::{Batch, Broken, Db, Done, Statement};

use crate::engines::{ADD, INSERT_NEW, Place, insert, number, on_every_engine, one};

on_every_engine! {
    one_of_sixteen_takes_the_prize
    one_of_sixteen_takes_the_name
    one_of_sixteen_wins_a_longer_batch
    every_acknowledged_increment_counts
    a_finished_write_is_seen_by_every_reader
}

const OFFER: Statement = Statement {
    name: "OFFER",
    sql: "insert into prizes (id, taken) values ($1, false)",
};
const TAKE: Statement = Statement {
    name: "TAKE",
    sql: "update prizes set taken = true, by = $2 where id = $1 and taken = false",
};

/// Sixteen tasks write at once; the outcomes in their order.
async fn race(db: &Db, batch: impl Fn(i64) -> Batch) -> Vec<Result<Done, Broken>> {
    let start = std::sync::Arc::new(tokio::sync::Barrier::new(16));
    let racers: Vec<_> = (0..16)
        .map(|racer| {
            let (db, start, batch) = (db.clone(), start.clone(), batch(racer));
            tokio::spawn(async move {
                start.wait().await;
                db.write(batch).await
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for racer in racers {
        outcomes.push(racer.await.unwrap());
    }
    outcomes
}

/// The one who wrote; all others must have been refused by `guard`.
fn winner(outcomes: Vec<Result<Done, Broken>>, guard: &'static str) -> i64 {
    let mut winners = Vec::new();
    for (racer, outcome) in (0..).zip(outcomes) {
        match outcome.unwrap() {
            Done::Written => winners.push(racer),
            Done::Refused(name) => assert_eq!(name, guard),
        }
    }
    assert_eq!(winners.len(), 1, "{winners:?}");
    winners[0]
}

async fn one_of_sixteen_takes_the_prize(place: Place) {
    let db = place.open().await;
    for id in 0..10 {
        let offer = Batch::new().then(OFFER, vec![id.into()]);
        assert_eq!(db.write(offer).await.unwrap(), Done::Written);
        let take = |racer: i64| Batch::new().guard("TAKEN", TAKE, vec![id.into(), racer.into()]);
        let winner = winner(race(&db, take).await, "TAKEN");
        let row = one(&db, "select by from prizes where id = $1", vec![id.into()]).await;
        assert_eq!(row.int(0).unwrap(), winner);
    }
}

async fn one_of_sixteen_takes_the_name(place: Place) {
    let db = place.open().await;
    for round in 0..10 {
        let name = format!("name {round}");
        let take = |racer: i64| Batch::new().guard("TAKEN", INSERT_NEW, vec![(&name).into(), racer.into()]);
        let winner = winner(race(&db, take).await, "TAKEN");
        assert_eq!(number(&db, &name).await, Some(winner));
    }
}

async fn one_of_sixteen_wins_a_longer_batch(place: Place) {
    let db = place.open().await;
    assert_eq!(db.write(insert("count", 0)).await.unwrap(), Done::Written);
    for id in 0..10 {
        let offer = Batch::new().then(OFFER, vec![id.into()]);
        assert_eq!(db.write(offer).await.unwrap(), Done::Written);
        let take = |racer: i64| {
            insert(&format!("{id} {racer}"), racer)
                .guard("TAKEN", TAKE, vec![id.into(), racer.into()])
                .then(ADD, vec!["count".into(), 1.into()])
        };
        let winner = winner(race(&db, take).await, "TAKEN");
        assert_eq!(number(&db, &format!("{id} {winner}")).await, Some(winner));
        assert_eq!(number(&db, "count").await, Some(id + 1));
    }
    let row = one(&db, "select count(*) from things", vec![]).await;
    assert_eq!(row.int(0).unwrap(), 11, "a loser left something behind");
}

async fn every_acknowledged_increment_counts(place: Place) {
    let db = place.open().await;
    assert_eq!(db.write(insert("count", 0)).await.unwrap(), Done::Written);
    let mut acknowledged = 0;
    for _ in 0..5 {
        let outcomes = race(&db, |_| Batch::new().guard("GONE", ADD, vec!["count".into(), 1.into()])).await;
        // Where every transaction is serializable, so many at once may use up their tries; then they wrote nothing.
        acknowledged += outcomes
            .into_iter()
            .filter(|outcome| outcome.as_ref().is_ok_and(|done| *done == Done::Written))
            .count();
        assert_eq!(number(&db, "count").await, i64::try_from(acknowledged).ok());
    }
    assert!(acknowledged >= 5, "{acknowledged}");
}

async fn a_finished_write_is_seen_by_every_reader(place: Place) {
    let db = place.open().await;
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let db = db.clone();
            tokio::spawn(async move {
                let name = format!("task {task}");
                for at in 0..20 {
                    let write = if at == 0 {
                        insert(&name, 0)
                    } else {
                        Batch::new().guard("GONE", ADD, vec![(&name).into(), 1.into()])
                    };
                    assert_eq!(db.write(write).await.unwrap(), Done::Written);
                    for _ in 0..3 {
                        assert_eq!(number(&db, &name).await, Some(at));
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

//! What goes in comes out, and what both engines must not differ in.

use store::db::{Batch, Db, Done, Statement, Value};

use crate::engines::{Place, insert, names, on_every_engine, one};

on_every_engine! {
    every_kind_of_value_comes_back
    nothing_comes_back_as_nothing
    big_values_come_back
    parameters_go_by_their_numbers
    text_with_nul_is_refused
    a_wrong_number_of_parameters_is_refused
    a_value_of_the_wrong_type_is_refused
    text_is_ordered_by_its_bytes
    like_heeds_case_and_escapes
    null_can_be_compared
    numbers_of_rows_are_integers
    a_broken_statement_is_named
}

const KEEP: Statement = Statement {
    name: "KEEP",
    sql: "insert into things (name, number, flag, bytes, note) values ($1, $2, $3, $4, $5)",
};
const READ: &str = "select number, flag, bytes, note from things where name = $1";

async fn keep(db: &Db, args: Vec<Value>) {
    assert_eq!(db.write(Batch::new().then(KEEP, args)).await.unwrap(), Done::Written);
}

async fn every_kind_of_value_comes_back(place: Place) {
    let db = place.open().await;
    let cases = [
        ("least", i64::MIN, false, vec![], String::new()),
        (
            "most",
            i64::MAX,
            true,
            vec![0, 255, 0],
            "ß 'quoted' \"twice\" $1 🦀\n".to_owned(),
        ),
    ];
    for (name, number, flag, bytes, note) in cases {
        keep(
            &db,
            vec![
                name.into(),
                number.into(),
                flag.into(),
                bytes.clone().into(),
                note.clone().into(),
            ],
        )
        .await;
        let row = one(&db, READ, vec![name.into()]).await;
        assert_eq!(row.int(0).unwrap(), number);
        assert_eq!(row.bool(1).unwrap(), flag);
        assert_eq!(row.bytes(2).unwrap(), bytes);
        assert_eq!(row.text(3).unwrap(), note);
        let row = one(
            &db,
            "select name from things where number = $1 and flag = $2 and bytes = $3 and note = $4",
            vec![number.into(), flag.into(), bytes.into(), note.into()],
        );
        assert_eq!(row.await.text(0).unwrap(), name);
    }
}

async fn nothing_comes_back_as_nothing(place: Place) {
    let db = place.open().await;
    keep(
        &db,
        vec!["a".into(), Value::Null, Value::Null, Value::Null, Value::Null],
    )
    .await;
    let row = one(&db, READ, vec!["a".into()]).await;
    assert_eq!(row.opt_int(0).unwrap(), None);
    assert!(row.bool(1).is_err());
    assert_eq!(row.opt_bytes(2).unwrap(), None);
    assert_eq!(row.opt_text(3).unwrap(), None);
    let nobody = Statement {
        name: "READ",
        sql: READ,
    };
    assert!(db.row(nobody, vec!["b".into()]).await.unwrap().is_none());
}

async fn big_values_come_back(place: Place) {
    let db = place.open().await;
    let note = "é".repeat(2 * 1024 * 1024);
    let bytes: Vec<u8> = (0..4 * 1024 * 1024).map(|at: u32| (at % 251) as u8).collect();
    keep(
        &db,
        vec![
            "big".into(),
            1.into(),
            true.into(),
            bytes.clone().into(),
            (&note).into(),
        ],
    )
    .await;
    let row = one(&db, READ, vec!["big".into()]).await;
    assert!(row.bytes(2).unwrap() == bytes);
    assert!(row.text(3).unwrap() == note);
}

async fn parameters_go_by_their_numbers(place: Place) {
    let db = place.open().await;
    let row = one(&db, "select $2 || $1 || $2", vec!["a".into(), "b".into()]).await;
    assert_eq!(row.text(0).unwrap(), "bab");
    let swapped = Statement {
        name: "SWAPPED",
        sql: "insert into things (number, name) values ($2, $1)",
    };
    let batch = Batch::new().then(swapped, vec!["a".into(), 7.into()]);
    assert_eq!(db.write(batch).await.unwrap(), Done::Written);
    assert_eq!(names(&db).await, ["a"]);
}

async fn text_with_nul_is_refused(place: Place) {
    let db = place.open().await;
    let write = db.write(insert("a", 1).and(insert("b\0c", 1)));
    assert_eq!(
        write.await.unwrap_err().to_string(),
        "INSERT: parameter $1 holds a NUL character"
    );
    let read = Statement {
        name: "READ",
        sql: "select name from things where number = $1 and name = $2",
    };
    let read = db.rows(read, vec![1.into(), "\0".into()]).await;
    assert_eq!(
        read.err().unwrap().to_string(),
        "READ: parameter $2 holds a NUL character"
    );
    assert!(names(&db).await.is_empty());
    // Bytes may hold what they like.
    keep(
        &db,
        vec!["a".into(), 1.into(), true.into(), vec![0].into(), Value::Null],
    )
    .await;
}

async fn a_wrong_number_of_parameters_is_refused(place: Place) {
    let db = place.open().await;
    let select = Statement {
        name: "SELECT",
        sql: "select name from things where name = $1",
    };
    for args in [vec![], vec!["a".into(), "b".into()]] {
        assert_eq!(db.rows(select, args).await.err().unwrap().doing, "SELECT");
    }
    assert!(names(&db).await.is_empty());
}

async fn a_value_of_the_wrong_type_is_refused(place: Place) {
    let db = place.open().await;
    let text_for_number = vec!["a".into(), "one".into(), true.into(), vec![1].into(), "".into()];
    let number_for_bytes = vec!["a".into(), 1.into(), true.into(), 1.into(), "".into()];
    for args in [text_for_number, number_for_bytes] {
        assert_eq!(db.write(Batch::new().then(KEEP, args)).await.unwrap_err().doing, "KEEP");
    }
    assert!(names(&db).await.is_empty());
}

async fn text_is_ordered_by_its_bytes(place: Place) {
    let db = place.open().await;
    for name in ["b", "é", "A", "a", "B", "_", "ab", "a b"] {
        assert_eq!(db.write(insert(name, 1)).await.unwrap(), Done::Written);
    }
    assert_eq!(names(&db).await, ["A", "B", "_", "a", "a b", "ab", "b", "é"]);
    let after = Statement {
        name: "AFTER",
        sql: "select name from things where (number, name) > ($1, $2) order by number, name limit $3",
    };
    let rows = db.rows(after, vec![1.into(), "_".into(), 3.into()]).await.unwrap();
    let after: Vec<String> = rows.iter().map(|row| row.text(0).unwrap()).collect();
    assert_eq!(after, ["a", "a b", "ab"]);
}

async fn like_heeds_case_and_escapes(place: Place) {
    let db = place.open().await;
    for name in ["Ab", "ab", "a%b", "ac"] {
        assert_eq!(db.write(insert(name, 1)).await.unwrap(), Done::Written);
    }
    let like = Statement {
        name: "LIKE",
        sql: "select name from things where name like $1 escape '!' order by name",
    };
    for (pattern, expected) in [("a%", &["a%b", "ab", "ac"][..]), ("a!%%", &["a%b"]), ("A%", &["Ab"])] {
        let rows = db.rows(like, vec![pattern.into()]).await.unwrap();
        let found: Vec<String> = rows.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(found, expected, "{pattern}");
    }
}

async fn null_can_be_compared(place: Place) {
    let db = place.open().await;
    keep(
        &db,
        vec!["a".into(), Value::Null, Value::Null, Value::Null, Value::Null],
    )
    .await;
    let sql = "select count(*) from things where note is not distinct from $1";
    assert_eq!(one(&db, sql, vec![Value::Null]).await.int(0).unwrap(), 1);
    assert_eq!(one(&db, sql, vec!["x".into()]).await.int(0).unwrap(), 0);
}

async fn numbers_of_rows_are_integers(place: Place) {
    let db = place.open().await;
    let row = one(
        &db,
        "select count(*), coalesce(max(number), 0), 1, true from things",
        vec![],
    )
    .await;
    assert_eq!(
        (row.int(0).unwrap(), row.int(1).unwrap(), row.int(2).unwrap()),
        (0, 0, 1)
    );
    assert!(row.bool(3).unwrap());
}

async fn a_broken_statement_is_named(place: Place) {
    let db = place.open().await;
    let typo = Statement {
        name: "TYPO",
        sql: "selekt 1",
    };
    assert_eq!(db.rows(typo, vec![]).await.err().unwrap().doing, "TYPO");
    assert_eq!(db.check(typo).await.unwrap_err().doing, "TYPO");
    assert_eq!(
        db.write(Batch::new().then(typo, vec![])).await.unwrap_err().doing,
        "TYPO"
    );
    let batch = insert("a", 1).then(typo, vec![]);
    assert_eq!(db.write(batch).await.unwrap_err().doing, "TYPO");
    assert!(names(&db).await.is_empty());
}

//! Schemas built, and each problem provoked.

use super::*;

fn entry(name: &str, data_type: DataType) -> Entry {
    Entry {
        name: Some(name.into()),
        data_type: Some(data_type),
        ..Entry::default()
    }
}

fn bounds(min: &str, max: &str) -> Option<Bounds> {
    Some(Bounds {
        min: Some(min.into()),
        max: Some(max.into()),
    })
}

fn named<'a>(schema: &'a Schema, name: &str) -> &'a Attribute {
    schema.0.iter().find(|a| a.name == name).unwrap()
}

#[test]
fn custom_attributes_follow_the_standard_ones_with_their_prefix() {
    let hidden = Entry {
        developer_only: Some(true),
        ..entry("b", DataType::Number)
    };
    let schema = Schema::build(&[entry("a", DataType::String), hidden]).unwrap();
    let names: Vec<_> = schema.0[20..].iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["custom:a", "dev:custom:b"]);
    assert_eq!(schema.0[20].kind, AttributeKind::String(Some(Bounds::default())));
    assert_eq!(schema.0[21].kind, AttributeKind::Number(None));
    assert!(schema.0[20].mutable && !schema.0[20].required);
}

#[test]
fn a_standard_attribute_is_overridden_in_place_and_its_bounds_only_with_its_type() {
    let untyped = Entry {
        data_type: None,
        required: Some(true),
        mutable: Some(false),
        lengths: bounds("1", "5"),
        ..entry("email", DataType::String)
    };
    let schema = Schema::build(std::slice::from_ref(&untyped)).unwrap();
    assert_eq!(schema.0.len(), 20);
    let email = named(&schema, "email");
    assert!(email.required && !email.mutable);
    assert_eq!(email.kind, AttributeKind::String(bounds("0", "2048")));

    let typed = Entry {
        data_type: Some(DataType::String),
        ..untyped
    };
    let schema = Schema::build(&[typed]).unwrap();
    assert_eq!(named(&schema, "email").kind, AttributeKind::String(bounds("1", "5")));
}

#[test]
fn verified_flags_and_sub_make_custom_attributes() {
    let schema = Schema::build(&[entry("email_verified", DataType::Boolean)]).unwrap();
    assert_eq!(schema.0[20].name, "custom:email_verified");
}

#[test]
fn each_fault_of_an_entry_has_its_problem() {
    let faulty = |change: fn(&mut Entry)| {
        let mut entry = entry("x", DataType::String);
        change(&mut entry);
        Schema::build(&[entry]).unwrap_err()
    };
    let full = || "custom:x".to_owned();
    assert_eq!(faulty(|e| e.name = None), SchemaProblem::Nameless);
    assert_eq!(faulty(|e| e.data_type = None), SchemaProblem::Untyped);
    assert_eq!(faulty(|e| e.required = Some(true)), SchemaProblem::RequiredCustom);
    assert_eq!(
        faulty(|e| e.lengths = bounds("-1", "2")),
        SchemaProblem::BadLength(full())
    );
    assert_eq!(
        faulty(|e| e.lengths = bounds("", "2")),
        SchemaProblem::BadLength(full())
    );
    assert_eq!(
        faulty(|e| e.lengths = bounds("1", "2049")),
        SchemaProblem::TooLong(full())
    );
    assert_eq!(
        faulty(|e| e.lengths = bounds("2049", "1")),
        SchemaProblem::TooLong(full())
    );
    assert_eq!(
        faulty(|e| e.lengths = bounds("3", "2")),
        SchemaProblem::CrossedLengths(full())
    );
    let number = |values| Entry {
        values,
        ..entry("x", DataType::Number)
    };
    assert_eq!(
        Schema::build(&[number(bounds("a", "2"))]),
        Err(SchemaProblem::BadValue(full()))
    );
    assert_eq!(
        Schema::build(&[number(bounds("3", "2"))]),
        Err(SchemaProblem::CrossedValues(full()))
    );
}

#[test]
fn a_standard_attribute_keeps_its_type() {
    let problem = SchemaProblem::Retyped("email".into());
    assert_eq!(Schema::build(&[entry("email", DataType::Number)]), Err(problem.clone()));
    let hidden = Entry {
        developer_only: Some(true),
        ..entry("email", DataType::String)
    };
    assert_eq!(Schema::build(&[hidden]), Err(problem));
    let crossed = Entry {
        lengths: bounds("3", "2"),
        ..entry("email", DataType::String)
    };
    assert_eq!(
        Schema::build(&[crossed]),
        Err(SchemaProblem::CrossedStandardLengths("email".into()))
    );
    let crossed = Entry {
        values: bounds("3", "2"),
        ..entry("updated_at", DataType::Number)
    };
    assert_eq!(
        Schema::build(&[crossed]),
        Err(SchemaProblem::CrossedStandardValues("updated_at".into()))
    );
}

#[test]
fn a_name_is_taken_with_and_without_the_developer_prefix() {
    let plain = entry("a", DataType::String);
    let hidden = Entry {
        developer_only: Some(true),
        ..plain.clone()
    };
    assert_eq!(
        Schema::build(&[plain.clone(), hidden.clone()]),
        Err(SchemaProblem::Duplicate("custom:a".into()))
    );
    let schema = Schema::build(std::slice::from_ref(&hidden)).unwrap();
    assert_eq!(
        schema.with(&[plain]),
        Err(SchemaProblem::Exists {
            asked: "custom:a".into(),
            existing: "dev:custom:a".into()
        })
    );
}

#[test]
fn fifty_custom_attributes_are_the_most() {
    let entries: Vec<_> = (0..MOST_CUSTOM)
        .map(|n| entry(&format!("a{n}"), DataType::String))
        .collect();
    let full = Schema::build(&entries).unwrap();
    assert_eq!(
        full.with(&[entry("one_more", DataType::String)]),
        Err(SchemaProblem::TooMany)
    );
    assert!(Schema::default().with(&entries).is_ok());
}

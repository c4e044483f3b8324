use proptest::prelude::*;

use super::*;
use crate::{
    ids::{PoolId, Sub},
    moment::Moment,
    user::{MfaPreference, UserStatus},
};

/// The standard attributes, of which `family_name` is required, and some custom ones.
fn schema() -> Schema {
    let bounds = |min: &str, max: &str| {
        Some(Bounds {
            min: Some(min.into()),
            max: Some(max.into()),
        })
    };
    let mut schema = Schema::default();
    for attribute in &mut schema.0 {
        attribute.required |= attribute.name == "family_name";
    }
    for (name, kind) in [
        ("custom:colour", AttributeKind::String(bounds("3", "5"))),
        ("custom:floor", AttributeKind::Number(bounds("10", "20"))),
        ("custom:any", AttributeKind::Number(None)),
        ("custom:open", AttributeKind::String(Some(Bounds::default()))),
        ("custom:member", AttributeKind::Boolean),
        ("custom:since", AttributeKind::DateTime),
        ("custom:fixed", AttributeKind::String(None)),
        ("dev:custom:rank", AttributeKind::String(None)),
    ] {
        schema.0.push(Attribute {
            name: name.into(),
            kind,
            developer_only: name.starts_with("dev:"),
            mutable: name != "custom:fixed",
            required: false,
        });
    }
    schema
}

fn jane() -> User {
    User {
        pool: PoolId::new("eu-west-1_AbCdEf123"),
        sub: Sub::new("34c84488-e0e1-70ae-d2ee-991ad1a898c8"),
        username: "jane".into(),
        status: UserStatus::Confirmed,
        enabled: true,
        created: Moment::from_micros(0),
        modified: Moment::from_micros(0),
        version: 1,
        attributes: BTreeMap::from([("email".to_owned(), "jane@example.com".to_owned())]),
        mfa: MfaPreference::default(),
        pending: BTreeMap::new(),
    }
}

fn given(pairs: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Some((*value).to_owned())))
        .collect()
}

type Shown = Result<Vec<(String, String)>, Vec<(String, Problem)>>;

fn shown(judged: Result<BTreeMap<String, String>, Vec<Violation>>) -> Shown {
    match judged {
        Ok(values) => Ok(values.into_iter().collect()),
        Err(violations) => Err(violations.into_iter().map(|one| (one.attribute, one.problem)).collect()),
    }
}

fn fine(pairs: &[(&str, &str)]) -> Shown {
    Ok(pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect())
}

fn wrong(problems: &[(&str, Problem)]) -> Shown {
    Err(problems
        .iter()
        .map(|(name, problem)| ((*name).to_owned(), problem.clone()))
        .collect())
}

fn sign_up(pairs: &[(&str, &str)]) -> Shown {
    let client = ClientSettings::default();
    shown(schema().judge(&given(pairs), Author::Client(&client), Occasion::NewUser))
}

fn admin_create(pairs: &[(&str, &str)]) -> Shown {
    shown(schema().judge(&given(pairs), Author::Administrator, Occasion::NewUser))
}

fn update(pairs: &[(&str, &str)]) -> Shown {
    let client = ClientSettings::default();
    shown(schema().judge(&given(pairs), Author::Client(&client), Occasion::Change(&jane())))
}

fn admin_update(pairs: &[(&str, &str)]) -> Shown {
    shown(schema().judge(&given(pairs), Author::Administrator, Occasion::Change(&jane())))
}

#[test]
fn good_attributes_pass() {
    let attributes = [
        ("email", "jane@example.com"),
        ("family_name", "Doe"),
        ("phone_number", "+15550100"),
    ];
    assert_eq!(sign_up(&attributes), fine(&attributes));
    assert_eq!(admin_create(&[]), fine(&[]));
    assert_eq!(update(&[("nickname", "jay")]), fine(&[("nickname", "jay")]));
}

#[test]
fn unknown_names_come_before_everything_and_all_at_once() {
    let attributes = [
        ("custom:b", "x"),
        ("email", "no"),
        ("custom:a", "y"),
        ("dev:custom:rank", "1"),
    ];
    let problems = wrong(&[("custom:b", Problem::Unknown), ("custom:a", Problem::Unknown)]);
    assert_eq!(sign_up(&attributes), problems);
    assert_eq!(admin_update(&attributes), problems);
}

#[test]
fn users_do_not_write_flags_nor_what_is_for_developers() {
    for name in ["email_verified", "phone_number_verified", "dev:custom:rank"] {
        assert_eq!(sign_up(&[(name, "true")]), wrong(&[(name, Problem::NotWritable)]));
        assert_eq!(update(&[(name, "true")]), wrong(&[(name, Problem::NotWritable)]));
    }
    let attributes = [
        ("email", "jane@example.com"),
        ("email_verified", "true"),
        ("dev:custom:rank", "1"),
    ];
    assert_eq!(shown_sorted(admin_create(&attributes)), shown_sorted(fine(&attributes)));
}

fn shown_sorted(shown: Shown) -> Shown {
    shown.map(|mut pairs| {
        pairs.sort();
        pairs
    })
}

#[test]
fn a_client_writes_what_it_lists() {
    let client = ClientSettings {
        write_attributes: Some(vec!["nickname".into()]),
        ..ClientSettings::default()
    };
    let judge = |pairs: &[(&str, &str)]| {
        shown(schema().judge(&given(pairs), Author::Client(&client), Occasion::Change(&jane())))
    };
    assert_eq!(judge(&[("nickname", "jay")]), fine(&[("nickname", "jay")]));
    assert_eq!(
        judge(&[("nickname", "jay"), ("name", "J")]),
        wrong(&[("name", Problem::NotWritable)])
    );
}

#[test]
fn nobody_writes_the_subject() {
    for name in ["sub", "identities"] {
        let problem = wrong(&[(name, Problem::NeverSet)]);
        assert_eq!(sign_up(&[(name, "x")]), problem);
        assert_eq!(admin_create(&[(name, "x")]), problem);
        assert_eq!(admin_update(&[(name, "x")]), problem);
    }
}

#[test]
fn what_is_immutable_is_written_once() {
    let attributes = [("custom:fixed", "x"), ("family_name", "Doe")];
    assert_eq!(sign_up(&attributes), fine(&attributes));
    let problem = wrong(&[("custom:fixed", Problem::Immutable)]);
    assert_eq!(update(&[("custom:fixed", "x")]), problem);
    assert_eq!(admin_update(&[("custom:fixed", "")]), problem);
}

#[test]
fn addresses_have_their_forms() {
    assert_eq!(update(&[("email", "jane")]), wrong(&[("email", Problem::NotAnEmail)]));
    assert_eq!(
        update(&[("phone_number", "5550100")]),
        wrong(&[("phone_number", Problem::NotAPhoneNumber)])
    );
    assert_eq!(
        update(&[("phone_number", "5550100"), ("email", "jane")]),
        wrong(&[("email", Problem::NotAnEmail)])
    );
}

#[test]
fn values_have_types() {
    let cases = [
        (
            "custom:any",
            DataType::Number,
            vec!["0", "-5", "99999999999999999999"],
            vec!["x", "1.5", " 1", "1e3"],
        ),
        (
            "custom:since",
            DataType::DateTime,
            vec![
                "2026-01-02",
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05+01:00",
                "2026-01-02T03:04:05",
                "1767323045",
            ],
            vec!["x", "2026-13-01", "02.01.2026"],
        ),
    ];
    for (name, data_type, good, bad) in cases {
        for value in good {
            assert_eq!(update(&[(name, value)]), fine(&[(name, value)]));
        }
        for value in bad {
            assert_eq!(
                update(&[(name, value)]),
                wrong(&[(name, Problem::WrongType(data_type))]),
                "{value}"
            );
        }
    }
}

#[test]
fn truth_is_kept_in_lower_case() {
    assert_eq!(update(&[("custom:member", "TRUE")]), fine(&[("custom:member", "true")]));
    assert_eq!(
        update(&[("custom:member", "False")]),
        fine(&[("custom:member", "false")])
    );
    let problem = Problem::WrongType(DataType::Boolean);
    assert_eq!(
        update(&[("custom:member", "yes")]),
        wrong(&[("custom:member", problem)])
    );
}

#[test]
fn values_have_bounds() {
    let bound = |text: &str| text.to_owned();
    for (name, value, problem) in [
        ("custom:colour", "no", Problem::TooShort(bound("3"))),
        ("custom:colour", "orange", Problem::TooLong(bound("5"))),
        ("birthdate", "1.1.2000", Problem::TooShort(bound("10"))),
        ("custom:floor", "9", Problem::TooSmall(bound("10"))),
        ("custom:floor", "21", Problem::TooGreat(bound("20"))),
        ("updated_at", "-1", Problem::TooSmall(bound("0"))),
    ] {
        assert_eq!(update(&[(name, value)]), wrong(&[(name, problem)]), "{name} {value}");
    }
    for (name, value) in [
        ("custom:colour", "grün"),
        ("custom:floor", "10"),
        ("custom:floor", "20"),
        ("custom:open", "x"),
    ] {
        assert_eq!(update(&[(name, value)]), fine(&[(name, value)]));
    }
    assert_eq!(
        update(&[("custom:floor", "9"), ("custom:colour", "no")]),
        wrong(&[
            ("custom:floor", Problem::TooSmall(bound("10"))),
            ("custom:colour", Problem::TooShort(bound("3")))
        ])
    );
}

#[test]
fn required_attributes_are_for_those_who_sign_up() {
    assert_eq!(
        sign_up(&[("nickname", "jay")]),
        wrong(&[("family_name", Problem::Required)])
    );
    assert_eq!(
        sign_up(&[("family_name", "")]),
        wrong(&[("family_name", Problem::Required)])
    );
    assert_eq!(admin_create(&[("nickname", "jay")]), fine(&[("nickname", "jay")]));
    assert_eq!(update(&[("nickname", "jay")]), fine(&[("nickname", "jay")]));
    assert_eq!(
        update(&[("family_name", "")]),
        wrong(&[("family_name", Problem::Required)])
    );
}

#[test]
fn an_empty_value_is_passed_on_and_an_absent_one_is_not() {
    assert_eq!(
        update(&[("birthdate", ""), ("email", "")]),
        fine(&[("birthdate", ""), ("email", "")])
    );
    let judged = schema().judge(
        &[("nickname".into(), None)],
        Author::Administrator,
        Occasion::Change(&jane()),
    );
    assert_eq!(shown(judged), wrong(&[("nickname", Problem::Null)]));
}

#[test]
fn the_last_value_of_a_name_counts() {
    assert_eq!(
        update(&[("nickname", "a"), ("nickname", "b")]),
        fine(&[("nickname", "b")])
    );
}

#[test]
fn a_flag_needs_an_address() {
    let no_email = wrong(&[("email_verified", Problem::NothingToVerify(Channel::Email))]);
    assert_eq!(admin_create(&[("email_verified", "true")]), no_email);
    assert_eq!(admin_update(&[("email_verified", "true"), ("email", "")]), no_email);
    assert_eq!(
        admin_update(&[("email_verified", "true")]),
        fine(&[("email_verified", "true")])
    );
    assert_eq!(
        admin_update(&[("phone_number_verified", "true")]),
        wrong(&[("phone_number_verified", Problem::NothingToVerify(Channel::Sms))])
    );
}

#[test]
fn removals() {
    let client = ClientSettings::default();
    let judge = |names: &[&str], author| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        shown(schema().judge_removal(&names, author).map(|()| BTreeMap::new()))
    };
    let user = Author::Client(&client);
    assert_eq!(judge(&["nickname", "email", "custom:colour"], user), fine(&[]));
    assert_eq!(
        judge(&["custom:x", "sub", "custom:y"], user),
        wrong(&[("custom:x", Problem::Unknown), ("custom:y", Problem::Unknown)])
    );
    assert_eq!(
        judge(&["sub"], Author::Administrator),
        wrong(&[("sub", Problem::NeverSet)])
    );
    assert_eq!(
        judge(&["email_verified"], user),
        wrong(&[("email_verified", Problem::NotWritable)])
    );
    assert_eq!(judge(&["email_verified"], Author::Administrator), fine(&[]));
    assert_eq!(
        judge(&["custom:fixed"], user),
        wrong(&[("custom:fixed", Problem::Immutable)])
    );
    assert_eq!(
        judge(&["family_name"], user),
        wrong(&[("family_name", Problem::Required)])
    );
}

proptest! {
    #[test]
    fn never_panics(value in any::<String>()) {
        for name in ["email", "phone_number", "custom:floor", "custom:since", "custom:member", "custom:colour"] {
            let _ = update(&[(name, &value)]);
        }
        let _ = update(&[(&value, "x")]);
    }
}

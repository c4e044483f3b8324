use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{ids::PoolId, moment::Moment, user::MfaPreference};

fn plain() -> PoolSettings {
    PoolSettings::default()
}

fn with_aliases() -> PoolSettings {
    PoolSettings {
        aliases: vec![
            AliasAttribute::Email,
            AliasAttribute::PhoneNumber,
            AliasAttribute::PreferredUsername,
        ],
        ..plain()
    }
}

fn by_address(channels: &[Channel]) -> PoolSettings {
    PoolSettings {
        username_attributes: channels.to_vec(),
        ..plain()
    }
}

fn ignoring_case(pool: PoolSettings) -> PoolSettings {
    PoolSettings {
        case_sensitive: Some(false),
        ..pool
    }
}

fn jane(attributes: &[(&str, &str)]) -> User {
    User {
        pool: PoolId::new("eu-west-1_AbCdEf123"),
        sub: Sub::new("34c84488-e0e1-70ae-d2ee-991ad1a898c8"),
        username: "Jane".into(),
        status: UserStatus::Confirmed,
        enabled: true,
        created: Moment::from_micros(0),
        modified: Moment::from_micros(0),
        version: 1,
        attributes: attributes
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
        mfa: MfaPreference::default(),
        pending: BTreeMap::new(),
    }
}

fn shown(names: &[Name]) -> Vec<(NameKind, &str)> {
    names.iter().map(|name| (name.kind, name.value.as_str())).collect()
}

#[test]
fn a_plain_pool_knows_usernames_only() {
    assert_eq!(
        shown(&candidates(&plain(), "jane@example.com")),
        [(NameKind::Username, "jane@example.com")]
    );
    let user = jane(&[("email", "jane@example.com"), ("email_verified", "true")]);
    assert_eq!(shown(&names_of(&plain(), &user)), [(NameKind::Username, "Jane")]);
}

#[test]
fn a_text_may_be_several_names() {
    assert_eq!(
        shown(&candidates(&with_aliases(), "jane@example.com")),
        [
            (NameKind::Username, "jane@example.com"),
            (NameKind::Email, "jane@example.com"),
            (NameKind::PreferredUsername, "jane@example.com"),
        ]
    );
    assert_eq!(
        shown(&candidates(&by_address(&[Channel::Sms]), "+15550100")),
        [(NameKind::Username, "+15550100"), (NameKind::PhoneNumber, "+15550100")]
    );
}

#[test]
fn an_alias_counts_once_it_is_verified() {
    let pool = with_aliases();
    let unverified = jane(&[
        ("email", "jane@example.com"),
        ("email_verified", "false"),
        ("phone_number", "+15550100"),
    ]);
    assert_eq!(shown(&names_of(&pool, &unverified)), [(NameKind::Username, "Jane")]);
    let verified = jane(&[("email", "jane@example.com"), ("email_verified", "true")]);
    assert_eq!(
        shown(&names_of(&pool, &verified)),
        [(NameKind::Username, "Jane"), (NameKind::Email, "jane@example.com")]
    );
}

#[test]
fn a_preferred_username_counts_once_the_user_is_confirmed() {
    let pool = with_aliases();
    let mut user = jane(&[("preferred_username", "jay")]);
    assert_eq!(
        shown(&names_of(&pool, &user)),
        [(NameKind::Username, "Jane"), (NameKind::PreferredUsername, "jay")]
    );
    user.status = UserStatus::Unconfirmed;
    assert_eq!(shown(&names_of(&pool, &user)), [(NameKind::Username, "Jane")]);
}

#[test]
fn an_address_that_is_the_username_counts_unverified() {
    let user = jane(&[("email", "jane@example.com"), ("phone_number", "+15550100")]);
    assert_eq!(
        shown(&names_of(&by_address(&[Channel::Email]), &user)),
        [(NameKind::Username, "Jane"), (NameKind::Email, "jane@example.com")]
    );
}

#[test]
fn case_is_folded_where_the_pool_says_so() {
    let pool = ignoring_case(with_aliases());
    let user = jane(&[
        ("email", "Jane@Example.com"),
        ("email_verified", "true"),
        ("preferred_username", "Jay"),
    ]);
    assert_eq!(
        shown(&names_of(&pool, &user)),
        [
            (NameKind::Username, "jane"),
            (NameKind::Email, "jane@example.com"),
            (NameKind::PreferredUsername, "jay")
        ]
    );
    assert_eq!(candidates(&pool, "JANE")[0], names_of(&pool, &user)[0]);
    assert_ne!(
        candidates(&with_aliases(), "JANE")[0],
        names_of(&with_aliases(), &user)[0]
    );
}

#[test]
fn subjects_are_lower_case_uuids() {
    let sub = "34c84488-e0e1-70ae-d2ee-991ad1a898c8";
    assert_eq!(as_sub(sub), Some(Sub::new(sub)));
    assert_eq!(as_sub(&sub.to_uppercase()), None);
    assert_eq!(as_sub(&sub.replace('-', "")), None);
    assert_eq!(as_sub("jane"), None);
}

#[test]
fn new_names() {
    use Channel::{Email, Sms};
    let cases: [(PoolSettings, &str, Result<NewName, NameRefused>); 11] = [
        (plain(), "jane", Ok(NewName::Username)),
        (plain(), "jane@example.com", Ok(NewName::Username)),
        (with_aliases(), "jane", Ok(NewName::Username)),
        (with_aliases(), "jane@example.com", Err(NameRefused::LooksLikeEmail)),
        (with_aliases(), "+15550100", Err(NameRefused::LooksLikePhoneNumber)),
        (by_address(&[Email]), "jane@example.com", Ok(NewName::Address(Email))),
        (by_address(&[Email]), "+15550100", Err(NameRefused::NotAnEmail)),
        (by_address(&[Sms]), "+15550100", Ok(NewName::Address(Sms))),
        (by_address(&[Sms]), "jane", Err(NameRefused::NotAPhoneNumber)),
        (
            by_address(&[Sms, Email]),
            "jane@example.com",
            Ok(NewName::Address(Email)),
        ),
        (by_address(&[Email, Sms]), "jane", Err(NameRefused::NotAnAddress)),
    ];
    for (pool, given, expected) in cases {
        assert_eq!(judge_new(&pool, given), expected, "{given}");
    }
}

#[test]
fn forms_of_addresses() {
    for good in [
        "a@b.c",
        "a@localhost",
        "jane.doe+tag@sub.example.com",
        "zoë@exämple.de",
        "o'brien@example.ie",
        "a_b@x-y.z",
    ] {
        assert!(is_email(good), "{good}");
    }
    let bad = [
        "",
        "@",
        "a@",
        "@b.c",
        "a.b.c",
        "a b@c.d",
        "a@b c.d",
        "a@b@c.d",
        "a@b..c",
        ".a@b.c",
        "a.@b.c",
        "a@.b",
        "a@b.",
        "a@-b.c",
        "a@b_c.d",
        "a@b.c\n",
        "a\u{0}@b.c",
    ];
    for bad in bad {
        assert!(!is_email(bad), "{bad:?}");
    }
    for good in ["+15550100", "+491234567890123", "+12"] {
        assert!(is_phone_number(good), "{good}");
    }
    for bad in [
        "",
        "+",
        "+1",
        "15550100",
        "+0155501",
        "+1 555",
        "+1-555",
        "+1555010x",
        "+1234567890123456",
        "+١٢٣",
    ] {
        assert!(!is_phone_number(bad), "{bad:?}");
    }
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>()) {
        let _ = judge_new(&by_address(&[Channel::Email]), &text);
        let _ = candidates(&ignoring_case(with_aliases()), &text);
    }

    #[test]
    fn what_a_user_is_called_by_leads_back_to_it(email in "[a-zA-Z]{1,8}@[a-zA-Z]{1,8}") {
        let pool = ignoring_case(by_address(&[Channel::Email]));
        let user = jane(&[("email", &email)]);
        let held = names_of(&pool, &user);
        prop_assert!(candidates(&pool, &email.to_uppercase()).iter().any(|name| held.contains(name)));
    }
}

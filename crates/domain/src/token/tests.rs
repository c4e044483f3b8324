//! Tokens as clients and attackers see them.

use std::{collections::BTreeMap, sync::LazyLock};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    hmac,
    rsa::KeySize,
    signature::RsaKeyPair,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    claims::{API_SCOPE, Bearer, GroupClaims, GroupOfUser, TokenUse},
    family::{Family, FamilyDetails, Turn},
    jwt::{Disbelief, PublicKey, SigningKey, Unverified, Witness},
};
use crate::{
    client::{Client, ClientSettings},
    ids::{ClientId, DeviceKey, PoolId, Sub},
    moment::{Moment, Span},
    user::{MfaPreference, User, UserStatus},
};

const ISSUER: &str = "http://127.0.0.1:9229/us-east-1_ExAmPlE12";
const SUB: &str = "6f8d3a2e-1111-4222-8333-944455556666";

static KEYS: LazyLock<[SigningKey; 2]> = LazyLock::new(|| ["one", "two"].map(key));

fn key(kid: &str) -> SigningKey {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der = pair.as_der().unwrap();
    SigningKey::read(kid, der.as_ref()).unwrap()
}

fn now() -> Moment {
    Moment::from_micros(1_700_000_000_500_000)
}

fn client(settings: ClientSettings) -> Client {
    Client {
        id: ClientId::new("1example23456789"),
        pool: PoolId::new("us-east-1_ExAmPlE12"),
        name: "app".into(),
        created: now(),
        modified: now(),
        version: 1,
        secrets: Vec::new(),
        settings: settings.into(),
    }
}

fn user(attributes: &[(&str, &str)]) -> User {
    User {
        pool: PoolId::new("us-east-1_ExAmPlE12"),
        sub: Sub::new(SUB),
        username: "alice".into(),
        status: UserStatus::Confirmed,
        enabled: true,
        created: now(),
        modified: now(),
        version: 1,
        attributes: attributes
            .iter()
            .map(|(k, v)| ((*k).into(), (*v).into()))
            .collect::<BTreeMap<_, _>>(),
        mfa: MfaPreference::default(),
        pending: BTreeMap::new(),
    }
}

fn family() -> Family {
    Family {
        id: Uuid::from_u128(1),
        pool: PoolId::new("us-east-1_ExAmPlE12"),
        client: ClientId::new("1example23456789"),
        sub: Sub::new(SUB),
        origin_jti: Uuid::from_u128(2),
        auth_time: now() - Span::hours(2),
        expires: now() + Span::days(30),
        revoked: None,
        turn: Turn::FIRST,
        details: FamilyDetails {
            scope: API_SCOPE.into(),
            ..FamilyDetails::default()
        },
    }
}

/// Both tokens' claims as JSON text, for the order as well as for the values.
fn claims(client: &Client, user: &User, family: &Family, groups: &GroupClaims) -> (String, String) {
    let bearer = Bearer {
        levels: &Default::default(),
        issuer: ISSUER,
        client,
        user,
        family,
        groups,
        now: now(),
    };
    let text = |claims| serde_json::to_string(&claims).unwrap();
    (
        text(bearer.access(Uuid::from_u128(3))),
        text(bearer.id(Uuid::from_u128(4))),
    )
}

#[test]
fn a_plain_user_gets_the_claims_of_an_api_sign_in_in_their_order() {
    let (access, id) = claims(
        &client(ClientSettings::default()),
        &user(&[]),
        &family(),
        &GroupClaims::default(),
    );
    assert_eq!(
        access,
        format!(
            r#"{{"sub":"{SUB}","iss":"{ISSUER}","client_id":"1example23456789","origin_jti":"{}","event_id":"{}","token_use":"access","scope":"aws.cognito.signin.user.admin","auth_time":1699992800,"exp":1700003600,"iat":1700000000,"jti":"{}","username":"alice"}}"#,
            Uuid::from_u128(2),
            Uuid::from_u128(1),
            Uuid::from_u128(3)
        )
    );
    assert_eq!(
        id,
        format!(
            r#"{{"sub":"{SUB}","iss":"{ISSUER}","cognito:username":"alice","origin_jti":"{}","aud":"1example23456789","event_id":"{}","token_use":"id","auth_time":1699992800,"exp":1700003600,"iat":1700000000,"jti":"{}"}}"#,
            Uuid::from_u128(2),
            Uuid::from_u128(1),
            Uuid::from_u128(4)
        )
    );
}

#[test]
fn groups_and_roles_and_the_device_stand_where_they_belong() {
    let groups = GroupClaims {
        groups: vec!["admins".into(), "staff".into()],
        roles: vec!["arn:a".into()],
        preferred_role: Some("arn:a".into()),
    };
    let mut family = family();
    family.details.device = Some(DeviceKey::new("us-east-1_device"));
    let (access, id) = claims(&client(ClientSettings::default()), &user(&[]), &family, &groups);
    let access: Value = serde_json::from_str(&access).unwrap();
    let id: Value = serde_json::from_str(&id).unwrap();
    assert_eq!(access["cognito:groups"], json!(["admins", "staff"]));
    assert_eq!(access["device_key"], "us-east-1_device");
    assert!(access.get("cognito:roles").is_none());
    assert_eq!(id["cognito:groups"], json!(["admins", "staff"]));
    assert_eq!(id["cognito:roles"], json!(["arn:a"]));
    assert_eq!(id["cognito:preferred_role"], "arn:a");
    assert!(id.get("device_key").is_none());
}

#[test]
fn an_id_token_shows_readable_attributes_in_their_forms() {
    let person = user(&[
        ("address", "1 Main Street"),
        ("custom:level", "7"),
        ("email", "a@example.com"),
        ("email_verified", "true"),
        ("nickname", ""),
        ("phone_number_verified", "false"),
        ("identities", r#"[{"userId":"1"}]"#),
    ]);
    let open = client(ClientSettings::default());
    let (access, id) = claims(&open, &person, &family(), &GroupClaims::default());
    assert!(!access.contains("email"));
    let id: Value = serde_json::from_str(&id).unwrap();
    assert_eq!(id["address"], json!({"formatted": "1 Main Street"}));
    assert_eq!(id["custom:level"], "7");
    assert_eq!(id["email_verified"], true);
    assert_eq!(id["phone_number_verified"], false);
    assert_eq!(id["identities"], json!([{"userId": "1"}]));
    assert!(id.get("nickname").is_none(), "an empty attribute");

    let narrow = client(ClientSettings {
        read_attributes: Some(vec!["email".into()]),
        ..ClientSettings::default()
    });
    let (_, id) = claims(&narrow, &person, &family(), &GroupClaims::default());
    let id: Value = serde_json::from_str(&id).unwrap();
    assert_eq!(id["email"], "a@example.com");
    assert!(id.get("email_verified").is_none() && id.get("address").is_none());
}

#[test]
fn a_client_without_revocation_names_no_origin() {
    let quiet = client(ClientSettings {
        revocation: Some(false),
        ..ClientSettings::default()
    });
    let (access, id) = claims(&quiet, &user(&[]), &family(), &GroupClaims::default());
    assert!(!access.contains("origin_jti") && !id.contains("origin_jti"));
    assert!(access.contains("\"jti\"") && id.contains("\"jti\""));
}

fn access_token() -> String {
    let (client, user, family, groups) = (
        client(ClientSettings::default()),
        user(&[]),
        family(),
        GroupClaims::default(),
    );
    let bearer = Bearer {
        levels: &Default::default(),
        issuer: ISSUER,
        client: &client,
        user: &user,
        family: &family,
        groups: &groups,
        now: now(),
    };
    KEYS[0].sign(&bearer.access(Uuid::from_u128(3))).unwrap()
}

fn public() -> Vec<PublicKey> {
    KEYS.iter().map(SigningKey::public).cloned().collect()
}

fn judge(token: &str, now: Moment) -> Result<(), Disbelief> {
    Unverified::read(token)?
        .believe(public().as_slice(), ISSUER, TokenUse::Access, now)
        .map(|_| ())
}

#[test]
fn a_signed_token_is_believed_and_its_header_is_exact() {
    let token = access_token();
    let header = URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
    assert_eq!(String::from_utf8(header).unwrap(), r#"{"kid":"one","alg":"RS256"}"#);
    let claims = Unverified::read(&token)
        .unwrap()
        .believe(public().as_slice(), ISSUER, TokenUse::Access, now())
        .unwrap();
    assert_eq!(claims.username.as_deref(), Some("alice"));
    assert_eq!(claims.event_id, Some(Uuid::from_u128(1)));
    assert!(claims.has_scope(API_SCOPE) && !claims.has_scope("aws.cognito"));
}

#[test]
fn time_issuer_and_use_are_checked_after_the_signature() {
    let token = access_token();
    assert_eq!(judge(&token, now() + Span::minutes(59)), Ok(()));
    assert_eq!(judge(&token, now() + Span::minutes(60)), Err(Disbelief::Expired));
    let read = || Unverified::read(&token).unwrap();
    let other = read().believe(
        public().as_slice(),
        "http://elsewhere/us-east-1_ExAmPlE12",
        TokenUse::Access,
        now(),
    );
    assert_eq!(other, Err(Disbelief::Malformed));
    assert_eq!(
        read().believe(public().as_slice(), ISSUER, TokenUse::Id, now()),
        Err(Disbelief::Malformed)
    );
}

/// Remembers every token as signed.
struct Always;

impl Witness for Always {
    fn has_signed(&self, _: &Unverified<'_>) -> bool {
        true
    }
}

#[test]
fn a_witness_answers_for_signatures_only() {
    let token = access_token();
    let read = || Unverified::read(&token).unwrap();
    let believe = |issuer, token_use, now| read().believe(&Always, issuer, token_use, now).map(drop);
    assert_eq!(believe(ISSUER, TokenUse::Access, now()), Ok(()));
    assert_eq!(
        believe("http://elsewhere/", TokenUse::Access, now()),
        Err(Disbelief::Malformed)
    );
    assert_eq!(believe(ISSUER, TokenUse::Id, now()), Err(Disbelief::Malformed));
    let late = now() + Span::minutes(60);
    assert_eq!(believe(ISSUER, TokenUse::Access, late), Err(Disbelief::Expired));
}

#[test]
fn the_digest_covers_every_byte() {
    let token = access_token();
    let digest = |token: &str| Unverified::read(token).unwrap().digest();
    let (body, _) = token.rsplit_once('.').unwrap();
    let other = format!("{body}.{}", URL_SAFE_NO_PAD.encode([7; 256]));
    assert_eq!(digest(&token), digest(&token.clone()));
    assert_ne!(digest(&token), digest(&other));
}

/// A token with a header and a signature of the attacker's choice over the claims of a good one.
fn forged(header: &Value, sign: impl Fn(&str) -> Vec<u8>) -> String {
    let token = access_token();
    let body = token.split('.').nth(1).unwrap();
    let signed = format!("{}.{body}", URL_SAFE_NO_PAD.encode(header.to_string()));
    let signature = URL_SAFE_NO_PAD.encode(sign(&signed));
    format!("{signed}.{signature}")
}

#[test]
fn the_algorithm_is_ours_to_choose() {
    let modulus = KEYS[0].public().modulus.clone();
    let by_public_key = |text: &str| {
        hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &modulus), text.as_bytes())
            .as_ref()
            .to_vec()
    };
    for alg in ["none", "None", "HS256", "RS512", "ES256", "PS256", ""] {
        let token = forged(&json!({"kid": "one", "alg": alg}), by_public_key);
        assert_eq!(judge(&token, now()), Err(Disbelief::Malformed), "{alg}");
    }
    let token = forged(&json!({"kid": "one", "alg": "RS256"}), by_public_key);
    assert_eq!(judge(&token, now()), Err(Disbelief::Signature));
    let token = forged(&json!({"kid": "one", "alg": "RS256", "crit": ["exp"]}), by_public_key);
    assert_eq!(judge(&token, now()), Err(Disbelief::Malformed));
}

#[test]
fn foreign_keys_and_bent_tokens_are_refused() {
    let token = access_token();
    for kid in ["two", "three", "../one", ""] {
        let token = forged(&json!({"kid": kid, "alg": "RS256", "jwk": {"kty": "RSA"}}), |_| {
            vec![1; 256]
        });
        assert_eq!(judge(&token, now()), Err(Disbelief::Signature), "{kid}");
    }
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let mut bent = URL_SAFE_NO_PAD.decode(signature).unwrap();
    bent[7] ^= 1;
    let bent = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(bent));
    assert_eq!(judge(&bent, now()), Err(Disbelief::Signature));
    for text in [
        "",
        ".",
        "..",
        "a.b.c",
        "not a token",
        &format!("{token}.x"),
        &token[1..],
        &"a".repeat(1 << 20),
    ] {
        assert_eq!(judge(text, now()), Err(Disbelief::Malformed));
    }
    let twice = format!(
        "{}.{}.{signature}",
        URL_SAFE_NO_PAD.encode(r#"{"kid":"one","alg":"RS256","alg":"none"}"#),
        signed.split_once('.').unwrap().1
    );
    assert_eq!(judge(&twice, now()), Err(Disbelief::Malformed), "a member twice");
}

#[test]
fn one_role_is_preferred_when_it_stands_out() {
    let group = |name: &str, precedence: Option<i64>, role: Option<&str>| GroupOfUser {
        name: name.into(),
        precedence,
        role: role.map(Into::into),
    };
    let preferred = |groups: &[GroupOfUser]| GroupClaims::of(groups).preferred_role;
    let (a, b) = (group("a", Some(1), Some("x")), group("b", Some(2), Some("y")));
    assert_eq!(preferred(&[a.clone(), b.clone()]), Some("x".into()));
    assert_eq!(
        preferred(&[group("0", Some(0), None), b.clone()]),
        Some("y".into()),
        "no role, no say"
    );
    assert_eq!(preferred(&[a.clone(), group("c", Some(1), Some("z"))]), None, "a tie");
    assert_eq!(
        preferred(&[a.clone(), group("c", Some(1), Some("x"))]),
        Some("x".into()),
        "no tie"
    );
    assert_eq!(preferred(&[group("d", None, Some("w"))]), None, "no precedence");
    let all = GroupClaims::of(&[a, b, group("d", None, Some("y"))]);
    assert_eq!((all.groups.len(), all.roles), (3, vec!["x".to_owned(), "y".to_owned()]));
}

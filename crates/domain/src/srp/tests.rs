//! Every vector of `srp-vectors.json`: made by a reference that agrees with three published clients (auth.md §8.8).

use std::sync::LazyLock;

use serde::Deserialize;

use super::*;
use crate::{device::registered, password::verifier::Salt};

#[derive(Deserialize)]
struct Vectors {
    group: GroupVector,
    padding: Vec<PaddingVector>,
    user: Vec<Vector>,
    device: Vec<Vector>,
    #[serde(rename = "bad_A")]
    bad_a: Vec<BadVector>,
    timestamps: Vec<TimestampVector>,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the file")]
struct GroupVector {
    N_hex: String,
    k_hex: String,
    k_input_hex: String,
}

#[derive(Deserialize)]
struct PaddingVector {
    int_hex: String,
    padded_hex: String,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the file")]
struct Vector {
    name: String,
    scope: String,
    identity: String,
    password: String,
    salt_padded_hex: String,
    SALT_wire: String,
    A_hex: String,
    SRP_A_wire: String,
    A_padded_hex: String,
    b_hex: String,
    SRP_B_wire: String,
    B_padded_hex: String,
    x_hex: String,
    verifier_hex: String,
    u_hash_hex: String,
    u_padded_hex: String,
    S_hex: String,
    S_padded_hex: String,
    hkdf_prk_hex: String,
    hkdf_okm32_hex: String,
    key16_hex: String,
    SECRET_BLOCK_wire: String,
    TIMESTAMP: String,
    signed_message_hex: String,
    PASSWORD_CLAIM_SIGNATURE: String,
    wrong_signature: String,
    DeviceSecretVerifierConfig: Option<DeviceConfig>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DeviceConfig {
    salt: String,
    password_verifier: String,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the file")]
struct BadVector {
    name: String,
    SRP_A: String,
    forged_signature_with_S_zero: String,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the file")]
struct TimestampVector {
    utc: String,
    TIMESTAMP: String,
}

static VECTORS: LazyLock<Vectors> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../tests/data/srp-vectors.json")).expect("the file"));

fn all() -> impl Iterator<Item = &'static Vector> {
    VECTORS.user.iter().chain(&VECTORS.device)
}

fn bytes(hex: &str) -> Vec<u8> {
    encoding::from_wire(hex, 1 << 20).expect("hexadecimal")
}

/// All bytes, leading zeros included.
fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Vector {
    fn subject(&self) -> Subject<'_> {
        Subject {
            scope: &self.scope,
            identity: &self.identity,
        }
    }

    fn verifier(&self) -> Verifier {
        let salt = Salt::from_bytes(&bytes(&self.SALT_wire));
        Verifier::from_password(&self.subject(), &self.password, salt)
    }

    fn exchange(&self) -> Exchange {
        Exchange {
            client: ClientPublic::parse(&self.SRP_A_wire).expect("a number"),
            server: Ephemeral::new(&bytes(&self.b_hex))
                .offer(&self.verifier())
                .expect("not zero"),
        }
    }

    fn secret_block(&self) -> Vec<u8> {
        STANDARD.decode(&self.SECRET_BLOCK_wire).expect("base64")
    }

    fn accepts(&self, signature: &str, timestamp: &str) -> bool {
        let secret_block = self.secret_block();
        let claim = Claim {
            secret_block: &secret_block,
            timestamp,
            signature,
        };
        self.exchange().is_proven_by(&self.subject(), &self.verifier(), &claim)
    }
}

#[test]
fn there_are_as_many_vectors_as_there_should_be() {
    assert_eq!((VECTORS.user.len(), VECTORS.device.len()), (19, 3));
    assert_eq!((VECTORS.bad_a.len(), VECTORS.padding.len()), (3, 12));
}

#[test]
fn the_group_is_the_right_one() {
    assert_eq!(hex(Group::srp().modulus()), VECTORS.group.N_hex);
    let input = [pad(Group::srp().modulus()).as_slice(), &pad(&[2])].concat();
    assert_eq!(hex(&input), VECTORS.group.k_input_hex);
    assert_eq!(sha256(&[&input]), MULTIPLIER);
    assert_eq!(hex(MULTIPLIER), VECTORS.group.k_hex);
}

#[test]
fn padding() {
    for vector in &VECTORS.padding {
        assert_eq!(
            hex(pad(&bytes(&vector.int_hex)).as_slice()),
            vector.padded_hex,
            "{}",
            vector.int_hex
        );
    }
}

#[test]
fn registration() {
    for vector in all() {
        let verifier = vector.verifier();
        let salt = verifier.salt();
        assert_eq!(
            hex(pad(salt.as_bytes()).as_slice()),
            vector.salt_padded_hex,
            "{}",
            vector.name
        );
        assert_eq!(salt.wire(), vector.SALT_wire, "{}", vector.name);
        let x = vector.subject().private_key(salt.as_bytes(), &vector.password);
        assert_eq!(to_wire(&*x), vector.x_hex, "{}", vector.name);
        assert_eq!(to_wire(verifier.value()), vector.verifier_hex, "{}", vector.name);
        assert!(
            verifier.matches_password(&vector.subject(), &vector.password),
            "{}",
            vector.name
        );
    }
}

#[test]
fn device_registration() {
    for vector in &VECTORS.device {
        let config = vector.DeviceSecretVerifierConfig.as_ref().expect("a device");
        let verifier = registered(&config.salt, &config.password_verifier).expect("base64");
        assert_eq!(verifier.salt().wire(), vector.SALT_wire, "{}", vector.name);
        assert!(
            verifier.matches_password(&vector.subject(), &vector.password),
            "{}",
            vector.name
        );
    }
}

#[test]
fn every_number_on_the_way() {
    for vector in all() {
        let name = &vector.name;
        let exchange = vector.exchange();
        assert_eq!(to_wire(exchange.client.as_bytes()), vector.A_hex, "{name}");
        assert_eq!(
            hex(pad(exchange.client.as_bytes()).as_slice()),
            vector.A_padded_hex,
            "{name}"
        );
        assert_eq!(exchange.server.wire(), vector.SRP_B_wire, "{name}");
        assert_eq!(
            hex(pad(exchange.server.public()).as_slice()),
            vector.B_padded_hex,
            "{name}"
        );

        let scrambler = exchange.scrambler();
        assert_eq!(hex(scrambler), vector.u_hash_hex, "{name}");
        assert_eq!(hex(pad(&scrambler).as_slice()), vector.u_padded_hex, "{name}");
        let client = Group::srp().reduce(exchange.client.as_bytes());
        let secret = exchange.shared_secret(&client, &vector.verifier(), &scrambler);
        assert_eq!(to_wire(secret.as_bytes()), vector.S_hex, "{name}");
        assert_eq!(hex(pad(secret.as_bytes()).as_slice()), vector.S_padded_hex, "{name}");

        let extracted = hmac_sha256(&pad(&scrambler), &[&pad(secret.as_bytes())]);
        assert_eq!(hex(extracted), vector.hkdf_prk_hex, "{name}");
        assert_eq!(
            hex(derive(&scrambler, secret.as_bytes())),
            vector.hkdf_okm32_hex,
            "{name}"
        );
        let key = exchange.agreed_key(&vector.verifier()).expect("a key");
        assert_eq!(hex(*key), vector.key16_hex, "{name}");

        let claim = Claim {
            secret_block: &vector.secret_block(),
            timestamp: &vector.TIMESTAMP,
            signature: "",
        };
        let signed = hmac_sha256(&*key, &[&bytes(&vector.signed_message_hex)]);
        assert_eq!(
            signature(&*key, &vector.subject(), &claim).as_ref(),
            signed.as_ref(),
            "{name}"
        );
    }
}

#[test]
fn right_signatures_are_accepted_and_wrong_ones_refused() {
    for vector in all() {
        let right = &vector.PASSWORD_CLAIM_SIGNATURE;
        assert!(vector.accepts(right, &vector.TIMESTAMP), "{}", vector.name);
        assert!(
            !vector.accepts(&vector.wrong_signature, &vector.TIMESTAMP),
            "{}",
            vector.name
        );
        assert!(!vector.accepts(right, "Fri Jan 2 03:04:06 UTC 2026"), "{}", vector.name);
        assert!(!vector.accepts("", &vector.TIMESTAMP), "{}", vector.name);
        assert!(!vector.accepts("not base64", &vector.TIMESTAMP), "{}", vector.name);
    }
}

#[test]
fn an_offer_survives_the_secret_block() {
    let vector = &VECTORS.user[0];
    let Exchange { client, server } = vector.exchange();
    let exchange = Exchange {
        client: ClientPublic::from_bytes(client.as_bytes().to_vec()),
        server: Offer::from_parts(server.secret().to_vec(), server.public()),
    };
    let claim = Claim {
        secret_block: &vector.secret_block(),
        timestamp: &vector.TIMESTAMP,
        signature: &vector.PASSWORD_CLAIM_SIGNATURE,
    };
    assert!(exchange.is_proven_by(&vector.subject(), &vector.verifier(), &claim));
}

/// Signatures that need no password: with A = 0 mod N the shared secret is zero for everybody.
#[test]
fn hostile_numbers_prove_nothing() {
    let vector = &VECTORS.user[0];
    for bad in &VECTORS.bad_a {
        let exchange = Exchange {
            client: ClientPublic::parse(&bad.SRP_A).expect("taken in step 1"),
            ..vector.exchange()
        };
        // The forgery is a good one: without the refusal it would be accepted.
        let key = derive(&exchange.scrambler(), &[]);
        let claim = Claim {
            secret_block: &vector.secret_block(),
            timestamp: &vector.TIMESTAMP,
            signature: &bad.forged_signature_with_S_zero,
        };
        let forged = signature(&key.as_ref()[..16], &vector.subject(), &claim);
        assert_eq!(
            STANDARD.encode(forged),
            bad.forged_signature_with_S_zero,
            "{}",
            bad.name
        );

        assert!(
            !exchange.is_proven_by(&vector.subject(), &vector.verifier(), &claim),
            "{}",
            bad.name
        );
    }
}

#[test]
fn public_numbers_have_a_limit() {
    assert_eq!(ClientPublic::parse(""), Err(NotANumber));
    assert_eq!(ClientPublic::parse("xyz"), Err(NotANumber));
    assert!(ClientPublic::parse(&"f".repeat(1024)).is_ok());
    assert_eq!(ClientPublic::parse(&"f".repeat(1025)), Err(NotANumber));
    assert_eq!(ClientPublic::parse("00FF").expect("a number").as_bytes(), [0xff]);
}

#[test]
fn timestamps() {
    for vector in &VECTORS.timestamps {
        let parsed = timestamp::parse(&vector.TIMESTAMP).expect("well-formed");
        let utc: jiff::Timestamp = vector.utc.parse().expect("a time");
        assert_eq!(parsed.micros(), utc.as_microsecond(), "{}", vector.TIMESTAMP);
    }
}

use super::*;

const PASSWORD: &str = "Passw0rd! \u{e9}";

/// Made by other software, each over [`PASSWORD`]: bcrypt 5.0.0 for Python, crypt(3) of glibc through Perl, argon2-cffi 25.1.0,
/// passlib 1.7.4, and hashlib of Python 3.11 for the last two.
const MADE: [(HashAlgorithm, &str); 8] = [
    (
        HashAlgorithm::Bcrypt,
        "$2a$04$abcdefghijklmnopqrstuuZVGM0KvpkqLzrwKeLNOROC3Iw3jyMx2",
    ),
    (
        HashAlgorithm::Bcrypt,
        "$2b$04$abcdefghijklmnopqrstuuZVGM0KvpkqLzrwKeLNOROC3Iw3jyMx2",
    ),
    (
        HashAlgorithm::Bcrypt,
        "$2y$04$abcdefghijklmnopqrstuuZVGM0KvpkqLzrwKeLNOROC3Iw3jyMx2",
    ),
    (
        HashAlgorithm::Argon2id,
        "$argon2id$v=19$m=256,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$SZYB5xStTPAq6y4R2m3XlO3V1tYUTtCgOL/DQlZV9UY",
    ),
    (
        HashAlgorithm::Scrypt,
        "$scrypt$ln=4,r=8,p=2$MDEyMzQ1Njc4OWFiY2RlZg$bIxIuiZrPXJW5u+ZEBzrFQTgm45fzAQ/jIYzndxg+Bk",
    ),
    (
        HashAlgorithm::Pbkdf2Sha256,
        "$pbkdf2-sha256$1000$8PHy8/T19vf4.fr7/P3./w$TynuBKs6sDE54BgLn.4J30nxNnKDS2R.bDzmFIg3I8Q",
    ),
    (
        HashAlgorithm::Scrypt,
        "$scrypt$ln=4,r=8,p=1$8PHy8/T19vf4+fr7/P3+/w$KMsX2MHDqz0kPjLnF4ntEsjRQm2TGE87txGO9QMirzw",
    ),
    (
        HashAlgorithm::Pbkdf2Sha256,
        "$pbkdf2-sha256$i=1000,l=32$8PHy8/T19vf4+fr7/P3+/w$TynuBKs6sDE54BgLn+4J30nxNnKDS2R+bDzmFIg3I8Q",
    ),
];

fn problem(algorithm: HashAlgorithm, text: &str) -> Option<HashProblem> {
    ForeignHash::parse(algorithm, text).err()
}

#[test]
fn hashes_of_other_software_know_their_password() {
    for (algorithm, text) in MADE {
        let hash = ForeignHash::parse(algorithm, text).unwrap();
        assert!(hash.matches(PASSWORD), "{text}");
        assert!(!hash.matches("Passw0rd! e"), "{text}");
        assert!(!hash.matches("Passw0rd! \u{e9}\u{e9}"), "{text}");
        assert_eq!(format!("{hash:?}"), "ForeignHash(..)");
        let again = ForeignHash::from_text(hash.as_text()).unwrap();
        assert!(again == hash && again.matches(PASSWORD), "{text}");
        for other in HashAlgorithm::ALL {
            let expected = (other != algorithm).then_some(HashProblem::Malformed);
            assert_eq!(problem(other, text), expected, "{text} as {other:?}");
        }
    }
}

/// Vectors of others: the tests of the reference implementation of Argon2, of passlib, and of jBCrypt.
#[test]
fn published_hashes_know_their_passwords() {
    let published = [
        (
            HashAlgorithm::Argon2id,
            "password",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        ),
        (
            HashAlgorithm::Pbkdf2Sha256,
            "password",
            "$pbkdf2-sha256$1212$4vjV83LKPjQzk31VI4E0Vw$hsYF68OiOUPdDZ1Fg.fJPeq1h/gXXY7acBp9/6c.tmQ",
        ),
        (
            HashAlgorithm::Bcrypt,
            "",
            "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
        ),
    ];
    for (algorithm, password, text) in published {
        assert!(ForeignHash::parse(algorithm, text).unwrap().matches(password), "{text}");
    }
}

/// Of a longer password bcrypt knows the first 72 bytes. Made by bcrypt 5.0.0 for Python.
#[test]
fn bcrypt_reads_72_bytes() {
    let text = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";
    let hash = ForeignHash::parse(HashAlgorithm::Bcrypt, text).unwrap();
    assert!(hash.matches(&"x".repeat(72)));
    assert!(hash.matches(&"x".repeat(99)));
    assert!(!hash.matches(&"x".repeat(71)));
}

#[test]
fn what_is_no_hash_is_malformed() {
    for (algorithm, text) in MADE {
        let cut = &text[..text.len() - 1];
        let changed = [
            format!("{text}$"),
            format!("{text}="),
            format!(" {text}"),
            text[1..].to_owned(),
            text.rsplit_once('$').unwrap().0.to_owned(),
            format!("{cut}*"),
            text.replace("=19", "=16").replace("$2", "$2x"),
            text.replace('$', ""),
        ];
        if algorithm != HashAlgorithm::Bcrypt {
            // Bits that mean nothing are set: the output was cut.
            assert_eq!(problem(algorithm, &format!("{cut}/")), Some(HashProblem::Malformed));
        }
        for text in changed.iter().filter(|changed| *changed != text) {
            assert_eq!(problem(algorithm, text), Some(HashProblem::Malformed), "{text}");
        }
    }
    let [salt, output] = ["MDEyMzQ1Njc4OWFiY2RlZg", "SZYB5xStTPAq6y4R2m3XlO3V1tYUTtCgOL/DQlZV9UY"];
    let argon2 = [
        "m=256,t=2",
        "m=256,t=2,p=0",
        "m=256,t=0,p=1",
        "m=7,t=1,p=1",
        "m=256,p=1,t=2",
        "m=0256,t=2,p=1",
        "m=+256,t=2,p=1",
        "m=256,t=2,p=1,keyid=AA",
        "m=4294967296,t=1,p=1",
    ];
    for parameters in argon2 {
        let text = format!("$argon2id$v=19${parameters}${salt}${output}");
        assert_eq!(
            problem(HashAlgorithm::Argon2id, &text),
            Some(HashProblem::Malformed),
            "{text}"
        );
    }
    for (algorithm, text) in [
        (
            HashAlgorithm::Argon2id,
            format!("$argon2i$v=19$m=256,t=2,p=1${salt}${output}"),
        ),
        (
            HashAlgorithm::Argon2id,
            format!("$argon2id$v=19$m=256,t=2,p=1$c2FsdA${output}"),
        ),
        (HashAlgorithm::Scrypt, format!("$scrypt$ln=64,r=8,p=1${salt}${output}")),
        (HashAlgorithm::Scrypt, format!("$scrypt$ln=0,r=8,p=1${salt}${output}")),
        (HashAlgorithm::Scrypt, format!("$scrypt$ln=4,r=0,p=1${salt}${output}")),
        (HashAlgorithm::Pbkdf2Sha256, format!("$pbkdf2-sha256$0${salt}${output}")),
        (
            HashAlgorithm::Pbkdf2Sha256,
            format!("$pbkdf2-sha256$i=9,l=31${salt}${output}"),
        ),
        (
            HashAlgorithm::Pbkdf2Sha256,
            format!("$pbkdf2-sha256$9${salt}$AAAAAAAAAAAAAAAAAAAA"),
        ),
        (HashAlgorithm::Pbkdf2Sha256, format!("$pbkdf2-sha512$9${salt}${output}")),
        (
            HashAlgorithm::Bcrypt,
            "$2b$03$abcdefghijklmnopqrstuuZVGM0KvpkqLzrwKeLNOROC3Iw3jyMx2".into(),
        ),
        (
            HashAlgorithm::Bcrypt,
            "$2b$32$abcdefghijklmnopqrstuuZVGM0KvpkqLzrwKeLNOROC3Iw3jyMx2".into(),
        ),
        (HashAlgorithm::Bcrypt, "\u{e9}".repeat(30)),
    ] {
        assert_eq!(problem(algorithm, &text), Some(HashProblem::Malformed), "{text}");
    }
}

#[test]
fn what_would_take_too_long_is_not_taken() {
    let [salt, output] = ["MDEyMzQ1Njc4OWFiY2RlZg", "SZYB5xStTPAq6y4R2m3XlO3V1tYUTtCgOL/DQlZV9UY"];
    let argon2 = |parameters| {
        (
            HashAlgorithm::Argon2id,
            format!("$argon2id$v=19${parameters}${salt}${output}"),
        )
    };
    let scrypt = |parameters| (HashAlgorithm::Scrypt, format!("$scrypt${parameters}${salt}${output}"));
    let pbkdf2 = |rounds| {
        (
            HashAlgorithm::Pbkdf2Sha256,
            format!("$pbkdf2-sha256${rounds}${salt}${output}"),
        )
    };
    let bcrypt = |cost| {
        let rest = "abcdefghijklmnopqrstuuZVGM0KvpkqLzrwKeLNOROC3Iw3jyMx2";
        (HashAlgorithm::Bcrypt, format!("$2b${cost}${rest}"))
    };
    for (dearest, (algorithm, dearer)) in [
        (argon2("m=262144,t=4,p=16"), argon2("m=262145,t=1,p=1")),
        (argon2("m=65536,t=16,p=1"), argon2("m=65536,t=17,p=1")),
        (argon2("m=1024,t=3,p=16"), argon2("m=1024,t=3,p=17")),
        (scrypt("ln=18,r=8,p=4"), scrypt("ln=19,r=8,p=1")),
        (scrypt("ln=17,r=8,p=1"), scrypt("ln=18,r=8,p=5")),
        (scrypt("ln=1,r=64,p=16"), scrypt("ln=1,r=65,p=1")),
        (scrypt("ln=1,r=64,p=16"), scrypt("ln=1,r=1,p=17")),
        (scrypt("ln=1,r=1,p=1"), scrypt("ln=63,r=4294967295,p=4294967295")),
        (pbkdf2("2000000"), pbkdf2("2000001")),
        (pbkdf2("i=600000"), pbkdf2("i=4294967295")),
        (bcrypt("14"), bcrypt("15")),
        (bcrypt("12"), bcrypt("31")),
    ] {
        assert_eq!(problem(dearest.0, &dearest.1), None, "{}", dearest.1);
        assert_eq!(problem(algorithm, &dearer), Some(HashProblem::TooCostly), "{dearer}");
    }
}

#[test]
fn algorithms_have_names() {
    for algorithm in HashAlgorithm::ALL {
        assert_eq!(HashAlgorithm::parse(algorithm.as_str()), Some(algorithm));
    }
    assert_eq!(HashAlgorithm::parse("MD5"), None);
}

//! Secrets at rest: sealed under a master key that is not in the database (invariant 10).
//!
//! A sealed text is `version (1 byte) ‖ key id (8) ‖ salt (16) ‖ AES-256-GCM ciphertext ‖ tag (16)`. The key of each text is
//! HKDF-SHA-256 of the master key with its own random salt and its purpose, so a key seals one text only: there is no limit to
//! the number of texts, the nonce can be zero, and a text sealed for one purpose never opens for another.

use std::{fmt, sync::Arc};

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    digest,
    hkdf::{HKDF_SHA256, Salt},
    rand,
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD},
};
use zeroize::{Zeroize, ZeroizeOnDrop};

const VERSION: u8 = 1;
const KEY_ID: usize = 8;
const SALT: usize = 16;
const HEADER: usize = 1 + KEY_ID + SALT;
const TAG: usize = 16;

/// A 256-bit key from which all others are derived.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

/// The text is not a master key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a master key is 32 random bytes, written as 64 hex digits or as base64")]
pub struct NotAKey;

impl MasterKey {
    /// From 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From 64 hex digits or base64 (either alphabet, padded or not); white space around it is ignored.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim();
        let mut bytes = hex(text)
            .or_else(|| {
                [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD]
                    .iter()
                    .find_map(|engine| engine.decode(text).ok())
            })
            .ok_or(NotAKey)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map(Self).map_err(|_| NotAKey);
        bytes.zeroize();
        key
    }

    /// The key as bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0
    }

    /// The key as 64 hex digits, for the file in which a first start keeps it.
    pub fn to_hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Which key this is, without saying anything about it: the start of a hash that is used for nothing else.
    fn id(&self) -> [u8; KEY_ID] {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"cognate master key id 1");
        context.update(&self.0);
        let mut id = [0; KEY_ID];
        id.copy_from_slice(&context.finish().as_ref()[..KEY_ID]);
        id
    }
}

/// Never shows the key.
impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey")
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

/// The master key that seals, and older ones that can still open.
#[derive(Clone, Debug)]
pub struct MasterKeys {
    current: MasterKey,
    older: Vec<MasterKey>,
}

impl MasterKeys {
    /// One key.
    pub fn new(current: MasterKey) -> Self {
        Self {
            current,
            older: Vec::new(),
        }
    }

    /// Adds a key that only opens.
    #[must_use]
    pub fn with_older(mut self, older: MasterKey) -> Self {
        self.older.push(older);
        self
    }

    /// Reads keys separated by commas: the current one first, then older ones.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let mut keys = text.split(',').map(MasterKey::parse);
        let current = keys.next().ok_or(NotAKey)??;
        Ok(Self {
            current,
            older: keys.collect::<Result<_, _>>()?,
        })
    }

    /// The ids of all keys in hex, the current one's first. They are kept in the database, so that a node with another key finds out
    /// when it starts.
    pub(crate) fn ids(&self) -> Vec<String> {
        std::iter::once(&self.current)
            .chain(&self.older)
            .map(|key| key.id().iter().map(|byte| format!("{byte:02x}")).collect())
            .collect()
    }
}

/// Seals and opens. Cheap to clone.
#[derive(Clone)]
pub struct Sealer {
    current: Arc<Key>,
    older: Arc<[Key]>,
}

struct Key {
    id: [u8; KEY_ID],
    master: MasterKey,
}

impl Sealer {
    /// Seals under the current key of `keys`, opens under any.
    pub fn new(keys: &MasterKeys) -> Self {
        Self {
            current: Arc::new(Key::new(&keys.current)),
            older: keys.older.iter().map(Key::new).collect(),
        }
    }

    /// Seals `plain` for one purpose (such as `verifier`), bound to `aad` (such as the user's key): it opens only with the same two.
    #[expect(
        clippy::expect_used,
        reason = "without randomness, or past 64 GB, stopping is the only safe answer"
    )]
    pub fn seal(&self, purpose: &str, aad: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(HEADER + plain.len() + TAG);
        sealed.push(VERSION);
        sealed.extend_from_slice(&self.current.id);
        // The salt is this construction's nonce, drawn by the cipher library as nonces are.
        let mut salt = [0; SALT];
        rand::fill(&mut salt).expect("the system's randomness");
        sealed.extend_from_slice(&salt);
        let aad = bound(&sealed, aad);
        let mut text = plain.to_vec();
        self.current
            .cipher(purpose, &salt)
            .and_then(|cipher| cipher.seal_in_place_append_tag(zero_nonce(), aad, &mut text).ok())
            .expect("a short text");
        sealed.append(&mut text);
        sealed
    }

    /// Opens what [`Sealer::seal`] made for the same purpose and `aad`; `None` when anything differs or the key is not known.
    pub fn open(&self, purpose: &str, aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (header, text) = sealed.split_at_checked(HEADER)?;
        let (version, names) = header.split_first()?;
        let (id, salt) = names.split_at_checked(KEY_ID)?;
        if *version != VERSION {
            return None;
        }
        let key = std::iter::once(&*self.current)
            .chain(self.older.iter())
            .find(|key| key.id == id)?;
        let mut text = text.to_vec();
        let plain = key
            .cipher(purpose, salt)?
            .open_in_place(zero_nonce(), bound(header, aad), &mut text)
            .ok()?
            .len();
        text.truncate(plain);
        Some(text)
    }

    /// 32 bytes that look random, the same for the same purpose and text as long as the current master key stays. For what must be
    /// stable but is not worth a row, such as what is shown of users who do not exist.
    #[expect(clippy::expect_used, reason = "32 bytes are within what HKDF gives")]
    pub fn derive(&self, purpose: &str, text: &[u8]) -> [u8; 32] {
        let secret = Salt::new(HKDF_SHA256, text).extract(&self.current.master.0);
        let info = [b"cognate derive 1 ".as_slice(), purpose.as_bytes()];
        let mut derived = [0; 32];
        secret
            .expand(&info, HKDF_SHA256)
            .and_then(|derivation| derivation.fill(&mut derived))
            .expect("a length that HKDF gives");
        derived
    }
}

impl Key {
    fn new(master: &MasterKey) -> Self {
        Self {
            id: master.id(),
            master: master.clone(),
        }
    }

    /// The key of one text.
    fn cipher(&self, purpose: &str, salt: &[u8]) -> Option<LessSafeKey> {
        let secret = Salt::new(HKDF_SHA256, salt).extract(&self.master.0);
        let info = [b"cognate seal 1 ".as_slice(), purpose.as_bytes()];
        let key = UnboundKey::from(secret.expand(&info, &AES_256_GCM).ok()?);
        Some(LessSafeKey::new(key))
    }
}

/// Zero, because each key seals one text.
fn zero_nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; NONCE_LEN])
}

/// The header is authentic too. It has a fixed length, so no other pair of parts makes the same bytes.
fn bound(header: &[u8], aad: &[u8]) -> Aad<Vec<u8>> {
    Aad::from([header, aad].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> MasterKey {
        MasterKey::new([byte; 32])
    }

    fn sealer() -> Sealer {
        Sealer::new(&MasterKeys::new(key(1)))
    }

    #[test]
    fn what_is_sealed_opens_for_the_same_purpose_and_place_only() {
        let sealed = sealer().seal("verifier", b"pool/user", b"secret");
        assert_eq!(sealed.len(), HEADER + b"secret".len() + TAG);
        assert_eq!(
            sealer().open("verifier", b"pool/user", &sealed).as_deref(),
            Some(b"secret".as_slice())
        );
        assert_eq!(sealer().open("totp", b"pool/user", &sealed), None);
        assert_eq!(sealer().open("verifier", b"pool/other", &sealed), None);
        let empty = sealer().seal("verifier", b"", b"");
        assert_eq!(sealer().open("verifier", b"", &empty), Some(Vec::new()));
    }

    #[test]
    fn any_changed_missing_or_added_byte_is_noticed() {
        let sealed = sealer().seal("verifier", b"aad", b"secret");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(sealer().open("verifier", b"aad", &changed), None, "byte {at}");
            assert_eq!(sealer().open("verifier", b"aad", &sealed[..at]), None, "length {at}");
        }
        let longer = [sealed, vec![0]].concat();
        assert_eq!(sealer().open("verifier", b"aad", &longer), None);
    }

    #[test]
    fn no_two_sealings_are_alike_and_none_shows_its_text() {
        let (one, other) = (sealer().seal("p", b"", b"secret"), sealer().seal("p", b"", b"secret"));
        assert_ne!(one, other);
        assert!(!one.windows(6).any(|window| window == b"secret"));
    }

    #[test]
    fn an_older_key_opens_and_does_not_seal() {
        let sealed = sealer().seal("p", b"", b"secret");
        let turned = Sealer::new(&MasterKeys::new(key(2)).with_older(key(1)));
        assert_eq!(turned.open("p", b"", &sealed).as_deref(), Some(b"secret".as_slice()));
        let sealed = turned.seal("p", b"", b"secret");
        assert_eq!(sealer().open("p", b"", &sealed), None);
        assert!(Sealer::new(&MasterKeys::new(key(2))).open("p", b"", &sealed).is_some());
    }

    #[test]
    fn what_is_derived_depends_on_key_purpose_and_text() {
        let derived = sealer().derive("decoy", b"pool");
        assert_eq!(derived, sealer().derive("decoy", b"pool"));
        assert_ne!(derived, sealer().derive("other", b"pool"));
        assert_ne!(derived, sealer().derive("decoy", b"other"));
        assert_ne!(derived, Sealer::new(&MasterKeys::new(key(2))).derive("decoy", b"pool"));
    }

    #[test]
    fn a_key_is_read_from_hex_or_base64() {
        let hex = "0A".repeat(32);
        let standard = STANDARD.encode([10; 32]);
        let url_safe = URL_SAFE_NO_PAD.encode([0xFB; 32]);
        assert_eq!(MasterKey::parse(&format!(" {hex}\n")).unwrap().0, [10; 32]);
        assert_eq!(MasterKey::parse(&standard).unwrap().0, [10; 32]);
        assert_eq!(MasterKey::parse(&url_safe).unwrap().0, [0xFB; 32]);
        assert_eq!(MasterKey::parse(&key(7).to_hex()).unwrap().0, [7; 32]);
        for wrong in ["", "0a", &"0a".repeat(33), &"zz".repeat(32), &STANDARD.encode([1; 31])] {
            assert_eq!(MasterKey::parse(wrong).unwrap_err(), NotAKey, "{wrong:?}");
        }
        let keys = MasterKeys::parse(&format!("{hex},{standard}, {url_safe}")).unwrap();
        assert_eq!(keys.older.len(), 2);
        assert!(MasterKeys::parse(&format!("{hex},")).is_err());
    }

    #[test]
    fn a_key_never_shows_itself() {
        assert_eq!(
            format!("{:?}", MasterKeys::new(key(1))),
            "MasterKeys { current: MasterKey, older: [] }"
        );
    }
}

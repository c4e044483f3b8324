//! How a state travels to the client and back: inside `Session`, or inside SECRET_BLOCK where the real service sends no
//! Session (auth.md §§8.4, 9). What is sealed is bound to its pool and client by [`binding`], and to its user, its time
//! and its own id by what it says. The sealing itself is the store's.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::state::{Awaits, State};
use crate::{
    ids::{ClientId, PoolId, Sub},
    moment::Moment,
};

/// The version of the form. Raise it when an old node could misread a new state; old Sessions then end within minutes.
const VERSION: u8 = 1;

/// Both forms start like the real service's (`AYABe…`, observed), which is what an AWS envelope starts with.
const PREFIX: [u8; 4] = [0x01, 0x80, 0x01, 0x78];

/// Texts are padded to a multiple of this, so that their lengths tell nothing of what is inside (auth.md §5.3).
const STRIDE: usize = 512;

/// The longest text that makes a Session of at most 4,096 characters (auth.md §9, documented) when it is sealed.
const ROOM: usize = 5 * STRIDE;

/// A sign-in under way, as it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The version of this form.
    version: u8,
    /// Its own id, by which it is used up.
    pub id: Uuid,
    /// Whose sign-in it is.
    pub who: Who,
    /// When it ends.
    pub expires: Moment,
    /// Where the sign-in stands.
    pub state: State,
}

/// Whose sign-in it is. Of the same form for a user that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The name that the client was given: USER_ID_FOR_SRP.
    pub username: String,
    /// The user's subject; a made-up one for a missing user.
    pub sub: Sub,
    /// Whether there is such a user.
    pub kind: WhoKind,
}

/// Whether there is such a user. Both names are equally long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhoKind {
    /// A user of the pool.
    #[serde(rename = "k")]
    Known,
    /// A name that nobody has, for a client that hides this.
    #[serde(rename = "m")]
    MadeUp,
}

/// The two forms in which a state travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `Session`.
    Session,
    /// SECRET_BLOCK.
    SecretBlock,
}

impl Form {
    /// What the sealer is told that it seals.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Session => "sign-in session",
            Self::SecretBlock => "sign-in secret block",
        }
    }

    /// Sealed bytes as the client sees them: a Session in the URL-safe alphabet, a SECRET_BLOCK in the standard one with
    /// padding, because clients decode it (auth.md §8.4).
    ///
    /// The id of the client stands in front in the clear: AssociateSoftwareToken and VerifySoftwareToken bring a Session and
    /// nothing that says whose it is. The seal is bound to it.
    pub fn write(self, client: &ClientId, sealed: &[u8]) -> String {
        let name = client.as_str().as_bytes();
        let length = u8::try_from(name.len()).unwrap_or(u8::MAX);
        let bytes = [PREFIX.as_slice(), &[length], name, sealed].concat();
        match self {
            Self::Session => URL_SAFE_NO_PAD.encode(bytes),
            Self::SecretBlock => STANDARD.encode(bytes),
        }
    }

    /// The client that is named and the sealed bytes, unless the text can't be one of ours.
    pub fn read(self, text: &str) -> Option<(ClientId, Vec<u8>)> {
        let bytes = match self {
            Self::Session => URL_SAFE_NO_PAD.decode(text),
            Self::SecretBlock => STANDARD.decode(text),
        };
        let bytes = bytes.ok()?;
        let (length, rest) = bytes.strip_prefix(&PREFIX)?.split_first()?;
        let (name, sealed) = rest.split_at_checked(usize::from(*length))?;
        Some((ClientId::new(std::str::from_utf8(name).ok()?), sealed.to_vec()))
    }
}

/// What the seal is bound to. No other pool or client can open it.
pub fn binding(pool: &PoolId, client: &ClientId) -> Vec<u8> {
    format!("{pool}\n{client}").into_bytes()
}

/// Why a Session is not accepted (auth.md §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is none of this pool and client, or of a form that is no longer known.
    Invalid,
    /// Its time is over.
    Expired,
}

impl Envelope {
    /// Wraps a state for the client.
    pub fn new(id: Uuid, who: Who, expires: Moment, state: State) -> Self {
        Self {
            version: VERSION,
            id,
            who,
            expires,
            state,
        }
    }

    /// Whether it is short enough for a Session.
    pub fn fits(&self) -> bool {
        self.to_text().len() <= ROOM
    }

    /// What travels when the state is kept apart.
    #[must_use]
    pub fn without_state(&self) -> Self {
        Self {
            state: State::begin(self.state.flow).awaiting(Awaits::Apart),
            ..self.clone()
        }
    }

    /// The state as it is kept apart.
    pub fn state_text(&self) -> Vec<u8> {
        serde_json::to_vec(&self.state).unwrap_or_default()
    }

    /// The envelope with the state that was kept apart; `None` when that is no state.
    pub fn with_state(self, text: &[u8]) -> Option<Self> {
        let state = serde_json::from_slice(text).ok()?;
        Some(Self { state, ..self })
    }

    /// What goes along as Session where the state itself is in the secret block: it answers nothing, and says that the two
    /// belong together by their common id.
    #[must_use]
    pub fn companion(&self) -> Self {
        Self {
            state: State::begin(self.state.flow),
            ..self.clone()
        }
    }

    /// The text to seal, padded with blanks.
    pub fn to_text(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec(self).unwrap_or_default();
        text.resize(text.len().next_multiple_of(STRIDE), b' ');
        text
    }

    /// Reads what was sealed. A Session is over at the very moment of its expiry.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn from_text(text: &[u8], now: Moment) -> Result<Self, Unusable> {
        let envelope: Self = serde_json::from_slice(text).map_err(|_| Unusable::Invalid)?;
        if envelope.version != VERSION {
            return Err(Unusable::Invalid);
        }
        if now >= envelope.expires {
            return Err(Unusable::Expired);
        }
        Ok(envelope)
    }

    /// The name under which it is used up.
    pub fn spent_as(&self) -> String {
        format!("sign-in {}", self.id.simple())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign_in::{Flow, state::Srp};

    fn envelope(who: Who) -> Envelope {
        let srp = Srp {
            client_public: vec![1; 384],
            secret: vec![2; 40],
            public: vec![3; 384],
            password: "0123456789abcdef".into(),
        };
        let state = State::begin(Flow::Srp).awaiting(Awaits::Proof(srp));
        Envelope::new(Uuid::from_u128(7), who, Moment::from_micros(1_000), state)
    }

    fn who(kind: WhoKind) -> Who {
        Who {
            username: "alice".into(),
            sub: Sub::new("6f8d3a2e-1111-4222-8333-944455556666"),
            kind,
        }
    }

    #[test]
    fn comes_back_as_it_went() {
        let sent = envelope(who(WhoKind::Known));
        assert_eq!(Envelope::from_text(&sent.to_text(), Moment::from_micros(999)), Ok(sent));
    }

    #[test]
    fn ends_with_its_time_and_with_its_form() {
        let sent = envelope(who(WhoKind::Known));
        assert_eq!(
            Envelope::from_text(&sent.to_text(), Moment::from_micros(1_000)),
            Err(Unusable::Expired)
        );
        let old = Envelope { version: 0, ..sent };
        assert_eq!(
            Envelope::from_text(&old.to_text(), Moment::from_micros(0)),
            Err(Unusable::Invalid)
        );
        assert_eq!(
            Envelope::from_text(b"{}", Moment::from_micros(0)),
            Err(Unusable::Invalid)
        );
    }

    #[test]
    fn a_long_state_is_kept_apart() {
        let short = envelope(who(WhoKind::Known));
        assert!(short.fits());
        let mut long = short.clone();
        long.state.srp_a = Some("a".repeat(ROOM));
        assert!(!long.fits());
        let travels = long.without_state();
        assert!(travels.fits());
        assert_eq!((travels.id, travels.state.challenge()), (long.id, None));
        assert_eq!(travels.clone().with_state(&long.state_text()), Some(long));
        assert_eq!(travels.with_state(b"{}"), None);
    }

    #[test]
    fn a_made_up_user_takes_as_much_room() {
        let lengths =
            [WhoKind::Known, WhoKind::MadeUp].map(|kind| serde_json::to_vec(&envelope(who(kind))).unwrap().len());
        assert_eq!(lengths[0], lengths[1]);
        assert_eq!(envelope(who(WhoKind::Known)).to_text().len() % STRIDE, 0);
    }

    #[test]
    fn looks_like_the_real_ones_and_fits() {
        let longest = ClientId::new("c".repeat(128));
        assert!(Form::Session.write(&longest, &vec![9; ROOM + 41]).len() <= 4096);
        let sealed = vec![9; envelope(who(WhoKind::Known)).to_text().len() + 41];
        let client = ClientId::new("1example23456789");
        let session = Form::Session.write(&client, &sealed);
        assert!(
            session.starts_with("AYABe") && session.len() <= 4096,
            "{}",
            session.len()
        );
        assert_eq!(Form::Session.read(&session), Some((client.clone(), sealed.clone())));
        let block = Form::SecretBlock.write(&client, &sealed);
        assert!(block.starts_with("AYABe") && block.len().is_multiple_of(4));
        assert_eq!(Form::SecretBlock.read(&block), Some((client, sealed)));
        for text in ["", "AYABe", "garbage!", "AAAA", "AYABeA"] {
            assert_eq!(Form::Session.read(text), None);
            assert_eq!(Form::SecretBlock.read(text), None);
        }
    }
}

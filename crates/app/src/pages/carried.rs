//! What travels from one page to the next: in a cookie, sealed, and bound to pool, client and browser.
//!
//! Whoever plants such a cookie in another browser achieves nothing: it opens only beside the token against cross-site
//! requests that the browser had when it was sealed.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{ids::Sub, moment::Moment, ports::Channel};
use serde::{Deserialize, Serialize};
use store::long_states;
use wire::shapes::ChallengeNameType;

use super::At;
use crate::{
    flow::sign_in::hosted::LIFETIME,
    operation::{Broken, Failed},
};

const PURPOSE: &str = "page of a sign-in";

/// The longest text in the cookie. Browsers keep no more than 4096 bytes with its name and attributes; what is longer stays
/// here, and the cookie names it.
const LONGEST: usize = 3_600;

/// What stands before the name of what stays here.
const APART: &str = "apart.";

/// Where somebody is on the way through the pages.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A challenge of the sign-in machine.
    Asked(Asked),
    /// A sign-up to be confirmed.
    Confirm(Confirming),
    /// A password to be reset with a code.
    Reset(Resetting),
    /// Back at the sign-in, with something to say.
    Back(Back),
    /// Signed in, and offered a passkey on the way to the application.
    Offer(Offer),
}

/// A challenge.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asked {
    /// Which one.
    pub challenge: ChallengeNameType,
    /// Its Session.
    pub session: String,
    /// Whose sign-in it is, as typed.
    pub username: String,
    /// Its parameters.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// The first factors to choose from; `None` for a challenge that is not about first factors.
    #[serde(default)]
    pub available: Option<Vec<ChallengeNameType>>,
    /// The second factor that is being set up.
    #[serde(default)]
    pub setting_up: Option<SettingUp>,
}

/// A second factor that is being set up.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingUp {
    /// An authenticator app, whose secret was given out: in base32.
    Totp(String),
    /// An e-mail address that is asked for.
    Email,
    /// A phone number that is asked for.
    Phone,
}

/// A sign-up that waits for its code.
#[derive(Clone, Serialize, Deserialize)]
pub struct Confirming {
    /// The name that was signed up.
    pub username: String,
    /// Where the code went; `None` when none was sent.
    pub sent: Option<Destination>,
    /// What lets the sign-in follow by itself.
    #[serde(default)]
    pub session: Option<String>,
}

/// A password that is being reset.
#[derive(Clone, Serialize, Deserialize)]
pub struct Resetting {
    /// Whose.
    pub username: String,
    /// Where the code went.
    pub sent: Option<Destination>,
    /// Why it is reset, if the user did not ask for it.
    #[serde(default)]
    pub because: Option<Because>,
}

/// What is said at the sign-in to somebody who comes back to it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Back {
    /// What has happened.
    pub because: Because,
    /// The name to fill in.
    #[serde(default)]
    pub username: String,
}

/// Why somebody is back at the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The account was confirmed.
    Confirmed,
    /// The password was changed.
    PasswordChanged,
    /// A page was open for too long or was used already.
    OutOfDate,
    /// The password has to be reset.
    ResetRequired,
}

/// Somebody who is offered a passkey.
#[derive(Clone, Serialize, Deserialize)]
pub struct Offer {
    /// Who has signed in.
    pub sub: Sub,
    /// Where the browser goes afterwards.
    pub then: String,
}

/// Where a code went.
#[derive(Clone, Serialize, Deserialize)]
pub struct Destination {
    /// How.
    pub channel: Channel,
    /// The address with most of it hidden.
    pub masked: String,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    expires: Moment,
    step: Step,
}

/// Seals a step for a browser, known by its token; the text for the cookie.
///
/// # Errors
/// Only the house's.
pub async fn carry(at: At<'_>, browser: &str, step: &Step) -> Result<String, Failed> {
    let expires = at.cx.now + LIFETIME;
    let text = serde_json::to_vec(&Envelope {
        expires,
        step: step.clone(),
    });
    let text = text.map_err(|error| Broken {
        doing: "writing down a page".into(),
        cause: error.to_string(),
    })?;
    let sealer = at.cx.house.store.sealer();
    let sealed = URL_SAFE_NO_PAD.encode(sealer.seal(PURPOSE, &bound(at, browser), &text));
    if sealed.len() <= LONGEST {
        return Ok(sealed);
    }
    let id = at.cx.house.entropy.uuid().to_string();
    let kept = long_states::keep(sealer, (&at.through.pool.id, &id), expires, sealed.as_bytes());
    // Nothing in the batch is guarded.
    let _done = at.cx.house.store.write(kept).await?;
    Ok(format!("{APART}{id}"))
}

/// The step that a browser carries; `None` for one that is forged, foreign or expired.
///
/// # Errors
/// Only the house's.
pub async fn carried(at: At<'_>, browser: &str, cookie: &str) -> Result<Option<Step>, Failed> {
    let kept = match cookie.strip_prefix(APART) {
        Some(id) => at.cx.house.store.long_state(&at.through.pool.id, id).await?,
        None => Some(cookie.as_bytes().to_vec()),
    };
    let opened = kept
        .and_then(|kept| URL_SAFE_NO_PAD.decode(kept).ok())
        .and_then(|sealed| {
            let sealer = at.cx.house.store.sealer();
            sealer.open(PURPOSE, &bound(at, browser), &sealed)
        });
    let envelope: Option<Envelope> = opened.and_then(|text| serde_json::from_slice(&text).ok());
    Ok(envelope
        .filter(|envelope| at.cx.now < envelope.expires)
        .map(|envelope| envelope.step))
}

fn bound(at: At<'_>, browser: &str) -> Vec<u8> {
    format!("{}\n{}\n{browser}", at.through.pool.id, at.through.client.id).into_bytes()
}

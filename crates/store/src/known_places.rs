//! Addresses and devices that users have signed in with, where their pool watches for strangers.
//!
//! A sign-in asks for three rows by their key. Beside the places there is one row that says that there are any: a user without it is new
//! in everything.

use domain::{
    auth_event::{AuthEvent, FeedbackValue, Kind, Place, Response},
    ids::{PoolId, Sub},
    moment::{Moment, Span},
};

use crate::{
    Store,
    db::{Batch, Broken, Value, statements},
    text,
};

/// A place is written again when it was not for so long, so that it is not forgotten while it is used.
const FRESH: Span = Span::days(30);

statements! {
    LEARN = "INSERT INTO known_places (pool, sub, kind, value, event, at) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (pool, sub, kind, value) DO UPDATE SET at = excluded.at WHERE known_places.at < $7";
    OWN = "INSERT INTO known_places (pool, sub, kind, value, event, at, judged) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (pool, sub, kind, value) DO UPDATE SET judged = excluded.judged, at = excluded.at";
    DISOWN = "INSERT INTO known_places (pool, sub, kind, value, event, at, judged) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (pool, sub, kind, value) DO UPDATE SET judged = excluded.judged \
        WHERE known_places.event = excluded.event";
    FIND = "SELECT kind, judged FROM known_places WHERE pool = $1 AND sub = $2 \
        AND ((kind = 'address' AND value = $3) OR (kind = 'device' AND value = $4) OR (kind = 'any' AND value = ''))";
    SWEEP = "DELETE FROM known_places WHERE at < $1";
}

const ANY: (&str, &str) = ("any", "");

/// What is known of the places of a sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The user has signed in before.
    pub any: bool,
    /// What is kept of the address: whether somebody has judged it.
    pub address: Option<Option<FeedbackValue>>,
    /// The same of the device.
    pub device: Option<Option<FeedbackValue>>,
}

/// Remembers from where somebody has signed in. Nothing for all other events.
pub fn learn(event: &AuthEvent) -> Batch {
    if (event.details.kind, event.details.response) != (Kind::SignIn, Response::Pass) {
        return Batch::new();
    }
    let places = event.details.places();
    let places = places.iter().map(keyed).chain([ANY]);
    places.fold(Batch::new(), |batch, place| {
        let mut args = args(event, place, event.at);
        args.push((event.at - FRESH).into());
        batch.then(LEARN, args)
    })
}

/// Remembers what somebody thinks of the places of an event. What was not the user's is disowned where it was first seen in this very
/// event: the same browser may be the user's own.
pub fn judge(event: &AuthEvent, value: FeedbackValue, now: Moment) -> Batch {
    let statement = match value {
        FeedbackValue::Valid => OWN,
        FeedbackValue::Invalid => DISOWN,
    };
    event
        .details
        .places()
        .iter()
        .map(keyed)
        .fold(Batch::new(), |batch, place| {
            let mut args = args(event, place, now);
            args.push(text::json(&value).into());
            batch.then(statement, args)
        })
}

/// Drops what was not seen since this moment.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

fn keyed(place: &Place) -> (&'static str, &str) {
    match place {
        Place::Address(value) => ("address", value),
        Place::Device(value) => ("device", value),
    }
}

fn args(event: &AuthEvent, (kind, value): (&str, &str), at: Moment) -> Vec<Value> {
    vec![
        event.pool.as_str().into(),
        event.sub.as_str().into(),
        kind.into(),
        value.into(),
        event.id.to_string().into(),
        at.into(),
    ]
}

impl Store {
    /// What is known of an address and a device of a user.
    pub async fn known_places(
        &self,
        (pool, sub): (&PoolId, &Sub),
        (address, device): (Option<&str>, Option<&str>),
    ) -> Result<Known, Broken> {
        let args = vec![
            pool.as_str().into(),
            sub.as_str().into(),
            address.unwrap_or_default().into(),
            device.unwrap_or_default().into(),
        ];
        let mut known = Known::default();
        for row in self.db.few(FIND, args).await? {
            let judged = row.opt_text(1)?;
            let judged = judged
                .map(|judged| text::parse("a judged place", &judged))
                .transpose()?;
            match row.text(0)?.as_str() {
                "address" => known.address = Some(judged),
                "device" => known.device = Some(judged),
                _ => known.any = true,
            }
        }
        Ok(known)
    }
}

//! The state of a sign-in on its way to the client and back (auth.md §§8.4, 9).

use domain::{
    ids::ClientId,
    sign_in::{
        ChallengeName, State,
        envelope::{Envelope, Form, Unusable, Who, binding},
        state::Awaits,
    },
};
use store::{db::Batch, long_states};
use wire::Fault;

use super::Through;
use crate::{
    cx::Cx,
    operation::Failed,
    say::{self as words, sign_in as say},
};

/// The longest state that is kept for one sign-in (our choice). Only what the functions of a pool give can make one so long.
const STATE_LIMIT: usize = 256 * 1024;

/// Why a Session is not accepted.
pub enum NotOpened {
    /// It is none of this client's.
    Invalid,
    /// Its time is over.
    Expired,
}

/// Wraps a state for the client, for as long as the client's `AuthSessionValidity` says.
pub fn wrap(cx: &Cx, through: &Through, who: Who, state: State) -> Envelope {
    let expires = cx.now + through.session_lifetime();
    Envelope::new(cx.house.entropy.uuid(), who, expires, state)
}

/// Seals what was wrapped, as the client is sent it.
pub fn seal(cx: &Cx, through: &Through, form: Form, envelope: &Envelope) -> String {
    let binding = binding(&through.pool.id, &through.client.id);
    let sealed = cx
        .house
        .store
        .sealer()
        .seal(form.purpose(), &binding, &envelope.to_text());
    form.write(&through.client.id, &sealed)
}

/// Seals a Session for the client, and keeps its state apart when it is too long to travel in it.
///
/// # Errors
/// The functions of the pool want more remembered than this server does.
pub fn seal_session(cx: &Cx, through: &Through, envelope: &Envelope) -> Result<(String, Batch), Failed> {
    if envelope.fits() {
        return Ok((seal(cx, through, Form::Session, envelope), Batch::new()));
    }
    let state = envelope.state_text();
    if state.len() > STATE_LIMIT {
        return Err(words::triggers::unrecognizable().into());
    }
    let sealer = cx.house.store.sealer();
    let of = (&through.pool.id, &*envelope.spent_as());
    let kept = long_states::keep(sealer, of, envelope.expires, &state);
    Ok((seal(cx, through, Form::Session, &envelope.without_state()), kept))
}

/// The Session with the state that was kept apart, if it was.
///
/// # Errors
/// Only the house's.
pub async fn complete(cx: &Cx, through: &Through, envelope: Envelope) -> Result<Option<Envelope>, Failed> {
    if envelope.state.awaits != Awaits::Apart {
        return Ok(Some(envelope));
    }
    let kept = cx
        .house
        .store
        .long_state(&through.pool.id, &envelope.spent_as())
        .await?;
    Ok(kept.and_then(|kept| envelope.with_state(&kept)))
}

/// Opens what a client sent.
///
/// # Errors
/// [`NotOpened`].
pub fn open(cx: &Cx, through: &Through, form: Form, text: &str) -> Result<Envelope, NotOpened> {
    let (client, sealed) = form.read(text).ok_or(NotOpened::Invalid)?;
    if client != through.client.id {
        return Err(NotOpened::Invalid);
    }
    let binding = binding(&through.pool.id, &through.client.id);
    let opened = cx.house.store.sealer().open(form.purpose(), &binding, &sealed);
    Envelope::from_text(&opened.ok_or(NotOpened::Invalid)?, cx.now).map_err(|unusable| match unusable {
        Unusable::Invalid => NotOpened::Invalid,
        Unusable::Expired => NotOpened::Expired,
    })
}

/// What is said of a Session that was used up. The round of a custom challenge says less than others (auth.md §12.14,
/// observed).
pub fn used(envelope: &Envelope) -> Fault {
    match envelope.state.challenge() {
        Some(ChallengeName::CustomChallenge) => say::invalid_session(),
        _ => say::used_session(),
    }
}

/// For whom a Session was made, for operations that are told nothing else. Unproven until the Session is opened for it.
pub fn client_of(session: &str) -> Option<ClientId> {
    Form::Session.read(session).map(|(client, _)| client)
}

/// Whether a Session was used up already. Only for the right words: what counts is the guard of the batch that uses it.
///
/// # Errors
/// Only the house's.
pub async fn is_spent(cx: &Cx, through: &Through, envelope: &Envelope) -> Result<bool, Failed> {
    Ok(cx.house.store.is_spent(&through.pool.id, &envelope.spent_as()).await?)
}

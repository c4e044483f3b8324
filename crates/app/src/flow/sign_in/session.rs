//! The state of a sign-in on its way to the client and back (auth.md §§8.4, 9).

use domain::sign_in::{
    ChallengeName, State,
    envelope::{Envelope, Form, Unusable, Who, binding},
};
use wire::Fault;

use super::Through;
use crate::{cx::Cx, operation::Failed, say::sign_in as say};

/// Why a Session is not accepted.
pub enum NotOpened {
    /// It is none of this client's.
    Invalid,
    /// Its time is over.
    Expired,
}

/// Wraps a state for the client, for as long as the client's `AuthSessionValidity` says.
pub fn wrap(cx: &Cx, through: &Through, who: Who, state: State) -> Envelope {
    let expires = cx.now + through.client.settings.session_lifetime();
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
    form.write(&sealed)
}

/// Opens what a client sent.
///
/// # Errors
/// [`NotOpened`].
pub fn open(cx: &Cx, through: &Through, form: Form, text: &str) -> Result<Envelope, NotOpened> {
    let sealed = form.read(text).ok_or(NotOpened::Invalid)?;
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

/// Whether a Session was used up already. Only for the right words: what counts is the guard of the batch that uses it.
///
/// # Errors
/// Only the house's.
pub async fn is_spent(cx: &Cx, through: &Through, envelope: &Envelope) -> Result<bool, Failed> {
    Ok(cx.house.store.is_spent(&through.pool.id, &envelope.spent_as()).await?)
}

//! The state of a sign-in on its way to the client and back (auth.md §§8.4, 9).

use domain::sign_in::{
    State,
    envelope::{Envelope, Form, Unusable, Who, binding},
};

use super::Through;
use crate::{cx::Cx, operation::Failed};

/// Why a Session is not accepted.
pub enum NotOpened {
    /// It is none of this client's.
    Invalid,
    /// Its time is over.
    Expired,
}

/// Seals a state for the client, for as long as the client's `AuthSessionValidity` says.
pub fn seal(cx: &Cx, through: &Through, form: Form, who: Who, state: State) -> String {
    let expires = cx.now + through.client.settings.session_lifetime();
    let envelope = Envelope::new(cx.house.entropy.uuid(), who, expires, state);
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

/// Whether a Session was used up already. Only for the right words: what counts is the guard of the batch that uses it.
///
/// # Errors
/// Only the house's.
pub async fn is_spent(cx: &Cx, through: &Through, envelope: &Envelope) -> Result<bool, Failed> {
    Ok(cx.house.store.is_spent(&through.pool.id, &envelope.spent_as()).await?)
}

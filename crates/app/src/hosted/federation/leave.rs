//! The browser goes to a provider (oauth.md §16.2).

use domain::{
    federation::{CALLBACK, COOKIE, LIVES, Trip, TripDetails, outgoing, state, with_mark},
    oauth,
    provider::ProviderKind,
    rates::Category,
};
use store::{db::Done, federation_trips};

use super::super::{
    Stop,
    place::{self, Place},
    request::AuthRequest,
    visit::{Cookie, FromElsewhere, Reply, Visit},
};
use crate::{
    cx::Cx,
    operation::{Broken, Failed},
    say::{federation as words, hosted as say},
};

/// Sends the browser to a provider, and remembers why.
///
/// # Errors
/// [`Stop::Answer`]: an error that goes back to the application.
pub async fn leave(cx: &Cx, visit: &Visit, request: &AuthRequest, name: &str) -> Result<Reply, Stop> {
    let pool = &request.place.pool;
    let provider = cx.house.store.provider(&pool.id, name).await?;
    let provider = provider.ok_or_else(|| request.refuse(&say::no_such_provider()))?;
    if provider.kind == ProviderKind::Saml {
        return Err(request.refuse(&words::no_saml()).into());
    }
    cx.house.rates.pass_page(cx, Category::UserFederation).await?;
    let entropy = &*cx.house.entropy;
    let mark = oauth::token(entropy);
    let trip = Trip {
        pool: pool.id.clone(),
        expires: cx.now + LIVES,
        details: TripDetails {
            provider: provider.name.clone(),
            query: request.query.clone(),
            nonce: oauth::token(entropy),
            verifier: provider.abilities.challenges.then(|| oauth::token(entropy)),
            callback: place::url(cx, visit, CALLBACK).await?,
            browser: oauth::digest(&mark),
        },
    };
    let state = state(&pool.id, &oauth::token(entropy));
    let location = outgoing::address(&provider, pool, &request.asked, (&trip, &state));
    let location = location.ok_or_else(|| request.refuse_with(words::not_set_up()))?;
    let batch = federation_trips::insert(cx.house.store.sealer(), &oauth::digest(&state), &trip);
    written(cx.house.store.write(batch).await?)?;
    let known = visit.cookie(COOKIE).unwrap_or_default();
    Ok(Reply::redirect(location).with_cookie(cookie(&request.place, with_mark(known, &mark))))
}

/// States are random: a guard that refuses is a defect.
fn written(done: Done) -> Result<(), Failed> {
    match done {
        Done::Written => Ok(()),
        Done::Refused(guard) => Err(Broken {
            doing: "sending a browser to a provider".into(),
            cause: format!("unexpected guard: {guard}"),
        }
        .into()),
    }
}

/// The cookie that says on which trips a browser is. A provider may send it back by a form, from another site.
pub(super) fn cookie(place: &Place, value: String) -> Cookie {
    Cookie {
        name: COOKIE,
        value,
        path: place.cookie_path(),
        lives: Some(LIVES),
        scheme: place.scheme,
        from_elsewhere: FromElsewhere::Always,
    }
}

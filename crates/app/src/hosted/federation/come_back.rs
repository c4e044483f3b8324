//! `/oauth2/idpresponse`: the browser comes back from a provider (oauth.md §16.3).

use domain::{
    federation::{
        self, COOKIE, Trip, claims,
        incoming::{self, Answer},
        person, without_mark,
    },
    oauth::{self, authorize::Unanswerable, params::Params, sso},
};
use serde_json::Value;
use store::{
    db::Done,
    federation_trips::{self, TRIP_OVER},
};

use super::{
    super::{
        Stop, finish, place, request,
        visit::{Method, Reply, Visit},
    },
    Journey, leave,
};
use crate::{
    cx::Cx,
    flow::sign_in::hosted::SignedIn,
    say::{federation as words, hosted as say},
};

/// Signs somebody in who comes back from a provider, or tells the application why not. A browser that is on no such trip sees
/// the error page (guess): nothing is sent to an application for it, and nobody else's trip ends.
///
/// # Errors
/// [`Stop`].
pub async fn come_back(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let nothing = Params::default();
    let said = match visit.method {
        Method::Post => visit.form.as_ref().unwrap_or(&nothing),
        Method::Get => &visit.asked,
    };
    let trip = trip(cx, visit, said).await?.ok_or_else(|| lost(cx, visit))?;
    let params = Params::read(&trip.details.query).map_err(|_| lost(cx, visit))?;
    let request = request::checked(cx, visit, &params, trip.details.query.clone()).await?;
    let listed = sso::Provider::External(trip.details.provider.clone());
    if request.place.pool.id != trip.pool || !request.takes(&listed) {
        return Err(request.refuse(&say::no_such_provider()).into());
    }
    let provider = cx.house.store.provider(&trip.pool, &trip.details.provider).await?;
    let provider = provider.ok_or_else(|| request.refuse(&say::no_such_provider()))?;
    let journey = Journey {
        cx,
        request: &request,
        provider: &provider,
        trip: &trip,
    };
    let signed_in = match incoming::answer(&provider, said) {
        Answer::Code(code, user) => journey.arrive(&code, user.as_ref()).await?,
        Answer::Error(error, description) => {
            let back = request.asked.returning();
            return Ok(Reply::redirect(back.passing_on(&error, description.as_deref())));
        }
        Answer::Nothing => return Err(journey.refuse(words::no_answer())),
    };
    let finished = finish::finish(cx, visit, &request, &signed_in).await;
    let reply = finished.map_err(|stop| match stop {
        Stop::Failed(failed) => journey.told(failed),
        stop @ Stop::Answer(_) => stop,
    })?;
    let known = visit.cookie(COOKIE).unwrap_or_default();
    Ok(reply.with_cookie(leave::cookie(&request.place, without_mark(known, &trip))))
}

fn lost(cx: &Cx, visit: &Visit) -> Stop {
    tracing::info!("a browser comes back from a provider on a trip that nobody knows");
    place::error_page(cx, visit, say::on_page(Unanswerable::Malformed), None).into()
}

/// The trip that this browser is on. Coming back ends it: whoever comes second finds none.
async fn trip(cx: &Cx, visit: &Visit, said: &Params) -> Result<Option<Trip>, Stop> {
    let Some(state) = incoming::state(said).filter(|_| visit.is_readable) else {
        return Ok(None);
    };
    let Some(pool) = federation::pool_of(state) else {
        return Ok(None);
    };
    let id = oauth::digest(state);
    let found = cx.house.store.federation_trip(&pool, &id).await?;
    let Some(trip) = found.filter(|trip| trip.is_of(visit.cookies(COOKIE))) else {
        return Ok(None);
    };
    match cx.house.store.write(federation_trips::end(&pool, &id, cx.now)).await? {
        Done::Written => Ok(Some(trip)),
        Done::Refused(TRIP_OVER | _) => Ok(None),
    }
}

impl Journey<'_> {
    /// Somebody who was given a code: asks the provider who that is, and finds out who it is here.
    async fn arrive(&self, code: &str, of_apple: Option<&Value>) -> Result<SignedIn, Stop> {
        let said = self.ask(code, of_apple).await?;
        let kind = self.provider.kind;
        let subject =
            claims::subject(kind, &said).ok_or_else(|| self.refuse(words::no_subject(&self.provider.name)))?;
        let settings = &self.request.place.pool.settings;
        let username = person::username(settings, self.provider, subject);
        let username = username.ok_or_else(|| self.refuse(words::no_subject(&self.provider.name)))?;
        let instead = self.inbound(&username, &said).await?;
        let mapped = claims::mapped(self.provider, &settings.schema, &said, instead.as_ref());
        self.admit((&username, subject), &mapped).await
    }
}

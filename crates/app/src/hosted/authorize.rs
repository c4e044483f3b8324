//! `/oauth2/authorize`: where an application sends its user. Never a page itself (oauth.md §5).

use domain::{
    oauth::{
        authorize::Error,
        sso::{Way, is_sure_enough, reuse, way},
    },
    rates::Category,
};

use super::{
    Stop, federation, finish,
    request::{self, AuthRequest},
    sso,
    visit::{Method, Reply, Visit},
};
use crate::cx::Cx;

/// Sends the browser to the pages, or back to the application at once when it is signed in. The real service knows `GET`
/// only (documented); the standard wants `POST` as well.
///
/// # Errors
/// [`Stop`].
pub async fn authorize(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let request = match (visit.method, &visit.form) {
        (Method::Post, Some(form)) => request::checked(cx, visit, form, form.to_query(|_| true)).await?,
        _ => request::read(cx, visit).await?,
    };
    if let Some(reply) = silently(cx, visit, &request).await? {
        return Ok(reply);
    }
    match federation::straight(cx, visit, &request).await? {
        Some(reply) => Ok(reply),
        None => Ok(Reply::redirect(request.place.path("/login", &request.query))),
    }
}

/// What a signed-in browser is answered without any page. `None` when the user has to sign in.
///
/// # Errors
/// [`Stop::Answer`] when no page may be shown and nobody is signed in.
pub async fn silently(cx: &Cx, visit: &Visit, request: &AuthRequest) -> Result<Option<Reply>, Stop> {
    let pool = &request.place.pool;
    let found = sso::signed_in(cx, visit, pool).await?;
    let found = found.filter(|(session, _)| is_sure_enough(pool, &session.details.factors, &request.asked.acr_values));
    // Who came through a provider that this client does not take is not signed in for it (our choice).
    let found = found.filter(|(session, _)| request.takes(&session.details.provider));
    let session = found.as_ref().map(|(session, _)| session);
    let reuse = reuse(pool, &request.client.settings);
    match (
        way(session, &request.asked, request.provider.as_ref(), (reuse, cx.now)),
        found,
    ) {
        (Way::Silent, Some((session, user))) => {
            cx.house.rates.pass_page(cx, Category::UserAuthentication).await?;
            Ok(Some(finish::go_on(cx, request, (&session, user)).await?))
        }
        (Way::LoginRequired, _) => Err(request.refuse(&Error::LoginRequired.into()).into()),
        _ => Ok(None),
    }
}

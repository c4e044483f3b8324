//! `/logout`: a browser is signed out (oauth.md §8).

use domain::{
    client::Client,
    oauth::{
        authorize::Unanswerable,
        params::{self, Params},
        redirect::{self, Part},
    },
    token::jwt::Unverified,
};

use super::{
    Stop,
    place::{self, Place},
    sso,
    visit::{Reply, Visit},
};
use crate::{cx::Cx, say::hosted as say};

/// Signs the browser out, and sends it to a page of the application, or to the sign-in page for the next user. Nothing else
/// ends a session from a browser; tokens live on (documented). Without a session it does the same (guess).
///
/// # Errors
/// [`Stop::Answer`]: the error page. Nobody is signed out then.
pub async fn logout(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let asked = &visit.asked;
    let stop =
        |why: Unanswerable, client: Option<&str>| Stop::from(place::error_page(cx, visit, say::on_page(why), client));
    let doubled = ["client_id", "logout_uri", "redirect_uri", "post_logout_redirect_uri"];
    if !visit.is_readable || doubled.iter().any(|name| asked.is_doubled(name)) {
        return Err(stop(Unanswerable::Malformed, None));
    }
    let id = client_id(asked).ok_or_else(|| stop(Unanswerable::NoClient, None))?;
    let found = place::find_client(cx, visit, &id).await?;
    let (place, client) = found.ok_or_else(|| stop(Unanswerable::UnknownClient, Some(&id)))?;
    let location = location(&place, &client, asked).map_err(|why| stop(why, Some(&id)))?;
    let batch = sso::end(visit, &place.pool);
    if !batch.is_empty() {
        // Nothing in the batch is guarded, so it cannot be refused.
        let _done = cx.house.store.write(batch).await?;
    }
    Ok(Reply::redirect(location).with_cookie(sso::forget(&place)))
}

/// `client_id`, or else the audience of `id_token_hint` (our choice: what the standard for logout has). The hint proves
/// nothing and need not: it only says whose list of URIs counts.
fn client_id(asked: &Params) -> Option<String> {
    let hinted = || {
        let token = Unverified::read(asked.get("id_token_hint")?).ok()?;
        Some(token.audience()?.to_owned())
    };
    asked.get("client_id").map(str::to_owned).or_else(hinted)
}

/// Where the browser goes: `logout_uri` wins (documented); `post_logout_redirect_uri` is its name in the standard.
fn location(place: &Place, client: &Client, asked: &Params) -> Result<String, Unanswerable> {
    let out = asked
        .get("logout_uri")
        .or_else(|| asked.get("post_logout_redirect_uri"));
    if let Some(uri) = out {
        let uri = redirect::logout(&client.settings, uri).map_err(|_| Unanswerable::RedirectMismatch)?;
        let state = asked.get("state").map(|state| ("state", state));
        return Ok(uri.with(Part::Query, state.as_slice()));
    }
    let again = asked.get("redirect_uri").ok_or(Unanswerable::NoRedirect)?;
    redirect::callback(&client.settings, Some(again)).map_err(|_| Unanswerable::RedirectMismatch)?;
    let mut query = asked.to_query(|_| true);
    if asked.get("scope").is_none() {
        params::push(&mut query, "scope", &client.settings.oauth_scopes.join(" "));
    }
    Ok(place.path("/login", &query))
}

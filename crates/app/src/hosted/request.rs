//! What an application wants of a user: the request that every page carries in its query (oauth.md §§5, 6.1).

use domain::{
    client::Client,
    oauth::{
        authorize::{self, Asked, Error, ProviderHint, Refusal, Return, Unanswerable},
        params::Params,
        sso::Provider,
    },
};

use super::{
    Stop,
    place::{self, Place},
    visit::{Reply, Visit},
};
use crate::{cx::Cx, flow::scopes, operation::Failed, say::hosted as say};

/// What an application wants of a user, checked.
pub struct AuthRequest {
    /// The pool and its pages.
    pub place: Place,
    /// The client.
    pub client: Client,
    /// What it asks for.
    pub asked: Asked,
    /// Who is to ask the user for proof, if the request says so.
    pub provider: Option<Provider>,
    /// The query as it came, to be carried from page to page.
    pub query: String,
}

/// The request in the query of this visit.
///
/// # Errors
/// [`Stop::Answer`]: the error page, or an error that goes back to the application.
pub async fn read(cx: &Cx, visit: &Visit) -> Result<AuthRequest, Stop> {
    if !visit.is_readable {
        return Err(unanswerable(cx, visit, Unanswerable::Malformed, None));
    }
    checked(cx, visit, &visit.asked, visit.query.clone()).await
}

/// The request in these parameters.
///
/// # Errors
/// As [`read`].
pub async fn checked(cx: &Cx, visit: &Visit, params: &Params, query: String) -> Result<AuthRequest, Stop> {
    let id = params.get("client_id");
    let named = id.ok_or_else(|| unanswerable(cx, visit, Unanswerable::NoClient, None))?;
    let found = place::find_client(cx, visit, named).await?;
    let (place, client) = found.ok_or_else(|| unanswerable(cx, visit, Unanswerable::UnknownClient, id))?;
    let to = authorize::returns(&client.settings, params).map_err(|why| unanswerable(cx, visit, why, id))?;
    let known = known_scopes(cx, &place, &client).await?;
    let asked = authorize::check(&client.settings, &known, params, &to).map_err(|refusal| back(&to, &refusal))?;
    let provider = provider(&client, asked.provider.as_ref()).map_err(|refusal| back(&to, &refusal))?;
    Ok(AuthRequest {
        place,
        client,
        asked,
        provider,
        query,
    })
}

/// The scopes of the pool's resource servers, where the client has any of them.
async fn known_scopes(cx: &Cx, place: &Place, client: &Client) -> Result<Vec<String>, Failed> {
    match client.settings.oauth_scopes.iter().any(|scope| scope.contains('/')) {
        true => scopes::of_servers(cx, &place.pool).await,
        false => Ok(Vec::new()),
    }
}

/// Who is to ask. A client without any provider has the pool itself (our choice: the real pages would be empty).
fn provider(client: &Client, hint: Option<&ProviderHint>) -> Result<Option<Provider>, Refusal> {
    let listed = &client.settings.identity_providers;
    let has_pool = listed.is_empty() || listed.iter().any(|name| name == say::OWN_PROVIDER);
    match hint {
        None => Ok(None),
        Some(ProviderHint::Name(name)) if name == say::OWN_PROVIDER && has_pool => Ok(Some(Provider::Pool)),
        Some(_) => Err(say::no_such_provider()),
    }
}

impl AuthRequest {
    /// Sends an error to the application.
    pub fn refuse(&self, refusal: &Refusal) -> Reply {
        Reply::redirect(self.asked.returning().refusing(refusal))
    }

    /// Sends an error of a function of the pool to the application (oauth.md §5.5, observed).
    pub fn refuse_with(&self, description: String) -> Reply {
        self.refuse(&Refusal {
            error: Error::InvalidRequest,
            description: Some(description),
        })
    }
}

fn back(to: &Return, refusal: &Refusal) -> Stop {
    Reply::redirect(to.refusing(refusal)).into()
}

/// Nothing goes to an application that cannot be trusted: the error is shown on a page.
fn unanswerable(cx: &Cx, visit: &Visit, why: Unanswerable, client: Option<&str>) -> Stop {
    tracing::info!(?why, client, "an authorization request that cannot be answered");
    place::error_page(cx, visit, say::on_page(why), client).into()
}

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
    let provider = provider(cx, (&place, &client), (asked.provider.as_ref(), &to)).await?;
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

/// Who is to ask. Where there is only one to ask, it is that one without being named (documented).
async fn provider(
    cx: &Cx,
    (place, client): (&Place, &Client),
    (hint, to): (Option<&ProviderHint>, &Return),
) -> Result<Option<Provider>, Stop> {
    let listed = &client.settings.identity_providers;
    let name = match (hint, listed.as_slice()) {
        (None, [only]) if only != say::OWN_PROVIDER => return Ok(Some(Provider::External(only.clone()))),
        (None, _) => return Ok(None),
        (Some(ProviderHint::Name(name)), _) => Some(name.clone()),
        (Some(ProviderHint::Identifier(identifier)), _) => {
            let found = cx
                .house
                .store
                .provider_by_identifier(&place.pool.id, identifier)
                .await?;
            found.map(|provider| provider.name)
        }
    };
    let provider = name.map(|name| match name == say::OWN_PROVIDER {
        true => Provider::Pool,
        false => Provider::External(name),
    });
    match provider.filter(|provider| takes(client, provider)) {
        Some(provider) => Ok(Some(provider)),
        None => Err(back(to, &say::no_such_provider())),
    }
}

/// Whether a client takes users of a provider. One without any provider takes those of the pool itself (our choice: the real
/// pages would be empty).
fn takes(client: &Client, provider: &Provider) -> bool {
    let listed = &client.settings.identity_providers;
    match provider {
        Provider::Pool => listed.is_empty() || listed.iter().any(|name| name == say::OWN_PROVIDER),
        Provider::External(name) => listed.contains(name),
    }
}

impl AuthRequest {
    /// Whether the client takes users of a provider.
    pub fn takes(&self, provider: &Provider) -> bool {
        takes(&self.client, provider)
    }

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

//! Which pool a request is for, and where that pool's pages are for whoever came this way (oauth.md §1.3).
//!
//! Three ways lead to a pool, all at the same time: its domain as the host, its id as the first step of the path, and a
//! client's id. Addresses are given back as paths, so that a browser stays on the host that it called.

use domain::{
    client::Client,
    hosted_domain::region_of_host,
    ids::{ClientId, PoolId, Region},
    pool::Pool,
};

use super::{
    Stop,
    visit::{Arrival, Reply, Scheme, Visit},
};
use crate::{
    cx::{Cx, Settings},
    flow::pool_pages,
    operation::Failed,
    replica,
    say::hosted as say,
};

/// A pool, and the way to its pages.
#[derive(Clone)]
pub struct Place {
    /// The pool.
    pub pool: Pool,
    /// What stands before the path of every page: nothing, or a path that ends without a slash.
    mount: String,
    /// How the browser calls.
    pub scheme: Scheme,
}

impl Place {
    /// The path of a page, with a query if there is one.
    pub fn path(&self, page: &str, query: &str) -> String {
        path(&self.mount, page, query)
    }

    /// Under which path a browser sends the cookies of these pages.
    pub fn cookie_path(&self) -> String {
        match self.mount.is_empty() {
            true => "/".to_owned(),
            false => self.mount.clone(),
        }
    }
}

/// The path of a page before it is known for which pool.
pub fn path_here(cx: &Cx, visit: &Visit, page: &str, query: &str) -> String {
    path(&mount(&cx.house.settings, &visit.arrival), page, query)
}

fn path(mount: &str, page: &str, query: &str) -> String {
    match query.is_empty() {
        true => format!("{mount}{page}"),
        false => format!("{mount}{page}?{query}"),
    }
}

/// The path of the public URL: what stands before the path of every file of this server. Empty, or without a slash at its end.
pub fn prefix(settings: &Settings) -> &str {
    let host_and_path = settings.public_url.split_once("://").map_or("", |(_, rest)| rest);
    let prefix = host_and_path.find('/').and_then(|at| host_and_path.get(at..));
    prefix.unwrap_or_default().trim_end_matches('/')
}

/// The path of the public URL, as far as the request did not come by a domain of its own, and the pool's id where it did.
fn mount(settings: &Settings, arrival: &Arrival) -> String {
    let prefix = prefix(settings);
    match &arrival.pool {
        Some(pool) => format!("{prefix}/{pool}"),
        None => prefix.to_owned(),
    }
}

/// The pool that the host or the path of a request names.
///
/// # Errors
/// Only the store's.
pub async fn named(cx: &Cx, visit: &Visit) -> Result<Option<Pool>, Failed> {
    match (&visit.arrival.pool, &visit.arrival.host) {
        (Some(id), _) => Ok(cx.house.store.pool(&PoolId::new(id)).await?),
        (None, Some(host)) => pool_pages::at_host(&cx.house, host).await,
        (None, None) => Ok(None),
    }
}

/// The place of a client's pool, and the client. A pool that host or path names must be that of the client.
///
/// # Errors
/// [`Stop::Answer`]: the error page, when there is no such client here.
pub async fn of_client(cx: &Cx, visit: &Visit, client: &str) -> Result<(Place, Client), Stop> {
    match find_client(cx, visit, client).await? {
        Some(found) => Ok(found),
        None => Err(error_page(cx, visit, say::UNAUTHORIZED_CLIENT, Some(client)).into()),
    }
}

/// The same for applications, which read no pages.
/// The pool is as the region of the request has it.
///
/// # Errors
/// OperationNotEnabledException of a secondary that is not active.
pub async fn find_client(cx: &Cx, visit: &Visit, client: &str) -> Result<Option<(Place, Client)>, Failed> {
    let named = named(cx, visit).await?;
    let is_elsewhere = named.is_none() && visit.arrival.pool.is_some();
    let found = match is_elsewhere {
        true => None,
        false => cx.house.store.client(&ClientId::new(client)).await?,
    };
    let found = found.filter(|(pool, _)| named.is_none_or(|named| named.id == pool.id));
    let Some((pool, client)) = found else {
        return Ok(None);
    };
    let pool = replica::seen(cx, pool).await?;
    Ok(pool.map(|pool| (at(cx, visit, pool), client)))
}

/// The region that a request is for: the one that its host names, or that of the server.
pub fn region(settings: &Settings, arrival: &Arrival) -> Region {
    let host = arrival.host.as_deref().map(pool_pages::without_port);
    match (host.and_then(region_of_host), &settings.only_region) {
        (Some(region), None) => region,
        _ => settings.default_region.clone(),
    }
}

/// The place of a pool for whoever came this way.
pub fn at(cx: &Cx, visit: &Visit, pool: Pool) -> Place {
    Place {
        mount: mount(&cx.house.settings, &visit.arrival),
        scheme: visit.arrival.scheme,
        pool,
    }
}

/// The full address of a page for whoever came this way: at the pool's domain for who called that, else under the public URL.
/// The host that was called counts only if it is such a domain: whatever else a client calls itself is not believed.
///
/// # Errors
/// Only the store's.
pub async fn url(cx: &Cx, visit: &Visit, page: &str) -> Result<String, Failed> {
    let settings = &cx.house.settings;
    let arrival = &visit.arrival;
    let host = arrival.host.as_deref().filter(|_| arrival.pool.is_none());
    let host = match host {
        Some(host) => pool_pages::at_host(&cx.house, host).await?.map(|_| host),
        None => None,
    };
    Ok(match (host, &arrival.pool) {
        (Some(host), _) => {
            let path = path_here(cx, visit, page, "");
            format!("{}://{host}{path}", arrival.scheme.as_str())
        }
        (None, Some(pool)) => format!("{}/{pool}{page}", settings.public_url),
        (None, None) => format!("{}{page}", settings.public_url),
    })
}

/// Sends the browser to the page that shows an error (oauth.md §5.6, observed).
pub fn error_page(cx: &Cx, visit: &Visit, error: &str, client: Option<&str>) -> Reply {
    let mut query = String::new();
    domain::oauth::params::push(&mut query, "error", error);
    if let Some(client) = client {
        domain::oauth::params::push(&mut query, "client_id", client);
    }
    Reply::redirect(path_here(cx, visit, "/error", &query))
}

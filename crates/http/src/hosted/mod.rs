//! The door of the browser side: what comes to the domain of a pool, under the three addresses that lead to it
//! (oauth.md §1.3).

mod answer;
mod read;

use std::{collections::HashMap, sync::Arc};

use app::{
    cx::{Cx, House},
    hosted::{Handler, Stop, authorize, federation::come_back, logout, place, revoke, token, user_info, visit::Reply},
    operation::Failed,
    say::protocol as say,
};
use axum::{
    Router,
    body::Body,
    extract::{Path, Request},
    http::Response,
    routing::{MethodFilter, on},
};
use tokio::sync::Semaphore;
use tracing::Instrument;

use crate::{
    limits::Limits,
    pages::PAGES,
    work::{self, Unfinished},
};

/// What the door holds on to.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) house: Arc<House>,
    pub(crate) limits: Limits,
    /// Places for requests at work, shared with the API.
    pub(crate) places: Arc<Semaphore>,
}

/// Who reads the answers of an endpoint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// A person, by a browser.
    Person,
    /// A program, also a script in a page of any origin.
    Program,
}

/// Where an endpoint does its work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// On the threads that serve sockets.
    Here,
    /// With the crew, because it is about tokens and little else.
    Crew,
}

/// Every endpoint and page of a pool.
pub(crate) fn routes(door: &Door) -> Router<Arc<House>> {
    let both = MethodFilter::GET.or(MethodFilter::POST);
    let pages = PAGES.iter().fold(Paths::new(door), |paths, (path, page)| {
        paths.at(path, both, Reader::Person, *page)
    });
    pages
        .at("/oauth2/authorize", both, Reader::Person, |cx, visit| {
            Box::pin(authorize::authorize(cx, visit))
        })
        .at("/authorize", both, Reader::Person, |cx, visit| {
            // Its name in older documents (oauth.md §1.4).
            Box::pin(authorize::authorize(cx, visit))
        })
        .at("/oauth2/idpresponse", both, Reader::Person, |cx, visit| {
            Box::pin(come_back::come_back(cx, visit))
        })
        .at("/logout", MethodFilter::GET, Reader::Person, |cx, visit| {
            Box::pin(logout::logout(cx, visit))
        })
        .at_crew("/oauth2/token", MethodFilter::POST, Reader::Program, |cx, visit| {
            Box::pin(token::token(cx, visit))
        })
        .at("/oauth2/revoke", MethodFilter::POST, Reader::Program, |cx, visit| {
            Box::pin(revoke::revoke(cx, visit))
        })
        .at("/oauth2/userInfo", both, Reader::Program, |cx, visit| {
            Box::pin(user_info::user_info(cx, visit))
        })
        .at("/oauth2/userinfo", both, Reader::Program, |cx, visit| {
            Box::pin(user_info::user_info(cx, visit))
        })
        .router
}

/// Routes in the making.
struct Paths<'a> {
    door: &'a Door,
    router: Router<Arc<House>>,
}

impl<'a> Paths<'a> {
    fn new(door: &'a Door) -> Self {
        Self {
            door,
            router: Router::new(),
        }
    }

    /// An endpoint, by itself and under the id of a pool.
    fn at(self, path: &str, methods: MethodFilter, reader: Reader, handler: Handler) -> Self {
        self.route(path, methods, (reader, Where::Here, handler))
    }

    /// The same for an endpoint that leaves its work to the crew.
    fn at_crew(self, path: &str, methods: MethodFilter, reader: Reader, handler: Handler) -> Self {
        self.route(path, methods, (reader, Where::Crew, handler))
    }

    fn route(mut self, path: &str, methods: MethodFilter, endpoint: (Reader, Where, Handler)) -> Self {
        for path in [path.to_owned(), format!("/{{pool}}{path}")] {
            let door = self.door.clone();
            let enter = move |Path(names): Path<HashMap<String, String>>, request: Request| {
                enter(door, endpoint, names.get("pool").cloned(), request)
            };
            let mut route = on(methods, enter);
            if endpoint.0 == Reader::Program {
                route = route.options(answer::preflight);
            }
            self.router = self.router.route(&path, route);
        }
        self
    }
}

/// Answers one request, as the door of the API does: in a task of its own, within bounds of time and number.
async fn enter(
    door: Door,
    (reader, at, handler): (Reader, Where, Handler),
    pool: Option<String>,
    request: Request,
) -> Response<Body> {
    let request_id = door.house.entropy.uuid();
    let span = tracing::info_span!("request", id = %request_id, path = request.uri().path());
    let answer = async {
        let place = Arc::clone(&door.places).try_acquire_owned();
        let place = place.map_err(|_| Stop::from(say::too_many_requests()))?;
        if at == Where::Crew && door.house.crew.is_swamped() {
            return Err(Stop::from(say::too_many_requests()));
        }
        let (parts, body) = request.into_parts();
        let visit = read::visit(
            &parts,
            (&door.house.settings.public_url, pool),
            read::form(&parts, body, &door.limits).await,
        );
        let mut cx = Cx::unsigned(&door.house, request_id, read::caller(&parts));
        cx.region = place::region(&door.house.settings, &visit.arrival);
        cx.attempt.at(format!("{} {}", parts.method, parts.uri.path()));
        let work = async move {
            let answer = handler(&cx, &visit).await;
            match &answer {
                Ok(reply) | Err(Stop::Answer(reply)) => cx.attempt.answers(reply.status),
                Err(Stop::Failed(failed)) => cx.attempt.fails(failed),
            }
            drop(place);
            answer
        };
        let crew = (at == Where::Crew).then_some(&door.house.crew);
        match work::done(crew, door.limits.answer, work.in_current_span()).await {
            Ok(answer) => answer,
            Err(Unfinished::Panicked) => Err(say::internal_error().into()),
            Err(Unfinished::Late) => {
                tracing::error!("no answer in time; the work goes on");
                Err(say::unavailable().into())
            }
        }
    };
    let answer = answer.instrument(span.clone()).await;
    span.in_scope(|| answer::dress(settle(answer, reader), reader, request_id))
}

/// The one place where a failure of the house is logged.
fn settle(answer: Result<Reply, Stop>, reader: Reader) -> Reply {
    match answer {
        Ok(reply) | Err(Stop::Answer(reply)) => reply,
        Err(Stop::Failed(Failed::Fault(fault))) => {
            tracing::debug!(code = fault.code.name(), "refused");
            answer::failed(&fault, reader)
        }
        Err(Stop::Failed(Failed::Broken(broken))) => {
            tracing::error!(doing = broken.doing, cause = broken.cause, "broken");
            answer::failed(&say::internal_error(), reader)
        }
    }
}

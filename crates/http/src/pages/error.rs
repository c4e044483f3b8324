//! Pages that only say something: `/error`, what was confirmed, and that somebody is signed out.

use app::{
    cx::Cx,
    flow::sign_in::Through,
    hosted::{
        Stop, place,
        visit::{Reply, Visit},
    },
    operation::Failed,
};
use askama::Template;
use domain::sign_in::admission::Door;

use super::{
    frame::{Browser, Frame, Said},
    look::{Link, Look},
};

/// The longest code of an error that is shown: it comes from the address.
const LONGEST_CODE: usize = 80;

#[derive(Template)]
#[template(path = "told.html")]
pub(super) struct Told {
    pub(super) frame: Frame,
    pub(super) lines: Vec<String>,
    pub(super) link: Option<Link>,
}

/// Shows why an application's request cannot be answered (oauth.md §5.6, observed: status 400).
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let browser = Browser::of(cx, visit);
    let look = Look::of(cx, visit, None).await?;
    let words = browser.words();
    let code: String = visit
        .asked
        .get("error")
        .unwrap_or_default()
        .chars()
        .take(LONGEST_CODE)
        .collect();
    let mut lines = vec![words.error_text.to_owned()];
    if !code.is_empty() {
        lines.push(browser.fill(words.error_code, &[("code", &code)]));
    }
    lines.push(browser.fill(words.reference, &[("id", &cx.request_id.to_string())]));
    let page = Told {
        frame: browser.frame(words.error_title, None, &look),
        lines,
        link: None,
    };
    let mut reply = browser.page(&page, "")?;
    reply.status = 400;
    Ok(reply)
}

/// Says that somebody is signed out.
///
/// # Errors
/// [`Stop`].
pub(super) async fn signed_out(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let browser = Browser::of(cx, visit);
    let look = Look::of(cx, visit, None).await?;
    let words = browser.words();
    let page = Told {
        frame: browser.frame(words.signed_out_title, None, &look),
        lines: vec![words.signed_out_text.to_owned()],
        link: None,
    };
    Ok(browser.page(&page, "")?)
}

/// Something went wrong, and there may be a way to begin again.
///
/// # Errors
/// Only the house's.
pub(super) fn told(browser: &Browser, look: &Look, said: Said, again: Option<String>) -> Result<Reply, Failed> {
    let words = browser.words();
    let page = Told {
        frame: browser.frame(words.error_title, Some(said), look),
        lines: Vec::new(),
        link: again.map(|href| Link {
            href,
            text: words.start_again.to_owned(),
        }),
    };
    let mut reply = browser.page(&page, "")?;
    reply.status = 400;
    Ok(reply)
}

/// A sign-up was confirmed.
///
/// # Errors
/// Only the house's.
pub(super) fn confirmed(browser: &Browser, look: &Look) -> Result<Reply, Failed> {
    let words = browser.words();
    let page = Told {
        frame: browser.frame(words.confirmed_title, None, look),
        lines: vec![words.confirmed_text.to_owned()],
        link: None,
    };
    browser.page(&page, "")
}

/// For pages that no request of an application led to: the client, the browser and the look.
///
/// # Errors
/// [`Stop::Answer`]: the error page for an unknown client.
pub(super) async fn outside(cx: &Cx, visit: &Visit, client: &str) -> Result<(Through, Browser, Look), Stop> {
    let (place, client) = place::of_client(cx, visit, client).await?;
    let through = Through {
        pool: place.pool,
        client,
        door: Door::Hosted,
    };
    let look = Look::of(cx, visit, Some(&through)).await?;
    Ok((through, Browser::of(cx, visit), look))
}

//! Browsers that are signed in (oauth.md §7).

use domain::{
    client::Client,
    moment::Span,
    oauth::{
        self,
        sso::{COOKIE, SsoDetails, SsoSession},
    },
    pool::Pool,
    token::family::Factor,
    user::{User, UserStatus},
};
use store::{db::Batch, sso_sessions};

use super::{
    place::Place,
    visit::{Cookie, FromElsewhere, Visit},
};
use crate::{
    cx::Cx,
    flow::{sessions, sign_in::hosted::SignedIn},
    operation::Failed,
};

/// So many cookies of one name are looked at. A browser sends one for each path under which it was set: two at most here.
const COOKIES: usize = 4;

/// Who is signed in at this browser: the session, and the user as it is now.
///
/// # Errors
/// Only the store's.
pub async fn signed_in(cx: &Cx, visit: &Visit, pool: &Pool) -> Result<Option<(SsoSession, User)>, Failed> {
    for cookie in visit.cookies(COOKIE).take(COOKIES) {
        let found = cx
            .house
            .store
            .sso_session_by_cookie(&pool.id, &oauth::digest(cookie))
            .await?;
        let Some(session) = found.filter(|session| cx.now < session.expires) else {
            continue;
        };
        let user = cx.house.store.user(&pool.id, &session.sub).await?;
        if let Some(user) = user.filter(|user| stands(user, &session.details.factors)) {
            return Ok(Some((session, user)));
        }
    }
    Ok(None)
}

/// Who could not sign in now is not signed in either, and gets nothing for an earlier sign-in. Who came through a provider need
/// not have changed a temporary password.
pub fn stands(user: &User, factors: &[Factor]) -> bool {
    let may = match user.status {
        UserStatus::Confirmed | UserStatus::ExternalProvider => true,
        UserStatus::ForceChangePassword => factors.contains(&Factor::Federated),
        UserStatus::Unconfirmed | UserStatus::ResetRequired => false,
    };
    user.enabled && may
}

/// A session that has just begun: what to write, and what the browser is to remember. Its cookie is new, whatever the browser
/// had before (fixation).
pub struct Begun {
    /// The session.
    pub session: SsoSession,
    /// Writes it.
    pub batch: Batch,
    /// For the browser.
    pub cookie: Cookie,
}

/// Begins a session for somebody who has just signed in.
///
/// # Errors
/// Only the store's.
pub async fn begin(cx: &Cx, place: &Place, client: &Client, signed_in: &SignedIn) -> Result<Begun, Failed> {
    let pool = &place.pool;
    let lives = lifetime(cx, pool).await?;
    let session = SsoSession {
        id: cx.house.entropy.uuid(),
        pool: pool.id.clone(),
        sub: signed_in.user.sub.clone(),
        client: client.id.clone(),
        auth_time: signed_in.at,
        expires: signed_in.at + lives,
        details: SsoDetails {
            factors: signed_in.factors.clone(),
            provider: signed_in.provider.clone(),
            device_type: sessions::device_type(cx, pool),
        },
    };
    let value = oauth::token(&*cx.house.entropy);
    let batch = sso_sessions::insert(&oauth::digest(&value), &session, sessions::seen(cx, pool));
    let cookie = cookie(place, value, lives);
    Ok(Begun { session, batch, cookie })
}

/// How long a browser stays signed in: as long as any client of the pool may go on with it, and an hour at least. How long
/// each client does is judged when it asks.
async fn lifetime(cx: &Cx, pool: &Pool) -> Result<Span, Failed> {
    let longest = match pool.settings.sessions.tracked {
        true => cx.house.store.longest_sso(&pool.id).await?,
        false => Span::minutes(0),
    };
    Ok(longest.max(oauth::sso::AN_HOUR))
}

/// Makes the browser forget.
pub fn forget(place: &Place) -> Cookie {
    cookie(place, String::new(), Span::minutes(0))
}

/// Ends the sessions of this browser.
pub fn end(visit: &Visit, pool: &Pool) -> Batch {
    visit.cookies(COOKIE).take(COOKIES).fold(Batch::new(), |batch, cookie| {
        batch.and(sso_sessions::end_by_cookie(&pool.id, &oauth::digest(cookie)))
    })
}

fn cookie(place: &Place, value: String, lives: Span) -> Cookie {
    Cookie {
        name: COOKIE,
        value,
        path: place.cookie_path(),
        lives: Some(lives),
        scheme: place.scheme,
        from_elsewhere: FromElsewhere::Links,
    }
}

//! What an application is given for its user: a code, or tokens at once (oauth.md §5.3).

use domain::{
    moment::Moment,
    oauth::{
        self,
        authorize::ResponseType,
        exchange::{CODE_LIVES, Code, CodeDetails},
        sso::SsoSession,
    },
    token::assurance::Assurance,
    token::family::{Factor, Family, FamilyDetails, Turn},
    trigger::tokens::TokenSource,
    user::User,
};
use store::{
    db::{Batch, Done},
    oauth_codes, sso_sessions,
};
use wire::Code as Fault;

use super::{
    Stop,
    request::AuthRequest,
    sso,
    visit::{Method, Reply, Visit},
};
use crate::{
    cx::Cx,
    flow::{
        issue_tokens::{self, Holder, Prospect, Reason},
        sessions,
        sign_in::hosted::SignedIn,
    },
    operation::{Broken, Failed},
};

/// For whom something is given, and how it came to that.
struct Grantee<'a> {
    user: &'a User,
    auth_time: Moment,
    factors: &'a [Factor],
    sso: &'a SsoSession,
}

/// The user has signed in: a session begins, and the browser goes back to the application.
///
/// # Errors
/// [`Stop`].
pub async fn finish(cx: &Cx, visit: &Visit, request: &AuthRequest, signed_in: &SignedIn) -> Result<Reply, Stop> {
    let begun = sso::begin(cx, &request.place, &request.client, signed_in).await?;
    let grantee = Grantee {
        user: &signed_in.user,
        auth_time: signed_in.at,
        factors: &signed_in.factors,
        sso: &begun.session,
    };
    let (location, batch) = give(cx, request, &grantee).await?;
    write(cx, begun.batch.and(batch)).await?;
    let reply = match visit.method {
        Method::Get => Reply::redirect(location),
        Method::Post => Reply::after_form(location),
    };
    Ok(reply.with_cookie(begun.cookie))
}

/// The browser is signed in already, and goes back to the application at once.
///
/// # Errors
/// [`Stop`].
pub async fn go_on(cx: &Cx, request: &AuthRequest, (session, user): (&SsoSession, User)) -> Result<Reply, Stop> {
    let grantee = Grantee {
        user: &user,
        auth_time: session.auth_time,
        factors: &session.details.factors,
        sso: session,
    };
    let (location, batch) = give(cx, request, &grantee).await?;
    let seen = sessions::seen(cx, &request.place.pool);
    let used = sso_sessions::used((&session.pool, &session.sub, session.id), seen);
    write(cx, batch.and(used)).await?;
    Ok(Reply::redirect(location))
}

/// The application hears of a function of the pool that refuses or breaks (oauth.md §5.5, observed).
async fn give(cx: &Cx, request: &AuthRequest, grantee: &Grantee<'_>) -> Result<(String, Batch), Stop> {
    let given = match request.asked.response {
        ResponseType::Code => code(cx, request, grantee).await,
        ResponseType::Token => tokens(cx, request, grantee).await,
    };
    given.map_err(|failed| match failed {
        Failed::Fault(fault) if fault.code != Fault::TooManyRequestsException => {
            request.refuse_with(fault.message.unwrap_or_default()).into()
        }
        failed => failed.into(),
    })
}

/// `code` first, then `state` (documented and observed). The pool's function is asked now: what it says belongs to the page, and
/// not to the exchange (oauth.md §9.6: documented that it runs at the login; guess for the moment).
async fn code(cx: &Cx, request: &AuthRequest, grantee: &Grantee<'_>) -> Result<(String, Batch), Failed> {
    let asked = &request.asked;
    let prospect = Prospect {
        pool: &request.place.pool,
        client: &request.client,
        user: grantee.user,
        scope: &asked.scopes.join(" "),
    };
    let edits = issue_tokens::foresee(cx, prospect, reason(request)).await?;
    let text = cx.house.entropy.uuid().to_string();
    let code = Code {
        pool: request.place.pool.id.clone(),
        client: request.client.id.clone(),
        sub: grantee.user.sub.clone(),
        auth_time: grantee.auth_time,
        expires: cx.now + CODE_LIVES,
        family: cx.house.entropy.uuid(),
        details: CodeDetails {
            redirect: asked.redirect_was_given.then(|| asked.redirect.as_str().to_owned()),
            sent_to: asked.redirect.as_str().to_owned(),
            scope: asked.scopes.join(" "),
            nonce: asked.nonce.clone(),
            challenge: asked.challenge.clone(),
            resource: asked.resource.clone(),
            factors: grantee.factors.to_vec(),
            assurance: assurance(request, grantee),
            sso: Some(grantee.sso.id),
            edits,
        },
    };
    let mut answer = vec![("code", text.as_str())];
    answer.extend(asked.state.as_deref().map(|state| ("state", state)));
    let location = asked.redirect.with(asked.response.part(), &answer);
    Ok((location, oauth_codes::insert(&oauth::digest(&text), &code)))
}

fn reason(request: &AuthRequest) -> Reason<'_> {
    Reason {
        source: TokenSource::HostedAuth,
        metadata: None,
        nonce: request.asked.nonce.as_deref(),
    }
}

/// Tokens tell how sure the sign-in is when the application asked for that.
fn assurance(request: &AuthRequest, grantee: &Grantee<'_>) -> Option<Assurance> {
    let asked = !request.asked.acr_values.is_empty();
    asked.then(|| Assurance::of(grantee.factors, None)).flatten()
}

/// The implicit grant: no refresh token, and an ID token only for scope `openid` (documented; the order too).
async fn tokens(cx: &Cx, request: &AuthRequest, grantee: &Grantee<'_>) -> Result<(String, Batch), Failed> {
    let (asked, pool, client) = (&request.asked, &request.place.pool, &request.client);
    let family = Family {
        id: cx.house.entropy.uuid(),
        pool: pool.id.clone(),
        client: client.id.clone(),
        sub: grantee.user.sub.clone(),
        origin_jti: cx.house.entropy.uuid(),
        auth_time: grantee.auth_time,
        expires: cx.now + client.settings.access_lifetime(),
        revoked: None,
        turn: Turn::FIRST,
        details: FamilyDetails {
            scope: asked.scopes.join(" "),
            factors: grantee.factors.to_vec(),
            assurance: assurance(request, grantee),
            device_type: sessions::device_type(cx, pool),
            hosted: true,
            resource: asked.resource.clone(),
            sso: Some(grantee.sso.id),
            ..FamilyDetails::default()
        },
    };
    let holder = Holder {
        pool,
        client,
        user: grantee.user,
        family: &family,
        in_groups: true,
    };
    let issued = issue_tokens::issue(cx, holder, reason(request)).await?;
    let lives = client.settings.access_lifetime().whole_seconds().to_string();
    let mut answer = Vec::new();
    answer.extend(issued.id_token.as_deref().map(|token| ("id_token", token)));
    answer.extend(issued.access_token.as_deref().map(|token| ("access_token", token)));
    answer.extend([("token_type", "bearer"), ("expires_in", lives.as_str())]);
    answer.extend(asked.state.as_deref().map(|state| ("state", state)));
    let location = asked.redirect.with(asked.response.part(), &answer);
    Ok((location, sessions::begin(cx, pool, &family)))
}

/// Ids and codes are random: a guard that refuses is a defect.
async fn write(cx: &Cx, batch: Batch) -> Result<(), Failed> {
    match cx.house.store.write(batch).await? {
        Done::Written => Ok(()),
        Done::Refused(guard) => Err(Broken {
            doing: "finishing a sign-in".into(),
            cause: format!("unexpected guard: {guard}"),
        }
        .into()),
    }
}

//! `/oauth2/token`: codes, refresh tokens and client credentials for tokens (oauth.md §9).

use std::collections::BTreeMap;

use domain::{
    attributes::permissions::may_read,
    client::Client,
    oauth::{
        self,
        exchange::{Claimed, Code, Misuse, Unsaid},
        params::Params,
        scope,
    },
    pool::Pool,
    rates::Category,
    token::{
        family::{Family, FamilyDetails, Turn},
        machine,
    },
};
use serde_json::{Map, Value, json};
use store::{db::Done, oauth_codes, users};
use wire::{Code as Fault, shapes::AuthenticationResultType};

use super::{
    Stop, place, sso,
    visit::{Method, Reply, Visit},
};
use crate::{
    cx::Cx,
    flow::{
        issue_tokens::{self, Holder},
        refresh::{self, Beside},
        scopes,
        sessions::{self, Reach},
        triggers::Behalf,
    },
    operation::{Broken, Failed},
    say::hosted::{self as say, TokenError},
};

/// Parameters that mean something; none may stand twice (RFC 6749 §3.2).
const ONCE: [&str; 9] = [
    "grant_type",
    "client_id",
    "client_secret",
    "code",
    "redirect_uri",
    "code_verifier",
    "refresh_token",
    "scope",
    "aws_client_metadata",
];

/// Gives tokens. The order of the checks: form, grant type, client, and then the grant's own (oauth.md §9.3).
///
/// # Errors
/// [`Stop::Answer`] with one of the errors of oauth.md §9.6.
pub async fn token(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let form = visit.form.as_ref().filter(|_| visit.method == Method::Post);
    let form = form.filter(|form| !ONCE.iter().any(|name| form.is_doubled(name)));
    let form = form.ok_or_else(|| refuse(TokenError::InvalidRequest))?;
    let grant = match form.get("grant_type") {
        None => return Err(refuse(TokenError::InvalidRequest)),
        Some("authorization_code") => Grant::Code,
        Some("refresh_token") => Grant::Refresh,
        Some("client_credentials") => Grant::Machine,
        Some(_) => return Err(refuse(TokenError::UnsupportedGrantType)),
    };
    cx.house.rates.pass_page(cx, grant.category()).await?;
    let (pool, client) = client(cx, visit, form)
        .await?
        .ok_or_else(|| refuse(TokenError::InvalidClient))?;
    let body = match grant {
        Grant::Code => by_code(cx, (&pool, &client), form).await?,
        Grant::Refresh => by_refresh_token(cx, (&pool, &client), form).await?,
        Grant::Machine => for_machine(cx, (&pool, &client), form).await?,
    };
    Ok(Reply::json(200, body))
}

#[derive(Clone, Copy)]
enum Grant {
    Code,
    Refresh,
    Machine,
}

impl Grant {
    /// As what a request counts: client credentials as documented, the others like the operations of the API that do the same
    /// (guess).
    const fn category(self) -> Category {
        match self {
            Self::Code => Category::UserToken,
            Self::Refresh => Category::UserAuthentication,
            Self::Machine => Category::ClientAuthentication,
        }
    }
}

/// An error on the wire.
fn refuse(error: TokenError) -> Stop {
    say::token_error(error, None).into()
}

/// The client that calls, with its pool, when it is who it says it is.
///
/// # Errors
/// [`Stop::Answer`] when it says nothing, or two things.
pub(super) async fn client(cx: &Cx, visit: &Visit, form: &Params) -> Result<Option<(Pool, Client)>, Stop> {
    let claimed = match Claimed::read(visit.authorization.as_deref(), form) {
        Ok(claimed) => claimed,
        Err(Unsaid::Request) => return Err(refuse(TokenError::InvalidRequest)),
        Err(Unsaid::Credentials) => return Ok(None),
    };
    let found = place::find_client(cx, visit, claimed.client.as_str()).await?;
    let found = found.filter(|(_, client)| claimed.is(client));
    Ok(found.map(|(place, client)| (place.pool, client)))
}

fn has_flow(client: &Client, flow: &str) -> bool {
    client.settings.oauth_enabled && client.settings.oauth_flows.iter().any(|known| known == flow)
}

async fn by_code(cx: &Cx, (pool, client): (&Pool, &Client), form: &Params) -> Result<Value, Stop> {
    if !has_flow(client, "code") {
        return Err(refuse(TokenError::UnauthorizedClient));
    }
    let text = form.get("code").ok_or_else(|| refuse(TokenError::InvalidRequest))?;
    let id = oauth::digest(text);
    let found = cx.house.store.oauth_code(&pool.id, &id).await?;
    let (code, used) = found.ok_or_else(|| refuse(TokenError::InvalidGrant))?;
    let judged = code.judge(&client.id, form.get("redirect_uri"), form.get("code_verifier"));
    match (judged, used) {
        // Whoever this is, the code is not theirs to use up.
        (Err(Misuse::OtherClient), _) => return Err(refuse(TokenError::InvalidGrant)),
        (_, Some(_)) => return Err(replayed(cx, &code).await?),
        // A code that somebody tried without knowing what belongs to it is good for nobody.
        (Err(_), None) => {
            let _ = cx.house.store.write(oauth_codes::spend(&pool.id, &id, cx.now)).await?;
            return Err(refuse(TokenError::InvalidGrant));
        }
        (Ok(()), None) => {}
    }
    let user = cx.house.store.user(&pool.id, &code.sub).await?;
    let user = user.filter(|user| sso::stands(user, &code.details.factors));
    let user = user.filter(|_| cx.now < code.expires && reads_what_scopes_show(client, &code.details.scope));
    let user = user.ok_or_else(|| refuse(TokenError::InvalidGrant))?;
    let family = family(cx, (pool, client), &code);
    let holder = Holder {
        pool,
        client,
        user: &user,
        family: &family,
        in_groups: true,
    };
    let (edits, nonce) = (&code.details.edits, code.details.nonce.as_deref());
    let mut tokens = issue_tokens::issue_foreseen(cx, holder, edits, nonce).await?;
    let sealer = cx.house.store.sealer();
    tokens.refresh_token = Some(issue_tokens::refresh_token(sealer, &family, family.turn.current)?);
    let batch = oauth_codes::spend(&pool.id, &id, cx.now)
        .and(users::unchanged(&user))
        .and(sessions::begin(cx, pool, &family))
        .and(sessions::origin_active(&family, sessions::seen(cx, pool)));
    match cx.house.store.write(batch).await? {
        Done::Written => Ok(answer(tokens)),
        Done::Refused(oauth_codes::CODE_SPENT) => Err(replayed(cx, &code).await?),
        // Disabled, deleted or changed meanwhile. Nothing was written, so the application may show the code again.
        Done::Refused(users::USER_CHANGED) => Err(say::too_much_at_once().into()),
        Done::Refused(guard) => Err(unexpected(guard)),
    }
}

/// What a function of the pool says is the description of an error (oauth.md §5.5, observed there).
fn told(failed: Failed) -> Stop {
    match failed {
        Failed::Fault(fault) if fault.code != Fault::TooManyRequestsException => {
            say::token_error(TokenError::InvalidRequest, fault.message.as_deref()).into()
        }
        failed => failed.into(),
    }
}

/// A code that is shown again was seen by somebody else: what it gave is good for nothing any more (RFC 6749 §4.1.2). The one
/// who was first has its tokens written by then, because they are written with the mark that the code was used.
async fn replayed(cx: &Cx, code: &Code) -> Result<Stop, Failed> {
    if let Some(family) = cx.house.store.family(&code.pool, &code.sub, code.family).await? {
        tracing::warn!(client = %code.client, "an authorization code was shown twice: its tokens are revoked");
        sessions::end(cx, &family, Reach::Alone).await?;
    }
    Ok(refuse(TokenError::InvalidGrant))
}

/// A client that may not read all that a scope is about gets no tokens for it (documented).
fn reads_what_scopes_show(client: &Client, scopes: &str) -> bool {
    scopes
        .split_ascii_whitespace()
        .flat_map(scope::attributes)
        .all(|attribute| may_read(&client.settings, attribute))
}

fn family(cx: &Cx, (pool, client): (&Pool, &Client), code: &Code) -> Family {
    let details = &code.details;
    Family {
        id: code.family,
        pool: pool.id.clone(),
        client: client.id.clone(),
        sub: code.sub.clone(),
        origin_jti: cx.house.entropy.uuid(),
        auth_time: code.auth_time,
        expires: issue_tokens::family_end(client, cx.now),
        revoked: None,
        turn: Turn::FIRST,
        details: FamilyDetails {
            scope: details.scope.clone(),
            factors: details.factors.clone(),
            assurance: details.assurance.clone(),
            device_type: sessions::device_type(cx, pool),
            hosted: true,
            resource: details.resource.clone(),
            sso: details.sso,
            ..FamilyDetails::default()
        },
    }
}

fn unexpected(guard: &'static str) -> Stop {
    Broken {
        doing: "exchanging a code".into(),
        cause: format!("unexpected guard: {guard}"),
    }
    .into()
}

/// Whatever the API would say of a refresh token, here it is one word (oauth.md §9.4, observed); functions speak for themselves
/// (§9.6, guess).
async fn by_refresh_token(cx: &Cx, at: (&Pool, &Client), form: &Params) -> Result<Value, Stop> {
    let token = form
        .get("refresh_token")
        .ok_or_else(|| refuse(TokenError::InvalidRequest))?;
    let beside = Beside {
        device_key: None,
        metadata: None,
    };
    match refresh::by_get_tokens(cx, at, token, beside).await {
        Ok(tokens) => Ok(answer(tokens)),
        Err(Failed::Fault(fault)) => Err(match fault.code {
            Fault::TooManyRequestsException
            | Fault::UserLambdaValidationException
            | Fault::UnexpectedLambdaException
            | Fault::InvalidLambdaResponseException => told(fault.into()),
            _ => refuse(TokenError::InvalidGrant),
        }),
        Err(broken) => Err(broken.into()),
    }
}

async fn for_machine(cx: &Cx, (pool, client): (&Pool, &Client), form: &Params) -> Result<Value, Stop> {
    if !has_flow(client, "client_credentials") || client.secrets.is_empty() {
        return Err(refuse(TokenError::UnauthorizedClient));
    }
    let metadata = metadata(form).ok_or_else(|| refuse(TokenError::InvalidRequest))?;
    let known = scopes::of_servers(cx, pool).await?;
    let asked: Vec<_> = form
        .get("scope")
        .unwrap_or_default()
        .split_ascii_whitespace()
        .map(str::to_owned)
        .collect();
    let granted = machine::scopes(client, &known, &asked).map_err(|_| refuse(TokenError::InvalidScope))?;
    if granted.is_empty() {
        return Err(refuse(TokenError::InvalidScope));
    }
    let behalf = Behalf {
        pool,
        client: Some(&client.id),
        metadata: Some(&metadata),
    };
    let token = issue_tokens::for_machine(cx, behalf, client, &granted).await;
    let token = token.map_err(told)?;
    let lives = client.settings.access_lifetime().whole_seconds();
    Ok(json!({ "access_token": token, "expires_in": lives, "token_type": "Bearer" }))
}

/// `aws_client_metadata`: a JSON object of texts (documented). `None` when it is anything else.
fn metadata(form: &Params) -> Option<BTreeMap<String, String>> {
    match form.get("aws_client_metadata") {
        None => Some(BTreeMap::new()),
        Some(text) => serde_json::from_str(text).ok(),
    }
}

/// Tokens in the documented order.
fn answer(tokens: AuthenticationResultType) -> Value {
    let mut body = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            body.insert(name.to_owned(), value);
        }
    };
    put("access_token", tokens.access_token.map(Value::from));
    put("id_token", tokens.id_token.map(Value::from));
    put("refresh_token", tokens.refresh_token.map(Value::from));
    put("token_type", tokens.token_type.map(Value::from));
    put("expires_in", tokens.expires_in.map(Value::from));
    Value::Object(body)
}

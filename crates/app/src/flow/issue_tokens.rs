//! Giving out tokens: the only place that makes them.

use std::sync::Arc;

use domain::{
    client::Client,
    moment::Moment,
    oauth::scope,
    pool::Pool,
    token::{
        claims::{Bearer, Claims, GroupClaims, GroupOfUser, TokenUse},
        edits::TokenEdits,
        exchange::Difference,
        family::Family,
        jwt::BadKey,
        machine,
        refresh::{self, RefreshToken},
    },
    trigger::{
        Person, Question, Trigger,
        tokens::{TokenSource, TokenVersion, token_edits},
    },
    user::User,
};
use store::Sealer;
use wire::shapes::AuthenticationResultType;

use crate::{
    cx::Cx,
    flow::{
        issuer,
        triggers::{self, Behalf, Texts},
    },
    operation::{Broken, Failed},
};

/// For whom tokens are made.
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The client that gets them.
    pub client: &'a Client,
    /// The user, as it will be when they are given.
    pub user: &'a User,
    /// The family that they join.
    pub family: &'a Family,
    /// Whether the user may be in groups. Where the store has said that it is in none, nobody looks again.
    pub in_groups: bool,
}

/// Why tokens are made, as the pool's function is told.
#[derive(Clone, Copy)]
pub struct Reason<'a> {
    /// Why there are tokens.
    pub source: TokenSource,
    /// `ClientMetadata` of the call, where it reaches this function (triggers.md §4).
    pub metadata: Option<&'a Texts>,
    /// `nonce` of the authorization request, which the ID token repeats.
    pub nonce: Option<&'a str>,
}

/// Whom and what tokens are about that are not made yet.
#[derive(Clone, Copy)]
pub struct Prospect<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The client that will get them.
    pub client: &'a Client,
    /// The user.
    pub user: &'a User,
    /// The scopes, blank-separated.
    pub scope: &'a str,
}

impl<'a> Holder<'a> {
    async fn groups(self, cx: &Cx) -> Result<GroupClaims, Failed> {
        // A function that was called meanwhile may have put the user into one.
        let has_functions = !self.pool.settings.triggers.arns.is_empty();
        match self.in_groups || has_functions {
            true => groups(cx, self.pool, self.user).await,
            false => Ok(GroupClaims::of(&[])),
        }
    }

    fn prospect(self) -> Prospect<'a> {
        Prospect {
            pool: self.pool,
            client: self.client,
            user: self.user,
            scope: &self.family.details.scope,
        }
    }
}

/// Makes an access and an ID token. Give them out only after the family's row is durable. The pool's function may change
/// what they claim: whatever has to be written before a function runs must have been written.
///
/// # Errors
/// triggers.md §5.1, PreTokenGeneration; and the house's.
pub async fn issue(cx: &Cx, holder: Holder<'_>, reason: Reason<'_>) -> Result<AuthenticationResultType, Failed> {
    let groups = holder.groups(cx).await?;
    let edits = edits(cx, holder.prospect(), &groups, reason).await?;
    edited(cx, holder, (&groups, &edits), reason.nonce).await
}

/// What the pool's function changes in tokens that will be made later, for a code (oauth.md §9.6).
///
/// # Errors
/// triggers.md §5.1, PreTokenGeneration; and the house's.
pub async fn foresee(cx: &Cx, prospect: Prospect<'_>, reason: Reason<'_>) -> Result<TokenEdits, Failed> {
    if Trigger::PreTokenGeneration.function(&prospect.pool.settings).is_none() {
        return Ok(TokenEdits::default());
    }
    let groups = groups(cx, prospect.pool, prospect.user).await?;
    edits(cx, prospect, &groups, reason).await
}

/// Makes the tokens that were foreseen. Give them out only after the family's row is durable.
///
/// # Errors
/// Only the house's.
pub async fn issue_foreseen(
    cx: &Cx,
    holder: Holder<'_>,
    edits: &TokenEdits,
    nonce: Option<&str>,
) -> Result<AuthenticationResultType, Failed> {
    let groups = holder.groups(cx).await?;
    edited(cx, holder, (&groups, edits), nonce).await
}

async fn edited(
    cx: &Cx,
    holder: Holder<'_>,
    (groups, edits): (&GroupClaims, &TokenEdits),
    nonce: Option<&str>,
) -> Result<AuthenticationResultType, Failed> {
    let Holder {
        pool,
        client,
        user,
        family,
        in_groups: _,
    } = holder;
    let issuer = issuer::of(&cx.house.settings, pool);
    let levels = pool.settings.acr_in_effect();
    let bearer = Bearer {
        levels: &levels,
        issuer: &issuer,
        client,
        user,
        family,
        groups: edits.groups.as_ref().unwrap_or(groups),
        now: cx.now,
    };
    let mut access = bearer.access(cx.house.entropy.uuid());
    edits.apply_to_access(&mut access, &client.id);
    let mut id = bearer.id(cx.house.entropy.uuid());
    if let Some(nonce) = nonce {
        id.repeat_nonce(nonce);
    }
    edits.apply_to_id(&mut id);
    let names_access_token = family.details.hosted;
    let has_id = has_id_token(family);
    let keys = cx.house.keyring.of(&cx.house.store, &pool.id).await?;
    let signing = Arc::clone(&keys);
    let signed = cx
        .house
        .crew
        .does(move || {
            let access = signing.access.sign(&access)?;
            if names_access_token {
                id.name_access_token(&access);
            }
            let id = has_id.then(|| signing.id.sign(&id)).transpose()?;
            Ok((access, id))
        })
        .await?;
    let (access, id) = signed.map_err(bad_key)?;
    Ok(AuthenticationResultType {
        access_token: Some(access),
        expires_in: i32::try_from(client.settings.access_lifetime().whole_seconds()).ok(),
        id_token: id,
        token_type: Some("Bearer".into()),
        ..AuthenticationResultType::default()
    })
}

/// At the OAuth endpoints only scope `openid` has an ID token; the API gives one always (documented).
fn has_id_token(family: &Family) -> bool {
    !family.details.hosted || scope::has(&family.details.scope, scope::OPENID)
}

/// What the pool's function changes in the tokens of a user.
async fn edits(
    cx: &Cx,
    prospect: Prospect<'_>,
    groups: &GroupClaims,
    reason: Reason<'_>,
) -> Result<TokenEdits, Failed> {
    let scopes: Vec<String> = prospect.scope.split_ascii_whitespace().map(str::to_owned).collect();
    let version = TokenVersion::of(&prospect.pool.settings.triggers);
    let behalf = Behalf {
        pool: prospect.pool,
        client: Some(&prospect.client.id),
        metadata: reason.metadata,
    };
    let question = Question::Tokens {
        source: reason.source,
        version,
        groups: Some(groups),
        scopes: &scopes,
    };
    let occasion = behalf.about(Person::Known(prospect.user));
    let edits = triggers::ask(cx, &occasion, &question, |returned| token_edits(version, returned)).await?;
    Ok(edits.unwrap_or_default())
}

/// Makes an access token of a client for itself. Only the third version of the pool's function is asked about it
/// (documented).
///
/// # Errors
/// triggers.md §5.1, PreTokenGeneration; and the house's.
pub async fn for_machine(cx: &Cx, behalf: Behalf<'_>, client: &Client, scopes: &[String]) -> Result<String, Failed> {
    let pool = behalf.pool;
    let version = TokenVersion::of(&pool.settings.triggers);
    let question = Question::Tokens {
        source: TokenSource::ClientCredentials,
        version,
        groups: None,
        scopes,
    };
    let edits = match version {
        TokenVersion::V3 => {
            let occasion = behalf.about(Person::Machine);
            triggers::ask(cx, &occasion, &question, |returned| token_edits(version, returned)).await?
        }
        TokenVersion::V1 | TokenVersion::V2 => None,
    };
    let issuer = issuer::of(&cx.house.settings, pool);
    let mut claims = machine::claims(&issuer, client, scopes, (cx.house.entropy.uuid(), cx.now));
    edits.unwrap_or_default().apply_to_access(&mut claims, &client.id);
    sign(cx, pool, TokenUse::Access, claims).await
}

/// What the pool's function is told of a derived token. GUESS: the documentation names only that it may fail.
const DERIVED: TokenSource = TokenSource::Authentication;

/// Makes one token that differs from what its holder would get by a sign-in, and tells how many seconds it lives.
///
/// # Errors
/// triggers.md §5.1, PreTokenGeneration; and the house's.
pub async fn derived(
    cx: &Cx,
    holder: Holder<'_>,
    token_use: TokenUse,
    difference: Difference,
) -> Result<(String, i64), Failed> {
    let groups = holder.groups(cx).await?;
    let reason = Reason {
        source: DERIVED,
        metadata: None,
        nonce: None,
    };
    let edits = edits(cx, holder.prospect(), &groups, reason).await?;
    let issuer = issuer::of(&cx.house.settings, holder.pool);
    let levels = holder.pool.settings.acr_in_effect();
    let bearer = Bearer {
        levels: &levels,
        issuer: &issuer,
        client: holder.client,
        user: holder.user,
        family: holder.family,
        groups: edits.groups.as_ref().unwrap_or(&groups),
        now: cx.now,
    };
    let jti = cx.house.entropy.uuid();
    let mut claims = match token_use {
        TokenUse::Access => bearer.access(jti),
        TokenUse::Id => bearer.id(jti),
    };
    match token_use {
        TokenUse::Access => edits.apply_to_access(&mut claims, &holder.client.id),
        TokenUse::Id => edits.apply_to_id(&mut claims),
    }
    let lives = difference.apply(&mut claims);
    Ok((sign(cx, holder.pool, token_use, claims).await?, lives))
}

async fn sign(cx: &Cx, pool: &Pool, token_use: TokenUse, claims: Claims) -> Result<String, Failed> {
    let keys = cx.house.keyring.of(&cx.house.store, &pool.id).await?;
    let key = move || match token_use {
        TokenUse::Access => keys.access.sign(&claims),
        TokenUse::Id => keys.id.sign(&claims),
    };
    let signed = cx.house.crew.does(key).await?;
    Ok(signed.map_err(bad_key)?)
}

fn bad_key(bad: BadKey) -> Broken {
    Broken {
        doing: "signing tokens".into(),
        cause: bad.to_string(),
    }
}

async fn groups(cx: &Cx, pool: &Pool, user: &User) -> Result<GroupClaims, Failed> {
    let memberships = cx.house.store.memberships(&pool.id, &user.sub).await?;
    let groups: Vec<_> = memberships
        .into_iter()
        .map(|membership| GroupOfUser {
            name: membership.group,
            precedence: membership.precedence,
            role: membership.role_arn,
        })
        .collect();
    Ok(GroupClaims::of(&groups))
}

/// The refresh token with a number of a family.
pub fn refresh_token(sealer: &Sealer, family: &Family, number: i64) -> Result<String, Broken> {
    let text = serde_json::to_vec(&RefreshToken::of(family, number)).map_err(|error| Broken {
        doing: "writing a refresh token".into(),
        cause: error.to_string(),
    })?;
    Ok(refresh::shape(&sealer.seal(
        refresh::PURPOSE,
        family.pool.as_str().as_bytes(),
        &text,
    )))
}

/// What a refresh token of this pool says; `None` for whatever else.
pub fn read_refresh_token(sealer: &Sealer, pool: &Pool, token: &str) -> Option<RefreshToken> {
    let sealed = refresh::unshape(token)?;
    let text = sealer.open(refresh::PURPOSE, pool.id.as_str().as_bytes(), &sealed)?;
    serde_json::from_slice(&text).ok()
}

/// When a family that begins now ends.
pub fn family_end(client: &Client, now: Moment) -> Moment {
    now + client.settings.refresh_lifetime()
}

//! New tokens for a refresh token, by REFRESH_TOKEN_AUTH and by GetTokensFromRefreshToken (auth.md §§13.3–13.5).

use domain::{
    client::Client,
    device::Bound,
    pool::Pool,
    secret_hash,
    token::{
        family::Family,
        refresh::{Exchange, RefreshToken, exchange},
    },
    trigger::{Trigger, tokens::TokenSource},
    user::{User, UserStatus},
};
use store::{
    db::{Batch, Done},
    families,
    holders::TokenHolder,
    users,
};
use wire::{Fault, shapes::AuthenticationResultType};

use crate::{
    cx::Cx,
    flow::{
        issue_tokens::{self, Holder, Reason},
        names, sessions,
        sign_in::{Answer, Inputs, Through},
        triggers::Texts,
    },
    operation::Failed,
    say::{self, tokens as words},
};

/// How often an exchange is tried anew when another request turned the family over in between. Each round that is lost
/// means that another one won.
const ROUNDS: u32 = 100;

/// A refresh token with whom it is about.
struct Shown {
    token: RefreshToken,
    holder: TokenHolder,
    device_key: Option<String>,
    metadata: Option<Texts>,
}

/// What comes with a refresh token.
pub struct Beside<'a> {
    /// The key of the device.
    pub device_key: Option<&'a str>,
    /// `ClientMetadata`, where it is for a function.
    pub metadata: Option<Texts>,
}

/// REFRESH_TOKEN_AUTH. The client's refresh tokens do not rotate, or it would not have been admitted.
///
/// # Errors
/// auth.md §13.4. The secret is asked for before the token is looked at (observed).
pub async fn by_initiate_auth(cx: &Cx, through: &Through, inputs: &Inputs) -> Result<Answer, Failed> {
    let Through { pool, client, .. } = through;
    let token = inputs.need("REFRESH_TOKEN")?;
    let hash = inputs.get("SECRET_HASH");
    if !client.secrets.is_empty() && hash.is_none() {
        return Err(say::clients::secret_hash_absent(&client.id).into());
    }
    // ClientMetadata of InitiateAuth does not reach the function (triggers.md §4).
    let beside = Beside {
        device_key: inputs.get("DEVICE_KEY"),
        metadata: None,
    };
    let mut shown = read(cx, (pool, client), token, beside).await?;
    check_secret_hash(pool, client, &shown.holder.user, hash)?;
    let tokens = renew(cx, (pool, client), &mut shown).await?;
    Ok(Answer {
        tokens: Some(tokens),
        ..Answer::default()
    })
}

/// GetTokensFromRefreshToken. The client has shown its secret.
///
/// # Errors
/// auth.md §13.4.
pub async fn by_get_tokens(
    cx: &Cx,
    (pool, client): (&Pool, &Client),
    token: &str,
    beside: Beside<'_>,
) -> Result<AuthenticationResultType, Failed> {
    let mut shown = read(cx, (pool, client), token, beside).await?;
    renew(cx, (pool, client), &mut shown).await
}

/// The token and its user, who must still be there.
async fn read(cx: &Cx, (pool, client): (&Pool, &Client), token: &str, beside: Beside<'_>) -> Result<Shown, Failed> {
    let sealer = cx.house.store.sealer();
    let token = issue_tokens::read_refresh_token(sealer, pool, token).ok_or_else(words::invalid_refresh_token)?;
    if token.client != client.id {
        return Err(words::refresh_token_of_another_client().into());
    }
    let holder = holder(cx, pool, &token).await?;
    cx.attempt
        .about(&cx.house.trace, pool, Some(&client.id), &holder.user.username);
    cx.attempt.is(&holder.user);
    Ok(Shown {
        token,
        holder,
        device_key: beside.device_key.map(str::to_owned),
        metadata: beside.metadata,
    })
}

async fn holder(cx: &Cx, pool: &Pool, token: &RefreshToken) -> Result<TokenHolder, Failed> {
    let store = &cx.house.store;
    let holder = store.token_holder(&pool.id, &token.sub, Some(token.family)).await?;
    Ok(holder.ok_or_else(words::user_of_refresh_token_deleted)?)
}

/// There is no USERNAME beside a refresh token, so the hash may be over any name of the user (auth.md §5.1: the canonical
/// name documented, the others guess).
fn check_secret_hash(pool: &Pool, client: &Client, user: &User, hash: Option<&str>) -> Result<(), Fault> {
    let Some(hash) = hash.filter(|_| !client.secrets.is_empty()) else {
        return Ok(());
    };
    let mut called: Vec<String> = names::all(pool, user).into_iter().map(|name| name.value).collect();
    called.push(user.username.clone());
    called.push(user.sub.as_str().to_owned());
    called.extend(
        ["email", "phone_number", "preferred_username"]
            .iter()
            .filter_map(|name| user.attributes.get(*name).cloned()),
    );
    let is_right = |name: &String| secret_hash::is_right(&client.secrets, name, &client.id, hash);
    if called.iter().any(is_right) {
        Ok(())
    } else {
        Err(say::clients::secret_hash_wrong(&client.id))
    }
}

/// New tokens, if user and family allow it.
async fn renew(
    cx: &Cx,
    (pool, client): (&Pool, &Client),
    shown: &mut Shown,
) -> Result<AuthenticationResultType, Failed> {
    let mut made = None;
    for _ in 0..ROUNDS {
        stands(&shown.holder.user)?;
        if cx.now >= shown.token.expires {
            return Err(words::refresh_token_expired().into());
        }
        let family = alive(client, shown)?;
        check_device(cx, pool, shown, family).await?;
        if let Some(tokens) = turn_over(cx, (pool, client), (shown, family), &mut made).await? {
            return Ok(tokens);
        }
        shown.holder = holder(cx, pool, &shown.token).await?;
        if Trigger::PreTokenGeneration.function(&pool.settings).is_none() {
            made = None;
        }
    }
    Err(say::users::too_much_at_once().into())
}

/// A disabled user is told so and not that its tokens are revoked (auth.md §13.6, observed). That a user whose password
/// must be reset gets no tokens is our choice.
fn stands(user: &User) -> Result<(), Fault> {
    match user.status {
        _ if !user.enabled => Err(say::users::disabled()),
        UserStatus::Unconfirmed => Err(say::sign_in::unconfirmed()),
        UserStatus::ResetRequired => Err(say::sign_in::reset_required()),
        _ => Ok(()),
    }
}

/// The family, unless it was revoked.
fn alive<'a>(client: &Client, shown: &'a Shown) -> Result<&'a Family, Fault> {
    let family = shown.holder.family.as_ref();
    let family = family.filter(|family| family.revoked.is_none() && family.client == client.id);
    family.ok_or_else(|| match client.settings.rotates() {
        true => words::rotating_refresh_token_revoked(),
        false => words::refresh_token_revoked(),
    })
}

/// The family's device must be named when it is confirmed (auth.md §§13.4, 13.5).
async fn check_device(cx: &Cx, pool: &Pool, shown: &Shown, family: &Family) -> Result<(), Failed> {
    let key = family.details.device.as_ref();
    let bound = match key.filter(|_| pool.settings.devices.is_some()) {
        None => Bound::ToNone,
        Some(key) => match cx.house.store.device((&family.pool, &family.sub), key).await? {
            None => Bound::ToUnconfirmed(key),
            Some(_) => Bound::ToConfirmed(key),
        },
    };
    match bound.admits(shown.device_key.as_deref()) {
        true => Ok(()),
        false => Err(words::refresh_token_of_another_device().into()),
    }
}

/// Exchanges the token under user and family as they were read. `None` when one of them has changed since; the tokens that
/// were `made` are given then at the next try, where the pool's function has changed them and may have changed the user.
async fn turn_over(
    cx: &Cx,
    (pool, client): (&Pool, &Client),
    (shown, family): (&Shown, &Family),
    made: &mut Option<AuthenticationResultType>,
) -> Result<Option<AuthenticationResultType>, Failed> {
    let seen = sessions::seen(cx, pool);
    let (batch, child) = match exchange(&client.settings, &family.turn, shown.token.number, cx.now) {
        Exchange::Keep => (families::refreshed(family, seen), None),
        Exchange::Rotate(turn) => {
            let batch = families::rotate(family, turn, seen).and(sessions::origin_active(family, seen));
            (batch, Some(turn.current))
        }
        Exchange::Reused => return Err(words::refresh_token_reused().into()),
        Exchange::Revoked => return Err(words::refresh_token_revoked().into()),
    };
    let batch = users::unchanged(&shown.holder.user).and(batch);
    let holder = Holder {
        pool,
        client,
        user: &shown.holder.user,
        family,
        in_groups: shown.holder.in_groups,
    };
    let reason = Reason {
        source: TokenSource::RefreshTokens,
        metadata: shown.metadata.as_ref(),
        nonce: None,
    };
    let mut tokens = match made.take() {
        Some(tokens) => tokens,
        None => issue_tokens::issue(cx, holder, reason).await?,
    };
    if let Some(number) = child {
        tokens.refresh_token = Some(issue_tokens::refresh_token(cx.house.store.sealer(), family, number)?);
    }
    if is_written(cx, batch).await? {
        return Ok(Some(tokens));
    }
    *made = Some(tokens);
    Ok(None)
}

async fn is_written(cx: &Cx, batch: Batch) -> Result<bool, Failed> {
    Ok(cx.house.store.write(batch).await? == Done::Written)
}

//! GetDerivedToken: a token made from another one, for another client.

use domain::{
    client::Client,
    pool::Pool,
    token::{
        claims::TokenUse,
        exchange::{self, Difference, Kind},
        family::{Family, FamilyDetails},
        jwt::{Disbelief, Unverified, Verified},
    },
    user::{User, UserStatus},
};
use store::holders::TokenHolder;
use wire::{Fault, call, shapes};

use super::is_secret_of;
use crate::{
    cx::Cx,
    flow::{
        find,
        issue_tokens::{self, Holder},
        issuer,
    },
    operation::{Failed, Operation},
    say::{
        self,
        tokens::{self as words, Role},
    },
};

/// Exchanges a token of a user for one that another client may use (auth.md §17.2, RFC 8693). The new token joins the
/// family of the subject's, so that it is revoked with it.
///
/// Checks the client, what is asked for, the client's flows, its secret, the subject, the actor, in this order (GUESS).
/// Tokens of identity providers come with the providers.
pub struct GetDerivedToken;

impl Operation for GetDerivedToken {
    type Call = call::GetDerivedToken;

    async fn run(cx: &Cx, input: shapes::GetDerivedTokenRequest) -> Result<shapes::GetDerivedTokenResponse, Failed> {
        let (pool, client) = find::client(cx, &input.client_id).await?;
        let (subject, actor) = shown(&input)?;
        let audience = audience(&input)?;
        let kind = actor.as_ref().map_or(Kind::Impersonation, |_| Kind::Delegation);
        if !kind.is_allowed(&client) {
            return Err(words::flow_not_enabled(kind.flow()).into());
        }
        check_caller(cx, &client, input.client_secret.as_deref())?;
        let subject = believe(cx, &pool, &subject).await?;
        let (user, family) = holder(cx, &pool, &subject, Role::Subject).await?;
        let actor = match &actor {
            Some(actor) => Some(acting(cx, &pool, actor).await?),
            None => None,
        };
        let difference = Difference {
            ends: subject.exp,
            audience,
            act: exchange::act(&subject, actor.as_ref()),
        };
        let had = match subject.token_use.as_str() == TokenUse::Access.as_str() {
            true => &subject.scope,
            // An ID token names no scopes; those of its sign-in count (GUESS).
            false => &family.details.scope,
        };
        let granted = exchange::scopes(&client, had, &input.scopes.unwrap_or_default());
        let family = of_the_new_token(&family, &granted);
        let holder = Holder {
            pool: &pool,
            client: &client,
            user: &user,
            family: &family,
            in_groups: true,
        };
        let wanted = input
            .requested_token_type
            .unwrap_or(shapes::IssuedTokenTypeIdentifierType::AccessToken);
        answer(cx, holder, (wanted, granted), difference).await
    }
}

async fn answer(
    cx: &Cx,
    holder: Holder<'_>,
    (wanted, granted): (shapes::IssuedTokenTypeIdentifierType, Vec<String>),
    difference: Difference,
) -> Result<shapes::GetDerivedTokenResponse, Failed> {
    use shapes::{IssuedTokenTypeIdentifierType as Wanted, OAuthTokenTypeType as Type};
    // RFC 8693 §2.2.1: what is no access token has no way of being used as one.
    let (token_use, token_type, scopes) = match wanted {
        Wanted::AccessToken => (TokenUse::Access, Type::Bearer, Some(granted)),
        Wanted::IdToken => (TokenUse::Id, Type::NA, None),
    };
    let (token, lives) = issue_tokens::derived(cx, holder, token_use, difference).await?;
    Ok(shapes::GetDerivedTokenResponse {
        expires_in: i32::try_from(lives).ok(),
        issued_token: token,
        issued_token_type: wanted,
        scopes,
        token_type,
    })
}

/// A token as the request shows it.
struct Shown<'a> {
    role: Role,
    text: &'a str,
    form: &'a shapes::TokenTypeIdentifierType,
    provider: Option<&'a str>,
}

/// The subject's token, and the actor's when there is one.
fn shown(input: &shapes::GetDerivedTokenRequest) -> Result<(Shown<'_>, Option<Shown<'_>>), Fault> {
    let subject = Shown {
        role: Role::Subject,
        text: &input.subject_token,
        form: &input.subject_token_type,
        provider: input.subject_token_provider_name.as_deref(),
    };
    let actor = match (&input.actor_token, &input.actor_token_type) {
        (Some(text), Some(form)) => Some(Shown {
            role: Role::Actor,
            text,
            form,
            provider: input.actor_token_provider_name.as_deref(),
        }),
        (None, None) if input.actor_token_provider_name.is_none() => None,
        _ => return Err(words::actor_incomplete()),
    };
    Ok((subject, actor))
}

/// One audience or one resource (documented); both become `aud`.
fn audience(input: &shapes::GetDerivedTokenRequest) -> Result<Option<String>, Fault> {
    let first = |list: &Option<Vec<String>>| list.iter().flatten().next().cloned();
    match (first(&input.audiences), first(&input.resources)) {
        (Some(_), Some(_)) => Err(words::audience_and_resource()),
        (one, other) => Ok(one.or(other)),
    }
}

/// A client with a secret shows it, unless the request is signed (documented). A wrong one is wrong in any case.
fn check_caller(cx: &Cx, client: &Client, secret: Option<&str>) -> Result<(), Fault> {
    match secret {
        _ if client.secrets.is_empty() => Ok(()),
        Some(secret) if is_secret_of(client, secret) => Ok(()),
        None if cx.signer.is_some() => Ok(()),
        None => Err(words::client_secret_absent(client.id.as_str())),
        Some(_) => Err(say::clients::secret_wrong()),
    }
}

/// The claims of a token of this pool.
async fn believe(cx: &Cx, pool: &Pool, shown: &Shown<'_>) -> Result<Verified, Failed> {
    if let Some(provider) = shown.provider {
        return Err(words::no_such_provider(provider).into());
    }
    let token_use = match shown.form {
        shapes::TokenTypeIdentifierType::AccessToken => TokenUse::Access,
        shapes::TokenTypeIdentifierType::IdToken => TokenUse::Id,
        shapes::TokenTypeIdentifierType::Saml2 => return Err(words::assertion_without_provider().into()),
    };
    let keys = cx.house.keyring.of(&cx.house.store, &pool.id).await?;
    let issuer = issuer::of(&cx.house.settings, pool);
    let claims = Unverified::read(shown.text)
        .and_then(|token| token.believe(keys.public.as_slice(), &issuer, token_use, cx.now))
        .map_err(|disbelief| match disbelief {
            Disbelief::Malformed | Disbelief::Signature => words::invalid_token(shown.role),
            Disbelief::Expired => words::token_expired(shown.role),
        })?;
    Ok(claims)
}

/// The user whom a token is about and its family, which must stand as for a refresh.
async fn holder(cx: &Cx, pool: &Pool, claims: &Verified, role: Role) -> Result<(User, Family), Failed> {
    let store = &cx.house.store;
    let Some(family) = claims.event_id else {
        return Err(words::invalid_token(role).into());
    };
    let holder = store.token_holder(&pool.id, &claims.sub, Some(family)).await?;
    let TokenHolder { user, family, .. } = holder.ok_or_else(say::users::does_not_exist)?;
    match user.status {
        _ if !user.enabled => return Err(say::users::disabled().into()),
        UserStatus::Unconfirmed => return Err(say::sign_in::unconfirmed().into()),
        UserStatus::ResetRequired => return Err(words::token_revoked(role).into()),
        _ => {}
    }
    let family = family.filter(|family| family.revoked.is_none());
    Ok((user, family.ok_or_else(|| words::token_revoked(role))?))
}

/// Who acts: a user, or a client with a token of its own.
async fn acting(cx: &Cx, pool: &Pool, shown: &Shown<'_>) -> Result<Verified, Failed> {
    let claims = believe(cx, pool, shown).await?;
    match (&claims.event_id, &claims.client_id) {
        (None, Some(client)) => {
            let client = find::client_in(cx, pool, client.as_str()).await?;
            client.ok_or_else(|| words::token_revoked(shown.role))?;
        }
        _ => drop(holder(cx, pool, &claims, shown.role).await?),
    }
    Ok(claims)
}

/// The subject's family as the new token tells of it: with its own scopes, and on no device.
fn of_the_new_token(family: &Family, granted: &[String]) -> Family {
    Family {
        details: FamilyDetails {
            scope: granted.join(" "),
            device: None,
            resource: None,
            ..family.details.clone()
        },
        ..family.clone()
    }
}

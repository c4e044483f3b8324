//! What a client says about levels of assurance when it begins a choice-based sign-in (auth.md §11.6).

use domain::{
    moment::Span,
    sign_in::step_up::Wish,
    token::{assurance::Level, family::Factor},
};

use super::{Inputs, Through, whom::Whom};
use crate::{
    access,
    cx::Cx,
    operation::Failed,
    say::{sign_in as say, tokens},
};

/// TARGET_ACR_VALUES with what goes along; `None` when the client does not care. Names that the pool does not know are passed
/// over.
///
/// # Errors
/// InvalidParameterException; those of an access token.
pub async fn wished(cx: &Cx, through: &Through, inputs: &Inputs, whom: &Whom) -> Result<Option<Wish>, Failed> {
    let token = inputs.get("ACCESS_TOKEN");
    let Some(named) = inputs.get("TARGET_ACR_VALUES") else {
        return match token {
            Some(_) => Err(say::missing_parameter("TARGET_ACR_VALUES").into()),
            None => Ok(None),
        };
    };
    let names = through.pool.settings.acr_in_effect();
    let levels: Vec<Level> = named.split(' ').filter_map(|name| Level::named(&names, name)).collect();
    if levels.is_empty() {
        return Err(say::unknown_levels().into());
    }
    let max_age = max_age(inputs)?;
    let credit = match token {
        Some(token) => credit(cx, through, whom, (token, max_age)).await?,
        None => Vec::new(),
    };
    Ok(Some(Wish { levels, credit }))
}

/// MAX_AGE: whole seconds.
fn max_age(inputs: &Inputs) -> Result<Option<Span>, Failed> {
    let Some(given) = inputs.get("MAX_AGE") else {
        return Ok(None);
    };
    let seconds: u32 = given.parse().map_err(|_| say::malformed_max_age())?;
    Ok(Some(Span::seconds(i64::from(seconds))))
}

/// What was proven for the access token, unless that is too long ago. The token must be of the user, and of the client that shows it
/// (our choice): another one's must not become this one's.
async fn credit(
    cx: &Cx,
    through: &Through,
    whom: &Whom,
    (token, max_age): (&str, Option<Span>),
) -> Result<Vec<Factor>, Failed> {
    let me = access::user(cx, token).await?;
    let is_theirs = me.pool.id == through.pool.id && me.user.sub == whom.who.sub;
    let is_of_client = me.family.client == through.client.id && me.client.id == through.client.id;
    if !is_theirs || !is_of_client {
        return Err(tokens::invalid_access_token().into());
    }
    let is_old = max_age.is_some_and(|most| cx.now > me.family.auth_time + most);
    Ok(if is_old { Vec::new() } else { me.family.details.factors })
}

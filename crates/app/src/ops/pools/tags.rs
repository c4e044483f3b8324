//! The tags of a pool, by its ARN (resources.md §13).

use std::collections::BTreeMap;

use domain::pool::{Pool, rules};
use wire::Code;

use crate::{
    cx::Cx,
    flow::find,
    operation::{Broken, Failed},
    replica,
    say::tags as say,
};

/// How often a change starts over when the pool changes under it.
const ATTEMPTS: usize = 16;

/// The pool that an ARN names, as the request's region sees it.
///
/// # Errors
/// InvalidParameterException for the ARN of something else than a user pool; ResourceNotFoundException.
pub(super) async fn named(cx: &Cx, arn: &str) -> Result<Pool, Failed> {
    let id = arn
        .split_once(":userpool/")
        .filter(|(_, id)| !id.is_empty())
        .filter(|(before, _)| before.split(':').nth(2) == Some("cognito-idp"))
        .map(|(_, id)| id)
        .ok_or_else(say::not_a_pool)?;
    let pool = match find::pool(cx, id).await {
        Err(Failed::Fault(fault)) if fault.code == Code::ResourceNotFoundException => {
            return Err(say::unknown(arn).into());
        }
        found => found?,
    };
    match replica::arn(cx, &pool, &cx.region) == arn {
        true => Ok(pool),
        false => Err(say::unknown(arn).into()),
    }
}

/// Changes the tags of a pool. When its pool was changed meanwhile, it starts over: the operations do not declare
/// ConcurrentModificationException. That tags are no change of `LastModifiedDate` is GUESS.
///
/// # Errors
/// As [`named`]; InvalidParameterException for tags that cannot be.
pub(super) async fn change(cx: &Cx, arn: &str, change: impl Fn(&mut BTreeMap<String, String>)) -> Result<(), Failed> {
    for _ in 0..ATTEMPTS {
        let pool = named(cx, arn).await?;
        let before = pool.settings.clone();
        let mut next = pool;
        change(&mut next.settings_mut().tags);
        rules::tags(&next.settings.tags).map_err(say::clash)?;
        match replica::write(cx, &before, &next).await {
            Err(Failed::Fault(fault)) if fault.code == Code::ConcurrentModificationException => {}
            written => return written,
        }
    }
    Err(Failed::Broken(Broken {
        doing: "changing the tags of a pool".into(),
        cause: "it changed at every attempt".into(),
    }))
}

//! VerifyUserAttribute: a user proves an address with the code that was sent to it.

use domain::{ports::Channel, profile};
use store::names::kind_of_guard;
use wire::{
    call,
    shapes::{VerifyUserAttributeRequest, VerifyUserAttributeResponse},
};

use crate::{
    access,
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        deliver_code::Errand,
        judge_code::{self, Allowance, Judged, Verdict},
        names::{self, Conflict},
    },
    operation::{Failed, Operation},
    say,
};

/// resources.md §2.11, documented.
const ATTEMPTS: Allowance = Allowance {
    action: "verify attribute",
    hourly: 15,
};

/// Verifies an address; one that waited for this replaces the former one.
pub struct VerifyUserAttribute;

impl Operation for VerifyUserAttribute {
    type Call = call::VerifyUserAttribute;

    async fn run(cx: &Cx, input: VerifyUserAttributeRequest) -> Result<VerifyUserAttributeResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let channel = Channel::of_attribute(&input.attribute_name).ok_or_else(say::attributes::not_verifiable)?;
        let mut changing = Changing::new(me.user);
        loop {
            let user = changing.user();
            let judged = judge_code::judge(cx, user, Errand::VerifyAddress(channel), &input.code, ATTEMPTS).await?;
            let Judged { verdict, batch } = judged;
            let code = match verdict {
                Verdict::Wrong(fault) => return Err(judge_code::refuse(cx, batch, fault).await),
                Verdict::Right(code) => code,
            };
            let Some(mut after) = profile::verify(user, channel, &code.destination) else {
                return Err(judge_code::refuse(cx, batch, say::passwords::code_expired()).await);
            };
            after.modified = cx.now;
            let change = names::write(cx, &me.pool, (user, &after), Conflict::Refuse).await?;
            match changing.write(cx, batch.and(change)).await? {
                Round::Written => return Ok(VerifyUserAttributeResponse::default()),
                Round::Again => {}
                Round::Refused(guard) if kind_of_guard(guard).is_some() => {
                    return Err(say::attributes::name_taken(guard).into());
                }
                Round::Refused(guard) => return Err(judge_code::refused(guard).into()),
            }
        }
    }
}

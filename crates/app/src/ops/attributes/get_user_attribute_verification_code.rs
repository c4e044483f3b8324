//! GetUserAttributeVerificationCode: a user asks for a code to verify an address with.

use domain::{attributes::permissions::may_read, delivery::Destination, ports::Channel, profile};
use store::db::Done;
use wire::{
    call,
    shapes::{GetUserAttributeVerificationCodeRequest, GetUserAttributeVerificationCodeResponse},
};

use crate::{
    access,
    cx::Cx,
    flow::{
        deliver_code::{FreshCode, Reason, Voice},
        judge_code::{self, Allowance},
        post::Tells,
    },
    operation::{Failed, Operation},
    say,
};

/// resources.md §2.11, documented.
const ATTEMPTS: Allowance = Allowance {
    action: "get attribute verification code",
    hourly: 5,
};

/// Sends a code to the address that waits to be verified, or else to the present one, verified or not.
pub struct GetUserAttributeVerificationCode;

impl Operation for GetUserAttributeVerificationCode {
    type Call = call::GetUserAttributeVerificationCode;

    async fn run(
        cx: &Cx,
        input: GetUserAttributeVerificationCodeRequest,
    ) -> Result<GetUserAttributeVerificationCodeResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let channel = Channel::of_attribute(&input.attribute_name).ok_or_else(say::attributes::not_verifiable)?;
        if !may_read(&me.client.settings, channel.attribute()) {
            return Err(say::attributes::read_not_allowed().into());
        }
        let address = profile::address_to_verify(&me.user, channel);
        let address = address.ok_or_else(|| say::attributes::no_address(channel))?.to_owned();
        let to = Destination { channel, address };
        let voice = Voice::client(&me.client, &input.client_metadata);
        let code = FreshCode::new(cx, &me.user, Reason::VerifyAddress, &to, voice);
        let batch = ATTEMPTS.count(cx, &me.user).and(code.batch(cx, &me.pool));
        if let Done::Refused(guard) = cx.house.store.write(batch).await? {
            return Err(judge_code::refused(guard).into());
        }
        Ok(GetUserAttributeVerificationCodeResponse {
            code_delivery_details: Some(code.send(cx, (&me.pool, &me.user), Tells::Failure).await?),
        })
    }
}

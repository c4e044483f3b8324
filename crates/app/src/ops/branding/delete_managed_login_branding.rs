//! DeleteManagedLoginBranding.

use store::{branding, db::Done};
use wire::{NoOutput, call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::branding as say,
};

/// Takes its style from a client, which then has no pages of managed login.
pub struct DeleteManagedLoginBranding;

impl Operation for DeleteManagedLoginBranding {
    type Call = call::DeleteManagedLoginBranding;

    async fn run(cx: &Cx, input: shapes::DeleteManagedLoginBrandingRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let id = input.managed_login_branding_id;
        match cx.house.store.write(branding::delete(&pool.id, &id)).await? {
            Done::Written => Ok(NoOutput),
            Done::Refused(_) => Err(say::not_found(&id).into()),
        }
    }
}

//! StartUserImportJob.

use store::{db::Done, imports};
use wire::{call, shapes};

use super::{describe, job};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{self as words, imports as say},
};

/// Lets a job begin that has its file. One job is at work at a time, whichever pools they are of.
///
/// The work is done by whichever node takes it; the answer does not wait for it.
pub struct StartUserImportJob;

impl Operation for StartUserImportJob {
    type Call = call::StartUserImportJob;

    async fn run(
        cx: &Cx,
        input: shapes::StartUserImportJobRequest,
    ) -> Result<shapes::StartUserImportJobResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        job(cx, &pool, &input.job_id).await?;
        if pool.settings.auto_verified.is_empty() {
            return Err(say::nothing_is_verified().into());
        }
        match cx
            .house
            .store
            .write(imports::start(&pool.id, &input.job_id, cx.now))
            .await?
        {
            Done::Written => cx.house.bell.ring(),
            Done::Refused(imports::IMPORT_RUNNING) => return Err(say::another_at_work().into()),
            Done::Refused(imports::POOL_GONE) => return Err(words::pools::no_such_pool(pool.id.as_str()).into()),
            Done::Refused(_) => return Err(say::not_startable().into()),
        }
        let job = job(cx, &pool, &input.job_id).await?;
        Ok(shapes::StartUserImportJobResponse {
            user_import_job: Some(describe(cx, job)),
        })
    }
}

//! StopUserImportJob.

use store::{db::Done, imports};
use wire::{call, shapes};

use super::{describe, job};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::imports as say,
};

/// Lets a job end before its time. Users who were imported by then stay.
pub struct StopUserImportJob;

impl Operation for StopUserImportJob {
    type Call = call::StopUserImportJob;

    async fn run(
        cx: &Cx,
        input: shapes::StopUserImportJobRequest,
    ) -> Result<shapes::StopUserImportJobResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        job(cx, &pool, &input.job_id).await?;
        match cx.house.store.write(imports::stop(&pool.id, &input.job_id)).await? {
            Done::Written => cx.house.bell.ring(),
            Done::Refused(_) => return Err(say::not_stoppable().into()),
        }
        let job = job(cx, &pool, &input.job_id).await?;
        Ok(shapes::StopUserImportJobResponse {
            user_import_job: Some(describe(cx, job)),
        })
    }
}

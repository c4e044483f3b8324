//! DescribeUserImportJob.

use wire::{call, shapes};

use super::{describe, job};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Shows a job.
pub struct DescribeUserImportJob;

impl Operation for DescribeUserImportJob {
    type Call = call::DescribeUserImportJob;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeUserImportJobRequest,
    ) -> Result<shapes::DescribeUserImportJobResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let job = job(cx, &pool, &input.job_id).await?;
        Ok(shapes::DescribeUserImportJobResponse {
            user_import_job: Some(describe(cx, job)),
        })
    }
}

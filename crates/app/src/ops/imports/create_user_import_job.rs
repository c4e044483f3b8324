//! CreateUserImportJob.

use domain::{
    import::job::{Counts, Job, Place, Status},
    password::foreign::HashAlgorithm,
};
use store::{db::Done, imports};
use wire::{call, shapes};

use super::describe;
use crate::{
    cx::Cx,
    flow::find,
    ids,
    operation::{Failed, Operation},
    say,
};

/// Makes a job that waits for its file and for its start. The role is kept and shown; there is no IAM here to ask.
pub struct CreateUserImportJob;

impl Operation for CreateUserImportJob {
    type Call = call::CreateUserImportJob;

    async fn run(
        cx: &Cx,
        input: shapes::CreateUserImportJobRequest,
    ) -> Result<shapes::CreateUserImportJobResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let job = Job {
            pool: pool.id,
            id: ids::import_job_id(&*cx.house.entropy),
            name: input.job_name,
            role: input.cloud_watch_logs_role_arn,
            hashing: input
                .password_hashing_algorithm
                .and_then(|name| HashAlgorithm::parse(name.as_str())),
            created: cx.now,
            started: None,
            completed: None,
            status: Status::Created,
            ending: None,
            counts: Counts::default(),
            file: None,
            place: Place::default(),
        };
        match cx.house.store.write(imports::insert(&job)).await? {
            Done::Written => Ok(shapes::CreateUserImportJobResponse {
                user_import_job: Some(describe(cx, job)),
            }),
            Done::Refused(imports::TOO_MANY_JOBS) => Err(say::imports::too_many_jobs().into()),
            Done::Refused(_) => Err(say::pools::no_such_pool(job.pool.as_str()).into()),
        }
    }
}

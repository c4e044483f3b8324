//! Importing users from files (resources.md §12). The work itself is in `errands/imports.rs`, the way of the file in
//! `flow/import_file.rs`.

mod create_user_import_job;
mod describe_user_import_job;
mod get_csv_header;
mod list_user_import_jobs;
mod start_user_import_job;
mod stop_user_import_job;

pub use create_user_import_job::CreateUserImportJob;
pub use describe_user_import_job::DescribeUserImportJob;
pub use get_csv_header::GetCSVHeader;
pub use list_user_import_jobs::ListUserImportJobs;
pub use start_user_import_job::StartUserImportJob;
pub use stop_user_import_job::StopUserImportJob;

use domain::{import::job::Job, moment::Moment, password::foreign::HashAlgorithm, pool::Pool};
use wire::{Timestamp, shapes};

use crate::{cx::Cx, flow::import_file, operation::Failed, say::imports as say};

/// The job of a pool with this id, as it is now.
///
/// # Errors
/// ResourceNotFoundException.
async fn job(cx: &Cx, pool: &Pool, id: &str) -> Result<Job, Failed> {
    let job = cx.house.store.import_job(&pool.id, id).await?;
    let job = job.ok_or_else(|| say::no_such_job(id))?;
    Ok(job.at(cx.now))
}

/// A job as it is shown: always with a URL, which is good for nothing once the job has begun (observed).
fn describe(cx: &Cx, job: Job) -> shapes::UserImportJobType {
    let time = |moment: Moment| Timestamp::from_micros(moment.micros());
    let count = |count: u64| Some(i64::try_from(count).unwrap_or(i64::MAX));
    let hashing = job.hashing.map(HashAlgorithm::as_str);
    shapes::UserImportJobType {
        pre_signed_url: Some(import_file::url(&cx.house, &job, cx.now)),
        password_hashing_algorithm: hashing.and_then(shapes::PasswordHashingAlgorithmType::parse),
        status: shapes::UserImportJobStatusType::parse(job.status.as_str()),
        completion_message: job.ending.map(|ending| say::completion(ending).to_owned()),
        creation_date: Some(time(job.created)),
        start_date: job.started.map(time),
        completion_date: job.completed.map(time),
        imported_users: count(job.counts.imported),
        skipped_users: count(job.counts.skipped),
        failed_users: count(job.counts.failed),
        job_id: Some(job.id),
        job_name: Some(job.name),
        cloud_watch_logs_role_arn: Some(job.role),
        user_pool_id: Some(job.pool.into()),
    }
}

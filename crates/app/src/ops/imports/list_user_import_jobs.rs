//! ListUserImportJobs.

use wire::{call, shapes};

use super::describe;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    paging,
};

/// Jobs on a page, however many are asked for (resources.md §1.11, documented: a list shape holds 50).
const MOST_ON_A_PAGE: u32 = 50;

/// The jobs of a pool, newest first.
pub struct ListUserImportJobs;

impl Operation for ListUserImportJobs {
    type Call = call::ListUserImportJobs;

    async fn run(
        cx: &Cx,
        input: shapes::ListUserImportJobsRequest,
    ) -> Result<shapes::ListUserImportJobsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let list = format!("import jobs of {}", pool.id);
        let after = paging::take_back(cx, &list, input.pagination_token.as_deref())?;
        let limit = u32::try_from(input.max_results).unwrap_or(1).min(MOST_ON_A_PAGE);
        let page = cx.house.store.import_jobs(&pool.id, after.as_ref(), limit).await?;
        let jobs = page.items.into_iter().map(|job| describe(cx, job.at(cx.now)));
        Ok(shapes::ListUserImportJobsResponse {
            user_import_jobs: Some(jobs.collect()),
            pagination_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

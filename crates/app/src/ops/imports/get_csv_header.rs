//! GetCSVHeader.

use domain::import::file::columns;
use wire::{call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// The columns that a file for this pool must have.
pub struct GetCSVHeader;

impl Operation for GetCSVHeader {
    type Call = call::GetCSVHeader;

    async fn run(cx: &Cx, input: shapes::GetCSVHeaderRequest) -> Result<shapes::GetCSVHeaderResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        Ok(shapes::GetCSVHeaderResponse {
            csv_header: Some(columns(&pool.settings.schema)),
            user_pool_id: Some(pool.id.into()),
        })
    }
}

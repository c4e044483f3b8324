//! ListTagsForResource.

use wire::{call, shapes};

use super::tags;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
};

/// The tags of a pool, by its ARN (resources.md §13).
pub struct ListTagsForResource;

impl Operation for ListTagsForResource {
    type Call = call::ListTagsForResource;

    async fn run(
        cx: &Cx,
        input: shapes::ListTagsForResourceRequest,
    ) -> Result<shapes::ListTagsForResourceResponse, Failed> {
        let pool = tags::named(cx, &input.resource_arn).await?;
        Ok(shapes::ListTagsForResourceResponse {
            tags: Some(pool.settings.tags.clone()),
        })
    }
}

//! TagResource.

use wire::{call, shapes};

use super::tags;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
};

/// Gives a pool tags, over those of the same keys (resources.md §13). At most 50 in all.
pub struct TagResource;

impl Operation for TagResource {
    type Call = call::TagResource;

    async fn run(cx: &Cx, input: shapes::TagResourceRequest) -> Result<shapes::TagResourceResponse, Failed> {
        tags::change(cx, &input.resource_arn, |tags| tags.extend(input.tags.clone())).await?;
        Ok(shapes::TagResourceResponse {})
    }
}

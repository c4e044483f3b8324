//! UntagResource.

use wire::{call, shapes};

use super::tags;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
};

/// Takes tags from a pool (resources.md §13); keys that it does not have are passed over (GUESS).
pub struct UntagResource;

impl Operation for UntagResource {
    type Call = call::UntagResource;

    async fn run(cx: &Cx, input: shapes::UntagResourceRequest) -> Result<shapes::UntagResourceResponse, Failed> {
        let gone = |key: &String| input.tag_keys.contains(key);
        tags::change(cx, &input.resource_arn, |tags| tags.retain(|key, _| !gone(key))).await?;
        Ok(shapes::UntagResourceResponse {})
    }
}

//! AddCustomAttributes.

use store::{db::Done, imports, pools};
use wire::{call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Broken, Failed, Operation},
    ops::pools::document::entries,
    say,
};

/// How often an addition starts over when the pool changes under it.
const ATTEMPTS: usize = 8;

/// Gives a pool more custom attributes, which stay for good (resources.md §2.3).
///
/// Refused, entry by entry: no type, required, a name that is there already, bounds that make no sense; in the end, more
/// than fifty.
pub struct AddCustomAttributes;

impl Operation for AddCustomAttributes {
    type Call = call::AddCustomAttributes;

    async fn run(
        cx: &Cx,
        input: shapes::AddCustomAttributesRequest,
    ) -> Result<shapes::AddCustomAttributesResponse, Failed> {
        let entries = entries(input.custom_attributes);
        // The operation does not declare ConcurrentModificationException, so a change meanwhile means: look again.
        for _ in 0..ATTEMPTS {
            let mut pool = find::pool(cx, &input.user_pool_id).await?;
            let schema = pool.settings.schema.with(&entries);
            pool.settings_mut().schema = schema.map_err(say::schema::problem)?;
            pool.modified = cx.now;
            let batch = imports::none_running(&pool.id).and(pools::update(&pool));
            match cx.house.store.write(batch).await? {
                Done::Written => return Ok(shapes::AddCustomAttributesResponse {}),
                Done::Refused(imports::IMPORT_RUNNING) => return Err(say::imports::in_progress().into()),
                Done::Refused(_) => {}
            }
        }
        Err(Failed::Broken(Broken {
            doing: "adding attributes to a pool".into(),
            cause: "it changed at every attempt".into(),
        }))
    }
}

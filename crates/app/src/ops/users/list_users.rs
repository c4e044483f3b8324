//! ListUsers: the users of a pool, all or those that match a filter.

use domain::{
    filter::{self, FilterRefused, Search},
    pool::Pool,
    user::User,
};
use wire::{
    Fault, call,
    shapes::{ListUsersRequest, ListUsersResponse, UserType},
};

use crate::{
    cx::Cx,
    flow::{find, user_document},
    operation::{Failed, Operation},
    paging, say,
};

/// resources.md §1.11, documented; 0 means the same.
const DEFAULT_LIMIT: u32 = 60;

/// Lists users: with a filter in ascending order of what is searched, else the newest first (resources.md §5).
pub struct ListUsers;

impl Operation for ListUsers {
    type Call = call::ListUsers;

    async fn run(cx: &Cx, input: ListUsersRequest) -> Result<ListUsersResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let search = filter::parse(input.filter.as_deref().unwrap_or_default()).map_err(refused)?;
        let wanted = Wanted::new(&pool, input.attributes_to_get.unwrap_or_default())?;
        let list = list_name(&pool, search.as_ref(), &wanted);
        let after = paging::take_back(cx, &list, input.pagination_token.as_deref())?;
        let limit = input.limit.and_then(|limit| u32::try_from(limit).ok());
        let limit = limit.filter(|limit| *limit > 0).unwrap_or(DEFAULT_LIMIT);
        let store = &cx.house.store;
        let page = store.users(&pool.id, search.as_ref(), after.as_ref(), limit).await?;
        let users = page
            .items
            .iter()
            .map(|user| wanted.show(user))
            .collect::<Result<_, _>>()?;
        Ok(ListUsersResponse {
            pagination_token: paging::hand_out(cx, &list, page.next),
            users: Some(users),
        })
    }
}

/// `AttributesToGet`; nothing means all.
struct Wanted(Vec<String>);

impl Wanted {
    /// Every name must be in the schema.
    fn new(pool: &Pool, names: Vec<String>) -> Result<Self, Fault> {
        let schema = &pool.settings.schema.0;
        let is_known = |name: &String| schema.iter().any(|attribute| attribute.name == *name);
        if names.iter().all(is_known) {
            Ok(Self(names))
        } else {
            Err(say::users::requested_attributes_missing())
        }
    }

    /// A user with the wanted attributes only. A custom one must be set on every user of the page (resources.md §5).
    fn show(&self, user: &User) -> Result<UserType, Fault> {
        let mut shown = user_document::summary(user);
        if self.0.is_empty() {
            return Ok(shown);
        }
        let is_custom = |name: &String| name.contains(':');
        if self
            .0
            .iter()
            .any(|name| is_custom(name) && !user.attributes.contains_key(name))
        {
            return Err(say::users::requested_attributes_missing());
        }
        if let Some(attributes) = &mut shown.attributes {
            attributes.retain(|attribute| self.0.contains(&attribute.name));
        }
        Ok(shown)
    }
}

/// What a token of this list is bound to: everything but the limit.
fn list_name(pool: &Pool, search: Option<&Search>, wanted: &Wanted) -> String {
    format!("ListUsers {} {search:?} {:?}", pool.id, wanted.0)
}

fn refused(refused: FilterRefused) -> Fault {
    match refused {
        FilterRefused::Malformed => say::users::bad_filter(),
        FilterRefused::NotSearchable(attribute) => say::users::not_searchable(&attribute),
    }
}

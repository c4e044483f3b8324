//! Terms of use and privacy policies of clients (resources.md §10).
//!
//! `TermsSource` is always LINK and `Enforcement` always NONE: the model knows no other values.

mod create_terms;
mod delete_terms;
mod describe_terms;
mod describe_terms_by_client;
mod list_terms;
mod update_terms;

pub use create_terms::CreateTerms;
pub use delete_terms::DeleteTerms;
pub use describe_terms::DescribeTerms;
pub use describe_terms_by_client::DescribeTermsByClient;
pub use list_terms::ListTerms;
pub use update_terms::UpdateTerms;

use domain::{
    pool::Pool,
    terms::{Terms, TermsName},
};
use uuid::Uuid;
use wire::{Timestamp, shapes};

use crate::{
    cx::Cx,
    operation::{Broken, Failed},
    say::terms as words,
};

/// The terms with this id, which has met the pattern of the model.
///
/// # Errors
/// ResourceNotFoundException.
async fn named(cx: &Cx, pool: &Pool, id: &str) -> Result<Terms, Failed> {
    let found = match id.parse::<Uuid>() {
        Ok(id) => cx.house.store.terms(&pool.id, id).await?,
        Err(_) => None,
    };
    found.ok_or_else(|| words::unknown(id).into())
}

/// A name that has met the pattern of the model.
///
/// # Errors
/// Only when the model knows a name that the domain does not.
fn name_from(given: &str) -> Result<TermsName, Failed> {
    TermsName::parse(given).ok_or_else(|| {
        Failed::Broken(Broken {
            doing: "reading TermsName".into(),
            cause: "a name that is not known here".into(),
        })
    })
}

fn describe(terms: &Terms) -> shapes::TermsType {
    shapes::TermsType {
        terms_id: terms.id.to_string(),
        user_pool_id: terms.pool.to_string(),
        client_id: terms.client.to_string(),
        terms_name: terms.name.as_str().to_owned(),
        terms_source: shapes::TermsSourceType::Link,
        enforcement: shapes::TermsEnforcementType::None,
        links: terms.links.clone(),
        creation_date: Timestamp::from_micros(terms.created.micros()),
        last_modified_date: Timestamp::from_micros(terms.modified.micros()),
    }
}

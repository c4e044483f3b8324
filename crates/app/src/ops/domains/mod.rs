//! The domains of pools: a prefix and a custom domain each (resources.md §9).

mod create_user_pool_domain;
mod delete_user_pool_domain;
mod describe_user_pool_domain;
mod update_user_pool_domain;

pub use create_user_pool_domain::CreateUserPoolDomain;
pub use delete_user_pool_domain::DeleteUserPoolDomain;
pub use describe_user_pool_domain::DescribeUserPoolDomain;
pub use update_user_pool_domain::UpdateUserPoolDomain;

use domain::{
    hosted_domain::{self, Certificate, DomainKind, Failover, HostedDomain, PagesVersion},
    ids::{PoolId, Region},
    pool::{Pool, tier::Feature},
};
use wire::{Fault, shapes};

use crate::{
    cx::Cx,
    operation::Failed,
    replica,
    say::{self, domains as words},
};

/// What Create- and UpdateUserPoolDomain answer. A prefix domain shows the version only when it was given (reported).
struct Answer {
    managed_login_version: Option<i32>,
    cloud_front_domain: Option<String>,
    routing: Option<shapes::RoutingType>,
}

impl Answer {
    fn of(domain: &HostedDomain, given: Option<PagesVersion>) -> Self {
        let custom = domain.kind == DomainKind::Custom;
        Self {
            managed_login_version: custom.then_some(domain.pages).or(given).map(PagesVersion::number),
            cloud_front_domain: custom.then(|| domain.distribution.clone()),
            routing: domain.failover.as_ref().map(routing_to),
        }
    }
}

/// `ManagedLoginVersion`, which has to be one that the pool's tier has.
fn pages_from(pool: &Pool, given: Option<i32>) -> Result<Option<PagesVersion>, Fault> {
    let Some(number) = given else {
        return Ok(None);
    };
    let pages = PagesVersion::parse(number).ok_or_else(words::unknown_version)?;
    let tier = pool.settings.tier;
    if pages == PagesVersion::Managed && !tier.has(Feature::ManagedLogin) {
        return Err(say::pools::feature_not_in_tier(tier, Feature::ManagedLogin));
    }
    Ok(Some(pages))
}

fn certificate_from(given: shapes::CustomDomainConfigType) -> Result<Certificate, Fault> {
    if !hosted_domain::is_certificate(&given.certificate_arn) {
        return Err(words::bad_certificate());
    }
    Ok(Certificate {
        arn: given.certificate_arn,
        security_policy: given.security_policy.map(|policy| policy.as_str().to_owned()),
    })
}

fn certificate_to(kept: &Certificate) -> shapes::CustomDomainConfigType {
    let policy = kept.security_policy.as_deref();
    shapes::CustomDomainConfigType {
        certificate_arn: kept.arn.clone(),
        security_policy: policy.and_then(shapes::SecurityPolicyType::parse),
    }
}

fn failover_from(given: shapes::RoutingType) -> Option<Failover> {
    given.failover.map(|failover| Failover {
        health_check: failover.primary_route53_health_check_id,
        secondary: Region::new(failover.secondary_region),
    })
}

fn routing_to(kept: &Failover) -> shapes::RoutingType {
    shapes::RoutingType {
        failover: Some(shapes::FailoverType {
            primary_route53_health_check_id: kept.health_check.clone(),
            secondary_region: kept.secondary.to_string(),
        }),
    }
}

/// The domain of this name if it is of this pool, and the pool, which has to be of the request's region.
///
/// # Errors
/// InvalidParameterException: one sentence for both (reported).
async fn pair(cx: &Cx, pool: &str, name: &str) -> Result<(Pool, HostedDomain), Failed> {
    let store = &cx.house.store;
    let pool = match store.pool(&PoolId::new(pool)).await? {
        Some(pool) => replica::seen(cx, pool).await?,
        None => None,
    };
    let domain = store.domain_by_name(name).await?;
    match (pool, domain) {
        (Some(pool), Some(domain)) if domain.pool == pool.id => Ok((pool, domain)),
        _ => Err(words::no_such_pair().into()),
    }
}

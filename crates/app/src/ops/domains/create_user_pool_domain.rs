//! CreateUserPoolDomain.

use domain::hosted_domain::{DomainKind, HostedDomain, NameRefused, check_name};
use store::{db::Done, domains, pools};
use wire::{Fault, call, shapes};

use super::{Answer, certificate_from, failover_from, pages_from};
use crate::{
    cx::Cx,
    flow::find,
    ids,
    operation::{Failed, Operation},
    say::{self, domains as words},
};

/// Gives a pool a domain: a custom one when a certificate comes along, else a prefix (resources.md §9). It is there at once.
///
/// Refused, in this order (GUESS): a version that the tier lacks, a bad name, a bad certificate, a second domain of the kind,
/// a name that another pool has.
pub struct CreateUserPoolDomain;

impl Operation for CreateUserPoolDomain {
    type Call = call::CreateUserPoolDomain;

    async fn run(
        cx: &Cx,
        input: shapes::CreateUserPoolDomainRequest,
    ) -> Result<shapes::CreateUserPoolDomainResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let pages = pages_from(&pool, input.managed_login_version)?;
        let kind = match input.custom_domain_config {
            Some(_) => DomainKind::Custom,
            None => DomainKind::Prefix,
        };
        check_name(kind, &input.domain).map_err(name_refused)?;
        let domain = HostedDomain {
            name: input.domain,
            pool: pool.id,
            kind,
            pages: pages.unwrap_or_default(),
            certificate: input.custom_domain_config.map(certificate_from).transpose()?,
            failover: input.routing.and_then(failover_from),
            distribution: ids::distribution(&*cx.house.entropy),
            created: cx.now,
            modified: cx.now,
        };
        refuse_a_second(cx, &domain).await?;
        match cx.house.store.write(domains::insert(&domain)).await? {
            Done::Written => {
                let answer = Answer::of(&domain, pages);
                Ok(shapes::CreateUserPoolDomainResponse {
                    managed_login_version: answer.managed_login_version,
                    cloud_front_domain: answer.cloud_front_domain,
                    routing: answer.routing,
                })
            }
            Done::Refused(pools::NO_POOL) => Err(say::pools::no_such_pool(domain.pool.as_str()).into()),
            // Somebody was faster: with the same name, or for the same pool.
            Done::Refused(_) => {
                refuse_a_second(cx, &domain).await?;
                Err(words::taken().into())
            }
        }
    }
}

async fn refuse_a_second(cx: &Cx, domain: &HostedDomain) -> Result<(), Failed> {
    let store = &cx.house.store;
    if store.domains_of(&domain.pool).await?.of_kind(domain.kind).is_some() {
        return Err(words::one_already().into());
    }
    match store.domain_by_name(&domain.name).await? {
        Some(_) => Err(words::taken().into()),
        None => Ok(()),
    }
}

fn name_refused(why: NameRefused) -> Fault {
    match why {
        NameRefused::Characters => words::characters(),
        NameRefused::Reserved(word) => words::reserved(word),
        NameRefused::NotASubdomain => words::not_a_subdomain(),
    }
}

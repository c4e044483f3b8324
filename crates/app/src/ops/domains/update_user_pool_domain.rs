//! UpdateUserPoolDomain.

use domain::hosted_domain::{DomainKind, HostedDomain};
use store::{db::Done, domains};
use wire::{call, shapes};

use super::{Answer, certificate_from, failover_from, pages_from, pair};
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say::domains as words,
};

/// Changes the version of the pages, the certificate, or the routing of a domain (resources.md §9). What is left out is kept
/// (GUESS). A certificate for a prefix names no domain that there is (GUESS).
pub struct UpdateUserPoolDomain;

impl Operation for UpdateUserPoolDomain {
    type Call = call::UpdateUserPoolDomain;

    async fn run(
        cx: &Cx,
        input: shapes::UpdateUserPoolDomainRequest,
    ) -> Result<shapes::UpdateUserPoolDomainResponse, Failed> {
        let (pool, domain) = pair(cx, &input.user_pool_id, &input.domain).await?;
        let pages = pages_from(&pool, input.managed_login_version)?;
        let certificate = input.custom_domain_config.map(certificate_from).transpose()?;
        if certificate.is_some() && domain.kind == DomainKind::Prefix {
            return Err(words::no_such_pair().into());
        }
        let domain = HostedDomain {
            pages: pages.unwrap_or(domain.pages),
            certificate: certificate.or(domain.certificate),
            failover: input.routing.map_or(domain.failover, failover_from),
            modified: cx.now,
            ..domain
        };
        match cx.house.store.write(domains::update(&domain)).await? {
            Done::Written => {
                let answer = Answer::of(&domain, pages);
                Ok(shapes::UpdateUserPoolDomainResponse {
                    managed_login_version: answer.managed_login_version,
                    cloud_front_domain: answer.cloud_front_domain,
                    routing: answer.routing,
                })
            }
            Done::Refused(_) => Err(words::no_such_pair().into()),
        }
    }
}

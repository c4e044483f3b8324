//! DescribeUserPoolDomain.

use domain::{
    hosted_domain::{HostedDomain, version},
    ids::Region,
};
use wire::{call, shapes};

use super::{certificate_to, routing_to};
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    replica,
};

/// Shows a domain, or an empty description when there is none of this name in the region (resources.md §9, peers).
pub struct DescribeUserPoolDomain;

impl Operation for DescribeUserPoolDomain {
    type Call = call::DescribeUserPoolDomain;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeUserPoolDomainRequest,
    ) -> Result<shapes::DescribeUserPoolDomainResponse, Failed> {
        let found = here(cx, &input.domain).await?;
        let description = found.map(|domain| describe(&domain, &cx.house.settings.account));
        Ok(shapes::DescribeUserPoolDomainResponse {
            domain_description: Some(description.unwrap_or_default()),
        })
    }
}

/// The domain of this name, when its pool is of the request's region.
async fn here(cx: &Cx, name: &str) -> Result<Option<HostedDomain>, Failed> {
    let store = &cx.house.store;
    let Some(domain) = store.domain_by_name(name).await? else {
        return Ok(None);
    };
    let pool = match store.pool(&domain.pool).await? {
        Some(pool) => replica::seen(cx, pool).await?,
        None => None,
    };
    Ok(pool.map(|_| domain))
}

/// As reported in 2025. A prefix domain has no `CustomDomainConfig`; its certificate would be a required member.
fn describe(domain: &HostedDomain, account: &str) -> shapes::DomainDescriptionType {
    shapes::DomainDescriptionType {
        user_pool_id: Some(domain.pool.to_string()),
        aws_account_id: Some(account.to_owned()),
        domain: Some(domain.name.clone()),
        s3_bucket: Some(format!("aws-cognito-prod-{}-assets", airport(&domain.pool.region()))),
        cloud_front_distribution: Some(domain.distribution.clone()),
        version: Some(version(domain.modified)),
        status: Some(shapes::DomainStatusType::Active),
        custom_domain_config: domain.certificate.as_ref().map(certificate_to),
        managed_login_version: Some(domain.pages.number()),
        routing: domain.failover.as_ref().map(routing_to),
    }
}

/// The airport by which buckets call a region; the region itself where it is not known (GUESS but for the form).
fn airport(region: &Region) -> &str {
    match region.as_str() {
        "us-east-1" => "iad",
        "us-east-2" => "cmh",
        "us-west-1" => "sfo",
        "us-west-2" => "pdx",
        "ca-central-1" => "yul",
        "sa-east-1" => "gru",
        "eu-west-1" => "dub",
        "eu-west-2" => "lhr",
        "eu-west-3" => "cdg",
        "eu-central-1" => "fra",
        "eu-north-1" => "arn",
        "ap-northeast-1" => "nrt",
        "ap-northeast-2" => "icn",
        "ap-southeast-1" => "sin",
        "ap-southeast-2" => "syd",
        "ap-south-1" => "bom",
        other => other,
    }
}

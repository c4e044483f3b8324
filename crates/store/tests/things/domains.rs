//! Domains: one owner each, and none in a pool that goes.

use domain::{
    hosted_domain::{Certificate, DomainKind, Failover, HostedDomain, PagesVersion, PoolDomains},
    ids::{PoolId, Region},
    moment::Span,
};
use store::{
    db::Done,
    domains::{self, DOMAIN_TAKEN, NO_DOMAIN},
    pools::{self, NO_POOL, POOL_CHANGED},
};

use crate::harness::*;

on_each_engine!(
    a_domain_comes_back,
    a_domain_has_one_owner,
    a_pool_does_not_go_while_it_gets_a_domain,
);

fn prefix(name: &str) -> HostedDomain {
    HostedDomain {
        name: name.into(),
        pool: pool_id(),
        kind: DomainKind::Prefix,
        pages: PagesVersion::Classic,
        certificate: None,
        failover: None,
        distribution: "d1.cloudfront.net".into(),
        created: START,
        modified: START,
    }
}

fn custom() -> HostedDomain {
    HostedDomain {
        kind: DomainKind::Custom,
        pages: PagesVersion::Managed,
        certificate: Some(Certificate {
            arn: "arn".into(),
            security_policy: Some("TLS_V1".into()),
        }),
        failover: Some(Failover {
            health_check: "h".into(),
            secondary: Region::new("eu-west-2"),
        }),
        ..prefix("auth.example.com")
    }
}

async fn a_domain_comes_back(place: Place) {
    let store = &place.store;
    refused(store, domains::insert(&custom()), NO_POOL).await;
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    write(store, domains::insert(&custom())).await;
    write(store, domains::insert(&prefix("people"))).await;
    assert_eq!(store.domain_by_name("auth.example.com").await.unwrap(), Some(custom()));
    assert_eq!(store.domain_by_name("nobody\0").await.unwrap(), None);
    let both = PoolDomains {
        prefix: Some(prefix("people")),
        custom: Some(custom()),
    };
    assert_eq!(store.domains_of(&pool_id()).await.unwrap(), both);
    let changed = HostedDomain {
        pages: PagesVersion::Classic,
        certificate: None,
        modified: START + Span::seconds(1),
        ..custom()
    };
    write(store, domains::update(&changed)).await;
    assert_eq!(store.domain_by_name("auth.example.com").await.unwrap(), Some(changed));
    refused(store, domains::update(&prefix("nobody")), NO_DOMAIN).await;
    refused(
        store,
        domains::delete(&PoolId::new("eu-west-1_other"), "people"),
        NO_DOMAIN,
    )
    .await;
    write(store, domains::delete(&pool_id(), "people")).await;
    assert_eq!(store.domain_by_name("people").await.unwrap(), None);
}

async fn a_domain_has_one_owner(place: Place) {
    let store = &place.store;
    let other = PoolId::new("eu-west-1_other");
    for id in [pool_id().as_str(), other.as_str()] {
        write(store, pools::insert(&pool(id))).await;
    }
    write(store, domains::insert(&prefix("people"))).await;
    refused(store, domains::insert(&prefix("others")), DOMAIN_TAKEN).await;
    let theirs = HostedDomain {
        pool: other,
        ..prefix("people")
    };
    refused(store, domains::insert(&theirs), DOMAIN_TAKEN).await;
}

async fn a_pool_does_not_go_while_it_gets_a_domain(place: Place) {
    let store = place.store.clone();
    for n in 0..8 {
        let one = pool(&format!("eu-west-1_{n}"));
        write(&store, pools::insert(&one)).await;
        let domain = HostedDomain {
            pool: one.id.clone(),
            ..prefix(&format!("people{n}"))
        };
        let ends = race(2, |racer| {
            let batch = match racer {
                0 => domains::insert(&domain),
                _ => pools::delete(&one, START),
            };
            let store = store.clone();
            async move { store.write(batch).await.unwrap() }
        })
        .await;
        let won = ends.iter().filter(|end| **end == Done::Written).count();
        assert_eq!(won, 1, "{ends:?}");
        let gone = store.pool(&one.id).await.unwrap().is_none();
        let lost = if gone { NO_POOL } else { POOL_CHANGED };
        assert!(ends.contains(&Done::Refused(lost)), "{ends:?}");
        assert_eq!(store.domains_of(&one.id).await.unwrap().first().is_none(), gone);
    }
}

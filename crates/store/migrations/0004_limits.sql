-- Rates that were provisioned above the default, by region.
create table provisioned_rates (
    region text not null,
    category text not null,
    rate bigint not null,
    primary key (region, category)
);

-- The one secondary region that a pool may have, and what is set for that region alone.
create table replicas (
    pool text not null primary key,
    region text not null,
    active boolean not null,
    created bigint not null,
    settings text not null
);
create index replicas_by_region on replicas (region, created, pool);

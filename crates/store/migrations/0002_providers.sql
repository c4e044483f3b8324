-- Identity providers, the identities that users have there, domains and terms.

-- No two pools share a domain, and a pool has at most one of each kind.
create table domains (
    name text not null primary key,
    pool text not null,
    kind text not null,
    created bigint not null,
    modified bigint not null,
    data text not null
);
create unique index domains_by_pool on domains (pool, kind);

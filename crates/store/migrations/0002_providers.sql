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

-- Terms of use and privacy policies of clients.
create table terms (
    pool text not null,
    id text not null,
    client text not null,
    name text not null,
    created bigint not null,
    modified bigint not null,
    links text not null,
    primary key (pool, id)
);
create unique index terms_by_client on terms (pool, client, name);
create index terms_by_created on terms (pool, created, id);

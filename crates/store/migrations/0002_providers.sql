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

-- "sealed" holds the secrets among a provider's details, and the key that a SAML provider encrypts for.
create table identity_providers (
    pool text not null,
    name text not null,
    kind text not null,
    created bigint not null,
    modified bigint not null,
    version bigint not null,
    data text not null,
    sealed blob not null,
    primary key (pool, name)
);

create table provider_identifiers (
    pool text not null,
    identifier text not null,
    provider text not null,
    primary key (pool, identifier)
);
create index provider_identifiers_by_provider on provider_identifiers (pool, provider);

-- Who somebody at a provider is here: by the provider's own id, or by the value of an attribute that is mapped.
create table identities (
    pool text not null,
    provider text not null,
    attribute text not null,
    value text not null,
    sub text not null,
    bond text not null,
    primary key (pool, provider, attribute, value)
);
create index identities_by_user on identities (pool, sub);

-- People who are at a provider. "id" is the SHA-256 of the state that they come back with, in hex.
create table federation_trips (
    pool text not null,
    id text not null,
    expires bigint not null,
    sealed blob not null,
    primary key (pool, id)
);
create index federation_trips_by_expiry on federation_trips (expires);

-- Branding, user imports, risk configurations and auth events.

create table import_jobs (
    pool text not null,
    id text not null,
    name text not null,
    role_arn text not null,
    hashing text,
    created bigint not null,
    started bigint,
    completed bigint,
    status text not null,
    ending text,
    imported bigint not null,
    skipped bigint not null,
    failed bigint not null,
    -- The file that counts, of possibly several that were sent; null while there is none.
    upload text,
    size bigint,
    -- How far the work has come: the next byte of the file, and the lines before it.
    next_byte bigint not null,
    lines bigint not null,
    -- Which node is at work, and until when nobody else may be.
    holder text not null,
    leased_until bigint not null,
    primary key (pool, id)
);
create index import_jobs_by_created on import_jobs (pool, created, id);
create index import_jobs_by_status on import_jobs (status, leased_until);

-- The one job that is at work, or about to be. turn is the same for all that wait for one another.
create table import_turns (
    turn text not null primary key,
    pool text not null,
    job text not null
);
create index import_turns_by_pool on import_turns (pool, job);

-- Files, in parts. Sealed: they are full of personal data.
create table import_parts (
    pool text not null,
    job text not null,
    upload text not null,
    part bigint not null,
    sealed blob not null,
    primary key (pool, job, upload, part)
);

-- What became of the lines of a file, in pieces, each named by the first line that it tells of.
create table import_logs (
    pool text not null,
    job text not null,
    line bigint not null,
    entries text not null,
    primary key (pool, job, line)
);

-- client is '' for the pool's own settings.
create table risk_configurations (
    pool text not null,
    client text not null,
    modified bigint not null,
    settings text not null,
    primary key (pool, client)
);

create table auth_events (
    pool text not null,
    sub text not null,
    at bigint not null,
    id text not null,
    data text not null,
    feedback text,
    primary key (pool, sub, at, id)
);
create index auth_events_by_time on auth_events (at);

-- Where users have signed in, and what was said of it. event is the one that was the first from there. A row of kind 'any' says that
-- there are others.
create table known_places (
    pool text not null,
    sub text not null,
    kind text not null,
    value text not null,
    event text not null,
    at bigint not null,
    judged text,
    primary key (pool, sub, kind, value)
);
create index known_places_by_time on known_places (at);

-- Classic pages. client is 'ALL' for the pool's own.
create table ui_customizations (
    pool text not null,
    client text not null,
    created bigint not null,
    modified bigint not null,
    css text,
    image_type text,
    image blob,
    primary key (pool, client)
);

-- Managed login.
create table brandings (
    pool text not null,
    id text not null,
    client text not null,
    created bigint not null,
    modified bigint not null,
    version bigint not null,
    provided boolean not null,
    settings text,
    primary key (pool, id)
);
create unique index brandings_by_client on brandings (pool, client);

create table branding_assets (
    pool text not null,
    branding text not null,
    category text not null,
    color_mode text not null,
    resource text not null,
    extension text not null,
    hash text not null,
    bytes blob not null,
    primary key (pool, branding, category, color_mode, resource)
);

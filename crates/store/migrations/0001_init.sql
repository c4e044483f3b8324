-- One text for both engines: each spells `text`, `bigint`, `boolean` and `blob` in its own way (db/migrate.rs).
-- Times are microseconds since 1970. Everything of a pool is keyed by the pool first. What is searched has a column of
-- its own: "…_key" columns are what ListUsers searches, lower-cased and cut. The rest of an entity is one JSON text.
-- "sealed" columns are encrypted under the master key and bound to their row.

create table pools (
    id text not null primary key,
    region text not null,
    name text not null,
    created bigint not null,
    modified bigint not null,
    version bigint not null,
    settings text not null
);
create index pools_by_region on pools (region, created, id);

-- How many users a pool has, spread over rows so that parallel sign-ups do not queue for one.
create table pool_sizes (
    pool text not null,
    shard bigint not null,
    users bigint not null,
    primary key (pool, shard)
);

-- Pools that were deleted, until nothing of them is left: when to look at them, and whether nothing was left at the last look.
create table deleted_pools (
    pool text not null primary key,
    due bigint not null,
    clean boolean not null
);
create index deleted_pools_by_turn on deleted_pools (due, pool);

create table signing_keys (
    pool text not null,
    kid text not null,
    purpose text not null,
    created bigint not null,
    sealed blob not null,
    primary key (pool, kid)
);

create table clients (
    id text not null primary key,
    pool text not null,
    name text not null,
    created bigint not null,
    modified bigint not null,
    version bigint not null,
    settings text not null,
    sso_minutes bigint not null,
    sealed_secrets blob not null
);
create index clients_by_pool on clients (pool, created, id);

create table users (
    pool text not null,
    sub text not null,
    username text not null,
    status text not null,
    enabled boolean not null,
    created bigint not null,
    modified bigint not null,
    version bigint not null,
    data text not null,
    username_key text not null,
    email_key text not null,
    phone_number_key text not null,
    name_key text not null,
    given_name_key text not null,
    family_name_key text not null,
    preferred_username_key text not null,
    user_status_key text not null,
    status_key text not null,
    primary key (pool, sub)
);
create index users_by_created on users (pool, created, sub);
create index users_by_username on users (pool, username_key, created, sub);
create index users_by_email on users (pool, email_key, created, sub);
create index users_by_phone_number on users (pool, phone_number_key, created, sub);
create index users_by_name on users (pool, name_key, created, sub);
create index users_by_given_name on users (pool, given_name_key, created, sub);
create index users_by_family_name on users (pool, family_name_key, created, sub);
create index users_by_preferred_username on users (pool, preferred_username_key, created, sub);
create index users_by_user_status on users (pool, user_status_key, created, sub);
create index users_by_status on users (pool, status_key, created, sub);

-- What a user may be called by at sign-in. The primary key is the uniqueness of usernames and aliases.
create table names (
    pool text not null,
    kind text not null,
    value text not null,
    sub text not null,
    primary key (pool, kind, value)
) without rowid;
create index names_by_user on names (pool, sub);

create table credentials (
    pool text not null,
    sub text not null,
    version text not null,
    set_at bigint not null,
    temporary boolean not null,
    -- A hash that the user was imported with, and not yet a verifier.
    imported boolean not null,
    sealed blob not null,
    primary key (pool, sub)
);

create table old_passwords (
    pool text not null,
    sub text not null,
    version text not null,
    set_at bigint not null,
    sealed blob not null,
    primary key (pool, sub, version)
);

-- Failed proofs of a user, or of a name that only pretends to be one. Small and hot, so apart from users.
create table lockouts (
    pool text not null,
    subject text not null,
    factor text not null,
    fails bigint not null,
    locked_until bigint not null,
    primary key (pool, subject, factor)
) without rowid;
create index lockouts_by_end on lockouts (locked_until);

create table families (
    pool text not null,
    sub text not null,
    id text not null,
    client text not null,
    origin_jti text not null,
    auth_time bigint not null,
    expires bigint not null,
    revoked bigint,
    turn bigint not null,
    parent bigint not null,
    rotated bigint,
    last_active bigint not null,
    last_ip text,
    sso text,
    details text not null,
    primary key (pool, sub, id)
);
create index families_by_expiry on families (expires);

-- Ids of one-time things that were used; kept until nobody could show them any more.
create table spent (
    pool text not null,
    id text not null,
    expires bigint not null,
    primary key (pool, id)
) without rowid;
create index spent_by_expiry on spent (expires);

-- One live code for each user and purpose (and attribute, where a purpose has several).
create table codes (
    pool text not null,
    sub text not null,
    purpose text not null,
    attribute text not null,
    id text not null,
    channel text not null,
    destination text not null,
    created bigint not null,
    expires bigint not null,
    tries bigint not null,
    sealed blob not null,
    primary key (pool, sub, purpose, attribute)
);
create index codes_by_expiry on codes (expires);

create table attempts (
    pool text not null,
    subject text not null,
    action text not null,
    started bigint not null,
    made bigint not null,
    primary key (pool, subject, action)
);
create index attempts_by_start on attempts (started);

-- Devices that users have confirmed. "sealed" holds the salt and the verifier that the device registered.
create table devices (
    pool text not null,
    sub text not null,
    device text not null,
    version text not null,
    remembered boolean not null,
    created bigint not null,
    modified bigint not null,
    authenticated bigint not null,
    last_ip text,
    details text not null,
    sealed blob not null,
    primary key (pool, sub, device)
);
create index devices_by_created on devices (pool, sub, created, device);
create index remembered_devices on devices (pool, sub, remembered, created, device);

-- DEVICE_SRP_AUTH challenges under way: the sealed Session once more, for clients that do not send it back.
create table device_steps (
    pool text not null,
    sub text not null,
    client text not null,
    device text not null,
    expires bigint not null,
    session text not null,
    primary key (pool, sub, client, device)
);
create index device_steps_by_expiry on device_steps (expires);

-- States of sign-ins that are too long to travel in a Session.
create table long_states (
    pool text not null,
    id text not null,
    expires bigint not null,
    sealed blob not null,
    primary key (pool, id)
);
create index long_states_by_expiry on long_states (expires);

-- Authenticator apps: the one that counts ("active"), and one that was given out and not yet verified ("pending").
-- last_step is the last TOTP step that was accepted: no step counts twice.
create table authenticators (
    pool text not null,
    sub text not null,
    stage text not null,
    id text not null,
    name text,
    last_step bigint,
    sealed blob not null,
    primary key (pool, sub, stage)
);

create table access_keys (
    id text not null primary key,
    label text not null,
    created bigint not null,
    sealed blob not null,
    policy text not null
);

create table resource_servers (
    pool text not null,
    identifier text not null,
    name text not null,
    scopes text not null,
    primary key (pool, identifier)
);

create table user_groups (
    pool text not null,
    name text not null,
    precedence bigint,
    role_arn text,
    created bigint not null,
    modified bigint not null,
    data text not null,
    primary key (pool, name)
);

create table group_members (
    pool text not null,
    sub text not null,
    name text not null,
    primary key (pool, sub, name)
) without rowid;
create index group_members_by_group on group_members (pool, name, sub);

-- Ids are base64url. A key may be one user's only, so that it means somebody by itself.
create table passkeys (
    pool text not null,
    sub text not null,
    id text not null,
    relying_party text not null,
    sign_count bigint not null,
    created bigint not null,
    data text not null,
    primary key (pool, sub, id)
);
create unique index passkeys_by_id on passkeys (pool, id);

-- The one registration of a passkey that a user may have under way.
create table passkey_registrations (
    pool text not null,
    sub text not null,
    client text not null,
    challenge text not null,
    relying_party text not null,
    expires bigint not null,
    primary key (pool, sub)
);
create index passkey_registrations_by_expiry on passkey_registrations (expires);

-- Which master keys this database was sealed under, by name: a node with another key finds out when it starts.
create table master_keys (
    id text not null primary key
);

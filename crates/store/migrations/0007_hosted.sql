-- Authorization codes and single sign-on sessions.

-- "id" is the SHA-256 of the code in hex. "family" is the id of the token family that the code becomes, so that a code that
-- is shown twice leads to what it gave.
create table oauth_codes (
    pool text not null,
    id text not null,
    sub text not null,
    client text not null,
    family text not null,
    auth_time bigint not null,
    expires bigint not null,
    used bigint,
    details text not null,
    primary key (pool, id)
);
create index oauth_codes_by_expiry on oauth_codes (expires);
create index oauth_codes_by_user on oauth_codes (pool, sub);

-- Browsers that are signed in. "cookie" is the SHA-256 of what the cookie says, in hex.
create table sso_sessions (
    pool text not null,
    sub text not null,
    id text not null,
    cookie text not null,
    client text not null,
    auth_time bigint not null,
    expires bigint not null,
    last_active bigint not null,
    last_ip text,
    details text not null,
    primary key (pool, sub, id)
);
create unique index sso_sessions_by_cookie on sso_sessions (pool, cookie);
create index sso_sessions_by_expiry on sso_sessions (expires);

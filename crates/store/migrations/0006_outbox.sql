-- Messages on their way. A row is written with the code that it carries and goes when the message was handed over, or when it is
-- no longer worth sending. Whoever raises "tries" has the message until "due"; then anybody may take it.
create table outbox (
    pool text not null,
    id text not null,
    due bigint not null,
    expires bigint not null,
    tries bigint not null,
    sealed blob not null,
    primary key (pool, id)
);
create index outbox_by_due on outbox (due, pool, id);
create index outbox_by_expiry on outbox (expires);

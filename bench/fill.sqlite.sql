-- Makes the 1,000 users of a kept SQLite store a million, much faster than by calls: `sqlite3 DIR/cognate.db < bench/fill.sqlite.sql`
-- while no server runs. The new users are like user0000500 and cannot sign in.
begin;
create temp table new as
  select value as n, printf('user%07d', value) as name,
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
      || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))) as sub
  from generate_series(1000, 999999);
create temp table model as select * from users where username = 'user0000500';
insert into users
  select m.pool, new.sub, new.name, m.status, m.enabled, m.created + n, m.created + n, 1,
    replace(replace(replace(m.data, 'user0000500', name), 'Family500', 'Family' || (n % 977)), 'Given500', 'Given' || (n % 1000)),
    name, name || '@example.com', '', '', 'given' || (n % 1000), 'family' || (n % 977), '', m.user_status_key, m.status_key
  from new, model m;
insert into names select m.pool, 'username', new.name, new.sub from new, model m;
insert into credentials
  select c.pool, new.sub, c.version, c.set_at, c.temporary, c.imported, c.sealed
  from new, model m join credentials c on c.pool = m.pool and c.sub = m.sub;
update pool_sizes set users = users + 15609;
update pool_sizes set users = users + 24 where shard = 0;
commit;

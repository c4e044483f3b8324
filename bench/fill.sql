-- The part of fill.sqlite.sql and fill.postgres.sql that is the same: rows like those of user0000500 for everybody in `new`.
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

-- Makes the 1,000 users of a kept SQLite store a million, much faster than by calls: `sqlite3 DIR/cognate.db < bench/fill.sqlite.sql`
-- while no server runs. The new users are like user0000500 and cannot sign in.
begin;
create temp table new as
  select value as n, printf('user%07d', value) as name,
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
      || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))) as sub
  from generate_series(1000, 999999);
.read bench/fill.sql
commit;

-- Makes the 1,000 users of a kept PostgreSQL store a million, much faster than by calls: `psql URL -f bench/fill.postgres.sql` while no
-- server runs. The new users are like user0000500 and cannot sign in.
begin;
create temp table new as
  select n, 'user' || lpad(n::text, 7, '0') as name, gen_random_uuid()::text as sub from generate_series(1000, 999999) n;
\ir fill.sql
commit;
analyze;

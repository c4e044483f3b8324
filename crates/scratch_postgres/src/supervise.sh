# Keeps one PostgreSQL for as long as standard input stays open: it closes when the test process ends, by whatever means.
# Run as an unprivileged user, in a process group of its own, with BIN, HOME (the folder to use) and PORT set.
set -eu
trap '' INT TERM HUP
cd "$HOME"
# ICU's order of letters is not the order of bytes: whoever sorts by collation finds out.
"$BIN/initdb" --pgdata=data --username=cognate --pwfile=password --auth-host=scram-sha-256 --auth-local=reject \
  --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=en-US --no-sync >initdb.log 2>&1
cat >>data/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
port = $PORT
unix_socket_directories = ''
max_connections = 300
shared_buffers = 32MB
fsync = $FSYNC
synchronous_commit = $FSYNC
full_page_writes = $FSYNC
autovacuum = off
CONF
"$BIN/pg_ctl" --pgdata=data --log=server.log --wait --timeout=60 start >start.log 2>&1
echo ready
cat >/dev/null || true
"$BIN/pg_ctl" --pgdata=data --mode=immediate --wait stop >/dev/null 2>&1 || true
rm -rf "$HOME"

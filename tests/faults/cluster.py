"""A throw-away PostgreSQL cluster on loopback: Patroni and etcd, in one folder, as an unprivileged user."""

import glob
import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from processes import Process, living_in, send, title, wait_until


@dataclass(frozen=True)
class Shape:
    """What the cluster is to be. The times are the shortest that Patroni 4 takes."""

    servers: int = 3
    etcds: int = 3
    synchronous: str = "on"
    ttl: int = 20
    loop_wait: int = 2
    retry_timeout: int = 5


def free_ports(count):
    open_now = [socket.socket() for _ in range(count)]
    try:
        for one in open_now:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in open_now]
    finally:
        for one in open_now:
            one.close()


def postgres_binaries():
    """The folder of the newest PostgreSQL of this machine."""
    found = glob.glob("/usr/lib/postgresql/*/bin/postgres")
    return os.path.dirname(max(found, key=lambda path: int(path.split("/")[4])))


def versions():
    """What the runs are made with, for the table."""
    etcd = subprocess.run([os.environ["ETCD"], "--version"], capture_output=True, text=True).stdout
    postgres = subprocess.run([f"{postgres_binaries()}/postgres", "--version"], capture_output=True, text=True).stdout
    patroni = subprocess.run([sys.executable, "-m", "patroni", "--version"], capture_output=True, text=True).stdout
    return {
        "postgres": postgres.split()[2],
        "patroni": patroni.split()[-1],
        "etcd": re.search(r"etcd Version: (\S+)", etcd)[1],
    }


class Cluster:
    """The cluster. Its members are numbered from 0."""

    def __init__(self, folder, shape):
        self.folder, self.shape = folder, shape
        ports = free_ports(2 * shape.servers + 2 * shape.etcds)
        self.ports, ports = ports[: shape.servers], ports[shape.servers :]
        self._api, self._etcd_ports = ports[: shape.servers], ports[shape.servers :]
        self._etcds, self._patronis = {}, {}
        self._become = None
        self._environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder, "PYTHONUNBUFFERED": "1"}
        os.chmod(folder, 0o755)
        for name in ("log", "sockets"):
            os.mkdir(os.path.join(folder, name))
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            nobody = pwd.getpwnam("nobody")
            self._become = (nobody.pw_uid, nobody.pw_gid)
            for name in ("", "sockets"):
                os.chown(os.path.join(folder, name), *self._become)

    # Up and down

    def start(self):
        for at in range(self.shape.etcds):
            self.start_etcd(at)
        wait_until(self._etcd_is_healthy, 30, "etcd is healthy")
        for at in range(self.shape.servers):
            self.start_server(at)
        self.wait_whole(120)

    def wait_whole(self, seconds):
        """Until all servers run, one of them takes writes and, where that is asked for, one is its synchronous standby."""

        def whole():
            states = [self._state(at) or {} for at in range(self.shape.servers)]
            running = all(state.get("state") in ("running", "streaming") for state in states)
            synchronous = self.shape.synchronous == "off" or self.synchronous_standby(states) is not None
            return running and synchronous and self.primary(states) is not None

        wait_until(whole, seconds, "the cluster is whole", every=0.3)

    def stop(self):
        for at in range(self.shape.servers):
            self._signal_server(at, signal.SIGCONT)
        for patroni in self._patronis.values():
            patroni.stop()
        for at in range(self.shape.servers):
            # Those whose Patroni was killed.
            send(living_in(self._data(at)), signal.SIGKILL)
        for etcd in self._etcds.values():
            etcd.stop()

    def start_etcd(self, at):
        own = self._etcd_ports[2 * at : 2 * at + 2]
        peers = self._etcd_ports[1::2]
        client, peer = (f"http://127.0.0.1:{port}" for port in own)
        self._etcds[at] = self._spawn(
            f"etcd{at}",
            [os.environ["ETCD"], "--name", f"e{at}", "--data-dir", os.path.join(self.folder, f"etcd{at}")]
            + ["--listen-client-urls", client, "--advertise-client-urls", client]
            + ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer]
            + ["--initial-cluster", ",".join(f"e{n}=http://127.0.0.1:{port}" for n, port in enumerate(peers))]
            + ["--heartbeat-interval", "100", "--election-timeout", "1000"],
        )

    def start_server(self, at):
        folder = os.path.join(self.folder, f"n{at}")
        os.makedirs(folder, exist_ok=True)
        settings = os.path.join(folder, "patroni.json")
        with open(settings, "w") as file:
            json.dump(self._settings(at), file, indent=1)
        if self._become:
            os.chown(folder, *self._become)
        self._patronis[at] = self._spawn(f"n{at}", [sys.executable, "-m", "patroni", settings])

    # What is

    def url(self, database="postgres"):
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        return f"postgres://postgres@{hosts}/{database}"

    def primary(self, states=None):
        """The number of the server that takes writes, or `None`."""
        states = states or [self._state(at) or {} for at in range(self.shape.servers)]
        leading = [
            (state.get("timeline", 0), at)
            for at, state in enumerate(states)
            if state.get("role") in ("master", "primary") and state.get("state") == "running"
        ]
        return max(leading)[1] if leading else None

    def synchronous_standby(self, states=None):
        states = states or [self._state(at) or {} for at in range(self.shape.servers)]
        return next((at for at, state in enumerate(states) if state.get("sync_standby")), None)

    # Faults

    def kill_server(self, at):
        """The server and its Patroni by kill -9."""
        self._patronis[at].kill()
        send(living_in(self._data(at)), signal.SIGKILL)

    def kill_with_disk(self, at):
        self.kill_server(at)
        wait_until(lambda: not living_in(self._data(at)), 10, "the server is dead")
        shutil.rmtree(self._data(at))

    def kill_postmaster(self, at):
        with open(os.path.join(self._data(at), "postmaster.pid")) as file:
            postmaster = int(file.readline())
        if postmaster in living_in(self._data(at)):
            send([postmaster], signal.SIGKILL)

    def kill_etcd(self, at):
        self._etcds[at].kill()

    def freeze(self, at):
        self._signal_server(at, signal.SIGSTOP)

    def thaw(self, at):
        self._signal_server(at, signal.SIGCONT)

    def cut_off_standbys(self, at):
        """Stops what sends this server's log to the standbys."""
        senders = [pid for pid in living_in(self._data(at)) if "walsender" in title(pid)]
        send(senders, signal.SIGSTOP)
        return len(senders)

    # Inner things

    def _spawn(self, name, argv):
        log = os.path.join(self.folder, "log", f"{name}.log")
        return Process(argv, log, env=self._environment, folder=self.folder, become=self._become)

    def _data(self, at):
        return os.path.join(self.folder, f"n{at}", "data")

    def _signal_server(self, at, number):
        if at in self._patronis:
            self._patronis[at].signal(number)
        send(living_in(self._data(at)), number)

    def _state(self, at):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._api[at]}/patroni", timeout=1) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.loads(error.read() or b"{}")
        except (OSError, ValueError):
            return None

    def _etcd_is_healthy(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._etcd_ports[0]}/health", timeout=1) as answer:
                return json.load(answer)["health"] == "true"
        except (OSError, ValueError):
            return False

    def _settings(self, at):
        shape, here = self.shape, f"127.0.0.1:{self.ports[at]}"
        superuser = {"username": "postgres"}
        parameters = {
            "wal_level": "replica",
            "hot_standby": "on",
            "wal_log_hints": "on",
            "max_connections": 200,
            "shared_buffers": "64MB",
            "synchronous_commit": "on",
            "wal_receiver_timeout": "5s",
            "wal_sender_timeout": "5s",
        }
        shared = {
            "ttl": shape.ttl,
            "loop_wait": shape.loop_wait,
            "retry_timeout": shape.retry_timeout,
            "maximum_lag_on_failover": 1 << 30,
            "synchronous_mode": shape.synchronous,
            "failsafe_mode": True,
            "primary_start_timeout": 0,
            "postgresql": {
                "use_pg_rewind": True,
                "use_slots": True,
                "remove_data_directory_on_rewind_failure": True,
                "remove_data_directory_on_diverged_timelines": True,
                "parameters": parameters,
            },
        }
        return {
            "scope": "faults",
            "name": f"n{at}",
            "restapi": {"listen": f"127.0.0.1:{self._api[at]}", "connect_address": f"127.0.0.1:{self._api[at]}"},
            "etcd3": {"hosts": ",".join(f"127.0.0.1:{port}" for port in self._etcd_ports[::2])},
            "bootstrap": {
                "dcs": shared,
                "initdb": ["data-checksums", {"encoding": "UTF8"}, {"locale": "C"}, {"auth": "trust"}, superuser],
            },
            "postgresql": {
                "listen": here,
                "connect_address": here,
                "data_dir": self._data(at),
                "bin_dir": postgres_binaries(),
                "pgpass": os.path.join(self.folder, f"n{at}", "pgpass"),
                "authentication": {"superuser": superuser, "replication": superuser, "rewind": superuser},
                "parameters": {"unix_socket_directories": os.path.join(self.folder, "sockets")},
                "pg_hba": ["local all all trust"]
                + [f"host {what} all 127.0.0.1/32 trust" for what in ("all", "replication")],
                "basebackup": [{"checkpoint": "fast"}],
            },
            "watchdog": {"mode": "off"},
        }

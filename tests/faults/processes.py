"""Processes by pid and start time, so that never another one is signalled."""

import os
import signal
import subprocess
import time


def _stat(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def birth(pid):
    """When a process began, in ticks; with the pid it names one process for good. `None`: it is gone."""
    stat = _stat(pid)
    return int(stat[19]) if stat and stat[0] != "Z" else None


class Process:
    """A process of ours with its log."""

    def __init__(self, argv, log, env=None, folder=None, become=None):
        self.log = log
        with open(log, "ab") as out:
            self._child = subprocess.Popen(
                argv,
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                **(dict(user=become[0], group=become[1], extra_groups=[]) if become else {}),
            )
        self.pid = self._child.pid

    def alive(self):
        return self._child.poll() is None

    def signal(self, number):
        if self.alive():
            os.kill(self.pid, number)

    def kill(self):
        """kill -9, and waits until it is gone."""
        self.signal(signal.SIGKILL)
        self._child.wait()

    def stop(self, seconds=15):
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()


def living_in(folder):
    """All processes whose working folder is this one: those of a PostgreSQL server, by its data folder."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                if os.readlink(f"/proc/{name}/cwd") == folder and birth(int(name)) is not None:
                    found.append(int(name))
            except OSError:
                pass
    return found


def send(pids, number):
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


def title(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def wait_until(what, seconds, said, every=0.1):
    """Asks until it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = what()
        if answer:
            return answer
        time.sleep(every)
    raise TimeoutError(f"{said}: not within {seconds} s")

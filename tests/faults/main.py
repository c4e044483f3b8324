"""Runs scenarios and judges them: one JSON line and one row of a table for each."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import psycopg

import cluster as clusters
from botocore.exceptions import BotoCoreError, ClientError
from checks import STALENESS, Watcher, check_everything, longest_staleness, succeeding
from cluster import Cluster
from ledger import Ledger
from nodes import Nodes
from scenarios import ALL
from workload import App, Writer

NODES = 3
WRITERS = 8
WATCHERS = 3
BEFORE = 8
# A client has its answer within this many seconds, whatever happens to the database.
ANSWER = 5.0
# On top of it for the client's own work and its machine's.
NOISE = 1.0


class Run:
    """One scenario on a cluster of its own."""

    def __init__(self, scenario, folder):
        self.scenario, self.notes = scenario, {}
        self.cluster = Cluster(folder, scenario.shape)
        self.stop = threading.Event()
        self.ledger = Ledger()
        self.app = self.nodes = None

    def start(self):
        self.cluster.start()
        with psycopg.connect(self.cluster.url() + "?target_session_attrs=read-write", autocommit=True) as connection:
            connection.execute("create database cognate")
        self.nodes = Nodes(NODES, os.path.join(self.cluster.folder, "log"), self.cluster.url("cognate"))
        self.nodes.start()
        self.app = App(self.nodes)

    def end(self):
        self.stop.set()
        if self.nodes:
            self.nodes.stop()
        self.cluster.stop()

    def execute(self):
        writers = [Writer(number, self.app, self.ledger, self.stop) for number in range(WRITERS)]
        watchers = [Watcher(number, self.app, self.ledger, self.stop) for number in range(WATCHERS)]
        began = time.monotonic()
        for thread in writers + watchers:
            thread.start()
        time.sleep(BEFORE)
        self.scenario.fault(self)
        time.sleep(self.scenario.after)
        self.nodes.statistics.acknowledge_end = time.monotonic()
        self.stop.set()
        for thread in writers + watchers:
            thread.join(60)
        under_load = time.monotonic() - began
        seen = self.nodes.statistics
        # What follows is judged by itself: a gap and a slow answer are of the time under load.
        gap, slowest, errors, writes = seen.longest_gap(), seen.slowest, dict(seen.errors), len(seen.acknowledged)
        recovered = self.each_node_writes()
        check_everything(self.app, self.ledger)
        return {
            "seconds": round(under_load),
            "acknowledged": writes,
            "users": len(self.ledger.accounts),
            **self.ledger.counts,
            "lost": len(self.ledger.of_kind("lost")),
            "undone": len(self.ledger.of_kind("undone")),
            "stale": len(self.ledger.of_kind("stale")),
            "silence": len(self.ledger.of_kind("silence", "test")),
            "asked_for_stale": sum(watcher.asked for watcher in watchers),
            "gap": round(gap, 1),
            "slowest": slowest,
            "errors": errors,
            "nodes_recovered": recovered,
            "configuration_stale": round(longest_staleness(self.app), 2),
        }

    def each_node_writes(self):
        """How many nodes take a write by themselves, without another try, once the fault is over."""
        well = 0
        for node in self.nodes.all:
            try:
                for number in range(3):
                    node.once(
                        self.nodes.statistics,
                        "admin_create_user",
                        UserPoolId=self.app.pool,
                        Username=f"after-{node.at}-{number}",
                        MessageAction="SUPPRESS",
                    )
                well += 1
            except (ClientError, BotoCoreError) as error:
                self.notes[f"node {node.at}"] = str(error)
        return well

    # For scenarios

    def the_primary(self):
        found = self.cluster.primary()
        self.notes.setdefault("primary", f"n{found}")
        return found

    def wait_for_writes(self, seconds):
        """Until writes are acknowledged again after a pause of some seconds."""
        acknowledged = self.nodes.statistics.acknowledged
        end = time.monotonic() + seconds
        time.sleep(4)
        count = len(acknowledged)
        while len(acknowledged) < count + 3 and time.monotonic() < end:
            time.sleep(0.05)

    def ask_for_revoked(self, node, pairs, seconds):
        """Many questions at once, so that every connection of the node's pool is used."""
        end = time.monotonic() + seconds
        asked = []

        def ask(pair):
            while time.monotonic() < end:
                for success in succeeding(self.app, node, "revoked", pair):
                    self.ledger.contradict("stale", f"{success} at the rested node {node.at}")
                asked.append(1)

        threads = [threading.Thread(target=ask, args=(pair,)) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(asked)


def judge(scenario, result):
    """What is wrong with a result, in words."""
    wrong = []
    for what in ("lost", "undone", "stale", "silence"):
        if result[what] and not (scenario.may_lose and what in ("lost", "undone", "stale")):
            wrong.append(f"{result[what]} {what}")
    if scenario.may_lose and not result["lost"]:
        wrong.append("the check found no loss where there must be some")
    if result["gap"] > scenario.gap:
        wrong.append(f"nothing acknowledged for {result['gap']} s, more than {scenario.gap}")
    if result["slowest"][0] > ANSWER + NOISE:
        wrong.append(f"{result['slowest'][1]} took {result['slowest'][0]} s")
    if result["nodes_recovered"] != NODES:
        wrong.append(f"{NODES - result['nodes_recovered']} nodes did not recover")
    if result["configuration_stale"] > STALENESS:
        wrong.append(f"configuration stale for {result['configuration_stale']} s")
    return wrong


def one(scenario):
    folder = tempfile.mkdtemp(prefix="cognate-faults-")
    run = Run(scenario, folder)
    try:
        run.start()
        result = run.execute()
        wrong = judge(scenario, result)
    except Exception as error:
        result, wrong = None, [f"{type(error).__name__}: {error}"]
    finally:
        run.end()
    line = {"scenario": scenario.name, "verdict": "failed" if wrong else "passed", "wrong": wrong}
    line |= {**(result or {}), "notes": run.notes, "contradictions": run.ledger.contradictions[:12]}
    print(json.dumps(line), flush=True)
    if wrong:
        print(f"# the logs are in {folder}", file=sys.stderr)
    else:
        shutil.rmtree(folder)
    return scenario, result, wrong


def table(results):
    """Rows as docs/faults.md has them."""
    head = "| scenario | writes acknowledged | lost | undone | stale (questions) | longest pause, s | slowest answer, s | "
    rows = [head + "configuration stale, s | errors seen | verdict |", "|---|" + "---:|" * 7 + "---|---|"]
    for scenario, result, wrong in results:
        if result is None:
            rows.append(f"| {scenario.name} | | | | | | | | | {'; '.join(wrong)} |")
            continue
        errors = ", ".join(f"{count} {name}" for name, count in sorted(result["errors"].items())) or "none"
        cells = [
            scenario.name,
            *(result[what] for what in ("acknowledged", "lost", "undone")),
            f"{result['stale']} ({result['asked_for_stale']})",
            *(result[what] for what in ("gap",)),
            result["slowest"][0],
            result["configuration_stale"],
            errors,
            "; ".join(wrong) or "passed",
        ]
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows)


def main():
    names = sys.argv[1:]
    if names == ["--list"]:
        print("\n".join(f"{scenario.name:22}{scenario.does}" for scenario in ALL))
        return 0
    unknown = set(names) - {scenario.name for scenario in ALL}
    if unknown:
        print(f"no such scenario: {', '.join(sorted(unknown))}; --list names them", file=sys.stderr)
        return 2
    cognate = subprocess.run([os.environ["COGNATE"], "--version"], capture_output=True, text=True).stdout.strip()
    print(json.dumps({"cognate": cognate, **clusters.versions()}), flush=True)
    results = [one(scenario) for scenario in ALL if not names or scenario.name in names]
    print(table(results))
    failed = sum(bool(wrong) for _, _, wrong in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())

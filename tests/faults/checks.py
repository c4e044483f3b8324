"""Whether everything that was acknowledged holds: while the fault lasts, and after it."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from nodes import NoAnswer, Refused, is_trouble

# How long a node may answer from what it has read before, after another node's change was acknowledged.
STALENESS = 1.0


class Watcher(threading.Thread):
    """Asks all nodes, all the time, for what the ledger says must be refused by now."""

    def __init__(self, number, app, ledger, stop):
        super().__init__(daemon=True)
        self.app, self.ledger, self._stop_now = app, ledger, stop
        self._random = random.Random(1000 + number)
        self.asked = 0

    def run(self):
        while not self._stop_now.is_set():
            time.sleep(0.03)
            facts = list(self.ledger.recent)
            awake = [node for node in self.app.nodes.all if node.alive() and node.at not in self.app.nodes.resting]
            if facts and awake:
                self.judge(self._random.choice(awake), *self._random.choice(facts))

    def judge(self, node, kind, what, since):
        if time.monotonic() < since:
            return
        if kind == "password":
            # Once a user: too many wrong passwords lock the sign-in for a while.
            if not self.ledger.may_try_password(what[0]):
                return
        for success in succeeding(self.app, node, kind, what):
            self.ledger.contradict("stale", f"{success} at node {node.at}, {time.monotonic() - since:.2f} s later")
        self.asked += 1


def succeeding(app, node, kind, what):
    """What succeeds at a node although it may not. Trouble is neither success nor refusal."""
    if kind == "password":
        name, password = what
        attempts = [("initiate_auth", app.begin(name, password))]
    elif kind == "rotated":
        attempts = [("get_tokens_from_refresh_token", dict(ClientId=app.client, RefreshToken=what))]
    else:
        access, refresh = what
        attempts = [
            ("get_user", dict(AccessToken=access)),
            ("get_tokens_from_refresh_token", dict(ClientId=app.client, RefreshToken=refresh)),
        ]
    for operation, args in attempts:
        try:
            node.once(app.nodes.statistics, operation, **args)
        except (ClientError, ConnectionError, HTTPClientError):
            continue
        yield f"{kind}: {operation}"


def refused_everywhere(app, kind, what):
    """Messages for nodes that do not refuse. Each must decide: trouble is tried again."""
    for node in app.nodes.all:
        for _ in range(20):
            try:
                found = list(succeeding_or_trouble(app, node, kind, what))
                break
            except Trouble:
                time.sleep(0.3)
        else:
            found = [f"{kind}: node {node.at} does not decide"]
        for success in found:
            yield f"{success} at node {node.at}"


class Trouble(Exception):
    """A node that should be well has trouble."""


def succeeding_or_trouble(app, node, kind, what):
    before = dict(app.nodes.statistics.errors)
    yield from succeeding(app, node, kind, what)
    if app.nodes.statistics.errors != before:
        raise Trouble


def check_account(app, ledger, account):
    """All statements of the ledger about one account."""
    name, nodes = account.name, app.nodes
    at = hash(name) % len(nodes.all)
    try:
        nodes.call(at, "admin_get_user", UserPoolId=app.pool, Username=name)
    except (Refused, NoAnswer) as failed:
        ledger.contradict("lost", f"user {name}: {failed}")
        return
    if "password" not in account.open:
        try:
            nodes.call(at + 1, "initiate_auth", **app.begin(name, account.password))
        except (Refused, NoAnswer) as failed:
            ledger.contradict("lost", f"password of {name}: {failed}")
        if account.replaced_passwords:
            for message in refused_everywhere(app, "password", (name, account.replaced_passwords[-1])):
                ledger.contradict("undone", f"{name}: old {message}")
    for pair in account.revoked:
        for message in refused_everywhere(app, "revoked", pair):
            ledger.contradict("undone", f"{name}: {message}")
    for token, _ in account.rotated:
        for message in refused_everywhere(app, "rotated", token):
            ledger.contradict("undone", f"{name}: {message}")
    if account.refresh and "tokens" not in account.open:
        try:
            nodes.call(at + 2, "get_tokens_from_refresh_token", ClientId=app.client, RefreshToken=account.refresh)
        except (Refused, NoAnswer) as failed:
            ledger.contradict("lost", f"newest refresh token of {name}: {failed}")


def check_everything(app, ledger):
    """Judges every account when the fault is over and the grace of the last rotation as well."""
    last = max((until for account in ledger.accounts for _, until in account.rotated), default=0)
    time.sleep(max(0, last - time.monotonic()))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda account: check_account(app, ledger, account), ledger.accounts))


def longest_staleness(app, changes=6):
    """Changes a client's setting at one node and asks another: how long the old one is still seen, in seconds at most.

    Measured to the beginning of the last request that was answered by the old setting."""
    first, second = app.nodes.all[0], app.nodes.all[-1]
    longest = 0.0
    for turn in range(changes):
        allowed = turn % 2 == 1
        flows = ["ALLOW_USER_PASSWORD_AUTH"] if allowed else ["ALLOW_USER_SRP_AUTH"]
        settings = {**app.settings, "ClientId": app.client, "ExplicitAuthFlows": flows}
        # The second node has read the old setting just now.
        allows_passwords(app, second)
        first.once(app.nodes.statistics, "update_user_pool_client", **settings)
        changed = time.monotonic()
        while (began := time.monotonic()) - changed < 2 * STALENESS:
            if allows_passwords(app, second) != allowed:
                longest = max(longest, began - changed)
            time.sleep(0.01)
    return longest


def allows_passwords(app, node):
    try:
        node.once(app.nodes.statistics, "initiate_auth", **app.begin("nobody-of-that-name", "Wrong-Horse-7"))
    except ClientError as failed:
        if is_trouble(failed):
            raise
        return "flow not enabled" not in failed.response["Error"]["Message"]
    return True

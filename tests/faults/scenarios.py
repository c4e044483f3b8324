"""The faults: what is done to nodes and cluster while the writers are at work."""

import time
from dataclasses import dataclass, field
from typing import Callable

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from cluster import Shape
from workload import Writer


@dataclass(frozen=True)
class Scenario:
    name: str
    does: str
    fault: Callable
    # How long nothing may be acknowledged, in seconds.
    gap: float
    # How long the writers go on after the fault.
    after: float = 12
    shape: Shape = field(default_factory=Shape)
    may_lose: bool = False


def kill_node(run):
    """Twenty conversations are begun at node 0, it is killed, and they are finished at the others."""
    invited = []
    for number in range(20):
        name, password = f"midway-{number}", f"Correct-Horse-midway-{number}"
        run.app.nodes.call(
            1,
            "admin_create_user",
            UserPoolId=run.app.pool,
            Username=name,
            TemporaryPassword=password,
            MessageAction="SUPPRESS",
        )
        challenge = run.app.nodes.all[0].once(
            run.app.nodes.statistics, "initiate_auth", **run.app.begin(name, password)
        )
        invited.append((name, challenge["Session"]))
    run.app.nodes.all[0].process.kill()
    finished = 0
    for number, (name, session) in enumerate(invited):
        answer = dict(USERNAME=name, NEW_PASSWORD=f"Correct-Horse-after-{number}")
        try:
            tokens = run.app.nodes.all[1 + number % 2].once(
                run.app.nodes.statistics,
                "respond_to_auth_challenge",
                ClientId=run.app.client,
                ChallengeName="NEW_PASSWORD_REQUIRED",
                Session=session,
                ChallengeResponses=answer,
            )
            finished += "AuthenticationResult" in tokens
        except (ClientError, ConnectionError, HTTPClientError) as error:
            run.ledger.contradict("undone", f"{name}: {error}")
    run.notes["conversations finished at another node"] = f"{finished} of {len(invited)}"
    time.sleep(5)
    run.app.nodes.all[0].start()
    run.app.nodes.wait_ready(run.app.nodes.all[0], 30)


def kill_primary_with_disk(run):
    run.cluster.kill_with_disk(run.the_primary())


def freeze_primary(run):
    """One node rests while the primary is frozen: its connections to it are as they were when it thaws. Then it is asked for
    what was revoked meanwhile."""
    waiting = Writer(100, run.app, run.ledger, run.stop)
    reserve = [waiting.one_life(leave_signed_in=True) for _ in range(24)]
    resting = run.app.nodes.all[-1]
    old = run.the_primary()
    run.app.nodes.resting.add(resting.at)
    run.cluster.freeze(old)
    frozen = time.monotonic()
    run.wait_for_writes(30)
    waiting._acknowledged = run.app.nodes.statistics.acknowledge
    for account in reserve:
        waiting._revoke(account)
    time.sleep(max(0, frozen + 35 - time.monotonic()))
    run.cluster.thaw(old)
    asked = run.ask_for_revoked(resting, [account.revoked[-1] for account in reserve], seconds=3)
    run.notes["questions for revoked tokens to the rested node after the thaw"] = asked
    run.app.nodes.resting.discard(resting.at)


def kill_postmaster(run):
    run.cluster.kill_postmaster(run.the_primary())


def kill_standby(run):
    standby = run.cluster.synchronous_standby()
    run.cluster.kill_server(standby)
    run.notes["standby"] = f"n{standby}"


def double_fault(run):
    run.cluster.kill_etcd(0)
    time.sleep(5)
    run.cluster.kill_with_disk(run.the_primary())


def cut_then_kill(run):
    """The primary goes on for three seconds without any standby hearing of it, then is lost with its disk."""
    old = run.the_primary()
    run.notes["standbys cut off"] = run.cluster.cut_off_standbys(old)
    time.sleep(3)
    run.cluster.kill_with_disk(old)


ALL = [
    Scenario("node-killed", "a node of Cognate killed in the middle of sign-ins, started again 5 s later", kill_node, 8),
    Scenario("primary-and-disk", "primary killed, its disk deleted", kill_primary_with_disk, 25, after=35),
    Scenario("primary-frozen", "primary frozen for 35 s, then thawed", freeze_primary, 25),
    Scenario("postmaster", "only the primary's postmaster killed", kill_postmaster, 12, after=15),
    Scenario("standby", "synchronous standby killed", kill_standby, 12, after=15),
    Scenario("double", "an etcd member killed, 5 s later the primary with its disk", double_fault, 25, after=35),
    Scenario("cut-then-primary", "primary cut off from its standbys, 3 s later killed with its disk", cut_then_kill, 28, after=35),
    Scenario(
        "control-asynchronous",
        "the same without synchronous replication: the check must find losses",
        cut_then_kill,
        28,
        after=35,
        shape=Shape(synchronous="off"),
        may_lose=True,
    ),
]

"""The nodes of Cognate, and how a client reaches them."""

import os
import secrets
import threading
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionError, EndpointConnectionError, HTTPClientError

from cluster import free_ports
from processes import Process, wait_until

# A client waits so long for one answer: longer than a node is promised to take, so that a late answer is seen as late.
PATIENCE = 15
# A client goes from node to node so long before it gives up.
PERSISTENCE = 45
PAUSE = 0.15


class Refused(Exception):
    """The server decided against it. `uncertain`: an earlier try of the same call had no answer, and may have been done."""

    def __init__(self, operation, code, message, uncertain):
        super().__init__(f"{operation}: {code}: {message}")
        self.code, self.message, self.uncertain = code, message, uncertain


class NoAnswer(Exception):
    """No node answered for as long as a client tries."""


class Statistics:
    """What the clients saw."""

    def __init__(self):
        self._lock = threading.Lock()
        self.calls, self.slowest, self.errors, self.acknowledged = 0, (0.0, ""), {}, []

    def saw(self, operation, seconds, error=None):
        with self._lock:
            self.calls += 1
            self.slowest = max(self.slowest, (round(seconds, 2), operation))
            if error:
                self.errors[error] = self.errors.get(error, 0) + 1

    def acknowledge(self):
        self.acknowledged.append(time.monotonic())

    def longest_gap(self):
        """The longest time without an acknowledged write, in seconds."""
        times = sorted(self.acknowledged)
        return max((later - earlier for earlier, later in zip(times, times[1:])), default=float("inf"))


class Node:
    def __init__(self, at, folder, settings):
        self.at, self._folder, self._settings = at, folder, settings
        self.port = free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.client = boto3.client(
            "cognito-idp",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=settings["access"][0],
            aws_secret_access_key=settings["access"][1],
            config=Config(
                retries={"max_attempts": 0}, connect_timeout=2, read_timeout=PATIENCE, max_pool_connections=64
            ),
        )

    def start(self):
        environment = {
            "PATH": os.environ["PATH"],
            "COGNATE_ACCESS_KEYS": ":".join(self._settings["access"]),
            "COGNATE_MASTER_KEY": self._settings["master"],
            "COGNATE_DATABASE_URL": self._settings["database"],
            "COGNATE_PUBLIC_URL": "http://id.example.com",
            "COGNATE_RATE_LIMITS": "off",
            "COGNATE_LISTEN": f"127.0.0.1:{self.port}",
        }
        log = os.path.join(self._folder, f"cognate{self.at}.log")
        self.process = Process([os.environ["COGNATE"], "serve"], log, env=environment, folder=self._folder)

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def alive(self):
        return self.process is not None and self.process.alive()

    def once(self, statistics, operation, **args):
        """One call of this node, without another try. Botocore's errors go through."""
        began = time.monotonic()
        error = None
        try:
            return getattr(self.client, operation)(**args)
        except ClientError as failed:
            if is_trouble(failed):
                error = failed.response["Error"]["Code"]
            raise
        except (ConnectionError, HTTPClientError) as failed:
            error = type(failed).__name__
            raise
        finally:
            statistics.saw(operation, time.monotonic() - began, error)


def is_trouble(failed):
    """Whether the server had trouble, rather than decided."""
    status = failed.response["ResponseMetadata"]["HTTPStatusCode"]
    return status >= 500 or failed.response["Error"]["Code"] == "TooManyRequestsException"


class Nodes:
    """All nodes. `call` is what an application's own small loop of tries would do."""

    def __init__(self, count, folder, database):
        settings = {
            "access": ("AKIAFAULTS", secrets.token_hex(20)),
            "master": secrets.token_hex(32),
            "database": database,
        }
        self.all = [Node(at, folder, settings) for at in range(count)]
        self.statistics = Statistics()
        # Nodes that the writers leave alone.
        self.resting = set()

    def start(self):
        for node in self.all:
            node.start()
        for node in self.all:
            self.wait_ready(node, 60)

    def wait_ready(self, node, seconds):
        wait_until(node.is_ready, seconds, f"node {node.at} is ready")

    def stop(self):
        for node in self.all:
            if node.process:
                node.process.stop()

    def call(self, prefer, operation, **args):
        """Asks a node, and then the next while there is no answer.

        Returns the answer, and whether an earlier try was left uncertain."""
        began, uncertain, at = time.monotonic(), False, prefer
        while time.monotonic() - began < PERSISTENCE:
            node = self.all[at % len(self.all)]
            at += 1
            if node.at in self.resting:
                continue
            try:
                return node.once(self.statistics, operation, **args), uncertain
            except EndpointConnectionError:
                # Refused: it has not been asked.
                pass
            except ClientError as failed:
                if not is_trouble(failed):
                    said = failed.response["Error"]
                    raise Refused(operation, said["Code"], said["Message"], uncertain) from None
                uncertain = True
            except (ConnectionError, HTTPClientError):
                uncertain = True
            time.sleep(PAUSE)
        raise NoAnswer(operation)

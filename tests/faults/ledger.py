"""What the server has acknowledged, and what would contradict it."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field

# Of the client with rotation: an old refresh token is good for so long after its successor was given out.
GRACE = 10


@dataclass
class Account:
    """One user, as far as the server has acknowledged it. One thread writes it."""

    name: str
    password: str
    replaced_passwords: list = field(default_factory=list)
    access: str | None = None
    refresh: str | None = None
    # Refresh tokens that have been replaced, with the moment after which they may not work.
    rotated: list = field(default_factory=list)
    # Pairs of access and refresh token.
    revoked: list = field(default_factory=list)
    # Set while something is under way or was left uncertain: then no statement is made about that thing.
    open: set = field(default_factory=set)


class Ledger:
    def __init__(self):
        self.lock = threading.Lock()
        self.accounts, self.contradictions = [], []
        # Facts of the last time, for those who check while the fault lasts: (kind, what, moment from which it must hold).
        self.recent = deque(maxlen=400)
        self._tried = set()
        self.counts = {"created": 0, "passwords": 0, "conversations": 0, "rotations": 0, "revocations": 0, "uncertain": 0}

    def add(self, account):
        with self.lock:
            self.accounts.append(account)

    def count(self, what):
        with self.lock:
            self.counts[what] += 1

    def may_try_password(self, name):
        """True once for each user."""
        with self.lock:
            first = name not in self._tried
            self._tried.add(name)
            return first

    def contradict(self, kind, what):
        with self.lock:
            self.contradictions.append((kind, what))

    def of_kind(self, *kinds):
        return [what for kind, what in self.contradictions if kind in kinds]

    def replaced(self, account, password):
        account.replaced_passwords.append(account.password)
        self.recent.append(("password", (account.name, account.password), time.monotonic()))
        account.password = password
        self.count("passwords")

    def rotated(self, account, tokens):
        until = time.monotonic() + GRACE + 1
        account.rotated.append((account.refresh, until))
        self.recent.append(("rotated", account.refresh, until))
        account.refresh, account.access = tokens["RefreshToken"], tokens["AccessToken"]
        self.count("rotations")

    def revoked(self, account):
        pair = (account.access, account.refresh)
        account.revoked.append(pair)
        self.recent.append(("revoked", pair, time.monotonic()))
        account.access = account.refresh = None
        self.count("revocations")

"""Writers that do what applications do, on all nodes, and keep a ledger of what was acknowledged."""

import itertools
import random
import threading
import time

from ledger import Account
from nodes import NoAnswer, Refused

ROTATION = {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10}


class App:
    """The pool and its client."""

    def __init__(self, nodes):
        self.nodes = nodes
        pool, _ = nodes.call(0, "create_user_pool", PoolName="faults")
        self.pool = pool["UserPool"]["Id"]
        self.settings = dict(
            UserPoolId=self.pool,
            ClientName="app",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
            RefreshTokenRotation=ROTATION,
        )
        client, _ = nodes.call(0, "create_user_pool_client", **self.settings)
        self.client = client["UserPoolClient"]["ClientId"]

    def begin(self, name, password):
        """The arguments of a sign-in."""
        return dict(
            ClientId=self.client,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": name, "PASSWORD": password},
        )


class Undone(Exception):
    """Something that was acknowledged does not hold."""


class Writer(threading.Thread):
    """One thread of users' lives, until it is told to stop."""

    def __init__(self, number, app, ledger, stop):
        super().__init__(daemon=True)
        self.number, self.app, self.ledger, self._stop_now = number, app, ledger, stop
        self._random = random.Random(number)
        self._names = (f"w{number}-{n}" for n in itertools.count())
        self._passwords = itertools.count()

    def run(self):
        while not self._stop_now.is_set():
            self.one_life(self.app.nodes.statistics.acknowledge)

    def one_life(self, acknowledged=lambda: None, leave_signed_in=False):
        self._acknowledged = acknowledged
        account = Account(next(self._names), self._password())
        try:
            self._live(account, leave_signed_in)
        except NoAnswer as silence:
            # The scenario judges how long that may last.
            self.ledger.count("uncertain")
            account.open.update(("password", "tokens"))
            self.ledger.contradict("silence", f"{account.name}: {silence}")
        except Refused as refused:
            account.open.update(("password", "tokens"))
            self.ledger.contradict("undone", f"{account.name}: {refused}")
        except Undone as undone:
            account.open.update(("password", "tokens"))
            self.ledger.contradict("undone", f"{account.name}: {undone}")
        except Exception as error:
            account.open.update(("password", "tokens"))
            self.ledger.contradict("test", f"{account.name}: {error!r}")
        return account

    def _live(self, account, leave_signed_in):
        if self._random.random() < 0.5:
            self._sign_up(account)
        else:
            self._be_invited(account)
        self._rotate(account)
        self._change_password(account)
        if not leave_signed_in:
            self._rotate(account)
            # Every third user stays signed in.
            if self._random.random() < 0.67:
                self._revoke(account)
        account.open.discard("tokens")

    def _password(self):
        return f"Correct-Horse-{self.number}-{next(self._passwords)}"

    def _call(self, operation, **args):
        return self.app.nodes.call(self._random.randrange(len(self.app.nodes.all)), operation, **args)

    def _write(self, operation, after_uncertainty=(), **args):
        """A write. One of the codes says, after a try without an answer, that this try was done."""
        try:
            answer, _ = self._call(operation, **args)
        except Refused as refused:
            if not (refused.uncertain and refused.code in after_uncertainty):
                raise
            self.ledger.count("uncertain")
            answer = None
        else:
            self._acknowledged()
        return answer

    def _sign_up(self, account):
        self._write(
            "sign_up",
            ("UsernameExistsException",),
            ClientId=self.app.client,
            Username=account.name,
            Password=account.password,
        )
        self.ledger.add(account)
        self.ledger.count("created")
        self._write(
            "admin_confirm_sign_up", ("NotAuthorizedException",), UserPoolId=self.app.pool, Username=account.name
        )
        self._sign_in(account)

    def _be_invited(self, account):
        """AdminCreateUser, and the conversation in which the user chooses a password: begun at one node, finished at another."""
        self._write(
            "admin_create_user",
            ("UsernameExistsException",),
            UserPoolId=self.app.pool,
            Username=account.name,
            TemporaryPassword=account.password,
            MessageAction="SUPPRESS",
        )
        account.open.add("password")
        self.ledger.add(account)
        self.ledger.count("created")
        chosen = self._password()
        begun = self._random.randrange(len(self.app.nodes.all))
        challenge, _ = self.app.nodes.call(begun, "initiate_auth", **self.app.begin(account.name, account.password))
        if challenge.get("ChallengeName") != "NEW_PASSWORD_REQUIRED":
            raise Undone(f"no NEW_PASSWORD_REQUIRED but {sorted(challenge)}")
        try:
            answer, _ = self.app.nodes.call(
                begun + 1,
                "respond_to_auth_challenge",
                ClientId=self.app.client,
                ChallengeName="NEW_PASSWORD_REQUIRED",
                Session=challenge["Session"],
                ChallengeResponses={"USERNAME": account.name, "NEW_PASSWORD": chosen},
            )
        except Refused as refused:
            if not refused.uncertain:
                raise
            # A session is good for once: the try without an answer was done. Then the new password is the one.
            self.ledger.count("uncertain")
            self.ledger.replaced(account, chosen)
            self._sign_in(account)
        else:
            self._acknowledged()
            self.ledger.replaced(account, chosen)
            self._signed_in(account, answer)
        self.ledger.count("conversations")
        account.open.discard("password")

    def _sign_in(self, account):
        answer, _ = self._call("initiate_auth", **self.app.begin(account.name, account.password))
        self._signed_in(account, answer)

    def _signed_in(self, account, answer):
        self._acknowledged()
        tokens = answer["AuthenticationResult"]
        account.access, account.refresh = tokens["AccessToken"], tokens["RefreshToken"]

    def _rotate(self, account):
        account.open.add("tokens")
        before = time.monotonic()
        try:
            answer, _ = self._call(
                "get_tokens_from_refresh_token", ClientId=self.app.client, RefreshToken=account.refresh
            )
        except Refused as refused:
            late = time.monotonic() - before > ROTATION["RetryGracePeriodSeconds"] / 2
            if not (refused.uncertain and late and refused.code == "RefreshTokenReuseException"):
                raise
            # The try without an answer was done, and its grace is over: the user signs in anew.
            self.ledger.count("uncertain")
            self._sign_in(account)
        else:
            self._acknowledged()
            self.ledger.rotated(account, answer["AuthenticationResult"])
        account.open.discard("tokens")

    def _change_password(self, account):
        account.open.add("password")
        chosen = self._password()
        if self._random.random() < 0.5:
            self._write(
                "admin_set_user_password",
                UserPoolId=self.app.pool,
                Username=account.name,
                Password=chosen,
                Permanent=True,
            )
        else:
            self._write(
                "change_password",
                ("NotAuthorizedException",),
                AccessToken=account.access,
                PreviousPassword=account.password,
                ProposedPassword=chosen,
            )
        self.ledger.replaced(account, chosen)
        self._sign_in(account)
        account.open.discard("password")

    def _revoke(self, account):
        account.open.add("tokens")
        kind = self._random.randrange(3)
        if kind == 0:
            self._write("revoke_token", ClientId=self.app.client, Token=account.refresh)
        elif kind == 1:
            self._write("global_sign_out", ("NotAuthorizedException",), AccessToken=account.access)
        else:
            self._write("admin_user_global_sign_out", UserPoolId=self.app.pool, Username=account.name)
        self.ledger.revoked(account)
        account.open.discard("tokens")

"""Fixtures for the Python clients: one endpoint URL in, fresh pools out.

The server is given as COGNATE_ENDPOINT (`cognate dev`); `./test` starts one.
"""

import itertools
import json
import os
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config

ENDPOINT = os.environ.get("COGNATE_ENDPOINT", "http://127.0.0.1:9229")
REGION = "us-east-1"
PASSWORD = "Correct-Horse-7"

_numbers = itertools.count(1)


def client(**config):
    return boto3.client(
        "cognito-idp",
        endpoint_url=ENDPOINT,
        region_name=REGION,
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        config=Config(retries={"max_attempts": 0}, **config),
    )


@pytest.fixture(scope="session")
def endpoint():
    return ENDPOINT


@pytest.fixture(scope="session")
def idp():
    """A boto3 client that signs."""
    return client()


@pytest.fixture(scope="session")
def public():
    """A boto3 client that sends no signature, as a browser or a phone would."""
    return client(signature_version=UNSIGNED)


@dataclass
class Pool:
    id: str
    idp: object

    def client(self, **settings):
        settings.setdefault(
            "ExplicitAuthFlows",
            [
                "ALLOW_USER_PASSWORD_AUTH",
                "ALLOW_ADMIN_USER_PASSWORD_AUTH",
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
            ],
        )
        settings.setdefault("ClientName", "app")
        return self.idp.create_user_pool_client(UserPoolId=self.id, **settings)["UserPoolClient"]

    def user(self, name=None, password=PASSWORD, **attributes):
        """A confirmed user with a permanent password."""
        name = name or f"user{next(_numbers)}"
        self.idp.admin_create_user(
            UserPoolId=self.id,
            Username=name,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": k, "Value": v} for k, v in attributes.items()],
        )
        self.idp.admin_set_user_password(UserPoolId=self.id, Username=name, Password=password, Permanent=True)
        return name

    @property
    def issuer(self):
        return f"{ENDPOINT}/{self.id}"


@pytest.fixture
def make_pool(idp):
    made = []

    def make(**settings):
        settings.setdefault("PoolName", "clients")
        pool = idp.create_user_pool(**settings)["UserPool"]
        made.append(pool["Id"])
        return Pool(pool["Id"], idp)

    yield make
    for pool in made:
        idp.delete_user_pool(UserPoolId=pool)


@pytest.fixture
def pool(make_pool):
    return make_pool()


def newest_message(pool, username):
    """The newest message in the server's inbox for one user; waits for it on the server's side."""
    query = urllib.parse.urlencode({"pool": pool, "username": username, "wait": 5})
    with urllib.request.urlopen(f"{ENDPOINT}/_cognate/inbox?{query}", timeout=30) as answer:
        messages = json.load(answer)["messages"]
    assert messages, f"no message for {username}"
    return messages[0]


def claims(token):
    """The claims of a token, unverified: test_tokens.py verifies them with a library."""
    import jwt

    return jwt.decode(token, options={"verify_signature": False})


def now():
    return int(time.time())

"""The functions of pools, in Python (functions.py), and the receivers of docs/functions.md, by boto3."""

import hashlib
import hmac
import json
import os
import time
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError
from conftest import ENDPOINT, PASSWORD, claims
from functions import ARN

SECRET = os.environ.get("COGNATE_WEBHOOK_SECRET", "")


def world(make_pool, **functions):
    pool = make_pool(AutoVerifiedAttributes=["email"], LambdaConfig={kind: ARN + name for kind, name in functions.items()})
    return pool, pool.client(ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])["ClientId"]


def refused(code, message, call, **parameters):
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    error = caught.value.response["Error"]
    assert (error["Code"], error["Message"]) == (code, message)


def sign_in(public, client, name, password=PASSWORD):
    return public.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": password},
    )["AuthenticationResult"]


def sign_up(public, client, name, email):
    return public.sign_up(
        ClientId=client, Username=name, Password=PASSWORD, UserAttributes=[{"Name": "email", "Value": email}]
    )


def trace(name):
    with urllib.request.urlopen(f"{ENDPOINT}/_cognate/trace?username={name}", timeout=10) as reply:
        return json.load(reply)["attempts"]


def test_a_function_confirms_and_another_changes_claims(make_pool, public):
    pool, client = world(make_pool, PreSignUp="confirm", PreTokenGeneration="gold")
    made = sign_up(public, client, "jane-gold", "jane@example.com")
    assert made["UserConfirmed"] is True
    tokens = sign_in(public, client, "jane-gold")
    token = claims(tokens["IdToken"])
    assert (token["plan"], token["email_verified"]) == ("gold", True)
    assert "plan" not in claims(tokens["AccessToken"])


def test_a_function_that_calls_back(make_pool, public):
    pool, client = world(make_pool, PostAuthentication="call_back")
    name = pool.user(email="jane@example.com")
    sign_in(public, client, name)
    shown = pool.idp.admin_get_user(UserPoolId=pool.id, Username=name)
    assert {"Name": "nickname", "Value": "PostAuthentication_Authentication"} in shown["UserAttributes"]


def test_somebody_comes_over(make_pool, public):
    pool, client = world(make_pool, UserMigration="migrate")
    token = claims(sign_in(public, client, "migrant-jane", "legacy")["IdToken"])
    assert token["email"] == "migrant-jane@example.com"
    sign_in(public, client, "migrant-jane", "legacy")


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("refuse", "UserLambdaValidationException", "PreSignUp failed with error Not today."),
        ("mumble", "InvalidLambdaResponseException", "Unrecognizable lambda output"),
        ("huge", "InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON"),
        ("garble", "InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON"),
    ],
)
def test_functions_that_do_not_help_leave_no_user(make_pool, public, name, code, message):
    pool, client = world(make_pool, PreSignUp=name)
    parameters = {"ClientId": client, "Username": "jane", "Password": PASSWORD}
    refused(code, message, public.sign_up, **parameters)
    refused("UserNotFoundException", "User does not exist.", pool.idp.admin_get_user, UserPoolId=pool.id, Username="jane")


@pytest.mark.parametrize("receiver", ["webhook_python", "webhook_node", "command_python"])
def test_the_receivers_of_the_documentation(make_pool, public, receiver):
    _, client = world(make_pool, PreSignUp=receiver)
    assert sign_up(public, client, "jane", "jane@example.com")["UserSub"]
    refused(
        "UserLambdaValidationException",
        "PreSignUp failed with error Email domain not allowed.",
        public.sign_up,
        ClientId=client,
        Username="eve",
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": "eve@evil.example"}],
    )


@pytest.mark.parametrize("receiver", ["WEBHOOK_PYTHON", "WEBHOOK_NODE"])
@pytest.mark.parametrize(
    ("age", "secret", "body_sent", "status"),
    [
        (0, SECRET, None, 200),
        (-299, SECRET, None, 200),
        (-310, SECRET, None, 401),
        (310, SECRET, None, 401),
        (0, "another secret that is long enough", None, 401),
        (0, SECRET, b'{"request":{"userAttributes":{}},"x":1}', 401),
    ],
)
def test_receivers_refuse_what_is_old_or_forged(receiver, age, secret, body_sent, status):
    body = b'{"request":{"userAttributes":{}}}'
    at = int(time.time()) + age
    tag = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    request = urllib.request.Request(os.environ[receiver], data=body_sent or body, method="POST")
    request.add_header("x-cognate-signature", f"t={at},v1={'0' * 64},v1={tag}")
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            assert reply.status == status
    except urllib.error.HTTPError as error:
        assert error.code == status


def test_the_trace_tells_why(make_pool, public):
    pool, client = world(make_pool, PreAuthentication="echo")
    name = pool.user("traced-jane")
    refused(
        "NotAuthorizedException",
        "Incorrect username or password.",
        public.initiate_auth,
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": "wrong-canary"},
    )
    attempt, *_ = trace(name)
    steps = {step["step"]: step for step in attempt["steps"]}
    assert steps["trigger"]["triggerSource"] == "PreAuthentication_Authentication"
    assert steps["decision"]["refused"].startswith("the password or its proof is wrong")
    assert "canary" not in json.dumps(attempt)

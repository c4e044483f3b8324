"""Custom challenges by boto3, with functions called over HTTP (functions.py)."""

import json
import os
import urllib.request

import pytest
from botocore.exceptions import ClientError
from conftest import claims
from functions import ARN

FUNCTIONS = {
    "DefineAuthChallenge": ARN + "define",
    "CreateAuthChallenge": ARN + "create",
    "VerifyAuthChallengeResponse": ARN + "verify",
}


def world(make_pool, **functions):
    pool = make_pool(LambdaConfig={**FUNCTIONS, **functions})
    client = pool.client(
        ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        PreventUserExistenceErrors="ENABLED",
    )
    return pool, client["ClientId"]


def begin(public, client, name):
    return public.initiate_auth(ClientId=client, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": name})


def answer(public, client, step, text, **more):
    return public.respond_to_auth_challenge(
        ClientId=client,
        ChallengeName=step["ChallengeName"],
        Session=step["Session"],
        ChallengeResponses={"USERNAME": step["ChallengeParameters"]["USERNAME"], "ANSWER": text},
        **more,
    )


def events(name):
    with urllib.request.urlopen(os.environ["PYTHON_FUNCTIONS"], timeout=10) as reply:
        return [event for event in json.load(reply) if event["userName"] == name]


def refused(code, message, call, *args, **more):
    with pytest.raises(ClientError) as caught:
        call(*args, **more)
    error = caught.value.response["Error"]
    assert (error["Code"], error["Message"]) == (code, message)


def test_a_wrong_answer_and_a_right_one(make_pool, public):
    pool, client = world(make_pool)
    name = pool.user(email="jane@example.com")
    first = begin(public, client, name)
    assert first["ChallengeName"] == "CUSTOM_CHALLENGE"
    assert first["ChallengeParameters"] == {"USERNAME": name, "question": "2+3"}
    second = answer(public, client, first, "4")
    spent = "Invalid session for the user."
    refused("NotAuthorizedException", spent, answer, public, client, first, "5")
    done = answer(public, client, second, "5", ClientMetadata={"k": "v"})
    assert claims(done["AuthenticationResult"]["AccessToken"])["username"] == name

    last, *_ = events(name)
    assert last["triggerSource"] == "DefineAuthChallenge_Authentication"
    assert last["request"]["clientMetadata"] == {"k": "v"}
    assert last["request"]["userAttributes"]["email"] == "jane@example.com"
    results = [(entry["challengeMetadata"], entry["challengeResult"]) for entry in last["request"]["session"]]
    assert results == [("SUM", False), ("SUM", True)]


def test_three_wrong_answers_end_it(make_pool, public):
    pool, client = world(make_pool)
    step = begin(public, client, pool.user())
    for _ in range(2):
        step = answer(public, client, step, "4")
    wrong = "Incorrect username or password."
    refused("NotAuthorizedException", wrong, answer, public, client, step, "4")


def test_nobody_is_asked_as_well(make_pool, public):
    _, client = world(make_pool)
    step = begin(public, client, "nobody-at-all")
    wrong = "Incorrect username or password."
    refused("NotAuthorizedException", wrong, answer, public, client, step, "5")
    assert all(event["request"]["userNotFound"] is True for event in events("nobody-at-all"))


@pytest.mark.parametrize(
    ("function", "code", "message"),
    [
        ("refuse", "UserLambdaValidationException", "DefineAuthChallenge failed with error Not today."),
        ("mumble", "InvalidLambdaResponseException", "Unrecognizable lambda output"),
        (
            "missing",
            "UnexpectedLambdaException",
            "DefineAuthChallenge invocation failed due to error ResourceNotFoundException.",
        ),
    ],
)
def test_functions_that_do_not_help(make_pool, public, function, code, message):
    pool, client = world(make_pool, DefineAuthChallenge=ARN + function)
    refused(code, message, begin, public, client, pool.user())

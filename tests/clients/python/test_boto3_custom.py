"""Custom challenges by boto3, with functions called over HTTP (functions.py)."""

import json
import os
import urllib.request
from functools import partial

import pytest
from authenticator_app import totp, with_app
from botocore.exceptions import ClientError
from conftest import PASSWORD, claims
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


def test_the_password_in_the_clear_for_an_administrators_server(make_pool, idp, public):
    pool, client = world(make_pool, DefineAuthChallenge=ARN + "in_the_clear")
    name = pool.user()
    app = dict(UserPoolId=pool.id, ClientId=client)
    start = dict(AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": name})
    step = idp.admin_initiate_auth(**app, **start)
    assert (step["ChallengeName"], step["ChallengeParameters"]) == ("ADMIN_NO_SRP_AUTH", {})
    reply = dict(ChallengeName="ADMIN_NO_SRP_AUTH", Session=step["Session"])
    right = {"USERNAME": name, "PASSWORD": PASSWORD}
    not_here = "The ADMIN_NO_SRP_AUTH challenge is not supported."
    public_answer = partial(public.respond_to_auth_challenge, ClientId=client, ChallengeResponses=right)
    refused("InvalidParameterException", not_here, public_answer, **reply)
    done = idp.admin_respond_to_auth_challenge(ChallengeResponses=right, **app, **reply)
    assert claims(done["AuthenticationResult"]["AccessToken"])["username"] == name

    step = idp.admin_initiate_auth(**app, **start)
    wrong = partial(idp.admin_respond_to_auth_challenge, ChallengeResponses={**right, "PASSWORD": "Wrong-pass-1"})
    reply["Session"] = step["Session"]
    refused("NotAuthorizedException", "Incorrect username or password.", wrong, **app, **reply)
    unrecognizable = "Unrecognizable lambda output"
    refused("InvalidLambdaResponseException", unrecognizable, public.initiate_auth, ClientId=client, **start)


def test_a_code_of_an_app_that_the_functions_ask_for(make_pool, idp, public):
    pool, client = world(make_pool, DefineAuthChallenge=ARN + "by_app")
    idp.set_user_pool_mfa_config(
        UserPoolId=pool.id, MfaConfiguration="OPTIONAL", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    name = pool.user()
    seed = with_app(idp, public, pool, name)
    step = begin(public, client, name)
    assert step["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    done = public.respond_to_auth_challenge(
        ClientId=client,
        ChallengeName="SOFTWARE_TOKEN_MFA",
        Session=step["Session"],
        ChallengeResponses={"USERNAME": name, "SOFTWARE_TOKEN_MFA_CODE": totp(seed, later=1)},
    )
    assert done["AuthenticationResult"]["AccessToken"]


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

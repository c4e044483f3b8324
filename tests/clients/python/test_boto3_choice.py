"""boto3 for the challenges of choice-based sign-in that the other libraries never meet by themselves: PASSWORD, PASSWORD_SRP
with pycognito's arithmetic, and WEB_AUTHN with a passkey in software."""

import json

import passkey
import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD, claims
from pycognito.aws_srp import AWSSRP

ORIGIN = "https://auth.example.com"


@pytest.fixture
def world(make_pool, idp):
    pool = make_pool(Policies={"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}})
    idp.set_user_pool_mfa_config(
        UserPoolId=pool.id, WebAuthnConfiguration={"RelyingPartyId": "example.com", "UserVerification": "required"}
    )
    app = pool.client(ExplicitAuthFlows=["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"])
    return pool, app, pool.user()


def begin(public, app, name, **parameters):
    return public.initiate_auth(
        ClientId=app["ClientId"], AuthFlow="USER_AUTH", AuthParameters={"USERNAME": name, **parameters}
    )


def answer(public, app, step, name, **responses):
    return public.respond_to_auth_challenge(
        ClientId=app["ClientId"],
        ChallengeName=step["ChallengeName"],
        Session=step["Session"],
        ChallengeResponses={"USERNAME": name, **responses},
    )


def signed_in(step, name):
    assert claims(step["AuthenticationResult"]["AccessToken"])["username"] == name


def test_password(world, public):
    _, app, name = world
    step = begin(public, app, name, PREFERRED_CHALLENGE="PASSWORD")
    assert (step["ChallengeName"], step["ChallengeParameters"]) == ("PASSWORD", {})
    signed_in(answer(public, app, step, name, PASSWORD=PASSWORD), name)


def test_password_srp(world, public):
    pool, app, name = world
    step = begin(public, app, name)
    assert step["AvailableChallenges"] == ["PASSWORD_SRP", "PASSWORD"]
    step = answer(public, app, step, name, ANSWER="PASSWORD_SRP")
    assert step["ChallengeName"] == "PASSWORD_SRP"
    srp = AWSSRP(username=name, password=PASSWORD, pool_id=pool.id, client_id=app["ClientId"], client=public)
    parameters = srp.get_auth_params()
    step = answer(public, app, step, name, SRP_A=parameters["SRP_A"])
    assert step["ChallengeName"] == "PASSWORD_VERIFIER"
    claim = srp.process_challenge(step["ChallengeParameters"], parameters)
    signed_in(answer(public, app, step, **{"name": name, **claim}), name)


def test_a_passkey(world, public):
    _, app, name = world
    step = begin(public, app, name, PREFERRED_CHALLENGE="PASSWORD", PASSWORD=PASSWORD)
    token = step["AuthenticationResult"]["AccessToken"]
    options = public.start_web_authn_registration(AccessToken=token)["CredentialCreationOptions"]
    key = passkey.Key(options)
    public.complete_web_authn_registration(AccessToken=token, Credential=key.registration(ORIGIN))
    for origin, good in [("https://example.org", False), (ORIGIN, True)]:
        step = begin(public, app, name, PREFERRED_CHALLENGE="WEB_AUTHN")
        assert step["ChallengeName"] == "WEB_AUTHN"
        asked = json.loads(step["ChallengeParameters"]["CREDENTIAL_REQUEST_OPTIONS"])
        assert (asked["rpId"], asked["userVerification"]) == ("example.com", "required")
        credential = json.dumps(key.assertion(asked, origin))
        if good:
            signed_in(answer(public, app, step, name, CREDENTIAL=credential), name)
            continue
        with pytest.raises(ClientError) as raised:
            answer(public, app, step, name, CREDENTIAL=credential)
        error = raised.value.response["Error"]
        assert (error["Code"], error["Message"]) == ("NotAuthorizedException", "Incorrect username or password.")

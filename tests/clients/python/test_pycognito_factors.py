"""pycognito with second factors, unmodified: an authenticator app that it sets up itself, and text messages."""

import pytest
from authenticator_app import totp
from botocore.exceptions import ClientError
from conftest import PASSWORD, REGION, newest_message
from pycognito import Cognito
from pycognito.exceptions import SMSMFAChallengeException, SoftwareTokenMFAChallengeException

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}


@pytest.fixture
def factors(make_pool, idp):
    """A pool with both second factors."""
    pool = make_pool(SmsConfiguration=SMS)
    idp.set_user_pool_mfa_config(
        UserPoolId=pool.id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
        SmsMfaConfiguration={"SmsConfiguration": SMS},
    )
    return pool


@pytest.fixture(params=[False, True], ids=["public", "confidential"])
def visit(factors, endpoint, request):
    """Makes a pycognito for a user, as an app without and with a secret."""
    app = factors.client(GenerateSecret=request.param)

    def make(name):
        return Cognito(
            factors.id,
            app["ClientId"],
            user_pool_region=REGION,
            username=name,
            client_secret=app.get("ClientSecret"),
            access_key="AKIAIOSFODNN7EXAMPLE",
            secret_key="secret",
            boto3_client_kwargs={"endpoint_url": endpoint},
        )

    return make


def refused(code, message, call, *args):
    with pytest.raises(ClientError) as raised:
        call(*args)
    error = raised.value.response["Error"]
    assert (error["Code"], error["Message"]) == (code, message)


def test_an_authenticator_app(factors, visit):
    name = factors.user()
    user = visit(name)
    user.authenticate(password=PASSWORD)
    secret = user.associate_software_token()
    wrong = "Code mismatch and fail enable Software Token MFA"
    refused("EnableSoftwareTokenMFAException", wrong, user.verify_software_token, "000000")
    first = totp(secret)
    assert user.verify_software_token(first, "a test")
    user.set_user_mfa_preference(False, True, "SOFTWARE_TOKEN")

    again = visit(name)
    with pytest.raises(SoftwareTokenMFAChallengeException) as asked:
        again.authenticate(password=PASSWORD)
    used = "Your software token has already been used once."
    refused("ExpiredCodeException", used, again.respond_to_software_token_mfa_challenge, first)
    later = visit(name)
    later.respond_to_software_token_mfa_challenge(totp(secret, later=1), asked.value.get_tokens())
    assert later.access_token
    later.set_user_mfa_preference(False, False)
    visit(name).authenticate(password=PASSWORD)


def test_text_messages(factors, visit):
    name = factors.user(phone_number="+12065550109")
    user = visit(name)
    user.authenticate(password=PASSWORD)
    user.set_user_mfa_preference(True, False, "SMS")
    again = visit(name)
    with pytest.raises(SMSMFAChallengeException):
        again.authenticate(password=PASSWORD)
    code = newest_message(factors.id, name)["code"]
    wrong = "Invalid code or auth state for the user."
    refused("CodeMismatchException", wrong, again.respond_to_sms_mfa_challenge, "no code")
    again.respond_to_sms_mfa_challenge(code)
    assert again.access_token

"""boto3 signs in by every flow of the foundation, and is refused where the real service refuses."""

import base64
import hashlib
import hmac

import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD, claims, newest_message


def refused(call, code, message, **arguments):
    with pytest.raises(ClientError) as raised:
        call(**arguments)
    error = raised.value.response["Error"]
    assert (error["Code"], error.get("Message", "")) == (code, message)
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def sign_in(public, app, name, password=PASSWORD, **more):
    return public.initiate_auth(
        ClientId=app["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": password, **more},
    )


def secret_hash(app, name):
    mac = hmac.new(app["ClientSecret"].encode(), (name + app["ClientId"]).encode(), hashlib.sha256)
    return base64.b64encode(mac.digest()).decode()


def test_sign_up_confirm_and_sign_in_with_a_password(make_pool, public):
    pool = make_pool(AutoVerifiedAttributes=["email"])
    app = pool.client()
    answer = public.sign_up(
        ClientId=app["ClientId"],
        Username="jane",
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": "jane@example.com"}],
    )
    assert answer["UserConfirmed"] is False
    assert answer["CodeDeliveryDetails"] == {
        "Destination": "j***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    refused(
        public.initiate_auth,
        "UserNotConfirmedException",
        "User is not confirmed.",
        ClientId=app["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "jane", "PASSWORD": PASSWORD},
    )
    refused(
        public.confirm_sign_up,
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
        ClientId=app["ClientId"],
        Username="jane",
        ConfirmationCode="000000" if newest_message(pool.id, "jane")["code"] != "000000" else "111111",
    )
    code = newest_message(pool.id, "jane")["code"]
    public.confirm_sign_up(ClientId=app["ClientId"], Username="jane", ConfirmationCode=code)
    tokens = sign_in(public, app, "jane")["AuthenticationResult"]
    assert tokens["TokenType"] == "Bearer"
    assert tokens["ExpiresIn"] == 3600
    me = public.get_user(AccessToken=tokens["AccessToken"])
    attributes = {a["Name"]: a["Value"] for a in me["UserAttributes"]}
    assert attributes["sub"] == answer["UserSub"]
    assert attributes["email_verified"] == "true"


def test_temporary_password_must_be_changed(pool, idp, public):
    app = pool.client()
    idp.admin_create_user(
        UserPoolId=pool.id, Username="temp", TemporaryPassword="Temporary-1", MessageAction="SUPPRESS"
    )
    challenge = sign_in(public, app, "temp", "Temporary-1")
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert challenge["ChallengeParameters"]["USER_ID_FOR_SRP"] == "temp"
    answer = dict(ClientId=app["ClientId"], ChallengeName="NEW_PASSWORD_REQUIRED", Session=challenge["Session"])
    refused(
        public.respond_to_auth_challenge,
        "InvalidPasswordException",
        "Password does not conform to policy: Password not long enough",
        ChallengeResponses={"USERNAME": "temp", "NEW_PASSWORD": "Ab1-"},
        **answer,
    )
    done = public.respond_to_auth_challenge(
        ChallengeResponses={"USERNAME": "temp", "NEW_PASSWORD": PASSWORD}, **answer
    )
    assert "AccessToken" in done["AuthenticationResult"]
    refused(
        public.respond_to_auth_challenge,
        "NotAuthorizedException",
        "Invalid session for the user, session can only be used once.",
        ChallengeResponses={"USERNAME": "temp", "NEW_PASSWORD": PASSWORD},
        **answer,
    )
    assert sign_in(public, app, "temp")["AuthenticationResult"]


@pytest.mark.parametrize("flow", ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])
def test_admin_sign_in(pool, idp, flow):
    app = pool.client()
    name = pool.user()
    answer = idp.admin_initiate_auth(
        UserPoolId=pool.id,
        ClientId=app["ClientId"],
        AuthFlow=flow,
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
    )
    assert answer["ChallengeParameters"] == {}
    assert claims(answer["AuthenticationResult"]["AccessToken"])["username"] == name


def test_admin_flow_is_not_for_the_public_door(pool, public):
    app = pool.client()
    refused(
        public.initiate_auth,
        "InvalidParameterException",
        "Initiate Auth method not supported.",
        ClientId=app["ClientId"],
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "x", "PASSWORD": "y"},
    )


def test_a_flow_that_the_client_does_not_allow(pool, public):
    app = pool.client(ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH"])
    refused(
        public.initiate_auth,
        "InvalidParameterException",
        "USER_PASSWORD_AUTH flow not enabled for this client",
        ClientId=app["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "x", "PASSWORD": "y"},
    )


def test_wrong_password_and_missing_user(pool, public):
    open_app = pool.client()
    hiding = pool.client(PreventUserExistenceErrors="ENABLED")
    name = pool.user()
    wrong = dict(AuthFlow="USER_PASSWORD_AUTH")
    for app, who in [(open_app, name), (hiding, name), (hiding, "nobody")]:
        refused(
            public.initiate_auth,
            "NotAuthorizedException",
            "Incorrect username or password.",
            ClientId=app["ClientId"],
            AuthParameters={"USERNAME": who, "PASSWORD": "Wrong-pass-1"},
            **wrong,
        )
    refused(
        public.initiate_auth,
        "UserNotFoundException",
        "User does not exist.",
        ClientId=open_app["ClientId"],
        AuthParameters={"USERNAME": "nobody", "PASSWORD": "Wrong-pass-1"},
        **wrong,
    )


def test_five_failures_lock_the_user(pool, public):
    app = pool.client()
    name = pool.user()
    attempt = dict(ClientId=app["ClientId"], AuthFlow="USER_PASSWORD_AUTH")
    for _ in range(5):
        refused(
            public.initiate_auth,
            "NotAuthorizedException",
            "Incorrect username or password.",
            AuthParameters={"USERNAME": name, "PASSWORD": "Wrong-pass-1"},
            **attempt,
        )
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        "Password attempts exceeded",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
        **attempt,
    )


def test_a_disabled_user_is_stopped_everywhere(pool, idp, public):
    app = pool.client()
    name = pool.user()
    tokens = sign_in(public, app, name)["AuthenticationResult"]
    idp.admin_disable_user(UserPoolId=pool.id, Username=name)
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        "User is disabled.",
        ClientId=app["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
    )
    refused(public.get_user, "NotAuthorizedException", "User is disabled.", AccessToken=tokens["AccessToken"])
    idp.admin_enable_user(UserPoolId=pool.id, Username=name)
    refused(
        public.get_user, "NotAuthorizedException", "Access Token has been revoked", AccessToken=tokens["AccessToken"]
    )


def test_confidential_client_needs_the_secret_hash(pool, public):
    app = pool.client(GenerateSecret=True)
    name = pool.user()
    attempt = dict(ClientId=app["ClientId"], AuthFlow="USER_PASSWORD_AUTH")
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        f"Client {app['ClientId']} is configured with secret but SECRET_HASH was not received",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
        **attempt,
    )
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        f"Unable to verify secret hash for client {app['ClientId']}",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD, "SECRET_HASH": "bm90IGl0"},
        **attempt,
    )
    good = {"USERNAME": name, "PASSWORD": PASSWORD, "SECRET_HASH": secret_hash(app, name)}
    tokens = public.initiate_auth(AuthParameters=good, **attempt)["AuthenticationResult"]
    again = public.initiate_auth(
        ClientId=app["ClientId"],
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"], "SECRET_HASH": secret_hash(app, name)},
    )
    assert "RefreshToken" not in again["AuthenticationResult"]


def test_forgotten_password(make_pool, public):
    pool = make_pool(AutoVerifiedAttributes=["email"])
    app = pool.client()
    name = pool.user(email="forgetful@example.com", email_verified="true")
    details = public.forgot_password(ClientId=app["ClientId"], Username=name)["CodeDeliveryDetails"]
    assert details["Destination"] == "f***@e***"
    code = newest_message(pool.id, name)["code"]
    public.confirm_forgot_password(
        ClientId=app["ClientId"], Username=name, ConfirmationCode=code, Password="Another-Horse-8"
    )
    assert sign_in(public, app, name, "Another-Horse-8")["AuthenticationResult"]


def test_change_password(pool, public):
    app = pool.client()
    name = pool.user()
    token = sign_in(public, app, name)["AuthenticationResult"]["AccessToken"]
    refused(
        public.change_password,
        "NotAuthorizedException",
        "Incorrect username or password.",
        AccessToken=token,
        PreviousPassword="Wrong-pass-1",
        ProposedPassword="Another-Horse-8",
    )
    public.change_password(AccessToken=token, PreviousPassword=PASSWORD, ProposedPassword="Another-Horse-8")
    assert sign_in(public, app, name, "Another-Horse-8")["AuthenticationResult"]

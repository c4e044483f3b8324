"""pycognito signs in by SRP, passes the new-password challenge and refreshes, unmodified."""

import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD, REGION, claims
from pycognito import Cognito
from pycognito.aws_srp import AWSSRP
from pycognito.exceptions import ForceChangePasswordException


def cognito(pool, app, name, endpoint, **more):
    return Cognito(
        pool.id,
        app["ClientId"],
        user_pool_region=REGION,
        username=name,
        access_key="AKIAIOSFODNN7EXAMPLE",
        secret_key="secret",
        boto3_client_kwargs={"endpoint_url": endpoint},
        **more,
    )


def srp(pool, app, name, password, public, **more):
    return AWSSRP(
        username=name, password=password, pool_id=pool.id, client_id=app["ClientId"], client=public, **more
    )


@pytest.mark.parametrize("password", [PASSWORD, "Pässwörd-漢字-7", "with:colon-And-7", "inner space-And-7"])
def test_srp(pool, public, password):
    app = pool.client()
    name = pool.user(password=password)
    tokens = srp(pool, app, name, password, public).authenticate_user()["AuthenticationResult"]
    assert claims(tokens["AccessToken"])["username"] == name


def test_srp_many_times(pool, public):
    """Salts, u and S of every shape come by in twenty users."""
    app = pool.client()
    for _ in range(20):
        name = pool.user()
        assert srp(pool, app, name, PASSWORD, public).authenticate_user()["AuthenticationResult"]


def test_srp_with_a_client_secret(pool, public):
    app = pool.client(GenerateSecret=True)
    name = pool.user()
    tokens = srp(pool, app, name, PASSWORD, public, client_secret=app["ClientSecret"]).authenticate_user()
    assert tokens["AuthenticationResult"]


def test_srp_by_alias(make_pool, public):
    pool = make_pool(UsernameAttributes=["email"])
    app = pool.client()
    pool.user("alias@example.com", email="alias@example.com", email_verified="true")
    tokens = srp(pool, app, "alias@example.com", PASSWORD, public).authenticate_user()["AuthenticationResult"]
    access = claims(tokens["AccessToken"])
    assert access["username"] == access["sub"]


def test_srp_wrong_password(pool, public):
    app = pool.client(PreventUserExistenceErrors="ENABLED")
    for name in (pool.user(), "nobody"):
        with pytest.raises(ClientError) as raised:
            srp(pool, app, name, "Wrong-pass-1", public).authenticate_user()
        error = raised.value.response["Error"]
        assert (error["Code"], error["Message"]) == ("NotAuthorizedException", "Incorrect username or password.")


def test_new_password_by_srp(pool, idp, public):
    app = pool.client()
    idp.admin_create_user(
        UserPoolId=pool.id, Username="fresh", TemporaryPassword="Temporary-1", MessageAction="SUPPRESS"
    )
    with pytest.raises(ForceChangePasswordException):
        srp(pool, app, "fresh", "Temporary-1", public).authenticate_user()
    done = srp(pool, app, "fresh", "Temporary-1", public).set_new_password_challenge(PASSWORD)
    assert done["AuthenticationResult"]


def test_the_whole_client(make_pool, endpoint):
    pool = make_pool(AutoVerifiedAttributes=["email"])
    app = pool.client()
    name = pool.user(email="whole@example.com", email_verified="true", name="Whole")
    user = cognito(pool, app, name, endpoint)
    user.authenticate(password=PASSWORD)
    assert user.id_claims["email"] == "whole@example.com"
    old = user.access_token
    user.renew_access_token()
    assert user.access_token != old
    assert user.get_user(attr_map={}).email == "whole@example.com"
    user.change_password(PASSWORD, "Another-Horse-8")
    user.logout()
    again = cognito(pool, app, name, endpoint)
    again.authenticate(password="Another-Horse-8")
    assert again.access_token

"""pycognito proves a remembered device, unmodified. It sends no Session in the device steps, and the same A twice.

Its ConfirmDevice posts to an amazonaws.com URL, so boto3 confirms what pycognito has made.
"""

import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD, claims
from pycognito.aws_srp import AWSSRP, generate_hash_device


def srp(pool, app, name, public, **more):
    return AWSSRP(
        username=name, password=PASSWORD, pool_id=pool.id, client_id=app["ClientId"], client=public, **more
    )


def confirmed(pool, app, name, public):
    """A device of the user, as pycognito's arguments."""
    tokens = srp(pool, app, name, public).authenticate_user()["AuthenticationResult"]
    device = tokens["NewDeviceMetadata"]
    password, config = generate_hash_device(device["DeviceGroupKey"], device["DeviceKey"])
    answer = public.confirm_device(
        AccessToken=tokens["AccessToken"],
        DeviceKey=device["DeviceKey"],
        DeviceSecretVerifierConfig=config,
        DeviceName="a test",
    )
    assert answer["UserConfirmationNecessary"] is False
    return {
        "device_key": device["DeviceKey"],
        "device_group_key": device["DeviceGroupKey"],
        "device_password": password,
    }


@pytest.fixture
def tracking(make_pool):
    return make_pool(DeviceConfiguration={"ChallengeRequiredOnNewDevice": True})


def test_a_device_stands_in_for_the_second_factor(tracking, idp, public):
    app = tracking.client()
    name = tracking.user()
    device = confirmed(tracking, app, name, public)
    idp.set_user_pool_mfa_config(
        UserPoolId=tracking.id, MfaConfiguration="ON", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    assert srp(tracking, app, name, public).authenticate_user()["ChallengeName"] == "MFA_SETUP"
    tokens = srp(tracking, app, name, public, **device).authenticate_user()["AuthenticationResult"]
    assert claims(tokens["AccessToken"])["device_key"] == device["device_key"]
    assert "NewDeviceMetadata" not in tokens


def test_devices_of_every_shape(tracking, public):
    """Salts, verifiers, u and S of every shape come by in ten devices."""
    app = tracking.client()
    for _ in range(10):
        name = tracking.user()
        device = confirmed(tracking, app, name, public)
        assert srp(tracking, app, name, public, **device).authenticate_user()["AuthenticationResult"]


def test_a_device_of_a_user_who_is_named_by_an_alias(make_pool, public):
    pool = make_pool(UsernameAttributes=["email"], DeviceConfiguration={"ChallengeRequiredOnNewDevice": True})
    app = pool.client()
    name = pool.user("device@example.com", email="device@example.com", email_verified="true")
    device = confirmed(pool, app, name, public)
    tokens = srp(pool, app, name, public, **device).authenticate_user()["AuthenticationResult"]
    listed = public.list_devices(AccessToken=tokens["AccessToken"])["Devices"]
    assert [one["DeviceKey"] for one in listed] == [device["device_key"]]


def test_a_wrong_device_password(tracking, public):
    app = tracking.client()
    name = tracking.user()
    device = confirmed(tracking, app, name, public) | {"device_password": "d3Jvbmc="}
    with pytest.raises(ClientError) as raised:
        srp(tracking, app, name, public, **device).authenticate_user()
    error = raised.value.response["Error"]
    assert (error["Code"], error["Message"]) == ("NotAuthorizedException", "Incorrect username or password.")


def test_a_forgotten_device(tracking, idp, public):
    app = tracking.client()
    name = tracking.user()
    device = confirmed(tracking, app, name, public)
    idp.admin_forget_device(UserPoolId=tracking.id, Username=name, DeviceKey=device["device_key"])
    with pytest.raises(ClientError) as raised:
        srp(tracking, app, name, public, **device).authenticate_user()
    error = raised.value.response["Error"]
    assert (error["Code"], error["Message"]) == ("ResourceNotFoundException", "Device does not exist.")

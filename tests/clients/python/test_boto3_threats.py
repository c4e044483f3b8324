"""Threat protection: what an application with boto3 sees of it, and what a person does with the mail."""

import re
import urllib.request
from html import unescape

import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD, newest_message

HOME = ("192.0.2.1", "Home/1.0")
STRANGE = ("203.0.113.9", "Strange/1.0")


@pytest.fixture
def watched(make_pool):
    pool = make_pool(UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"})
    pool.app = pool.client()["ClientId"]
    pool.user("jane", email="jane@example.com", email_verified="true")
    return pool


def enter(pool, place):
    address, agent = place
    return pool.idp.admin_initiate_auth(
        UserPoolId=pool.id,
        ClientId=pool.app,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "jane", "PASSWORD": PASSWORD},
        ContextData={
            "IpAddress": address,
            "ServerName": "shop.example.com",
            "ServerPath": "/login",
            "HttpHeaders": [{"headerName": "User-Agent", "headerValue": agent}],
        },
    )


def test_a_stranger_is_blocked_until_the_user_says_who_it_is(watched, idp):
    notify = {"Notify": True, "EventAction": "BLOCK"}
    idp.set_risk_configuration(
        UserPoolId=watched.id,
        AccountTakeoverRiskConfiguration={
            "Actions": {"MediumAction": notify, "HighAction": notify},
            "NotifyConfiguration": {"SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/house@example.com"},
        },
    )
    assert enter(watched, HOME)["AuthenticationResult"]["AccessToken"]
    with pytest.raises(idp.exceptions.NotAuthorizedException, match="Unable to login because of security reasons"):
        enter(watched, STRANGE)
    mail = newest_message(watched.id, "jane")
    assert (mail["kind"], mail["subject"]) == ("account_takeover", "Blocked sign-in attempt")
    event = idp.admin_list_user_auth_events(UserPoolId=watched.id, Username="jane")["AuthEvents"][0]
    assert event["EventRisk"] == {
        "RiskDecision": "AccountTakeover",
        "RiskLevel": "Medium",
        "CompromisedCredentialsDetected": False,
    }
    assert event["EventContextData"]["IpAddress"] == STRANGE[0]
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', mail["body"])]
    yes = next(link for link in links if link.endswith("=Valid"))
    with urllib.request.urlopen(yes, timeout=30) as page:
        assert "Thank you" in page.read().decode()
    assert enter(watched, STRANGE)["AuthenticationResult"]["AccessToken"]
    assert enter(watched, HOME)["AuthenticationResult"]["AccessToken"]


def test_addresses_of_the_pool_are_always_blocked(watched, idp):
    idp.set_risk_configuration(
        UserPoolId=watched.id, RiskExceptionConfiguration={"BlockedIPRangeList": ["203.0.113.0/24"]}
    )
    with pytest.raises(ClientError, match="Unable to login because of security reasons"):
        enter(watched, STRANGE)
    assert enter(watched, HOME)["AuthenticationResult"]["AccessToken"]

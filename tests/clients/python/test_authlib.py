"""Authlib: discovery, code with PKCE, userInfo, refresh, revocation, and client credentials."""

import urllib.parse

import pytest
import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from conftest import PASSWORD, claims

CALLBACK = "https://app.example/cb"


@pytest.fixture(autouse=True)
def in_the_clear(monkeypatch):
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture
def application(pool):
    pool.user("jane", email="jane@example.com")

    def make(**settings):
        return pool.client(
            AllowedOAuthFlowsUserPoolClient=True,
            AllowedOAuthFlows=["code"],
            AllowedOAuthScopes=["openid", "email"],
            CallbackURLs=[CALLBACK],
            SupportedIdentityProviders=["COGNITO"],
            **settings,
        )

    return make


def discover(pool):
    return requests.get(f"{pool.issuer}/.well-known/openid-configuration", timeout=30).json()


def sign_in(url, username):
    """What a browser does at the sign-in page; the address that the application is called back at."""
    browser = requests.Session()
    page = browser.get(url, timeout=30)
    assert page.status_code == 200, page.text
    form = {"_csrf": browser.cookies["XSRF-TOKEN"], "username": username, "password": PASSWORD}
    origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(page.url))
    done = browser.post(page.url, data=form, headers={"Origin": origin}, allow_redirects=False, timeout=30)
    assert done.headers.get("Location", "").startswith(CALLBACK), (done.status_code, done.text)
    return done.headers["Location"]


@pytest.mark.parametrize("method", ["none", "client_secret_basic", "client_secret_post"])
def test_signs_in_reads_refreshes_and_revokes(pool, application, method):
    client = application(GenerateSecret=method != "none")
    known = discover(pool)
    session = OAuth2Session(
        client["ClientId"],
        client.get("ClientSecret"),
        scope="openid email",
        redirect_uri=CALLBACK,
        token_endpoint_auth_method=method,
        code_challenge_method="S256",
    )
    verifier = generate_token(48)
    url, state = session.create_authorization_url(
        known["authorization_endpoint"], code_verifier=verifier, nonce="n-0S6_WzA2Mj"
    )
    back = sign_in(url, "jane")
    tokens = session.fetch_token(
        known["token_endpoint"], authorization_response=back, code_verifier=verifier, state=state
    )
    assert claims(tokens["id_token"])["nonce"] == "n-0S6_WzA2Mj"
    shown = session.get(known["userinfo_endpoint"]).json()
    assert shown["email"] == "jane@example.com" and shown["username"] == "jane"

    again = session.refresh_token(known["token_endpoint"], refresh_token=tokens["refresh_token"])
    assert claims(again["id_token"])["sub"] == claims(tokens["id_token"])["sub"]
    assert session.revoke_token(known["revocation_endpoint"], token=tokens["refresh_token"]).status_code == 200
    with pytest.raises(OAuthError) as refused:
        session.refresh_token(known["token_endpoint"], refresh_token=tokens["refresh_token"])
    assert refused.value.error == "invalid_grant"


def test_refresh_tokens_rotate(pool, application):
    client = application(
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": 0},
    )
    known = discover(pool)
    session = OAuth2Session(
        client["ClientId"], scope="openid email", redirect_uri=CALLBACK, token_endpoint_auth_method="none"
    )
    url, state = session.create_authorization_url(known["authorization_endpoint"])
    tokens = session.fetch_token(
        known["token_endpoint"], authorization_response=sign_in(url, "jane"), state=state
    )
    again = session.refresh_token(known["token_endpoint"], refresh_token=tokens["refresh_token"])
    assert again["refresh_token"] != tokens["refresh_token"]
    with pytest.raises(OAuthError) as refused:
        session.refresh_token(known["token_endpoint"], refresh_token=tokens["refresh_token"])
    assert refused.value.error == "invalid_grant"


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_a_machine_gets_a_token_for_itself(pool, idp, method):
    scopes = [{"ScopeName": "read", "ScopeDescription": "read"}]
    idp.create_resource_server(UserPoolId=pool.id, Identifier="api", Name="api", Scopes=scopes)
    client = pool.client(
        GenerateSecret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=["api/read"],
    )
    session = OAuth2Session(
        client["ClientId"], client["ClientSecret"], scope="api/read", token_endpoint_auth_method=method
    )
    token = session.fetch_token(discover(pool)["token_endpoint"], grant_type="client_credentials")
    assert claims(token["access_token"])["scope"] == "api/read"

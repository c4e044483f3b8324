"""Sessions, machine tokens, token exchange and resource servers by boto3."""

import re

from conftest import claims
from test_boto3_sign_in import refused, sign_in


def track(idp, pool, most):
    tracking = {"UserSessionTracking": "ENABLED", "TokenSession": {"MaxPerUser": most}}
    answer = idp.set_user_pool_session_configuration(UserPoolId=pool.id, **tracking)
    assert {member: answer[member] for member in tracking} == tracking


def test_sessions_are_listed_and_revoked(idp, pool, public):
    track(idp, pool, 5)
    app, name = pool.client(), pool.user()
    here = sign_in(public, app, name)["AuthenticationResult"]
    there = sign_in(public, app, name)["AuthenticationResult"]
    sessions = public.list_user_sessions(AccessToken=here["AccessToken"])["Sessions"]
    assert len(sessions) == 2
    current, other = sorted(sessions, key=lambda session: not session["IsCurrentSession"])
    assert [current["IsCurrentSession"], other["IsCurrentSession"]] == [True, False]
    for session in sessions:
        assert re.fullmatch("tkn[a-z0-9]{25}", session["SessionId"])
        assert session["SessionType"] == "TOKEN" and session["ClientId"] == app["ClientId"]
        assert session["LastIPAddress"] == "127.0.0.1" and session["DeviceType"] == "unknown"
        assert session["CreateDate"] == session["LastActiveDate"]

    public.revoke_user_session(AccessToken=here["AccessToken"], SessionId=other["SessionId"])
    refused(
        public.get_user, "NotAuthorizedException", "Access Token has been revoked", AccessToken=there["AccessToken"]
    )
    public.get_user(AccessToken=here["AccessToken"])
    idp.admin_revoke_user_session(UserPoolId=pool.id, Username=name, SessionId=current["SessionId"])
    assert idp.admin_list_user_sessions(UserPoolId=pool.id, Username=name)["Sessions"] == []


def test_a_user_has_no_more_sessions_than_allowed(idp, pool, public):
    track(idp, pool, 2)
    app, name = pool.client(), pool.user()
    tokens = [sign_in(public, app, name)["AuthenticationResult"] for _ in range(3)]
    assert len(idp.admin_list_user_sessions(UserPoolId=pool.id, Username=name)["Sessions"]) == 2
    refused(
        public.get_user, "NotAuthorizedException", "Access Token has been revoked", AccessToken=tokens[0]["AccessToken"]
    )


def test_the_settings_of_a_client(idp, pool):
    app = pool.client()
    which = {"UserPoolId": pool.id, "ClientId": app["ClientId"]}
    assert idp.get_user_pool_client_session_configuration(**which)["SSOSession"] == {"MaxValidityMinutes": 60}
    track(idp, pool, 20)
    idp.set_user_pool_client_session_configuration(**which, SSOSession={"MaxValidityMinutes": 0})
    assert idp.get_user_pool_client_session_configuration(**which)["SSOSession"] == {"MaxValidityMinutes": 0}
    assert idp.get_user_pool_session_configuration(UserPoolId=pool.id)["TokenSession"] == {"MaxPerUser": 20}


def test_a_machine_gets_a_token_for_its_resource_server(idp, pool):
    scopes = [{"ScopeName": name, "ScopeDescription": name} for name in ("read", "write")]
    server = {"UserPoolId": pool.id, "Identifier": "https://api.example.com", "Name": "api"}
    idp.create_resource_server(**server, Scopes=scopes)
    listed = idp.list_resource_servers(UserPoolId=pool.id, MaxResults=50)["ResourceServers"]
    assert listed == [{**server, "Scopes": scopes}]
    app = pool.client(
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_CLIENT_TOKEN_AUTH"],
        AllowedOAuthScopes=["https://api.example.com/read"],
    )
    # The SDK signs this call; a signature is neither needed nor in the way.
    got = idp.get_client_token(ClientId=app["ClientId"], Secret=app["ClientSecret"])["ClientAuthenticationResult"]
    assert got["TokenType"] == "Bearer" and got["ExpiresIn"] == 3600
    said = claims(got["AccessToken"])
    assert said["sub"] == said["client_id"] == app["ClientId"]
    assert said["scope"] == "https://api.example.com/read" and said["iss"] == pool.issuer
    refused(
        idp.get_client_token,
        "InvalidParameterException",
        "Invalid scope requested: https://api.example.com/write",
        ClientId=app["ClientId"],
        Secret=app["ClientSecret"],
        Scopes=["https://api.example.com/write"],
    )


def test_a_token_is_exchanged(idp, pool, public):
    app, name = pool.client(), pool.user()
    tokens = sign_in(public, app, name)["AuthenticationResult"]
    other = pool.client(
        ExplicitAuthFlows=["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"],
        AllowedOAuthScopes=["aws.cognito.signin.user.admin"],
    )
    got = idp.get_derived_token(
        ClientId=other["ClientId"], SubjectToken=tokens["AccessToken"], SubjectTokenType="ACCESS_TOKEN"
    )
    assert (got["TokenType"], got["IssuedTokenType"]) == ("Bearer", "ACCESS_TOKEN")
    assert got["Scopes"] == ["aws.cognito.signin.user.admin"]
    assert claims(got["IssuedToken"])["client_id"] == other["ClientId"]
    assert public.get_user(AccessToken=got["IssuedToken"])["Username"] == name

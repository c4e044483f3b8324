"""Refresh, rotation, revocation and sign-out by boto3; tokens verified by PyJWT against the published keys."""

import json
import urllib.request

import jwt
import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD, claims, now
from test_boto3_sign_in import refused, sign_in


def test_tokens_verify_against_the_published_keys(pool, public, endpoint):
    app = pool.client()
    name = pool.user(email="tok@example.com", email_verified="true")
    before = now()
    tokens = sign_in(public, app, name)["AuthenticationResult"]
    with urllib.request.urlopen(f"{pool.issuer}/.well-known/openid-configuration") as answer:
        discovery = json.load(answer)
    assert discovery["issuer"] == pool.issuer
    keys = jwt.PyJWKClient(discovery["jwks_uri"])

    def verified(token, **options):
        key = keys.get_signing_key_from_jwt(token)
        return jwt.decode(token, key.key, algorithms=["RS256"], issuer=pool.issuer, **options)

    access = verified(tokens["AccessToken"])
    identity = verified(tokens["IdToken"], audience=app["ClientId"])
    kids = [jwt.get_unverified_header(tokens[t])["kid"] for t in ("AccessToken", "IdToken")]
    assert kids[0] != kids[1], "two keys a pool: one for each kind of token"
    assert access["token_use"] == "access" and identity["token_use"] == "id"
    assert access["client_id"] == app["ClientId"]
    assert access["scope"] == "aws.cognito.signin.user.admin"
    assert access["username"] == identity["cognito:username"] == name
    assert access["sub"] == identity["sub"]
    assert access["origin_jti"] == identity["origin_jti"]
    assert access["event_id"] == identity["event_id"]
    assert identity["email"] == "tok@example.com" and identity["email_verified"] is True
    assert before <= access["auth_time"] == access["iat"] <= now()
    assert access["exp"] - access["iat"] == 3600


def test_refresh_keeps_the_family(pool, public):
    app = pool.client()
    tokens = sign_in(public, app, pool.user())["AuthenticationResult"]
    for flow in ("REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"):
        fresh = public.initiate_auth(
            ClientId=app["ClientId"], AuthFlow=flow, AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]}
        )["AuthenticationResult"]
        assert "RefreshToken" not in fresh
        old, new = claims(tokens["AccessToken"]), claims(fresh["AccessToken"])
        assert [old[c] for c in ("origin_jti", "event_id", "auth_time")] == [
            new[c] for c in ("origin_jti", "event_id", "auth_time")
        ]
        assert old["jti"] != new["jti"]
    fresh = public.get_tokens_from_refresh_token(ClientId=app["ClientId"], RefreshToken=tokens["RefreshToken"])
    assert "RefreshToken" not in fresh["AuthenticationResult"]


def test_rotation_without_grace(pool, public):
    app = pool.client(
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": 0},
    )
    first = sign_in(public, app, pool.user())["AuthenticationResult"]

    def refresh(token):
        return public.get_tokens_from_refresh_token(ClientId=app["ClientId"], RefreshToken=token)[
            "AuthenticationResult"
        ]

    second = refresh(first["RefreshToken"])
    refused(
        public.get_tokens_from_refresh_token,
        "RefreshTokenReuseException",
        "Refresh token reuse detected",
        ClientId=app["ClientId"],
        RefreshToken=first["RefreshToken"],
    )
    third = refresh(second["RefreshToken"])
    public.get_user(AccessToken=first["AccessToken"])
    refused(
        public.initiate_auth,
        "UnsupportedOperationException",
        "This API does not support refresh token rotation",
        ClientId=app["ClientId"],
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": third["RefreshToken"]},
    )
    public.revoke_token(ClientId=app["ClientId"], Token=first["RefreshToken"])
    with pytest.raises(ClientError) as raised:
        refresh(third["RefreshToken"])
    assert raised.value.response["Error"]["Code"] == "NotAuthorizedException"
    refused(
        public.get_user, "NotAuthorizedException", "Access Token has been revoked", AccessToken=third["AccessToken"]
    )


def test_rotation_with_grace(pool, public):
    app = pool.client(
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": 60},
    )
    first = sign_in(public, app, pool.user())["AuthenticationResult"]["RefreshToken"]

    def refresh(token):
        answer = public.get_tokens_from_refresh_token(ClientId=app["ClientId"], RefreshToken=token)
        return answer["AuthenticationResult"]["RefreshToken"]

    child = refresh(first)
    retried = refresh(first)
    assert child != retried
    refused(
        public.get_tokens_from_refresh_token,
        "RefreshTokenReuseException",
        "Refresh token reuse detected",
        ClientId=app["ClientId"],
        RefreshToken=child,
    )
    refresh(retried)


def test_revoke(pool, public):
    app = pool.client()
    tokens = sign_in(public, app, pool.user())["AuthenticationResult"]
    public.revoke_token(ClientId=app["ClientId"], Token=tokens["RefreshToken"])
    public.revoke_token(ClientId=app["ClientId"], Token=tokens["RefreshToken"])
    refused(
        public.get_user, "NotAuthorizedException", "Access Token has been revoked", AccessToken=tokens["AccessToken"]
    )
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        "Refresh Token has been revoked",
        ClientId=app["ClientId"],
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )


@pytest.mark.parametrize("door", ["user", "admin"])
def test_global_sign_out(pool, idp, public, door):
    app = pool.client()
    name = pool.user()
    tokens = sign_in(public, app, name)["AuthenticationResult"]
    if door == "user":
        public.global_sign_out(AccessToken=tokens["AccessToken"])
    else:
        idp.admin_user_global_sign_out(UserPoolId=pool.id, Username=name)
    refused(
        public.get_user, "NotAuthorizedException", "Access Token has been revoked", AccessToken=tokens["AccessToken"]
    )
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        "Refresh Token has been revoked",
        ClientId=app["ClientId"],
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )
    assert sign_in(public, app, name)["AuthenticationResult"]


def test_tokens_that_are_none(pool, public):
    app = pool.client()
    tokens = sign_in(public, app, pool.user())["AuthenticationResult"]
    head, body, signature = tokens["AccessToken"].split(".")
    forged = ".".join([head, body, signature[:-8] + ("AAAAAAAA" if signature[-8:] != "AAAAAAAA" else "BBBBBBBB")])
    refused(public.get_user, "NotAuthorizedException", "Invalid Access Token", AccessToken=tokens["IdToken"])
    refused(public.get_user, "NotAuthorizedException", "Invalid Access Token", AccessToken="garbage")
    refused(
        public.get_user, "NotAuthorizedException", "Could not verify signature for Access Token", AccessToken=forged
    )
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        "Invalid Refresh Token",
        ClientId=app["ClientId"],
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": "garbage"},
    )
    other = pool.client()
    refused(
        public.initiate_auth,
        "NotAuthorizedException",
        "Refresh Token has different Client",
        ClientId=other["ClientId"],
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )

"""boto3 makes and changes pools, clients and users; its own paginators and parsers read the answers."""

import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD
from test_boto3_sign_in import refused


def test_a_minimal_pool_shows_the_defaults(idp, pool):
    shown = idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]
    assert shown["Policies"]["PasswordPolicy"] == {
        "MinimumLength": 8,
        "RequireUppercase": True,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
        "TemporaryPasswordValidityDays": 7,
    }
    assert shown["MfaConfiguration"] == "OFF"
    assert shown["UserPoolTier"] == "ESSENTIALS"
    assert shown["LambdaConfig"] == {}
    assert len(shown["SchemaAttributes"]) == 20
    assert "SmsConfiguration" not in shown
    assert shown["Arn"].endswith(f":userpool/{pool.id}")


def test_update_pool_resets_what_is_left_out(idp, make_pool):
    pool = make_pool(
        Policies={"PasswordPolicy": {"MinimumLength": 12}},
        AutoVerifiedAttributes=["email"],
        UserPoolTags={"team": "a"},
    )
    idp.update_user_pool(UserPoolId=pool.id)
    shown = idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]
    assert shown["Policies"]["PasswordPolicy"]["MinimumLength"] == 8
    assert "AutoVerifiedAttributes" not in shown
    assert shown["UserPoolTags"] == {"team": "a"}


def test_every_violation_is_named_at_once(idp):
    with pytest.raises(ClientError) as raised:
        idp.create_user_pool(PoolName="two!", MfaConfiguration="SOMETIMES")
    error = raised.value.response["Error"]
    assert error["Code"] == "InvalidParameterException"
    assert error["Message"].startswith("2 validation errors detected: ")
    assert "Value 'two!' at 'poolName' failed to satisfy constraint: Member must satisfy regular" in error["Message"]
    assert (
        "Value 'SOMETIMES' at 'mfaConfiguration' failed to satisfy constraint: "
        "Member must satisfy enum value set: [OPTIONAL, OFF, ON]" in error["Message"]
    )


def test_client_defaults_and_full_replacement(idp, pool):
    made = idp.create_user_pool_client(UserPoolId=pool.id, ClientName="plain")["UserPoolClient"]
    for absent in ("ExplicitAuthFlows", "ClientSecret", "PreventUserExistenceErrors", "AccessTokenValidity"):
        assert absent not in made
    assert made["RefreshTokenValidity"] == 30
    assert made["TokenValidityUnits"] == {}
    idp.update_user_pool_client(
        UserPoolId=pool.id,
        ClientId=made["ClientId"],
        AccessTokenValidity=10,
        TokenValidityUnits={"AccessToken": "minutes"},
    )
    shown = idp.describe_user_pool_client(UserPoolId=pool.id, ClientId=made["ClientId"])["UserPoolClient"]
    assert shown["TokenValidityUnits"] == {"AccessToken": "minutes", "IdToken": "hours", "RefreshToken": "days"}
    idp.update_user_pool_client(UserPoolId=pool.id, ClientId=made["ClientId"])
    shown = idp.describe_user_pool_client(UserPoolId=pool.id, ClientId=made["ClientId"])["UserPoolClient"]
    assert "AccessTokenValidity" not in shown


def test_paginators_walk_pools_clients_and_users(idp, pool):
    names = {pool.client(ClientName=f"c{n}")["ClientId"] for n in range(7)}
    pages = idp.get_paginator("list_user_pool_clients").paginate(
        UserPoolId=pool.id, PaginationConfig={"PageSize": 2}
    )
    seen = [c["ClientId"] for page in pages for c in page["UserPoolClients"]]
    assert sorted(seen) == sorted(names)

    users = set()
    for n in range(13):
        idp.admin_create_user(UserPoolId=pool.id, Username=f"u{n:02}", MessageAction="SUPPRESS")
        users.add(f"u{n:02}")
    for size in (1, 5, 60):
        pages = idp.get_paginator("list_users").paginate(UserPoolId=pool.id, PaginationConfig={"PageSize": size})
        seen = [u["Username"] for page in pages for u in page["Users"]]
        assert sorted(seen) == sorted(users)

    pages = idp.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 3})
    assert pool.id in [p["Id"] for page in pages for p in page["UserPools"]]


def test_list_users_filters(idp, pool):
    for name, family in [("ann", "Smith"), ("bob", "Smithers"), ("cyd", "Jones")]:
        pool.user(name, family_name=family, email=f"{name}@example.com")

    def found(text):
        return sorted(u["Username"] for u in idp.list_users(UserPoolId=pool.id, Filter=text)["Users"])

    assert found('family_name = "smith"') == ["ann"]
    assert found('family_name ^= "smith"') == ["ann", "bob"]
    assert found('"email"^="cyd@"') == ["cyd"]
    assert found('username = "bob"') == ["bob"]
    assert found('cognito:user_status = "CONFIRMED"') == ["ann", "bob", "cyd"]
    assert found('status = "Disabled"') == []
    refused(
        idp.list_users, "InvalidParameterException", "Error while parsing filter", UserPoolId=pool.id, Filter="nonsense"
    )
    refused(
        idp.list_users,
        "InvalidParameterException",
        "Invalid pagination token",
        UserPoolId=pool.id,
        PaginationToken="made-up",
    )


def test_aliases(make_pool, public):
    pool = make_pool(AliasAttributes=["email"], AutoVerifiedAttributes=["email"])
    app = pool.client()
    pool.user("first", email="shared@example.com", email_verified="true")
    tokens = public.initiate_auth(
        ClientId=app["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "shared@example.com", "PASSWORD": PASSWORD},
    )
    assert tokens["AuthenticationResult"]
    refused(
        public.sign_up,
        "InvalidParameterException",
        "Username cannot be of email format, since user pool is configured for email alias.",
        ClientId=app["ClientId"],
        Username="x@example.com",
        Password=PASSWORD,
    )


def test_unknown_things(idp, public):
    refused(
        idp.describe_user_pool,
        "ResourceNotFoundException",
        "User pool us-east-1_AAAAAAAAA does not exist.",
        UserPoolId="us-east-1_AAAAAAAAA",
    )
    refused(
        public.initiate_auth,
        "ResourceNotFoundException",
        "User pool client 1234567890abcdefghijklmnop does not exist.",
        ClientId="1234567890abcdefghijklmnop",
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "a", "PASSWORD": "b"},
    )


def test_a_signed_operation_needs_a_signature(public, pool):
    refused(
        public.describe_user_pool,
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
        UserPoolId=pool.id,
    )

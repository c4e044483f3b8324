"""boto3 gives pools domains, tags, terms, and reads their certificate."""

import base64

import pytest
from botocore.exceptions import ClientError


def test_a_prefix_domain_comes_and_goes(idp, pool):
    name = pool.id.split("_")[1].lower()
    idp.create_user_pool_domain(Domain=name, UserPoolId=pool.id)
    shown = idp.describe_user_pool_domain(Domain=name)["DomainDescription"]
    assert (shown["UserPoolId"], shown["Status"], shown["ManagedLoginVersion"]) == (pool.id, "ACTIVE", 1)
    assert idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]["Domain"] == name
    with pytest.raises(ClientError) as raised:
        idp.delete_user_pool(UserPoolId=pool.id)
    assert "It has a domain configured" in raised.value.response["Error"]["Message"]
    idp.delete_user_pool_domain(Domain=name, UserPoolId=pool.id)
    assert idp.describe_user_pool_domain(Domain=name)["DomainDescription"] == {}


def test_tags_by_arn(idp, pool):
    arn = idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]["Arn"]
    idp.tag_resource(ResourceArn=arn, Tags={"team": "a", "stage": "b"})
    idp.untag_resource(ResourceArn=arn, TagKeys=["team"])
    assert idp.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"stage": "b"}


def test_terms_of_a_client(idp, pool):
    client = pool.client()["ClientId"]
    links = {"cognito:default": "https://example.com/terms"}
    made = idp.create_terms(
        UserPoolId=pool.id,
        ClientId=client,
        TermsName="terms-of-use",
        TermsSource="LINK",
        Enforcement="NONE",
        Links=links,
    )["Terms"]
    assert made["Links"] == links
    found = idp.describe_terms_by_client(UserPoolId=pool.id, ClientId=client, TermsName="terms-of-use")["Terms"]
    assert found["TermsId"] == made["TermsId"]
    assert [t["TermsName"] for t in idp.list_terms(UserPoolId=pool.id)["Terms"]] == ["terms-of-use"]
    idp.delete_terms(UserPoolId=pool.id, TermsId=made["TermsId"])
    with pytest.raises(idp.exceptions.ResourceNotFoundException):
        idp.describe_terms(UserPoolId=pool.id, TermsId=made["TermsId"])


def test_the_certificate_can_be_read(idp, pool):
    from cryptography import x509

    certificate = x509.load_der_x509_certificate(
        base64.b64decode(idp.get_signing_certificate(UserPoolId=pool.id)["Certificate"])
    )
    certificate.verify_directly_issued_by(certificate)
    assert certificate.public_key().key_size == 2048
    assert certificate.not_valid_after_utc.year == certificate.not_valid_before_utc.year + 10


OIDC = {
    "client_id": "c",
    "client_secret": "s",
    "authorize_scopes": "openid",
    "oidc_issuer": "https://id.example.com",
    "attributes_request_method": "GET",
    "authorize_url": "https://id.example.com/a",
    "token_url": "https://id.example.com/t",
    "attributes_url": "https://id.example.com/u",
    "jwks_uri": "https://id.example.com/j",
}


def test_identity_providers_and_links(idp, pool):
    made = idp.create_identity_provider(
        UserPoolId=pool.id,
        ProviderName="Example",
        ProviderType="OIDC",
        ProviderDetails=OIDC,
        IdpIdentifiers=["example.com"],
    )["IdentityProvider"]
    found = idp.get_identity_provider_by_identifier(UserPoolId=pool.id, IdpIdentifier="example.com")
    assert found["IdentityProvider"] == made
    client = pool.client(SupportedIdentityProviders=["COGNITO", "Example"])
    assert client["SupportedIdentityProviders"] == ["COGNITO", "Example"]

    idp.admin_create_user(UserPoolId=pool.id, Username="jane", MessageAction="SUPPRESS")
    source = {
        "ProviderName": "Example",
        "ProviderAttributeName": "Cognito_Subject",
        "ProviderAttributeValue": "1",
    }
    destination = {"ProviderName": "Cognito", "ProviderAttributeValue": "jane"}
    idp.admin_link_provider_for_user(UserPoolId=pool.id, DestinationUser=destination, SourceUser=source)
    shown = idp.admin_get_user(UserPoolId=pool.id, Username="jane")["UserAttributes"]
    assert any(a["Name"] == "identities" and '"providerName":"Example"' in a["Value"] for a in shown)
    idp.admin_disable_provider_for_user(UserPoolId=pool.id, User=source)
    shown = idp.admin_get_user(UserPoolId=pool.id, Username="jane")["UserAttributes"]
    assert not any(a["Name"] == "identities" for a in shown)
    idp.delete_identity_provider(UserPoolId=pool.id, ProviderName="Example")
    with pytest.raises(idp.exceptions.ResourceNotFoundException):
        idp.describe_identity_provider(UserPoolId=pool.id, ProviderName="Example")


def test_the_paginator_walks_identity_providers(idp, pool):
    names = {f"Example-{n}" for n in range(7)}
    for name in names:
        idp.create_identity_provider(
            UserPoolId=pool.id, ProviderName=name, ProviderType="OIDC", ProviderDetails=OIDC
        )
    pages = idp.get_paginator("list_identity_providers").paginate(
        UserPoolId=pool.id, PaginationConfig={"PageSize": 2}
    )
    seen = [p["ProviderName"] for page in pages for p in page["Providers"]]
    assert sorted(seen) == sorted(names)

"""Every sub-command of `aws cognito-idp` once, successfully, in one story.

A new operation gets its line in the chapter that it belongs to; the last test finds the ones without a line.
"""

import base64
import time
import urllib.request
from types import SimpleNamespace

import passkey
import pytest
from authenticator_app import totp
from cli import Cli
from conftest import ENDPOINT, PASSWORD, newest_message

FLOWS = [
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_USER_AUTH",
]
OTHER_PASSWORD = "Another-Horse-8"
KEY_OF_REGIONS = "arn:aws:kms:us-east-1:000000000000:key/mrk-1234abcd12ab34cd56ef1234567890ab"


@pytest.fixture
def aws():
    cli = Cli(ENDPOINT)
    yield cli
    cli.close()


def test_every_sub_command(aws):
    world = pools(aws)
    clients(aws, world)
    sign_up(aws, world)
    users(aws, world)
    tokens(aws, world)
    sessions(aws, world)
    attributes(aws, world)
    passwords(aws, world)
    factors(aws, world)
    passkeys(aws, world)
    devices(aws, world)
    groups(aws, world)
    resource_servers(aws, world)
    domains(aws, world)
    tags(aws, world)
    terms(aws, world)
    providers(aws, world)
    imports(aws, world)
    replicas(aws, world)
    limits(aws)
    looks(aws, world)
    risks(aws)
    farewell(aws, world)
    missing = aws.commands - aws.done
    assert not missing, f"sub-commands without a line in this story: {sorted(missing)}"
    assert len(aws.commands) == 141


def pool_ids(aws):
    """The ids of all pools, those of other tests among them: page by page."""
    page = aws("list-user-pools", max_results="60")
    ids = [pool["Id"] for pool in page["UserPools"]]
    while "NextToken" in page:
        page = aws("list-user-pools", max_results="60", next_token=page["NextToken"])
        ids += [pool["Id"] for pool in page["UserPools"]]
    return ids


def pools(aws):
    made = aws(
        "create-user-pool",
        pool_name="story",
        policies={"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}},
        auto_verified_attributes=["email"],
        device_configuration={"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": False},
        key_configuration={"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": KEY_OF_REGIONS},
        issuer_configuration={"Type": "UPDATED"},
        user_pool_tier="PLUS",
    )["UserPool"]
    here = {"user_pool_id": made["Id"]}
    assert made["Id"] in pool_ids(aws)
    assert aws("describe-user-pool", **here)["UserPool"]["Arn"] == made["Arn"]
    aws("add-custom-attributes", **here, custom_attributes=[{"Name": "team", "AttributeDataType": "String"}])
    aws("set-user-pool-session-configuration", **here, user_session_tracking="ENABLED", token_session={"MaxPerUser": 9})
    assert aws("get-user-pool-session-configuration", **here)["TokenSession"]["MaxPerUser"] == 9
    aws(
        "set-user-pool-mfa-config",
        **here,
        mfa_configuration="OPTIONAL",
        software_token_mfa_configuration={"Enabled": True},
        sms_mfa_configuration={
            "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::000000000000:role/sms", "ExternalId": "story"}
        },
        web_authn_configuration={"RelyingPartyId": "localhost", "UserVerification": "preferred"},
    )
    assert aws("get-user-pool-mfa-config", **here)["MfaConfiguration"] == "OPTIONAL"
    return SimpleNamespace(here=here, pool=made["Id"], arn=made["Arn"])


def clients(aws, world):
    made = aws("create-user-pool-client", **world.here, client_name="app", explicit_auth_flows=FLOWS)
    world.app = {"client_id": made["UserPoolClient"]["ClientId"]}
    found = aws("list-user-pool-clients", **world.here)["UserPoolClients"]
    assert [client["ClientName"] for client in found] == ["app"]
    aws("update-user-pool-client", **world.here, **world.app, client_name="app", explicit_auth_flows=FLOWS)
    shown = aws("describe-user-pool-client", **world.here, **world.app)["UserPoolClient"]
    assert sorted(shown["ExplicitAuthFlows"]) == sorted(FLOWS)
    once = {"MaxValidityMinutes": 60}
    aws("set-user-pool-client-session-configuration", **world.here, **world.app, sso_session=once)
    aws("get-user-pool-client-session-configuration", **world.here, **world.app)
    confidential = aws("create-user-pool-client", "--generate-secret", **world.here, client_name="secret")
    other = {"client_id": confidential["UserPoolClient"]["ClientId"]}
    added = aws("add-user-pool-client-secret", **world.here, **other)["ClientSecretDescriptor"]
    listed = aws("list-user-pool-client-secrets", **world.here, **other)["ClientSecrets"]
    assert added["ClientSecretId"] in [secret["ClientSecretId"] for secret in listed]
    aws("delete-user-pool-client-secret", **world.here, **other, client_secret_id=added["ClientSecretId"])
    aws("delete-user-pool-client", **world.here, **other)


def sign_up(aws, world):
    def join(name):
        given = [{"Name": "email", "Value": f"{name}@example.com"}]
        aws("sign-up", **world.app, username=name, password=PASSWORD, user_attributes=given)

    join("jane")
    aws("resend-confirmation-code", **world.app, username="jane")
    code = newest_message(world.pool, "jane")["code"]
    aws("confirm-sign-up", **world.app, username="jane", confirmation_code=code)
    join("joan")
    aws("admin-confirm-sign-up", **world.here, username="joan")


def sign_in(aws, world, name="jane", password=PASSWORD):
    """The result of a sign-in by password."""
    parameters = {"USERNAME": name, "PASSWORD": password}
    done = aws("initiate-auth", **world.app, auth_flow="USER_PASSWORD_AUTH", auth_parameters=parameters)
    return done["AuthenticationResult"]


def users(aws, world):
    created = aws(
        "admin-create-user",
        **world.here,
        username="john",
        temporary_password="Temporary-1",
        message_action="SUPPRESS",
    )["User"]
    assert created["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    challenge = aws(
        "admin-initiate-auth",
        **world.here,
        **world.app,
        auth_flow="ADMIN_USER_PASSWORD_AUTH",
        auth_parameters={"USERNAME": "john", "PASSWORD": "Temporary-1"},
    )
    aws(
        "admin-respond-to-auth-challenge",
        **world.here,
        **world.app,
        challenge_name=challenge["ChallengeName"],
        session=challenge["Session"],
        challenge_responses={"USERNAME": "john", "NEW_PASSWORD": PASSWORD},
    )
    assert aws("admin-get-user", **world.here, username="john")["UserStatus"] == "CONFIRMED"
    aws("admin-disable-user", **world.here, username="john")
    aws("admin-enable-user", **world.here, username="john")
    assert len(aws("list-users", **world.here)["Users"]) == 3
    token = sign_in(aws, world)["AccessToken"]
    assert aws("get-user", access_token=token)["Username"] == "jane"
    assert aws("get-user-auth-factors", access_token=token)["Username"] == "jane"
    assert aws("admin-get-user-auth-factors", **world.here, username="jane")["Username"] == "jane"

    aws(
        "admin-create-user",
        **world.here,
        username="june",
        temporary_password="Temporary-1",
        message_action="SUPPRESS",
    )
    parameters = {"USERNAME": "june", "PASSWORD": "Temporary-1"}
    challenge = aws("initiate-auth", **world.app, auth_flow="USER_PASSWORD_AUTH", auth_parameters=parameters)
    done = aws(
        "respond-to-auth-challenge",
        **world.app,
        challenge_name="NEW_PASSWORD_REQUIRED",
        session=challenge["Session"],
        challenge_responses={"USERNAME": "june", "NEW_PASSWORD": PASSWORD},
    )
    aws("delete-user", access_token=done["AuthenticationResult"]["AccessToken"])
    aws("admin-delete-user", **world.here, username="joan")


def tokens(aws, world):
    refresh = sign_in(aws, world)["RefreshToken"]
    fresh = aws("get-tokens-from-refresh-token", **world.app, refresh_token=refresh)["AuthenticationResult"]
    assert fresh["TokenType"] == "Bearer"
    exchanger = aws(
        "create-user-pool-client",
        **world.here,
        client_name="exchanger",
        explicit_auth_flows=["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"],
        allowed_o_auth_scopes=["aws.cognito.signin.user.admin"],
    )["UserPoolClient"]["ClientId"]
    derived = aws(
        "get-derived-token", client_id=exchanger, subject_token=fresh["AccessToken"], subject_token_type="ACCESS_TOKEN"
    )
    assert derived["TokenType"] == "Bearer"
    aws("revoke-token", **world.app, token=refresh)
    aws("global-sign-out", access_token=sign_in(aws, world)["AccessToken"])
    aws("admin-user-global-sign-out", **world.here, username="jane")


def sessions(aws, world):
    token = sign_in(aws, world)["AccessToken"]
    sign_in(aws, world)
    mine = aws("list-user-sessions", access_token=token)["Sessions"]
    assert len(mine) == 2
    aws("revoke-user-session", access_token=token, session_id=other_than(token, mine))
    left = aws("admin-list-user-sessions", **world.here, username="jane")["Sessions"]
    aws("admin-revoke-user-session", **world.here, username="jane", session_id=left[0]["SessionId"])


def other_than(_token, sessions):
    """The session that is not this one: the list begins with the newest."""
    return sessions[0]["SessionId"]


def attributes(aws, world):
    token = sign_in(aws, world)["AccessToken"]
    me = {"access_token": token}
    aws("update-user-attributes", **me, user_attributes=[{"Name": "given_name", "Value": "Jane"}])
    aws("delete-user-attributes", **me, user_attribute_names=["given_name"])
    her = {**world.here, "username": "jane"}
    unverified = [{"Name": "email", "Value": "jane@example.com"}, {"Name": "email_verified", "Value": "false"}]
    aws("admin-update-user-attributes", **her, user_attributes=[*unverified, {"Name": "nickname", "Value": "J"}])
    aws("admin-delete-user-attributes", **her, user_attribute_names=["nickname"])
    aws("get-user-attribute-verification-code", **me, attribute_name="email")
    code = newest_message(world.pool, "jane")["code"]
    aws("verify-user-attribute", **me, attribute_name="email", code=code)


def passwords(aws, world):
    token = sign_in(aws, world)["AccessToken"]
    aws("change-password", access_token=token, previous_password=PASSWORD, proposed_password=OTHER_PASSWORD)
    aws("forgot-password", **world.app, username="jane")
    code = newest_message(world.pool, "jane")["code"]
    aws("confirm-forgot-password", **world.app, username="jane", confirmation_code=code, password=OTHER_PASSWORD)
    aws("admin-reset-user-password", **world.here, username="jane")
    aws("admin-set-user-password", "--permanent", **world.here, username="jane", password=PASSWORD)


def factors(aws, world):
    her = {**world.here, "username": "jane"}
    me = {"access_token": sign_in(aws, world)["AccessToken"]}
    secret = aws("associate-software-token", **me)["SecretCode"]
    assert aws("verify-software-token", **me, user_code=totp(secret))["Status"] == "SUCCESS"
    off = {"Enabled": False, "PreferredMfa": False}
    aws("set-user-mfa-preference", **me, software_token_mfa_settings=off)
    aws("admin-set-user-mfa-preference", **her, software_token_mfa_settings=off)
    aws("admin-delete-software-token", **her)
    aws("set-user-settings", **me, mfa_options=[])
    aws("admin-set-user-settings", **her, mfa_options=[])


def passkeys(aws, world):
    me = {"access_token": sign_in(aws, world)["AccessToken"]}
    options = aws("start-web-authn-registration", **me)["CredentialCreationOptions"]
    credential = passkey.register(options, "http://localhost")
    aws("complete-web-authn-registration", **me, credential=credential)
    listed = aws("list-web-authn-credentials", **me)["Credentials"]
    assert [it["CredentialId"] for it in listed] == [credential["id"]]
    aws("delete-web-authn-credential", **me, credential_id=credential["id"])


def devices(aws, world):
    def confirmed():
        signed_in = sign_in(aws, world)
        device = {"device_key": signed_in["NewDeviceMetadata"]["DeviceKey"]}
        me = {"access_token": signed_in["AccessToken"]}
        verifier = {
            "PasswordVerifier": base64.b64encode(bytes(range(1, 128)) * 3).decode(),
            "Salt": base64.b64encode(bytes(range(16))).decode(),
        }
        aws("confirm-device", **me, **device, device_secret_verifier_config=verifier)
        return me, device

    me, device = confirmed()
    assert aws("get-device", **me, **device)["Device"]["DeviceKey"] == device["device_key"]
    assert len(aws("list-devices", **me)["Devices"]) == 1
    aws("update-device-status", **me, **device, device_remembered_status="remembered")
    aws("forget-device", **me, **device)
    her = {**world.here, "username": "jane"}
    _, device = confirmed()
    assert aws("admin-get-device", **her, **device)["Device"]["DeviceKey"] == device["device_key"]
    assert len(aws("admin-list-devices", **her)["Devices"]) == 1
    aws("admin-update-device-status", **her, **device, device_remembered_status="not_remembered")
    aws("admin-forget-device", **her, **device)


def groups(aws, world):
    group = {**world.here, "group_name": "cooks"}
    member = {**group, "username": "jane"}
    aws("create-group", **group, description="They cook.")
    aws("update-group", **group, description="They cook and bake.")
    assert aws("get-group", **group)["Group"]["Description"] == "They cook and bake."
    assert len(aws("list-groups", **world.here)["Groups"]) == 1
    aws("admin-add-user-to-group", **member)
    assert len(aws("list-users-in-group", **group)["Users"]) == 1
    assert len(aws("admin-list-groups-for-user", **world.here, username="jane")["Groups"]) == 1
    aws("admin-remove-user-from-group", **member)
    aws("delete-group", **group)


def resource_servers(aws, world):
    api = {**world.here, "identifier": "api"}
    scopes = [{"ScopeName": "read", "ScopeDescription": "Read."}]
    aws("create-resource-server", **api, name="API", scopes=scopes)
    aws("update-resource-server", **api, name="The API", scopes=scopes)
    assert aws("describe-resource-server", **api)["ResourceServer"]["Name"] == "The API"
    assert len(aws("list-resource-servers", "--max-results", "50", **world.here)["ResourceServers"]) == 1
    machine = aws(
        "create-user-pool-client",
        "--generate-secret",
        **world.here,
        client_name="machine",
        explicit_auth_flows=["ALLOW_CLIENT_TOKEN_AUTH"],
        allowed_o_auth_scopes=["api/read"],
    )["UserPoolClient"]
    got = aws("get-client-token", client_id=machine["ClientId"], secret=machine["ClientSecret"], scopes=["api/read"])
    assert got["ClientAuthenticationResult"]["TokenType"] == "Bearer"
    aws("delete-resource-server", **api)


def domains(aws, world):
    mine = {"domain": f"story-{world.pool[-9:].lower()}"}
    aws("create-user-pool-domain", **world.here, **mine)
    aws("update-user-pool-domain", **world.here, **mine, managed_login_version="2")
    assert aws("describe-user-pool-domain", **mine)["DomainDescription"]["UserPoolId"] == world.pool
    aws("delete-user-pool-domain", **world.here, **mine)


def tags(aws, world):
    resource = {"resource_arn": world.arn}
    aws("tag-resource", **resource, tags={"team": "story", "stage": "test"})
    aws("untag-resource", **resource, tag_keys=["team"])
    assert aws("list-tags-for-resource", **resource)["Tags"] == {"stage": "test"}
    assert aws("get-signing-certificate", **world.here)["Certificate"].startswith("MII")


def terms(aws, world):
    links = {"cognito:default": "https://example.com/terms"}
    named = {**world.here, **world.app, "terms_name": "terms-of-use"}
    made = aws("create-terms", **named, terms_source="LINK", enforcement="NONE", links=links)["Terms"]
    mine = {**world.here, "terms_id": made["TermsId"]}
    links["cognito:french"] = "https://example.com/conditions"
    aws("update-terms", **mine, links=links)
    assert aws("describe-terms", **mine)["Terms"]["Links"] == links
    assert aws("describe-terms-by-client", **named)["Terms"]["TermsId"] == made["TermsId"]
    assert len(aws("list-terms", **world.here)["Terms"]) == 1
    aws("delete-terms", **mine)


def providers(aws, world):
    mine = {**world.here, "provider_name": "Google"}
    details = {"client_id": "c", "client_secret": "s", "authorize_scopes": "email"}
    aws("create-identity-provider", **mine, provider_type="Google", provider_details=details)
    aws("update-identity-provider", **mine, idp_identifiers=["example.com"])
    assert aws("describe-identity-provider", **mine)["IdentityProvider"]["IdpIdentifiers"] == ["example.com"]
    found = aws("get-identity-provider-by-identifier", **world.here, idp_identifier="example.com")
    assert found["IdentityProvider"]["ProviderName"] == "Google"
    assert len(aws("list-identity-providers", **world.here)["Providers"]) == 1
    person = {
        "ProviderName": "Google",
        "ProviderAttributeName": "Cognito_Subject",
        "ProviderAttributeValue": "1",
    }
    jane = {"ProviderName": "Cognito", "ProviderAttributeValue": "jane"}
    aws("admin-link-provider-for-user", **world.here, destination_user=jane, source_user=person)
    aws("admin-disable-provider-for-user", **world.here, user=person)
    aws("delete-identity-provider", **mine)


def imports(aws, world):
    role = {"cloud_watch_logs_role_arn": "arn:aws:iam::000000000000:role/import"}
    header = aws("get-csv-header", **world.here)["CSVHeader"]

    def row(n):
        given = {"cognito:username": f"ida{n}", "email": f"ida{n}@example.com", "email_verified": "true"}
        given |= {"cognito:mfa_enabled": "false", "phone_number_verified": "false"}
        return ",".join(given.get(name, "") for name in header)

    job = aws("create-user-import-job", **world.here, **role, job_name="first")["UserImportJob"]
    # So many that the job is still at it when it is stopped.
    text = "\n".join([",".join(header), *map(row, range(20_000))])
    put = urllib.request.Request(
        job["PreSignedUrl"],
        data=text.encode(),
        method="PUT",
        headers={"x-amz-server-side-encryption": "aws:kms", "Content-Type": "text/csv"},
    )
    urllib.request.urlopen(put, timeout=30).close()
    this = {**world.here, "job_id": job["JobId"]}
    aws("start-user-import-job", **this)
    aws("stop-user-import-job", **this)
    listed = aws("list-user-import-jobs", "--max-results", "10", **world.here)["UserImportJobs"]
    assert [it["JobName"] for it in listed] == ["first"]
    for _ in range(100):
        status = aws("describe-user-import-job", **this)["UserImportJob"]["Status"]
        if status not in ("Pending", "InProgress", "Stopping"):
            break
        time.sleep(0.1)
    assert status == "Stopped"


def replicas(aws, world):
    there = {**world.here, "region_name": "eu-west-1"}
    assert aws("create-user-pool-replica", **there)["UserPoolReplica"]["Role"] == "SECONDARY"
    for status in ("ACTIVE", "INACTIVE"):
        assert aws("update-user-pool-replica", **there, status=status)["UserPoolReplica"]["Status"] == status
    assert len(aws("list-user-pool-replicas", **world.here)["UserPoolReplicas"]) == 2
    assert aws("delete-user-pool-replica", **there)["UserPoolReplica"]["Status"] == "DELETING"


def limits(aws):
    definition = {"LimitClass": "API_CATEGORY", "Attributes": {"Category": "UserRead"}}
    aws("update-provisioned-limit", limit_definition=definition, requested_limit_value="240")
    limit = aws("get-provisioned-limit", limit_definition=definition)["Limit"]
    assert (limit["ProvisionedLimitValue"], limit["FreeLimitValue"]) == (240, 120)
    aws("update-provisioned-limit", limit_definition=definition, requested_limit_value="120")


def looks(aws, world):
    mine = {"domain": f"looks-{world.pool[-9:].lower()}"}
    aws("create-user-pool-domain", **world.here, **mine, managed_login_version="2")
    css = ".banner-customizable { padding: 25px; }"
    assert aws("set-ui-customization", **world.here, css=css)["UICustomization"]["CSS"] == css
    assert aws("get-ui-customization", **world.here, **world.app)["UICustomization"]["ClientId"] == "ALL"
    made = aws("create-managed-login-branding", "--use-cognito-provided-values", **world.here, **world.app)
    this = {**world.here, "managed_login_branding_id": made["ManagedLoginBranding"]["ManagedLoginBrandingId"]}
    aws("update-managed-login-branding", "--no-use-cognito-provided-values", **this, settings={"categories": {}})
    shown = aws("describe-managed-login-branding", **this)["ManagedLoginBranding"]
    assert shown["Settings"] == {"categories": {}}
    of_client = aws("describe-managed-login-branding-by-client", **world.here, **world.app)["ManagedLoginBranding"]
    assert of_client["ManagedLoginBrandingId"] == shown["ManagedLoginBrandingId"]
    aws("delete-managed-login-branding", **this)
    aws("delete-user-pool-domain", **world.here, **mine)


def risks(aws):
    watched = {"user_pool_tier": "PLUS", "user_pool_add_ons": {"AdvancedSecurityMode": "ENFORCED"}}
    here = {"user_pool_id": aws("create-user-pool", pool_name="risks", **watched)["UserPool"]["Id"]}
    made = aws("create-user-pool-client", **here, client_name="app", explicit_auth_flows=FLOWS)["UserPoolClient"]
    app = {"client_id": made["ClientId"]}
    rule = {"EventFilter": ["SIGN_IN"], "Actions": {"EventAction": "NO_ACTION"}}
    tell = {"Notify": True, "EventAction": "NO_ACTION"}
    letter = {"Subject": "Was it you?", "TextBody": "{event-id} {feedback-token}"}
    takeover = {
        "Actions": {"LowAction": tell, "MediumAction": tell, "HighAction": tell},
        "NotifyConfiguration": {
            "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/house@example.com",
            "NoActionEmail": letter,
        },
    }
    aws(
        "set-risk-configuration",
        **here,
        compromised_credentials_risk_configuration=rule,
        account_takeover_risk_configuration=takeover,
    )
    risk = aws("describe-risk-configuration", **here)["RiskConfiguration"]
    assert risk["CompromisedCredentialsRiskConfiguration"] == rule
    assert risk["AccountTakeoverRiskConfiguration"] == takeover
    logs = [{"LogLevel": "ERROR", "EventSource": "userNotification",
             "CloudWatchLogsConfiguration": {"LogGroupArn": "arn:aws:logs:us-east-1:000000000000:log-group:story"}}]
    aws("set-log-delivery-configuration", **here, log_configurations=logs)
    kept = aws("get-log-delivery-configuration", **here)["LogDeliveryConfiguration"]
    assert kept["LogConfigurations"] == logs
    jane = {**here, "username": "jane"}
    address = [{"Name": "email", "Value": "jane@example.com"}, {"Name": "email_verified", "Value": "true"}]
    aws("admin-create-user", **jane, user_attributes=address, message_action="SUPPRESS")
    aws("admin-set-user-password", "--permanent", **jane, password=PASSWORD)
    for place in ("192.0.2.1", "198.51.100.7"):
        aws(
            "admin-initiate-auth",
            **here,
            **app,
            auth_flow="ADMIN_USER_PASSWORD_AUTH",
            auth_parameters={"USERNAME": "jane", "PASSWORD": PASSWORD},
            context_data={"IpAddress": place, "ServerName": "story", "ServerPath": "/", "HttpHeaders": []},
        )
    event = aws("admin-list-user-auth-events", **jane)["AuthEvents"][0]
    assert (event["EventType"], event["EventResponse"]) == ("SignIn", "Pass")
    assert event["EventRisk"]["RiskLevel"] == "Low"
    aws("admin-update-auth-event-feedback", **jane, event_id=event["EventId"], feedback_value="Invalid")
    # The user knows better, by the mail.
    told, token = newest_message(here["user_pool_id"], "jane")["body"].split()
    assert told == event["EventId"]
    aws("update-auth-event-feedback", **jane, event_id=told, feedback_token=token, feedback_value="Valid")
    judged = aws("admin-list-user-auth-events", **jane)["AuthEvents"][0]["EventFeedback"]
    assert (judged["FeedbackValue"], judged["Provider"]) == ("Valid", "User")


def farewell(aws, world):
    aws("update-user-pool", **world.here, deletion_protection="INACTIVE")
    aws("delete-user-pool", **world.here)

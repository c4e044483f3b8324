"""boto3 does what an administrator does with a pool besides its users: imports, looks, risks, logs and a second region."""

import csv
import io
import time
import urllib.error
import urllib.request

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from conftest import ENDPOINT, PASSWORD, REGION, newest_message

ROLE = "arn:aws:iam::000000000000:role/import"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


def fetch(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.headers["Content-Type"], answer.read()


def test_users_are_imported_and_choose_a_password(idp, make_pool, public):
    pool = make_pool(AutoVerifiedAttributes=["email"])
    app = pool.client()["ClientId"]
    here = {"UserPoolId": pool.id}
    pool.user("here-already")
    header = idp.get_csv_header(**here)["CSVHeader"]
    text = io.StringIO()
    table = csv.DictWriter(text, header, restval="", lineterminator="\n")
    table.writeheader()
    for name, verified in (("jane", "true"), ("here-already", "true"), ("nobody", "false")):
        email = {"email": f"{name}@example.com", "email_verified": verified}
        table.writerow({"cognito:username": name, "cognito:mfa_enabled": "false", **email})

    job = idp.create_user_import_job(**here, JobName="move", CloudWatchLogsRoleArn=ROLE)["UserImportJob"]
    assert job["Status"] == "Created"
    with pytest.raises(idp.exceptions.PreconditionNotMetException):
        idp.start_user_import_job(**here, JobId=job["JobId"])
    # As the developer guide has it: curl -T file -H "x-amz-server-side-encryption:aws:kms" URL
    put = urllib.request.Request(job["PreSignedUrl"], text.getvalue().encode(), method="PUT")
    put.add_header("x-amz-server-side-encryption", "aws:kms")
    assert urllib.request.urlopen(put).status == 200
    idp.start_user_import_job(**here, JobId=job["JobId"])
    for _ in range(200):
        shown = idp.describe_user_import_job(**here, JobId=job["JobId"])["UserImportJob"]
        if shown["Status"] not in ("Pending", "InProgress"):
            break
        time.sleep(0.05)
    assert (shown["Status"], shown["ImportedUsers"], shown["SkippedUsers"], shown["FailedUsers"]) == ("Succeeded", 1, 1, 1)
    assert shown["CompletionMessage"] == "Import Job Completed Successfully."
    assert [job["JobId"] for job in idp.list_user_import_jobs(**here, MaxResults=5)["UserImportJobs"]] == [job["JobId"]]

    signed = AWSRequest("GET", f"{ENDPOINT}/_import/{pool.id}/{job['JobId']}/log")
    SigV4Auth(Credentials("AKIAIOSFODNN7EXAMPLE", "secret"), "cognito-idp", REGION).add_auth(signed)
    with urllib.request.urlopen(urllib.request.Request(signed.url, headers=dict(signed.headers))) as answer:
        log = answer.read().decode()
    assert "[SUCCEEDED] Line Number 2 - The import succeeded." in log
    assert "[SKIPPED] Line Number 3 - The user already exists." in log
    assert "[FAILED] Line Number 4 - The User Record does not set any of the auto verified attributes to true." in log

    assert idp.admin_get_user(**here, Username="jane")["UserStatus"] == "RESET_REQUIRED"
    public.forgot_password(ClientId=app, Username="jane")
    code = newest_message(pool.id, "jane")["code"]
    public.confirm_forgot_password(ClientId=app, Username="jane", ConfirmationCode=code, Password=PASSWORD)
    signed_in = public.initiate_auth(
        ClientId=app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": "jane", "PASSWORD": PASSWORD}
    )
    assert "AccessToken" in signed_in["AuthenticationResult"]


def test_pages_get_a_look(idp, pool):
    app = pool.client()["ClientId"]
    here = {"UserPoolId": pool.id}
    with pytest.raises(idp.exceptions.InvalidParameterException, match="A domain must be associated with this user pool"):
        idp.set_ui_customization(**here, CSS=".submitButton-customizable { color: red }")
    domain = pool.id.split("_")[1].lower()
    idp.create_user_pool_domain(**here, Domain=domain)
    css = ".submitButton-customizable { background-color: #336699; }"
    idp.set_ui_customization(**here, CSS=css, ImageFile=PNG)
    shown = idp.get_ui_customization(**here, ClientId=app)["UICustomization"]
    assert (shown["ClientId"], shown["CSS"]) == ("ALL", css)
    assert fetch(shown["ImageUrl"]) == ("image/png", PNG)

    style = idp.create_managed_login_branding(
        **here,
        ClientId=app,
        Settings={"components": {"primaryButton": {"lightMode": {"defaults": {"backgroundColor": "336699ff"}}}}},
        Assets=[{"Category": "FORM_LOGO", "ColorMode": "LIGHT", "Extension": "PNG", "Bytes": PNG}],
    )["ManagedLoginBranding"]
    found = idp.describe_managed_login_branding_by_client(**here, ClientId=app)["ManagedLoginBranding"]
    assert found["Settings"] == style["Settings"]
    assert found["Assets"][0]["Bytes"] == PNG
    merged = idp.describe_managed_login_branding(
        **here, ManagedLoginBrandingId=style["ManagedLoginBrandingId"], ReturnMergedResources=True
    )["ManagedLoginBranding"]["Settings"]
    assert merged["components"]["primaryButton"]["lightMode"]["defaults"]["backgroundColor"] == "336699ff"
    assert merged["categories"]["global"]["colorSchemeMode"] == "LIGHT"
    idp.update_managed_login_branding(
        **here, ManagedLoginBrandingId=style["ManagedLoginBrandingId"], UseCognitoProvidedValues=True
    )
    idp.delete_managed_login_branding(**here, ManagedLoginBrandingId=style["ManagedLoginBrandingId"])
    with pytest.raises(idp.exceptions.ResourceNotFoundException):
        idp.describe_managed_login_branding_by_client(**here, ClientId=app)
    idp.delete_user_pool_domain(**here, Domain=domain)


def test_events_are_kept_judged_and_logged(idp, make_pool, public):
    pool = make_pool(UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"})
    app = pool.client()["ClientId"]
    here = {"UserPoolId": pool.id}
    blocked = {"Actions": {"EventAction": "BLOCK"}}
    exceptions = {"BlockedIPRangeList": ["192.0.2.0/24"]}
    idp.set_risk_configuration(
        **here, CompromisedCredentialsRiskConfiguration=blocked, RiskExceptionConfiguration=exceptions
    )
    shown = idp.describe_risk_configuration(**here)["RiskConfiguration"]
    assert shown["RiskExceptionConfiguration"] == exceptions
    assert shown["CompromisedCredentialsRiskConfiguration"]["EventFilter"] == ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"]
    with pytest.raises(idp.exceptions.InvalidParameterException, match="Incorrect CIDR format"):
        idp.set_risk_configuration(**here, RiskExceptionConfiguration={"BlockedIPRangeList": ["192.0.2.0"]})

    pool.user("jane")
    for password, error in ((PASSWORD, None), ("Wrong-Horse-9", public.exceptions.NotAuthorizedException)):
        call = {"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "jane", "PASSWORD": password}}
        if error:
            with pytest.raises(error):
                public.initiate_auth(ClientId=app, **call)
        else:
            public.initiate_auth(ClientId=app, **call)
    events = idp.admin_list_user_auth_events(**here, Username="jane")["AuthEvents"]
    assert [(event["EventType"], event["EventResponse"]) for event in events] == [("SignIn", "Fail"), ("SignIn", "Pass")]
    assert events[0]["EventContextData"]["IpAddress"] == "127.0.0.1"
    idp.admin_update_auth_event_feedback(
        **here, Username="jane", EventId=events[0]["EventId"], FeedbackValue="Invalid"
    )
    judged = idp.admin_list_user_auth_events(**here, Username="jane")["AuthEvents"][0]
    assert (judged["EventFeedback"]["FeedbackValue"], judged["EventFeedback"]["Provider"]) == ("Invalid", "Admin")

    group = f"arn:aws:logs:{REGION}:000000000000:log-group:events"
    logs = [
        {"LogLevel": "ERROR", "EventSource": "userNotification", "CloudWatchLogsConfiguration": {"LogGroupArn": group}},
        {"LogLevel": "INFO", "EventSource": "userAuthEvents", "CloudWatchLogsConfiguration": {"LogGroupArn": group}},
    ]
    idp.set_log_delivery_configuration(**here, LogConfigurations=logs)
    kept = idp.get_log_delivery_configuration(**here)["LogDeliveryConfiguration"]
    assert kept == {"UserPoolId": pool.id, "LogConfigurations": logs}
    idp.set_log_delivery_configuration(**here, LogConfigurations=[])
    assert idp.get_log_delivery_configuration(**here)["LogDeliveryConfiguration"]["LogConfigurations"] == []


def test_a_pool_in_a_second_region(idp, make_pool):
    key = "arn:aws:kms:us-east-1:000000000000:key/mrk-1234abcd12ab34cd56ef1234567890ab"
    pool = make_pool(
        IssuerConfiguration={"Type": "UPDATED"}, KeyConfiguration={"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": key}
    )
    app = pool.client()["ClientId"]
    pool.user("jane")
    there = boto3.client(
        "cognito-idp",
        endpoint_url=ENDPOINT,
        region_name="eu-west-1",
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="secret",
    )
    with pytest.raises(there.exceptions.ResourceNotFoundException):
        there.describe_user_pool(UserPoolId=pool.id)
    made = idp.create_user_pool_replica(UserPoolId=pool.id, RegionName="eu-west-1")["UserPoolReplica"]
    assert (made["Role"], made["Status"]) == ("SECONDARY", "CREATING")
    shown = there.describe_user_pool(UserPoolId=pool.id)["UserPool"]
    assert shown["Arn"].split(":")[3] == "eu-west-1"
    sign_in = {
        "UserPoolId": pool.id,
        "ClientId": app,
        "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "jane", "PASSWORD": PASSWORD},
    }
    with pytest.raises(there.exceptions.OperationNotEnabledException):
        there.admin_initiate_auth(**sign_in)
    idp.update_user_pool_replica(UserPoolId=pool.id, RegionName="eu-west-1", Status="ACTIVE")
    assert "AccessToken" in there.admin_initiate_auth(**sign_in)["AuthenticationResult"]
    with pytest.raises(there.exceptions.OperationNotEnabledException):
        there.admin_create_user(UserPoolId=pool.id, Username="joan")
    replicas = there.list_user_pool_replicas(UserPoolId=pool.id)["UserPoolReplicas"]
    assert [(replica["RegionName"], replica["Role"]) for replica in replicas] == [
        ("us-east-1", "PRIMARY"),
        ("eu-west-1", "SECONDARY"),
    ]
    assert pool.id in [listed["Id"] for listed in there.list_user_pools(MaxResults=60)["UserPools"]]
    idp.update_user_pool_replica(UserPoolId=pool.id, RegionName="eu-west-1", Status="INACTIVE")
    idp.delete_user_pool_replica(UserPoolId=pool.id, RegionName="eu-west-1")

"""Users come with the hashes of their passwords, as Python's libraries make them: boto3 imports them and signs them in, and from
then on pycognito signs them in by SRP."""

import csv
import io
import time
import urllib.request

import argon2
import bcrypt
import pytest
from botocore.exceptions import ClientError
from conftest import PASSWORD
from passlib.hash import pbkdf2_sha256, scrypt
from pycognito.aws_srp import AWSSRP

ROLE = "arn:aws:iam::000000000000:role/import"

# As these libraries make them by themselves, but for the rounds of bcrypt.
HASHES = {
    "BCRYPT": lambda password: bcrypt.hashpw(password.encode(), bcrypt.gensalt(5)).decode(),
    "ARGON2ID": argon2.PasswordHasher().hash,
    "SCRYPT": scrypt.hash,
    "PBKDF2_SHA256": pbkdf2_sha256.hash,
}


def imports(idp, pool, algorithm, users):
    """Imports users with hashes; the job in the end."""
    here = {"UserPoolId": pool}
    columns = [*idp.get_csv_header(**here)["CSVHeader"], "cognito:password_hash"]
    text = io.StringIO()
    # The file has no quotes: a comma in a value stands behind a backslash.
    form = {"quoting": csv.QUOTE_NONE, "escapechar": "\\", "lineterminator": "\n"}
    table = csv.DictWriter(text, columns, restval="", **form)
    table.writeheader()
    for name, hashed in users.items():
        verified = {"email": f"{name}@example.com", "email_verified": "true"}
        row = {"cognito:username": name, "cognito:mfa_enabled": "false", "cognito:password_hash": hashed}
        table.writerow({**row, **verified})
    job = idp.create_user_import_job(
        **here, JobName="hashes", CloudWatchLogsRoleArn=ROLE, PasswordHashingAlgorithm=algorithm
    )["UserImportJob"]
    put = urllib.request.Request(job["PreSignedUrl"], text.getvalue().encode(), method="PUT")
    assert urllib.request.urlopen(put).status == 200
    idp.start_user_import_job(**here, JobId=job["JobId"])
    for _ in range(300):
        shown = idp.describe_user_import_job(**here, JobId=job["JobId"])["UserImportJob"]
        if shown["Status"] not in ("Pending", "InProgress"):
            return shown
        time.sleep(0.1)
    raise AssertionError(shown)


def by_password(public, app, name, password):
    parameters = {"USERNAME": name, "PASSWORD": password}
    answer = public.initiate_auth(ClientId=app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)
    return answer["AuthenticationResult"]["AccessToken"]


def by_srp(public, pool, app, name, password):
    srp = AWSSRP(username=name, password=password, pool_id=pool, client_id=app, client=public)
    return srp.authenticate_user()["AuthenticationResult"]["AccessToken"]


def test_users_keep_the_passwords_that_other_software_knew(idp, public, make_pool):
    pool = make_pool(AutoVerifiedAttributes=["email"])
    app = pool.client()["ClientId"]
    for algorithm, make in HASHES.items():
        name = algorithm.lower()
        job = imports(idp, pool.id, algorithm, {name: make(PASSWORD), f"{name}-bad": "not a hash"})
        assert job["PasswordHashingAlgorithm"] == algorithm
        assert (job["ImportedUsers"], job["FailedUsers"]) == (1, 1), job
        user = idp.admin_get_user(UserPoolId=pool.id, Username=name)
        assert user["UserStatus"] == "CONFIRMED"

        for refused in (
            lambda: by_password(public, app, name, "Wrong-Horse-7"),
            # Of a hash nobody can make what SRP needs: that works after the first sign-in by the password itself.
            lambda: by_srp(public, pool.id, app, name, PASSWORD),
        ):
            with pytest.raises(ClientError) as error:
                refused()
            assert error.value.response["Error"]["Code"] == "NotAuthorizedException"
            assert error.value.response["Error"]["Message"] == "Incorrect username or password."
        assert public.get_user(AccessToken=by_password(public, app, name, PASSWORD))["Username"] == name
        assert public.get_user(AccessToken=by_srp(public, pool.id, app, name, PASSWORD))["Username"] == name

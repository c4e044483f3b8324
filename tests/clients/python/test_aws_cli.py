"""A day with the AWS CLI, in some twenty commands, unmodified but for --endpoint-url."""

import json
import os
import subprocess
import sys
from pathlib import Path

from conftest import ENDPOINT, PASSWORD, newest_message

AWS = Path(sys.executable).with_name("aws")
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": os.environ.get("HOME", "/nonexistent"),
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": "/nonexistent",
    "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
    "AWS_MAX_ATTEMPTS": "1",
    "AWS_PAGER": "",
}


def run(*words):
    command = [AWS, "cognito-idp", "--endpoint-url", ENDPOINT, "--output", "json", *words]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=60)


def aws(*words):
    done = run(*words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.strip() else {}


def pool_ids():
    """The ids of all pools, those of other tests among them: page by page."""
    page = aws("list-user-pools", "--max-results", "60")
    ids = [pool["Id"] for pool in page["UserPools"]]
    while "NextToken" in page:
        page = aws("list-user-pools", "--max-results", "60", "--next-token", page["NextToken"])
        ids += [pool["Id"] for pool in page["UserPools"]]
    return ids


def test_a_story():
    pool = aws("create-user-pool", "--pool-name", "story", "--auto-verified-attributes", "email")["UserPool"]["Id"]
    here = ("--user-pool-id", pool)
    assert pool in pool_ids()
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    made = aws("create-user-pool-client", *here, "--client-name", "app", "--explicit-auth-flows", *flows)
    app = made["UserPoolClient"]["ClientId"]
    assert sorted(made["UserPoolClient"]["ExplicitAuthFlows"]) == sorted(flows)

    aws(
        "sign-up", "--client-id", app, "--username", "jane", "--password", PASSWORD,
        "--user-attributes", "Name=email,Value=jane@example.com",
    )  # fmt: skip
    code = newest_message(pool, "jane")["code"]
    aws("confirm-sign-up", "--client-id", app, "--username", "jane", "--confirmation-code", code)
    tokens = aws(
        "initiate-auth", "--client-id", app, "--auth-flow", "USER_PASSWORD_AUTH",
        "--auth-parameters", f"USERNAME=jane,PASSWORD={PASSWORD}",
    )["AuthenticationResult"]  # fmt: skip
    assert aws("get-user", "--access-token", tokens["AccessToken"])["Username"] == "jane"
    aws(
        "update-user-attributes", "--access-token", tokens["AccessToken"],
        "--user-attributes", "Name=given_name,Value=Jane",
    )  # fmt: skip
    found = aws("list-users", *here, "--filter", 'given_name = "jane"')["Users"]
    assert [u["Username"] for u in found] == ["jane"]

    created = aws(
        "admin-create-user", *here, "--username", "john", "--temporary-password", "Temporary-1",
        "--message-action", "SUPPRESS",
    )["User"]  # fmt: skip
    assert created["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    challenge = aws(
        "admin-initiate-auth", *here, "--client-id", app, "--auth-flow", "ADMIN_USER_PASSWORD_AUTH",
        "--auth-parameters", "USERNAME=john,PASSWORD=Temporary-1",
    )  # fmt: skip
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    done = aws(
        "admin-respond-to-auth-challenge", *here, "--client-id", app, "--challenge-name", "NEW_PASSWORD_REQUIRED",
        "--session", challenge["Session"], "--challenge-responses", f"USERNAME=john,NEW_PASSWORD={PASSWORD}",
    )  # fmt: skip
    assert done["AuthenticationResult"]["TokenType"] == "Bearer"
    assert aws("admin-get-user", *here, "--username", "john")["UserStatus"] == "CONFIRMED"
    aws("admin-disable-user", *here, "--username", "john")
    assert aws("admin-get-user", *here, "--username", "john")["Enabled"] is False
    aws("admin-enable-user", *here, "--username", "john")
    aws("admin-set-user-password", *here, "--username", "john", "--password", "Another-Horse-8", "--permanent")
    aws("admin-user-global-sign-out", *here, "--username", "john")
    aws("admin-delete-user", *here, "--username", "john")
    gone = run("admin-get-user", *here, "--username", "john")
    assert gone.returncode != 0
    assert "(UserNotFoundException) when calling the AdminGetUser operation: User does not exist." in gone.stderr

    aws("revoke-token", "--client-id", app, "--token", tokens["RefreshToken"])
    revoked = run("get-user", "--access-token", tokens["AccessToken"])
    assert "Access Token has been revoked" in revoked.stderr
    aws("delete-user-pool-client", *here, "--client-id", app)
    aws("delete-user-pool", *here)

"""The functions of pools, behind a tiny server that speaks the Invoke API of AWS Lambda: functions.py PORT

The signature of each call is checked by botocore, which no one here wrote. GET / gives the events so far, newest first.
"""

import json
import os
import re
import sys
import traceback
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ACCESS_KEY = "AKIAFUNCTIONS"
SECRET = "secret-of-the-caller-of-functions"
ARN = "arn:aws:lambda:us-east-1:000000000000:function:"

EVENTS = deque(maxlen=1000)


def define(event, _context):
    """The password first where the client began with it; then sums, three at most."""
    session = event["request"]["session"]
    sums = [entry for entry in session if entry["challengeName"] == "CUSTOM_CHALLENGE"]
    response = event["response"]
    response["issueTokens"] = bool(sums) and sums[-1]["challengeResult"]
    response["failAuthentication"] = len(sums) >= 3 and not response["issueTokens"]
    if session and session[-1]["challengeName"] == "SRP_A":
        response["challengeName"] = "PASSWORD_VERIFIER"
    elif not response["issueTokens"]:
        response["challengeName"] = "CUSTOM_CHALLENGE"
    return event


def in_the_clear(event, _context):
    """The password in the clear, of an administrator's server."""
    proven = [entry["challengeName"] for entry in event["request"]["session"]] == ["ADMIN_NO_SRP_AUTH"]
    event["response"].update(issueTokens=proven, failAuthentication=False)
    if not proven:
        event["response"]["challengeName"] = "ADMIN_NO_SRP_AUTH"
    return event


def by_app(event, _context):
    """The code of an app, and nothing else."""
    session = event["request"]["session"]
    event["response"].update(issueTokens=bool(session), failAuthentication=False)
    if not session:
        event["response"]["challengeName"] = "SOFTWARE_TOKEN_MFA"
    return event


def create(event, _context):
    event["response"]["publicChallengeParameters"] = {"question": "2+3"}
    event["response"]["privateChallengeParameters"] = {"answer": "5"}
    event["response"]["challengeMetadata"] = "SUM"
    return event


def verify(event, _context):
    request = event["request"]
    right = request["challengeAnswer"] == request["privateChallengeParameters"]["answer"]
    event["response"]["answerCorrect"] = right
    return event


def refuse(_event, _context):
    raise ValueError("Not today")


def mumble(_event, _context):
    return "what?"


def echo(event, _context):
    return event


def confirm(event, _context):
    event["response"].update(autoConfirmUser=True, autoVerifyEmail=True)
    return event


def gold(event, _context):
    event["response"]["claimsOverrideDetails"] = {"claimsToAddOrOverride": {"plan": "gold"}}
    return event


def migrate(event, _context):
    if not event["userName"].startswith("migrant"):
        raise ValueError("Bad password")
    event["response"].update(
        userAttributes={"email": event["userName"] + "@example.com", "email_verified": "true"},
        finalUserStatus="CONFIRMED",
        messageAction="SUPPRESS",
    )
    return event


def call_back(event, _context):
    """Changes the user whose sign-in waits for this very function."""
    boto3.client(
        "cognito-idp",
        endpoint_url=os.environ["COGNATE_ENDPOINT"],
        region_name="us-east-1",
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="secret",
    ).admin_update_user_attributes(
        UserPoolId=event["userPoolId"],
        Username=event["userName"],
        UserAttributes=[{"Name": "nickname", "Value": event["triggerSource"]}],
    )
    return event


def huge(_event, _context):
    return "x" * (2 << 20)


def garble(_event, _context):
    return b"<html>"


HANDLERS = {
    handler.__name__: handler
    for handler in (
        define,
        in_the_clear,
        by_app,
        create,
        verify,
        refuse,
        mumble,
        echo,
        confirm,
        gold,
        migrate,
        call_back,
        huge,
        garble,
    )
}


class Invoke(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(200, list(EVENTS))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        name = re.fullmatch(r"/2015-03-31/functions/([^/]+)/invocations", self.path)
        handler = HANDLERS.get(unquote(name[1])) if name else None
        if not self.is_signed(body):
            return self.answer(403, {"Message": "no"}, {"x-amzn-ErrorType": "AccessDeniedException"})
        if handler is None:
            return self.answer(404, {"Message": "no"}, {"x-amzn-ErrorType": "ResourceNotFoundException:"})
        event = json.loads(body)
        EVENTS.appendleft(event)
        try:
            returned = handler(event, None)
        except Exception as error:
            failure = {
                "errorMessage": str(error),
                "errorType": type(error).__name__,
                "stackTrace": traceback.format_exc().splitlines(),
            }
            return self.answer(200, failure, {"X-Amz-Function-Error": "Unhandled"})
        return self.answer(200, returned)

    def is_signed(self, body):
        given = self.headers.get("authorization", "")
        parts = re.fullmatch(
            rf"AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/\d+/us-east-1/lambda/aws4_request, "
            r"SignedHeaders=([^,]+), Signature=([0-9a-f]{64})",
            given,
        )
        if not parts:
            return False
        headers = {name: self.headers[name] for name in parts[1].split(";")}
        request = AWSRequest("POST", f"http://{self.headers['host']}{self.path}", headers, body)
        request.context["timestamp"] = self.headers["x-amz-date"]
        signer = SigV4Auth(Credentials(ACCESS_KEY, SECRET), "lambda", "us-east-1")
        text = signer.string_to_sign(request, signer.canonical_request(request))
        return signer.signature(text, request) == parts[2]

    def answer(self, status, document, headers=None):
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        self.send_response(status)
        for name, value in {**(headers or {}), "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Invoke).serve_forever()

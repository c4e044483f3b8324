"""Messages on their way out, received by servers that no one here wrote: aiosmtpd, and moto for SES, SNS and KMS.

Each test runs a server of its own, whose settings point to the receivers.
"""

import base64
import json
import os
import queue
import re
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import aws_encryption_sdk
import boto3
import botocore.session
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from aws_encryption_sdk.identifiers import CommitmentPolicy, EncryptionKeyType, WrappingAlgorithm
from aws_encryption_sdk.internal.crypto.wrapping_keys import WrappingKey
from aws_encryption_sdk.key_providers.raw import RawMasterKeyProvider
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from moto.server import ThreadedMotoServer

COGNATE = os.environ.get("SERVER_BINARY")
REGION = "us-east-1"
KEY = ("AKIAMESSAGES", "secret-of-the-sender-of-messages")
PASSWORD = "Correct-Horse-7"

pytestmark = pytest.mark.skipif(COGNATE is None, reason="needs the binary: tests/clients/run names it")


class Node:
    """A `cognate dev` on a free port, with its own data."""

    def __init__(self, data, **settings):
        self.data, self.settings = data, settings
        self.start()

    def start(self, **more):
        self.settings.update(more)
        flags = [part for name, value in self.settings.items() for part in (f"--{name.replace('_', '-')}", value)]
        self.process = subprocess.Popen(
            [COGNATE, "dev", "--listen", "127.0.0.1:0", "--data", self.data, *flags],
            stdout=subprocess.PIPE,
            stderr=open(f"{self.data}/log", "ab"),
            text=True,
        )
        greeting = self.process.stdout.readline()
        self.url = greeting.split()[-1]
        self.idp = boto3.client(
            "cognito-idp",
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="AKIA",
            aws_secret_access_key="secret",
            config=Config(retries={"max_attempts": 0}, parameter_validation=True),
        )

    def kill(self):
        self.process.kill()
        self.process.wait()

    def log(self):
        with open(f"{self.data}/log", encoding="utf-8") as log:
            return log.read()

    def pool(self, **settings):
        settings.setdefault("AutoVerifiedAttributes", ["email"])
        self.pool_id = self.idp.create_user_pool(PoolName="messages", **settings)["UserPool"]["Id"]
        made = self.idp.create_user_pool_client(UserPoolId=self.pool_id, ClientName="app")
        self.client_id = made["UserPoolClient"]["ClientId"]

    def sign_up(self, name="jane", **attributes):
        attributes = attributes or {"email": f"{name}@example.com"}
        return self.idp.sign_up(
            ClientId=self.client_id,
            Username=name,
            Password=PASSWORD,
            UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
        )

    def confirm(self, code, name="jane"):
        self.idp.confirm_sign_up(ClientId=self.client_id, Username=name, ConfirmationCode=code)


@pytest.fixture
def node(tmp_path):
    nodes = []

    def start(**settings):
        data = tmp_path / f"node{len(nodes)}"
        data.mkdir()
        nodes.append(Node(str(data), **settings))
        return nodes[-1]

    yield start
    for one in nodes:
        one.kill()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of `localhost` that signs itself: its file, and the file of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    place = tmp_path_factory.mktemp("tls")
    (place / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (place / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return str(place / "cert.pem"), str(place / "key.pem")


def tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


class Mailbox:
    """What a mail server received. `verdict` is what it says of each mail."""

    def __init__(self):
        self.mails = queue.Queue()
        self.verdict = "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        if self.verdict.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            self.mails.put((mail, envelope, session))
        return self.verdict

    def next(self):
        return self.mails.get(timeout=60)[0]


def check_login(_server, _session, _envelope, mechanism, login):
    right = LoginPassword(b"cognate", b"p@ss:word%")
    return AuthResult(success=mechanism in ("LOGIN", "PLAIN") and login == right, handled=False)


@pytest.fixture
def mail_server(certificate):
    servers = []

    def start(box, controller=Controller, port=0, **settings):
        server = controller(box, hostname="localhost", port=port or free_port(), **settings)
        server.start()
        servers.append(server)
        return server.port

    yield start
    for server in servers:
        server.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def code_in(mail):
    return re.search(r"\d{6}", mail.get_body(("plain",)).get_content())[0]


LOGIN = "cognate:p%40ss%3Aword%25"


def test_mail_by_starttls_with_a_password(node, mail_server, certificate):
    box = Mailbox()
    port = mail_server(
        box, tls_context=tls(certificate), require_starttls=True, auth_required=True, authenticator=check_login
    )
    server = node(smtp_url=f"smtp://{LOGIN}@localhost:{port}", smtp_ca=certificate[0], email_from="Shop <shop@example.com>")
    server.pool(
        EmailVerificationSubject="Grüße",
        EmailVerificationMessage="<p>Ihr Code ist <b>{####}</b></p>",
        EmailConfiguration={"ReplyToEmailAddress": "help@example.com"},
    )
    server.sign_up()
    mail, envelope, session = box.mails.get(timeout=60)
    assert session.ssl and session.authenticated
    assert envelope.rcpt_tos == ["jane@example.com"]
    assert (mail["From"], mail["To"], mail["Reply-To"]) == ("Shop <shop@example.com>", "jane@example.com", "help@example.com")
    assert mail["Subject"] == "Grüße" and mail["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[0-9a-f-]{36}@example\.com>", mail["Message-ID"])
    assert mail.get_content_type() == "multipart/alternative"
    code = code_in(mail)
    assert mail.get_body(("html",)).get_content().strip() == f"<p>Ihr Code ist <b>{code}</b></p>"
    assert mail.get_body(("plain",)).get_content().strip() == f"Ihr Code ist {code}"
    server.confirm(code)
    # The connection is kept: the second mail comes by the same one.
    server.idp.forgot_password(ClientId=server.client_id, Username="jane")
    assert box.mails.get(timeout=60)[2].peer == session.peer
    assert "p@ss" not in server.log() and "p%40ss" not in server.log() and code not in server.log()


def test_mail_by_tls_from_the_first_byte_by_the_pools_own_sender(node, mail_server, certificate):
    box = Mailbox()
    port = mail_server(box, ssl_context=tls(certificate))
    server = node(smtp_url=f"smtps://localhost:{port}", smtp_ca=certificate[0])
    server.pool(
        EmailConfiguration={
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": f"arn:aws:ses:{REGION}:123456789012:identity/example.com",
            "From": "Ann <ann@example.com>",
        }
    )
    server.sign_up()
    mail = box.next()
    assert mail["From"] == "Ann <ann@example.com>"
    server.confirm(code_in(mail))


def test_a_server_whose_certificate_nobody_knows_gets_nothing(node, mail_server, certificate):
    box = Mailbox()
    port = mail_server(box, ssl_context=tls(certificate))
    server = node(smtp_url=f"smtps://localhost:{port}")
    server.pool()
    server.sign_up()
    assert box.mails.empty()
    assert "a message could not be sent" in server.log()


def test_a_wrong_password_is_told(node, mail_server, certificate):
    box = Mailbox()
    port = mail_server(
        box, tls_context=tls(certificate), require_starttls=True, auth_required=True, authenticator=check_login
    )
    server = node(smtp_url=f"smtp://cognate:wrong-canary@localhost:{port}", smtp_ca=certificate[0])
    server.pool()
    with pytest.raises(server.idp.exceptions.InvalidEmailRoleAccessPolicyException):
        server.sign_up()
    assert "wrong-canary" not in server.log()


def test_a_refused_address_is_told_and_a_busy_server_is_tried_again(node, mail_server):
    box = Mailbox()
    port = mail_server(box)
    server = node(smtp_url=f"smtp://localhost:{port}?tls=none")
    server.pool()
    box.verdict = "550 no such user"
    with pytest.raises(server.idp.exceptions.CodeDeliveryFailureException):
        server.sign_up("ann")
    box.verdict = "451 try again later"
    server.sign_up("bob")
    assert box.mails.empty()
    box.verdict = "250 OK"
    mail = box.next()
    assert mail["To"] == "bob@example.com"
    server.confirm(code_in(mail), "bob")
    assert box.mails.empty()


def test_kill_9_between_accept_and_send(node, tmp_path):
    """The mail server says nothing until the node is dead; the next node on the same data sends the mail."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        server = node(smtp_url=f"smtp://127.0.0.1:{port}?tls=none")
        server.pool()
        Thread(target=lambda: pytest.raises(Exception, server.sign_up), daemon=True).start()
        # Whoever connects has stored the user and the code, and has not sent the mail.
        connection, _ = silent.accept()
        server.kill()
        connection.close()
    box = Mailbox()
    mails = Controller(box, hostname="127.0.0.1", port=port)
    mails.start()
    try:
        server.start()
        mail = box.next()
        server.confirm(code_in(mail))
        # What was acknowledged is not sent again: after another death, the next mail is another one.
        server.kill()
        server.start()
        server.idp.forgot_password(ClientId=server.client_id, Username="jane")
        assert box.next()["Subject"] == "Your password reset code"
        assert box.mails.empty()
    finally:
        mails.stop()


@pytest.fixture(scope="module")
def aws():
    """SES, SNS and KMS."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def service(aws, name):
    return boto3.client(name, endpoint_url=aws, region_name=REGION, aws_access_key_id=KEY[0], aws_secret_access_key=KEY[1])


def test_mail_by_ses(node, aws):
    server = node(ses_endpoint=aws, aws_access_key=":".join(KEY))
    server.pool(
        EmailConfiguration={
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": f"arn:aws:ses:{REGION}:123456789012:identity/ann@example.com",
        }
    )
    # An identity that is not verified may not send.
    with pytest.raises(server.idp.exceptions.InvalidEmailRoleAccessPolicyException):
        server.sign_up()
    service(aws, "ses").verify_email_identity(EmailAddress="ann@example.com")
    server.idp.resend_confirmation_code(ClientId=server.client_id, Username="jane")
    with urllib.request.urlopen(f"{server.url}/_cognate/inbox") as answer:
        code = json.load(answer)["messages"][0]["code"]
    server.confirm(code)
    assert service(aws, "ses").get_send_quota()["SentLast24Hours"] >= 1


def test_text_messages_by_sns(node, aws):
    server = node(sns_endpoint=aws, aws_access_key=":".join(KEY))
    sms = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}
    server.pool(AutoVerifiedAttributes=["phone_number"], SmsConfiguration=sms)
    server.sign_up(phone_number="+15550100")
    with urllib.request.urlopen(f"{server.url}/_cognate/inbox") as answer:
        server.confirm(json.load(answer)["messages"][0]["code"])


class Recorder(ThreadingHTTPServer):
    """Answers what it is told to, and keeps what it was sent."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Recording)
        self.answers, self.requests = [], queue.Queue()
        self.url = f"http://127.0.0.1:{self.server_port}"
        Thread(target=self.serve_forever, daemon=True).start()


class Recording(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        status, answer = self.server.answers.pop(0) if self.server.answers else (200, b"{}")
        self.server.requests.put((status, self.path, self.headers, body))
        self.send_response(status)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def recorder():
    server = Recorder()
    yield server
    server.shutdown()
    server.server_close()


SMS = {
    "AutoVerifiedAttributes": ["phone_number"],
    "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"},
    "SmsVerificationMessage": 'Say "{####}" & be in.',
}


def test_a_gateway_that_fails_for_a_while(node, recorder):
    recorder.answers = [(503, b"later")]
    server = node(
        sms_gateway_url=f"{recorder.url}/send?key=canary-in-url",
        sms_gateway_headers="Authorization: Bearer canary-in-header\nX-Team: a",
        sms_gateway_body='{"recipients":["{to}"],"body":"{text}","ref":"{id}"}',
    )
    server.pool(**SMS)
    server.sign_up(phone_number="+15550100")
    first, second = recorder.requests.get(timeout=60), recorder.requests.get(timeout=60)
    assert (first[0], second[0]) == (503, 200)
    assert first[3] == second[3] and first[2]["idempotency-key"] == second[2]["idempotency-key"]
    assert second[1] == "/send?key=canary-in-url"
    assert (second[2]["authorization"], second[2]["x-team"]) == ("Bearer canary-in-header", "a")
    sent = json.loads(second[3])
    assert sent["recipients"] == ["+15550100"] and sent["ref"] == second[2]["idempotency-key"]
    code = re.fullmatch(r'Say "(\d{6})" & be in\.', sent["body"])[1]
    server.confirm(code)
    assert recorder.requests.empty()
    assert "canary" not in server.log() and code not in server.log()


def test_text_messages_by_twilio(node, recorder):
    recorder.answers = [(201, b"{}"), (401, b"{}"), (400, b"{}")]
    server = node(twilio_account="AC123:canary-token", twilio_from="+15550000", twilio_endpoint=recorder.url)
    server.pool(**SMS)
    server.sign_up(phone_number="+15550100")
    _, path, headers, body = recorder.requests.get(timeout=60)
    assert path == "/2010-04-01/Accounts/AC123/Messages.json"
    assert headers["authorization"] == "Basic " + base64.b64encode(b"AC123:canary-token").decode()
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    assert (form["To"], form["From"]) == ("+15550100", "+15550000")
    server.confirm(re.search(r"\d{6}", form["Body"])[0])
    with pytest.raises(server.idp.exceptions.InvalidSmsRoleAccessPolicyException):
        server.sign_up("ann", phone_number="+15550101")
    with pytest.raises(server.idp.exceptions.CodeDeliveryFailureException):
        server.sign_up("bob", phone_number="+15550102")
    assert "canary" not in server.log()


@pytest.mark.parametrize(("name", "setting"), [("ses", "ses_endpoint"), ("sns", "sns_endpoint")])
def test_calls_of_aws_are_signed_as_botocore_signs_them(node, recorder, name, setting):
    server = node(**{setting: recorder.url, "aws_access_key": ":".join(KEY)})
    server.pool(**(SMS if name == "sns" else {}))
    server.sign_up(phone_number="+15550100", email="jane@example.com")
    _, path, headers, body = recorder.requests.get(timeout=60)
    parts = re.fullmatch(
        rf"AWS4-HMAC-SHA256 Credential={KEY[0]}/\d+/{REGION}/{name}/aws4_request, SignedHeaders=([^,]+), "
        r"Signature=([0-9a-f]{64})",
        headers["authorization"],
    )
    signed = {header: headers[header] for header in parts[1].split(";")}
    request = AWSRequest("POST", f"http://{headers['host']}{path}", signed, body)
    request.context["timestamp"] = headers["x-amz-date"]
    signer = SigV4Auth(Credentials(*KEY), name, REGION)
    text = signer.string_to_sign(request, signer.canonical_request(request))
    assert signer.signature(text, request) == parts[2]


def decrypted_by_kms(aws, key, code):
    """As a function decrypts: the real AWS Encryption SDK with the key of the pool. Only the variable says that KMS is here."""
    session = botocore.session.Session()
    session.set_credentials(*KEY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL_KMS", aws)
        provider = aws_encryption_sdk.StrictAwsKmsMasterKeyProvider(key_ids=[key], botocore_session=session)
    sdk = aws_encryption_sdk.EncryptionSDKClient(
        commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT
    )
    return sdk.decrypt(source=base64.b64decode(code), key_provider=provider)


FUNCTION = f"arn:aws:lambda:{REGION}:123456789012:function:send"


def sender(server, key, recorder):
    server.pool(
        AutoVerifiedAttributes=["email"],
        LambdaConfig={
            "CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": FUNCTION},
            "KMSKeyID": key,
        },
    )


def test_codes_for_custom_senders_are_opened_by_the_encryption_sdk_and_kms(node, recorder, aws):
    key = service(aws, "kms").create_key()["KeyMetadata"]["Arn"]
    server = node(kms_endpoint=aws, aws_access_key=":".join(KEY), lambda_endpoint=recorder.url)
    sender(server, key, recorder)
    server.sign_up()
    _, path, headers, body = recorder.requests.get(timeout=60)
    assert path == "/2015-03-31/functions/send/invocations"
    event = json.loads(body)
    assert event["triggerSource"] == "CustomEmailSender_SignUp"
    assert event["request"]["type"] == "customEmailSenderRequestV1"
    plain, head = decrypted_by_kms(aws, key, event["request"]["code"])
    assert head.encryption_context == {"userpool-id": server.pool_id}
    server.confirm(plain.decode())
    # A temporary password is escaped as in HTML.
    server.idp.admin_create_user(
        UserPoolId=server.pool_id,
        Username="ann",
        TemporaryPassword="A<b>&1'\"xyz",
        DesiredDeliveryMediums=["EMAIL"],
        UserAttributes=[{"Name": "email", "Value": "ann@example.com"}],
        ClientMetadata={"k": "v"},
    )
    event = json.loads(recorder.requests.get(timeout=60)[3])
    assert event["triggerSource"] == "CustomEmailSender_AdminCreateUser"
    assert event["callerContext"]["clientId"] == "CLIENT_ID_NOT_APPLICABLE"
    assert event["request"]["clientMetadata"] == {"k": "v"}
    assert decrypted_by_kms(aws, key, event["request"]["code"])[0] == b"A&lt;b&gt;&amp;1&#39;&quot;xyz"


def test_codes_for_custom_senders_are_opened_by_the_server_itself(node, recorder):
    """Where there is no KMS, the server is one: an unmodified function calls it by AWS_ENDPOINT_URL_KMS."""
    server = node(lambda_endpoint=recorder.url)
    key = f"arn:aws:kms:{REGION}:123456789012:key/a"
    sender(server, key, recorder)
    server.sign_up()
    event = json.loads(recorder.requests.get(timeout=60)[3])
    plain, head = decrypted_by_kms(server.url, key, event["request"]["code"])
    assert head.encryption_context == {"userpool-id": server.pool_id}
    server.confirm(plain.decode())
    (wrapped,) = head.encrypted_data_keys
    kms = service(server.url, "kms")
    parameters = {"CiphertextBlob": wrapped.encrypted_data_key, "EncryptionContext": head.encryption_context}
    assert kms.decrypt(**parameters)["KeyId"] == key
    with pytest.raises(kms.exceptions.InvalidCiphertextException):
        kms.decrypt(**parameters | {"EncryptionContext": {"userpool-id": "us-east-1_another"}})
    with pytest.raises(kms.exceptions.IncorrectKeyException):
        kms.decrypt(**parameters, KeyId=key + "b")
    with pytest.raises(ClientError, match="UnknownOperationException"):
        kms.create_key()
    unsigned = urllib.request.Request(server.url, b"{}", {"x-amz-target": "TrentService.Decrypt"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(unsigned, timeout=10)


class RawKeys(RawMasterKeyProvider):
    """A raw AES keyring with the key of the server's settings."""

    provider_id = "cognate"
    key = b""

    def _get_raw_key(self, _key_id):
        return WrappingKey(
            wrapping_algorithm=WrappingAlgorithm.AES_256_GCM_IV12_TAG16_NO_PADDING,
            wrapping_key=self.key,
            wrapping_key_type=EncryptionKeyType.SYMMETRIC,
        )


def test_codes_for_custom_senders_are_opened_by_a_key_of_the_settings(node, recorder):
    key = f"arn:aws:kms:{REGION}:123456789012:key/a"
    secret = bytes(range(32))
    server = node(sender_key=secret.hex(), lambda_endpoint=recorder.url)
    sender(server, key, recorder)
    server.sign_up()
    event = json.loads(recorder.requests.get(timeout=60)[3])
    provider = RawKeys()
    provider.key = secret
    provider.add_master_key(key)
    sdk = aws_encryption_sdk.EncryptionSDKClient(
        commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT
    )
    plain, _ = sdk.decrypt(source=base64.b64decode(event["request"]["code"]), key_provider=provider)
    server.confirm(plain.decode())


def test_a_kms_that_is_down_delays_the_code(node, recorder):
    port = free_port()
    server = node(
        kms_endpoint=f"http://127.0.0.1:{port}", aws_access_key=":".join(KEY), lambda_endpoint=recorder.url
    )
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    sender(server, f"arn:aws:kms:{REGION}:123456789012:key/a", recorder)
    server.sign_up()
    assert recorder.requests.empty()
    moto.start()
    try:
        url = f"http://127.0.0.1:{port}"
        key = service(url, "kms").create_key()["KeyMetadata"]["Arn"]
        server.idp.update_user_pool(
            UserPoolId=server.pool_id,
            AutoVerifiedAttributes=["email"],
            LambdaConfig={
                "CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": FUNCTION},
                "KMSKeyID": key,
            },
        )
        event = json.loads(recorder.requests.get(timeout=60)[3])
        plain, _ = decrypted_by_kms(url, key, event["request"]["code"])
        server.confirm(plain.decode())
    finally:
        moto.stop()

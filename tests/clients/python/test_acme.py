"""Certificates that the server orders itself, of Pebble: the authority that the makers of Let's Encrypt test clients with.

Pebble asks its companion for names, which says 127.0.0.1 to all of them, and then calls the server as an authority does.
"""

import contextlib
import json
import os
import shutil
import socket
import ssl
import subprocess
import time
import urllib.request
from datetime import datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

COGNATE = os.environ.get("SERVER_BINARY")
PEBBLE, NAMES = shutil.which("pebble"), shutil.which("pebble-challtestsrv")

pytestmark = [
    pytest.mark.skipif(COGNATE is None, reason="needs the binary: tests/clients/run names it"),
    pytest.mark.skipif(PEBBLE is None or NAMES is None, reason="needs Pebble: ./test installs it"),
]


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def certificate_of_pebble(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(timezone.utc)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
    made = made.not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
    return folder / "cert.pem"


def fetch(url, trusted):
    context = ssl.create_default_context(cafile=trusted)
    with urllib.request.urlopen(url, context=context, timeout=10) as answer:
        return answer.read().decode()


def until(found, what):
    """The first answer that is one; the waiting is for other programs, which say nothing when they are ready."""
    for _ in range(300):
        with contextlib.suppress(OSError):
            answer = found()
            if answer:
                return answer
        time.sleep(0.1)
    pytest.fail(f"no {what}")


@contextlib.contextmanager
def running(command, log, **environment):
    with open(log, "ab") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written, env={**os.environ, **environment})
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def authority(tmp_path):
    """Pebble, with the port at which it calls servers."""
    trusted = certificate_of_pebble(tmp_path)
    directory, management, names, at_names, server = (free_port() for _ in range(5))
    settings = {
        "listenAddress": f"127.0.0.1:{directory}",
        "managementListenAddress": f"127.0.0.1:{management}",
        "certificate": str(trusted),
        "privateKey": str(tmp_path / "key.pem"),
        "httpPort": free_port(),
        "tlsPort": server,
    }
    (tmp_path / "pebble.json").write_text(json.dumps({"pebble": settings}))
    companion = [NAMES, "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dns01", f"127.0.0.1:{names}"]
    companion += ["-http01", "", "-https01", "", "-tlsalpn01", "", "-management", f"127.0.0.1:{at_names}"]
    pebble = [PEBBLE, "-config", str(tmp_path / "pebble.json"), "-dnsserver", f"127.0.0.1:{names}"]
    quick = {"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "20"}
    with running(companion, tmp_path / "names.log"), running(pebble, tmp_path / "pebble.log", **quick):
        url = f"https://localhost:{directory}/dir"
        until(lambda: fetch(url, trusted), "directory")
        roots = fetch(f"https://localhost:{management}/roots/0", trusted)
        (tmp_path / "roots.pem").write_text(roots)
        yield url, trusted, server, tmp_path / "roots.pem"


def shown(port, name, roots):
    """The certificate that the server shows to whoever calls this name."""
    context = ssl.create_default_context(cafile=roots)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=name) as secured:
            return x509.load_der_x509_certificate(secured.getpeercert(binary_form=True))


def test_a_certificate_is_ordered_kept_and_ordered_anew_for_other_names(authority, tmp_path):
    url, trusted, port, roots = authority
    data = tmp_path / "data"

    def serving(domains):
        command = [COGNATE, "dev", "--listen", f"127.0.0.1:{port}", "--data", str(data)]
        command += ["--acme-domain", domains, "--acme-directory", url, "--acme-ca", str(trusted)]
        command += ["--acme-contact", "ops@example.com"]
        return running(command, tmp_path / "cognate.log")

    with serving("id.example.com"):
        first = until(lambda: shown(port, "id.example.com", roots), "certificate")
    for file in (data / "acme").iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    with serving("id.example.com"):
        again = until(lambda: shown(port, "id.example.com", roots), "certificate")
    assert again == first, "what is good is not ordered again"
    with serving("id.example.com,auth.example.com"):
        second = until(lambda: shown(port, "auth.example.com", roots), "certificate")
    names = second.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert sorted(names.get_values_for_type(x509.DNSName)) == ["auth.example.com", "id.example.com"]
    assert len(list((data / "acme").glob("account-*.json"))) == 1, "one account is enough"

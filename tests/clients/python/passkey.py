"""A passkey in a few lines: an authenticator that attests nothing, as Chromium's do."""

import base64
import hashlib
import json
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    return struct.pack(">BB", major << 5 | 24, number) if number < 256 else struct.pack(">BH", major << 5 | 25, number)


def cbor(value):
    """As much of CBOR as a credential needs."""
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value)) + value.encode()
    return head(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in value.items())


class Key:
    """A passkey for the options of StartWebAuthnRegistration."""

    def __init__(self, options):
        self.options = options
        self.private = ec.generate_private_key(ec.SECP256R1())
        point = self.private.public_key().public_numbers()
        self.public = cbor({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})
        self.id = hashlib.sha256(self.public).digest()

    def registration(self, origin):
        """What a browser at an origin would give CompleteWebAuthnRegistration."""
        flags = 0x01 | 0x04 | 0x40  # present, verified, with a credential
        data = hashlib.sha256(self.options["rp"]["id"].encode()).digest() + struct.pack(">BI", flags, 0)
        data += bytes(16) + struct.pack(">H", len(self.id)) + self.id + self.public
        return self.credential(
            clientDataJSON=b64(client_data("webauthn.create", self.options, origin)),
            attestationObject=b64(cbor({"fmt": "none", "attStmt": {}, "authData": data})),
            transports=["internal"],
        )

    def assertion(self, options, origin):
        """What a browser at an origin would answer WEB_AUTHN with."""
        client = client_data("webauthn.get", options, origin)
        data = hashlib.sha256(options["rpId"].encode()).digest() + struct.pack(">BI", 0x01 | 0x04, 0)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self.credential(
            clientDataJSON=b64(client),
            authenticatorData=b64(data),
            signature=b64(signature),
            userHandle=self.options["user"]["id"],
        )

    def credential(self, **response):
        return {
            "id": b64(self.id),
            "rawId": b64(self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }


def client_data(kind, options, origin):
    client = {"type": kind, "challenge": options["challenge"], "origin": origin, "crossOrigin": False}
    return json.dumps(client).encode()


def register(options, origin):
    """The credential for the options of StartWebAuthnRegistration."""
    return Key(options).registration(origin)

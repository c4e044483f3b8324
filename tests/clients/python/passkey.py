"""A passkey in a few lines: an authenticator that attests nothing, as Chromium's do."""

import base64
import hashlib
import json
import struct

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


def register(options, origin):
    """The credential for the options of StartWebAuthnRegistration."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    key = cbor({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})
    credential_id = hashlib.sha256(key).digest()
    flags = 0x01 | 0x04 | 0x40  # present, verified, with a credential
    data = hashlib.sha256(options["rp"]["id"].encode()).digest() + struct.pack(">BI", flags, 0)
    data += bytes(16) + struct.pack(">H", len(credential_id)) + credential_id + key
    client = {"type": "webauthn.create", "challenge": options["challenge"], "origin": origin, "crossOrigin": False}
    return {
        "id": b64(credential_id),
        "rawId": b64(credential_id),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": b64(json.dumps(client).encode()),
            "attestationObject": b64(cbor({"fmt": "none", "attStmt": {}, "authData": data})),
            "transports": ["internal"],
        },
    }

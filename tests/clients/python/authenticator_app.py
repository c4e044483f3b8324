"""An authenticator app in a few lines: RFC 6238 with SHA-1, six digits, thirty seconds."""

import base64
import hashlib
import hmac
import struct
import time

from conftest import PASSWORD


def totp(secret, later=0):
    """The code of now, or of so many steps later: the server takes one that is a step ahead."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = struct.pack(">Q", int(time.time()) // 30 + later)
    mac = hmac.digest(key, step, hashlib.sha1)
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def with_app(idp, public, pool, name):
    """Sets an app up for a user and switches it on; its secret."""
    app = pool.client()
    signed_in = public.initiate_auth(
        ClientId=app["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
    )
    token = signed_in["AuthenticationResult"]["AccessToken"]
    secret = public.associate_software_token(AccessToken=token)["SecretCode"]
    public.verify_software_token(AccessToken=token, UserCode=totp(secret))
    idp.admin_set_user_mfa_preference(
        UserPoolId=pool.id, Username=name, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    return secret

// A passkey in software, behind `navigator.credentials` as a browser at `origin` has it: for libraries that run in browsers.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const sha256 = (data) => createHash('sha256').update(data).digest();
const buffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const base64url = (data) => Buffer.from(data).toString('base64url');

class PublicKeyCredential {
  type = 'public-key';
  authenticatorAttachment = 'platform';
  getClientExtensionResults = () => ({});
}
class AuthenticatorAttestationResponse {
  getTransports = () => ['internal'];
  getPublicKeyAlgorithm = () => -7;
  getPublicKey = () => null;
}
class AuthenticatorAssertionResponse {}

/** As much of CBOR as a credential needs: small numbers, bytes, texts and maps. */
function cbor(value) {
  const head = (major, number) =>
    number < 24
      ? Buffer.from([(major << 5) | number])
      : number < 256
        ? Buffer.from([(major << 5) | 24, number])
        : Buffer.from([(major << 5) | 25, number >> 8, number & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)]);
}

/** Puts an authenticator with one passkey into a page at `origin`, which is not there otherwise. */
export function install(origin) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const point = (text) => Buffer.from(text, 'base64url');
  const key = cbor(new Map([[1, 2], [3, -7], [-1, 1], [-2, point(x)], [-3, point(y)]]));
  const id = sha256(key);
  let userHandle;

  const clientData = (type, { challenge }) =>
    Buffer.from(JSON.stringify({ type, challenge: base64url(challenge), origin, crossOrigin: false }));
  const data = (party, flags) => Buffer.concat([sha256(party), Buffer.from([flags, 0, 0, 0, 0])]);
  const credential = (response) =>
    Object.assign(new PublicKeyCredential(), { id: base64url(id), rawId: buffer(id), response });

  const create = async ({ publicKey: options }) => {
    userHandle = Buffer.from(options.user.id);
    const length = Buffer.from([id.length >> 8, id.length & 255]);
    // Present, verified, with a credential; of no make that could be told.
    const authData = Buffer.concat([data(options.rp.id, 0x45), Buffer.alloc(16), length, id, key]);
    const attestation = cbor(new Map([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]));
    const response = Object.assign(new AuthenticatorAttestationResponse(), {
      clientDataJSON: buffer(clientData('webauthn.create', options)),
      attestationObject: buffer(attestation),
      getAuthenticatorData: () => buffer(authData),
    });
    return credential(response);
  };
  const get = async ({ publicKey: options }) => {
    const client = clientData('webauthn.get', options);
    const authenticatorData = data(options.rpId, 0x05);
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(client)]), privateKey);
    const response = Object.assign(new AuthenticatorAssertionResponse(), {
      clientDataJSON: buffer(client),
      authenticatorData: buffer(authenticatorData),
      signature: buffer(signature),
      userHandle: buffer(userHandle),
    });
    return credential(response);
  };

  Object.assign(globalThis, { PublicKeyCredential, AuthenticatorAttestationResponse, AuthenticatorAssertionResponse });
  const navigator = { userAgent: 'node', platform: 'node', credentials: { create, get } };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  globalThis.window = { document: {}, isSecureContext: true, PublicKeyCredential };
}

// amazon-cognito-identity-js remembers its device: it confirms it by itself, keeps the keys in the storage that it is
// given, proves the device at the next sign-in, and forgets a key that the server does not know.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  AdminForgetDeviceCommand,
  AdminGetDeviceCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';

import { endpoint, idp, makeClient, makePool, makeUser, password } from './support.mjs';

/** What the library keeps between two visits. */
class Memory {
  items = new Map();
  getItem = (name) => this.items.get(name) ?? null;
  setItem = (name, value) => this.items.set(name, String(value));
  removeItem = (name) => this.items.delete(name);
  /** The one item whose name ends so. */
  ending = (end) => [...this.items].find(([name]) => name.endsWith(end))?.[1];
}

async function world(DeviceConfiguration) {
  const id = await makePool({ DeviceConfiguration });
  const { ClientId } = await makeClient(id);
  await makeUser(id, 'jane');
  const Storage = new Memory();
  const visit = () => {
    const Pool = new CognitoUserPool({ UserPoolId: id, ClientId, endpoint, Storage });
    return new CognitoUser({ Username: 'jane', Pool, Storage });
  };
  return { id, visit, memory: Storage };
}

/** Resolves with `[callback name, ...arguments]` of whichever callback the library calls. */
function outcome(start) {
  return new Promise((resolve) => {
    start(
      new Proxy({}, { get: (_, name) => (...values) => resolve([name, ...values]), has: () => true }),
    );
  });
}

const signIn = (user) =>
  outcome((callbacks) =>
    user.authenticateUser(new AuthenticationDetails({ Username: 'jane', Password: password }), callbacks),
  );

/** The challenges that are answered while `act` runs. */
async function answered(act) {
  const real = globalThis.fetch;
  const challenges = [];
  globalThis.fetch = (url, options) => {
    const { ChallengeName } = JSON.parse(options.body);
    if (ChallengeName) challenges.push(ChallengeName);
    return real(url, options);
  };
  try {
    return [await act(), challenges];
  } finally {
    globalThis.fetch = real;
  }
}

const demandSecondFactors = (UserPoolId) =>
  idp.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  );

test('remembers a device, which then stands in for the second factor', async () => {
  const { id, visit, memory } = await world({ ChallengeRequiredOnNewDevice: true });
  const [how, session, prompt] = await signIn(visit());
  assert.equal(how, 'onSuccess', session?.message);
  assert.ok(!prompt);
  const DeviceKey = memory.ending('.deviceKey');
  assert.match(DeviceKey, /^us-east-1_[0-9a-f-]{36}$/);
  assert.equal(session.getAccessToken().payload.device_key, DeviceKey);

  await demandSecondFactors(id);
  const user = visit();
  const [[again, second], challenges] = await answered(() => signIn(user));
  assert.equal(again, 'onSuccess', second?.message);
  assert.deepEqual(challenges, ['PASSWORD_VERIFIER', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER']);
  assert.equal(second.getAccessToken().payload.device_key, DeviceKey);

  const [shown, device] = await outcome((callbacks) => user.getDevice(callbacks));
  assert.equal(shown, 'onSuccess');
  assert.equal(device.Device.DeviceKey, DeviceKey);
  const refreshed = await new Promise((resolve, reject) =>
    user.refreshSession(second.getRefreshToken(), (error, value) => (error ? reject(error) : resolve(value))),
  );
  assert.equal(refreshed.getAccessToken().payload.device_key, DeviceKey);
});

test('signs in many times with devices of every shape', async () => {
  const { visit, memory } = await world({ ChallengeRequiredOnNewDevice: true });
  for (let round = 0; round < 10; round += 1) {
    memory.items.clear();
    await signIn(visit());
    const [[how, session], challenges] = await answered(() => signIn(visit()));
    assert.equal(how, 'onSuccess', session?.message);
    assert.equal(challenges.at(-1), 'DEVICE_PASSWORD_VERIFIER');
  }
});

test('forgets a key that the server does not know, and goes on', async () => {
  const { id, visit, memory } = await world({ ChallengeRequiredOnNewDevice: true });
  await signIn(visit());
  const DeviceKey = memory.ending('.deviceKey');
  await idp.send(new AdminForgetDeviceCommand({ UserPoolId: id, Username: 'jane', DeviceKey }));
  const [[how, session], challenges] = await answered(() => signIn(visit()));
  assert.equal(how, 'onSuccess', session?.message);
  assert.deepEqual(challenges, ['PASSWORD_VERIFIER', 'PASSWORD_VERIFIER']);
  assert.notEqual(memory.ending('.deviceKey'), DeviceKey, 'a new device');

  await demandSecondFactors(id);
  memory.setItem([...memory.items.keys()].find((name) => name.endsWith('.deviceKey')), DeviceKey);
  const [next] = await signIn(visit());
  assert.equal(next, 'mfaSetup', 'without its device the user needs a second factor');
});

test('asks its user before a device is remembered', async () => {
  const { id, visit, memory } = await world({
    ChallengeRequiredOnNewDevice: true,
    DeviceOnlyRememberedOnUserPrompt: true,
  });
  const user = visit();
  const [how, , prompt] = await signIn(user);
  assert.equal(how, 'onSuccess');
  assert.equal(prompt, true);
  const DeviceKey = memory.ending('.deviceKey');
  const status = async () => {
    const get = new AdminGetDeviceCommand({ UserPoolId: id, Username: 'jane', DeviceKey });
    const { Device } = await idp.send(get);
    return Device.DeviceAttributes.find(({ Name }) => Name === 'dev:device_remembered_status').Value;
  };
  assert.equal(await status(), 'not_remembered');
  const [[, session], challenges] = await answered(() => signIn(user));
  assert.ok(session.isValid());
  assert.deepEqual(challenges, ['PASSWORD_VERIFIER']);

  assert.equal((await outcome((callbacks) => user.setDeviceStatusRemembered(callbacks)))[0], 'onSuccess');
  assert.equal(await status(), 'remembered');
  const [, list] = await outcome((callbacks) => user.listDevices(10, null, callbacks));
  assert.deepEqual(
    list.Devices.map((device) => device.DeviceKey),
    [DeviceKey],
  );
  assert.equal((await outcome((callbacks) => user.setDeviceStatusNotRemembered(callbacks)))[0], 'onSuccess');
  assert.equal(await status(), 'not_remembered');
  const [forgotten] = await outcome((callbacks) => user.forgetDevice(callbacks));
  assert.equal(forgotten, 'onSuccess');
  assert.equal(memory.ending('.deviceKey'), undefined);
  await assert.rejects(status, { name: 'ResourceNotFoundException', message: 'Device does not exist.' });
});

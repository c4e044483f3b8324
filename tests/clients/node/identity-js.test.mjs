// amazon-cognito-identity-js, the library of Amplify before version 6, unmodified.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  AuthenticationDetails,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
} from 'amazon-cognito-identity-js';
import { SetUserPoolMfaConfigCommand } from '@aws-sdk/client-cognito-identity-provider';

import { endpoint, idp, makeClient, makePool, makeUser, newestMessage, password } from './support.mjs';
import { totp } from './totp.mjs';

async function world(settings) {
  const id = await makePool(settings);
  const client = await makeClient(id);
  const pool = new CognitoUserPool({ UserPoolId: id, ClientId: client.ClientId, endpoint });
  return { id, client, pool };
}

/** Resolves with `[callback name, ...arguments]` of whichever callback the library calls. */
function outcome(start) {
  return new Promise((resolve) => {
    start(
      new Proxy({}, { get: (_, name) => (...values) => resolve([name, ...values]), has: () => true }),
    );
  });
}

const signIn = (user, Username, Password, flow) => {
  if (flow) user.setAuthenticationFlowType(flow);
  return outcome((callbacks) =>
    user.authenticateUser(new AuthenticationDetails({ Username, Password }), callbacks),
  );
};

const promised = (call) =>
  new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));

for (const flow of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
  test(`signs in by ${flow}, refreshes and signs out`, async () => {
    const { id, pool } = await world();
    await makeUser(id, 'jane', { attributes: { email: 'jane@example.com' } });
    const user = new CognitoUser({ Username: 'jane', Pool: pool });
    const [how, session] = await signIn(user, 'jane', password, flow);
    assert.equal(how, 'onSuccess', session?.message);
    assert.ok(session.isValid());
    assert.equal(session.getAccessToken().payload.username, 'jane');

    const refresh = new CognitoRefreshToken({ RefreshToken: session.getRefreshToken().getToken() });
    const refreshed = await promised((done) => user.refreshSession(refresh, done));
    assert.notEqual(refreshed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());

    const data = await promised((done) => user.getUserData(done, { bypassCache: true }));
    assert.equal(data.Username, 'jane');
    const token = refreshed.getAccessToken();
    const [out] = await outcome((callbacks) => user.globalSignOut(callbacks));
    assert.equal(out, 'onSuccess');
    assert.ok(token);
  });
}

test('a wrong password is refused by SRP', async () => {
  const { id, pool } = await world();
  await makeUser(id, 'jane');
  const [how, error] = await signIn(new CognitoUser({ Username: 'jane', Pool: pool }), 'jane', 'Wrong-pass-1');
  assert.equal(how, 'onFailure');
  assert.equal(error.code, 'NotAuthorizedException');
  assert.equal(error.message, 'Incorrect username or password.');
});

test('passes the new-password challenge', async () => {
  const { id, pool } = await world();
  await makeUser(id, 'fresh', { temporary: 'Temporary-1', attributes: { email: 'fresh@example.com' } });
  const user = new CognitoUser({ Username: 'fresh', Pool: pool });
  const [how, present, required] = await signIn(user, 'fresh', 'Temporary-1');
  assert.equal(how, 'newPasswordRequired');
  assert.equal(present.email, 'fresh@example.com');
  assert.deepEqual(required, []);
  const [done, session] = await outcome((callbacks) =>
    user.completeNewPasswordChallenge(password, {}, callbacks),
  );
  assert.equal(done, 'onSuccess', session?.message);
});

test('signs up, confirms, forgets the password and sets a new one', async () => {
  const { id, pool } = await world({ AutoVerifiedAttributes: ['email'] });
  const email = new CognitoUserAttribute({ Name: 'email', Value: 'jane@example.com' });
  const made = await promised((done) => pool.signUp('jane', password, [email], null, done));
  assert.equal(made.userConfirmed, false);
  assert.equal(made.codeDeliveryDetails.Destination, 'j***@e***');
  const user = new CognitoUser({ Username: 'jane', Pool: pool });
  const { code } = await newestMessage(id, 'jane');
  assert.equal(await promised((done) => user.confirmRegistration(code, false, done)), 'SUCCESS');

  const [sent] = await outcome((callbacks) => user.forgotPassword(callbacks));
  assert.ok(['inputVerificationCode', 'onSuccess'].includes(sent));
  const reset = (await newestMessage(id, 'jane')).code;
  const [changed] = await outcome((callbacks) => user.confirmPassword(reset, 'Another-Horse-8', callbacks));
  assert.equal(changed, 'onSuccess');
  const [how] = await signIn(user, 'jane', 'Another-Horse-8');
  assert.equal(how, 'onSuccess');
  assert.equal(await promised((done) => user.changePassword('Another-Horse-8', password, done)), 'SUCCESS');
});

test('changes and deletes attributes, then the user', async () => {
  const { id, pool } = await world();
  await makeUser(id, 'jane');
  const user = new CognitoUser({ Username: 'jane', Pool: pool });
  await signIn(user, 'jane', password);
  const nickname = new CognitoUserAttribute({ Name: 'nickname', Value: 'J' });
  await promised((done) => user.updateAttributes([nickname], done));
  const attributes = await promised((done) => user.getUserAttributes(done));
  assert.ok(attributes.some((a) => a.getName() === 'nickname' && a.getValue() === 'J'));
  await promised((done) => user.deleteAttributes(['nickname'], done));
  await promised((done) => user.deleteUser(done));
  const [how, error] = await signIn(new CognitoUser({ Username: 'jane', Pool: pool }), 'jane', password);
  assert.equal(how, 'onFailure');
  assert.equal(error.code, 'UserNotFoundException');
});

const SMS = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' };

/** A pool with second factors by app and by text message. */
async function withFactors(MfaConfiguration) {
  const made = await world({ SmsConfiguration: SMS });
  await idp.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId: made.id,
      MfaConfiguration,
      SoftwareTokenMfaConfiguration: { Enabled: true },
      SmsMfaConfiguration: { SmsConfiguration: SMS },
    }),
  );
  return made;
}

const succeeded = ([how, value]) => assert.ok(['onSuccess', 'SUCCESS'].includes(how), value?.message ?? how);

test('sets an authenticator app up where a second factor is required, and is asked for it', async () => {
  const { id, pool } = await withFactors('ON');
  await makeUser(id, 'jane');
  const user = new CognitoUser({ Username: 'jane', Pool: pool });
  const [how] = await signIn(user, 'jane', password);
  assert.equal(how, 'mfaSetup');
  const [given, secret] = await outcome((callbacks) => user.associateSoftwareToken(callbacks));
  assert.equal(given, 'associateSecretCode');
  const [failed, error] = await outcome((callbacks) => user.verifySoftwareToken('000000', 'test', callbacks));
  assert.equal(failed, 'onFailure');
  assert.equal(error.code, 'EnableSoftwareTokenMFAException');
  const [verified, session] = await outcome((callbacks) =>
    user.verifySoftwareToken(totp(secret), 'a test', callbacks),
  );
  assert.equal(verified, 'onSuccess', session?.message);
  assert.ok(session.isValid());

  const again = new CognitoUser({ Username: 'jane', Pool: pool });
  const [asked, challenge, parameters] = await signIn(again, 'jane', password);
  assert.deepEqual([asked, challenge], ['totpRequired', 'SOFTWARE_TOKEN_MFA']);
  assert.equal(parameters.FRIENDLY_DEVICE_NAME, 'a test');
  const [used, reused] = await outcome((callbacks) =>
    again.sendMFACode(totp(secret), callbacks, 'SOFTWARE_TOKEN_MFA'),
  );
  assert.equal(used, 'onFailure');
  assert.match(reused.message, /already been used once|Invalid code received/);
  succeeded(
    await outcome((callbacks) => again.sendMFACode(totp(secret, 1), callbacks, 'SOFTWARE_TOKEN_MFA')),
  );
});

test('sets an authenticator app up when signed in, and prefers it', async () => {
  const { id, pool } = await withFactors('OPTIONAL');
  await makeUser(id, 'jane');
  const user = new CognitoUser({ Username: 'jane', Pool: pool });
  succeeded(await signIn(user, 'jane', password));
  const [, secret] = await outcome((callbacks) => user.associateSoftwareToken(callbacks));
  succeeded(await outcome((callbacks) => user.verifySoftwareToken(totp(secret), 'a test', callbacks)));
  const on = { Enabled: true, PreferredMfa: true };
  assert.equal(await promised((done) => user.setUserMfaPreference(null, on, done)), 'SUCCESS');
  const again = new CognitoUser({ Username: 'jane', Pool: pool });
  assert.equal((await signIn(again, 'jane', password))[0], 'totpRequired');
  succeeded(
    await outcome((callbacks) => again.sendMFACode(totp(secret, 1), callbacks, 'SOFTWARE_TOKEN_MFA')),
  );
});

test('is asked for the code of a text message, and chooses between that and an app', async () => {
  const { id, pool } = await withFactors('OPTIONAL');
  await makeUser(id, 'jane', { attributes: { phone_number: '+12065550109' } });
  const user = new CognitoUser({ Username: 'jane', Pool: pool });
  succeeded(await signIn(user, 'jane', password));
  const on = { Enabled: true, PreferredMfa: true };
  assert.equal(await promised((done) => user.setUserMfaPreference(on, null, done)), 'SUCCESS');
  const again = new CognitoUser({ Username: 'jane', Pool: pool });
  const [asked, challenge, parameters] = await signIn(again, 'jane', password);
  assert.deepEqual([asked, challenge], ['mfaRequired', 'SMS_MFA']);
  assert.equal(parameters.CODE_DELIVERY_DESTINATION, '+*******0109');
  const { code } = await newestMessage(id, 'jane');
  const [failed, error] = await outcome((callbacks) => again.sendMFACode('no code', callbacks));
  assert.equal(failed, 'onFailure');
  assert.equal(error.code, 'CodeMismatchException');
  succeeded(await outcome((callbacks) => again.sendMFACode(code, callbacks)));

  const [, secret] = await outcome((callbacks) => again.associateSoftwareToken(callbacks));
  succeeded(await outcome((callbacks) => again.verifySoftwareToken(totp(secret), 'a test', callbacks)));
  const enabled = { Enabled: true, PreferredMfa: false };
  assert.equal(await promised((done) => again.setUserMfaPreference(enabled, enabled, done)), 'SUCCESS');
  const third = new CognitoUser({ Username: 'jane', Pool: pool });
  assert.equal((await signIn(third, 'jane', password))[0], 'selectMFAType');
  const [chosen] = await outcome((callbacks) => third.sendMFASelectionAnswer('SOFTWARE_TOKEN_MFA', callbacks));
  assert.equal(chosen, 'totpRequired');
  succeeded(
    await outcome((callbacks) => third.sendMFACode(totp(secret, 1), callbacks, 'SOFTWARE_TOKEN_MFA')),
  );
});

// Custom challenges by amazon-cognito-identity-js and aws-amplify, with functions called over HTTP (functions.py).

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, signIn, signOut } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';

import { endpoint, makeClient, makePool, makeUser, password } from './support.mjs';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';

const memory = new Map();
cognitoUserPoolsTokenProvider.setKeyValueStorage({
  setItem: async (key, value) => void memory.set(key, value),
  getItem: async (key) => memory.get(key) ?? null,
  removeItem: async (key) => void memory.delete(key),
  clear: async () => memory.clear(),
});
after(() => setImmediate(() => process.exit()));

async function world() {
  const pool = await makePool({
    LambdaConfig: {
      DefineAuthChallenge: `${ARN}define`,
      CreateAuthChallenge: `${ARN}create`,
      VerifyAuthChallengeResponse: `${ARN}verify`,
    },
  });
  const client = await makeClient(pool, {
    ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  await makeUser(pool, 'jane');
  return { pool, client: client.ClientId };
}

/** Resolves with `[callback name, ...arguments]` of whichever callback the library calls. */
function outcome(start) {
  return new Promise((resolve) => {
    start(new Proxy({}, { get: (_, name) => (...values) => resolve([name, ...values]), has: () => true }));
  });
}

for (const [how, begin] of [
  ['without the password', (user, details, callbacks) => user.initiateAuth(details, callbacks)],
  ['after the password by SRP', (user, details, callbacks) => user.authenticateUser(details, callbacks)],
]) {
  test(`amazon-cognito-identity-js answers a custom challenge ${how}`, async () => {
    const { pool, client } = await world();
    const Pool = new CognitoUserPool({ UserPoolId: pool, ClientId: client, endpoint });
    const user = new CognitoUser({ Username: 'jane', Pool });
    user.setAuthenticationFlowType('CUSTOM_AUTH');
    const details = new AuthenticationDetails({ Username: 'jane', Password: password });
    const [asked, parameters] = await outcome((callbacks) => begin(user, details, callbacks));
    assert.equal(asked, 'customChallenge', parameters?.message);
    assert.equal(parameters.question, '2+3');
    const [again] = await outcome((callbacks) => user.sendCustomChallengeAnswer('4', callbacks));
    assert.equal(again, 'customChallenge');
    const [done, session] = await outcome((callbacks) => user.sendCustomChallengeAnswer('5', callbacks));
    assert.equal(done, 'onSuccess', session?.message);
    assert.equal(session.getAccessToken().payload.username, 'jane');
  });
}

for (const authFlowType of ['CUSTOM_WITHOUT_SRP', 'CUSTOM_WITH_SRP']) {
  test(`aws-amplify signs in by ${authFlowType}`, async () => {
    const { pool, client } = await world();
    Amplify.configure({
      Auth: { Cognito: { userPoolId: pool, userPoolClientId: client, userPoolEndpoint: endpoint } },
    });
    const withPassword = authFlowType === 'CUSTOM_WITH_SRP' ? { password } : {};
    const asked = await signIn({ username: 'jane', ...withPassword, options: { authFlowType } });
    assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
    assert.equal(asked.nextStep.additionalInfo.question, '2+3');
    const done = await confirmSignIn({ challengeResponse: '5' });
    assert.equal(done.nextStep.signInStep, 'DONE');
    await signOut();
  });
}

// What the tests of aws-amplify share: Amplify set up for a fresh pool, with its tokens kept in memory.

import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';

import { Amplify } from 'aws-amplify';
import { signOut } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { SetUserPoolMfaConfigCommand } from '@aws-sdk/client-cognito-identity-provider';

import { endpoint, idp, makeClient, makePool } from './support.mjs';

const FLOWS = [
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
];

const memory = new Map();
cognitoUserPoolsTokenProvider.setKeyValueStorage({
  setItem: async (key, value) => void memory.set(key, value),
  getItem: async (key) => memory.get(key) ?? null,
  removeItem: async (key) => void memory.delete(key),
  clear: async () => memory.clear(),
});

afterEach(async () => {
  await signOut().catch(() => {});
  memory.clear();
});
after(() => setImmediate(() => process.exit()));

/** A pool with these settings, and a client of it that Amplify uses; the pool's id. */
export async function world(settings = {}, mfa) {
  const userPoolId = await makePool(settings);
  if (mfa) await idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId: userPoolId, ...mfa }));
  const client = await makeClient(userPoolId, { ExplicitAuthFlows: FLOWS });
  Amplify.configure({
    Auth: { Cognito: { userPoolId, userPoolClientId: client.ClientId, userPoolEndpoint: endpoint } },
  });
  return userPoolId;
}

/** The sign-in is done. */
export const done = (answer) => assert.equal(answer.nextStep.signInStep, 'DONE', JSON.stringify(answer));

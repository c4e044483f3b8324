// aws-amplify v6 registers a passkey and signs in with it, as it does in a browser; the authenticator is in software.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  associateWebAuthnCredential,
  confirmSignIn,
  deleteWebAuthnCredential,
  listWebAuthnCredentials,
  signIn,
  signOut,
} from 'aws-amplify/auth';

import { done, world } from './amplify.mjs';
import { install } from './software-passkey.mjs';
import { makeUser, password } from './support.mjs';

const CHOICES = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } };
const PASSKEYS = { WebAuthnConfiguration: { RelyingPartyId: 'example.com', UserVerification: 'required' } };

test('registers a passkey, prefers it, chooses it, and deletes it', async () => {
  const pool = await world(CHOICES, PASSKEYS);
  await makeUser(pool, 'jane');
  done(await signIn({ username: 'jane', password }));
  install('https://auth.example.com');
  await associateWebAuthnCredential();
  const { credentials } = await listWebAuthnCredentials();
  assert.equal(credentials.length, 1);
  assert.equal(credentials[0].relyingPartyId, 'example.com');
  await signOut();

  const options = { authFlowType: 'USER_AUTH' };
  done(await signIn({ username: 'jane', options: { ...options, preferredChallenge: 'WEB_AUTHN' } }));
  await signOut();
  const asked = await signIn({ username: 'jane', options });
  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
  assert.deepEqual([...asked.nextStep.availableChallenges].sort(), ['PASSWORD', 'PASSWORD_SRP', 'WEB_AUTHN']);
  done(await confirmSignIn({ challengeResponse: 'WEB_AUTHN' }));

  const { credentialId } = credentials[0];
  await deleteWebAuthnCredential({ credentialId });
  assert.deepEqual((await listWebAuthnCredentials()).credentials, []);
});

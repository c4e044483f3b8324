// The AWS SDK for JavaScript v3, unmodified, and aws-jwt-verify against the published keys.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  DescribeUserPoolCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  paginateListUsers,
} from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';

import { endpoint, idp, makeClient, makePool, makeUser, password } from './support.mjs';

const signIn = (ClientId, USERNAME, PASSWORD = password) =>
  idp.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } }),
  );

test('signs in, verifies, refreshes and revokes', async () => {
  const pool = await makePool();
  const { ClientId } = await makeClient(pool);
  await makeUser(pool, 'jane');
  const { AuthenticationResult: tokens } = await signIn(ClientId, 'jane');

  const issuer = `${endpoint}/${pool}`;
  const keys = await (await fetch(`${issuer}/.well-known/jwks.json`)).json();
  const verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: `https://unused.example/jwks.json` });
  verifier.cacheJwks(keys);
  const access = verifier.verifySync(tokens.AccessToken);
  assert.equal(access.token_use, 'access');
  assert.equal(access.client_id, ClientId);
  assert.equal(verifier.verifySync(tokens.IdToken).aud, ClientId);

  const refreshed = await idp.send(
    new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: tokens.RefreshToken }),
  );
  assert.ok(refreshed.AuthenticationResult.AccessToken);
  await idp.send(new RevokeTokenCommand({ ClientId, Token: tokens.RefreshToken }));
  await assert.rejects(idp.send(new GetUserCommand({ AccessToken: tokens.AccessToken })), {
    name: 'NotAuthorizedException',
    message: 'Access Token has been revoked',
  });
});

test('passes NEW_PASSWORD_REQUIRED', async () => {
  const pool = await makePool();
  const { ClientId } = await makeClient(pool);
  await makeUser(pool, 'fresh', { temporary: 'Temporary-1' });
  const challenge = await signIn(ClientId, 'fresh', 'Temporary-1');
  assert.equal(challenge.ChallengeName, 'NEW_PASSWORD_REQUIRED');
  const done = await idp.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: challenge.Session,
      ChallengeResponses: { USERNAME: 'fresh', NEW_PASSWORD: password },
    }),
  );
  assert.equal(done.AuthenticationResult.TokenType, 'Bearer');
});

test('reads a pool with its dates, and pages through users', async () => {
  const pool = await makePool();
  const { UserPool } = await idp.send(new DescribeUserPoolCommand({ UserPoolId: pool }));
  assert.ok(Math.abs(UserPool.CreationDate.getTime() - Date.now()) < 60_000);
  for (const name of ['a', 'b', 'c', 'd', 'e']) await makeUser(pool, name);
  const seen = [];
  for await (const page of paginateListUsers({ client: idp, pageSize: 2 }, { UserPoolId: pool })) {
    seen.push(...page.Users.map((user) => user.Username));
  }
  assert.deepEqual(seen.sort(), ['a', 'b', 'c', 'd', 'e']);
});

test('an error carries its name, message and request id', async () => {
  await assert.rejects(signIn('1234567890abcdefghijklmnop', 'x'), (error) => {
    assert.equal(error.name, 'ResourceNotFoundException');
    assert.match(error.message, /^User pool client \w+ does not exist\.$/);
    assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
    assert.equal(error.$metadata.httpStatusCode, 400);
    return true;
  });
});

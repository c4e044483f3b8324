// openid-client, a certified relying party: discovery, code with PKCE, userInfo, refresh, revocation, client credentials.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CreateResourceServerCommand } from '@aws-sdk/client-cognito-identity-provider';
import * as oidc from 'openid-client';

import { Browser } from './form-browser.mjs';
import { endpoint, idp, makeClient, makePool, makeUser } from './support.mjs';

const callback = 'https://app.example/cb';

const application = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email'],
  CallbackURLs: [callback],
  SupportedIdentityProviders: ['COGNITO'],
};

const discover = (pool, { ClientId, ClientSecret }, authentication) =>
  oidc.discovery(new URL(`${endpoint}/${pool}`), ClientId, ClientSecret, authentication, {
    execute: [oidc.allowInsecureRequests],
  });

async function signIn(config, browser, username, more = {}) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid email',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...more,
  });
  const back = await browser.signIn(url, username);
  return oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState, expectedNonce });
}

for (const [name, settings, authentication] of [
  ['a public client', {}, () => oidc.None()],
  ['client_secret_basic', { GenerateSecret: true }, (client) => oidc.ClientSecretBasic(client.ClientSecret)],
  ['client_secret_post', { GenerateSecret: true }, (client) => oidc.ClientSecretPost(client.ClientSecret)],
]) {
  test(`signs in, reads, refreshes and revokes as ${name}`, async () => {
    const pool = await makePool();
    const client = await makeClient(pool, { ...application, ...settings });
    await makeUser(pool, 'jane', { attributes: { email: 'jane@example.com' } });
    const config = await discover(pool, client, authentication(client));

    const tokens = await signIn(config, new Browser(), 'jane');
    assert.equal(tokens.claims().email, 'jane@example.com');
    const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
    assert.equal(info.username, 'jane');

    const again = await oidc.refreshTokenGrant(config, tokens.refresh_token);
    assert.equal(again.claims().sub, tokens.claims().sub);
    await oidc.tokenRevocation(config, tokens.refresh_token);
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant' });
    await assert.rejects(oidc.fetchUserInfo(config, again.access_token, oidc.skipSubjectCheck));
  });
}

test('refresh tokens rotate', async () => {
  const pool = await makePool();
  const client = await makeClient(pool, {
    ...application,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
  });
  await makeUser(pool, 'jane');
  const config = await discover(pool, client, oidc.None());
  const tokens = await signIn(config, new Browser(), 'jane');
  const second = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(second.refresh_token, tokens.refresh_token);
  const third = await oidc.refreshTokenGrant(config, second.refresh_token);
  assert.equal(third.claims().auth_time, tokens.claims().auth_time);
  await assert.rejects(oidc.refreshTokenGrant(config, second.refresh_token), { error: 'invalid_grant' });
});

test('one sign-in is good for two applications, and prompt=none asks nobody', async () => {
  const pool = await makePool();
  const [one, other] = [await makeClient(pool, application), await makeClient(pool, application)];
  await makeUser(pool, 'jane');
  const browser = new Browser();
  const config = await discover(pool, other, oidc.None());
  await assert.rejects(signIn(config, browser, 'jane', { prompt: 'none' }), { error: 'login_required' });
  const first = await signIn(await discover(pool, one, oidc.None()), browser, 'jane');
  const second = await signIn(config, browser, 'jane', { prompt: 'none' });
  assert.equal(second.claims().sub, first.claims().sub);
  assert.equal(second.claims().auth_time, first.claims().auth_time);
});

test('a machine gets a token for itself', async () => {
  const pool = await makePool();
  await idp.send(
    new CreateResourceServerCommand({
      UserPoolId: pool,
      Identifier: 'api',
      Name: 'api',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'read' }],
    }),
  );
  const machine = await makeClient(pool, {
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['api/read'],
  });
  for (const method of [oidc.ClientSecretBasic, oidc.ClientSecretPost]) {
    const config = await discover(pool, machine, method(machine.ClientSecret));
    const tokens = await oidc.clientCredentialsGrant(config, { scope: 'api/read' });
    assert.equal(JSON.parse(atob(tokens.access_token.split('.')[1])).scope, 'api/read');
    await assert.rejects(oidc.clientCredentialsGrant(config, { scope: 'api/write' }), { error: 'invalid_scope' });
  }
});

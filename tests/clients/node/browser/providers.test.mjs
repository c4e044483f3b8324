// Sign-in through an OpenID Connect provider that nobody here wrote: `oidc-provider`, with its own pages, in Chromium.

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import {
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  CreateIdentityProviderCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import Provider from 'oidc-provider';

import { endpoint, idp, makePool, makeUser } from '../support.mjs';
import { application, backAt, launch, open, webClient } from './chromium.mjs';

const secret = 'a-secret-that-only-the-two-of-them-know';
let browser, app, provider;

/** A provider on a free port: two clients, one of which is signed for with an elliptic curve. Whoever signs in is let in. */
async function makeProvider() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const key = (type, options) => ({
    ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
    kid: type,
    use: 'sig',
  });
  const client = (client_id, more) => ({
    client_id,
    client_secret: secret,
    redirect_uris: [`${endpoint}/oauth2/idpresponse`],
    ...more,
  });
  const oidc = new Provider(issuer, {
    clients: [
      client('by-form', { token_endpoint_auth_method: 'client_secret_post' }),
      client('by-curve', {
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      }),
    ],
    jwks: { keys: [key('rsa', { modulusLength: 2048 }), key('ec', { namedCurve: 'P-256' })] },
    cookies: { keys: ['a-key-for-cookies'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'zoneinfo'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.com`, email_verified: true, name: `Dr. ${id}` }),
    }),
  });
  oidc.on('server_error', (_, error) => console.error(error));
  server.on('request', oidc.callback());
  return { issuer, close: () => server.close() };
}

before(async () => {
  [browser, app, provider] = await Promise.all([launch(), application(), makeProvider()]);
});
after(async () => {
  await browser.close();
  app.close();
  provider.close();
});

/** A pool that knows the provider under this name; an application that takes its users. */
async function pool(ProviderName, client_id) {
  const UserPoolId = await makePool();
  await idp.send(
    new CreateIdentityProviderCommand({
      UserPoolId,
      ProviderName,
      ProviderType: 'OIDC',
      ProviderDetails: {
        client_id,
        client_secret: secret,
        oidc_issuer: provider.issuer,
        authorize_scopes: 'openid email profile',
        attributes_request_method: 'GET',
      },
      AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name' },
    }),
  );
  const client = await webClient(UserPoolId, app.callback, { SupportedIdentityProviders: ['COGNITO', ProviderName] });
  return { UserPoolId, client };
}

/** The pages, where the provider sends people back to. */
function address(page, client, more = {}) {
  const query = new URLSearchParams({
    client_id: client,
    response_type: 'code',
    redirect_uri: app.callback,
    scope: 'openid email',
    ...more,
  });
  return `${endpoint}${page}?${query}`;
}

/** Signs in at the provider's own pages and agrees to what it asks. */
async function atProvider(page, name) {
  await page.waitForURL(`${provider.issuer}/interaction/*`);
  await page.fill('input[name=login]', name);
  await page.fill('input[name=password]', 'anything');
  await page.click('button[type=submit]');
  await page.click('button:has-text("Continue")');
}

async function exchange(client, code) {
  const form = { grant_type: 'authorization_code', client_id: client, code, redirect_uri: app.callback };
  const answer = await fetch(`${endpoint}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  assert.equal(answer.status, 200);
  return answer.json();
}

const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

test('by the button of the sign-in page', async () => {
  const { UserPoolId, client } = await pool('Example', 'by-form');
  const page = await open(browser);
  await page.goto(address('/login', client));
  await page.click('text=Example');
  await atProvider(page, 'jane');
  const tokens = await exchange(client, await backAt(page, app.callback));
  const id = claims(tokens.id_token);
  assert.equal(id['cognito:username'], 'Example_jane');
  assert.deepEqual([id.email, id.email_verified], ['jane@example.com', true]);
  assert.deepEqual(id['cognito:groups'], [`${UserPoolId}_Example`]);
  assert.equal(id.identities[0].userId, 'jane');
  const user = await idp.send(new AdminGetUserCommand({ UserPoolId, Username: 'Example_jane' }));
  assert.equal(user.UserStatus, 'EXTERNAL_PROVIDER');
  assert.equal(user.UserAttributes.find(({ Name }) => Name === 'name').Value, 'Dr. jane');
  const jwks = await (await fetch(`${endpoint}/${UserPoolId}/.well-known/jwks.json`)).json();
  assert.ok(jwks.keys.some(({ kid }) => kid === JSON.parse(Buffer.from(tokens.id_token.split('.')[0], 'base64url')).kid));

  // Signed in here, the browser does not go there again; asked to sign in again, it does.
  await page.goto(address('/oauth2/authorize', client));
  await backAt(page, app.callback);
  await page.goto(address('/oauth2/authorize', client, { identity_provider: 'Example', prompt: 'login' }));
  await page.waitForURL(`${provider.issuer}/interaction/*`);

  const refresh = { grant_type: 'refresh_token', client_id: client, refresh_token: tokens.refresh_token };
  const fresh = await fetch(`${endpoint}/oauth2/token`, { method: 'POST', body: new URLSearchParams(refresh) });
  assert.equal(claims((await fresh.json()).id_token)['cognito:username'], 'Example_jane');
  await page.context().close();
});

test('a token under an elliptic curve, and a user who is linked', async () => {
  const { UserPoolId, client } = await pool('Curve', 'by-curve');
  await makeUser(UserPoolId, 'local');
  await idp.send(
    new AdminLinkProviderForUserCommand({
      UserPoolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'local' },
      SourceUser: { ProviderName: 'Curve', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: 'june' },
    }),
  );
  const page = await open(browser);
  await page.goto(address('/oauth2/authorize', client, { identity_provider: 'Curve' }));
  await atProvider(page, 'june');
  const tokens = await exchange(client, await backAt(page, app.callback));
  assert.equal(claims(tokens.id_token)['cognito:username'], 'local');
  await page.context().close();
});

test('somebody who refuses at the provider is told of at the application', async () => {
  const { client } = await pool('Example', 'by-form');
  const page = await open(browser);
  await page.goto(address('/oauth2/authorize', client, { identity_provider: 'Example', state: 's' }));
  await page.waitForURL(`${provider.issuer}/interaction/*`);
  await page.click('text=Cancel');
  await page.waitForURL(`${app.callback}?*`);
  const answer = new URL(page.url()).searchParams;
  assert.deepEqual([answer.get('error'), answer.get('state')], ['access_denied', 's']);
  assert.match(answer.get('error_description'), /aborted/);
  await page.context().close();
});

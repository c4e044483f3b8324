// Signing in through an identity provider, as a browser that keeps cookies does it, with every function; and the typings of their
// events. The provider is a small one that speaks OpenID Connect.

import assert from 'node:assert/strict';
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { CreateIdentityProviderCommand } from '@aws-sdk/client-cognito-identity-provider';

import { endpoint, idp, makeClient, makePool } from './support.mjs';
import { complaints } from './typings.mjs';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';
const CALLBACK = 'https://app.example/cb';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const json = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function idToken(claims) {
  const text = `${json({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${json(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

/** What was asked of the provider, by code. */
const asked = new Map();
let issuer;

const provider = createServer(async (request, response) => {
  const url = new URL(request.url, issuer);
  const answer = (value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  switch (url.pathname) {
    case '/.well-known/openid-configuration':
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
      });
    case '/jwks':
      return answer({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
    case '/authorize': {
      const code = `code-${asked.size}`;
      asked.set(code, url.searchParams);
      const back = new URLSearchParams({ code, state: url.searchParams.get('state') });
      return response.writeHead(302, { location: `${url.searchParams.get('redirect_uri')}?${back}` }).end();
    }
    case '/token': {
      const before = asked.get(form.get('code'));
      const challenge = before.get('code_challenge');
      if (challenge && challenge !== createHash('sha256').update(form.get('code_verifier')).digest('base64url')) {
        return response.writeHead(400).end('{"error":"invalid_grant"}');
      }
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, aud: 'cognate', sub: '12345', iat: now, exp: now + 300, email: 'jane@acme.example' };
      const nonce = before.get('nonce');
      return answer({
        access_token: 'token-of-the-provider',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: idToken(nonce ? { ...claims, nonce } : claims),
      });
    }
    case '/userinfo':
      return answer({ sub: '12345', email: 'jane@acme.example', email_verified: true, given_name: 'Jane' });
    default:
      return response.writeHead(404).end();
  }
});
before(async () => {
  await new Promise((done) => provider.listen(0, '127.0.0.1', done));
  issuer = `http://localhost:${provider.address().port}`;
});
after(() => {
  provider.close();
  provider.closeAllConnections();
});

async function world() {
  const echo = `${ARN}node-echo`;
  const pool = await makePool({
    LambdaConfig: {
      PreSignUp: echo,
      PostConfirmation: echo,
      PreAuthentication: echo,
      PostAuthentication: echo,
      InboundFederation: { LambdaVersion: 'V1_0', LambdaArn: echo },
      PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: echo },
    },
  });
  await idp.send(
    new CreateIdentityProviderCommand({
      UserPoolId: pool,
      ProviderName: 'Acme',
      ProviderType: 'OIDC',
      ProviderDetails: {
        client_id: 'cognate',
        client_secret: 'secret',
        authorize_scopes: 'openid email',
        attributes_request_method: 'GET',
        oidc_issuer: issuer,
      },
      AttributeMapping: { email: 'email', given_name: 'given_name' },
    }),
  );
  const { ClientId } = await makeClient(pool, {
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'],
    CallbackURLs: [CALLBACK],
    SupportedIdentityProviders: ['Acme'],
  });
  return { pool, ClientId };
}

/** Follows redirects with the cookies of one browser until the application is reached; its query. */
async function walk(url) {
  const cookies = new Map();
  for (let steps = 0; steps < 12; steps += 1) {
    if (url.startsWith(CALLBACK)) return new URL(url).searchParams;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [pair] = set.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    assert.ok([302, 303].includes(answer.status), `${url}: ${answer.status} ${await answer.text()}`);
    url = new URL(answer.headers.get('location'), url).href;
  }
  throw new Error('it goes round in circles');
}

async function signIn(ClientId) {
  const query = new URLSearchParams({
    client_id: ClientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid email',
    identity_provider: 'Acme',
  });
  const back = await walk(`${endpoint}/oauth2/authorize?${query}`);
  const code = back.get('code');
  assert.ok(code, String(back));
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: ClientId, code, redirect_uri: CALLBACK });
  const answer = await fetch(`${endpoint}/oauth2/token`, { method: 'POST', body });
  const { id_token } = await answer.json();
  return JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url'));
}

test('somebody comes from a provider, and comes again', async () => {
  const { pool, ClientId } = await world();
  const claims = await signIn(ClientId);
  assert.deepEqual([claims.email, claims['cognito:username']], ['jane@acme.example', 'Acme_12345']);
  const events = async () => (await fetch(`${process.env.NODE_FUNCTIONS}/?pool=${pool}`)).json();
  const first = await events();
  assert.deepEqual(
    first.map((event) => event.triggerSource),
    [
      'InboundFederation_ExternalProvider',
      'PreSignUp_ExternalProvider',
      'PostConfirmation_ConfirmSignUp',
      'TokenGeneration_HostedAuth',
    ],
  );
  await signIn(ClientId);
  const all = await events();
  assert.deepEqual(
    all.slice(first.length).map((event) => event.triggerSource),
    [
      'InboundFederation_ExternalProvider',
      'PreAuthentication_Authentication',
      'PostAuthentication_Authentication',
      'TokenGeneration_HostedAuth',
    ],
  );
  assert.equal(await complaints(all), '');
});

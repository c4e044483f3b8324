// Applications of another origin in Chromium: aws-amplify through the pages, amazon-cognito-identity-js by the API.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as forward } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { endpoint, makePool, makeUser, password } from '../support.mjs';
import { application, launch, open, webClient } from './chromium.mjs';

let browser, app, tls;

/** Amplify knows domains by HTTPS only, so TLS ends here, in front of the server. */
async function tlsInFront(target) {
  const folder = mkdtempSync(join(tmpdir(), 'cognate-tls-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  execFileSync('openssl', [...made, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const { hostname, port } = new URL(target);
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const { method, url: path, headers } = request;
    const onwards = forward({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onwards);
  });
  rmSync(folder, { recursive: true });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { domain: `localhost:${server.address().port}`, close: () => server.close() };
}

before(async () => {
  const bundled = await build({
    entryPoints: [fileURLToPath(new URL('./app.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    define: { global: 'globalThis' },
    logLevel: 'error',
  });
  const script = bundled.outputFiles[0].text;
  app = await application((path) =>
    path === '/app.js'
      ? ['text/javascript', script]
      : ['text/html', '<!doctype html><title>app</title><script src="/app.js"></script>'],
  );
  tls = await tlsInFront(endpoint);
  browser = await launch();
});
after(async () => {
  await browser.close();
  app.close();
  tls.close();
});

async function world() {
  const pool = await makePool();
  await makeUser(pool, 'jane', { attributes: { email: 'jane@example.com', email_verified: 'true' } });
  return { pool, client: await webClient(pool, app.callback) };
}

test('aws-amplify signs in by redirect, is signed in, and signs out', async () => {
  const { pool, client } = await world();
  const page = await open(browser, { ignoreHTTPSErrors: true });
  const settings = {
    Auth: {
      Cognito: {
        userPoolId: pool,
        userPoolClientId: client,
        userPoolEndpoint: endpoint,
        loginWith: {
          oauth: {
            domain: tls.domain,
            scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
            redirectSignIn: [app.callback],
            redirectSignOut: [`${app.origin}/bye`],
            responseType: 'code',
          },
        },
      },
    },
  };
  await page.addInitScript((settings) => (window.settings = settings), settings);
  await page.goto(app.origin);
  await page.evaluate(() => window.amplify.signInWithRedirect());
  await page.waitForSelector('#signInFormUsername');
  await page.fill('#signInFormUsername', 'jane');
  await page.fill('#signInFormPassword', password);
  await page.click('button.primary');
  await page.waitForURL(`${app.origin}/**`);
  await page.waitForFunction(() => window.signedIn);
  const told = await page.evaluate(async () => {
    const { tokens } = await window.amplify.fetchAuthSession();
    const { username } = await window.amplify.getCurrentUser();
    const { email } = await window.amplify.fetchUserAttributes();
    return { username, email, scope: tokens.accessToken.payload.scope, claimed: tokens.idToken.payload.email };
  });
  assert.equal(told.username, 'jane');
  assert.equal(told.email, 'jane@example.com');
  assert.equal(told.claimed, 'jane@example.com');
  assert.deepEqual(told.scope.split(' ').sort(), ['aws.cognito.signin.user.admin', 'email', 'openid']);
  await page.evaluate(() => void window.amplify.signOut());
  await page.waitForURL(`${app.origin}/bye*`);
});

test('amazon-cognito-identity-js signs in by SRP from another origin', async () => {
  const { pool, client } = await world();
  const page = await open(browser);
  await page.goto(app.origin);
  const told = await page.evaluate(
    ([UserPoolId, ClientId, endpoint, Password]) => {
      const { CognitoUserPool, CognitoUser, AuthenticationDetails } = window.identity;
      const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint });
      const user = new CognitoUser({ Username: 'jane', Pool });
      return new Promise((done, failed) =>
        user.authenticateUser(new AuthenticationDetails({ Username: 'jane', Password }), {
          onSuccess: (session) => done(session.getIdToken().payload.email),
          onFailure: (error) => failed(new Error(error.message)),
        }),
      );
    },
    [pool, client, `${endpoint}/`, password],
  );
  assert.equal(told, 'jane@example.com');
});

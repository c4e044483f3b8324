// A browser, an application of another origin, and pools whose pages they use.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';

import axe from 'axe-core';
import { chromium } from 'playwright-core';

import { CreateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';

import { endpoint, idp } from '../support.mjs';

/** Where the pages are for a browser: passkeys want a name, not an address. */
export const pages = endpoint.replace('127.0.0.1', 'localhost');

const SHOTS = process.env.COGNATE_SCREENSHOTS;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** An application: answers every path with `respond(path)`, which gives `[type, text]`. */
export async function application(respond = () => ['text/plain', 'application']) {
  const server = createServer((request, response) => {
    const [type, text] = respond(new URL(request.url, 'http://localhost').pathname);
    response.writeHead(200, { 'content-type': type });
    response.end(text);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://localhost:${server.address().port}`;
  return { origin, callback: `${origin}/cb`, close: () => server.close() };
}

/** A client of the pool that sends its users to the pages. */
export async function webClient(UserPoolId, callback, settings = {}) {
  const made = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'web',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
      CallbackURLs: [callback],
      LogoutURLs: [new URL('/bye', callback).href],
      SupportedIdentityProviders: ['COGNITO'],
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ...settings,
    }),
  );
  return made.UserPoolClient.ClientId;
}

/** The address of a page for a client. */
export function address(page, client, callback, more = {}) {
  const query = new URLSearchParams({
    client_id: client,
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid email',
    state: 'st',
    ...more,
  });
  return `${pages}${page}?${query}`;
}

/** A page of a fresh browser that lets nothing go to other hosts than these. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  page.foreign = [];
  page.refused = [];
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') page.foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) page.refused.push(message.text());
  });
  return page;
}

/** Holds a page to what every page promises: nothing for axe to complain about in light and dark, small, from here alone. */
export async function examine(page, name) {
  const html = await page.content();
  assert.ok(html.length < 50_000, `${name}: ${html.length} bytes`);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run());
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    assert.deepEqual(told, [], `${name}, ${colorScheme}`);
    await shoot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false, `${name} scrolls sideways`);
  assert.deepEqual(page.foreign, [], name);
  assert.deepEqual(page.refused, [], name);
}

/** A picture, when somebody wants pictures. */
export async function shoot(page, name) {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** Waits until the browser is back at the application; the code. */
export async function backAt(page, callback) {
  await page.waitForURL(`${callback}?*`);
  const code = new URL(page.url()).searchParams.get('code');
  assert.match(code, /^[0-9a-f-]{36}$/);
  return code;
}

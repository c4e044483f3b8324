// The inbox and the trace of `cognate dev` in Chromium, as a developer uses them. They have a server of their own: the inbox is
// emptied here.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { password } from '../support.mjs';
import { examine, launch, open, shoot } from './chromium.mjs';

const BINARY = process.env.SERVER_BINARY;
const skip = BINARY ? false : 'needs the binary: tests/clients/run names it';

/** A function that lets nobody in on Sundays, and it is Sunday. */
const functions = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const event = JSON.parse(Buffer.concat(chunks));
  const refuses = event.triggerSource.startsWith('PostAuthentication');
  if (refuses) response.setHeader('x-amz-function-error', 'Unhandled');
  response.end(JSON.stringify(refuses ? { errorMessage: 'Not on Sundays', errorType: 'Error' } : event));
});

let browser, server, data, inbox, idp;
before(async () => {
  if (skip) return;
  data = await mkdtemp(join(tmpdir(), 'inbox-'));
  await new Promise((done) => functions.listen(0, '127.0.0.1', done));
  const lambda = `http://127.0.0.1:${functions.address().port}`;
  const options = ['dev', '--listen', '127.0.0.1:0', '--data', data, '--lambda-endpoint', lambda];
  server = spawn(BINARY, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const { value: greeting } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
  const endpoint = greeting.split(' ').at(-1);
  inbox = `${endpoint.replace('127.0.0.1', 'localhost')}/_cognate/inbox`;
  idp = new CognitoIdentityProviderClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill();
  functions.close();
  if (data) await rm(data, { recursive: true, force: true });
});

const ROLE = 'arn:aws:iam::123456789012:role/sms';

async function world(settings = {}) {
  const made = await idp.send(
    new CreateUserPoolCommand({ PoolName: 'shop', AutoVerifiedAttributes: ['email'], ...settings }),
  );
  const UserPoolId = made.UserPool.Id;
  const client = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    }),
  );
  return { UserPoolId, ClientId: client.UserPoolClient.ClientId };
}

const signUp = ({ ClientId }, Username, attributes) =>
  idp.send(
    new SignUpCommand({
      ClientId,
      Username,
      Password: password,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );

const rows = (page) => page.locator('#list [role=option] .to').allTextContents();
const chosen = (page) => page.locator('#list [aria-selected=true] .to').textContent();
const newest = async () => (await (await fetch(inbox)).json()).messages[0];

async function clear() {
  await fetch(inbox, { method: 'DELETE' });
}

test('an empty inbox waits, and what comes is there at once', { skip }, async () => {
  await clear();
  const page = await open(browser);
  await page.goto(inbox);
  await page.waitForSelector('#live.on');
  assert.match(await page.textContent('#empty'), /No messages yet/);
  assert.equal(await page.isDisabled('#clear'), true);
  await examine(page, 'inbox-empty');
  const pool = await world();
  await signUp(pool, 'jane', { email: 'jane@example.com' });
  await page.waitForSelector('text=jane@example.com');
  assert.equal(await page.title(), '(1) Inbox · Cognate');
  const { code } = await newest();
  assert.equal(await page.textContent('#code'), code);
  assert.match(await page.frameLocator('#mail').locator('body').textContent(), new RegExp(code));
  await examine(page, 'inbox-one');
});

/** Messages of every kind, the newest last. */
async function fill() {
  await clear();
  const plain = await world({
    SmsConfiguration: { SnsCallerArn: ROLE },
    VerificationMessageTemplate: {
      EmailSubject: 'Welcome to the shop',
      EmailMessage: '<h1 style="font-family:sans-serif">Welcome!</h1><p>Your code is <b>{####}</b>.</p><script>document.title="x"</script>',
    },
  });
  const byLink = await world({
    VerificationMessageTemplate: {
      DefaultEmailOption: 'CONFIRM_WITH_LINK',
      EmailSubjectByLink: 'Please confirm your address',
      EmailMessageByLink: '<p>Nearly there. {##Confirm my address##}</p>',
    },
  });
  for (const name of ['ann', 'bob', 'carol', 'dave']) await signUp(plain, name, { email: `${name}@example.com` });
  await idp.send(
    new AdminCreateUserCommand({
      UserPoolId: plain.UserPoolId,
      Username: 'eve',
      TemporaryPassword: 'Temp<o>rary&1',
      DesiredDeliveryMediums: ['SMS'],
      UserAttributes: [{ Name: 'phone_number', Value: '+15550100' }],
    }),
  );
  await idp.send(
    new AdminCreateUserCommand({
      UserPoolId: plain.UserPoolId,
      Username: 'frank',
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: 'frank.with-a-rather-long-name@customers.europe.example.com' },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  await idp.send(
    new AdminCreateUserCommand({
      UserPoolId: plain.UserPoolId,
      Username: 'frank',
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
    }),
  );
  await signUp(byLink, 'grace', { email: 'grace@example.com' });
}

test('a full inbox is read by keyboard, and searched', { skip }, async () => {
  await fill();
  const page = await open(browser);
  await page.goto(inbox);
  await page.waitForSelector('text=grace@example.com');
  const all = await rows(page);
  assert.equal(all.length, 7);
  assert.equal(await chosen(page), all[0]);
  await page.keyboard.press('ArrowDown');
  assert.equal(await chosen(page), all[1]);
  await page.keyboard.press('j');
  assert.equal(await chosen(page), all[2]);
  assert.equal(all[2], '+15550100');
  assert.match(await page.textContent('#text'), /Temp<o>rary&1/);
  await examine(page, 'inbox-sms');
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowUp');
  assert.equal(await chosen(page), all[0]);
  await page.keyboard.press('End');
  assert.equal(await chosen(page), all.at(-1));
  await page.keyboard.press('Home');
  assert.equal(await chosen(page), all[0]);

  await page.keyboard.press('/');
  await page.keyboard.type('WELCOME bob');
  assert.deepEqual(await rows(page), ['bob@example.com']);
  assert.equal(await page.textContent('#count'), '1 of 7');
  await examine(page, 'inbox-search');
  await page.keyboard.press('Escape');
  assert.equal((await rows(page)).length, 7);
  await page.keyboard.press('/');
  await page.keyboard.type('nothing like this');
  assert.match(await page.textContent('#empty'), /No message fits/);
  await examine(page, 'inbox-none-fits');
  await page.keyboard.press('Escape');
  // The search was left: letters are commands again. What was chosen stays chosen while others come.
  await page.keyboard.press('j');
  assert.equal(await chosen(page), 'frank.with-a-rather-long-name@customers.europe.example.com');
  await signUp(await world(), 'henry', { email: 'henry@example.com' });
  await page.waitForSelector('text=henry@example.com');
  assert.equal(await chosen(page), 'frank.with-a-rather-long-name@customers.europe.example.com');
});

test('a link is opened and a code is copied by a key', { skip }, async () => {
  await fill();
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(inbox);
  await page.waitForSelector('text=grace@example.com');
  await examine(page, 'inbox-link');
  const { link } = await newest();
  assert.equal(await page.getAttribute('#link', 'href'), link);
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('o')]);
  assert.match(opened.url(), /confirmUser/);
  await opened.close();
  await page.click('text=dave@example.com');
  const code = await page.textContent('#code');
  await page.keyboard.press('c');
  await page.waitForSelector('text=Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
  // What a pool's template brings along does not run.
  assert.match(await page.title(), /^\(7\) Inbox/);
  await page.click('#clear');
  await page.waitForSelector('text=No messages yet');
  assert.equal((await (await fetch(inbox)).json()).messages.length, 0);
});

test('it fits a phone', { skip }, async () => {
  await fill();
  const page = await open(browser, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.goto(inbox);
  await page.waitForSelector('text=grace@example.com');
  await shoot(page, 'inbox-phone-list');
  await page.click('text=carol@example.com');
  assert.match(await page.textContent('#subject'), /Welcome to the shop/);
  await examine(page, 'inbox-phone');
});

test('it says when the server is gone, and goes on when it is back', { skip }, async () => {
  const page = await open(browser);
  await page.goto(inbox);
  await page.waitForSelector('#live.on');
  await page.route('**/_cognate/inbox?*', (route) => route.abort());
  await signUp(await world(), 'ida', { email: 'ida@example.com' });
  await page.waitForSelector('#live.off');
  await shoot(page, 'inbox-gone');
  await page.unroute('**/_cognate/inbox?*');
  await page.waitForSelector('text=ida@example.com');
  await page.waitForSelector('#live.on');
});

test('the trace tells what happened, and why', { skip }, async () => {
  const page = await open(browser);
  const trace = inbox.replace('inbox', 'trace');
  const arn = (name) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  const pool = await world({ LambdaConfig: { PreAuthentication: arn('pre'), PostAuthentication: arn('post') } });
  await page.goto(`${trace}?pool=${pool.UserPoolId}`);
  await page.waitForSelector('#live.on');
  assert.match(await page.textContent('#empty'), /Nothing of the last requests fits/);
  await examine(page, 'trace-empty');
  await signUp(pool, 'jane', { email: 'jane@example.com' });
  await idp.send(new AdminConfirmSignUpCommand({ UserPoolId: pool.UserPoolId, Username: 'jane' }));
  const signIn = (USERNAME, PASSWORD) =>
    idp.send(
      new InitiateAuthCommand({
        ClientId: pool.ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD },
        ClientMetadata: { captchaToken: 'canary', lang: 'de' },
      }),
    );
  for (const [name, word] of [
    ['nobody', 'wrong-canary'],
    ['jane', 'wrong-canary'],
    ['jane', password],
  ]) {
    await assert.rejects(signIn(name, word));
  }
  await page.waitForSelector('text=Not on Sundays');
  const ends = await page.locator('.attempt .end').allTextContents();
  assert.deepEqual(ends.slice(0, 3), [
    'UserLambdaValidationException',
    'NotAuthorizedException',
    'NotAuthorizedException',
  ]);
  const whys = await page.locator('.attempt .why').allTextContents();
  assert.match(whys[1], /the password or its proof is wrong/);
  assert.match(whys[2], /no user has this name/);
  await page.keyboard.press('/');
  await page.keyboard.type('jane');
  await page.waitForFunction(() => !document.body.textContent.includes('nobody'));
  assert.match(page.url(), /username=jane/);
  await page.locator('.attempt > summary').first().focus();
  await page.keyboard.press('Enter');
  await page.click('.attempt[open] summary:has-text("event") >> nth=0');
  assert.match(await page.textContent('.attempt[open] pre'), /"captchaToken": "\*\*\*"/);
  assert.doesNotMatch(await page.content(), /canary/);
  await examine(page, 'trace');
  await page.setViewportSize({ width: 360, height: 740 });
  await examine(page, 'trace-phone');
});

// What pools make of the pages, in Chromium: classic CSS and logo, the styles of managed login, terms, and every page that the walks
// of a person do not come by.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';

import {
  CreateManagedLoginBrandingCommand,
  CreateTermsCommand,
  CreateUserPoolDomainCommand,
  SetUICustomizationCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { idp, makePool, makeUser, newestMessage, password } from '../support.mjs';
import { address, application, backAt, examine, launch, open, pages, webClient } from './chromium.mjs';

let browser, app;
before(async () => {
  browser = await launch();
  app = await application();
});
after(async () => {
  await browser.close();
  app.close();
});

let domains = 0;

async function world(version, settings = {}, client = {}) {
  const pool = await makePool(settings);
  if (version) {
    const Domain = `looks-${process.pid}-${(domains += 1)}`;
    await idp.send(new CreateUserPoolDomainCommand({ UserPoolId: pool, Domain, ManagedLoginVersion: version }));
  }
  return { pool, client: await webClient(pool, app.callback, client) };
}

const submit = (page) => page.click('button[type=submit].primary');
const style = (page, selector, property) =>
  page.$eval(selector, (element, name) => getComputedStyle(element).getPropertyValue(name), property);

/** A picture of one colour with a stripe, without a library. */
function png(width, height, colour, stripe) {
  const rows = Array.from({ length: height }, (_, y) => {
    const shade = y > height * 0.4 && y < height * 0.6 ? stripe : colour;
    return Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: width }, () => Buffer.from(shade)))]);
  });
  const table = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  const sum = (bytes) => ~bytes.reduce((crc, byte) => table[(crc ^ byte) & 255] ^ (crc >>> 8), ~0) >>> 0;
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(sum(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

test('classic pages wear the CSS and the logo of their pool', async () => {
  const { pool, client } = await world(1);
  await makeUser(pool, 'jane');
  const CSS = [
    '.banner-customizable { padding: 20px; background-color: #00363a; }',
    '.submitButton-customizable { background-color: #00695c; font-size: 18px; height: 52px; }',
    '.submitButton-customizable:hover { background-color: #004d40; color: #ffffff; }',
    '.label-customizable { font-weight: 400; }',
    '.inputField-customizable { border: 2px solid #00695c; color: #102027; }',
    '.background-customizable { background-color: #e0f2f1; }',
  ].join('\n');
  const ImageFile = png(180, 44, [255, 202, 40], [0, 105, 92]);
  await idp.send(new SetUICustomizationCommand({ UserPoolId: pool, ClientId: client, CSS, ImageFile }));
  const page = await open(browser, { colorScheme: 'dark' });
  await page.goto(address('/login', client, app.callback));
  assert.equal(await style(page, 'button.primary', 'background-color'), 'rgb(0, 105, 92)');
  assert.equal(await style(page, 'body', 'background-color'), 'rgb(224, 242, 241)');
  assert.equal(await page.$eval('img.logo', (logo) => logo.naturalWidth), 180);
  await examine(page, 'classic');
  await page.setViewportSize({ width: 360, height: 740 });
  await examine(page, 'classic-phone');
  await page.fill('#signInFormUsername', 'jane');
  await page.fill('#signInFormPassword', password);
  await submit(page);
  await backAt(page, app.callback);
});

const BOTH = ['lightMode', 'darkMode'];
const both = (light, dark) => Object.fromEntries(BOTH.map((mode, n) => [mode, [light, dark][n]]));
const button = (backgroundColor, textColor, borderColor) => ({ backgroundColor, textColor, borderColor });

test('managed login wears the style of its client, light and dark', async () => {
  const { pool, client } = await world(2);
  const Settings = {
    categories: {
      global: { colorSchemeMode: 'DYNAMIC', pageHeader: { enabled: true }, pageFooter: { enabled: true } },
      form: { location: { horizontal: 'END', vertical: 'CENTER' } },
    },
    componentClasses: {
      buttons: { borderRadius: 24.0 },
      input: { borderRadius: 4.0 },
      link: both({ defaults: { textColor: '6a1b9aff' } }, { defaults: { textColor: 'e1bee7ff' } }),
    },
    components: {
      form: { logo: { enabled: true, location: 'START' }, borderRadius: 20.0 },
      pageHeader: { logo: { enabled: true }, ...both({ background: { color: '4a148cff' } }, { background: { color: '12001fff' } }) },
      pageBackground: both({ color: 'f3e5f5ff' }, { color: '12001fff' }),
      primaryButton: both(
        { defaults: button('6a1b9aff', 'ffffffff'), hover: button('4a148cff', 'ffffffff') },
        { defaults: button('ce93d8ff', '12001fff'), hover: button('e1bee7ff', '12001fff') },
      ),
    },
  };
  const asset = (Category, ColorMode, Bytes) => ({ Category, ColorMode, Extension: 'PNG', Bytes });
  const Assets = [
    asset('FORM_LOGO', 'LIGHT', png(120, 40, [106, 27, 154], [255, 255, 255])),
    asset('FORM_LOGO', 'DARK', png(160, 40, [206, 147, 216], [18, 0, 31])),
    asset('PAGE_HEADER_LOGO', 'DYNAMIC', png(100, 30, [255, 202, 40], [74, 20, 140])),
    asset('PAGE_BACKGROUND', 'DARK', png(32, 400, [38, 0, 56], [60, 10, 80])),
  ];
  const made = { UserPoolId: pool, ClientId: client, Settings, Assets };
  await idp.send(new CreateManagedLoginBrandingCommand(made));
  for (const TermsName of ['terms-of-use', 'privacy-policy']) {
    const Links = { 'cognito:default': `https://app.example/${TermsName}` };
    const terms = { UserPoolId: pool, ClientId: client, TermsName, TermsSource: 'LINK', Enforcement: 'NONE', Links };
    await idp.send(new CreateTermsCommand(terms));
  }
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  assert.equal(await style(page, 'button.primary', 'background-color'), 'rgb(106, 27, 154)');
  assert.equal(await page.$eval('img.logo', (logo) => logo.naturalWidth), 120);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  assert.equal(await style(page, 'button.primary', 'background-color'), 'rgb(206, 147, 216)');
  await page.waitForFunction(() => document.querySelector('img.logo').naturalWidth === 160);
  assert.match(await style(page, 'body', 'background-image'), /_look/);
  await examine(page, 'managed');
  await page.goto(address('/signup', client, app.callback));
  assert.match(await page.textContent('.legal'), /^By signing up, you agree to our Terms/);
  await examine(page, 'managed-sign-up');
  await page.goto(address('/login', client, app.callback, { lang: 'ar' }));
  await page.setViewportSize({ width: 360, height: 740 });
  await examine(page, 'managed-phone-ar');
});

test('the stock style is readable, and without a style there are no pages', async () => {
  const { pool, client } = await world(2);
  const page = await open(browser);
  const answer = await page.goto(address('/login', client, app.callback));
  assert.equal(answer.status(), 400);
  await examine(page, 'no-pages');
  const stock = { UserPoolId: pool, ClientId: client, UseCognitoProvidedValues: true };
  await idp.send(new CreateManagedLoginBrandingCommand(stock));
  await page.goto(address('/signup', client, app.callback));
  await examine(page, 'stock-sign-up');
  const dark = await webClient(pool, app.callback);
  const Settings = { categories: { global: { colorSchemeMode: 'DARK' } } };
  await idp.send(new CreateManagedLoginBrandingCommand({ UserPoolId: pool, ClientId: dark, Settings }));
  await page.goto(address('/login', dark, app.callback));
  assert.equal(await style(page, 'button.primary', 'background-color'), 'rgb(83, 159, 229)');
  await examine(page, 'stock-dark');
});

const SMS = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' };

test('sets a phone up as second factor, asks which of two, and sends codes again', async () => {
  const { pool, client } = await world(0, { SmsConfiguration: SMS });
  const mfa = {
    UserPoolId: pool,
    MfaConfiguration: 'ON',
    SoftwareTokenMfaConfiguration: { Enabled: true },
    SmsMfaConfiguration: { SmsConfiguration: SMS },
  };
  await idp.send(new SetUserPoolMfaConfigCommand(mfa));
  await makeUser(pool, 'jane');
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await page.fill('#signInFormUsername', 'jane');
  await page.fill('#signInFormPassword', password);
  await submit(page);
  await page.click('text=Text message');
  await examine(page, 'phone-set-up');
  await page.fill('#phone_number', '+1 206 555 0109');
  await submit(page);
  await examine(page, 'mfa-sms');
  await page.click('text=Send a new code');
  assert.equal(await page.textContent('[role=status]'), 'We sent a new code.');
  await examine(page, 'mfa-sms-again');
  const { code } = await newestMessage(pool, 'jane');
  await page.fill('#code', code);
  await submit(page);
  await backAt(page, app.callback);
});

test('two windows of one browser sign two people in', async () => {
  const { pool, client } = await world();
  for (const name of ['jane', 'john']) await makeUser(pool, name, { temporary: 'Temporary-1' });
  const one = await open(browser);
  const other = await one.context().newPage();
  const begin = async (page, name) => {
    await page.goto(address('/login', client, app.callback, { prompt: 'login' }));
    await page.fill('#signInFormUsername', name);
    await page.fill('#signInFormPassword', 'Temporary-1');
    await submit(page);
    await page.waitForSelector('#confirm_password');
  };
  await begin(one, 'jane');
  await begin(other, 'john');
  for (const page of [one, other]) {
    await page.fill('#new-password', password);
    await page.fill('#confirm_password', password);
    await submit(page);
    await backAt(page, app.callback);
  }
});

test('confirms by a link, and says so', async () => {
  const { pool, client } = await world(0, {
    AutoVerifiedAttributes: ['email'],
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' },
  });
  const page = await open(browser);
  await page.goto(address('/signup', client, app.callback));
  await page.fill('#signUpFormUsername', 'jane');
  await page.fill('input[type=email]', 'jane@example.com');
  await page.fill('#new-password', password);
  await submit(page);
  await page.waitForSelector('text=Back to sign in');
  await examine(page, 'link-sent');
  const message = await newestMessage(pool, 'jane');
  const [link] = /https?:[^"'<>\s]+confirmUser[^"'<>\s]+/.exec(message.body ?? message.html ?? message.text);
  await page.goto(link.replaceAll('&amp;', '&').replace('127.0.0.1', 'localhost'));
  await examine(page, 'confirmed');
  await page.goto(`${pages}/confirmUser?client_id=${client}&user_name=jane&confirmation_code=000000`);
  await examine(page, 'not-confirmed');
});

test('says that sign-up is closed, and when a form is refused', async () => {
  const { client } = await world(0, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
  const page = await open(browser);
  await page.goto(address('/signup', client, app.callback));
  await examine(page, 'sign-up-closed');
  await page.goto(address('/login', client, app.callback));
  await page.context().clearCookies();
  await page.fill('#signInFormUsername', 'jane');
  await page.fill('#signInFormPassword', password);
  await submit(page);
  await page.waitForSelector('text=did not send our cookie back');
  await examine(page, 'form-refused');
});

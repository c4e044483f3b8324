// The hosted pages with nothing but a keyboard: everything that has to be reached is reached by Tab, in the order of the page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { SetUserPoolMfaConfigCommand } from '@aws-sdk/client-cognito-identity-provider';

import { idp, makePool, makeUser, newestMessage, password } from '../support.mjs';
import { totp } from '../totp.mjs';
import { address, application, backAt, launch, open, webClient } from './chromium.mjs';

let browser, app;
before(async () => {
  browser = await launch();
  app = await application();
});
after(async () => {
  await browser.close();
  app.close();
});

/** More stops than any page has. */
const MOST_STOPS = 40;

/** Presses Tab until what is named has the focus, and can be seen to have it. */
async function reach(page, selector) {
  const wanted = page.locator(selector).first();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      const outlined = await wanted.evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      });
      assert.ok(outlined, `${selector} shows that it has the focus`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached by Tab on ${page.url()}`);
}

/** Fills a field in as a person at a keyboard does. */
async function type(page, selector, text) {
  await reach(page, selector);
  await page.keyboard.type(text);
}

/** Goes on by the key that belongs to links and buttons, and waits for the page that follows. */
async function press(page, selector) {
  await reach(page, selector);
  const url = page.url();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  return url;
}

const GO_ON = 'button[type=submit].primary';

test('signs up, forgets the password and chooses another, by keyboard', async () => {
  const pool = await makePool({ AutoVerifiedAttributes: ['email'] });
  const client = await webClient(pool, app.callback);
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await press(page, 'a:text("Sign up")');
  await type(page, '#signUpFormUsername', 'jane');
  await type(page, 'input[type=email]', 'jane@example.com');
  await type(page, '#new-password', password);
  await press(page, GO_ON);
  await type(page, '#code', (await newestMessage(pool, 'jane')).code);
  await press(page, GO_ON);
  await backAt(page, app.callback);

  await page.goto(address('/login', client, app.callback, { prompt: 'login' }));
  await press(page, 'a:text("Forgot your password?")');
  await type(page, '#signInFormUsername', 'jane');
  await press(page, GO_ON);
  await type(page, '#code', (await newestMessage(pool, 'jane')).code);
  await type(page, '#new-password', 'Another-Horse-8');
  await type(page, '#confirm_password', 'Another-Horse-8');
  await press(page, GO_ON);
  await type(page, '#signInFormPassword', 'Another-Horse-8');
  await press(page, GO_ON);
  await backAt(page, app.callback);
});

test('replaces a temporary password, sets an app up and signs in with it, by keyboard', async () => {
  const sms = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' };
  const pool = await makePool({ SmsConfiguration: sms });
  const mfa = {
    MfaConfiguration: 'ON',
    SoftwareTokenMfaConfiguration: { Enabled: true },
    SmsMfaConfiguration: { SmsConfiguration: sms },
  };
  await idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool, ...mfa }));
  const client = await webClient(pool, app.callback);
  await makeUser(pool, 'fresh', { temporary: 'Temporary-1' });
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await type(page, '#signInFormUsername', 'fresh');
  await type(page, '#signInFormPassword', 'Temporary-1');
  await press(page, GO_ON);
  await type(page, '#new-password', password);
  await type(page, '#confirm_password', password);
  await press(page, GO_ON);
  await press(page, 'button:text("Authenticator app")');
  const secret = (await page.textContent('.key')).replaceAll(' ', '');
  await type(page, '#code', totp(secret));
  await press(page, GO_ON);
  await backAt(page, app.callback);

  await page.goto(address('/login', client, app.callback, { prompt: 'login' }));
  await type(page, '#signInFormUsername', 'fresh');
  await type(page, '#signInFormPassword', password);
  await press(page, GO_ON);
  await type(page, '#code', totp(secret, 1));
  await press(page, GO_ON);
  await backAt(page, app.callback);
});

test('chooses how to sign in, declines a passkey and chooses a language, by keyboard', async () => {
  const pool = await makePool({
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } },
  });
  const passkeys = { MfaConfiguration: 'OFF', WebAuthnConfiguration: { RelyingPartyId: 'localhost' } };
  await idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool, ...passkeys }));
  const client = await webClient(pool, app.callback);
  await makeUser(pool, 'jane', { attributes: { email: 'jane@example.com', email_verified: 'true' } });
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await reach(page, 'summary');
  await page.keyboard.press('Enter');
  await press(page, 'a[hreflang=de], a:text("Deutsch"), button:text("Deutsch")');
  assert.equal(await page.getAttribute('html', 'lang'), 'de');
  await type(page, '#signInFormUsername', 'jane');
  await press(page, GO_ON);
  await press(page, 'button[value=EMAIL_OTP]');
  await type(page, '#code', (await newestMessage(pool, 'jane')).code);
  await press(page, GO_ON);
  await page.waitForURL(/passkeys\/add/);
  await press(page, 'button:not(.primary)');
  await backAt(page, app.callback);
});

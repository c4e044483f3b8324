// The hosted pages in Chromium, as a person walks them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  AdminSetUserMFAPreferenceCommand,
  AdminUpdateUserAttributesCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { idp, makePool, makeUser, newestMessage, password } from '../support.mjs';
import { totp } from '../totp.mjs';
import { address, application, backAt, examine, launch, open, pages, shoot, webClient } from './chromium.mjs';

let browser, app;
before(async () => {
  browser = await launch();
  app = await application();
});
after(async () => {
  await browser.close();
  app.close();
});

const VERIFIED = { email: 'jane@example.com', email_verified: 'true' };

async function world(settings = {}, mfa, client = {}) {
  const pool = await makePool(settings);
  if (mfa) await idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool, ...mfa }));
  return { pool, client: await webClient(pool, app.callback, client) };
}

const submit = (page) => page.click('button[type=submit].primary');

/** Gives jane's name and password, whether or not the browser is signed in. */
async function signIn(page, client) {
  await page.goto(address('/login', client, app.callback, { prompt: 'login' }));
  await page.fill('#signInFormUsername', 'jane');
  await page.fill('#signInFormPassword', password);
  await submit(page);
}

test('signs in by password, and says what is wrong', async () => {
  const { pool, client } = await world();
  await makeUser(pool, 'jane', { attributes: VERIFIED });
  const page = await open(browser);
  await page.goto(address('/oauth2/authorize', client, app.callback));
  await examine(page, 'sign-in');
  await page.fill('#signInFormUsername', 'jane');
  await page.fill('#signInFormPassword', 'wrong');
  await submit(page);
  assert.equal(await page.textContent('[role=alert]'), 'Incorrect username or password.');
  await examine(page, 'sign-in-wrong');
  await page.fill('#signInFormPassword', password);
  await submit(page);
  await backAt(page, app.callback);
  await page.goto(address('/oauth2/authorize', client, app.callback));
  await backAt(page, app.callback);
});

test('signs in with nothing but a keyboard', async () => {
  const { pool, client } = await world();
  await makeUser(pool, 'jane', { attributes: VERIFIED });
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await page.keyboard.type('jane');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Show');
  await page.keyboard.press('Space');
  assert.equal(await page.inputValue('#signInFormPassword'), password);
  assert.equal(await page.getAttribute('#signInFormPassword', 'type'), 'text');
  await page.keyboard.press('Enter');
  await backAt(page, app.callback);
});

test('signs up, confirms, and is signed in', async () => {
  const { pool, client } = await world({
    AutoVerifiedAttributes: ['email'],
    Schema: [
      { Name: 'given_name', Required: true, Mutable: true },
      { Name: 'birthdate', Required: true, Mutable: true },
    ],
  });
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await page.click('text=Sign up');
  await examine(page, 'sign-up');
  await page.fill('#signUpFormUsername', 'jane');
  await page.fill('input[type=email]', 'jane@example.com');
  await page.fill('[name="requiredAttributes[given_name]"]', 'Jane');
  await page.fill('[name="requiredAttributes[birthdate]"]', '1990-12-31');
  await page.fill('#new-password', 'Correct-Horse-7');
  assert.equal(await page.locator('.rules .met').count(), 5);
  await examine(page, 'sign-up-filled');
  await submit(page);
  await examine(page, 'confirm');
  const { code } = await newestMessage(pool, 'jane');
  await page.fill('#code', code);
  await submit(page);
  await backAt(page, app.callback);
});

test('signs up, and confirms by a link', async () => {
  const { pool, client } = await world({
    AutoVerifiedAttributes: ['email'],
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' },
  });
  const page = await open(browser);
  await page.goto(address('/signup', client, app.callback));
  await page.fill('#signUpFormUsername', 'jane');
  await page.fill('input[type=email]', 'jane@example.com');
  await page.fill('#new-password', password);
  await submit(page);
  await examine(page, 'link-sent');
  const { link } = await newestMessage(pool, 'jane');
  await page.goto(link.replace('127.0.0.1', 'localhost'));
  await examine(page, 'link-followed');
  await signIn(page, client);
  await backAt(page, app.callback);
});

test('chooses a new password with a code', async () => {
  const { pool, client } = await world();
  await makeUser(pool, 'jane', { attributes: VERIFIED });
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await page.click('text=Forgot your password?');
  await examine(page, 'forgot-password');
  await page.fill('#signInFormUsername', 'jane');
  await submit(page);
  await examine(page, 'reset-password');
  const { code } = await newestMessage(pool, 'jane');
  await page.fill('#code', code);
  await page.fill('#new-password', 'Another-Horse-8');
  await page.fill('#confirm_password', 'Another-Horse-8');
  await submit(page);
  assert.match(await page.textContent('[role=status]'), /has been changed/);
  await examine(page, 'password-changed');
  await page.fill('#signInFormPassword', 'Another-Horse-8');
  await submit(page);
  await backAt(page, app.callback);
});

test('replaces a temporary password', async () => {
  const { pool, client } = await world();
  await makeUser(pool, 'fresh', { temporary: 'Temporary-1' });
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await page.fill('#signInFormUsername', 'fresh');
  await page.fill('#signInFormPassword', 'Temporary-1');
  await submit(page);
  await examine(page, 'new-password');
  await page.fill('#new-password', password);
  await page.fill('#confirm_password', password);
  await submit(page);
  await backAt(page, app.callback);
});

test('sets an authenticator app up, and confirms with it', async () => {
  const { pool, client } = await world(
    { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } },
    {
      MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } },
    },
  );
  await makeUser(pool, 'jane');
  const page = await open(browser);
  await signIn(page, client);
  await examine(page, 'mfa-set-up');
  await page.click('text=Authenticator app');
  await examine(page, 'authenticator-app');
  const secret = (await page.textContent('.key')).replaceAll(' ', '');
  await page.fill('#code', totp(secret));
  await submit(page);
  await backAt(page, app.callback);
  await signIn(page, client);
  await examine(page, 'mfa-code');
  await page.fill('#code', totp(secret, 1));
  await submit(page);
  await backAt(page, app.callback);
});

test('chooses between two second factors', async () => {
  const sms = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' };
  const { pool, client } = await world(
    { SmsConfiguration: sms },
    {
      MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      SmsMfaConfiguration: { SmsConfiguration: sms },
    },
  );
  await makeUser(pool, 'jane');
  const page = await open(browser);
  await signIn(page, client);
  await page.click('text=Authenticator app');
  const secret = (await page.textContent('.key')).replaceAll(' ', '');
  await page.fill('#code', totp(secret));
  await submit(page);
  await backAt(page, app.callback);

  const jane = { UserPoolId: pool, Username: 'jane' };
  const UserAttributes = [
    { Name: 'phone_number', Value: '+12065550109' },
    { Name: 'phone_number_verified', Value: 'true' },
  ];
  await idp.send(new AdminUpdateUserAttributesCommand({ ...jane, UserAttributes }));
  const both = { SMSMfaSettings: { Enabled: true }, SoftwareTokenMfaSettings: { Enabled: true } };
  await idp.send(new AdminSetUserMFAPreferenceCommand({ ...jane, ...both }));
  await signIn(page, client);
  await page.waitForURL(/mfa\/options/);
  await examine(page, 'mfa-options');
  await page.click('button[value=SMS_MFA]');
  await examine(page, 'mfa-code-sent');
  const { code } = await newestMessage(pool, 'jane');
  await page.fill('#code', code);
  await submit(page);
  await backAt(page, app.callback);
});

test('sets e-mail up as the second factor', async () => {
  const { pool, client } = await world(
    {
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/a@example.com',
      },
    },
    { MfaConfiguration: 'ON', EmailMfaConfiguration: {} },
  );
  await makeUser(pool, 'jane');
  const page = await open(browser);
  await signIn(page, client);
  await page.waitForURL(/mfa\/register/);
  await examine(page, 'email-set-up');
  await page.fill('input[type=email]', 'jane@example.com');
  await submit(page);
  await examine(page, 'email-set-up-code');
  const { code } = await newestMessage(pool, 'jane');
  await page.fill('#code', code);
  await submit(page);
  await backAt(page, app.callback);
});

const PASSKEYS = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } },
};

test('makes a passkey after the sign-in, and signs in with it', async () => {
  const { pool, client } = await world(PASSKEYS, {
    MfaConfiguration: 'OFF',
    WebAuthnConfiguration: { RelyingPartyId: 'localhost', UserVerification: 'required' },
  });
  await makeUser(pool, 'jane', { attributes: VERIFIED });
  const page = await open(browser);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(address('/login', client, app.callback));
  await examine(page, 'username-first');
  await page.fill('#signInFormUsername', 'jane');
  await submit(page);
  await examine(page, 'choose-factor');
  await page.fill('#signInFormPassword', password);
  await submit(page);
  await page.waitForURL(/passkeys\/add/);
  await examine(page, 'passkey-offer');
  await submit(page);
  await backAt(page, app.callback);

  await page.goto(address('/login', client, app.callback, { prompt: 'login' }));
  await page.fill('#signInFormUsername', 'jane');
  await submit(page);
  await page.click('text=Sign in with a passkey');
  await examine(page, 'passkey-sign-in');
  await submit(page);
  await backAt(page, app.callback);
});

test('declines a passkey, and signs in by a code', async () => {
  const { pool, client } = await world(PASSKEYS, {
    MfaConfiguration: 'OFF',
    WebAuthnConfiguration: { RelyingPartyId: 'localhost' },
  });
  await makeUser(pool, 'jane', { attributes: VERIFIED });
  const page = await open(browser);
  await page.goto(address('/login', client, app.callback));
  await page.fill('#signInFormUsername', 'jane');
  await submit(page);
  await page.click('text=Get a code by e-mail');
  await examine(page, 'code');
  const { code } = await newestMessage(pool, 'jane');
  await page.fill('#code', code);
  await submit(page);
  await page.click('text=Not now');
  await backAt(page, app.callback);
});

test('works without scripts', async () => {
  const { pool, client } = await world();
  await makeUser(pool, 'jane', { attributes: VERIFIED });
  const page = await open(browser, { javaScriptEnabled: false });
  await signIn(page, client);
  await backAt(page, app.callback);
});

test('shows errors', async () => {
  const { client } = await world();
  const page = await open(browser);
  const answer = await page.goto(address('/oauth2/authorize', client, 'https://evil.example/cb'));
  assert.equal(answer.status(), 400);
  assert.match(await page.textContent('main'), /redirect_mismatch/);
  await examine(page, 'error');
  await page.goto(`${pages}/signedout`);
  await examine(page, 'signed-out');
});

for (const lang of ['de', 'es', 'fr', 'ja', 'pt-BR', 'ar']) {
  test(`is readable in ${lang}, on a phone as well`, async () => {
    const { client } = await world({ AutoVerifiedAttributes: ['email'] });
    const page = await open(browser);
    await page.goto(address('/login', client, app.callback, { lang }));
    assert.equal(await page.getAttribute('html', 'lang'), lang);
    await examine(page, `sign-in-${lang}`);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(address('/signup', client, app.callback));
    assert.equal(await page.getAttribute('html', 'lang'), lang);
    await examine(page, `phone-sign-up-${lang}`);
    await page.click('summary');
    await shoot(page, `phone-languages-${lang}`);
  });
}

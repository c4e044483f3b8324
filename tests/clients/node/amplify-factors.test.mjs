// aws-amplify v6 Auth: the rarer ways through a sign-in, each challenge answered as the library answers it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  confirmSignIn,
  fetchDevices,
  forgetDevice,
  rememberDevice,
  setUpTOTP,
  signIn,
  signOut,
  updateMFAPreference,
  verifyTOTPSetup,
} from 'aws-amplify/auth';
import { SetUserPoolMfaConfigCommand } from '@aws-sdk/client-cognito-identity-provider';

import { done, world } from './amplify.mjs';
import { idp, makeUser, newestMessage, password } from './support.mjs';
import { totp } from './totp.mjs';

const EMAIL = { email: 'jane@example.com', email_verified: 'true' };
const PHONE = { phone_number: '+12065550109', phone_number_verified: 'true' };
const SMS = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' };

/** A pool that can send everything, and whose users cannot recover their accounts by what is their second factor. */
const SENDING = {
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
  SmsConfiguration: SMS,
  EmailConfiguration: {
    EmailSendingAccount: 'DEVELOPER',
    SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/a@example.com',
  },
};

const mfa = (MfaConfiguration) => ({
  MfaConfiguration,
  SmsMfaConfiguration: { SmsConfiguration: SMS },
  EmailMfaConfiguration: {},
  SoftwareTokenMfaConfiguration: { Enabled: true },
});

const CHOICES = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } },
  SmsConfiguration: SMS,
};

// Amplify names a device after its browser, and remembers none that has no name.
globalThis.navigator ??= { userAgent: 'node', platform: 'node' };

const step = (answer) => answer.nextStep.signInStep;
const code = async (pool) => (await newestMessage(pool, 'jane')).code;

test('chooses its second factor, and is asked for the code of an e-mail', async () => {
  const pool = await world(SENDING, mfa('OPTIONAL'));
  await makeUser(pool, 'jane', { attributes: { ...EMAIL, ...PHONE } });
  done(await signIn({ username: 'jane', password }));
  await updateMFAPreference({ sms: 'ENABLED', email: 'ENABLED' });
  await signOut();
  for (const [method, next] of [
    ['EMAIL', 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE'],
    ['SMS', 'CONFIRM_SIGN_IN_WITH_SMS_CODE'],
  ]) {
    const asked = await signIn({ username: 'jane', password });
    assert.equal(step(asked), 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION');
    assert.deepEqual([...asked.nextStep.allowedMFATypes].sort(), ['EMAIL', 'SMS']);
    assert.equal(step(await confirmSignIn({ challengeResponse: method })), next);
    await assert.rejects(confirmSignIn({ challengeResponse: '000000x' }), { name: 'CodeMismatchException' });
    done(await confirmSignIn({ challengeResponse: await code(pool) }));
    await signOut();
  }
});

test('sets e-mail up as second factor where one is required', async () => {
  const pool = await world(SENDING, mfa('ON'));
  await makeUser(pool, 'jane');
  const asked = await signIn({ username: 'jane', password });
  assert.equal(step(asked), 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION');
  assert.deepEqual([...asked.nextStep.allowedMFATypes].sort(), ['EMAIL', 'TOTP']);
  assert.equal(step(await confirmSignIn({ challengeResponse: 'EMAIL' })), 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
  const sent = await confirmSignIn({ challengeResponse: 'jane@example.com' });
  assert.equal(step(sent), 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  done(await confirmSignIn({ challengeResponse: await code(pool) }));
});

test('sets an authenticator app up where one may choose', async () => {
  const pool = await world(SENDING, mfa('ON'));
  await makeUser(pool, 'jane');
  await signIn({ username: 'jane', password });
  const chosen = await confirmSignIn({ challengeResponse: 'TOTP' });
  assert.equal(step(chosen), 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
  done(await confirmSignIn({ challengeResponse: totp(chosen.nextStep.totpSetupDetails.sharedSecret) }));
});

for (const [preferredChallenge, attributes, next] of [
  ['EMAIL_OTP', EMAIL, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE'],
  ['SMS_OTP', PHONE, 'CONFIRM_SIGN_IN_WITH_SMS_CODE'],
]) {
  test(`prefers ${preferredChallenge}`, async () => {
    const pool = await world(CHOICES);
    await makeUser(pool, 'jane', { attributes });
    const asked = await signIn({ username: 'jane', options: { authFlowType: 'USER_AUTH', preferredChallenge } });
    assert.equal(step(asked), next);
    done(await confirmSignIn({ challengeResponse: await code(pool) }));
  });
}

for (const method of ['PASSWORD', 'PASSWORD_SRP']) {
  test(`chooses ${method}`, async () => {
    const pool = await world(CHOICES);
    await makeUser(pool, 'jane', { attributes: EMAIL });
    await signIn({ username: 'jane', options: { authFlowType: 'USER_AUTH' } });
    const chosen = await confirmSignIn({ challengeResponse: method });
    assert.equal(step(chosen), 'CONFIRM_SIGN_IN_WITH_PASSWORD');
    done(await confirmSignIn({ challengeResponse: password }));
  });
}

test('remembers a device, which then stands in for the second factor', async () => {
  const pool = await world({ DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } });
  await makeUser(pool, 'jane');
  done(await signIn({ username: 'jane', password }));
  await rememberDevice();
  assert.equal((await fetchDevices()).length, 1);
  const { sharedSecret } = await (async () => {
    await idp.send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId: pool,
        MfaConfiguration: 'ON',
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );
    return setUpTOTP();
  })();
  await verifyTOTPSetup({ code: totp(sharedSecret) });
  await signOut();
  done(await signIn({ username: 'jane', password }));
  assert.equal((await fetchDevices()).length, 1, 'no new one');
  await forgetDevice();
  await signOut();
  assert.equal(step(await signIn({ username: 'jane', password })), 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
});

// aws-amplify v6 Auth, unmodified: every way of signIn that it offers without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  autoSignIn,
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchMFAPreference,
  fetchUserAttributes,
  getCurrentUser,
  resetPassword,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  updatePassword,
  updateUserAttributes,
  verifyTOTPSetup,
} from 'aws-amplify/auth';

import { done, world } from './amplify.mjs';
import { makeUser, newestMessage, password } from './support.mjs';
import { totp } from './totp.mjs';

for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
  test(`signs in by ${authFlowType} and refreshes`, async () => {
    const pool = await world();
    await makeUser(pool, 'jane', { attributes: { email: 'jane@example.com' } });
    done(await signIn({ username: 'jane', password, options: { authFlowType } }));
    assert.equal((await getCurrentUser()).username, 'jane');
    const first = await fetchAuthSession();
    const second = await fetchAuthSession({ forceRefresh: true });
    assert.notEqual(first.tokens.accessToken.toString(), second.tokens.accessToken.toString());
    assert.equal((await fetchUserAttributes()).email, 'jane@example.com');
    await updateUserAttributes({ userAttributes: { nickname: 'J' } });
    await updatePassword({ oldPassword: password, newPassword: 'Another-Horse-8' });
  });
}

test('a wrong password is refused', async () => {
  const pool = await world();
  await makeUser(pool, 'jane');
  await assert.rejects(signIn({ username: 'jane', password: 'Wrong-pass-1' }), {
    name: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });
});

test('passes the new-password challenge', async () => {
  const pool = await world();
  await makeUser(pool, 'fresh', { temporary: 'Temporary-1' });
  const asked = await signIn({ username: 'fresh', password: 'Temporary-1' });
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
  done(await confirmSignIn({ challengeResponse: password }));
});

test('signs up, and signs in by itself once confirmed', async () => {
  const pool = await world({
    AutoVerifiedAttributes: ['email'],
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
  });
  const made = await signUp({
    username: 'jane',
    password,
    options: { userAttributes: { email: 'jane@example.com' }, autoSignIn: { authFlowType: 'USER_AUTH' } },
  });
  assert.equal(made.nextStep.signUpStep, 'CONFIRM_SIGN_UP');
  const { code } = await newestMessage(pool, 'jane');
  const confirmed = await confirmSignUp({ username: 'jane', confirmationCode: code });
  assert.equal(confirmed.nextStep.signUpStep, 'COMPLETE_AUTO_SIGN_IN');
  done(await autoSignIn());
});

test('resets a forgotten password', async () => {
  const pool = await world({ AutoVerifiedAttributes: ['email'] });
  await makeUser(pool, 'jane', { attributes: { email: 'jane@example.com', email_verified: 'true' } });
  const sent = await resetPassword({ username: 'jane' });
  assert.equal(sent.nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE');
  const { code } = await newestMessage(pool, 'jane');
  await confirmResetPassword({ username: 'jane', confirmationCode: code, newPassword: 'Another-Horse-8' });
  done(await signIn({ username: 'jane', password: 'Another-Horse-8' }));
});

const TOTP_OPTIONAL = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } };
const TOTP_ON = { ...TOTP_OPTIONAL, MfaConfiguration: 'ON' };

test('sets an authenticator app up, and is asked for it', async () => {
  const pool = await world({}, TOTP_OPTIONAL);
  await makeUser(pool, 'jane');
  done(await signIn({ username: 'jane', password }));
  const { sharedSecret } = await setUpTOTP();
  await verifyTOTPSetup({ code: totp(sharedSecret) });
  await updateMFAPreference({ totp: 'PREFERRED' });
  assert.deepEqual(await fetchMFAPreference(), { enabled: ['TOTP'], preferred: 'TOTP' });
  await signOut();
  const asked = await signIn({ username: 'jane', password });
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  await assert.rejects(confirmSignIn({ challengeResponse: totp(sharedSecret) }), {
    name: 'ExpiredCodeException',
    message: 'Your software token has already been used once.',
  });
  done(await confirmSignIn({ challengeResponse: totp(sharedSecret, 1) }));
});

test('must set an authenticator app up where MFA is required', async () => {
  const pool = await world({}, TOTP_ON);
  await makeUser(pool, 'jane');
  const asked = await signIn({ username: 'jane', password });
  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
  done(await confirmSignIn({ challengeResponse: totp(asked.nextStep.totpSetupDetails.sharedSecret) }));
});

const PHONE = { phone_number: '+12065550109', phone_number_verified: 'true' };
const SMS = {
  SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' },
  AutoVerifiedAttributes: ['phone_number'],
};

test('is asked for the code of a text message', async () => {
  const pool = await world(SMS, {
    MfaConfiguration: 'OPTIONAL',
    SmsMfaConfiguration: { SmsConfiguration: SMS.SmsConfiguration },
  });
  await makeUser(pool, 'jane', { attributes: PHONE });
  done(await signIn({ username: 'jane', password }));
  await updateMFAPreference({ sms: 'ENABLED' });
  await signOut();
  const asked = await signIn({ username: 'jane', password });
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE');
  assert.equal(asked.nextStep.codeDeliveryDetails.destination, '+*******0109');
  const { code } = await newestMessage(pool, 'jane');
  done(await confirmSignIn({ challengeResponse: code }));
});

const CHOICES = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
};
const EMAIL = { email: 'jane@example.com', email_verified: 'true' };

test('chooses among first factors', async () => {
  const pool = await world(CHOICES);
  await makeUser(pool, 'jane', { attributes: EMAIL });
  const asked = await signIn({ username: 'jane', options: { authFlowType: 'USER_AUTH' } });
  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
  assert.deepEqual([...asked.nextStep.availableChallenges].sort(), ['EMAIL_OTP', 'PASSWORD', 'PASSWORD_SRP']);
  const sent = await confirmSignIn({ challengeResponse: 'EMAIL_OTP' });
  assert.equal(sent.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  const { code } = await newestMessage(pool, 'jane');
  assert.match(code, /^\d{8}$/);
  done(await confirmSignIn({ challengeResponse: code }));
});

for (const preferredChallenge of ['PASSWORD', 'PASSWORD_SRP']) {
  test(`prefers ${preferredChallenge}`, async () => {
    const pool = await world(CHOICES);
    await makeUser(pool, 'jane', { attributes: EMAIL });
    done(await signIn({ username: 'jane', password, options: { authFlowType: 'USER_AUTH', preferredChallenge } }));
  });
}

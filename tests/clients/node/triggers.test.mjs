// The functions of pools, written in JavaScript (functions.mjs), and the typings that applications compile them with.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { BY_CODE, becomeTheMachine, replacePassword, signInAtThePage, signInByCode, signInBySrp } from './signing-in.mjs';
import { idp, makeClient, makePool, makeUser, newestMessage, password } from './support.mjs';
import { complaints } from './typings.mjs';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';
const recorded = [];

const EVERY = {
  PreSignUp: `${ARN}node-pre-sign-up`,
  PostConfirmation: `${ARN}node-echo`,
  PreAuthentication: `${ARN}node-echo`,
  PostAuthentication: `${ARN}node-echo`,
  CustomMessage: `${ARN}node-custom-message`,
  DefineAuthChallenge: `${ARN}node-define`,
  CreateAuthChallenge: `${ARN}node-create`,
  VerifyAuthChallengeResponse: `${ARN}node-verify`,
  UserMigration: `${ARN}node-migrate`,
};

async function world(functions, version = 'V2_0') {
  const pool = await makePool({
    AutoVerifiedAttributes: ['email'],
    LambdaConfig: {
      ...functions,
      PreTokenGenerationConfig: { LambdaArn: `${ARN}node-tokens`, LambdaVersion: version },
    },
  });
  const client = await makeClient(pool, {
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'LEGACY',
  });
  return { pool, ClientId: client.ClientId };
}

async function eventsOf(pool) {
  const reply = await fetch(`${process.env.NODE_FUNCTIONS}/?pool=${pool}`);
  const events = await reply.json();
  recorded.push(...events);
  return events.map((event) => event.triggerSource);
}

const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

async function signIn(ClientId, USERNAME, PASSWORD = password, more = {}) {
  const reply = await idp.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD },
      ...more,
    }),
  );
  return reply.AuthenticationResult;
}

test('a life of a user, with every function', async () => {
  const { pool, ClientId } = await world(EVERY);
  const UserAttributes = [{ Name: 'email', Value: 'jane@example.com' }];
  const jane = { ClientId, Username: 'jane' };
  await idp.send(
    new SignUpCommand({
      ...jane,
      Password: password,
      UserAttributes,
      ValidationData: [{ Name: 'captcha', Value: 'ok' }],
      ClientMetadata: { k: 'v' },
    }),
  );
  await idp.send(new ResendConfirmationCodeCommand(jane));
  const message = await newestMessage(pool, 'jane');
  assert.equal(message.subject, 'For jane');
  assert.equal(message.body, `<b>Code</b> ${message.code}`);
  await idp.send(new ConfirmSignUpCommand({ ...jane, ConfirmationCode: message.code }));
  const tokens = await signIn(ClientId, 'jane', password, { ClientMetadata: { step: '1' } });
  assert.equal(claims(tokens.IdToken).source, 'TokenGeneration_Authentication');
  const access = claims(tokens.AccessToken);
  assert.equal(access.tenant, 't1');
  assert.equal(access.scope, 'aws.cognito.signin.user.admin orders/read');
  const { AccessToken } = tokens;
  await idp.send(
    new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: 'email', Value: 'j@example.com' }] }),
  );
  await idp.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' }));
  const refreshed = await idp.send(
    new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: tokens.RefreshToken, ClientMetadata: { k: 'v' } }),
  );
  assert.equal(claims(refreshed.AuthenticationResult.IdToken).source, 'TokenGeneration_RefreshTokens');
  await idp.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: pool,
      Username: 'jane',
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    }),
  );
  await idp.send(new ForgotPasswordCommand({ ...jane, ClientMetadata: { k: 'v' } }));
  const { code } = await newestMessage(pool, 'jane');
  await idp.send(new ConfirmForgotPasswordCommand({ ...jane, ConfirmationCode: code, Password: password }));
  await idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool, Username: 'jane' }));
  assert.deepEqual(await eventsOf(pool), [
    'PreSignUp_SignUp',
    'CustomMessage_SignUp',
    'CustomMessage_ResendCode',
    'PostConfirmation_ConfirmSignUp',
    'PreAuthentication_Authentication',
    'PostAuthentication_Authentication',
    'TokenGeneration_Authentication',
    'CustomMessage_UpdateUserAttribute',
    'CustomMessage_VerifyUserAttribute',
    'TokenGeneration_RefreshTokens',
    'CustomMessage_ForgotPassword',
    'PostConfirmation_ConfirmForgotPassword',
    'CustomMessage_ForgotPassword',
  ]);
});

test('administrators, custom challenges and migrants', async () => {
  const { pool, ClientId } = await world(EVERY, 'V3_0');
  await idp.send(
    new AdminCreateUserCommand({
      UserPoolId: pool,
      Username: 'john',
      TemporaryPassword: 'Temporary-1',
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [{ Name: 'email', Value: 'john@example.com' }],
      ClientMetadata: { k: 'v' },
    }),
  );
  assert.match((await newestMessage(pool, 'john')).body, /^<b>john<\/b> Temporary-1$/);
  await idp.send(
    new SignUpCommand({ ClientId, Username: 'jim', Password: password, ClientMetadata: { confirm: 'no' } }),
  );
  await idp.send(new AdminConfirmSignUpCommand({ UserPoolId: pool, Username: 'jim' }));
  const asked = await idp.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'jim' } }),
  );
  assert.equal(asked.ChallengeParameters.question, '2+3');
  const answered = await idp.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'CUSTOM_CHALLENGE',
      Session: asked.Session,
      ChallengeResponses: { USERNAME: 'jim', ANSWER: '5' },
      ClientMetadata: { k: 'v' },
    }),
  );
  assert.ok(answered.AuthenticationResult.AccessToken);
  const migrant = await signIn(ClientId, 'migrant-1', 'legacy', { ClientMetadata: { k: 'v' } });
  assert.equal(claims(migrant.IdToken).email, 'migrant-1@example.com');
  await idp.send(new ForgotPasswordCommand({ ClientId, Username: 'migrant-2' }));
  await assert.rejects(signIn(ClientId, 'stranger'), {
    name: 'UserLambdaValidationException',
    message: 'UserMigration failed with error Bad password.',
  });
  const sources = new Set(await eventsOf(pool));
  for (const source of [
    'PreSignUp_AdminCreateUser',
    'CustomMessage_AdminCreateUser',
    'DefineAuthChallenge_Authentication',
    'CreateAuthChallenge_Authentication',
    'VerifyAuthChallengeResponse_Authentication',
    'UserMigration_Authentication',
    'UserMigration_ForgotPassword',
  ]) {
    assert.ok(sources.has(source), source);
  }
});

test('functions that refuse, confirm, call back and misbehave', async () => {
  const { pool, ClientId } = await world({ ...EVERY, PostAuthentication: `${ARN}node-calls-back` }, 'V1_0');
  const signUp = (Username, email, ClientMetadata) =>
    idp.send(
      new SignUpCommand({
        ClientId,
        Username,
        Password: password,
        UserAttributes: [{ Name: 'email', Value: email }],
        ClientMetadata,
      }),
    );
  await assert.rejects(signUp('eve', 'eve@evil.example'), {
    name: 'UserLambdaValidationException',
    message: 'PreSignUp failed with error Email domain not allowed.',
  });
  const made = await signUp('jane', 'jane@example.com', { confirm: 'yes' });
  assert.equal(made.UserConfirmed, true);
  await signIn(ClientId, 'jane');
  const shown = await idp.send(new AdminGetUserCommand({ UserPoolId: pool, Username: 'jane' }));
  const nickname = shown.UserAttributes.find(({ Name }) => Name === 'nickname');
  assert.equal(nickname.Value, 'PostAuthentication_Authentication');
  await eventsOf(pool);

  for (const [name, message] of [
    ['huge', 'Invalid lambda function output : Invalid JSON'],
    ['nothing', 'Unrecognizable lambda output'],
  ]) {
    const broken = await world({ PreAuthentication: `${ARN}node-${name}` });
    await makeUser(broken.pool, 'jane');
    await assert.rejects(signIn(broken.ClientId, 'jane'), { name: 'InvalidLambdaResponseException', message });
  }
});

for (const [channel, name, factor, first, second] of [
  ['Email', 'email', 'EMAIL_OTP', 'jane@example.com', 'j@example.com'],
  ['SMS', 'phone_number', 'SMS_OTP', '+15550100', '+15550101'],
]) {
  test(`a sender of messages decrypts every code: ${channel}`, async () => {
    const pool = await makePool({
      ...BY_CODE,
      AutoVerifiedAttributes: [name],
      LambdaConfig: {
        [`Custom${channel}Sender`]: { LambdaVersion: 'V1_0', LambdaArn: `${ARN}node-sender` },
        KMSKeyID: process.env.KEY_ARN,
      },
    });
    const { ClientId } = await makeClient(pool, { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] });
    let count = 0;
    const next = async (to) => {
      count += 1;
      const query = new URLSearchParams({ pool, atLeast: count });
      const signal = AbortSignal.timeout(30_000);
      const sent = await (await fetch(`${process.env.NODE_FUNCTIONS}/sent?${query}`, { signal })).json();
      assert.equal(sent.length, count);
      assert.equal(sent.at(-1).to, to);
      return sent.at(-1).code;
    };
    const jane = { ClientId, Username: 'jane' };
    const UserAttributes = [{ Name: name, Value: first }];
    await idp.send(new SignUpCommand({ ...jane, Password: password, UserAttributes, ClientMetadata: { k: 'v' } }));
    await next(first);
    await idp.send(new ResendConfirmationCodeCommand(jane));
    await idp.send(new ConfirmSignUpCommand({ ...jane, ConfirmationCode: await next(first) }));
    const { AccessToken } = await signInByCode(ClientId, 'jane', factor, () => next(first));
    const change = { AccessToken, UserAttributes: [{ Name: name, Value: second }] };
    await idp.send(new UpdateUserAttributesCommand(change));
    await next(second);
    await idp.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: name }));
    await idp.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: name, Code: await next(second) }));
    await idp.send(new ForgotPasswordCommand({ ...jane, ClientMetadata: { k: 'v' } }));
    const ConfirmationCode = await next(second);
    await idp.send(new ConfirmForgotPasswordCommand({ ...jane, ConfirmationCode, Password: password }));
    await idp.send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username: 'ann',
        TemporaryPassword: 'A<b>&1-xyz',
        DesiredDeliveryMediums: [channel.toUpperCase()],
        UserAttributes: [{ Name: name, Value: first }],
      }),
    );
    // Escaped as in HTML, as functions are told to expect.
    assert.equal(await next(first), 'A&lt;b&gt;&amp;1-xyz');
    const sources = 'SignUp ResendCode Authentication UpdateUserAttribute VerifyUserAttribute ForgotPassword AdminCreateUser';
    assert.deepEqual(await eventsOf(pool), sources.split(' ').map((source) => `Custom${channel}Sender_${source}`));
  });
}

test('a code to sign in with is worded', async () => {
  const pool = await makePool({ ...BY_CODE, LambdaConfig: { CustomMessage: `${ARN}node-custom-message` } });
  const { ClientId } = await makeClient(pool, { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] });
  await makeUser(pool, 'jane', { attributes: { email: 'jane@example.com', email_verified: 'true' } });
  await signInByCode(ClientId, 'jane', 'EMAIL_OTP', async () => {
    const message = await newestMessage(pool, 'jane');
    assert.equal(message.subject, 'For jane');
    return message.code;
  });
  assert.deepEqual(await eventsOf(pool), ['CustomMessage_Authentication']);
});

for (const version of ['V1_0', 'V2_0', 'V3_0']) {
  test(`tokens for every reason: ${version}`, async () => {
    const pool = await makePool({
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
      LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: `${ARN}node-echo`, LambdaVersion: version } },
    });
    const { ClientId } = await makeClient(pool);
    await makeUser(pool, 'jane', { temporary: 'Temporary-1' });
    await replacePassword(ClientId);
    const memory = new Map();
    const Storage = {
      getItem: (name) => memory.get(name) ?? null,
      setItem: (name, value) => memory.set(name, value),
      removeItem: (name) => memory.delete(name),
    };
    for (const _ of ['a new device', 'the same device']) await signInBySrp({ UserPoolId: pool, ClientId, Storage });
    await signInAtThePage(pool);
    await becomeTheMachine(pool);
    const machine = version === 'V3_0' ? ['TokenGeneration_ClientCredentials'] : [];
    assert.deepEqual(await eventsOf(pool), [
      'TokenGeneration_NewPasswordChallenge',
      'TokenGeneration_Authentication',
      'TokenGeneration_AuthenticateDevice',
      'TokenGeneration_HostedAuth',
      ...machine,
    ]);
  });
}

/** All that the documentation knows (the list of trigger sources), and why some cannot be seen here. */
const SENDING = 'SignUp ResendCode ForgotPassword UpdateUserAttribute VerifyUserAttribute AdminCreateUser Authentication';
const SOURCES = {
  PreSignUp: 'SignUp AdminCreateUser',
  PostConfirmation: 'ConfirmSignUp ConfirmForgotPassword',
  PreAuthentication: 'Authentication',
  PostAuthentication: 'Authentication',
  DefineAuthChallenge: 'Authentication',
  CreateAuthChallenge: 'Authentication',
  VerifyAuthChallengeResponse: 'Authentication',
  TokenGeneration:
    'HostedAuth Authentication NewPasswordChallenge AuthenticateDevice RefreshTokens ClientCredentials',
  UserMigration: 'Authentication ForgotPassword',
  CustomMessage: SENDING,
  // AccountTakeOverNotification: nothing here judges the risk of a sign-in.
  CustomEmailSender: SENDING,
  CustomSMSSender: SENDING,
  // PreSignUp_ExternalProvider and InboundFederation_ExternalProvider: federated sign-ins have a test of their own.
};

test('every event has the type that applications are compiled with', async () => {
  const seen = new Set(recorded.map((event) => event.triggerSource));
  const every = Object.entries(SOURCES).flatMap(([trigger, sources]) =>
    sources.split(' ').map((source) => `${trigger}_${source}`),
  );
  assert.deepEqual([...seen].sort(), every.sort());
  assert.equal(await complaints(recorded), '');
  // A member that no application expects, or one that is missing, would be seen.
  const [event] = recorded;
  assert.match(await complaints([{ ...event, request: { ...event.request, surprise: 1 } }]), /TS2353.*surprise/s);
  assert.match(await complaints([{ ...event, callerContext: {} }]), /TS\d+/);
});

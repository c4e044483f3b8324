// The functions of pools, written in JavaScript (functions.mjs), and the typings that applications compile them with.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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
} from '@aws-sdk/client-cognito-identity-provider';

import { idp, makeClient, makePool, makeUser, newestMessage, password } from './support.mjs';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';
const here = fileURLToPath(new URL('.', import.meta.url));
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

test('every event has the type that applications are compiled with', async () => {
  const sources = new Set(recorded.map((event) => event.triggerSource));
  assert.ok(sources.size >= 19, [...sources].join(' '));
  assert.equal(await complaints(recorded), '');
  // A member that no application expects, or one that is missing, would be seen.
  const [event] = recorded;
  assert.match(await complaints([{ ...event, request: { ...event.request, surprise: 1 } }]), /TS2353.*surprise/s);
  assert.match(await complaints([{ ...event, callerContext: {} }]), /TS\d+/);
});

/** What the compiler says of events as constants of their types. */
async function complaints(events) {
  const file = `${here}events.check.ts`;
  const lines = events.map((event, i) => `const e${i}: ${typeOf(event)} = ${JSON.stringify(event)};\nvoid e${i};`);
  await writeFile(file, `${PRELUDE}\n${lines.join('\n')}\n`);
  const options = '--noEmit --strict --skipLibCheck --target es2022 --module nodenext --types aws-lambda'.split(' ');
  const compiler = `${here}node_modules/typescript/bin/tsc`;
  try {
    return (await promisify(execFile)(process.execPath, [compiler, ...options, file], { cwd: here })).stdout;
  } catch (error) {
    return error.stdout;
  } finally {
    await rm(file, { force: true });
  }
}

/** The typings know no `null`, which the real service sends all the same: in what it fills in, and where nothing was given. */
const PRELUDE = `import type * as L from 'aws-lambda';
type Sent<T> = T extends (infer E)[] ? Sent<E>[] : T extends object ? { [K in keyof T]: Sent<T[K]> | null } : T;
type Forgotten = Omit<L.UserMigrationForgotPasswordTriggerEvent, 'request'> & {
  request: Omit<L.UserMigrationForgotPasswordTriggerEvent['request'], 'password'>;
};`;

function typeOf({ triggerSource, version }) {
  const [trigger] = triggerSource.split('_');
  const name = {
    PreSignUp: 'PreSignUpTriggerEvent',
    PostConfirmation: 'PostConfirmationTriggerEvent',
    PreAuthentication: 'PreAuthenticationTriggerEvent',
    PostAuthentication: 'PostAuthenticationTriggerEvent',
    CustomMessage: 'CustomMessageTriggerEvent',
    DefineAuthChallenge: 'DefineAuthChallengeTriggerEvent',
    CreateAuthChallenge: 'CreateAuthChallengeTriggerEvent',
    VerifyAuthChallengeResponse: 'VerifyAuthChallengeResponseTriggerEvent',
    // The third version has the form of the second, and its own type for machines only.
    TokenGeneration: version === '1' ? 'PreTokenGenerationTriggerEvent' : 'PreTokenGenerationV2TriggerEvent',
    UserMigration: 'UserMigrationAuthenticationTriggerEvent',
  }[trigger];
  return triggerSource === 'UserMigration_ForgotPassword' ? 'Sent<Forgotten>' : `Sent<L.${name}>`;
}

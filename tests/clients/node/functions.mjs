// Functions of pools written in JavaScript, behind a tiny server that speaks the Invoke API of AWS Lambda:
// functions.mjs PORT. GET /?pool=… gives the events of a pool so far, oldest first; GET /sent?pool=… what senders decrypted.

import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';

import { KmsKeyringNode, buildClient, CommitmentPolicy } from '@aws-crypto/client-node';
import {
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

const idp = new CognitoIdentityProviderClient({
  endpoint: process.env.COGNATE_ENDPOINT,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
});

const events = [];

// As the documentation of Amazon Cognito has it; the surroundings say where KMS is.
const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const generatorKeyId = process.env.KEY_ALIAS;
const keyIds = [process.env.KEY_ARN];
const keyring = new KmsKeyringNode({ generatorKeyId, keyIds });

/** What a sender would send, and whoever waits for it. */
const sent = [];
const arrivals = new EventEmitter();

const sender = async (event) => {
  let code = null;
  if (event.request.code) {
    const { plaintext, messageHeader } = await decrypt(keyring, Buffer.from(event.request.code, 'base64'));
    if (messageHeader.encryptionContext['userpool-id'] !== event.userPoolId) throw new Error('another pool');
    code = plaintext.toString();
  }
  const { email, phone_number } = event.request.userAttributes;
  sent.push({ pool: event.userPoolId, to: event.request.type.includes('SMS') ? phone_number : email, code });
  arrivals.emit('one');
};

/** By the name of the function. Each is a handler as AWS's documentation writes them. */
const handlers = {
  'node-pre-sign-up': async (event) => {
    if (event.request.userAttributes.email?.endsWith('@evil.example')) throw new Error('Email domain not allowed');
    event.response.autoConfirmUser = event.request.clientMetadata?.confirm === 'yes';
    event.response.autoVerifyEmail = event.response.autoConfirmUser;
    return event;
  },
  'node-echo': async (event) => event,
  'node-custom-message': async (event) => {
    const { codeParameter, usernameParameter } = event.request;
    event.response.emailSubject = `For ${event.userName}`;
    event.response.emailMessage = `<b>${usernameParameter ?? 'Code'}</b> ${codeParameter}`;
    event.response.smsMessage = `${usernameParameter ?? 'Code'} ${codeParameter}`;
    return event;
  },
  'node-define': async (event) => {
    const last = event.request.session.at(-1);
    event.response.issueTokens = last?.challengeResult ?? false;
    event.response.failAuthentication = false;
    if (!event.response.issueTokens) event.response.challengeName = 'CUSTOM_CHALLENGE';
    return event;
  },
  'node-create': async (event) => {
    event.response.publicChallengeParameters = { question: '2+3' };
    event.response.privateChallengeParameters = { answer: '5' };
    event.response.challengeMetadata = 'SUM';
    return event;
  },
  'node-verify': async (event) => {
    event.response.answerCorrect = event.request.challengeAnswer === event.request.privateChallengeParameters.answer;
    return event;
  },
  'node-tokens': async (event) => {
    event.response = {
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: { source: event.triggerSource } },
        accessTokenGeneration: { claimsToAddOrOverride: { tenant: 't1' }, scopesToAdd: ['orders/read'] },
      },
    };
    return event;
  },
  'node-migrate': async (event) => {
    if (!event.userName.startsWith('migrant')) throw new Error('Bad password');
    event.response.userAttributes = { email: `${event.userName}@example.com`, email_verified: 'true' };
    event.response.finalUserStatus = 'CONFIRMED';
    event.response.messageAction = 'SUPPRESS';
    return event;
  },
  'node-calls-back': async (event) => {
    await idp.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: event.userPoolId,
        Username: event.userName,
        UserAttributes: [{ Name: 'nickname', Value: event.triggerSource }],
      }),
    );
    return event;
  },
  'node-sender': sender,
  'node-huge': async () => 'x'.repeat(2 ** 21),
  'node-nothing': async () => undefined,
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const answer = (status, body, headers = {}) => response.writeHead(status, headers).end(body);
  if (request.method === 'GET') {
    const pool = url.searchParams.get('pool');
    if (url.pathname === '/sent') {
      const ofPool = () => sent.filter((one) => one.pool === pool);
      while (ofPool().length < Number(url.searchParams.get('atLeast'))) await once(arrivals, 'one');
      return answer(200, JSON.stringify(ofPool()));
    }
    return answer(200, JSON.stringify(events.filter((event) => event.userPoolId === pool)));
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const name = decodeURIComponent(url.pathname.match(/^\/2015-03-31\/functions\/([^/]+)\/invocations$/)?.[1] ?? '');
  if (!(name in handlers)) return answer(404, '{}', { 'x-amzn-errortype': 'ResourceNotFoundException' });
  const event = JSON.parse(Buffer.concat(chunks));
  events.push(structuredClone(event));
  try {
    answer(200, JSON.stringify(await handlers[name](event)) ?? 'null');
  } catch (error) {
    const failure = { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') };
    answer(200, JSON.stringify(failure), { 'x-amz-function-error': 'Unhandled' });
  }
});

server.listen(Number(process.argv[2]), '127.0.0.1');

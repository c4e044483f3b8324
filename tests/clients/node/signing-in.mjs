// Ways to sign in, as clients have them.

import assert from 'node:assert/strict';

import {
  CreateResourceServerCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';

import { endpoint, idp, makeClient, password } from './support.mjs';

/** Pools whose users sign in by a code that is sent. */
export const BY_CODE = {
  SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' },
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } },
};

/** Signs in by a code, which `codeOf` finds out. */
export async function signInByCode(ClientId, USERNAME, factor, codeOf) {
  const AuthParameters = { USERNAME, PREFERRED_CHALLENGE: factor };
  const asked = await idp.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters }));
  assert.equal(asked.ChallengeName, factor);
  const done = await idp.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: factor,
      Session: asked.Session,
      ChallengeResponses: { USERNAME, [`${factor}_CODE`]: await codeOf() },
      ClientMetadata: { k: 'v' },
    }),
  );
  return done.AuthenticationResult;
}

/** Signs in with a temporary password and replaces it. */
export async function replacePassword(ClientId) {
  const AuthParameters = { USERNAME: 'jane', PASSWORD: 'Temporary-1' };
  const asked = await idp.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }));
  await idp.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: asked.Session,
      ChallengeResponses: { USERNAME: 'jane', NEW_PASSWORD: password },
    }),
  );
}

/** With amazon-cognito-identity-js, which confirms its device and proves it when it comes again. */
export function signInBySrp(settings) {
  const user = new CognitoUser({
    Username: 'jane',
    Pool: new CognitoUserPool({ ...settings, endpoint }),
    Storage: settings.Storage,
  });
  const details = new AuthenticationDetails({ Username: 'jane', Password: password });
  return new Promise((onSuccess, onFailure) => user.authenticateUser(details, { onSuccess, onFailure }));
}

const CALLBACK = 'https://app.example/cb';

/** As a program that signs in like a browser. */
export async function signInAtThePage(pool) {
  const { ClientId } = await makeClient(pool, {
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid'],
    CallbackURLs: [CALLBACK],
    SupportedIdentityProviders: ['COGNITO'],
  });
  const page = `${endpoint}/login?${new URLSearchParams({ client_id: ClientId, response_type: 'code', redirect_uri: CALLBACK })}`;
  const opened = await fetch(page);
  const cookie = opened.headers.getSetCookie().find((one) => one.startsWith('XSRF-TOKEN=')).split(';')[0];
  const _csrf = cookie.slice('XSRF-TOKEN='.length);
  const body = new URLSearchParams({ _csrf, username: 'jane', password });
  const sent = await fetch(page, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  assert.match(sent.headers.get('location'), /^https:\/\/app\.example\/cb\?code=/);
}

/** A token of a client for itself. */
export async function becomeTheMachine(UserPoolId) {
  const scopes = [{ ScopeName: 'read', ScopeDescription: '-' }];
  await idp.send(new CreateResourceServerCommand({ UserPoolId, Identifier: 'orders', Name: 'orders', Scopes: scopes }));
  const { ClientId, ClientSecret } = await makeClient(UserPoolId, {
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['orders/read'],
  });
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: ClientId,
    client_secret: ClientSecret,
    aws_client_metadata: JSON.stringify({ tenant: 't1' }),
  });
  const answer = await fetch(`${endpoint}/oauth2/token`, { method: 'POST', body });
  assert.equal(answer.status, 200, await answer.text());
}

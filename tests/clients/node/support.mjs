// What the Node clients share: one endpoint URL in, fresh pools out.

import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

export const endpoint = process.env.COGNATE_ENDPOINT ?? 'http://127.0.0.1:9229';
export const password = 'Correct-Horse-7';

export const idp = new CognitoIdentityProviderClient({
  endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
});

export async function makePool(settings = {}) {
  const made = await idp.send(new CreateUserPoolCommand({ PoolName: 'clients', ...settings }));
  return made.UserPool.Id;
}

export async function makeClient(UserPoolId, settings = {}) {
  const made = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ...settings,
    }),
  );
  return made.UserPoolClient;
}

/** A user with a permanent password, or with a temporary one when `temporary` is given. */
export async function makeUser(UserPoolId, Username, { temporary, attributes = {} } = {}) {
  await idp.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      MessageAction: 'SUPPRESS',
      TemporaryPassword: temporary,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
  if (!temporary) {
    await idp.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent: true }),
    );
  }
}

/** The newest message in the server's inbox for one user. */
export async function newestMessage(pool, username) {
  const query = new URLSearchParams({ pool, username, wait: '5' });
  const answer = await fetch(`${endpoint}/_cognate/inbox?${query}`);
  return (await answer.json()).messages[0];
}

// What the TypeScript compiler says of events as constants of the types that applications are compiled with.

import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Its complaints; empty when there are none. */
export async function complaints(events) {
  // Test files run side by side.
  const file = `${here}events.${process.pid}.check.ts`;
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
    CustomEmailSender: 'CustomEmailSenderTriggerEvent',
    CustomSMSSender: 'CustomSMSSenderTriggerEvent',
    InboundFederation: 'InboundFederationTriggerEvent',
  }[trigger];
  if (triggerSource === 'UserMigration_ForgotPassword') return 'Sent<Forgotten>';
  if (triggerSource === 'TokenGeneration_ClientCredentials') return 'Sent<L.PreTokenGenerationV3TriggerEvent>';
  return `Sent<L.${name}>`;
}

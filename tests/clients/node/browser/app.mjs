// What runs in the page of the application; bundled by the test.

import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import 'aws-amplify/auth/enable-oauth-listener';
import { Hub } from 'aws-amplify/utils';

window.amplify = auth;
window.identity = { AuthenticationDetails, CognitoUser, CognitoUserPool };
Hub.listen('auth', ({ payload }) => {
  if (payload.event === 'signInWithRedirect') window.signedIn = true;
  if (payload.event === 'signInWithRedirect_failure') console.error(payload.data.error.message);
});
if (window.settings) Amplify.configure(window.settings);

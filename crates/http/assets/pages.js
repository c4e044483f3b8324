// What pages can do better with a script, and passkeys, which cannot do without. Every form works without it but theirs.

'use strict';

// Show and hide a password.
for (const button of document.querySelectorAll('[data-reveal]')) {
  const input = document.getElementById(button.dataset.reveal);
  const words = [button.textContent, button.dataset.hide];
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    button.textContent = words[shown ? 1 : 0];
    button.setAttribute('aria-pressed', String(shown));
    input.focus();
  });
  // Password managers look for a password when the form goes.
  input.form?.addEventListener('submit', () => (input.type = 'password'));
}

// Tick the rules that a new password meets.
const symbols = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;
const rules = {
  length: (text, least) => [...text].length >= least,
  lower: (text) => /[a-z]/.test(text),
  upper: (text) => /[A-Z]/.test(text),
  number: (text) => /[0-9]/.test(text),
  symbol: (text) => symbols.test(text) || text.replace(/^ +| +$/g, '').includes(' '),
};
for (const list of document.querySelectorAll('[data-rules]')) {
  const input = document.getElementById(list.dataset.rules);
  const tick = () => {
    for (const item of list.querySelectorAll('[data-rule]')) {
      const met = rules[item.dataset.rule](input.value, Number(item.dataset.least));
      item.classList.toggle('met', met);
      item.classList.toggle('passwordCheck-valid-customizable', met);
      item.classList.toggle('passwordCheck-notValid-customizable', !met);
    }
  };
  input?.addEventListener('input', tick);
}

// Passkeys.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function readable(options) {
  const keys = (list) => list?.map((key) => ({ ...key, id: bytes(key.id) }));
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
  if (options.allowCredentials) read.allowCredentials = keys(options.allowCredentials);
  if (options.excludeCredentials) read.excludeCredentials = keys(options.excludeCredentials);
  return read;
}

function written(credential) {
  const given = credential.response;
  const response = { clientDataJSON: text(given.clientDataJSON) };
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (given[part]) response[part] = text(given[part]);
  }
  if (given.getTransports) response.transports = given.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

for (const form of document.querySelectorAll('[data-passkey]')) {
  const failed = document.querySelector('[data-passkey-failed]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const publicKey = readable(JSON.parse(form.dataset.options));
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.credential.value = written(credential);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

// A browser without scripts: it keeps cookies, follows redirects on the server, and posts the sign-in form.

import assert from 'node:assert/strict';

import { endpoint, password } from './support.mjs';

export class Browser {
  cookies = new Map();

  async send(url, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', ...options, headers: { ...options.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }

  /** Follows redirects as long as they stay on the server: the page that is shown, or the address outside. */
  async follow(url, options) {
    let answer = await this.send(url, options);
    while (answer.headers.has('location')) {
      const next = new URL(answer.headers.get('location'), url);
      if (next.origin !== new URL(endpoint).origin) return { outside: next };
      url = next;
      answer = await this.send(url);
    }
    return { page: url, status: answer.status, text: await answer.text() };
  }

  /** Signs in on the page that an authorization request leads to; the address that the application is called back at. */
  async signIn(authorizationUrl, username) {
    const shown = await this.follow(authorizationUrl);
    if (shown.outside) return shown.outside;
    assert.equal(shown.page.pathname.split('/').at(-1), 'login', shown.text);
    const form = new URLSearchParams({ _csrf: this.cookies.get('XSRF-TOKEN'), username, password });
    const { origin } = new URL(endpoint);
    const done = await this.follow(shown.page, { method: 'POST', body: form, headers: { origin } });
    assert.ok(done.outside, `${done.status} ${done.text}`);
    return done.outside;
  }
}

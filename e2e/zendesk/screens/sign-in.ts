import { html } from 'hono/html';
import { findByEmail } from '../http/auth';
import type { PracticeApp, PracticeContext } from '../http/context';
import { DEMO_PASSWORD } from '../state/seed';
import { layout, type Html } from './layout';
import { signIn, signOut } from './session';
import { texts } from './texts';

/** Only a path of this account: an address from outside must not decide where a person lands. */
function safeNext(subdomain: string, next: unknown): string {
  return typeof next === 'string' && next.startsWith(`/${subdomain}/`) ? next : `/${subdomain}/agent/tickets`;
}

function signInPage(c: PracticeContext, next: string, email: string, hasFailed: boolean): Html {
  const account = c.get('account');
  const t = texts(account.row.locale);
  const people = account.users.all().filter((user) => user.role !== 'end-user');
  return layout({
    locale: account.row.locale,
    title: t.signIn,
    account,
    body: html`<form class="card narrow stack" method="post" action="/${account.subdomain}/agent/sign-in">
      <h1>${t.signIn}</h1>
      <p>${t.signInIntro}</p>
      ${hasFailed ? html`<p class="problem" role="alert">${t.signInFailed}</p>` : ''}
      <input type="hidden" name="next" value="${next}" />
      <div>
        <label for="email">${t.email}</label>
        <input
          id="email"
          name="email"
          type="email"
          list="people"
          autocomplete="username"
          required
          value="${email}"
        />
        <datalist id="people">
          ${people.map((user) => html`<option value="${user.email}">${user.name} (${user.role})</option>`)}
        </datalist>
      </div>
      <div>
        <label for="password">${t.password}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
      </div>
      <button>${t.signIn}</button>
      <p class="soft">${t.demoPassword} <code>${DEMO_PASSWORD}</code></p>
      <ul class="soft" aria-label="${t.people}">
        ${people.map((user) => html`<li>${user.name} — <code>${user.email}</code> (${user.role})</li>`)}
      </ul>
    </form>`,
  });
}

/** Choosing who one is. Password access of the API has no say here: people always sign in to the screens. */
export function mountSignIn(app: PracticeApp): void {
  app.get('/:subdomain/agent/sign-in', (c) => {
    const next = safeNext(c.get('account').subdomain, c.req.query('next'));
    return c.html(signInPage(c, next, '', false));
  });
  app.post('/:subdomain/agent/sign-in', async (c) => {
    const form = await c.req.parseBody();
    const account = c.get('account');
    const email = typeof form.email === 'string' ? form.email : '';
    const next = safeNext(account.subdomain, form.next);
    const user = findByEmail(account, email);
    const isGranted =
      user?.password !== undefined && user.password !== null && user.password === form.password;
    if (!user || !isGranted || !user.active || user.suspended || user.role === 'end-user') {
      return c.html(signInPage(c, next, email, true), 401);
    }
    signIn(c, user);
    return c.redirect(next, 303);
  });
  app.post('/:subdomain/agent/sign-out', (c) => {
    signOut(c);
    return c.redirect(`/${c.get('account').subdomain}/agent/sign-in`, 303);
  });
}

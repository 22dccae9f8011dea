import { html } from 'hono/html';
import type { PracticeContext } from '../http/context';
import type { OAuthClientRow, UserRow } from '../state/account-rows';
import { layout, type Html } from './layout';
import { texts } from './texts';

/** Asks whether an application may act for this person; the request comes back with the answer. */
export function approvePage(
  c: PracticeContext,
  user: UserRow,
  client: OAuthClientRow,
  scopes: string[],
  request: Record<string, string>,
): Html {
  const account = c.get('account');
  const t = texts(account.row.locale);
  const hidden = Object.entries(request).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return layout({
    locale: account.row.locale,
    title: t.approveTitle,
    account,
    body: html`<form
      class="card narrow stack"
      method="post"
      action="/${account.subdomain}/oauth/authorizations"
    >
      <h1>${t.approveTitle}</h1>
      <p><strong>${client.name}</strong> ${t.approveIntro} <strong>${account.row.name}</strong>.</p>
      <p>${t.approveScopes} : <code>${scopes.join(' ')}</code></p>
      <p class="soft">${t.approveAs} ${user.name} (${user.email})</p>
      ${hidden}
      <p>
        <button name="decision" value="allow">${t.allow}</button>
        <button class="quiet" name="decision" value="deny">${t.deny}</button>
      </p>
    </form>`,
  });
}

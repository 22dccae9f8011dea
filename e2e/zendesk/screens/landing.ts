import { html } from 'hono/html';
import { DEMO_PASSWORD } from '../state/seed';
import type { Store } from '../state/store';
import { layout, type Html } from './layout';

/** The first page: every account with what it allows. It belongs to no account, so it speaks both languages. */
export function landingPage(store: Store): Html {
  const cards = store.list().map((account) => {
    const { settings, faults } = account.row;
    const methods = [
      settings.passwordAccess ? 'mot de passe · password' : null,
      settings.tokenAccess ? 'jeton API · API token' : null,
      'OAuth',
    ].filter((method) => method !== null);
    return html`<section class="card">
      <h2><a href="/${account.subdomain}/agent/tickets">${account.row.name}</a></h2>
      <p><code>${store.baseUrl(account)}</code></p>
      <p class="soft">
        ${methods.join(' — ')}${settings.isFirstCommentPrivateEnabled ? '' : ' — first comment public'}
        ${faults.length > 0 ? ` — ${faults.map((fault) => fault.kind).join(', ')}` : ''}
      </p>
      <p class="soft">
        ${account.tickets.size} tickets — <code>admin@${account.subdomain}.test</code>,
        <code>camille@${account.subdomain}.test</code>
      </p>
    </section>`;
  });
  return layout({
    locale: 'fr',
    title: 'Comptes',
    body: html`<h1>Comptes d'entraînement <span class="soft" lang="en">· Practice accounts</span></h1>
      <p>
        Mot de passe de tous · <span lang="en">everybody's password</span>: <code>${DEMO_PASSWORD}</code> —
        <a href="/_mail">Courriers · Mail</a>
      </p>
      <div class="grid">${cards}</div>`,
  });
}

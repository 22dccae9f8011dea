import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Account } from '../state/account';
import type { Locale, UserRow } from '../state/account-rows';
import { STYLES } from './styles';
import { texts } from './texts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  locale: Locale;
  title: string;
  body: Html;
  account?: Account;
  user?: UserRow | null;
  /** Which entry of the account's menu is open. */
  section?: 'tickets' | 'triggers' | 'webhooks' | 'fields';
}

function menu(page: Page): Html | '' {
  const { account, user } = page;
  if (!account || !user) return '';
  const t = texts(page.locale);
  const base = `/${account.subdomain}/agent`;
  const entries = [
    { key: 'tickets', path: `${base}/tickets`, label: t.tickets },
    { key: 'triggers', path: `${base}/admin/triggers`, label: t.triggers },
    { key: 'webhooks', path: `${base}/admin/webhooks`, label: t.webhooks },
    { key: 'fields', path: `${base}/admin/fields`, label: t.fields },
  ];
  return html`<nav aria-label="${t.menu}">
      ${entries.map(
        (entry) =>
          html`<a href="${entry.path}" ${entry.key === page.section ? raw('aria-current="page"') : ''}
            >${entry.label}</a
          >`,
      )}
    </nav>
    <form class="who" method="post" action="${base}/sign-out">
      <span>${user.name}</span><button class="quiet">${t.signOut}</button>
    </form>`;
}

/** A whole page: the practice banner first, so that nobody takes it for the real thing. */
export function layout(page: Page): Html {
  const t = texts(page.locale);
  const lang = page.locale === 'fr' ? 'fr' : 'en';
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>${page.title} · ${t.practice}</title>
        <style>
          ${raw(STYLES)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">${t.skip}</a>
        <aside class="practice" aria-label="${t.practice}">
          <strong>${t.practice}</strong><span>${t.practiceNote}</span>
        </aside>
        <header>
          <a class="brand" href="${page.account ? `/${page.account.subdomain}/agent/tickets` : '/'}"
            >${page.account ? page.account.row.name : t.practice}</a
          >
          ${menu(page)}
        </header>
        <main id="main" aria-label="${page.title}">${page.body}</main>
        <footer><a href="/">${t.allAccounts}</a><a href="/_mail">${t.mails}</a></footer>
      </body>
    </html>`;
}

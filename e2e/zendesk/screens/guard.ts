import { html } from 'hono/html';
import type { PracticeContext } from '../http/context';
import type { Account } from '../state/account';
import type { Locale, UserRow } from '../state/account-rows';
import { layout, type Html, type Page } from './layout';
import { signedIn } from './session';
import { texts, type Texts } from './texts';

type Section = NonNullable<Page['section']>;

export interface Screen {
  c: PracticeContext;
  user: UserRow;
  t: Texts;
  /** `/{subdomain}/agent` */
  base: string;
}

/** Screens speak the agent's language where they can, else the account's. */
export function screenLocale(user: UserRow, account: Account): Locale {
  return user.locale === 'fr' || user.locale === 'en-US' ? user.locale : account.row.locale;
}

/** A screen for signed-in agents; anyone else is sent to the sign-in page and comes back afterwards. */
export function agentScreen(handle: (screen: Screen) => Response | Promise<Response>) {
  return (c: PracticeContext): Response | Promise<Response> => {
    const account = c.get('account');
    const user = signedIn(c);
    const base = `/${account.subdomain}/agent`;
    if (!user) {
      const url = new URL(c.req.url);
      const next = c.req.method === 'GET' ? `?next=${encodeURIComponent(url.pathname + url.search)}` : '';
      return c.redirect(`${base}/sign-in${next}`);
    }
    return handle({ c, user, t: texts(screenLocale(user, account)), base });
  };
}

/** Renders a body inside the account's frame. */
export function show(
  screen: Screen,
  section: Section,
  title: string,
  body: Html,
  status = 200,
): Response | Promise<Response> {
  const account = screen.c.get('account');
  const locale = screenLocale(screen.user, account);
  const page = layout({ locale, title, body, account, user: screen.user, section });
  return screen.c.html(page, status as 200);
}

/** The page for something that is not there. */
export function showMissing(screen: Screen, section: Section): Response | Promise<Response> {
  return show(screen, section, screen.t.notFound, html`<h1>${screen.t.notFound}</h1>`, 404);
}

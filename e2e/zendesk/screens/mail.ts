import { html, raw } from 'hono/html';
import type { PracticeApp, PracticeContext } from '../http/context';
import type { Locale } from '../state/account-rows';
import { layout, type Html } from './layout';
import { localeOf, otherLanguage, toShownTime } from './locale';
import { listMails, readMail, toAddresses, type ReadMail } from './mail-folder';
import { texts } from './texts';

const SHOWN = 200;

const words = {
  fr: {
    intro: 'Les mails que le produit a envoyés, et ceux que Zendesk lui-même aurait envoyés.',
    ours: 'Envoyés par Avis Vérifiés',
    theirs: 'Que Zendesk aurait envoyés',
    noOurs: "Aucun mail pour l'instant : ils arrivent ici dès que le produit en envoie un.",
    noTheirs: "Aucun : aucun déclencheur n'a écrit à un demandeur.",
    account: 'Compte',
    trigger: 'Déclencheur',
    text: 'Version texte',
    headers: 'En-têtes',
    html: 'Version HTML',
    back: 'Tous les courriers',
  },
  'en-US': {
    intro: 'The mails the product sent, and those Zendesk itself would have sent.',
    ours: 'Sent by Verified Reviews',
    theirs: 'Zendesk would have sent',
    noOurs: 'No mail yet: they arrive here as soon as the product sends one.',
    noTheirs: 'None: no trigger wrote to a requester.',
    account: 'Account',
    trigger: 'Trigger',
    text: 'Text version',
    headers: 'Headers',
    html: 'HTML version',
    back: 'All mail',
  },
} satisfies Record<Locale, Record<string, string>>;

function ourList(mails: ReadMail[], locale: Locale): Html {
  const w = words[locale];
  const t = texts(locale);
  if (mails.length === 0) return html`<p class="card soft">${w.noOurs}</p>`;
  const query = locale === 'fr' ? 'lang=fr' : 'lang=en';
  return html`<div class="card scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${t.at}</th>
          <th scope="col">${t.to}</th>
          <th scope="col">${t.subject}</th>
        </tr>
      </thead>
      <tbody>
        ${mails.map(
          ({ file, atMs, mail }) =>
            html`<tr>
              <td><time>${toShownTime(atMs, locale)}</time></td>
              <td>${toAddresses(mail.to)}</td>
              <td>
                <a href="/_mail/${encodeURIComponent(file)}?${query}">${mail.subject ?? t.noSubject}</a>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function theirList(c: PracticeContext, locale: Locale): Html {
  const w = words[locale];
  const rows = c
    .get('practice')
    .store.list()
    .flatMap((account) => account.mails.all().map((mail) => ({ account, mail })))
    .sort((a, b) => b.mail.createdAt.localeCompare(a.mail.createdAt))
    .slice(0, SHOWN);
  if (rows.length === 0) return html`<p class="card soft">${w.noTheirs}</p>`;
  return html`${rows.map(
    ({ account, mail }) =>
      html`<details class="card">
        <summary>
          ${toShownTime(mail.createdAt, locale)} — ${mail.to} — <strong>${mail.subject}</strong>
        </summary>
        <p class="soft">
          ${w.account} :
          <a href="/${account.subdomain}/agent/tickets/${mail.ticketId}"
            >${account.row.name} #${mail.ticketId}</a
          >
          — ${w.trigger} : ${mail.triggerTitle}
        </p>
        <pre>${mail.body}</pre>
      </details>`,
  )}`;
}

/** Text with its web addresses clickable. */
function linkified(text: string): Html {
  return html`${text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
    )}`;
}

/** The HTML part runs in a sandbox without scripts; its links open in a tab of their own. */
function mailBody(read: ReadMail, locale: Locale): Html {
  const w = words[locale];
  const t = texts(locale);
  const { mail } = read;
  const framed = mail.html === undefined ? null : `<base target="_blank">${mail.html}`;
  return html`<p><a href="/_mail?lang=${locale === 'fr' ? 'fr' : 'en'}">${w.back}</a></p>
    <h1>${mail.subject ?? t.noSubject}</h1>
    <dl class="card">
      <dt>${t.from}</dt>
      <dd>${toAddresses([mail.from])}</dd>
      <dt>${t.to}</dt>
      <dd>${toAddresses(mail.to)}</dd>
      <dt>${t.at}</dt>
      <dd><time>${toShownTime(read.atMs, locale)}</time></dd>
    </dl>
    ${
      framed === null
        ? ''
        : html`<section class="card">
            <h2>${w.html}</h2>
            <iframe
              class="mail"
              title="${w.html}"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              srcdoc="${framed}"
            ></iframe>
          </section>`
    }
    <section class="card">
      <h2>${w.text}</h2>
      <pre>${linkified(mail.text ?? '')}</pre>
    </section>
    <details class="card">
      <summary>${w.headers}</summary>
      <pre>${mail.headers.map((header) => `${header.key}: ${header.value}`).join('\n')}</pre>
    </details>`;
}

async function listPage(c: PracticeContext): Promise<Html> {
  const locale = localeOf(c);
  const w = words[locale];
  const { mailFolder } = c.get('practice');
  const mails = mailFolder === null ? [] : await listMails(mailFolder, SHOWN);
  const other = otherLanguage(locale);
  const body = html`<h1>${texts(locale).mails}</h1>
    <p>
      ${w.intro}
      <a href="/_mail?lang=${other.code}" ${raw(`lang="${other.code}" hreflang="${other.code}"`)}
        >${other.name}</a
      >
    </p>
    <section aria-labelledby="ours">
      <h2 id="ours">${w.ours}</h2>
      ${ourList(mails, locale)}
    </section>
    <section aria-labelledby="theirs">
      <h2 id="theirs">${w.theirs}</h2>
      ${theirList(c, locale)}
    </section>`;
  return layout({ locale, title: texts(locale).mails, body });
}

/** The mail pages: our `.eml` files, and the mails of Zendesk's triggers. */
export function mountMail(app: PracticeApp): void {
  app.get('/_mail', async (c) => c.html(await listPage(c)));
  app.get('/_mail/:file', async (c) => {
    const { mailFolder } = c.get('practice');
    const read = mailFolder === null ? null : await readMail(mailFolder, c.req.param('file'));
    const locale = localeOf(c);
    if (!read) return c.text(texts(locale).notFound, 404);
    return c.html(
      layout({ locale, title: read.mail.subject ?? texts(locale).noSubject, body: mailBody(read, locale) }),
    );
  });
}

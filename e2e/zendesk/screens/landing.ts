import { html, raw } from 'hono/html';
import type { PracticeContext } from '../http/context';
import type { Account } from '../state/account';
import type { Locale } from '../state/account-rows';
import { DEMO_PASSWORD } from '../state/seed';
import { layout, type Html } from './layout';
import { localeOf, otherLanguage } from './locale';

const words = {
  fr: {
    title: "Comptes d'entraînement",
    intro: "Chaque compte joue un cas. Tout le monde s'y connecte avec le mot de passe",
    mails: 'Courriers',
    password: 'mot de passe',
    token: "jeton d'API",
    methods: "Méthodes d'API",
    people: 'Personnes',
    tickets: 'Tickets',
    faults: 'Pannes en cours',
  },
  'en-US': {
    title: 'Practice accounts',
    intro: 'Each account plays a case. Everybody signs in with the password',
    mails: 'Mail',
    password: 'password',
    token: 'API token',
    methods: 'API methods',
    people: 'People',
    tickets: 'Tickets',
    faults: 'Faults at work',
  },
} satisfies Record<Locale, Record<string, string>>;

/** What each standing account is for. */
const purposes: Record<string, [fr: string, en: string]> = {
  'boutique-fr': ['Tout est permis, en français.', 'Everything allowed, in French.'],
  'boutique-en': ['Tout est permis, en anglais.', 'Everything allowed, in English.'],
  modern: ["Comme un compte d'aujourd'hui : OAuth seulement.", 'Like an account of today: OAuth only.'],
  notoken: ["Jetons d'API désactivés.", 'API tokens switched off.'],
  nopassword: ["Mots de passe d'API désactivés.", 'API passwords switched off.'],
  noprivate: ['Le premier commentaire est toujours public.', 'The first comment is always public.'],
  agentonly: ['Un client OAuth appartient à un simple agent.', 'An OAuth client belongs to a mere agent.'],
  'suspended-user': ["L'administrateur est suspendu.", 'The administrator is suspended.'],
  slow: ['Ne répond jamais.', 'Never answers.'],
  html: ['Répond du HTML au lieu de JSON.', 'Answers HTML in place of JSON.'],
  cutter: ['Coupe la connexion.', 'Cuts the connection.'],
  noapps: ["L'abonnement ne permet pas d'applications privées.", 'The plan allows no private apps.'],
  trial: ["Compte d'essai : limites basses.", 'Trial account: low limits.'],
};

function card(c: PracticeContext, account: Account, locale: Locale): Html {
  const w = words[locale];
  const { settings, faults } = account.row;
  const methods = [settings.passwordAccess ? w.password : '', settings.tokenAccess ? w.token : '', 'OAuth'];
  const people = account.users.all().filter((user) => user.role !== 'end-user');
  return html`<section class="card">
    <h2><a href="/${account.subdomain}/agent/tickets">${account.row.name}</a></h2>
    <p>${purposes[account.subdomain]?.[locale === 'fr' ? 0 : 1] ?? ''}</p>
    <p><code>${c.get('practice').store.baseUrl(account)}</code></p>
    <dl>
      <dt>${w.methods}</dt>
      <dd>${methods.filter((method) => method !== '').join(', ')}</dd>
      <dt>${w.people}</dt>
      <dd>${people.map((user) => html`<code>${user.email}</code> `)}</dd>
      <dt>${w.tickets}</dt>
      <dd>${account.tickets.size}</dd>
      ${
        faults.length > 0
          ? html`<dt>${w.faults}</dt>
              <dd><code>${faults.map((fault) => fault.kind).join(', ')}</code></dd>`
          : ''
      }
    </dl>
  </section>`;
}

/** The first page: every account with what it plays and allows. */
export function landingPage(c: PracticeContext): Html {
  const locale = localeOf(c);
  const w = words[locale];
  const other = otherLanguage(locale);
  const cards = c
    .get('practice')
    .store.list()
    .map((account) => card(c, account, locale));
  return layout({
    locale,
    title: w.title,
    body: html`<h1>${w.title}</h1>
      <p>
        ${w.intro} <code>${DEMO_PASSWORD}</code>. <a href="/_mail">${w.mails}</a> ·
        <a href="/?lang=${other.code}" ${raw(`lang="${other.code}" hreflang="${other.code}"`)}
          >${other.name}</a
        >
      </p>
      <div class="grid">${cards}</div>`,
  });
}

/** Demo content of each mail: what the preview page shows and the tests render. */
import { healthWords } from '@/lib/health/spoken';
import { tellResult } from '@/lib/health/words';
import type { MailContents } from '@/lib/mail/content';
import type { MailKind } from '@/lib/platform/outbox';
import { reasonLabel } from '@/lib/moderation/reasonLabels';
import type { Locale } from '@/lib/platform/i18n/locales';

type DemoTexts = {
  shop: string;
  timeZone: string;
  comment: string;
  reply: string;
  products: string[];
  product: string;
  statement: string;
  appealStatement: string;
  watchedWord: string;
};

/** In the words a real one has. */
function sampleFault(language: Locale, timeZone: string) {
  const told = tellResult(
    {
      name: 'credentials',
      state: 'fault',
      reason: 'credentials_ended',
      evidence: { method: 'oauth_client_credentials' },
    },
    healthWords(language, timeZone),
  );
  return { name: told.name, what: told.what, fix: told.steps ?? '' };
}

const day = (iso: string) => new Date(`${iso}T10:00:00Z`);

const texts: Record<Locale, DemoTexts> = {
  fr: {
    shop: 'Maison Lune',
    timeZone: 'Europe/Paris',
    comment: 'Colis arrivé abîmé, et personne au téléphone.\nJ’attends toujours une solution.',
    reply:
      'Bonjour Claire,\n\nNous sommes désolés pour ce colis. Un nouveau vase part demain, sans frais.\n\nThomas, service client',
    products: ['Vase Orion en grès', 'Bougie Figuier 180 g', 'Plateau Ondée'],
    product: 'Vase Orion en grès',
    statement: 'Le texte décrit le produit et non l’expérience avec l’enseigne.',
    appealStatement: 'Le texte raconte bien une expérience avec l’enseigne : il peut être publié.',
    watchedWord: 'abîmé',
  },
  en: {
    shop: 'Maison Lune UK',
    timeZone: 'Europe/London',
    comment: 'The parcel arrived damaged and nobody picks up the phone.\nStill waiting for an answer.',
    reply:
      'Hello Claire,\n\nWe are sorry about this parcel. A new vase leaves tomorrow, free of charge.\n\nThomas, customer care',
    products: ['Orion stoneware vase', 'Fig candle 180 g', 'Ondée tray'],
    product: 'Orion stoneware vase',
    statement: 'The text is about the product, not about the experience with the shop.',
    appealStatement: 'The text does tell an experience with the shop: it may be published.',
    watchedWord: 'damaged',
  },
  es: {
    shop: 'Maison Lune España',
    timeZone: 'Europe/Madrid',
    comment: 'El paquete llegó dañado y nadie coge el teléfono.\nSigo esperando una solución.',
    reply:
      'Hola, Claire:\n\nSentimos lo ocurrido con el paquete. Mañana le enviamos un jarrón nuevo, sin coste.\n\nThomas, atención al cliente',
    products: ['Jarrón Orion de gres', 'Vela Higuera 180 g', 'Bandeja Ondée'],
    product: 'Jarrón Orion de gres',
    statement: 'El texto describe el producto y no la experiencia con la tienda.',
    appealStatement: 'El texto sí cuenta una experiencia con la tienda: puede publicarse.',
    watchedWord: 'dañado',
  },
  it: {
    shop: 'Maison Lune Italia',
    timeZone: 'Europe/Rome',
    comment: 'Pacco arrivato danneggiato e nessuno risponde al telefono.\nAspetto ancora una soluzione.',
    reply:
      'Buongiorno Claire,\n\nci dispiace per il pacco. Domani spediamo un nuovo vaso, senza spese.\n\nThomas, servizio clienti',
    products: ['Vaso Orion in gres', 'Candela Fico 180 g', 'Vassoio Ondée'],
    product: 'Vaso Orion in gres',
    statement: 'Il testo descrive il prodotto e non l’esperienza con il negozio.',
    appealStatement: 'Il testo racconta un’esperienza con il negozio: può essere pubblicato.',
    watchedWord: 'danneggiato',
  },
  de: {
    shop: 'Maison Lune Deutschland',
    timeZone: 'Europe/Berlin',
    comment:
      'Das Paket kam beschädigt an, und niemand geht ans Telefon.\nIch warte noch immer auf eine Lösung.',
    reply:
      'Guten Tag Claire,\n\nes tut uns leid um dieses Paket. Morgen geht eine neue Vase an Sie, kostenfrei.\n\nThomas, Kundenservice',
    products: ['Vase Orion aus Steinzeug', 'Duftkerze Feige 180 g', 'Tablett Ondée'],
    product: 'Vase Orion aus Steinzeug',
    statement: 'Der Text beschreibt das Produkt, nicht die Erfahrung mit dem Shop.',
    appealStatement:
      'Der Text schildert durchaus eine Erfahrung mit dem Shop: Er darf veröffentlicht werden.',
    watchedWord: 'beschädigt',
  },
};

const origin = 'https://reviews.example';

/** @param language of the demo texts; the mail's own words come from the catalogue when it is rendered. */
export function sampleMails(language: Locale): MailContents {
  const text = texts[language];
  const shop = { shop: text.shop, timeZone: text.timeZone };
  const author = { ...shop, firstName: 'Claire', url: `${origin}/r/0198-demo.signature` };
  const review = { rating: 2, comment: text.comment, productName: null };
  const merchantReview = { ...review, author: 'Claire Delmas', orderRef: 'ML-20417' };
  const portal = { ...shop, url: `${origin}/reviews/0198-demo` };
  const reason = reasonLabel('product_only', language);
  const decision = { ...portal, review: merchantReview, reason, statement: text.statement };
  const account = { ...shop, subdomain: 'boutique-fr', url: `${origin}/applications/zendesk` };
  const invitation = {
    ...author,
    orderRef: 'ML-20417',
    products: text.products,
    expiresAt: day('2027-02-22'),
    unsubscribeUrl: `${origin}/unsubscribe/0198-demo.signature`,
  };
  return {
    invitation,
    invitation_reminder: invitation,
    author_links: {
      ...shop,
      firstName: author.firstName,
      reviews: [
        { productName: null, rating: 2, url: author.url },
        { productName: text.product, rating: 4, url: `${origin}/r/0199-demo.signature` },
      ],
    },
    author_replied: { ...author, review, reply: text.reply, repliedAt: day('2026-11-22') },
    author_refused: {
      ...author,
      review,
      reason,
      statement: text.statement,
      modifyUntil: day('2027-02-22'),
      appealUntil: day('2027-05-22'),
      appealUrl: `${author.url}/appeal`,
    },
    author_appeal_decided: { ...author, review, isAccepted: true, statement: text.appealStatement },
    author_anonymised: { ...shop, url: `${origin}/erasure/0198-demo.signature`, reviews: 2 },
    author_erasure: { ...shop, url: `${origin}/erasure/0198-demo.signature`, expiresAt: day('2026-11-29') },
    author_update_asked: {
      ...author,
      review: { ...review, productName: text.product },
      answerBy: day('2026-12-06'),
    },
    merchant_appeal_accepted: { ...decision, statement: text.appealStatement },
    merchant_digest: {
      ...shop,
      from: day('2026-11-16'),
      until: day('2026-11-23'),
      received: 18,
      average: 4.2,
      published: 15,
      answers: 2,
      decisions: { accepted: 1, rejected: 0 },
      toHandle: 3,
      first: [
        { ...merchantReview, publishDueAt: day('2026-11-29'), url: portal.url },
        { ...merchantReview, comment: '', productName: text.product, publishDueAt: null, url: portal.url },
      ],
      url: `${origin}/reviews`,
    },
    merchant_new_review: {
      ...portal,
      review: { ...merchantReview, rating: 5, comment: '', productName: text.product },
      publishDueAt: day('2026-11-29'),
    },
    merchant_to_handle: {
      ...portal,
      review: merchantReview,
      causes: [
        { kind: 'rating', text: null },
        { kind: 'watched_word', text: text.watchedWord },
      ],
      publishDueAt: day('2026-11-29'),
    },
    merchant_report_accepted: decision,
    merchant_report_rejected: decision,
    connection_worse: {
      ...account,
      faults: [sampleFault(language, text.timeZone)],
      waiting: 12,
      since: day('2026-11-22'),
    },
    connection_recovered: account,
  } satisfies { [K in MailKind]: MailContents[K] };
}

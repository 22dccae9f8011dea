/** Demo content of each mail: what the preview page shows and the tests render. */
import type { MailContents } from '@/lib/mail/content';
import type { MailKind } from '@/lib/mail/outbox';
import { listReportReasons } from '@/lib/moderation/reasons';

const day = (iso: string) => new Date(`${iso}T10:00:00Z`);

const texts = {
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
    words: 'Couldn’t authenticate you',
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
    words: 'Couldn’t authenticate you',
  },
};

const origin = 'https://reviews.example';

/** @param language of the demo texts; the mail's own words come from the catalogue when it is rendered. */
export function sampleMails(language: 'fr' | 'en'): MailContents {
  const text = texts[language];
  const shop = { shop: text.shop, timeZone: text.timeZone };
  const author = { ...shop, firstName: 'Claire', url: `${origin}/r/0198-demo.signature` };
  const review = { rating: 2, comment: text.comment, productName: null };
  const merchantReview = { ...review, author: 'Claire Delmas', orderRef: 'ML-20417' };
  const portal = { ...shop, url: `${origin}/reviews/0198-demo` };
  const reason = listReportReasons(language).find(({ code }) => code === 'product_only')?.label ?? '';
  const decision = { ...portal, review: merchantReview, reason, statement: text.statement };
  const account = { ...shop, subdomain: 'boutique-fr', url: `${origin}/applications/zendesk` };
  return {
    invitation: {
      ...author,
      orderRef: 'ML-20417',
      products: text.products,
      expiresAt: day('2027-02-22'),
      unsubscribeUrl: `${origin}/unsubscribe/0198-demo.signature`,
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
        { kind: 'watched_word', text: language === 'fr' ? 'abîmé' : 'damaged' },
      ],
      publishDueAt: day('2026-11-29'),
    },
    merchant_report_accepted: decision,
    merchant_report_rejected: decision,
    connection_worse: {
      ...account,
      code: 'unauthorized',
      words: text.words,
      waiting: 12,
      since: day('2026-11-22'),
    },
    connection_recovered: account,
  } satisfies { [K in MailKind]: MailContents[K] };
}

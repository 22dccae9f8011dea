/**
 * What a merchant should look at again before a reply goes out: a reply is public. Pure; the composer runs it on each key.
 * It warns and never forbids: the passages may be meant as they are.
 */
import { findContacts } from '@/lib/moderation/contacts';
import { createMatcher, findWords, type WatchedWordInput } from '@/lib/moderation/watchedWords';

export const replyWarningKinds = ['personal_data', 'promotion', 'compensation'] as const;
export type RepliedTo = { familyName: string; locale: string; orderRef: string };
export type ReplyWarning = { kind: (typeof replyWarningKinds)[number]; passages: string[] };

const link =
  /(?:https?:\/\/|www\.)[^\s<>"]+|(?<![\p{L}\p{N}@.-])(?:[a-z0-9-]+\.)+(?:com|fr|net|org|shop|store|eu|co\.uk|uk|es|it|de)(?:\/[^\s<>"]*)?(?![\p{L}\p{N}@.-])/giu;
/** "code PROMO10", "coupon: NOEL-25"; the code itself is written in capitals or with a digit. */
const promoCode =
  /\b(?:code|coupon|codice|código|gutschein(?:code)?)(?:\s+\p{L}+)?\s*[:«"“]?\s*(?=[A-Z0-9-]*[A-Z0-9]{2})[A-Z0-9][A-Z0-9-]{3,}\b/gu;
const rebate =
  /[-−–]\s?\d{1,2}\s?%|\d{1,2}\s?%\s+(?:de\s+(?:remise|réduction|rabais)|off|discount|di sconto|de descuento|rabatt)/giu;

const offer: WatchedWordInput[] = [
  'remboursement',
  'rembourser',
  'rembourserons',
  'remboursons',
  "bon d'achat",
  'bons d achat',
  'avoir de',
  'réduction',
  'remise',
  'cadeau',
  'geste commercial',
  'dédommagement',
  'dédommager',
  'compensation',
  'code promo',
  'offrir',
  'offrons',
  'offert',
  'refund',
  'voucher',
  'discount',
  'gift',
  'coupon',
  'compensate',
  'store credit',
  'free of charge',
  'reembolso',
  'descuento',
  'regalo',
  'vale de compra',
  'rimborso',
  'sconto',
  'buono',
  'omaggio',
  'rückerstattung',
  'gutschein',
  'rabatt',
  'geschenk',
  'erstattung',
].map((word) => ({ word, category: 'offer' }));

/** Written with their possessive, so that "we will change the parcel" is not one. */
const change: WatchedWordInput[] = [
  ...[
    'modifier',
    'modifiez',
    'changer',
    'changez',
    'supprimer',
    'supprimez',
    'retirer',
    'retirez',
    'améliorer',
    'améliorez',
    'réviser',
    'révisez',
    'revoir',
    'effacer',
    'corriger',
    'corrigez',
    'mettre à jour',
  ].flatMap((verb) => [
    `${verb} votre avis`,
    `${verb} votre note`,
    `${verb} cet avis`,
    `${verb} votre commentaire`,
  ]),
  ...[
    'change',
    'edit',
    'update',
    'remove',
    'delete',
    'raise',
    'improve',
    'revise',
    'withdraw',
    'reconsider',
  ].flatMap((verb) => [
    `${verb} your review`,
    `${verb} your rating`,
    `${verb} this review`,
    `${verb} your comment`,
  ]),
  ...[
    '5 étoiles',
    'cinq étoiles',
    '5 stars',
    'five stars',
    'meilleure note',
    'better rating',
    'better review',
    'nouvel avis',
    'avis positif',
    'positive review',
  ],
  ...['modificar', 'cambiar', 'eliminar', 'retirar'].flatMap((verb) => [
    `${verb} su opinión`,
    `${verb} su valoración`,
  ]),
  ...['modificare', 'cambiare', 'eliminare', 'rimuovere'].flatMap((verb) => [
    `${verb} la sua recensione`,
    `${verb} la tua recensione`,
  ]),
  ...[
    'ihre bewertung ändern',
    'ihre bewertung löschen',
    'ihre bewertung anpassen',
    'ihre bewertung zurückziehen',
  ],
].map((word) => ({ word, category: 'change' }));

const offers = createMatcher(offer);
const changes = createMatcher(change);

const passagesOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([passage]) => passage.trim());
const wordsIn = (text: string, matcher: typeof offers) =>
  findWords(matcher, text).map(({ matchedText }) => matchedText);

/** A name of two letters would be found in half of all texts. */
const nameMinLength = 3;

/**
 * Personal data (addresses, numbers, the author's family name), promotion (links, codes, rebates), and an offer made in the
 * same text as a wish that the review change: French consumer law forbids to pay for reviews.
 * @param review whom and what the reply is about. The author's first name is on the public page anyway.
 */
export function findReplyWarnings(text: string, review: RepliedTo): ReplyWarning[] {
  const name = review.familyName.normalize('NFC').trim();
  const names =
    Array.from(name).length < nameMinLength
      ? []
      : wordsIn(text, createMatcher([{ word: name, category: 'name' }]));
  const wishes = wordsIn(text, changes);
  const gifts = wishes.length > 0 ? [...wordsIn(text, offers), ...passagesOf(text, rebate)] : [];
  const found: ReplyWarning[] = [
    {
      kind: 'personal_data',
      passages: [...findContacts(text, review).map(({ matchedText }) => matchedText), ...names],
    },
    {
      kind: 'promotion',
      passages: [link, promoCode, rebate].flatMap((pattern) => passagesOf(text, pattern)),
    },
    { kind: 'compensation', passages: gifts.length > 0 ? [...gifts, ...wishes] : [] },
  ];
  return found
    .map(({ kind, passages }) => ({ kind, passages: [...new Set(passages)] }))
    .filter(({ passages }) => passages.length > 0);
}

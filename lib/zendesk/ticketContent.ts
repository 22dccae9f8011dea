/**
 * What a ticket says about its review. Pure: the same review, events and language give the same bytes, which an Idempotency-Key
 * relies on. Always `body`, never `html_body`; how strangers' words are made harmless is in `ticketText`.
 */
import type { NewTicket, TicketStatus } from '@/lib/zendesk/resources/tickets';
import { externalIdOf, mergeTags, ticketTags, type TaggedReview } from '@/lib/zendesk/ticketTags';
import { inline, quote, stars, writeReference } from '@/lib/zendesk/ticketText';

/** Texts of the namespace `ticket`. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

export type Wording = { t: Translate; locale: string; timeZone: string };

export type TicketCause = { kind: string; matchedText?: string | null };

export type TicketReview = TaggedReview & {
  id: string;
  websiteName: string;
  comment: string;
  /** As the author wants to be called in the shop's own correspondence. */
  authorName: string;
  /** idVente. */
  orderRef: string;
  productName?: string | null;
  /** Date of the experience. */
  orderDate?: Date | null;
  submittedAt: Date;
  causes: TicketCause[];
  /** Address of the review in the portal. */
  portalUrl: string;
};

export type TicketEvent = {
  type: string;
  at: Date;
  actorName: string;
  /** What the event says besides: `by` of a publication, `source` of a reply, `rating` of a modification. */
  data: Record<string, unknown>;
  /** The reply, the answer, the comment of a report, the statement of a refusal or the new text. */
  text?: string | null;
  /** Label of the report's reason in the ticket's language. */
  reason?: string | null;
};

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than all else in a note, so each is made once. */
function dateFormat({ locale, timeZone }: Wording, timeStyle?: 'short'): Intl.DateTimeFormat {
  const name = [locale, timeZone, timeStyle].join(' ');
  let format = dateFormats.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeZone,
      ...(timeStyle ? { timeStyle } : {}),
    });
    dateFormats.set(name, format);
  }
  return format;
}

const formatDate = (date: Date, wording: Wording) => dateFormat(wording).format(date);
const formatMoment = (date: Date, wording: Wording) => dateFormat(wording, 'short').format(date);

export function ticketSubject(review: TicketReview, { t }: Wording): string {
  const order = inline(review.orderRef);
  if (review.type === 'product') {
    return t('subject.product', { rating: review.rating, product: inline(review.productName ?? ''), order });
  }
  return t('subject.brand', { rating: review.rating, website: inline(review.websiteName), order });
}

const causeKeys: Record<string, string> = {
  rating: 'causes.rating',
  watched_word: 'causes.watchedWord',
  insult: 'causes.insult',
  personal_data: 'causes.personalData',
  repeated_characters: 'causes.repeatedCharacters',
  author_answer: 'causes.authorAnswer',
  report: 'causes.report',
};

function causeLine(cause: TicketCause, { t }: Wording): string {
  const label = t(causeKeys[cause.kind] ?? 'causes.other');
  return `- ${cause.matchedText ? t('causes.matched', { cause: label, text: inline(cause.matchedText) }) : label}`;
}

function factLines(review: TicketReview, wording: Wording): string[] {
  const { t } = wording;
  return [
    t('review.author', { name: inline(review.authorName) }),
    t('review.order', { order: inline(review.orderRef) }),
    ...(review.productName ? [t('review.product', { product: inline(review.productName) })] : []),
    ...(review.orderDate ? [t('review.experience', { date: formatDate(review.orderDate, wording) })] : []),
    t('review.submitted', { date: formatMoment(review.submittedAt, wording) }),
    t('review.status', { status: t(`status.${review.isReported ? 'reported' : review.status}`) }),
  ];
}

function reviewParagraphs(review: TicketReview, wording: Wording): string[] {
  const { t } = wording;
  const website = inline(review.websiteName);
  const title = t(review.type === 'product' ? 'review.titleProduct' : 'review.titleBrand', { website });
  const causes = review.causes.map((cause) => causeLine(cause, wording));
  return [
    `${stars(review.rating)} ${review.rating}/5 · ${title}`,
    review.comment.trim() ? quote(review.comment) : t('review.noComment'),
    factLines(review, wording).join('\n'),
    ...(causes.length > 0 ? [[t('review.causes'), ...causes].join('\n')] : []),
    t('review.howTo', { website }),
    t('review.link', { url: review.portalUrl }),
  ];
}

/** Where the catalogue tells variants of an event apart, and which of them says least. */
const variants: Record<string, { by: 'by' | 'source'; known: readonly string[]; otherwise: string }> = {
  published: {
    by: 'by',
    known: ['merchant', 'clock', 'daily_run', 'decision', 'appeal'],
    otherwise: 'merchant',
  },
  replied: { by: 'source', known: ['portal', 'api', 'zendesk', 'sidebar', 'mail'], otherwise: 'portal' },
};
const plainEvents = new Set([
  'answered',
  'reported',
  'report_accepted',
  'report_rejected',
  'update_asked',
  'update_declined',
  'refused',
  'appealed',
  'appeal_accepted',
  'appeal_rejected',
  'modified',
  'withdrawn',
  'exchanges_hidden',
  'exchanges_shown',
  'submitted',
]);

function eventKey({ type, data }: TicketEvent): string {
  const variant = variants[type];
  if (!variant) return plainEvents.has(type) ? `events.${type}` : 'events.other';
  const value = String(data[variant.by]);
  return `events.${type}.${variant.known.includes(value) ? value : variant.otherwise}`;
}

function eventParagraph(event: TicketEvent, wording: Wording): string {
  const { t } = wording;
  const values = { actor: inline(event.actorName) || t('events.nobody'), type: inline(event.type) };
  const rating = typeof event.data.rating === 'number' ? event.data.rating : null;
  return [
    t('events.line', { date: formatMoment(event.at, wording), text: t(eventKey(event), values) }),
    ...(rating !== null && event.type === 'modified' ? [`${stars(rating)} ${rating}/5`] : []),
    ...(event.reason ? [t('events.reason', { reason: inline(event.reason) })] : []),
    ...(event.text?.trim() ? [quote(event.text)] : []),
  ].join('\n');
}

/** The first note: the review, then what has happened since. @param seq last event it tells. */
export function reviewNote(
  review: TicketReview,
  events: TicketEvent[],
  seq: number,
  wording: Wording,
): string {
  const paragraphs = [
    ...reviewParagraphs(review, wording),
    ...events.map((event) => eventParagraph(event, wording)),
  ];
  return [...paragraphs, writeReference(review.id, seq)].join('\n\n');
}

/** A later note: what has happened since the last one, oldest first. @param events never empty. */
export function followUpNote(reviewId: string, events: TicketEvent[], seq: number, wording: Wording): string {
  return [...events.map((event) => eventParagraph(event, wording)), writeReference(reviewId, seq)].join(
    '\n\n',
  );
}

/** What the merchant wants every new ticket to have in the account; what is left out is the account's own business. */
export type GivenValues = Pick<
  NewTicket,
  'group_id' | 'assignee_id' | 'brand_id' | 'ticket_form_id' | 'priority' | 'type'
> & { tags?: readonly string[] };

export type NewTicketInput = {
  review: TicketReview;
  events: TicketEvent[];
  seq: number;
  wording: Wording;
  /** The ticket field idVente. */
  fieldId: number;
  /** The author, or null for the integration's own user. */
  requester: { name: string; email: string } | null;
  given?: GivenValues;
  status?: TicketStatus;
};

/** The whole ticket. Its only comment is an internal note: creating it mails nobody. */
export function newTicket(input: NewTicketInput): NewTicket {
  const { review, requester } = input;
  const { tags = [], ...given } = input.given ?? {};
  return {
    subject: ticketSubject(review, input.wording),
    comment: { body: reviewNote(review, input.events, input.seq, input.wording), public: false },
    external_id: externalIdOf(review.id),
    custom_fields: [{ id: input.fieldId, value: review.orderRef }],
    tags: mergeTags(tags, ticketTags(review)),
    ...given,
    // An unknown address without a name is refused.
    ...(requester
      ? { requester: { name: inline(requester.name) || requester.email, email: requester.email } }
      : {}),
    ...(input.status ? { status: input.status } : {}),
  };
}

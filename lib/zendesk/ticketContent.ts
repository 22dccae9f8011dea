/**
 * What a ticket says about its review. Pure: the same review, events and language give the same bytes, which an Idempotency-Key
 * relies on. How strangers' words are made harmless is in `ticketText` and `noteHtml`.
 */
import type { NewTicket, TicketStatus } from '@/lib/zendesk/resources/tickets';
import { externalIdOf, mergeTags, ticketTags, type TaggedReview } from '@/lib/zendesk/ticketTags';
import { countFitting, writeNote, type Block, type NoteWords } from '@/lib/zendesk/noteHtml';
import { inline, stars, writeReference } from '@/lib/zendesk/ticketText';

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
  /** When it was written, as the shop says. */
  statedAt: Date | null;
  /** Where it came from: a key of `review.origins`. */
  origin: string;
  /** Of an imported review: where it was written. */
  originSource: string | null;
  isVerified: boolean;
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
    ...(review.statedAt ? [t('review.stated', { date: formatMoment(review.statedAt, wording) })] : []),
    t('review.origin', {
      origin: t(`review.origins.${review.origin}`, { source: inline(review.originSource ?? '') }),
      proof: t(review.isVerified ? 'review.verified' : 'review.unverified'),
    }),
    t('review.status', { status: t(`status.${review.isReported ? 'reported' : review.status}`) }),
  ];
}

function reviewBlocks(review: TicketReview, wording: Wording): Block[] {
  const { t } = wording;
  const website = inline(review.websiteName);
  const title = t(review.type === 'product' ? 'review.titleProduct' : 'review.titleBrand', { website });
  const causes = review.causes.map((cause) => causeLine(cause, wording));
  const isSilent = review.comment.trim() === '';
  return [
    {
      lines: [`${stars(review.rating)} ${review.rating}/5 · ${title}`],
      ...(isSilent ? {} : { quote: review.comment.trim() }),
    },
    ...(isSilent ? [{ lines: [t('review.noComment')] }] : []),
    { lines: factLines(review, wording) },
    ...(causes.length > 0 ? [{ lines: [t('review.causes'), ...causes] }] : []),
    { lines: [t('review.howTo', { website })] },
    { lines: [t('review.link', { url: review.portalUrl })] },
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

function eventBlock(event: TicketEvent, wording: Wording): Block {
  const { t } = wording;
  const values = { actor: inline(event.actorName) || t('events.nobody'), type: inline(event.type) };
  const rating = typeof event.data.rating === 'number' ? event.data.rating : null;
  const lines = [
    t('events.line', { date: formatMoment(event.at, wording), text: t(eventKey(event), values) }),
    ...(rating !== null && event.type === 'modified' ? [`${stars(rating)} ${rating}/5`] : []),
    ...(event.reason ? [t('events.reason', { reason: inline(event.reason) })] : []),
  ];
  return { lines, ...(event.text?.trim() ? { quote: event.text.trim() } : {}) };
}

function noteWords({ portalUrl: url }: Pick<TicketReview, 'portalUrl'>, { t }: Wording): NoteWords {
  return {
    url,
    shortened: t('note.shortened', { url }),
    earlier: (count) => t('note.earlier', { count, url }),
  };
}

export type NoteInput = { review: TicketReview; events: TicketEvent[]; seq: number; wording: Wording };

/**
 * The first note: the review, then what has happened since. HTML.
 * @param opening a line of ours ahead of all that.
 */
export function reviewNote({ review, events, seq, wording }: NoteInput, opening?: string): string {
  const head = [...(opening === undefined ? [] : [{ lines: [opening] }]), ...reviewBlocks(review, wording)];
  return writeNote(writeReference(review.id, seq), {
    head,
    events: events.map((event) => eventBlock(event, wording)),
    words: noteWords(review, wording),
  });
}

/** A later note: what has happened since the last one, oldest first. HTML. @param events never empty. */
export function followUpNote({ review, events, seq, wording }: NoteInput): string {
  return writeNote(writeReference(review.id, seq), {
    head: [],
    events: events.map((event) => eventBlock(event, wording)),
    words: noteWords(review, wording),
  });
}

/** How many of the events one note can tell with every word of them. @param isFirst beside the review itself. */
export function countTellable({ review, events, wording }: Omit<NoteInput, 'seq'>, isFirst: boolean): number {
  return countFitting(
    isFirst ? reviewBlocks(review, wording) : [],
    events.map((event) => eventBlock(event, wording)),
    noteWords(review, wording),
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

/**
 * The whole ticket. Its only comment is an internal note: creating it mails nobody.
 * @param opening the first line of its note.
 */
export function newTicket(input: NewTicketInput, opening?: string): NewTicket {
  const { review, requester } = input;
  const { tags = [], ...given } = input.given ?? {};
  return {
    subject: ticketSubject(review, input.wording),
    comment: { html_body: reviewNote(input, opening), public: false },
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

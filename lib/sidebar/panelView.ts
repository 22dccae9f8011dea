/** From facts to a panel in the agent's language. Nothing here asks the database or the clock. */
import { maxReplies } from '@/lib/reviews/lifecycle';
import { reasonLabel } from '@/lib/moderation/reasonLabels';
import { translator } from '@/lib/platform/i18n/translator';
import { authorNameOf, readName } from '@/lib/platform/text/personName';
import { moments } from '@/lib/sidebar/moments';
import type { PanelFacts, PastRow } from '@/lib/sidebar/panelFacts';
import { toReplyTexts } from '@/lib/sidebar/replyTexts';
import {
  toClockView,
  toPublishing,
  toQueueView,
  toReportingWindow,
  toShown,
  toStatusView,
} from '@/lib/sidebar/statusView';
import type { Fact, PastReview, ReviewPanel, ThreadLine } from '@/lib/sidebar/view';

export type Frame = { locale: string; at: Date; agentName: string; appUrl: string };

function wordsFor(locale: string, timeZone: string) {
  return {
    reviews: translator(locale, 'reviews'),
    sidebar: translator(locale, 'sidebar'),
    assistant: translator(locale, 'moderation.assistant'),
    moment: moments(locale, timeZone),
  };
}
type Words = ReturnType<typeof wordsFor>;

/** An author's other review, or one that was found: what it is and where it stands, without its text. */
export function toPastReview(row: PastRow, locale: string, timeZone: string): PastReview {
  const { reviews, moment } = wordsFor(locale, timeZone);
  const status = toShown(row);
  return {
    id: row.id,
    rating: row.rating,
    ratingLabel: reviews('list.stars', { rating: row.rating }),
    status,
    statusLabel: reviews(`status.${status}`),
    date: moment.day(row.submittedAt),
    title: row.productName ?? reviews(`type.${row.type}`),
    ticketId: row.ticketLink?.ticketId?.toString() ?? null,
  };
}

function toFacts({ review }: PanelFacts, { sidebar, moment }: Words, locale: string): Fact[] {
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const facts: [label: string, value: string | null][] = [
    ['product', review.productName],
    ['order', review.orderRef],
    ['received', moment.full(review.submittedAt)],
    ['experience', review.orderDate && moment.day(review.orderDate)],
    ['published', review.publishedAt && moment.full(review.publishedAt)],
    ['email', review.authorEmail],
    ['language', languages.of(review.authorLocale) ?? review.authorLocale],
  ];
  return facts.flatMap(([key, value]) => (value ? [{ label: sidebar(`panel.${key}`), value }] : []));
}

/** Causes of one kind stand together: what they have in common is said once. */
function toCauses({ review }: PanelFacts, { reviews }: Words) {
  const nameOf = (kind: string, category: string | null) =>
    category !== null && kind !== 'report' && reviews.has(`category.${category}`)
      ? reviews('cause.withCategory', {
          cause: reviews(`cause.${kind}`),
          category: reviews(`category.${category}`),
        })
      : reviews(`cause.${kind}`);
  const present = review.causes.filter(({ textVersion }) => textVersion === review.textVersion);
  const marks = present.flatMap(({ kind, category, start, end }) =>
    start === null || end === null ? [] : [{ kind, category, start, end, name: nameOf(kind, category) }],
  );
  const items = [...new Set(present.map(({ kind }) => kind))].map((kind) => {
    const ofKind = present.filter((one) => one.kind === kind && kind !== 'report');
    const categories = new Set(
      ofKind.flatMap(({ category }) =>
        category !== null && reviews.has(`category.${category}`) ? [reviews(`category.${category}`)] : [],
      ),
    );
    const cause = reviews(`cause.${kind}`);
    return {
      name:
        categories.size > 0
          ? reviews('cause.withCategory', { cause, category: [...categories].join(', ') })
          : cause,
      reason: reviews(`cause.${kind}Text`),
    };
  });
  const title = reviews(review.status === 'in_moderation' ? 'cause.title' : 'cause.pastTitle');
  return { marks, causes: items.length > 0 ? { title, items } : null };
}

function toThread({ review }: PanelFacts, { reviews, moment }: Words): ThreadLine[] {
  return review.exchanges.map(({ id, origin, authorName, createdAt, body }) => ({
    id,
    side: origin,
    who: authorName || reviews(`thread.${origin}`),
    when: moment.full(createdAt),
    body: body || reviews('thread.taken'),
  }));
}

function toReport({ review }: PanelFacts, { sidebar, moment }: Words, locale: string): ReviewPanel['report'] {
  const report = review.reports[0];
  if (!report) return null;
  const { state, reason, actorName, createdAt, dueAt, statement } = report;
  return {
    state,
    title: sidebar(`report.${state}`, { date: moment.full(dueAt) }),
    by: sidebar('report.by', { name: actorName, date: moment.day(createdAt) }),
    reason: reasonLabel(reason, locale),
    statement,
  };
}

function toReporting({ desk }: PanelFacts, { assistant, sidebar, moment }: Words, locale: string) {
  if (!desk) return null;
  if (!desk.isWindowOpen)
    return { blocked: sidebar('panel.windowOver', { date: moment.day(desk.windowEndsAt) }) };
  if (desk.blocked) return { blocked: assistant(`blocked.${desk.blocked}`) };
  const reasons = desk.reasons.map(({ code, proof, blocked }) => ({
    code,
    label: reasonLabel(code, locale),
    blocked: blocked && assistant(`reasonBlocked.${blocked}`),
    needsProof: proof === 'required',
    isAuthorAsked: proof === 'author_asked',
  }));
  return { reasons };
}

function toReplying(facts: PanelFacts, { sidebar }: Words, agentName: string): ReviewPanel['replying'] {
  const { review, templates } = facts;
  if (review.status === 'withdrawn') return { blocked: sidebar('reply.closed') };
  const replies = review.exchanges.filter(({ origin }) => origin === 'merchant').length;
  if (replies >= maxReplies) return { blocked: sidebar('reply.limit') };
  return { templates: toReplyTexts(review, templates, agentName) };
}

export function toReviewPanel(facts: PanelFacts, { locale, at, agentName, appUrl }: Frame): ReviewPanel {
  const { review, past } = facts;
  const words = wordsFor(locale, review.website.timeZone);
  const { reviews, sidebar } = words;
  const name = authorNameOf(review);
  return {
    kind: 'review',
    reviewId: review.id,
    website: review.website.name,
    typeLabel: reviews(`type.${review.type}`),
    rating: review.rating,
    ratingLabel: reviews('list.stars', { rating: review.rating }),
    status: toStatusView(facts, words),
    clock: toClockView(facts, words, at),
    comment: review.comment,
    ...toCauses(facts, words),
    queue: toQueueView(facts, words),
    window: toReportingWindow(facts, words),
    facts: toFacts(facts, words, locale),
    author: {
      name: review.isAnonymous ? `${name} (${sidebar('panel.anonymous')})` : name,
      date: words.moment.day(review.submittedAt),
      past: sidebar('panel.past', { count: past.length, website: review.website.name }),
      reviews: past.map((row) => toPastReview(row, locale, review.website.timeZone)),
    },
    repliedTo: {
      familyName: readName({ firstName: review.authorFirstName, lastName: review.authorLastName }).family,
      locale: review.authorLocale,
      orderRef: review.orderRef,
    },
    thread: toThread(facts, words),
    exchangesHidden: review.exchangesHidden,
    report: toReport(facts, words, locale),
    publishing: toPublishing(facts, words),
    reporting: toReporting(facts, words, locale),
    replying: toReplying(facts, words, agentName),
    isMailedTwice: facts.isMailedTwice,
    portalUrl: `${appUrl}/reviews/${review.id}`,
  };
}

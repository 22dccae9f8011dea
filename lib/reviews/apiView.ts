/** Reviews as the shop API answers them: the schemas that OpenAPI shows, and the rows turned into them. */
import { z } from 'zod';
import { toLocalIso } from '@/lib/reviews/calendar';
import { causeKinds, replySources, reviewStatuses, reviewTypes } from '@/lib/reviews/events';
import { reviewOrigins } from '@/lib/reviews/proof';
import type { ReviewDetail, ReviewListItem } from '@/lib/reviews/queries';
import type { ReviewQueuePlace } from '@/lib/reviews/queueQueries';

const dateTime = z.iso.datetime();
export const causeView = z.object({
  kind: z.enum(causeKinds),
  category: z.string().nullable(),
  matchedText: z.string().nullable(),
});

export const submissionView = z
  .object({ id: z.uuid(), status: z.enum(reviewStatuses), causes: z.array(causeView) })
  .meta({ id: 'SubmittedReview' });

const head = {
  id: z.uuid(),
  type: z.enum(reviewTypes),
  status: z.enum(reviewStatuses),
  isReported: z
    .boolean()
    .meta({ description: 'In moderation with an open report: the moderation team decides.' }),
  orderRef: z.string(),
  rating: z.int().min(1).max(5),
  comment: z.string(),
  submittedAt: dateTime.meta({
    description: 'Receipt by us: the place in the queue and every term count from it.',
  }),
  statedAt: dateTime
    .nullable()
    .meta({ description: 'The `submittedAt` that was handed in: shown, nothing else.' }),
  publishedAt: dateTime.nullable(),
  origin: z
    .enum(reviewOrigins)
    .meta({ description: 'How the review came to us; shown in public beside it.' }),
  originSource: z.string().nullable(),
  isVerified: z.boolean().meta({
    description:
      'An order known to us before the review has its reference, address and product. Only such reviews count in the average.',
  }),
};

export const reviewItemView = z
  .object({
    ...head,
    productName: z.string().nullable(),
    author: z.object({ firstName: z.string(), lastName: z.string() }),
    causes: z.array(z.enum(causeKinds)),
    replyCount: z.int(),
    ticketId: z.string().nullable(),
  })
  .meta({ id: 'ReviewItem' });

export const reviewPageView = z.object({ items: z.array(reviewItemView), nextCursor: z.string().nullable() });

export const reviewView = z
  .object({
    ...head,
    product: z.object({ ref: z.string(), name: z.string().nullable() }).nullable(),
    author: z.object({ firstName: z.string(), lastName: z.string(), email: z.string(), locale: z.string() }),
    isAnonymous: z.boolean(),
    orderDate: z.iso.datetime({ offset: true }).nullable(),
    causes: z.array(causeView),
    exchangesHidden: z.boolean(),
    exchanges: z.array(
      z.object({
        id: z.uuid(),
        origin: z.enum(['moderator', 'merchant', 'author']),
        source: z.enum(replySources),
        authorName: z.string(),
        body: z.string(),
        createdAt: dateTime,
      }),
    ),
    report: z
      .object({
        id: z.uuid(),
        reason: z.string(),
        comment: z.string(),
        state: z.enum(['open', 'accepted', 'rejected', 'author_asked', 'closed']),
        createdAt: dateTime,
        dueAt: dateTime,
        decidedAt: dateTime.nullable(),
        statement: z.string().nullable(),
      })
      .nullable(),
    timeline: z.array(
      z.object({ type: z.string(), at: dateTime, actor: z.object({ kind: z.string(), name: z.string() }) }),
    ),
    queue: z.object({
      heldBy: z
        .uuid()
        .nullable()
        .meta({ description: 'The older review of this queue that must leave moderation first.' }),
      frees: z.int().meta({ description: 'How many pending reviews publishing this one frees.' }),
      publishesAt: dateTime.nullable(),
    }),
    zendeskTicket: z
      .object({ id: z.string().nullable(), subdomain: z.string(), status: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'Review' });

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function toReviewItem(row: ReviewListItem): z.input<typeof reviewItemView> {
  const {
    authorFirstName,
    authorLastName,
    submittedAt,
    statedAt,
    publishedAt,
    publishDueAt: _due,
    ticketId,
    ...rest
  } = row;
  return {
    ...rest,
    author: { firstName: authorFirstName, lastName: authorLastName },
    submittedAt: submittedAt.toISOString(),
    statedAt: iso(statedAt),
    publishedAt: iso(publishedAt),
    ticketId: ticketId?.toString() ?? null,
  };
}

function toReport(report: ReviewDetail['reports'][number] | undefined): z.input<typeof reviewView>['report'] {
  if (!report) return null;
  const { id, reason, comment, state, createdAt, dueAt, decidedAt, statement } = report;
  return {
    id,
    reason,
    comment,
    state,
    createdAt: createdAt.toISOString(),
    dueAt: dueAt.toISOString(),
    decidedAt: iso(decidedAt),
    statement,
  };
}

export function toReviewView(review: ReviewDetail, place: ReviewQueuePlace): z.input<typeof reviewView> {
  const { id, type, status, orderRef, rating, comment, isAnonymous, exchangesHidden, ticketLink } = review;
  return {
    id,
    type,
    status,
    isReported: review.reportedAt !== null,
    orderRef,
    rating,
    comment,
    submittedAt: review.submittedAt.toISOString(),
    statedAt: iso(review.statedAt),
    origin: review.origin,
    originSource: review.originSource,
    isVerified: review.isVerified,
    publishedAt: iso(review.publishedAt),
    product: type === 'product' ? { ref: review.productRef, name: review.productName } : null,
    author: {
      firstName: review.authorFirstName,
      lastName: review.authorLastName,
      email: review.authorEmail,
      locale: review.authorLocale,
    },
    isAnonymous,
    orderDate: review.orderDate && toLocalIso(review.orderDate, review.website.timeZone),
    causes: review.causes
      .filter(({ textVersion }) => textVersion === review.textVersion)
      .map(({ kind, category, matchedText }) => ({ kind, category, matchedText })),
    exchangesHidden,
    exchanges: review.exchanges.map(({ id: exchangeId, origin, source, authorName, body, createdAt }) => ({
      id: exchangeId,
      origin,
      source,
      authorName,
      body,
      createdAt: createdAt.toISOString(),
    })),
    report: toReport(review.reports[0]),
    timeline: review.events.map(({ type: event, at, actorKind, actorName }) => ({
      type: event,
      at: at.toISOString(),
      actor: { kind: actorKind, name: actorName },
    })),
    queue: { heldBy: place.heldBy?.id ?? null, frees: place.frees, publishesAt: iso(place.publishesAt) },
    zendeskTicket: ticketLink
      ? {
          id: ticketLink.ticketId?.toString() ?? null,
          subdomain: ticketLink.subdomain,
          status: ticketLink.ticketStatus,
        }
      : null,
  };
}

/** What the portal may know of a review's ticket: read from link, delivery and connection, never from Zendesk itself. */
import { db } from '@/lib/platform/db/client';
import type { Delivery, TicketLink, ZendeskConnection } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { lastArchivedOf } from '@/lib/archive/queries';
import { fixHref, readFix, type Fix } from '@/lib/zendesk/fixes';
import { isInScope } from '@/lib/sync/outbound/plan';
import type { TicketScope } from '@/lib/sync/runtime/connection';
import { goneStatus } from '@/lib/sync/runtime/ticketState';
import { accountUrl } from '@/lib/zendesk/account';

/**
 * `none`: this review makes no ticket · `waiting`/`sending`: the create is planned or on its way · `updating`: the ticket
 * exists and lags behind · `sent`: it tells everything · `gone`: Zendesk shows it no more · the rest: who has to act before anything moves.
 */
export type TicketState =
  | 'not_connected'
  | 'none'
  | 'waiting'
  | 'sending'
  | 'updating'
  | 'sent'
  | 'gone'
  | 'blocked'
  | 'attention'
  | 'poisoned'
  | 'disconnected';

export type TicketView = {
  state: TicketState;
  /** As text: ticket numbers may exceed what JSON numbers hold. */
  ticketId: string | null;
  /** The ticket in the agents' interface. */
  url: string | null;
  subdomain: string | null;
  /** The ticket's status as Zendesk last told it. */
  ticketStatus: string | null;
  lastSyncAt: Date | null;
  /** When the next try is due, where a try has failed already. */
  retryAt: Date | null;
  /** Zendesk's own words on the last refusal. */
  refusal: string | null;
  /** What the merchant can do about it, and where; null where they need do nothing, or nothing of it helps. */
  fix: (Fix & { href: string | null }) | null;
  /** The delivery that may be tried again by hand. */
  retryId: string | null;
};

type Facts = {
  connection: Pick<ZendeskConnection, 'state' | 'subdomain'> | null;
  link: (Pick<TicketLink, 'ticketId'> & Partial<Pick<TicketLink, 'ticketStatus'>>) | null;
  /** The one delivery of the review that is not done. */
  open: (Pick<Delivery, 'state'> & Partial<Pick<Delivery, 'kind'>>) | null;
  /** Events that no delivery has taken yet, on a review that makes a ticket. */
  hasMore: boolean;
};

/** Pure: the one word for what link, delivery and connection say together. */
export function toTicketState({ connection, link, open, hasMore }: Facts): TicketState {
  const hasTicket = link?.ticketId != null;
  if (!connection || connection.state === 'disconnected') return hasTicket ? 'disconnected' : 'not_connected';
  const isGone = hasTicket && link.ticketStatus === goneStatus && open?.kind !== 'replace_ticket';
  if (isGone && connection.state === 'active') return 'gone';
  const isOwed = open !== null || hasMore;
  if (!isOwed) return hasTicket ? 'sent' : link ? 'waiting' : 'none';
  if (open?.state === 'poisoned') return 'poisoned';
  if (open?.state === 'needs_merchant' || connection.state === 'needs_attention') return 'attention';
  if (connection.state === 'needs_credentials') return 'blocked';
  if (hasTicket) return 'updating';
  return open?.state === 'sending' ? 'sending' : 'waiting';
}

function toScope(connection: Pick<ZendeskConnection, 'ticketScope' | 'ticketMaxRating'> | null): TicketScope {
  if (connection?.ticketScope === 'all') return { kind: 'all' };
  if (connection?.ticketScope !== 'rating_at_most') return { kind: 'in_moderation' };
  return { kind: 'rating_at_most', maxRating: connection.ticketMaxRating ?? 0 };
}

/** When the ticket was last told something; the archive is asked only about reviews that have been quiet for a month. */
async function findLastTold(reviewId: string): Promise<Date | null> {
  const last = await db.delivery.findFirst({
    where: { reviewId, state: 'done' },
    orderBy: { doneAt: 'desc' },
    select: { doneAt: true },
  });
  return last ? last.doneAt : lastArchivedOf(reviewId);
}

async function readRows(reviewId: string) {
  const review = await db.review.findUniqueOrThrow({
    where: { id: reviewId },
    select: {
      status: true,
      rating: true,
      ticketLink: true,
      website: { select: { connection: true } },
      events: { where: { handledAt: null }, select: { seq: true }, take: 1 },
    },
  });
  const [open, lastTold] = await Promise.all([
    db.delivery.findFirst({ where: { reviewId, state: { not: 'done' } } }),
    findLastTold(reviewId),
  ]);
  return { review, open, lastTold };
}

function toFix(open: Delivery | null, subdomain: string | null, ticketId: string | null): TicketView['fix'] {
  const fix = readFix(open?.fixCode ?? null, open?.fixSubject ?? null);
  if (!fix || !subdomain) return null;
  const places = { accountUrl: accountUrl(env.zendeskUrl, subdomain), ticketId, reviewId: null };
  return { ...fix, href: fixHref(fix.code, places) };
}

/**
 * The ticket of one review. The caller has checked that the review is one of the reader's website.
 * @throws when there is no such review.
 */
export async function findTicketOfReview(reviewId: string): Promise<TicketView> {
  const { review, open, lastTold } = await readRows(reviewId);
  const link = review.ticketLink;
  const connection = review.website.connection;
  const isTold = link !== null || isInScope(review, [], toScope(connection));
  const subdomain = link?.subdomain ?? connection?.subdomain ?? null;
  const ticketId = link?.ticketId?.toString() ?? null;
  return {
    state: toTicketState({ connection, link, open, hasMore: isTold && review.events.length > 0 }),
    ticketId,
    url:
      ticketId && subdomain && link?.ticketStatus !== goneStatus
        ? `${accountUrl(env.zendeskUrl, subdomain)}/agent/tickets/${ticketId}`
        : null,
    subdomain,
    ticketStatus: link?.ticketStatus ?? null,
    lastSyncAt: lastTold ?? link?.checkedAt ?? null,
    retryAt: open && open.attempts > 0 && open.state === 'waiting' ? open.notBefore : null,
    refusal:
      open?.lastErrorDetail ??
      (connection?.state === 'active' ? null : (connection?.lastErrorDetail ?? null)),
    fix: toFix(open, subdomain, ticketId),
    retryId: open?.state === 'needs_merchant' || open?.state === 'poisoned' ? open.id : null,
  };
}

/**
 * A word that changes whenever a review's page would show something else: an event of the review, its ticket, its queue.
 * A page asks for it every few seconds, so it reads only small, indexed sets.
 * @returns null when the website has no such review.
 */
export async function findReviewVersion(websiteId: string, reviewId: string): Promise<string | null> {
  const review = await db.review.findFirst({
    where: { id: reviewId, websiteId },
    select: { eventSeq: true, type: true, pendingReplies: { select: { refusedCode: true } } },
  });
  if (!review) return null;
  const [ticket, queue] = await Promise.all([
    findTicketOfReview(reviewId),
    db.review.groupBy({
      by: ['status'],
      where: { websiteId, type: review.type, status: { in: ['pending', 'in_moderation'] } },
      _count: true,
      orderBy: { status: 'asc' },
    }),
  ]);
  const waiting = queue.map((group) => `${group.status}${group._count}`).join('-');
  return [
    review.eventSeq,
    review.pendingReplies.map(({ refusedCode }) => refusedCode ?? 'waits').join('-'),
    waiting,
    ticket.state,
    ticket.fix?.code,
    ticket.ticketId,
    ticket.ticketStatus,
    ticket.lastSyncAt?.getTime(),
  ].join('.');
}

/**
 * "The review cannot be found": walks the chain ticket → field value → order (idVente) → review → website and says where it
 * breaks and what mends it. Support's page, its API and the sidebar ask here; nothing is changed.
 */
import { openClient } from '@/lib/connection/connections';
import { AppError } from '@/lib/platform/errors';
import { db } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { toComparable } from '@/lib/platform/text/comparable';
import { parseTicketAddress } from '@/lib/ticketTrace/ticketAddress';
import { traceStepNames, type Standing, type TraceStepName } from '@/lib/ticketTrace/schema';
import { findTicketReview, type TicketReview } from '@/lib/ticketTrace/traceReview';
import { isZendeskError } from '@/lib/zendesk/errors';
import { getTicket, type Ticket } from '@/lib/zendesk/resources/tickets';
import { followedTicketOf } from '@/lib/zendesk/resources/via';

/** Why the chain breaks; each has its words and its next step in the catalogues. */
export type TraceReason =
  | 'address_unreadable'
  | 'not_connected'
  | 'connection_paused'
  | 'other_account'
  | 'ticket_missing'
  | 'zendesk_unreachable'
  | 'field_unknown'
  | 'field_absent'
  | 'field_empty'
  | 'order_unknown'
  | 'order_differs'
  | 'review_missing'
  | 'other_website';

export type TraceStep = {
  name: TraceStepName;
  state: 'ok' | 'broken' | 'skipped';
  reason?: TraceReason;
  evidence: Record<string, string | number>;
};

/** What mends it: we can write the order into the ticket, the health page can mend the objects, or only a person can. */
export type TraceFix = 'write_order' | 'repair_objects' | 'switch_website' | 'merchant';

export type Trace = {
  steps: TraceStep[];
  brokenAt: TraceStepName | null;
  fix: TraceFix | null;
  ticketId: number | null;
  /** As far as anything names it, even when the chain is broken before. */
  review: {
    id: string;
    websiteId: string;
    orderRef: string;
    /** A chain may be whole and the ticket still not the review's own. */
    standing: Standing;
    ownTicketId: number | null;
  } | null;
};

export type TraceInput = {
  websiteId: string;
  /** Reviews of this merchant's other websites are recognised, so that a mix-up can be named; nobody else's are. */
  merchantId: string;
  /** An address of the agents' screen, or the ticket's number. */
  ticket: string | number;
};

type Break = { name: TraceStepName; reason: TraceReason; fix: TraceFix; evidence?: TraceStep['evidence'] };

class Walk {
  readonly steps: TraceStep[] = [];
  ok(name: TraceStepName, evidence: TraceStep['evidence'] = {}): void {
    this.steps.push({ name, state: 'ok', evidence });
  }
  /** The rest of the chain cannot be looked at. */
  end(ticketId: number | null, found: TicketReview | null, broken?: Break): Trace {
    if (broken) {
      const { name, reason, evidence = {} } = broken;
      this.steps.push({ name, state: 'broken', reason, evidence });
    }
    for (const name of traceStepNames.slice(this.steps.length))
      this.steps.push({ name, state: 'skipped', evidence: {} });
    return {
      steps: this.steps,
      brokenAt: broken?.name ?? null,
      fix: broken?.fix ?? null,
      ticketId,
      review: found && toNamed(found),
    };
  }
}

function toNamed({ review, standing, ownTicketId }: TicketReview): Trace['review'] {
  const { id, websiteId, orderRef } = review;
  return { id, websiteId, orderRef, standing, ownTicketId };
}

/** Never throws for what Zendesk or the merchant's data are like: that is the answer. */
export async function traceTicket({ websiteId, merchantId, ticket: given }: TraceInput): Promise<Trace> {
  const walk = new Walk();
  const address = parseTicketAddress(String(given), env.zendeskUrl);
  if (!address) {
    return walk.end(null, null, { name: 'address', reason: 'address_unreadable', fix: 'merchant' });
  }
  const { ticketId } = address;
  const connection = await db.zendeskConnection.findUnique({
    where: { websiteId },
    include: { objects: true, website: { select: { name: true } } },
  });
  if (!connection || connection.state === 'disconnected')
    return walk.end(ticketId, null, { name: 'address', reason: 'not_connected', fix: 'merchant' });
  if (address.subdomain !== null && address.subdomain !== connection.subdomain)
    return walk.end(ticketId, null, await otherAccount(merchantId, address.subdomain, connection.subdomain));
  walk.ok('address', { subdomain: connection.subdomain, ticket: ticketId });

  const read = await readTicket(connection, ticketId);
  if ('reason' in read) return walk.end(ticketId, null, read);
  const { ticket } = read;
  const fieldId = connection.objects?.idCustomField ?? null;
  const order = fieldId === null ? null : readField(ticket, Number(fieldId));
  const named = {
    ticketId,
    subdomain: connection.subdomain,
    followedId: followedTicketOf(ticket.via),
    externalId: ticket.external_id ?? null,
    orderRef: order?.value ?? null,
  };
  const found = await findTicketReview({ merchantId, websiteId, ...named });
  // The account may hold other shops' tickets and tickets of no review: of those nothing is told, only that they are none of ours.
  const isOwn = found?.review.websiteId === websiteId && found.review.isOwnTicket;
  walk.ok('ticket', isOwn ? { status: ticket.status ?? '', subject: ticket.subject ?? '' } : {});
  return judge(walk, { ticketId, websiteId, websiteName: connection.website.name, fieldId, order, found });
}

async function otherAccount(merchantId: string, subdomain: string, ours: string): Promise<Break> {
  const other = await db.zendeskConnection.findFirst({
    where: { subdomain, state: { not: 'disconnected' }, website: { merchantId } },
    select: { website: { select: { name: true } } },
  });
  const evidence = { subdomain, connected: ours, website: other?.website.name ?? '' };
  return { name: 'address', reason: 'other_account', fix: other ? 'switch_website' : 'merchant', evidence };
}

async function readTicket(
  connection: { id: string; state: string },
  ticketId: number,
): Promise<{ ticket: Ticket } | Break> {
  // A paused connection is not asked: whoever waits for credentials must not hammer.
  if (connection.state === 'needs_credentials')
    return { name: 'ticket', reason: 'connection_paused', fix: 'repair_objects' };
  try {
    return { ticket: await getTicket(await openClient(connection.id), ticketId) };
  } catch (error) {
    if (error instanceof AppError) return { name: 'ticket', reason: 'connection_paused', fix: 'merchant' };
    if (!isZendeskError(error)) throw error;
    if (error.kind === 'not_found')
      return { name: 'ticket', reason: 'ticket_missing', fix: 'merchant', evidence: { ticket: ticketId } };
    const evidence = { words: error.words, status: error.status ?? 0 };
    return { name: 'ticket', reason: 'zendesk_unreachable', fix: 'merchant', evidence };
  }
}

/** @returns null when the ticket has no such field at all. */
function readField(ticket: Ticket, fieldId: number): { value: string | null } | null {
  const field = ticket.custom_fields?.find(({ id }) => id === fieldId);
  if (!field) return null;
  const text = typeof field.value === 'string' || typeof field.value === 'number' ? String(field.value) : '';
  return { value: text.trim() || null };
}

type Facts = {
  ticketId: number;
  websiteId: string;
  websiteName: string;
  fieldId: bigint | null;
  order: { value: string | null } | null;
  found: TicketReview | null;
};

function judge(walk: Walk, { ticketId, websiteId, websiteName, fieldId, order, found }: Facts): Trace {
  const end = (broken?: Break) => walk.end(ticketId, found, broken);
  // Where anything else names a review of this website, writing its order into the field mends the chain.
  const review = found?.review ?? null;
  const isOurs = review?.websiteId === websiteId;
  const mend: TraceFix = isOurs ? 'write_order' : 'merchant';
  const field = fieldId === null ? '' : String(fieldId);
  if (fieldId === null) return end({ name: 'field', reason: 'field_unknown', fix: 'repair_objects' });
  if (!order)
    return end({ name: 'field', reason: 'field_absent', fix: 'repair_objects', evidence: { field } });
  if (!order.value) return end({ name: 'field', reason: 'field_empty', fix: mend, evidence: { field } });
  walk.ok('field', { field, value: order.value });
  const evidence = { value: order.value, website: websiteName };
  if (!review) return end({ name: 'order', reason: 'order_unknown', fix: 'merchant', evidence });
  if (toComparable(review.orderRef) !== toComparable(order.value)) {
    const differs = { ...evidence, wanted: review.orderRef };
    return end({ name: 'order', reason: 'order_differs', fix: mend, evidence: differs });
  }
  walk.ok('order', { value: order.value });
  if (review.status === 'withdrawn')
    return end({ name: 'review', reason: 'review_missing', fix: 'merchant', evidence });
  walk.ok('review', { review: review.id, rating: review.rating, author: review.authorName });
  if (!isOurs) {
    const other = { website: websiteName, other: review.websiteName };
    return end({ name: 'website', reason: 'other_website', fix: 'switch_website', evidence: other });
  }
  walk.ok('website', { website: websiteName });
  return end();
}

/**
 * Mends what the merchant asked to have mended, one difference at a time: a new ticket where one was deleted, the website's tags
 * where they were taken away. Each may be killed and done again: a replaced ticket is found by its name, tags are a set.
 */
import { db } from '@/lib/platform/db/client';
import type { CountFinding } from '@/lib/platform/db/generated/client';
import { newDeliveryId } from '@/lib/sync/deliveryId';
import type { EngineConnection } from '@/lib/sync/connection';
import { openBacklogClient, openCounted } from '@/lib/sync/counting/run';
import { writeReplacement } from '@/lib/sync/replacement';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { getTicket, updateTicket } from '@/lib/zendesk/resources/tickets';
import { mergeTags, ticketTags } from '@/lib/zendesk/ticketTags';

const perRound = 100;

/** Asked for and neither done nor refused. */
export const openRepairs = { repairAskedAt: { not: null }, repairedAt: null, refusal: null };

/** A ticket in the place of the deleted one; the delivery that could not arrive, if there is one, becomes its own. */
async function replaceDeleted(connection: EngineConnection, reviewId: string): Promise<void> {
  const link = await db.ticketLink.findUnique({ where: { reviewId }, include: { review: true } });
  if (link?.ticketId == null || link.connectionId !== connection.id) return;
  const toSeq = link.review.eventSeq;
  const payload = await writeReplacement(connection, link, { reason: 'deleted', toSeq });
  if (!payload) return;
  const data = {
    kind: 'replace_ticket' as const,
    toSeq,
    payload,
    state: 'waiting' as const,
    notBefore: new Date(),
  };
  const { count } = await db.delivery.updateMany({
    where: { reviewId, kind: 'update_ticket', state: { in: ['waiting', 'needs_merchant', 'poisoned'] } },
    data: { ...data, firstSentAt: null, attempts: 0 },
  });
  if (count > 0) return;
  await db.delivery.createMany({
    data: [{ id: newDeliveryId(), connectionId: connection.id, reviewId, fromSeq: 1, ...data }],
    skipDuplicates: true,
  });
}

async function putTagsBack(
  { websiteId }: EngineConnection,
  client: ZendeskClient,
  { reviewId, ticketId }: CountFinding,
): Promise<void> {
  const review = await db.review.findFirst({ where: { id: reviewId ?? '', websiteId } });
  if (!review || ticketId === null) return;
  const ticket = await getTicket(client, Number(ticketId));
  const own = ticketTags({ ...review, websiteId, isReported: review.reportedAt !== null });
  const tags = mergeTags(ticket.tags ?? [], own);
  await updateTicket(client, ticket.id, { tags }, { updatedStamp: ticket.updated_at ?? undefined });
}

/** What no later try would change. */
const isFinal = ({ kind }: ZendeskError) => ['validation', 'not_found', 'forbidden'].includes(kind);

async function repairOne(
  connection: EngineConnection,
  client: ZendeskClient,
  finding: CountFinding,
): Promise<void> {
  const { id, reason, reviewId } = finding;
  try {
    if (reason === 'deleted' && reviewId) await replaceDeleted(connection, reviewId);
    if (reason === 'tag_removed') await putTagsBack(connection, client, finding);
    await db.countFinding.update({ where: { id }, data: { repairedAt: new Date() } });
  } catch (error) {
    if (!isZendeskError(error) || !isFinal(error)) throw error;
    await db.countFinding.update({ where: { id }, data: { refusal: error.words.slice(0, 500) } });
  }
}

/** @returns whether there is more to mend. A fault of the account's ends the round; the rest stays asked for. */
export async function runRepairs(connectionId: string, signal: AbortSignal): Promise<boolean> {
  const opened = await openCounted(connectionId);
  if (!opened || opened.isPaused) return false;
  const { connection } = opened;
  const client = await openBacklogClient(connection, signal);
  const findings = await db.countFinding.findMany({
    where: { count: { connectionId }, ...openRepairs },
    orderBy: { id: 'asc' },
    take: perRound,
  });
  for (const finding of findings) {
    if (signal.aborted) return false;
    await repairOne(connection, client, finding);
  }
  if (findings.some(({ reason }) => reason === 'deleted'))
    await db.$executeRaw`SELECT pg_notify('work', 'ticket_link')`;
  return findings.length === perRound;
}

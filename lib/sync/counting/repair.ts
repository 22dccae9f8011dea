/**
 * Mends what the merchant asked to have mended, one difference at a time: a new ticket where one was deleted, the website's tags
 * where they were taken away. Each may be killed and done again: a replaced ticket is found by its name, tags are a set.
 */
import { db } from '@/lib/platform/db/client';
import type { CountFinding } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { openBacklogClient, openCounted } from '@/lib/sync/counting/run';
import { requestNewTicket } from '@/lib/sync/outbound/newTicket';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { changeTags, getTicket } from '@/lib/zendesk/resources/tickets';
import { ticketTags, toTagChanges } from '@/lib/zendesk/ticketTags';

const perRound = 100;

/** Asked for and neither done nor refused. */
export const openRepairs = { repairAskedAt: { not: null }, repairedAt: null, refusal: null };

/** Somebody may have asked on the review's own page meanwhile, or the ticket has come back: then nothing is left to do. */
async function replaceDeleted({ websiteId }: EngineConnection, reviewId: string): Promise<void> {
  try {
    await requestNewTicket({ reviewId, websiteId });
  } catch (error) {
    if (!(error instanceof AppError) || !['conflict', 'not_found'].includes(error.code)) throw error;
  }
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
  await changeTags(client, ticket.id, toTagChanges(ticket.tags ?? [], own));
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

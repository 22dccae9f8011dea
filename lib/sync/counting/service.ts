/** What the merchant asks of the count: now, and to mend what it found. The worker does the work. */
import { audit, type Caller } from '@/lib/platform/audit';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { Repairable } from '@/lib/sync/counting/schema';

async function getConnection(tx: Tx, websiteId: string): Promise<{ id: string; timeZone: string }> {
  const row = await tx.zendeskConnection.findUnique({
    where: { websiteId },
    include: { website: { select: { timeZone: true } } },
  });
  if (!row || row.state === 'disconnected') throw new AppError('connection_missing');
  return { id: row.id, timeZone: row.website.timeZone };
}

/**
 * Begins a count; one that is under way is left to its end.
 * @throws AppError `connection_missing`.
 */
export async function askCount(caller: Caller, at: Date): Promise<void> {
  await transaction(async (tx) => {
    const { id, timeZone } = await getConnection(tx, caller.websiteId);
    const begun = await tx.$executeRaw`
      INSERT INTO ticket_count (id, connection_id, night, asked_by)
      VALUES (uuidv7(), ${id}::uuid, (${at}::timestamptz AT TIME ZONE ${timeZone})::date, ${caller.name})
      ON CONFLICT DO NOTHING`;
    if (begun > 0) await audit(tx, caller, 'zendesk.count_asked', {});
  });
}

/**
 * Mends one kind of difference of the latest count, or tries it again.
 * @returns how many were taken up; those done meanwhile are not.
 * @throws AppError `connection_missing`, `conflict` before there is a count.
 */
export async function askRepair(caller: Caller, reason: Repairable): Promise<{ asked: number }> {
  return transaction(async (tx) => {
    const { id: connectionId } = await getConnection(tx, caller.websiteId);
    const count = await tx.ticketCount.findFirst({
      where: { connectionId, state: { not: 'counting' } },
      orderBy: { startedAt: 'desc' },
    });
    if (!count) throw new AppError('conflict', { detail: 'Nothing has been counted yet.' });
    const isRetry = reason === 'waiting' || reason === 'needs_merchant';
    const asked = isRetry ? await retry(tx, connectionId, reason) : await mend(tx, count.id, reason);
    await audit(tx, caller, 'zendesk.count_repaired', { reason, asked });
    return { asked };
  });
}

/** `sending` stays as it is, and what was kept aside becomes it: the outcome may be unknown, and the engine looks before it does anything. */
async function retry(tx: Tx, connectionId: string, reason: 'waiting' | 'needs_merchant'): Promise<number> {
  const asked =
    reason === 'waiting'
      ? await tx.$executeRaw`
          UPDATE delivery SET not_before = now()
          WHERE connection_id = ${connectionId}::uuid AND state IN ('waiting', 'sending') AND bulk_job_id IS NULL`
      : await tx.$executeRaw`
          UPDATE delivery SET not_before = now(),
            failures = 0, state = CASE WHEN state = 'poisoned' THEN 'sending'::delivery_state ELSE state END
          WHERE connection_id = ${connectionId}::uuid AND state IN ('needs_merchant', 'poisoned') AND bulk_job_id IS NULL`;
  await tx.$executeRaw`SELECT pg_notify('work', 'ticket_link')`;
  return asked;
}

async function mend(tx: Tx, countId: string, reason: Repairable): Promise<number> {
  const { count } = await tx.countFinding.updateMany({
    where: { countId, reason, repairedAt: null, OR: [{ repairAskedAt: null }, { refusal: { not: null } }] },
    data: { repairAskedAt: new Date(), refusal: null },
  });
  return count;
}

/**
 * Works off what erasures left to do in Zendesk, under the lease of the connection's sync engine: while words are taken out of
 * a ticket, nothing else writes to it. What only the merchant can free is tried again every hour.
 */
import { openClient } from '@/lib/connection/connections';
import { eraseTicket } from '@/lib/erasure/zendesk';
import { now } from '@/lib/platform/clock';
import { db, pool, transaction } from '@/lib/platform/db/client';
import type { ErasureTicket } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { translator } from '@/lib/platform/i18n/translator';
import { withLease } from '@/lib/platform/jobs/lease';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { isZendeskError } from '@/lib/zendesk/errors';

const connectionsPerRound = 8;
const ticketsPerRound = 25;
const leaseMs = 6_000;
const merchantRetryMs = 3_600_000;
const firstRetryMs = 2_000;
const longestRetryMs = 15 * 60_000;

async function listConnectionsDue(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT connection_id::text AS id FROM erasure_ticket
     WHERE state <> 'done' AND not_before <= now() GROUP BY 1 ORDER BY min(not_before) LIMIT $1`,
    [connectionsPerRound],
  );
  return rows.map(({ id }) => id);
}

/** @returns how many tickets of the connection are done now. */
export async function eraseTicketsOf(connectionId: string, signal: AbortSignal): Promise<number> {
  const due = await db.erasureTicket.findMany({
    where: { connectionId, state: { not: 'done' }, notBefore: { lte: new Date() } },
    orderBy: { id: 'asc' },
    take: ticketsPerRound,
  });
  let done = 0;
  for (const row of due) {
    if (signal.aborted) break;
    if (await eraseOne(row, signal)) done++;
  }
  return done;
}

async function eraseOne(row: ErasureTicket, signal: AbortSignal): Promise<boolean> {
  try {
    await requireSameAccount(row);
    const client = await openClient(row.connectionId);
    const { isRequesterKept } = await eraseTicket({ client, signal }, await toTask(row));
    await markDone(row, isRequesterKept);
    return true;
  } catch (error) {
    if (!isZendeskError(error) && !(error instanceof AppError)) throw error;
    await putOff(row, error);
    return false;
  }
}

/** In the account a website has moved to, the same number is a stranger's ticket; the ticket waits for the way back to its own. */
async function requireSameAccount({ connectionId, subdomain }: ErasureTicket): Promise<void> {
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    select: { subdomain: true },
  });
  if (row && row.subdomain !== subdomain)
    throw new AppError('connection_missing', { detail: 'The ticket lies in an account that was left.' });
}

async function toTask(row: ErasureTicket) {
  const [website, objects, concerned] = await Promise.all([
    db.website.findUnique({ where: { id: row.websiteId }, select: { locale: true } }),
    db.websiteZendeskapp.findUnique({ where: { connectionId: row.connectionId } }),
    db.erasureTicket.findMany({ where: { erasureId: row.erasureId }, select: { externalId: true } }),
  ]);
  return {
    ticketId: row.ticketId === null ? null : Number(row.ticketId),
    requesterId: row.requesterId === null ? null : Number(row.requesterId),
    externalId: row.externalId,
    mode: row.mode,
    subject: translator(authorLocale(website?.locale ?? 'en'), 'ticket')('subject.erased'),
    fieldId: objects?.idCustomField == null ? null : Number(objects.idCustomField),
    concerned: new Set(concerned.map(({ externalId }) => externalId)),
    onTicket: async (found: { ticketId: number; requesterId: number | null }) => {
      const requesterId = found.requesterId === null ? null : BigInt(found.requesterId);
      const ticketId = row.ticketId ?? BigInt(found.ticketId);
      await db.erasureTicket.update({ where: { id: row.id }, data: { ticketId, requesterId } });
    },
  };
}

/** The ticket is no ticket of ours any more; a delivery that was under way when the author was erased ends with it. */
async function markDone(row: ErasureTicket, isRequesterKept: boolean): Promise<void> {
  await transaction(async (tx) => {
    const where = { subdomain_externalId: { subdomain: row.subdomain, externalId: row.externalId } };
    const link = await tx.ticketLink.findUnique({ where });
    if (link) {
      await tx.delivery.updateMany({
        where: { reviewId: link.reviewId },
        data: { state: 'done', payload: {}, lastErrorDetail: null },
      });
      await tx.ticketLink.delete({ where });
    }
    const { subdomain, externalId } = row;
    await tx.pastTicket.deleteMany({ where: { subdomain, externalId } });
    await tx.erasureTicket.update({
      where: { id: row.id },
      data: { state: 'done', doneAt: now(), isRequesterKept, requesterId: null, lastError: null },
    });
  });
}

const transient = new Set(['rate_limited', 'unavailable', 'timeout', 'connection', 'malformed', 'conflict']);

/** Zendesk said yes to everything, and something is still there. */
const leftCodes = new Set(['words_left', 'files_left']);

async function putOff(row: ErasureTicket, error: Error): Promise<void> {
  const kind = isZendeskError(error) ? error.kind : 'connection_missing';
  const isLeft = isZendeskError(error) && leftCodes.has(error.code ?? '');
  const asked = isZendeskError(error) ? (error.retryAfterMs ?? 0) : 0;
  const isTransient = transient.has(kind);
  const waitMs = isTransient
    ? Math.max(asked, Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(row.attempts, 10)))
    : merchantRetryMs;
  log().warn({ erasureId: row.erasureId, ticketId: String(row.ticketId), kind }, 'ticket not erased yet');
  await db.erasureTicket.update({
    where: { id: row.id },
    data: {
      state: isTransient ? 'waiting' : 'needs_merchant',
      attempts: { increment: 1 },
      notBefore: new Date(Date.now() + waitMs),
      lastError: isLeft ? (error.code ?? kind) : kind,
    },
  });
}

export const erasurePump: Pump = {
  name: 'erasure',
  wakes: ['erasure_ticket', 'zendesk_connection'],
  everyMs: 2_000,
  async run(signal) {
    let done = 0;
    for (const id of await listConnectionsDue()) {
      const result = await withLease(
        `sync:${id}`,
        (lease) => eraseTicketsOf(id, AbortSignal.any([signal, lease.signal])),
        { ttlMs: leaseMs },
      );
      if (result !== 'busy') done += result;
    }
    return done > 0 ? 'more' : 'idle';
  },
};

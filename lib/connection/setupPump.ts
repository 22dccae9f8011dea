/**
 * Takes up setups that were cut off: the process killed, Zendesk away. Each try is noted before it begins, so that one that kills
 * its worker is not tried without end at full speed; two workers at the same connection are kept apart by its lease.
 */
import { setupUnfinished } from '@/lib/connection/connectionStore';
import { setUpObjects } from '@/lib/connection/objects';
import { db } from '@/lib/platform/db/client';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';

const perRound = 8;
const firstWaitMs = 60_000;
const longestWaitMs = 3_600_000;

/** Claims due connections: each is pushed back by its next waiting time in the same statement that takes it. */
async function claimDue(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    UPDATE zendesk_connection SET
      setup_attempts = setup_attempts + 1,
      setup_not_before = clock_timestamp()
        + least(${firstWaitMs}::float * power(2, least(setup_attempts, 10)), ${longestWaitMs}::float) * interval '1 millisecond'
    WHERE id IN (
      SELECT id FROM zendesk_connection
      WHERE state = 'needs_attention' AND last_error_code = ${setupUnfinished} AND setup_not_before <= clock_timestamp()
      ORDER BY setup_not_before LIMIT ${perRound} FOR UPDATE SKIP LOCKED
    )
    RETURNING id::text AS id`;
  return rows.map(({ id }) => id);
}

async function resume(id: string): Promise<void> {
  const connection = await db.zendeskConnection.findUnique({
    where: { id },
    include: { objects: true, website: true },
  });
  if (!connection) return;
  const { website, ...stored } = connection;
  const caller = {
    websiteId: website.id,
    merchantId: website.merchantId,
    userId: null,
    name: 'Avis Vérifiés',
    requestId: null,
  };
  const { fault } = await setUpObjects(caller, stored);
  log().info({ connectionId: id, fault: fault?.kind ?? null }, 'unfinished setup taken up');
}

export const setupPump: Pump = {
  name: 'setup',
  wakes: ['zendesk_connection'],
  everyMs: 15_000,
  async run(signal) {
    const ids = await claimDue();
    for (const id of ids) {
      if (signal.aborted) break;
      // One connection's fault must not keep the others waiting.
      await resume(id).catch((error: unknown) =>
        log().error({ err: error, connectionId: id }, 'setup failed'),
      );
    }
    return ids.length === perRound ? 'more' : 'idle';
  },
};

/** Trying again now what waits for its next try, or for the merchant. Nothing is sent here: the engine finds it due. */
import { audit, type Caller } from '@/lib/platform/audit';
import { listActivity } from '@/lib/activity/queries';
import type { RetryRequest } from '@/lib/activity/schema';
import type { Tx } from '@/lib/platform/db/client';
import { transaction } from '@/lib/platform/db/client';

/** More than any account works off in the minutes until the rest is due by itself. */
const mostAtOnce = 10_000;

async function findKeys(connectionId: string, request: RetryRequest): Promise<string[]> {
  if ('keys' in request) return request.keys;
  const { direction, q, state } = request;
  // What is done has nothing to try; asked for all, that means all that is open.
  const search = { direction, q, state: state === 'trouble' ? state : ('open' as const), cursor: null };
  return (await listActivity(connectionId, search, mostAtOnce)).entries.map(({ key }) => key);
}

async function makeDue(tx: Tx, connectionId: string, keys: readonly string[]): Promise<number> {
  const deliveryIds = keys.filter((key) => key.startsWith('d:')).map((key) => key.slice(2));
  const eventIds = keys.filter((key) => key.startsWith('w:')).map((key) => BigInt(key.slice(2)));
  // `sending` stays, and what was kept aside becomes it: the outcome may be unknown, and the engine looks before it does anything.
  // Somebody has looked, so the count begins anew. A bulk job is left to its own end.
  const deliveries = await tx.$executeRaw`
    UPDATE delivery SET not_before = now(), failures = 0,
      state = CASE WHEN state = 'poisoned' THEN 'sending'::delivery_state ELSE state END
    WHERE connection_id = ${connectionId}::uuid AND id = ANY(${deliveryIds}::uuid[]) AND state <> 'done' AND bulk_job_id IS NULL`;
  const events = await tx.$executeRaw`
    UPDATE webhook_event SET not_before = now()
    WHERE connection_id = ${connectionId}::uuid AND id = ANY(${eventIds}::bigint[]) AND handled_at IS NULL`;
  await tx.$executeRaw`SELECT pg_notify('work', 'webhook_event')`;
  return deliveries + events;
}

/** @returns how many entries are due now; those done meanwhile are not counted. */
export async function retryActivity(
  caller: Caller,
  connectionId: string,
  request: RetryRequest,
): Promise<{ retried: number }> {
  const keys = await findKeys(connectionId, request);
  return transaction(async (tx) => {
    const retried = await makeDue(tx, connectionId, keys);
    await audit(tx, caller, 'zendesk.activity_retried', { retried });
    return { retried };
  });
}

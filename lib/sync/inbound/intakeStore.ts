import { pool } from '@/lib/platform/db/client';
import { groupCommit } from '@/lib/platform/db/groupCommit';

export type NewWebhookEvent = {
  connectionId: string;
  invocationId: string;
  ticketId: bigint;
  idVente: string | null;
  body: string;
};

const insert = `
  INSERT INTO webhook_event (connection_id, invocation_id, ticket_id, id_vente, body)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[])`;

// Named, so that PostgreSQL plans them once a connection: planning costs as much as storing some rows.
const allNew = { name: 'store_new_webhook_events', text: insert };
const anyKnown = {
  name: 'store_webhook_events',
  text: `${insert} ON CONFLICT (connection_id, invocation_id) DO NOTHING RETURNING connection_id, invocation_id`,
};

const toValues = (events: NewWebhookEvent[]) => [
  events.map((event) => event.connectionId),
  events.map((event) => event.invocationId),
  events.map((event) => String(event.ticketId)),
  events.map((event) => event.idVente),
  events.map((event) => event.body),
];

const keyOf = (connectionId: string, invocationId: string) => `${connectionId} ${invocationId}`;
const isDuplicate = (error: unknown) => (error as { code?: unknown } | null)?.code === '23505';

/**
 * One statement is one transaction; the statement trigger wakes the worker once for the whole group. Nearly every invocation is new, so
 * that is tried first: `ON CONFLICT` looks for each row twice. A group with a known one stores nothing and is stored the other way.
 */
async function insertGroup(events: NewWebhookEvent[]): Promise<('accepted' | 'duplicate')[]> {
  const values = toValues(events);
  try {
    await pool.query({ ...allNew, values });
    return events.map(() => 'accepted');
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const { rows } = await pool.query<{ connection_id: string; invocation_id: string }>({
    ...anyKnown,
    values,
  });
  const stored = new Set(rows.map((row) => keyOf(row.connection_id, row.invocation_id)));
  // Of two equal invocations in one group the first is the one stored.
  return events.map((event) =>
    stored.delete(keyOf(event.connectionId, event.invocationId)) ? 'accepted' : 'duplicate',
  );
}

/** Stores one webhook; resolves after the commit. The same invocation again is a `duplicate`. */
export const storeWebhookEvent = groupCommit(insertGroup);

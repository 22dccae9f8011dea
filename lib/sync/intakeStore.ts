import { pool } from '@/lib/platform/db/client';
import { groupCommit } from '@/lib/sync/groupCommit';

export type NewWebhookEvent = {
  connectionId: string;
  invocationId: string;
  ticketId: bigint;
  idVente: string | null;
  body: string;
};

/** Named, so that PostgreSQL plans it once a connection: planning costs as much as storing some rows. */
const name = 'store_webhook_events';
const text = `
  INSERT INTO webhook_event (connection_id, invocation_id, ticket_id, id_vente, body)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[])
  ON CONFLICT (connection_id, invocation_id) DO NOTHING
  RETURNING connection_id, invocation_id`;

const keyOf = (connectionId: string, invocationId: string) => `${connectionId} ${invocationId}`;

/** One statement is one transaction; the statement trigger wakes the worker once for the whole group. */
async function insertGroup(events: NewWebhookEvent[]): Promise<('accepted' | 'duplicate')[]> {
  const values = [
    events.map((event) => event.connectionId),
    events.map((event) => event.invocationId),
    events.map((event) => String(event.ticketId)),
    events.map((event) => event.idVente),
    events.map((event) => event.body),
  ];
  const { rows } = await pool.query<{ connection_id: string; invocation_id: string }>({ name, text, values });
  const stored = new Set(rows.map((row) => keyOf(row.connection_id, row.invocation_id)));
  // Of two equal invocations in one group the first is the one stored.
  return events.map((event) =>
    stored.delete(keyOf(event.connectionId, event.invocationId)) ? 'accepted' : 'duplicate',
  );
}

/** Stores one webhook; resolves after the commit. The same invocation again is a `duplicate`. */
export const storeWebhookEvent = groupCommit(insertGroup);

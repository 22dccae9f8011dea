/**
 * The event that a health check sends to ourselves through Zendesk's test call. It has come all the way and been verified like any
 * other; that it came is all it says.
 */
import { z } from 'zod';
import { pool } from '@/lib/platform/db/client';
import { parseJson } from '@/lib/platform/http/json';

const probeBody = z.strictObject({ health_check: z.uuid() });

/** @param body verified. @returns the probe's token, or null for a real event. */
export function readProbe(body: string): string | null {
  if (!body.includes('"health_check"')) return null;
  try {
    return probeBody.parse(parseJson(body)).health_check;
  } catch {
    return null;
  }
}

/** Only for a connection that is watched; anybody else's probe leaves no trace. */
export async function noteProbe(connectionId: string, token: string): Promise<void> {
  await pool.query('UPDATE health_run SET probe = $2, probe_seen_at = now() WHERE connection_id = $1', [
    connectionId,
    token,
  ]);
}

/** The signing secret of each connection's webhook, kept in memory for a moment: the intake must not read it per request. */
import { db } from '@/lib/platform/db/client';
import { openSecret } from '@/lib/platform/crypto/secrets';

type Entry = { secret: Promise<string | null>; readAt: number };

const ttlMs = 30_000;
/** A wrong signature reads the secret again, but not more often than this: forgeries must not become database load. */
const rereadMs = 1_000;
const maxEntries = 20_000;
const entries = new Map<string, Entry>();

function read(connectionId: string, at: number): Promise<string | null> {
  const secret = openSecret(db, {
    ownerTable: 'zendesk_connection',
    ownerId: connectionId,
    name: 'webhook_signing_secret',
  });
  if (entries.size >= maxEntries) entries.clear();
  entries.set(connectionId, { secret, readAt: at });
  // A failed read is not kept.
  secret.catch(() => entries.delete(connectionId));
  return secret;
}

/** @param isRetry the last answer did not verify: the secret may have been replaced since. */
export function findSigningSecret(connectionId: string, isRetry = false): Promise<string | null> {
  const at = performance.now();
  const entry = entries.get(connectionId);
  const maxAgeMs = isRetry ? rereadMs : ttlMs;
  return entry && at - entry.readAt < maxAgeMs ? entry.secret : read(connectionId, at);
}

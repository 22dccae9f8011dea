/**
 * The guided move from a password or an API token to OAuth, without a gap: the present credentials and the new ones are tested side
 * by side, then one transaction puts the new ones in the old ones' place and erases those. What is under way at that moment ends
 * with the credentials it began with, which Zendesk still takes; the next call uses the new ones.
 */
import { audit, type Caller } from '@/lib/platform/audit';
import { requireVersion, secretRef } from '@/lib/connection/connectionStore';
import { openDraftClient, runChecks } from '@/lib/connection/connectionTest';
import type { ConnectionInput, MoveInput } from '@/lib/connection/schema';
import { findConnection, keepConnection } from '@/lib/connection/service';
import { lastFour } from '@/lib/platform/crypto/secrets';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { CheckResult } from '@/lib/zendesk/checks';

export type MoveStep =
  | { step: 'present' | 'new'; check: CheckResult }
  /** Nothing was changed: the new credentials do not work. */
  | { step: 'kept' }
  | { step: 'swapped'; formerMethod: string; isSetUp: boolean }
  /** No secret of the former method is left in the database. */
  | { step: 'erased' };

/**
 * @returns steps as they are done. The present credentials may fail their test: then there is the more reason to move.
 * @throws AppError `connection_missing` where there is nothing to move from; `version_conflict`.
 */
export async function moveToOauth(
  caller: Caller,
  { clientId, secret, version }: MoveInput,
  signal?: AbortSignal,
): Promise<AsyncGenerator<MoveStep>> {
  const before = await findConnection(caller.websiteId);
  const isLegacy = before?.method === 'password' || before?.method === 'api_token';
  if (!before || before.state === 'disconnected' || !isLegacy)
    throw new AppError('connection_missing', { detail: 'There is no password or token to move from.' });
  requireVersion(before.version, version);
  const { subdomain, exemptNotifications, email, method: formerMethod } = before;
  const shared = { subdomain, exemptNotifications, version };
  const present = { ...shared, method: formerMethod, email: email ?? '' } as ConnectionInput;
  const wanted: ConnectionInput = { ...shared, method: 'oauth_client_credentials', clientId, secret };
  const presentClient = await openDraftClient(caller.websiteId, present);
  const client = await openDraftClient(caller.websiteId, wanted);

  async function* steps(): AsyncGenerator<MoveStep> {
    for await (const check of runChecks(presentClient, present, signal)) yield { step: 'present', check };
    let isSound = true;
    for await (const check of runChecks(client, wanted, signal)) {
      if (check.state === 'failed') isSound = false;
      yield { step: 'new', check };
    }
    if (!isSound || signal?.aborted) {
      yield { step: 'kept' };
      return;
    }
    const { setupFault } = await keepConnection(caller, wanted, { before, client });
    yield { step: 'swapped', formerMethod, isSetUp: setupFault === null };
    await noteErasure(caller, formerMethod);
    yield { step: 'erased' };
  }
  return steps();
}

/** The swap has erased the old secret in its own transaction; this looks, rather than believes. */
async function noteErasure(caller: Caller, formerMethod: string): Promise<void> {
  const row = await findConnection(caller.websiteId);
  if (row?.method !== 'oauth_client_credentials') throw new AppError('conflict');
  const stored = await lastFour(db, secretRef(row.id, 'credential'));
  if (stored === null) throw new AppError('conflict');
  await transaction((tx) => audit(tx, caller, 'zendesk.moved', { formerMethod, method: row.method }));
}

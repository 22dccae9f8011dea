/**
 * Connecting a website to Zendesk. Saving goes in steps that may each be the last: checks, then connection and secret in one
 * transaction, then the objects in Zendesk, then their ids. A save that was killed is simply done again.
 */
import { audit, type Caller } from '@/lib/platform/audit';
import {
  lockConnection,
  requireVersion,
  storeConnection,
  type StoredConnection,
} from '@/lib/connection/connectionStore';
import { openDraftClient, requireChecks, runChecks } from '@/lib/connection/connectionTest';
import { openClient } from '@/lib/connection/connections';
import { retireConnection, setUpObjects, withObjects } from '@/lib/connection/objects';
import type { ConnectionInput } from '@/lib/connection/schema';
import type { SetupFault } from '@/lib/connection/setupFault';
import { deleteSecrets } from '@/lib/platform/crypto/secrets';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { CheckResult } from '@/lib/zendesk/checks';
import type { ZendeskClient } from '@/lib/zendesk/client';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';
import type { IssuedToken } from '@/lib/zendesk/oauth';
import { getCurrentUser } from '@/lib/zendesk/resources/users';

/**
 * Starts the named checks with what was typed; saves nothing.
 * @throws AppError `credential_required` before the first check, when no secret was typed and none is stored for this account.
 */
export async function testConnection(
  websiteId: string,
  input: ConnectionInput,
  signal?: AbortSignal,
): Promise<AsyncGenerator<CheckResult>> {
  return runChecks(await openDraftClient(websiteId, input), input, signal);
}

/** What kept the objects from being set up, if anything did, and what was changed in the account. */
export type Saved = { setupFault: SetupFault | null; changes: ObjectChange[] };

/**
 * Checks, stores and sets up a connection. Reviews that wait in moderation then go up by themselves: the engine looks at active
 * connections.
 * @returns what kept the objects from being set up; the connection is stored all the same and saving again goes on from there.
 * @throws AppError `credential_required`, `connection_check_failed`, `version_conflict`; nothing is saved then.
 */
export async function saveConnection(caller: Caller, input: ConnectionInput): Promise<Saved> {
  const before = await findConnection(caller.websiteId);
  requireVersion(before?.version, input.version);
  const client = await openDraftClient(caller.websiteId, input);
  await requireChecks(client, input);
  return keepConnection(caller, input, { before, client });
}

/**
 * Stores a connection that was checked and sets it up.
 * @param checked.before the connection it takes the place of, with the version the caller has seen.
 * @param checked.grant the pair of a one-click connection.
 */
export async function keepConnection(
  caller: Caller,
  input: ConnectionInput,
  checked: { before: StoredConnection | null; client: ZendeskClient; grant?: IssuedToken },
): Promise<Saved> {
  const { id, name } = await getCurrentUser(checked.client);
  const leaveFormer = await prepareLeaving(checked.before, input);
  const user = { id: id == null ? null : BigInt(id), name: name ?? null };
  const stored = await storeConnection(caller, input, user, checked.grant);
  const { fault, changes } = await setUpObjects(caller, stored);
  await leaveFormer();
  return { setupFault: fault, changes };
}

export function findConnection(websiteId: string): Promise<StoredConnection | null> {
  return db.zendeskConnection.findUnique({ where: { websiteId }, include: { objects: true } });
}

/**
 * Moving to another account switches off what we made in the former one, as far as it still lets us. Its secret is opened now,
 * because storing the new connection replaces it; only once that is stored, the former account is left.
 */
async function prepareLeaving(
  before: StoredConnection | null,
  input: ConnectionInput,
): Promise<() => Promise<unknown>> {
  if (!before || before.state === 'disconnected' || before.subdomain === input.subdomain)
    return () => Promise.resolve();
  const client = await findClient(before.id);
  if (!client) return () => Promise.resolve();
  // The client as it was opened keeps the former credentials; its state marks no longer apply, because the version has moved on.
  return () => retireConnection(client, before);
}

/**
 * Leaves Zendesk: trigger and webhook are switched off as far as the account can be reached, secrets are erased, ids and ticket
 * links are kept.
 * @returns whether Zendesk could be told; if not, the merchant is asked to do it there.
 * @throws AppError `connection_missing`, `version_conflict`.
 */
export async function disconnect(
  caller: Caller,
  input: { version: number },
): Promise<{ isZendeskTold: boolean }> {
  const connection = await findConnection(caller.websiteId);
  if (!connection || connection.state === 'disconnected') throw new AppError('connection_missing');
  requireVersion(connection.version, input.version);
  return withObjects(connection.id, async () => {
    const client = await findClient(connection.id);
    const isZendeskTold = client !== null && (await retireConnection(client, connection));
    await eraseConnection(caller, input.version, isZendeskTold);
    return { isZendeskTold };
  });
}

/** A secret that no longer opens must not keep a merchant from leaving. */
async function findClient(connectionId: string): Promise<ZendeskClient | null> {
  try {
    return await openClient(connectionId);
  } catch {
    return null;
  }
}

async function eraseConnection(caller: Caller, version: number, isZendeskTold: boolean): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockConnection(tx, caller.websiteId);
    if (!row) throw new AppError('connection_missing');
    requireVersion(row.version, version);
    await deleteSecrets(tx, { ownerTable: 'zendesk_connection', ownerId: row.id });
    const cleared = {
      lastErrorCode: null,
      lastErrorDetail: null,
      lastErrorAt: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      refreshStartedAt: null,
    };
    await tx.zendeskConnection.update({
      where: { id: row.id },
      data: { state: 'disconnected', version: version + 1, ...cleared },
    });
    await audit(tx, caller, 'zendesk.disconnected', { subdomain: row.subdomain, isZendeskTold });
  });
}

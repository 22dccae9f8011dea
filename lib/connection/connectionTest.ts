/** Would these credentials work? Runs the named checks with what was typed, completed by the stored secret, and saves nothing. */
import { zendeskAccount } from '@/lib/connection/account';
import { credentialKey, toColumns } from '@/lib/connection/connectionColumns';
import { secretRef } from '@/lib/connection/connectionStore';
import { openClient, toAuth } from '@/lib/connection/connections';
import { requireOffered } from '@/lib/connection/offeredMethods';
import type { ConnectionInput } from '@/lib/connection/schema';
import { now } from '@/lib/platform/clock';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { runConnectionChecks, type CheckResult } from '@/lib/zendesk/checks';
import { createZendeskClient, type ZendeskClient } from '@/lib/zendesk/client';

/**
 * A client for what the form holds. An empty secret means the stored one, which is used only for what it was stored for: sending
 * it to another account would give it away.
 * @throws AppError `credential_required`, `method_not_offered`.
 */
export async function openDraftClient(websiteId: string, input: ConnectionInput): Promise<ZendeskClient> {
  const row = await db.zendeskConnection.findUnique({ where: { websiteId } });
  requireOffered(input, row);
  const columns = toColumns(input);
  if (input.method === 'oauth_code') return openGrantClient(websiteId, columns);
  const secret = input.secret ?? (await findStoredSecret(websiteId, columns));
  if (secret === null) {
    const field = {
      path: 'secret',
      code: 'credential_required',
      message: 'The secret of this method is missing.',
    };
    throw new AppError('credential_required', { detail: field.message, fields: [field] });
  }
  return createZendeskClient({
    ...zendeskAccount(columns.subdomain),
    auth: toAuth({ ...columns, secret }),
  });
}

/** A one-click connection has nothing to type: what there is to test is the grant that is stored. */
async function openGrantClient(
  websiteId: string,
  columns: ReturnType<typeof toColumns>,
): Promise<ZendeskClient> {
  const row = await db.zendeskConnection.findUnique({ where: { websiteId } });
  const isStored =
    row !== null && row.state !== 'disconnected' && credentialKey(row) === credentialKey(columns);
  if (!isStored)
    throw new AppError('consent_required', {
      detail: 'This account has to be connected by one click first.',
    });
  return openClient(row.id);
}

async function findStoredSecret(
  websiteId: string,
  columns: ReturnType<typeof toColumns>,
): Promise<string | null> {
  const row = await db.zendeskConnection.findUnique({ where: { websiteId } });
  if (!row || credentialKey(row) !== credentialKey(columns)) return null;
  return openSecret(db, secretRef(row.id, 'credential'));
}

/** @param client from `openDraftClient`, so that a missing secret is known before the first answer. */
export function runChecks(
  client: ZendeskClient,
  input: ConnectionInput,
  signal?: AbortSignal,
): AsyncGenerator<CheckResult> {
  const email = 'email' in input ? input.email : undefined;
  return runConnectionChecks(() => client, { method: input.method, email, at: now(), signal });
}

/**
 * Runs all checks and refuses when one failed; warnings pass.
 * @throws AppError `connection_check_failed` with the check's name, its reason and what was seen as `params`.
 */
export async function requireChecks(client: ZendeskClient, input: ConnectionInput): Promise<void> {
  let failed: CheckResult | undefined;
  for await (const check of runChecks(client, input)) if (check.state === 'failed') failed ??= check;
  if (!failed) return;
  const reason = failed.reason ?? 'unexpected_answer';
  throw new AppError('connection_check_failed', {
    detail: `The check ${failed.name} failed: ${reason}. Nothing was saved.`,
    params: { ...failed.evidence, check: failed.name, reason },
  });
}

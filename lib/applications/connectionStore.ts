/** The stored connection of a website: its row, its secrets and its objects' ids, changed together or not at all. */
import { randomBytes } from 'node:crypto';
import { audit, type Caller } from '@/lib/applications/caller';
import type { ConnectionInput } from '@/lib/applications/schema';
import { deleteSecrets, openSecret, putSecret } from '@/lib/platform/crypto/secrets';
import { now } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db/client';
import type { WebsiteZendeskapp, ZendeskConnection } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import type { EnsuredObjects } from '@/lib/zendesk/provisioning';

export type SecretName =
  'credential' | 'access_token' | 'refresh_token' | 'webhook_signing_secret' | 'webhook_api_key';
export type StoredConnection = ZendeskConnection & { objects: WebsiteZendeskapp | null };

/** `last_error_code` while the objects in Zendesk are not all there yet: saving again goes on where it stopped. */
export const setupUnfinished = 'setup_unfinished';

/** @throws AppError `version_conflict` with the version in force, so that the form can offer to save over it. */
export function requireVersion(current: number | undefined, given: number): void {
  const version = current ?? 0;
  if (version !== given)
    throw new AppError('version_conflict', {
      detail: 'Somebody saved this connection meanwhile; reload it.',
      params: { version },
    });
}

const ownerTable = 'zendesk_connection';

export function secretRef(connectionId: string, name: SecretName) {
  return { ownerTable, ownerId: connectionId, name };
}

/** The part of a connection that a stored secret belongs to: a secret typed for one account is never sent to another. */
export function credentialKey(
  row: Pick<ZendeskConnection, 'method' | 'subdomain' | 'email' | 'oauthClientId'>,
): string {
  const identity =
    row.method === 'oauth_client_credentials'
      ? row.oauthClientId
      : row.method === 'password'
        ? row.email
        : '';
  return [row.method, row.subdomain, identity].join(' ');
}

/** The columns that a form's input fills. */
export function toColumns(input: ConnectionInput) {
  const isOauth = input.method === 'oauth_client_credentials';
  return {
    subdomain: input.subdomain,
    method: input.method,
    email: isOauth ? null : input.email,
    oauthClientId: isOauth ? input.clientId : null,
    exemptNotifications: input.exemptNotifications,
  };
}

/** Serialises everybody who saves or disconnects this website's connection; the row may not exist yet. */
export async function lockConnection(tx: Tx, websiteId: string): Promise<StoredConnection | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`connection:${websiteId}`}, 0))`;
  return tx.zendeskConnection.findUnique({ where: { websiteId }, include: { objects: true } });
}

export function hasAllObjects(objects: WebsiteZendeskapp | null): boolean {
  return !!objects && ![objects.idCustomField, objects.idTrigger, objects.idWebhook].includes(null);
}

/**
 * Stores a checked connection with its secret in one transaction. Objects known from the same account are kept; those of another
 * account are forgotten, because their ids mean nothing there.
 * The connection works at once when its objects are known, else only after they are ensured.
 * @throws AppError `version_conflict`.
 */
export async function storeConnection(
  caller: Caller,
  input: ConnectionInput,
  user: { id: bigint | null; name: string | null },
): Promise<StoredConnection> {
  return transaction(async (tx) => {
    const { websiteId } = caller;
    const before = await lockConnection(tx, websiteId);
    requireVersion(before?.version, input.version);
    const columns = toColumns(input);
    const isSameAccount = before?.subdomain === columns.subdomain;
    const isReady = isSameAccount && before.state !== 'disconnected' && hasAllObjects(before.objects);
    const fields = {
      ...columns,
      version: input.version + 1,
      zendeskUserId: user.id,
      zendeskUserName: user.name,
      state: isReady ? ('active' as const) : ('needs_attention' as const),
      lastErrorCode: isReady ? null : setupUnfinished,
      lastErrorDetail: null,
      lastErrorAt: isReady ? null : now(),
      lastGoodAt: now(),
    };
    const row = before
      ? await tx.zendeskConnection.update({ where: { id: before.id }, data: fields })
      : await tx.zendeskConnection.create({ data: { websiteId, ...fields } });
    await storeSecrets(tx, row, before, input.secret);
    const objects = await keepObjects(tx, row, isSameAccount);
    await audit(tx, caller, 'zendesk.connection_saved', describe(row, before, input.secret !== undefined));
    return { ...row, objects };
  });
}

async function storeSecrets(
  tx: Tx,
  row: ZendeskConnection,
  before: ZendeskConnection | null,
  secret?: string,
): Promise<void> {
  if (secret !== undefined) await putSecret(tx, secretRef(row.id, 'credential'), secret);
  if (secret !== undefined || !before || credentialKey(before) !== credentialKey(row)) {
    // A token issued for other credentials must not outlive them.
    await deleteSecrets(tx, { ownerTable, ownerId: row.id, names: ['access_token', 'refresh_token'] });
    await tx.zendeskConnection.update({ where: { id: row.id }, data: { accessTokenExpiresAt: null } });
  }
  if ((await openSecret(tx, secretRef(row.id, 'webhook_api_key'))) === null) {
    // Made before the webhook is, and once: a killed save that is repeated must give Zendesk the same.
    await putSecret(tx, secretRef(row.id, 'webhook_api_key'), randomBytes(32).toString('base64url'));
  }
}

async function keepObjects(
  tx: Tx,
  row: ZendeskConnection,
  isSameAccount: boolean,
): Promise<WebsiteZendeskapp> {
  const { websiteId, id: connectionId } = row;
  const forgotten = { idCustomField: null, idTrigger: null, idWebhook: null, checkedAt: null };
  if (!isSameAccount)
    await deleteSecrets(tx, { ownerTable, ownerId: connectionId, names: ['webhook_signing_secret'] });
  return tx.websiteZendeskapp.upsert({
    where: { websiteId },
    create: { websiteId, connectionId },
    update: { connectionId, ...(isSameAccount ? {} : forgotten) },
  });
}

function describe(row: ZendeskConnection, before: ZendeskConnection | null, isSecretNew: boolean) {
  const { subdomain, method, email, oauthClientId, exemptNotifications } = row;
  return {
    subdomain,
    method,
    email,
    oauthClientId,
    exemptNotifications,
    secretReplaced: isSecretNew,
    ...(before && before.subdomain !== subdomain ? { formerSubdomain: before.subdomain } : {}),
    ...(before && before.method !== method ? { formerMethod: before.method } : {}),
  };
}

/** Keeps what ensuring the objects gave, and lets the engine start. */
export async function storeObjects(
  caller: Caller,
  connection: Pick<ZendeskConnection, 'id' | 'websiteId' | 'version'>,
  found: EnsuredObjects,
): Promise<void> {
  const { id: connectionId, websiteId, version } = connection;
  const { fieldId, triggerId, webhookId, signingSecret } = found;
  const ids = {
    idCustomField: BigInt(fieldId),
    idTrigger: BigInt(triggerId),
    idWebhook: webhookId,
    checkedAt: now(),
  };
  await transaction(async (tx) => {
    // Somebody saved or disconnected meanwhile: these ids may be another account's, and that save ensures its own.
    const ready = {
      state: 'active' as const,
      lastErrorCode: null,
      lastErrorDetail: null,
      lastErrorAt: null,
      lastGoodAt: now(),
    };
    const { count } = await tx.zendeskConnection.updateMany({
      where: { id: connectionId, version, state: { not: 'disconnected' } },
      data: ready,
    });
    if (count === 0) return;
    await tx.websiteZendeskapp.update({ where: { websiteId }, data: { connectionId, ...ids } });
    await putSecret(tx, secretRef(connectionId, 'webhook_signing_secret'), signingSecret);
    await audit(tx, caller, 'zendesk.objects_ensured', {
      fieldId,
      triggerId,
      webhookId,
      changes: found.changes,
    });
  });
}

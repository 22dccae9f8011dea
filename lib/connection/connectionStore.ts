/** The stored connection of a website: its row, its secrets and its objects' ids, changed together or not at all. */
import { randomBytes } from 'node:crypto';
import { audit, type Caller } from '@/lib/platform/audit';
import { credentialKey, toColumns } from '@/lib/connection/connectionColumns';
import type { ConnectionInput } from '@/lib/connection/schema';
import { deleteSecrets, openSecret, putSecret } from '@/lib/platform/crypto/secrets';
import { now } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db/client';
import type { WebsiteZendeskapp, ZendeskConnection } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import type { IssuedToken } from '@/lib/zendesk/oauth';
import type { EnsuredObjects } from '@/lib/zendesk/provisioning';

export type SecretName =
  | 'credential'
  | 'access_token'
  | 'refresh_token'
  /** Of a second one-click grant, used once the first one's is lost. */
  | 'spare_refresh_token'
  | 'webhook_signing_secret'
  | 'webhook_api_key';
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

/** What a new ticket is given names things of one account. */
const noTicketChoices = {
  ticketGroupId: null,
  ticketAssigneeId: null,
  ticketBrandId: null,
  ticketFormId: null,
};

/** The save that stored a connection sets it up at once; only when it was cut off, it is taken up from then on. */
const setupHeadStartMs = 60_000;
const setupTurn = () => new Date(Date.now() + setupHeadStartMs);

export function secretRef(connectionId: string, name: SecretName) {
  return { ownerTable, ownerId: connectionId, name };
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
 * @param grant the pair of a one-click connection that was just made.
 * @throws AppError `version_conflict`.
 */
export async function storeConnection(
  caller: Caller,
  input: ConnectionInput,
  user: { id: bigint | null; name: string | null },
  grant?: IssuedToken,
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
      setupAttempts: 0,
      setupNotBefore: setupTurn(),
      ...(isSameAccount ? {} : noTicketChoices),
    };
    const row = before
      ? await tx.zendeskConnection.update({ where: { id: before.id }, data: fields })
      : await tx.zendeskConnection.create({ data: { websiteId, ...fields } });
    const secret = 'secret' in input ? input.secret : undefined;
    await storeSecrets(tx, row, before, { secret, grant });
    const objects = await keepObjects(tx, row, isSameAccount);
    const isSecretNew = secret !== undefined || grant !== undefined;
    await audit(tx, caller, 'zendesk.connection_saved', describe(row, before, isSecretNew));
    return { ...row, objects };
  });
}

/** One method's secrets at a time: those of the former one are erased in the transaction that makes the new one count. */
async function storeSecrets(
  tx: Tx,
  row: ZendeskConnection,
  before: ZendeskConnection | null,
  { secret, grant }: { secret?: string; grant?: IssuedToken },
): Promise<void> {
  const isSame = before !== null && credentialKey(before) === credentialKey(row);
  // A token issued for other credentials must not outlive them.
  const stale: SecretName[] = [
    ...(secret !== undefined || grant !== undefined || !isSame
      ? (['access_token', 'refresh_token'] as const)
      : []),
    ...(isSame ? [] : (['spare_refresh_token'] as const)),
    ...(row.method === 'oauth_code' ? (['credential'] as const) : []),
  ];
  if (stale.length > 0) await deleteSecrets(tx, { ownerTable, ownerId: row.id, names: stale });
  if (stale.includes('access_token')) {
    const ended = { accessTokenExpiresAt: null, refreshTokenExpiresAt: null, refreshStartedAt: null };
    await tx.zendeskConnection.update({ where: { id: row.id }, data: ended });
  }
  if (secret !== undefined) await putSecret(tx, secretRef(row.id, 'credential'), secret);
  if (grant !== undefined) await keepTokens(tx, row.id, grant);
  if ((await openSecret(tx, secretRef(row.id, 'webhook_api_key'))) === null) {
    // Made before the webhook is, and once: a killed save that is repeated must give Zendesk the same.
    await putSecret(tx, secretRef(row.id, 'webhook_api_key'), randomBytes(32).toString('base64url'));
  }
}

/**
 * Keeps a token, and its refresh token where there is one, with their ends. A pair without a refresh token ends a one-click
 * grant's chain: what is left of it is spent.
 */
export async function keepTokens(tx: Tx, id: string, token: IssuedToken): Promise<void> {
  await putSecret(tx, secretRef(id, 'access_token'), token.accessToken);
  if (token.refreshToken !== null) await putSecret(tx, secretRef(id, 'refresh_token'), token.refreshToken);
  else await deleteSecrets(tx, { ownerTable, ownerId: id, names: ['refresh_token'] });
  await tx.zendeskConnection.update({
    where: { id },
    data: {
      accessTokenExpiresAt: token.expiresAt,
      refreshTokenExpiresAt: token.refreshExpiresAt,
      refreshStartedAt: null,
    },
  });
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

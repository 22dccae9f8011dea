/** Which installation of the app stands for which website, and the key its openings are signed with. */
import { createHash } from 'node:crypto';
import { openClient } from '@/lib/connection/connections';
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db/client';
import type { AppInstallation } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { log } from '@/lib/platform/log';
import { findAgent } from '@/lib/sidebar/agents';
import { settingNames } from '@/lib/sidebar/package/manifest';
import { sealSession } from '@/lib/sidebar/session';
import { readClaim, rememberedSeconds, verifyOpening } from '@/lib/sidebar/opening';
import { accountUrl } from '@/lib/zendesk/account';
import { isZendeskError } from '@/lib/zendesk/errors';
import { getAppPublicKey } from '@/lib/zendesk/resources/apps';
import { readInstallation } from '@/lib/zendesk/resources/installations';

/** A key that does not fit is asked for again, but not more often than this: forged openings must not become calls. */
const keyRestMs = 5 * 60_000;

/** Reads the key from the account of the website's own connection, never from an address in the token. */
async function fetchKey(row: AppInstallation): Promise<string> {
  const connection = await db.zendeskConnection.findUnique({ where: { websiteId: row.websiteId } });
  if (connection?.subdomain !== row.subdomain || connection.state === 'disconnected')
    throw new AppError('unauthorized', { detail: 'The website is not connected to this account.' });
  const publicKey = await getAppPublicKey(await openClient(connection.id), Number(row.appId));
  await db.appInstallation.update({ where: { id: row.id }, data: { publicKey, publicKeyAt: now() } });
  return publicKey;
}

type SignedOpening = { session: string; websiteId: string };

/**
 * Lets a signed opening in.
 * @returns the panel's session; null when no website has this installation, which then asks by its secret key.
 * @throws AppError `unauthorized`, `session_ended`.
 */
export async function openSigned(token: string): Promise<SignedOpening | null> {
  const claim = readClaim(token, env.zendeskUrl);
  const row = await db.appInstallation.findUnique({ where: { subdomain_installationId: claim } });
  if (!row) return null;
  const account = accountUrl(env.zendeskUrl, claim.subdomain);
  const expect = (publicKey: string) => ({ account, publicKey, installationId: claim.installationId });
  const agent = await verifyWithKey(token, row, expect);
  await useOnce(token);
  await db.appInstallation.update({ where: { id: row.id }, data: { openedAt: now() } });
  const { id: installation, websiteId } = row;
  // The panel asks in a moment who its agent is: the account is asked while the page is on its way. A failure is told then.
  findAgent(websiteId, agent.agentId).catch(() => undefined);
  return {
    websiteId,
    session: sealSession({ websiteId, installation, provenAgentId: agent.agentId }, now()),
  };
}

/**
 * One opening, one session. What is remembered is the signed part, because nothing outside of it tells two openings apart; kept
 * by the counter that all processes share, longer than any opening lives.
 * @throws AppError `session_ended` for one that was used.
 */
async function useOnce(token: string): Promise<void> {
  const signed = createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('base64url');
  try {
    await takePoint('sidebar-opening', signed, { points: 1, seconds: rememberedSeconds });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'rate_limited') throw error;
    throw new AppError('session_ended', { detail: 'The opening was used before.', cause: error });
  }
}

async function verifyWithKey(
  token: string,
  row: AppInstallation,
  expect: (publicKey: string) => Parameters<typeof verifyOpening>[1],
) {
  if (!row.publicKey) return verifyOpening(token, expect(await fetchKey(row)), now());
  try {
    return await verifyOpening(token, expect(row.publicKey), now());
  } catch (error) {
    // An app that was made anew has a new key.
    const age = now().getTime() - (row.publicKeyAt?.getTime() ?? 0);
    const isWorthAsking = error instanceof AppError && error.code === 'unauthorized' && age > keyRestMs;
    const publicKey = isWorthAsking ? await fetchKey(row).catch(() => row.publicKey) : row.publicKey;
    if (!publicKey || publicKey === row.publicKey) throw error;
    return verifyOpening(token, expect(publicKey), now());
  }
}

export type NewInstallation = { websiteId: string; installationId: bigint; appId: bigint; title: string };

/**
 * Notes an installation that proved itself by the website's secret key, so that its next opening is believed by signature. The
 * account is asked what the installation says of itself; one that names another website, or cannot be asked about, is not noted.
 * @returns the row's id, or null.
 */
export async function registerInstallation(wanted: NewInstallation): Promise<string | null> {
  const { websiteId, installationId, appId, title } = wanted;
  const connection = await db.zendeskConnection.findUnique({ where: { websiteId } });
  if (connection?.state !== 'active') return null;
  const key = { subdomain: connection.subdomain, installationId };
  const known = await db.appInstallation.findUnique({ where: { subdomain_installationId: key } });
  if (known?.websiteId === websiteId) return known.id;
  try {
    const client = await openClient(connection.id);
    const { settings, app_id: told } = await readInstallation(client, Number(installationId));
    const named = settings?.[settingNames.websiteId];
    if (typeof named !== 'string' || named.trim().toLowerCase() !== websiteId || BigInt(told ?? 0) !== appId)
      return null;
    const row = await db.appInstallation.upsert({
      where: { subdomain_installationId: key },
      create: { ...key, websiteId, appId, title },
      update: { websiteId, appId, title },
    });
    return row.id;
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    log().info({ code: error.kind, installationId: String(installationId) }, 'an installation was not noted');
    return null;
  }
}

/**
 * Connecting by one click: the merchant is sent to the account with a request that only their own session can bring home, and comes
 * back with a code (authorization code, PKCE, state). What is kept meanwhile opens nothing: the state's hash, and a proof key that
 * is derived from the state when it is needed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { zendeskAccount, type ZendeskAccount } from '@/lib/connection/account';
import { audit, type Caller } from '@/lib/platform/audit';
import { lockConnection, requireVersion, secretRef } from '@/lib/connection/connectionStore';
import { requireChecks } from '@/lib/connection/connectionTest';
import { findGlobalClient } from '@/lib/connection/grant';
import { requireOffered } from '@/lib/connection/offeredMethods';
import type { OneClickInput } from '@/lib/connection/schema';
import { findConnection, keepConnection } from '@/lib/connection/service';
import { putSecret } from '@/lib/platform/crypto/secrets';
import { deriveText } from '@/lib/platform/crypto/tokens';
import { db, transaction } from '@/lib/platform/db/client';
import type { OauthAttempt } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { bearerAuth } from '@/lib/zendesk/auth';
import { createZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { authorizationUrl, codeGrant, type IssuedToken, type OauthClient } from '@/lib/zendesk/oauth';
import { getCurrentUser } from '@/lib/zendesk/resources/users';

const lifeMs = 10 * 60_000;

/** Registered with Zendesk for the client; another address is refused there. */
const redirectUri = () => `${env.appUrl}/api/zendesk/oauth/callback`;
const hashOf = (state: string) => createHash('sha256').update(state).digest('hex');
const verifierOf = (state: string) => deriveText('oauth-proof', state);

function requireGlobalClient(): OauthClient {
  const client = findGlobalClient();
  if (!client) throw new AppError('not_found', { detail: 'One-click connection is not set up here.' });
  return client;
}

/**
 * Remembers who asks, for which website and account.
 * @returns the account's page where the merchant says yes or no.
 * @throws AppError `version_conflict`; `not_found` in a deployment without a client of its own.
 */
export async function startOneClick(
  caller: Caller,
  sessionId: string,
  input: OneClickInput,
): Promise<{ url: string }> {
  const { clientId } = requireGlobalClient();
  const connection = await findConnection(caller.websiteId);
  requireVersion(connection?.version, input.version);
  requireOffered({ method: 'oauth_code', subdomain: input.subdomain }, connection);
  if (input.isSpare && !(connection?.method === 'oauth_code' && connection.subdomain === input.subdomain))
    throw new AppError('connection_missing', { detail: 'A spare belongs to a one-click connection.' });
  const state = randomBytes(32).toString('base64url');
  const expired = { expiresAt: { lt: new Date(Date.now() - lifeMs) } };
  await db.oauthAttempt.deleteMany({ where: expired });
  await db.oauthAttempt.create({
    data: {
      ...input,
      stateHash: hashOf(state),
      sessionId,
      websiteId: caller.websiteId,
      expiresAt: new Date(Date.now() + lifeMs),
    },
  });
  const request = { clientId, redirectUri: redirectUri(), state, verifier: verifierOf(state) };
  return { url: authorizationUrl(zendeskAccount(input.subdomain).baseUrl, request) };
}

/** Takes the attempt out of use in one statement: of two requests with the same state, one gets it. */
async function takeAttempt(state: string, sessionId: string): Promise<OauthAttempt | null> {
  const stateHash = hashOf(state);
  const { count } = await db.oauthAttempt.updateMany({
    where: { stateHash, sessionId, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  return count === 0 ? null : db.oauthAttempt.findUnique({ where: { stateHash } });
}

/** What the page says after the merchant is back; texts of all are in the catalogue. */
export type OneClickOutcome =
  | {
      kind:
        | 'connected'
        | 'unfinished'
        | 'spare_kept'
        | 'denied'
        | 'expired'
        | 'refused'
        | 'changed'
        | 'other_person';
    }
  | { kind: 'check_failed'; check: string; reason: string };

export type Returned = { state?: string; code?: string; error?: string };
/** Gives the caller for a website of the session, or null when it is no longer allowed to manage its connection. */
export type CallerFor = (websiteId: string) => Caller | null;

/**
 * Finishes what `startOneClick` began, in the session that began it and for its website, whichever is current by now.
 * Nothing is stored unless every check passes; a code works once, so there is nothing to repeat.
 */
export async function finishOneClick(
  sessionId: string,
  callerFor: CallerFor,
  returned: Returned,
): Promise<{ outcome: OneClickOutcome; websiteId: string | null }> {
  const attempt = returned.state ? await takeAttempt(returned.state, sessionId) : null;
  const caller = attempt && callerFor(attempt.websiteId);
  if (!attempt || !caller || !returned.state) return { outcome: { kind: 'expired' }, websiteId: null };
  const { websiteId } = attempt;
  if (returned.error === 'invalid_scope') return { outcome: scopeMissing, websiteId };
  if (!returned.code) return { outcome: { kind: 'denied' }, websiteId };
  const account = zendeskAccount(attempt.subdomain);
  try {
    const proof = { code: returned.code, redirectUri: redirectUri(), verifier: verifierOf(returned.state) };
    const grant = await codeGrant(account, requireGlobalClient(), proof);
    const keep = attempt.isSpare ? keepSpare : keepGrant;
    return { outcome: await keep(caller, attempt, grant, account), websiteId };
  } catch (error) {
    return { outcome: toOutcome(error), websiteId };
  }
}

/** Nobody said no: the client's allowed scopes are too few, at the account's page already or in the token. */
const scopeMissing: OneClickOutcome = {
  kind: 'check_failed',
  check: 'credentials_accepted',
  reason: 'scope_missing',
};

function toOutcome(error: unknown): OneClickOutcome {
  if (isZendeskError(error) && error.code === 'invalid_scope') return scopeMissing;
  if (isZendeskError(error)) return { kind: 'refused' };
  if (error instanceof AppError && error.code === 'version_conflict') return { kind: 'changed' };
  if (error instanceof AppError && error.code === 'connection_check_failed')
    return { kind: 'check_failed', check: String(error.params.check), reason: String(error.params.reason) };
  throw error;
}

async function keepGrant(
  caller: Caller,
  attempt: OauthAttempt,
  grant: IssuedToken,
  account: ZendeskAccount,
): Promise<OneClickOutcome> {
  const { subdomain, exemptNotifications, version } = attempt;
  const input = { method: 'oauth_code' as const, subdomain, exemptNotifications, version };
  const before = await findConnection(caller.websiteId);
  requireVersion(before?.version, version);
  const client = createZendeskClient({ ...account, auth: bearerAuth(grant.accessToken) });
  await requireChecks(client, input);
  const { setupFault } = await keepConnection(caller, input, { before, client, grant });
  return { kind: setupFault ? 'unfinished' : 'connected' };
}

/** A second grant of the same person in the same account; its access token is not used until the first grant is lost. */
async function keepSpare(
  caller: Caller,
  attempt: OauthAttempt,
  grant: IssuedToken,
  account: ZendeskAccount,
): Promise<OneClickOutcome> {
  const user = await getCurrentUser(createZendeskClient({ ...account, auth: bearerAuth(grant.accessToken) }));
  const { refreshToken } = grant;
  if (refreshToken === null) return { kind: 'refused' };
  return transaction(async (tx) => {
    const row = await lockConnection(tx, caller.websiteId);
    const isSameGrant = row?.method === 'oauth_code' && row.subdomain === attempt.subdomain;
    if (!row || !isSameGrant || row.state === 'disconnected') return { kind: 'changed' };
    if (user.id == null || BigInt(user.id) !== row.zendeskUserId) return { kind: 'other_person' };
    await putSecret(tx, secretRef(row.id, 'spare_refresh_token'), refreshToken);
    await audit(tx, caller, 'zendesk.spare_granted', { subdomain: row.subdomain });
    return { kind: 'spare_kept' };
  });
}

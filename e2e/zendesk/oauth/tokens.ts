import { createHash } from 'node:crypto';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { readJson } from '../http/body';
import { ApiError } from '../http/errors';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { OAuthClientRow, OAuthTokenRow } from '../state/account-rows';
import { secretToken } from '../state/identifiers';

const DEFAULT_LIFE_SECONDS = 1800;
const DEFAULT_REFRESH_LIFE_SECONDS = 2_592_000;
const RESOURCES = [
  ...['tickets', 'users', 'auditlogs', 'organizations', 'hc', 'apps', 'triggers', 'automations', 'targets'],
  ...[
    'webhooks',
    'macros',
    'requests',
    'satisfaction_ratings',
    'dynamic_content',
    'any_channel',
    'web_widget',
  ],
];
const PLAIN_SCOPES = ['read', 'write', 'impersonate'];

/** OAuth errors in their standard shape; the facts name none but `invalid_token`. */
export const oauthError = (status: number, error: string, description: string) =>
  new ApiError(status, { error, error_description: description });

const invalidClient = () =>
  oauthError(
    401,
    'invalid_client',
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  );

const invalidGrant = () =>
  oauthError(
    400,
    'invalid_grant',
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  );

/** @throws ApiError 400 for a scope Zendesk does not know, or that the client may not have */
export function readScopes(value: unknown, client: OAuthClientRow): string[] {
  const scopes = (typeof value === 'string' ? value : 'read').split(/\s+/).filter((scope) => scope !== '');
  const isKnown = (scope: string) => {
    const [resource = '', access] = scope.split(':');
    return (
      PLAIN_SCOPES.includes(scope) ||
      (RESOURCES.includes(resource) && (access === 'read' || access === 'write'))
    );
  };
  const ceiling = client.allowedScopes ?? null;
  const isAllowed = (scope: string) =>
    ceiling === null || ceiling.includes(scope) || ceiling.includes(scope.split(':')[1] ?? scope);
  if (scopes.length > 0 && scopes.every((scope) => isKnown(scope) && isAllowed(scope))) return scopes;
  throw oauthError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.');
}

function readSeconds(body: JsonObject, key: string, least: number, most: number): number | null {
  const value = body[key];
  if (value === undefined || value === null) return null;
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds;
  throw oauthError(
    400,
    'invalid_request',
    `${key} must be between ${String(least)} and ${String(most)} seconds.`,
  );
}

function text(body: JsonObject, key: string): string | null {
  const value = body[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

function findClient(account: Account, body: JsonObject): OAuthClientRow {
  const client = account.clients.by('identifier', text(body, 'client_id') ?? '')[0];
  if (!client) throw invalidClient();
  const secret = text(body, 'client_secret');
  // A public client has no secret to show; a wrong one is never accepted from either kind.
  if (secret === null ? client.kind === 'confidential' : secret !== client.secret) throw invalidClient();
  return client;
}

interface Grant {
  client: OAuthClientRow;
  userId: number;
  scopes: string[];
  isRefreshable: boolean;
}

function byClientCredentials(client: OAuthClientRow, body: JsonObject): Grant {
  if (client.kind !== 'confidential')
    throw oauthError(400, 'unauthorized_client', 'The client is not confidential.');
  return { client, userId: client.ownerId, scopes: readScopes(body.scope, client), isRefreshable: false };
}

function byCode(account: Account, client: OAuthClientRow, body: JsonObject): Grant {
  const code = account.codes.get(text(body, 'code'));
  if (!code) throw invalidGrant();
  // A code is used up by the first attempt, whatever comes of it.
  account.codes.delete(code.id);
  const isFitting =
    code.clientId === client.id &&
    code.expiresAtMs > account.nowMs() &&
    code.redirectUri === text(body, 'redirect_uri') &&
    isProven(code.challenge, text(body, 'code_verifier'));
  if (!isFitting) throw invalidGrant();
  return { client, userId: code.userId, scopes: code.scopes, isRefreshable: true };
}

function isProven(challenge: string | null, verifier: string | null): boolean {
  if (challenge === null) return true;
  return verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge;
}

/** Each use kills the pair it came from. */
function byRefresh(account: Account, client: OAuthClientRow, body: JsonObject): Grant {
  const token = account.tokens.by('refresh', text(body, 'refresh_token') ?? '')[0];
  const isFitting =
    token !== undefined &&
    !token.isRevoked &&
    token.clientId === client.id &&
    (token.refreshExpiresAtMs ?? Infinity) > account.nowMs();
  if (!isFitting) throw invalidGrant();
  account.tokens.save({ ...token, isRevoked: true });
  return { client, userId: token.userId, scopes: token.scopes, isRefreshable: true };
}

function toGrant(account: Account, body: JsonObject): Grant {
  const client = findClient(account, body);
  switch (body.grant_type) {
    case 'client_credentials':
      return byClientCredentials(client, body);
    case 'authorization_code':
      return byCode(account, client, body);
    case 'refresh_token':
      return byRefresh(account, client, body);
    default:
      // Implicit and password grants stopped in February 2025.
      throw oauthError(
        400,
        'unsupported_grant_type',
        'The authorization grant type is not supported by the authorization server.',
      );
  }
}

/**
 * A client of today gives its tokens a lifetime by itself. One made before 30 April 2026 does not: unless a lifetime is asked for,
 * the token never ends and there is nothing to refresh it with.
 */
function issueToken(account: Account, grant: Grant, life: number | null, refreshLife: number): OAuthTokenRow {
  const now = account.nowMs();
  const isEndless = grant.client.isOld === true && life === null;
  const isRefreshable = grant.isRefreshable && !isEndless;
  return account.tokens.save({
    id: account.nextId(),
    token: secretToken(),
    refreshToken: isRefreshable ? secretToken() : null,
    clientId: grant.client.id,
    userId: grant.userId,
    scopes: grant.scopes,
    createdAt: account.now(),
    expiresAtMs: isEndless ? null : now + (life ?? DEFAULT_LIFE_SECONDS) * 1000,
    refreshExpiresAtMs: isRefreshable ? now + refreshLife * 1000 : null,
    isRevoked: false,
  });
}

async function readTokenRequest(c: PracticeContext): Promise<JsonObject> {
  const type = c.req.header('content-type') ?? '';
  return type.includes('application/x-www-form-urlencoded') ? await c.req.parseBody() : await readJson(c);
}

/** `expires_in` and `refresh_token_expires_in` are answered only to those who asked for them. */
async function postToken(c: PracticeContext): Promise<Response> {
  const body = await readTokenRequest(c);
  const account = c.get('account');
  const life = readSeconds(body, 'expires_in', 300, 172_800);
  const refreshLife = readSeconds(body, 'refresh_token_expires_in', 604_801, 7_775_999);
  const grant = toGrant(account, body);
  const token = issueToken(account, grant, life, refreshLife ?? DEFAULT_REFRESH_LIFE_SECONDS);
  return json(
    c,
    {
      access_token: token.token,
      token_type: 'bearer',
      scope: token.scopes.join(' '),
      ...(token.refreshToken ? { refresh_token: token.refreshToken } : {}),
      ...(life === null ? {} : { expires_in: life }),
      ...(token.refreshToken && refreshLife !== null ? { refresh_token_expires_in: refreshLife } : {}),
    },
    account.row.behaviour.tokenStatus,
  );
}

/** The token endpoint. */
export function mountTokens(oauth: PracticeApp): void {
  oauth.post('/tokens', postToken);
}

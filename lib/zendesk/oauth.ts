/**
 * Zendesk's token endpoint and the address where a merchant says yes. A refresh token works once: its use ends the pair it came
 * from, so whoever calls `refreshGrant` keeps the answer before doing anything else.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson, toAnswerError, type Answer } from '@/lib/zendesk/answerErrors';
import { ZendeskError } from '@/lib/zendesk/errors';
import { exchange, type FetchLike } from '@/lib/zendesk/transport';

/**
 * Ticket fields, account settings, groups and brands have no scope of their own, so reading and writing are asked for whole;
 * acting as somebody else (`impersonate`) is not.
 */
export const wantedScope = 'read write';

/** The client's unique identifier, not its numeric id. */
export type OauthClient = { clientId: string; clientSecret: string };

export type TokenEndpoint = {
  /** Origin of the account. */
  baseUrl: string;
  /** Sent with every request for a token. */
  headers?: Readonly<Record<string, string>>;
  fetch?: FetchLike;
  timeoutMs?: number;
  /** Real time; a test may move it. */
  nowMs?: () => number;
};

export type IssuedToken = {
  accessToken: string;
  /** Real time, not the product's. */
  expiresAt: Date;
  /** Null for a grant that gives none. */
  refreshToken: string | null;
  refreshExpiresAt: Date | null;
};

/** Lifetimes are named in an answer only when they were asked for. Within the 300 to 172,800 seconds allowed. */
const clientLifetimeSeconds = 7200;
/** Longer, because each refresh is a moment in which a killed process can lose the pair. */
const grantLifetimeSeconds = 86_400;
/** 89 days, because 90 is the first that is refused: a connection left alone for a season still works. */
const refreshLifetimeSeconds = 7_689_600;
/** What modern clients get when nothing is said. */
const silentLifetimeSeconds = 1800;

/** A header may hold visible ASCII only; the HTTP library would quote anything else, token included, in its error. */
const tokenText = z.string().regex(/^[\x21-\x7e]+$/, 'must be visible ASCII');
const seconds = z.coerce.number().positive().nullish().catch(null);
const tokenAnswer = z.looseObject({
  access_token: tokenText,
  expires_in: seconds,
  refresh_token: tokenText.nullish(),
  refresh_token_expires_in: seconds,
  scope: z.string().nullish().catch(null),
});

/** OAuth's refusals of a client come as 400, 401 or 403 with these names; all mean: the credentials are no good. */
const credentialErrors = new Set([
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

function toTokenError(answer: Answer, call: string): ZendeskError {
  const error = toAnswerError(answer, call);
  const isAboutCredentials =
    error.kind === 'unauthorized' || ((error.status ?? 0) < 500 && credentialErrors.has(error.code ?? ''));
  return isAboutCredentials ? error.with({ kind: 'unauthorized', outcome: 'refused' }) : error;
}

function noToken(answer: Answer, call: string): ZendeskError {
  return new ZendeskError({
    kind: 'malformed',
    outcome: 'unknown',
    status: answer.status,
    words: 'The answer holds no access token.',
    format: toAnswerError(answer, call).format,
    requestId: answer.headers.get('x-request-id') ?? undefined,
    call,
  });
}

/** A client's allowed scopes are the most a token of it may have; a token that has fewer is let in and refused at the first write. */
const givesAll = (scope: string) =>
  wantedScope.split(' ').every((one) => scope.split(/[\s,]+/).includes(one));

function scopeRefused(scope: string, call: string): ZendeskError {
  const words = `The client allows only: ${scope}.`;
  return new ZendeskError({ kind: 'unauthorized', outcome: 'refused', code: 'invalid_scope', words, call });
}

async function askForToken(
  endpoint: TokenEndpoint,
  body: { grant_type: string } & Record<string, unknown>,
): Promise<IssuedToken> {
  const startedAtMs = (endpoint.nowMs ?? Date.now)();
  const call = 'POST /oauth/tokens';
  const answer = await exchange({
    method: 'POST',
    url: `${endpoint.baseUrl.replace(/\/+$/, '')}/oauth/tokens`,
    headers: { ...endpoint.headers, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: endpoint.timeoutMs ?? 10_000,
    maxBytes: 1024 * 1024,
    fetch: endpoint.fetch,
  });
  if (answer.status < 200 || answer.status > 299) throw toTokenError(answer, call);
  const parsed = tokenAnswer.safeParse(parseJson(answer.text));
  if (!parsed.success) throw noToken(answer, call);
  const { access_token, expires_in, refresh_token, refresh_token_expires_in, scope } = parsed.data;
  // Not of a renewal: its answer holds the only pair in force.
  if (body.grant_type !== 'refresh_token' && scope && !givesAll(scope)) throw scopeRefused(scope, call);
  const after = (lifetime: number) => new Date(startedAtMs + lifetime * 1000);
  return {
    accessToken: access_token,
    expiresAt: after(expires_in ?? silentLifetimeSeconds),
    refreshToken: refresh_token ?? null,
    refreshExpiresAt: refresh_token && refresh_token_expires_in ? after(refresh_token_expires_in) : null,
  };
}

/** A token that acts as the user who owns the client. @throws ZendeskError `unauthorized` when the client is refused. */
export function clientCredentialsGrant(
  endpoint: TokenEndpoint,
  client: OauthClient & { scope?: string },
): Promise<IssuedToken> {
  return askForToken(endpoint, {
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_secret: client.clientSecret,
    scope: client.scope ?? wantedScope,
    expires_in: clientLifetimeSeconds,
  });
}

/** Exchanges the code a merchant came back with; it is good once, for two minutes. @throws ZendeskError */
export function codeGrant(
  endpoint: TokenEndpoint,
  client: OauthClient,
  proof: { code: string; redirectUri: string; verifier: string },
): Promise<IssuedToken> {
  return askForToken(endpoint, {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    client_secret: client.clientSecret,
    code: proof.code,
    redirect_uri: proof.redirectUri,
    code_verifier: proof.verifier,
    scope: wantedScope,
    expires_in: grantLifetimeSeconds,
    refresh_token_expires_in: refreshLifetimeSeconds,
  });
}

/** @throws ZendeskError `unauthorized` for a refresh token that is spent, ended or taken away. */
export function refreshGrant(
  endpoint: TokenEndpoint,
  client: OauthClient,
  refreshToken: string,
): Promise<IssuedToken> {
  return askForToken(endpoint, {
    grant_type: 'refresh_token',
    client_id: client.clientId,
    client_secret: client.clientSecret,
    refresh_token: refreshToken,
    expires_in: grantLifetimeSeconds,
    refresh_token_expires_in: refreshLifetimeSeconds,
  });
}

/**
 * Where the merchant's browser is sent. The account shows who asks for what and comes back to `redirectUri`.
 * @param request.verifier 43 to 128 unreserved characters (RFC 7636); only its hash leaves here.
 */
export function authorizationUrl(
  baseUrl: string,
  request: { clientId: string; redirectUri: string; state: string; verifier: string },
): string {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/oauth/authorizations/new`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: wantedScope,
    state: request.state,
    code_challenge: createHash('sha256').update(request.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

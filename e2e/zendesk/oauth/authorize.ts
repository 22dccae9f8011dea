import type { PracticeApp, PracticeContext } from '../http/context';
import type { OAuthClientRow, UserRow } from '../state/account-rows';
import { secretToken } from '../state/identifiers';
import { approvePage } from '../screens/approve';
import { signedIn } from '../screens/session';
import { oauthError, readScopes } from './tokens';

const CODE_LIFE_MS = 120_000;

interface AuthorizationRequest {
  client: OAuthClientRow;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  challenge: string | null;
}

/**
 * Reads an authorization request. Client and redirect address are checked first and refused here, never by a redirect:
 * an address that was not registered must receive nothing.
 */
function readRequest(c: PracticeContext, given: Record<string, unknown>): AuthorizationRequest {
  const text = (key: string) => (typeof given[key] === 'string' && given[key] !== '' ? given[key] : null);
  const client = c.get('account').clients.by('identifier', text('client_id') ?? '')[0];
  if (!client) throw oauthError(401, 'invalid_client', 'Client authentication failed due to unknown client.');
  const redirectUri = text('redirect_uri');
  if (redirectUri === null || !client.redirectUris.includes(redirectUri)) {
    throw oauthError(400, 'invalid_request', 'The redirect URI included is not valid.');
  }
  if (text('response_type') !== 'code') {
    throw oauthError(
      400,
      'unsupported_response_type',
      'The authorization server does not support this response type.',
    );
  }
  const challenge = text('code_challenge');
  const isProofMissing = challenge === null && client.kind === 'public';
  if (isProofMissing || (challenge !== null && text('code_challenge_method') !== 'S256')) {
    throw oauthError(400, 'invalid_request', 'A code challenge with method S256 is required.');
  }
  return {
    client,
    redirectUri,
    scopes: readScopes(text('scope') ?? 'read', client),
    state: text('state'),
    challenge,
  };
}

function redirectWith(
  c: PracticeContext,
  request: AuthorizationRequest,
  answer: Record<string, string>,
): Response {
  const url = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (request.state !== null) url.searchParams.set('state', request.state);
  return c.redirect(url.toString(), 302);
}

function approve(c: PracticeContext, request: AuthorizationRequest, user: UserRow): Response {
  const account = c.get('account');
  const code = account.codes.save({
    id: secretToken(),
    clientId: request.client.id,
    userId: user.id,
    redirectUri: request.redirectUri,
    scopes: request.scopes,
    challenge: request.challenge,
    expiresAtMs: account.nowMs() + CODE_LIFE_MS,
  });
  return redirectWith(c, request, { code: code.id });
}

/** The approval page and its answer. Someone not signed in is asked to, and comes back here. */
export function mountAuthorize(oauth: PracticeApp): void {
  oauth.get('/authorizations/new', (c) => {
    const query = c.req.query();
    const request = readRequest(c, query);
    const user = signedIn(c);
    if (!user) {
      const url = new URL(c.req.url);
      return c.redirect(
        `/${c.get('account').subdomain}/agent/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`,
      );
    }
    return c.html(approvePage(c, user, request.client, request.scopes, query));
  });
  oauth.post('/authorizations', async (c) => {
    const form = await c.req.parseBody();
    const request = readRequest(c, form);
    const user = signedIn(c);
    if (!user || form.decision !== 'allow') {
      return redirectWith(c, request, {
        error: 'access_denied',
        error_description: 'The end-user or authorization server denied the request.',
      });
    }
    return approve(c, request, user);
  });
}

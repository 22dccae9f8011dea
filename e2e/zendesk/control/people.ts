import { findByEmail } from '../http/auth';
import { readJson } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { recordNotFound } from '../http/errors';
import { countAgentUpdate } from '../http/limits';
import { isObject, json } from '../http/reply';
import type { Account } from '../state/account';
import type { OAuthClientRow, Role, UserRow } from '../state/account-rows';
import { secretToken } from '../state/identifiers';
import { addUser } from '../state/seed';
import { toRichText } from '../tickets/composer';
import { receiveMail, type IncomingMail } from '../tickets/incoming-mail';
import { plantComment } from '../tickets/planted-comment';
import { releaseTickets } from '../tickets/sight';
import { updateTicket } from '../tickets/write';
import { accountInPath } from './account';

function userByEmail(account: Account, email: string): UserRow {
  const user = findByEmail(account, email);
  if (!user) throw recordNotFound();
  return user;
}

async function createUser(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const body = (await readJson(c)) as { email: string; role?: Role; name?: string };
  return json(c, addUser(account, body.email, body.role ?? 'agent', body.name ?? body.email), 201);
}

/** Demotes, suspends, renames, deactivates: any column of a user but its id. */
async function changeUser(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const user = userByEmail(account, c.req.param('email') ?? '');
  const changes = (await readJson(c)) as Partial<UserRow>;
  const saved = account.users.save({ ...user, ...changes, id: user.id, updatedAt: account.now() });
  releaseTickets(account, saved);
  return json(c, saved);
}

/**
 * Takes credentials away: `accessTokens` (all OAuth access tokens), `refreshTokens`, `apiTokens`, or `clients`
 * (their secrets change, so the old ones stop working).
 */
async function revoke(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const body = await readJson(c);
  for (const token of account.tokens.all()) {
    const refreshToken = body.refreshTokens ? null : token.refreshToken;
    account.tokens.save({
      ...token,
      refreshToken,
      // An expired access token keeps its refresh token alive; only revoking both ends the pair.
      expiresAtMs: body.accessTokens ? account.nowMs() - 1 : token.expiresAtMs,
    });
  }
  if (body.apiTokens) {
    for (const token of account.apiTokens.all()) account.apiTokens.save({ ...token, isActive: false });
  }
  if (body.clients) {
    for (const client of account.clients.all()) account.clients.save({ ...client, secret: secretToken() });
  }
  return c.body(null, 204);
}

async function createApiToken(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const { token } = await readJson(c);
  return json(
    c,
    account.apiTokens.save({ id: typeof token === 'string' ? token : secretToken(), isActive: true }),
    201,
  );
}

/** Creates an OAuth client, or changes the one with this identifier; `owner` is an e-mail. */
async function putClient(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const identifier = c.req.param('identifier') ?? '';
  const { owner, ...body } = (await readJson(c)) as Partial<OAuthClientRow> & { owner?: string };
  const before = account.clients.by('identifier', identifier)[0];
  const ownerId = owner === undefined ? before?.ownerId : userByEmail(account, owner).id;
  const client: OAuthClientRow = {
    id: before?.id ?? account.nextId(),
    name: before?.name ?? identifier,
    kind: before?.kind ?? 'confidential',
    isGlobal: before?.isGlobal ?? false,
    secret: before?.secret ?? secretToken(),
    redirectUris: before?.redirectUris ?? [],
    ...body,
    ownerId: ownerId ?? userByEmail(account, `admin@${account.subdomain}.test`).id,
    identifier,
  };
  return json(c, account.clients.save(client));
}

/** Text is typed into the composer, which makes HTML of it; HTML is taken as it was composed. */
function compose(comment: unknown): unknown {
  if (!isObject(comment) || typeof comment.body !== 'string' || comment.html_body !== undefined)
    return comment;
  const { body, ...rest } = comment;
  return { ...rest, html_body: toRichText(body) };
}

/** A comment or change by a person of the account, as if made in the agent screen. `email` says who. */
async function act(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const { email, comment, ...record } = await readJson(c);
  const ticket = account.tickets.get(c.req.param('ticket'));
  if (!ticket) throw recordNotFound();
  const actor = userByEmail(account, typeof email === 'string' ? email : `camille@${account.subdomain}.test`);
  countAgentUpdate(c.get('practice').limiter, account);
  const written = updateTicket(
    { practice: c.get('practice'), account, actor, viaChannel: 'web' },
    ticket,
    comment === undefined ? record : { ...record, comment: compose(comment) },
  );
  return json(c, { ticket: written.ticket, audit: written.audit });
}

/** A mail to the account's support address. */
async function takeMail(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const mail = (await readJson(c)) as unknown as IncomingMail;
  const { ticket, audit } = receiveMail(c.get('practice'), account, mail);
  return json(c, { ticket, audit }, 201);
}

/** A comment as it was recorded. */
async function plant(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const ticket = account.tickets.get(c.req.param('ticket'));
  if (!ticket) throw recordNotFound();
  const planted = plantComment({ practice: c.get('practice'), account }, ticket, await readJson(c));
  return json(c, { ticket: planted.ticket, audit: planted.audit }, 201);
}

export function mountControlPeople(app: PracticeApp): void {
  app.get('/accounts/:subdomain/users', (c) => json(c, { users: accountInPath(c).users.all() }));
  app.post('/accounts/:subdomain/users', createUser);
  app.patch('/accounts/:subdomain/users/:email', changeUser);
  app.post('/accounts/:subdomain/revoke', revoke);
  app.post('/accounts/:subdomain/api-tokens', createApiToken);
  app.put('/accounts/:subdomain/clients/:identifier', putClient);
  app.post('/accounts/:subdomain/tickets/:ticket/act', act);
  app.post('/accounts/:subdomain/tickets/:ticket/comments', plant);
  app.post('/accounts/:subdomain/mail', takeMail);
}

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { setTimeout as wait } from 'node:timers/promises';
import { callerOf } from '../http/auth';
import { readJson, recordIn } from '../http/body';
import type { JsonObject, PracticeContext } from '../http/context';
import { ApiError, requesterCollision } from '../http/errors';
import { useEndpointLimit } from '../http/limits';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import { sha256 } from '../state/identifiers';
import { toWarning, unpermittedKeys } from '../tickets/attributes';
import { presentAudit, presentTicket } from '../tickets/present';
import { newRequesterEmail } from '../tickets/requester';
import { createTicket } from '../tickets/write';
import { writerOf } from './request';

const KEY_LIFE_MS = 2 * 3600_000;
const MAX_KEY_CHARS = 255;

/** Requesters being created and keys being answered right now, by account. */
const requestersInFlight = new Set<string>();
const keysInFlight = new Map<string, Promise<unknown>>();

/** `POST /tickets`, alone in honouring `Idempotency-Key`. */
export async function postTicket(c: PracticeContext): Promise<Response> {
  const body = await readJson(c);
  const key = c.req.header('idempotency-key');
  const account = c.get('account');
  useEndpointLimit(c.get('practice').limiter, account, c.get('extraHeaders'), {
    header: 'zendesk-ratelimit-ticket-request-create-by-user-and-ip',
    key: `ticket-creates/${String(callerOf(c).user.id)}`,
    what: 'ticket creation',
    total: account.row.limits.ticketCreates,
  });
  if (key === undefined) return create(c, body, null);
  if (key === '' || key.length > MAX_KEY_CHARS) throw mismatch();
  const scoped = `${account.subdomain}/${key}`;
  // Two requests with one key at the same moment: the second waits and then finds the first's answer.
  while (keysInFlight.has(scoped)) await keysInFlight.get(scoped)?.catch(() => null);
  const answer = replayOrCreate(c, body, key);
  keysInFlight.set(scoped, answer);
  try {
    return await answer;
  } finally {
    keysInFlight.delete(scoped);
  }
}

const mismatch = () =>
  new ApiError(400, {
    error: 'IdempotentRequestError',
    description: "Request parameters don't match the given idempotency key",
  });

async function replayOrCreate(c: PracticeContext, body: JsonObject, key: string): Promise<Response> {
  const account = c.get('account');
  const fingerprint = sha256(JSON.stringify(body));
  const known = account.idempotency.get(key);
  if (!known || account.nowMs() - known.createdAtMs >= KEY_LIFE_MS)
    return create(c, body, { key, fingerprint });
  if (known.fingerprint !== fingerprint) throw mismatch();
  c.header('x-idempotency-lookup', 'hit');
  c.header('location', known.location);
  return c.body(known.body, known.status as ContentfulStatusCode, {
    'content-type': 'application/json; charset=utf-8',
  });
}

/** Creates unless the same new requester is being created by another request at this moment. */
async function create(
  c: PracticeContext,
  body: JsonObject,
  idempotency: { key: string; fingerprint: string } | null,
): Promise<Response> {
  const record = recordIn(body, 'ticket');
  const account = c.get('account');
  const email = newRequesterEmail(account, record);
  const claim = email === null ? null : `${account.subdomain}/${email}`;
  if (claim !== null && requestersInFlight.has(claim)) throw requesterCollision();
  try {
    if (claim !== null) {
      requestersInFlight.add(claim);
      // Makes room for the race that exists between Zendesk's servers: a moment in which another request may arrive.
      await wait(account.row.behaviour.requesterRaceMs);
    }
    return store(c, account, record, idempotency, c.req.query('async') === 'true');
  } finally {
    if (claim !== null) requestersInFlight.delete(claim);
  }
}

/** One synchronous step: ticket, key and answer are saved together or not at all. */
function store(
  c: PracticeContext,
  account: Account,
  record: JsonObject,
  idempotency: { key: string; fingerprint: string } | null,
  isAsync: boolean,
): Response {
  const { store: state } = c.get('practice');
  const unknown = unpermittedKeys(record, 'create');
  if (unknown.length > 0) c.get('extraHeaders')['x-zendesk-api-warn'] = toWarning('create', unknown);
  const written = createTicket(writerOf(c), record);
  const location = `${state.baseUrl(account)}/api/v2/tickets/${String(written.ticket.id)}.json`;
  const answer = {
    ticket: presentTicket(state, account, written.ticket),
    audit: presentAudit(account, written.audit),
  };
  const status = isAsync ? 202 : 201;
  const body = isAsync
    ? { ticket: { id: written.ticket.id }, job_status: { id: null, status: 'completed' } }
    : answer;
  if (idempotency) {
    account.idempotency.save({
      id: idempotency.key,
      fingerprint: idempotency.fingerprint,
      status,
      location,
      body: JSON.stringify(body),
      createdAtMs: account.nowMs(),
    });
    c.header('x-idempotency-lookup', 'miss');
  }
  c.header('location', location);
  return json(c, body, status);
}

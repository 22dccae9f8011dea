import { allow } from '../http/auth';
import type { PracticeApp, PracticeContext } from '../http/context';
import { invalidAttribute, parameterMissing } from '../http/errors';
import { useEndpointLimit } from '../http/limits';
import { json } from '../http/reply';
import type { TicketRow } from '../state/help-desk-rows';
import { presentTicket } from '../tickets/present';

const MAX_ROWS = 1000;

/** Tickets by time of change, then id, from a point on; the newest minute is left out. */
function changedSince(c: PracticeContext, isAfter: (ticket: TicketRow) => boolean): TicketRow[] {
  const account = c.get('account');
  const { limiter } = c.get('practice');
  useEndpointLimit(limiter, account, c.get('extraHeaders'), {
    header: 'zendesk-ratelimit-incremental-exports',
    key: 'incremental',
    what: 'incremental export',
    total: account.row.limits.incrementalExports,
  });
  const newest = Math.floor(account.nowMs() / 1000) - account.row.behaviour.incrementalLagSeconds;
  return account.tickets
    .all()
    .filter((ticket) => ticket.generatedTimestamp <= newest && isAfter(ticket))
    .sort((a, b) => a.generatedTimestamp - b.generatedTimestamp || a.id - b.id);
}

function present(c: PracticeContext, ticket: TicketRow) {
  const { store } = c.get('practice');
  return {
    ...presentTicket(store, c.get('account'), ticket),
    generated_timestamp: ticket.generatedTimestamp,
  };
}

function readSize(c: PracticeContext): number {
  return Math.min(MAX_ROWS, Math.max(1, Number(c.req.query('per_page') ?? MAX_ROWS) || MAX_ROWS));
}

function readStart(c: PracticeContext): number {
  const start = c.req.query('start_time');
  if (start === undefined) throw parameterMissing('start_time');
  const seconds = Number(start);
  if (start === '' || !Number.isFinite(seconds)) {
    throw invalidAttribute('start_time', 'It must be seconds since 1970.');
  }
  return seconds;
}

function byCursor(c: PracticeContext): Response {
  const cursor = c.req.query('cursor');
  const [time, id] = cursor === undefined ? [readStart(c), 0] : decodeCursor(cursor);
  const rows = changedSince(
    c,
    (ticket) => ticket.generatedTimestamp > time || (ticket.generatedTimestamp === time && ticket.id > id),
  );
  const size = readSize(c);
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const after = encodeCursor(last?.generatedTimestamp ?? time, last?.id ?? id);
  const base = c.get('practice').store.baseUrl(c.get('account'));
  return json(c, {
    tickets: items.map((ticket) => present(c, ticket)),
    after_url: `${base}/api/v2/incremental/tickets/cursor.json?cursor=${after}`,
    before_url: null,
    after_cursor: after,
    before_cursor: null,
    end_of_stream: rows.length <= size,
  });
}

/**
 * The older export goes by time alone, so a page never ends within one second, or rows of that second would be lost; and it
 * always gets beyond the second it starts in, or it would never end. Each page repeats the last second of the one before.
 */
function byTime(c: PracticeContext): Response {
  const start = readStart(c);
  const rows = changedSince(c, (ticket) => ticket.generatedTimestamp >= start);
  const size = readSize(c);
  let end = Math.min(size, rows.length);
  const secondOf = (index: number) => rows[index]?.generatedTimestamp;
  while (end < rows.length && (secondOf(end) === secondOf(end - 1) || secondOf(end - 1) === start)) end += 1;
  const items = rows.slice(0, end);
  const endTime = items.at(-1)?.generatedTimestamp ?? start;
  const base = c.get('practice').store.baseUrl(c.get('account'));
  return json(c, {
    tickets: items.map((ticket) => present(c, ticket)),
    count: items.length,
    end_of_stream: items.length === rows.length,
    next_page: `${base}/api/v2/incremental/tickets.json?start_time=${String(endTime)}`,
    end_time: endTime,
  });
}

const encodeCursor = (time: number, id: number) =>
  Buffer.from(`${String(time)}|${String(id)}`).toString('base64url');

function decodeCursor(cursor: string): [number, number] {
  const [, time, id] = /^(\d+)\|(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || id === undefined) throw invalidAttribute('cursor', 'It is not a cursor.');
  return [Number(time), Number(id)];
}

/** Incremental exports, for administrators. */
export function mountIncremental(api: PracticeApp): void {
  api.get('/incremental/tickets/cursor', allow('admin', 'tickets'), byCursor);
  api.get('/incremental/tickets', allow('admin', 'tickets'), byTime);
}

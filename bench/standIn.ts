/**
 * A Zendesk that costs next to nothing: it answers after a set time, counts what comes, and refuses what is over the limit. Strictness
 * is the practice Zendesk's; this one must never be what a benchmark measures. A process of its own; it prints its port.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Job = { id: string; total: number; readyAtMs: number; results: object[] };
type Account = {
  tickets: Map<string, number>;
  /** When a ticket of an external id came to be. */
  madeAtMs: Map<string, number>;
  jobs: Map<string, Job>;
  calls: number;
  refused: number;
  doubled: number;
  window: { endsAtMs: number; used: number };
  /** Calls that were let through, window by window. */
  windows: { calls: number; rows: number }[];
};

/** More than can be under way. */
const jobsKept = 500;

const settings = { latencyMs: 20, callsPerMinute: 100_000, jobMs: 20 };
const accounts = new Map<string, Account>();
let lastId = 1_000;

function accountOf(name: string): Account {
  let account = accounts.get(name);
  if (!account) {
    account = {
      tickets: new Map(),
      madeAtMs: new Map(),
      jobs: new Map(),
      calls: 0,
      refused: 0,
      doubled: 0,
      window: { endsAtMs: 0, used: 0 },
      windows: [],
    };
    accounts.set(name, account);
  }
  return account;
}

function makeTicket(account: Account, externalId: string): number {
  const id = (lastId += 1);
  if (account.tickets.has(externalId)) account.doubled += 1;
  account.tickets.set(externalId, id);
  account.madeAtMs.set(externalId, Date.now());
  const window = account.windows.at(-1);
  if (window) window.rows += 1;
  return id;
}

/** A fixed window that starts with its first call, as Zendesk's headers describe it. */
function count(account: Account): { headers: Record<string, string>; isRefused: boolean } {
  const nowMs = Date.now();
  if (nowMs >= account.window.endsAtMs) {
    account.window = { endsAtMs: nowMs + 60_000, used: 0 };
    account.windows.push({ calls: 0, rows: 0 });
  }
  account.calls += 1;
  account.window.used += 1;
  const isRefused = account.window.used > settings.callsPerMinute;
  const window = account.windows.at(-1);
  if (isRefused) account.refused += 1;
  else if (window) window.calls += 1;
  const resetSeconds = String(Math.max(1, Math.ceil((account.window.endsAtMs - nowMs) / 1_000)));
  return {
    isRefused,
    headers: {
      'ratelimit-limit': String(settings.callsPerMinute),
      'ratelimit-remaining': String(Math.max(0, settings.callsPerMinute - account.window.used)),
      'ratelimit-reset': resetSeconds,
      ...(isRefused ? { 'retry-after': resetSeconds } : {}),
    },
  };
}

const ticketOf = (id: number, externalId: string) => {
  const at = '2026-11-22T12:00:00Z';
  return { id, external_id: externalId, status: 'new', tags: [], created_at: at, updated_at: at };
};

const toStatus = (job: Job) => {
  const isOver = Date.now() >= job.readyAtMs;
  const { id, total } = job;
  return {
    id,
    total,
    progress: isOver ? total : 0,
    status: isOver ? 'completed' : 'working',
    results: isOver ? job.results : null,
  };
};

function startJob(account: Account, results: object[]): object {
  const id = `V3-${(lastId += 1).toString(16)}`;
  account.jobs.set(id, { id, total: results.length, readyAtMs: Date.now() + settings.jobMs, results });
  const [oldest] = account.jobs.keys();
  if (account.jobs.size > jobsKept && oldest !== undefined) account.jobs.delete(oldest);
  return { job_status: { id, total: results.length, progress: null, status: 'queued', results: null } };
}

type Body = { ticket?: { external_id: string }; tickets?: { external_id: string; id?: number }[] };

const createMany = 'tickets/create_many';

function answer(
  account: Account,
  method: string,
  path: string,
  query: URLSearchParams,
  body: Body,
): object | null {
  if (path === 'tickets' && method === 'POST') {
    const externalId = body.ticket?.external_id ?? '';
    return { ticket: ticketOf(makeTicket(account, externalId), externalId) };
  }
  if (path === createMany) {
    const tickets = body.tickets ?? [];
    return startJob(
      account,
      tickets.map((ticket, index) => ({ index, id: makeTicket(account, ticket.external_id) })),
    );
  }
  if (path === 'tickets/update_many')
    return startJob(
      account,
      (body.tickets ?? []).map(({ id }) => ({ action: 'update', success: true, id })),
    );
  if (path === 'tickets/show_many')
    return { tickets: (query.get('ids') ?? '').split(',').map((id) => ticketOf(Number(id), '')) };
  if (path === 'tickets') {
    const externalId = query.get('external_id') ?? '';
    const id = account.tickets.get(externalId);
    return { tickets: id === undefined ? [] : [ticketOf(id, externalId)] };
  }
  // Nobody but us changes a ticket here.
  if (path === 'incremental/tickets/cursor') return { tickets: [], after_cursor: 'end', end_of_stream: true };
  if (path === 'job_statuses') return { job_statuses: [...account.jobs.values()].slice(-100).map(toStatus) };
  const jobs = /^job_statuses\/(.+)$/.exec(path)?.[1];
  if (jobs === 'show_many') {
    const ids = (query.get('ids') ?? '').split(',');
    return { job_statuses: ids.flatMap((id) => account.jobs.get(id) ?? []).map(toStatus) };
  }
  const job = account.jobs.get(jobs ?? '');
  return job ? { job_status: toStatus(job) } : null;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const externalIds = /"external_id":"([^"\\]+)"/g;

/** Of a batch only what its tickets are called: to take all of it apart would cost as much as half of what is measured. */
function parse(bytes: Buffer, path: string): Body {
  if (bytes.length === 0) return {};
  if (!path.endsWith(createMany)) return JSON.parse(bytes.toString('utf8')) as Body;
  return {
    tickets: Array.from(bytes.toString('latin1').matchAll(externalIds), ([, id = '']) => ({
      external_id: id,
    })),
  };
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function control(name: string, body: object): object {
  if (name === 'settings') Object.assign(settings, body);
  if (name === 'reset') accounts.clear();
  return Object.fromEntries(
    [...accounts].map(([account, { tickets, madeAtMs, calls, refused, doubled, windows }]) => {
      const times = name === 'times' ? { madeAtMs: Object.fromEntries(madeAtMs) } : {};
      return [account, { tickets: tickets.size, calls, refused, doubled, windows, ...times }];
    }),
  );
}

const server = createServer((request, response) => {
  void (async () => {
    const url = new URL(request.url ?? '/', 'http://stand.in');
    const [, subdomain = '', ...rest] = url.pathname.split('/');
    const body = parse(await readBody(request), url.pathname);
    if (subdomain === '_control') {
      send(response, 200, {}, control(rest.join('/'), body));
      return;
    }
    const account = accountOf(subdomain);
    const { headers, isRefused } = count(account);
    const found = isRefused
      ? null
      : answer(account, request.method ?? '', rest.slice(2).join('/'), url.searchParams, body);
    setTimeout(() => {
      if (isRefused) {
        response.writeHead(429, { ...headers, 'content-type': 'text/plain' });
        response.end('Number of allowed API requests per minute exceeded');
      } else
        send(
          response,
          found ? 200 : 404,
          headers,
          found ?? { error: 'RecordNotFound', description: 'Not found' },
        );
    }, settings.latencyMs);
  })();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});

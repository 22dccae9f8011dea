/**
 * What the intake is measured against: a bare server that checks the same signature and stores the same row, either with one INSERT a
 * request or with everything that arrived during the last commit in the next. Prints its port. `node … bench/intakePeer.ts single|grouped`
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { inheritedEnvironment } from '@/lib/platform/env';

const isGrouped = process.argv[2] === 'grouped';
const environment = inheritedEnvironment();
const pool = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 10 });
const secret = environment.BENCH_SECRET ?? '';

type Row = { invocationId: string; ticketId: number; body: string };

const insert = `
  INSERT INTO peer_event (invocation_id, ticket_id, body) SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])
  ON CONFLICT DO NOTHING`;

async function store(rows: Row[]): Promise<void> {
  const columns = [
    rows.map((row) => row.invocationId),
    rows.map((row) => row.ticketId),
    rows.map((row) => row.body),
  ];
  await pool.query(insert, columns);
}

let waiting: { row: Row; done: () => void }[] = [];
let isCommitting = false;

async function commitWaiting(): Promise<void> {
  isCommitting = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    await store(group.map(({ row }) => row));
    for (const { done } of group) done();
  }
  isCommitting = false;
}

function storeGrouped(row: Row): Promise<void> {
  return new Promise((done) => {
    waiting.push({ row, done });
    if (!isCommitting) void commitWaiting();
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const given = Buffer.from(String(request.headers['x-zendesk-webhook-signature']), 'base64');
  const timestamp = String(request.headers['x-zendesk-webhook-signature-timestamp']);
  const expected = createHmac('sha256', secret).update(timestamp).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const server = createServer((request, response) => {
  void (async () => {
    const body = await readBody(request);
    const isGood = isSigned(request, body);
    if (isGood) {
      const text = body.toString('utf8');
      const { ticket_id: ticketId } = JSON.parse(text) as { ticket_id: number };
      const row = {
        invocationId: String(request.headers['x-zendesk-webhook-invocation-id']),
        ticketId,
        body: text,
      };
      await (isGrouped ? storeGrouped(row) : store([row]));
    }
    const answer = '{"status":"accepted"}';
    response.writeHead(isGood ? 200 : 401, {
      'content-type': 'application/json',
      'content-length': answer.length,
    });
    response.end(answer);
  })();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});

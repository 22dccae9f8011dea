/** Every line of the documentation is run as a reader would: curl in a shell, TypeScript in Node, against the real routes. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as createOrder } from '@/app/api/v1/orders/route';
import { GET as listReasons } from '@/app/api/v1/report-reasons/route';
import { PUT as hide } from '@/app/api/v1/reviews/[id]/exchanges/route';
import { POST as publish } from '@/app/api/v1/reviews/[id]/publication/route';
import { POST as reply } from '@/app/api/v1/reviews/[id]/replies/route';
import { POST as report } from '@/app/api/v1/reviews/[id]/reports/route';
import { GET as getReview } from '@/app/api/v1/reviews/[id]/route';
import { GET as listReviews, POST as submit } from '@/app/api/v1/reviews/route';
import { callsOf, openShop, review, type Handler, type Shop } from '@/app/api/v1/testShop';
import { examples, toCurl, toTypeScript } from '@/lib/apiDocs/examples';
import { inheritedEnvironment } from '@/lib/platform/env';
import { replyToReview } from '@/lib/reviews/service';
import { transaction } from '@/lib/platform/db/client';

const routes: [RegExp, string, unknown][] = [
  [/^\/orders$/, 'POST', createOrder],
  [/^\/reviews$/, 'GET', listReviews],
  [/^\/reviews$/, 'POST', submit],
  [/^\/reviews\/([^/]+)$/, 'GET', getReview],
  [/^\/reviews\/([^/]+)\/publication$/, 'POST', publish],
  [/^\/reviews\/([^/]+)\/replies$/, 'POST', reply],
  [/^\/reviews\/([^/]+)\/reports$/, 'POST', report],
  [/^\/reviews\/([^/]+)\/exchanges$/, 'PUT', hide],
  [/^\/report-reasons$/, 'GET', listReasons],
];

let server: Server;
let origin: string;
let statuses: number[] = [];
let shop: Shop;
let reviewId: string;
const folder = mkdtempSync(join(tmpdir(), 'examples-'));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(request.url ?? '/', origin);
  const path = url.pathname.replace('/api/v1', '');
  const found = routes.find(([pattern, method]) => method === request.method && pattern.test(path));
  if (!found) return void response.writeHead(404).end();
  const params: Record<string, string> = { id: found[0].exec(path)?.[1] ?? '' };
  const body = Buffer.concat(chunks);
  const asked = new Request(url, {
    method: request.method ?? 'GET',
    headers: request.headers as Record<string, string>,
    ...(body.length > 0 ? { body } : {}),
  });
  const given = await (found[2] as Handler)(asked, { params: Promise.resolve(params) });
  statuses.push(given.status);
  response.writeHead(given.status, Object.fromEntries(given.headers));
  response.end(Buffer.from(await given.arrayBuffer()));
}

/** For machines without curl, last on the path: the few options the examples use, and curl's own way with `-d`. */
const standIn = `#!${process.execPath}
const options = { headers: {} };
let url = '';
for (const args = process.argv.slice(2); args.length > 0; ) {
  const arg = args.shift();
  if (arg === '-X') options.method = args.shift();
  else if (arg === '-u') options.headers.authorization = 'Basic ' + btoa(args.shift());
  else if (arg === '-d') options.body = args.shift();
  else if (arg === '-H') {
    const [name, value] = args.shift().split(': ');
    options.headers[name] = value;
  } else if (arg !== '-sS') url = arg;
}
options.method ??= options.body ? 'POST' : 'GET';
fetch(url, options).then(async (response) => process.stdout.write(await response.text()));
`;

beforeAll(async () => {
  writeFileSync(join(folder, 'curl'), standIn, { mode: 0o755 });
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** A shop with one review in moderation, answered, so that each example finds what it needs. */
beforeEach(async () => {
  statuses = [];
  shop = await openShop();
  const { answer: made } = await callsOf(() => shop).post(review());
  reviewId = made.id;
  const actor = { kind: 'merchant' as const, name: 'Claire' };
  const at = new Date();
  await transaction((tx) => replyToReview(tx, { reviewId, body: 'Bonjour', source: 'portal', actor, at }));
});

function run(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const inherited = inheritedEnvironment();
  const env = {
    ...inherited,
    PATH: `${inherited.PATH ?? ''}${delimiter}${folder}`,
    ...{ ID_WEBSITE: shop.id, SECRET_KEY: shop.secretKey, REVIEW_ID: reviewId },
  };
  const child = spawn(command, args, { env: env as unknown as NodeJS.ProcessEnv });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, output }));
  });
}

describe.each(examples)('$operationId', (example) => {
  it('runs in a terminal', async () => {
    const { code, output } = await run('sh', ['-c', toCurl(example, origin).replace('curl ', 'curl -sS ')]);
    expect({ code, statuses }, output).toEqual({ code: 0, statuses: [example.status] });
    expect(() => JSON.parse(output) as unknown).not.toThrow();
  });

  it('runs as TypeScript', async () => {
    const file = join(folder, `${example.operationId}.mts`);
    writeFileSync(file, toTypeScript(example, origin));
    const { code, output } = await run(process.execPath, ['--import', 'tsx', file]);
    expect({ code, statuses }, output).toEqual({ code: 0, statuses: [example.status] });
  });
});

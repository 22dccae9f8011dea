import { createHmac, randomUUID } from 'node:crypto';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putSecret } from '@/lib/platform/crypto/secrets';
import { db, transaction } from '@/lib/platform/db/client';
import { handleIntake, isIntake } from '@/lib/sync/inbound/intakeHttp';
import { POST } from '@/app/api/zendesk/webhooks/[connectionId]/route';
import { makeWebsite } from '@/prisma/seed/factories';

const secret = 'c2VjcmV0LWdpdmVuLWFzLWl0LWlz';
let connectionId: string;
let server: Server;

beforeAll(async () => {
  connectionId = await transaction(async (tx) => {
    const { id: websiteId } = await makeWebsite(tx);
    const { id } = await tx.zendeskConnection.create({
      data: { websiteId, subdomain: 'boutique-fr', method: 'api_token' },
    });
    await putSecret(
      tx,
      { ownerTable: 'zendesk_connection', ownerId: id, name: 'webhook_signing_secret' },
      secret,
    );
    return id;
  });
  server = createServer((request, response) => {
    if (isIntake(request)) return void handleIntake(request, response);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

type Sent = {
  body?: string | Buffer;
  headers?: Record<string, string | undefined>;
  id?: string;
  at?: Date;
  key?: string;
  invocation?: string;
};

function build({
  body = '{"ticket_id":"42"}',
  headers = {},
  id = connectionId,
  at = new Date(),
  key = secret,
  invocation = randomUUID(),
}: Sent) {
  const timestamp = at.toISOString().replace(/\.\d+Z$/, 'Z');
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'x-zendesk-webhook-signature': createHmac('sha256', key).update(timestamp).update(body).digest('base64'),
    'x-zendesk-webhook-signature-timestamp': timestamp,
    'x-zendesk-webhook-invocation-id': invocation,
    ...headers,
  };
  const entries = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { body, id, headers: Object.fromEntries(entries) };
}

type Answer = { status: number; json: Record<string, unknown> };

function throughServer(sent: Sent): Promise<Answer> {
  const { body, id, headers } = build(sent);
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { port, host: '127.0.0.1', method: 'POST', path: `/api/zendesk/webhooks/${id}`, headers },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, json: JSON.parse(text) as Answer['json'] }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function throughNext(sent: Sent): Promise<Answer> {
  const { body, id, headers } = build(sent);
  const request = new Request(`http://localhost/api/zendesk/webhooks/${id}`, {
    method: 'POST',
    body: body as string,
    headers,
  });
  const response = await POST(request, { params: Promise.resolve({ connectionId: id }) });
  return { status: response.status, json: (await response.json()) as Answer['json'] };
}

const count = () => db.webhookEvent.count({ where: { connectionId } });

describe.each([
  ['ahead of Next', throughServer],
  ['as a route of Next', throughNext],
])('the intake %s', (_name, send) => {
  test('stores a signed webhook before it answers, and the same invocation once', async () => {
    const invocation = randomUUID();
    expect(await send({ invocation })).toMatchObject({ status: 200, json: { status: 'accepted' } });
    expect(await db.webhookEvent.findFirst({ where: { invocationId: invocation } })).toMatchObject({
      ticketId: 42n,
      handledAt: null,
    });
    expect(await send({ invocation })).toMatchObject({ status: 200, json: { status: 'duplicate' } });
    expect(await db.webhookEvent.count({ where: { invocationId: invocation } })).toBe(1);
  });

  const hour = 3_600_000;
  const refused: [string, number, Sent][] = [
    ['a wrong key', 401, { key: 'another' }],
    ['no signature', 401, { headers: { 'x-zendesk-webhook-signature': undefined } }],
    ['no timestamp', 401, { headers: { 'x-zendesk-webhook-signature-timestamp': undefined } }],
    ['a stale timestamp', 401, { at: new Date(Date.now() - hour) }],
    ['a timestamp of the future', 401, { at: new Date(Date.now() + hour) }],
    [
      'a signature of other bytes',
      401,
      {
        headers: { 'x-zendesk-webhook-signature': createHmac('sha256', secret).update('x').digest('base64') },
      },
    ],
    ['a connection that does not exist', 401, { id: randomUUID() }],
    ['JSON that is none', 400, { body: '{"ticket_id":' }],
    ['no ticket id', 400, { body: '{"idVente":"CMD-1"}' }],
    ['a ticket id that is no number', 400, { body: '{"ticket_id":"1 OR 1=1"}' }],
    ['another media type', 415, { headers: { 'content-type': 'text/plain' } }],
    ['a body over 256 KiB', 413, { body: `{"ticket_id":"1","x":"${'a'.repeat(262_144)}"}` }],
    ['a body of many times that', 413, { body: `{"ticket_id":"1","x":"${'a'.repeat(4_000_000)}"}` }],
  ];
  test.each(refused)('refuses %s with %i and changes nothing', async (_what, status, sent) => {
    const before = await count();
    const answer = await send(sent);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ status, requestId: expect.any(String) as string });
    expect(await count()).toBe(before);
  });

  test('the reason of a refusal stays in the log', async () => {
    const wrongKey = await send({ key: 'another' });
    const unknown = await send({ id: randomUUID() });
    const stale = await send({ at: new Date(Date.now() - hour) });
    const { requestId: _one, ...first } = wrongKey.json;
    for (const answer of [unknown, stale]) {
      const { requestId: _other, ...rest } = answer.json;
      expect(rest).toEqual(first);
    }
  });

  test('a burst is stored whole, each invocation once', async () => {
    const before = await count();
    const invocations = Array.from({ length: 60 }, () => randomUUID());
    const answers = await Promise.all(
      [...invocations, ...invocations].map((invocation) => send({ invocation })),
    );
    expect(answers.filter((answer) => answer.json.status === 'accepted')).toHaveLength(60);
    expect(answers.filter((answer) => answer.json.status === 'duplicate')).toHaveLength(60);
    expect(await count()).toBe(before + 60);
  });

  test('a new signing secret is understood without a restart', async () => {
    const renewed = `renewed-${randomUUID()}`;
    const ref = { ownerTable: 'zendesk_connection', ownerId: connectionId, name: 'webhook_signing_secret' };
    await transaction((tx) => putSecret(tx, ref, renewed));
    await expect
      .poll(async () => (await send({ key: renewed })).status, { timeout: 5_000, interval: 100 })
      .toBe(200);
    await transaction((tx) => putSecret(tx, ref, secret));
    await expect.poll(async () => (await send({})).status, { timeout: 5_000, interval: 100 }).toBe(200);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { passwordAuth, type AuthProvider } from '@/lib/zendesk/auth';
import { createZendeskClient, type AnswerNotice, type ZendeskClientOptions } from '@/lib/zendesk/client';
import { ZendeskError } from '@/lib/zendesk/errors';
import {
  json,
  rejection,
  startFakeZendesk,
  type FakeZendesk,
  type Handler,
} from '@/lib/zendesk/testing/fakeZendesk';

const secret = 'canary-secret-Zq81';
const auth = passwordAuth({ email: 'lea@acme.test', password: secret });
const userSchema = z.looseObject({ user: z.looseObject({ id: z.number() }) });
const me = { method: 'GET', path: '/api/v2/users/me', schema: userSchema } as const;
const write = {
  method: 'POST',
  path: '/api/v2/tickets',
  body: { ticket: { subject: 'é' } },
  schema: z.looseObject({}),
} as const;

const running: FakeZendesk[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.close()));
});

async function open(handler: Handler, options: Partial<ZendeskClientOptions> = {}) {
  const fake = await startFakeZendesk(handler);
  running.push(fake);
  return { fake, client: createZendeskClient({ baseUrl: `${fake.url}/acme`, auth, ...options }) };
}

describe('what is sent', () => {
  it('carries credentials, JSON and the idempotency key below the account address', async () => {
    const { fake, client } = await open((_request, response) => json(response, 201, {}));
    await client.request({ ...write, idempotencyKey: 'key-1', query: { async: false, none: undefined } });
    expect(fake.requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/acme/api/v2/tickets',
        body: '{"ticket":{"subject":"é"}}',
        query: new URLSearchParams('async=false'),
      }),
    ]);
    expect(fake.requests[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`lea@acme.test:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
      'idempotency-key': 'key-1',
    });
  });

  it('refuses an idempotency key no header may hold, before anything is sent', async () => {
    const { fake, client } = await open((_request, response) => json(response, 201, {}));
    for (const idempotencyKey of ['', 'a\nb', 'é', 'x'.repeat(256)]) {
      await expect(client.request({ ...write, idempotencyKey })).rejects.toThrow(TypeError);
    }
    expect(fake.requests).toEqual([]);
  });
});

describe('what is read', () => {
  it('takes unknown fields, a byte order mark and any content type', async () => {
    const { client } = await open((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end('\uFEFF{"user":{"id":7,"new_key":{}},"more":1}');
    });
    await expect(client.request(me)).resolves.toMatchObject({ user: { id: 7 } });
  });

  it('takes a 204 where no body is expected', async () => {
    const { client } = await open((_request, response) => response.writeHead(204).end());
    await expect(
      client.request({ method: 'PATCH', path: '/api/v2/webhooks/01H', body: {} }),
    ).resolves.toBeUndefined();
  });

  it('tells limits, request id and ignored keys of every answer, refused ones too', async () => {
    const notices: AnswerNotice[] = [];
    const { client } = await open(
      (_request, response) =>
        json(
          response,
          422,
          { error: 'RecordInvalid' },
          {
            'ratelimit-limit': '700',
            'x-request-id': 'abc',
            'x-zendesk-api-warn': '{:unpermitted_keys=>["x"]}',
          },
        ),
      { onResponse: (notice) => notices.push(notice) },
    );
    expect(await rejection(client.request(me))).toMatchObject({ kind: 'validation', requestId: 'abc' });
    expect(notices).toEqual([
      expect.objectContaining({
        status: 422,
        path: '/api/v2/users/me',
        requestId: 'abc',
        warning: '{:unpermitted_keys=>["x"]}',
        limits: expect.objectContaining({ account: expect.objectContaining({ limit: 700 }) }),
      }),
    ]);
  });

  it.each([
    ['an HTML page', '<!doctype html><title>Maintenance</title>', 'html'],
    ['an empty body', '', 'empty'],
    ['cut JSON', '{"user":{"id":', 'text'],
    ['JSON of another shape', '{"user":{"id":"x"}}', 'json'],
    ['a list', '[]', 'json'],
  ])('calls %s behind a 200 malformed, with the request id', async (_name, body, format) => {
    const { client } = await open((_request, response) =>
      response.writeHead(200, { 'x-request-id': 'r-9' }).end(body),
    );
    const error = await rejection(client.request(me));
    expect(error).toBeInstanceOf(ZendeskError);
    expect(error).toMatchObject({
      kind: 'malformed',
      outcome: 'unknown',
      status: 200,
      requestId: 'r-9',
      format,
    });
  });

  it('stops reading an answer that is too large', async () => {
    const { client } = await open(
      (_request, response) => {
        response.writeHead(200);
        const pump = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', pump);
        };
        pump();
      },
      { maxAnswerBytes: 200_000 },
    );
    expect(await rejection(client.request(me))).toMatchObject({
      kind: 'malformed',
      code: 'ANSWER_TOO_LARGE',
      outcome: 'unknown',
    });
  });

  it('follows no redirect, neither elsewhere nor at home', async () => {
    const elsewhere = await open((_request, response) => json(response, 200, { user: { id: 1 } }));
    for (const target of [`${elsewhere.fake.url}/api/v2/users/me`, '/acme/api/v2/other']) {
      for (const status of [301, 302, 307, 308]) {
        const { fake, client } = await open((_request, response) =>
          response.writeHead(status, { location: target }).end(),
        );
        expect(await rejection(client.request(me))).toMatchObject({
          kind: 'redirected',
          outcome: 'refused',
          status,
        });
        expect(fake.requests).toHaveLength(1);
      }
    }
    expect(elsewhere.fake.requests).toEqual([]);
  });
});

describe('whether Zendesk may have acted', () => {
  it('is unknown when no answer comes in time', async () => {
    const { fake, client } = await open(() => undefined, { timeoutMs: 60 });
    expect(await rejection(client.request(write))).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
    expect(fake.requests).toHaveLength(1);
  });

  it('is unknown when the body never ends', async () => {
    const { client } = await open((_request, response) => response.writeHead(200).write('{"user"'), {
      timeoutMs: 60,
    });
    expect(await rejection(client.request(me))).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
  });

  it('is unknown when the connection is cut before or within the answer, and the write is not repeated', async () => {
    const before = await open((_request, response) => response.destroy());
    expect(await rejection(before.client.request(write))).toMatchObject({
      kind: 'connection',
      outcome: 'unknown',
    });
    expect(before.fake.requests).toHaveLength(1);
    const within = await open((_request, response) => {
      response.writeHead(201, { 'content-length': '500' }).write('{"ticket"');
      setImmediate(() => response.destroy());
    });
    expect(await rejection(within.client.request(write))).toMatchObject({
      kind: 'connection',
      outcome: 'unknown',
    });
  });

  it('is certain when nobody listens', async () => {
    const { fake, client } = await open((_request, response) => json(response, 200, {}));
    await fake.close();
    expect(await rejection(client.request(write))).toMatchObject({
      kind: 'connection',
      outcome: 'refused',
      code: 'ECONNREFUSED',
    });
  });

  it('is unknown when the caller gives up under way, and certain when it had given up before', async () => {
    const caller = new AbortController();
    const { fake, client } = await open(() => caller.abort());
    expect(await rejection(client.request({ ...write, signal: caller.signal }))).toMatchObject({
      kind: 'connection',
      outcome: 'unknown',
    });
    expect(await rejection(client.request({ ...write, signal: caller.signal }))).toMatchObject({
      code: 'ABORTED',
      outcome: 'refused',
    });
    expect(fake.requests).toHaveLength(1);
  });

  it('is certain when the credentials could not be had', async () => {
    const failing: AuthProvider = {
      header: () => Promise.reject(new ZendeskError({ kind: 'timeout', outcome: 'unknown' })),
    };
    const { fake, client } = await open((_request, response) => json(response, 200, {}), { auth: failing });
    expect(await rejection(client.request(write))).toMatchObject({ kind: 'timeout', outcome: 'refused' });
    expect(fake.requests).toEqual([]);
  });
});

it('no error holds the credentials or the query', async () => {
  const handlers: Handler[] = [
    (_request, response) => response.destroy(),
    (_request, response) => json(response, 401, { error: "Couldn't authenticate you" }),
    (_request, response) => response.writeHead(200).end('<html>'),
    (_request, response) => response.writeHead(302, { location: 'https://evil.example' }).end(),
  ];
  for (const handler of handlers) {
    const { client } = await open(handler);
    const error = (await rejection(
      client.request({ ...me, query: { email: 'author@private.test' } }),
    )) as Error;
    const everything = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(Buffer.from(`lea@acme.test:${secret}`).toString('base64'));
    expect(everything).not.toContain('author@private.test');
  }
});

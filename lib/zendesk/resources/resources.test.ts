import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { passwordAuth } from '@/lib/zendesk/auth';
import { createZendeskClient } from '@/lib/zendesk/client';
import { listComments } from '@/lib/zendesk/resources/comments';
import { apiPath } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';
import {
  changeTags,
  createTicket,
  findTicketsByExternalId,
  getTicket,
} from '@/lib/zendesk/resources/tickets';
import { getCurrentUser, isAnonymous, isStaff } from '@/lib/zendesk/resources/users';
import {
  json,
  rejection,
  startFakeZendesk,
  type FakeZendesk,
  type Handler,
} from '@/lib/zendesk/testing/fakeZendesk';

const running: FakeZendesk[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.close()));
});

async function open(handler: Handler) {
  const fake = await startFakeZendesk(handler);
  running.push(fake);
  return {
    fake,
    client: createZendeskClient({
      baseUrl: fake.url,
      auth: passwordAuth({ email: 'a@b.test', password: 'x' }),
    }),
  };
}

const row = z.looseObject({ id: z.number() });
const rowsOf = (fake: Awaited<ReturnType<typeof open>>) =>
  listAll(fake.client, { path: '/api/v2/rows', key: 'rows', row });

describe('reading a list to its end', () => {
  it('stops at has_more, although links.next is never null', async () => {
    const server = await open((request, response) => {
      const isSecond = request.query.get('page[after]') === 'c1';
      const next = 'https://elsewhere.example/api/v2/rows?page[after]=trap';
      json(response, 200, {
        rows: [{ id: isSecond ? 2 : 1 }],
        meta: { has_more: !isSecond, after_cursor: isSecond ? 'c2' : 'c1' },
        links: { next },
      });
    });
    await expect(rowsOf(server)).resolves.toEqual([{ id: 1 }, { id: 2 }]);
    expect(server.fake.requests).toHaveLength(2);
  });

  it('takes the cursor out of links.next when meta has none, and calls the account all the same', async () => {
    const server = await open((request, response) => {
      const isSecond = request.query.get('page[after]') === 'abc==';
      const next = 'https://elsewhere.example/x?page%5Bafter%5D=abc%3D%3D';
      json(response, 200, {
        rows: [{ id: isSecond ? 2 : 1 }],
        meta: { has_more: !isSecond },
        links: { next },
      });
    });
    await expect(rowsOf(server)).resolves.toHaveLength(2);
  });

  it('understands numbered pages and lists without any', async () => {
    const numbered = await open((request, response) => {
      const page = Number(request.query.get('page') ?? '1');
      json(response, 200, {
        rows: [{ id: page }],
        count: 3,
        next_page: page < 3 ? `http://x/rows?page=${page + 1}` : null,
      });
    });
    await expect(rowsOf(numbered)).resolves.toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    const whole = await open((_request, response) => json(response, 200, { rows: [{ id: 1 }] }));
    await expect(rowsOf(whole)).resolves.toEqual([{ id: 1 }]);
  });

  it('gives up on a list that leads in a circle', async () => {
    const server = await open((_request, response) =>
      json(response, 200, { rows: [], meta: { has_more: true, after_cursor: 'same' } }),
    );
    expect(await rejection(rowsOf(server))).toMatchObject({ kind: 'malformed' });
    expect(server.fake.requests.length).toBeLessThan(4);
  });

  it('calls a list without its rows malformed', async () => {
    const server = await open((_request, response) => json(response, 200, { records: [] }));
    expect(await rejection(rowsOf(server))).toMatchObject({
      kind: 'malformed',
      words: expect.stringContaining('rows'),
    });
  });
});

describe('tickets', () => {
  const ticket = {
    id: 7,
    external_id: 'verified-reviews:x',
    updated_at: '2026-11-22T10:00:00Z',
    unheard_of: { deep: 1 },
  };

  it.each([200, 201])('creates under a key and takes %i', async (status) => {
    const { fake, client } = await open((_request, response) =>
      json(response, status, { ticket, audit: {} }),
    );
    const wanted = { subject: 's', comment: { body: 'b', public: false }, external_id: 'verified-reviews:x' };
    await expect(createTicket(client, wanted, { idempotencyKey: 'k' })).resolves.toMatchObject({ id: 7 });
    expect(JSON.parse(fake.requests[0]?.body ?? '')).toEqual({ ticket: wanted });
    expect(fake.requests[0]?.headers['idempotency-key']).toBe('k');
  });

  it('takes ids written as text', async () => {
    const { client } = await open((_request, response) =>
      json(response, 200, { ticket: { ...ticket, id: '7', requester_id: '9007199254740991' } }),
    );
    await expect(getTicket(client, 7)).resolves.toMatchObject({ id: 7, requester_id: 9_007_199_254_740_991 });
  });

  it('refuses an id it could not hold exactly', async () => {
    const { client } = await open((_request, response) =>
      json(response, 200, { ticket: { ...ticket, id: '9007199254740993' } }),
    );
    expect(await rejection(getTicket(client, 7))).toMatchObject({ kind: 'malformed' });
  });

  it('finds by external id the oldest first, and never a ticket of another id', async () => {
    const { fake, client } = await open((_request, response) =>
      json(response, 200, {
        tickets: [{ ...ticket, id: 9 }, { ...ticket, id: 8 }, { id: 1, external_id: 'other' }, { id: 2 }],
      }),
    );
    const found = await findTicketsByExternalId(client, 'verified-reviews:x');
    expect(found.map(({ id }) => id)).toEqual([8, 9]);
    expect(fake.requests[0]?.query.get('external_id')).toBe('verified-reviews:x');
  });

  it('adds and takes tags one by one, and asks nothing where nothing changes', async () => {
    const { fake, client } = await open((_request, response) => json(response, 200, { tags: [] }));
    await changeTags(client, 7, { added: ['a'], removed: ['b', 'c'] });
    await changeTags(client, 7, { added: [], removed: [] });
    expect(fake.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['PUT', '/api/v2/tickets/7/tags', '{"tags":["a"]}'],
      ['DELETE', '/api/v2/tickets/7/tags', '{"tags":["b","c"]}'],
    ]);
  });
});

it('reads a conversation over all pages, each comment once, with the people in it', async () => {
  const { fake, client } = await open((request, response) => {
    const isSecond = request.query.get('page[after]') === 'c1';
    const at = '2026-11-22T10:00:00Z';
    json(response, 200, {
      comments: isSecond
        ? [
            { id: 12, author_id: 5, public: true, created_at: at },
            { id: 11, author_id: '6', public: 'false', created_at: at },
          ]
        : [
            { id: 10, author_id: 5, created_at: at },
            { id: 11, author_id: 6, public: false, created_at: at },
          ],
      users: isSecond ? [{ id: 6, role: 'end-user' }] : [{ id: 5, role: 'agent', name: 'Camille' }],
      meta: { has_more: !isSecond, after_cursor: isSecond ? null : 'c1' },
    });
  });
  const { comments, users } = await listComments(client, 7);
  expect(comments.map(({ id, public: isPublic }) => [id, isPublic])).toEqual([
    [10, undefined],
    [11, false],
    [12, true],
  ]);
  expect(isStaff(users.get(5))).toBe(true);
  expect(isStaff(users.get(6))).toBe(false);
  expect(isStaff(undefined)).toBe(false);
  expect(fake.requests[0]?.query.get('include')).toBe('users');
});

it('asks for the authors an answer leaves out, and does without those nobody knows', async () => {
  const comments = [5, 6, -1].map((author, index) => ({ id: index + 1, author_id: author, public: true }));
  const { fake, client } = await open((request, response) =>
    request.path.endsWith('/show_many')
      ? json(response, 200, { users: [{ id: 5, role: 'agent' }] })
      : json(response, 200, { comments }),
  );
  const { users } = await listComments(client, 7);
  expect([...users.keys()]).toEqual([5]);
  expect(fake.requests[1]?.query.get('ids')).toBe('5,6');

  const refusing = await open((request, response) =>
    request.path.endsWith('/show_many') ? json(response, 404, {}) : json(response, 200, { comments }),
  );
  await expect(listComments(refusing.client, 7)).resolves.toMatchObject({
    comments: [{ id: 1 }, { id: 2 }, { id: 3 }],
  });
});

it.each([
  [{ id: null, name: 'Anonymous user' }, true],
  [{ name: 'Anonymous user', role: 'end-user' }, true],
  [{ id: -1, name: 'Anonymous user' }, true],
  [{ id: 44, name: 'Anonymous user', email: null }, true],
  [{ id: 44, name: 'Léa', email: 'lea@acme.test', role: 'admin' }, false],
  [{ id: '44', name: 'Léa', role: 'agent' }, false],
])('tells whether %j is nobody', async (user, expected) => {
  const { client } = await open((_request, response) => json(response, 200, { user }));
  expect(isAnonymous(await getCurrentUser(client))).toBe(expected);
});

it('an id can never reach another path', () => {
  expect(apiPath('webhooks', '../users/me?x=1#y')).toBe('/api/v2/webhooks/..%2Fusers%2Fme%3Fx%3D1%23y');
});

it('a ticket sent again under its key is the same bytes, whatever order its keys were kept in', async () => {
  const server = await open((_request, response) => json(response, 201, { ticket: { id: 1 } }));
  const options = { idempotencyKey: 'key-1' };
  const comment = { body: 'Note', public: false };
  const external_id = 'verified-reviews:1';
  await createTicket(server.client, { subject: 'Avis', comment, external_id, tags: ['b', 'a'] }, options);
  // As the database gives a stored one back.
  const kept = { tags: ['b', 'a'], comment: { public: false, body: 'Note' }, subject: 'Avis', external_id };
  await createTicket(server.client, kept, options);
  const [first, again] = server.fake.requests.map((request) => request.body);
  expect(again).toBe(first);
  expect(first).toContain('"tags":["b","a"]');
});

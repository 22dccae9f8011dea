/** Answers that speak of the account or of a limit, and not of the review they were given for. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

vi.setConfig({ testTimeout: 60_000 });
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.clearFaults(account);
  await stage.skipWaits();
  await stage.run();
  await stage.zendesk.clearRequests(account);
});

const creates = { method: 'POST', path: '^/api/v2/tickets$' };
const someone = () => ({ firstName: 'Noé', lastName: 'Le Gall', email: `${randomUUID()}@author.test` });
const deliveryOf = (reviewId: string) => stage.db.delivery.findFirstOrThrow({ where: { reviewId } });
const ticketsOf = async (reviewId: string) =>
  (await stage.tickets()).filter(({ externalId }) => externalId === `verified-reviews:${reviewId}`);
const countCalls = async (method: string, path: RegExp) =>
  (await stage.zendesk.requests(account)).requests.filter(
    (call) => call.method === method && path.test(call.path),
  ).length;

test.each([
  ['a gate before the account', 403, '<!DOCTYPE html><html><head><title>Access denied</title></head></html>'],
  ['a page that is not there', 404, '<html><body><h1>Not found</h1></body></html>'],
  ['an outage', 502, '<html><head><title>502 Bad Gateway</title></head></html>'],
])(
  '%s answers in HTML: the review waits seconds, and goes up with the next look',
  async (_what, status, body) => {
    const review = await stage.review({ author: someone() });
    await stage.zendesk.fault(account, {
      kind: 'status',
      status,
      body,
      contentType: 'text/html',
      times: 1,
      ...creates,
    });
    await stage.run();
    const delivery = await deliveryOf(review.id);
    expect(delivery).toMatchObject({ lastErrorCode: 'unavailable', fixCode: null });
    expect(['waiting', 'sending']).toContain(delivery.state);
    expect(delivery.notBefore.getTime() - Date.now()).toBeLessThan(3_000);
    await stage.skipWaits();
    await stage.run();
    expect(await ticketsOf(review.id)).toHaveLength(1);
  },
);

test.each([
  ['Requester creation collision - please try again', 'text/plain'],
  ['{"error":"DatabaseConflict","description":"Database collision"}', 'application/json'],
])('a collision is over after a second: %s', async (body, contentType) => {
  const review = await stage.review({ author: someone() });
  await stage.zendesk.fault(account, {
    kind: 'status',
    status: 409,
    body,
    contentType,
    times: 1,
    ...creates,
  });
  const beganMs = Date.now();
  await stage.run();
  const { notBefore, state } = await deliveryOf(review.id);
  expect(state).toBe('waiting');
  expect(notBefore.getTime() - beganMs).toBeGreaterThanOrEqual(1_000);
  expect(notBefore.getTime() - Date.now()).toBeLessThan(2_000);
});

test('an endpoint that Zendesk closed gets no call before it opens, and what waits for it goes up then', async () => {
  const body = '{"error":"APIRateLimitExceeded","description":"Number of allowed requests exceeded"}';
  const fault = {
    kind: 'status',
    status: 429,
    body,
    contentType: 'application/json',
    retryAfterSeconds: 60,
  } as const;
  await stage.zendesk.fault(account, { ...fault, times: 1, ...creates });
  const first = await stage.review({ author: someone() });
  await stage.run();
  const refused = await countCalls('POST', /tickets$/);
  expect(refused).toBe(1);
  const behind = [];
  for (let count = 0; count < 5; count++) behind.push(await stage.review({ author: someone() }));
  await stage.run();
  await stage.run();
  expect(await countCalls('POST', /tickets$/)).toBe(refused);
  expect(await countCalls('GET', /tickets$/)).toBe(0);
  const held = await deliveryOf(behind[0]?.id ?? '');
  expect(held).toMatchObject({ state: 'waiting', attempts: 0, lastErrorCode: null });
  expect(held.notBefore.getTime() - Date.now()).toBeGreaterThan(50_000);
  await stage.skipWaits();
  await stage.run();
  for (const { id } of [first, ...behind]) expect(await ticketsOf(id)).toHaveLength(1);
});

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { replyToReview } from '@/lib/reviews/service';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

vi.setConfig({ testTimeout: 90_000 });
let stage: Stage;
const merchant = { kind: 'merchant' as const, name: 'Claire' };
const many = 130;

beforeAll(async () => {
  stage = await openStage();
  await stage.zendesk.change(account, { limits: { requests: 100_000, ticketUpdates: 100_000 } });
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.clearFaults(account);
  await stage.zendesk.clearRequests(account);
});

async function makeReviews(count = many): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push((await stage.review()).id);
  return ids;
}

/** Tickets of these reviews: how many each has, as one sorted list of counts. */
async function countTickets(ids: string[]): Promise<number[]> {
  const tickets = await stage.tickets();
  const counts = new Map(ids.map((id) => [`verified-reviews:${id}`, 0]));
  for (const { externalId } of tickets) {
    const count = counts.get(externalId ?? '');
    if (count !== undefined) counts.set(externalId ?? '', count + 1);
  }
  return [...new Set(counts.values())];
}

const callsTo = async (path: RegExp, method?: string) =>
  (await stage.zendesk.requests(account)).requests.filter(
    (request) => path.test(request.path) && (!method || request.method === method),
  ).length;
const openDeliveries = (ids: string[]) =>
  stage.db.delivery.count({ where: { reviewId: { in: ids }, state: { not: 'done' } } });

/** Lets time pass until nothing is open: what waits for a moment to come gets it. */
async function runUntilDone(ids: string[], atMost = 12): Promise<void> {
  for (let round = 0; round < atMost; round++) {
    await stage.run();
    if ((await openDeliveries(ids)) === 0) return;
    await stage.skipWaits();
  }
  throw new Error('deliveries stay open');
}

test('a backlog goes a hundred a call, and each review has its one ticket', async () => {
  const ids = await makeReviews(230);
  await stage.run();
  expect(await countTickets(ids)).toEqual([1]);
  expect(await callsTo(/tickets\/create_many/)).toBeLessThanOrEqual(4);
  expect(await callsTo(/tickets(\.json)?$/)).toBe(0);
  expect(await openDeliveries(ids)).toBe(0);
  const links = await stage.db.ticketLink.findMany({ where: { reviewId: { in: ids } } });
  expect(links.every((link) => link.ticketId !== null && link.syncedSeq === 1)).toBe(true);
  expect(await stage.db.bulkJob.count()).toBe(0);
});

test('each ticket of a job is read once: an answer within the second of its making leaves no other trace', async () => {
  const ids = await makeReviews(45);
  await stage.run();
  await stage.zendesk.change(account, { delivery: { dropNext: 1 } });
  const answered = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId: ids[0] ?? '' } });
  await stage.zendesk.act(account, Number(answered.ticketId), { comment: { body: 'Réponse', public: true } });
  const countUnread = () =>
    stage.db.ticketLink.count({ where: { reviewId: { in: ids }, seenUpdatedAt: null } });
  for (let round = 0; round < 10 && (await countUnread()) > 0; round++) {
    await stage.db.ticketLink.updateMany({ where: { seenUpdatedAt: null }, data: { checkedAt: null } });
    await stage.run();
  }
  expect(await countUnread()).toBe(0);
  expect(await stage.db.exchange.count({ where: { reviewId: { in: ids } } })).toBe(1);
});

test('a few go one by one: a job would be slower', async () => {
  const ids = await makeReviews(5);
  await stage.run();
  expect(await countTickets(ids)).toEqual([1]);
  expect(await callsTo(/create_many/)).toBe(0);
});

test('rows that a job refuses are judged one by one, the others arrive', async () => {
  const ids = await makeReviews(60);
  const suspended = await stage.review({
    author: { firstName: 'Sus', lastName: 'Pendu', email: 'pendu@author.test' },
  });
  await stage.zendesk.createUser(account, {
    name: 'Sus Pendu',
    email: 'pendu@author.test',
    role: 'end-user',
  });
  await stage.zendesk.changeUser(account, 'pendu@author.test', { suspended: true });
  await stage.run();
  expect(await countTickets(ids)).toEqual([1]);
  const delivery = await stage.db.delivery.findFirstOrThrow({ where: { reviewId: suspended.id } });
  expect(delivery).toMatchObject({ state: 'needs_merchant', lastErrorCode: 'validation', bulkJobId: null });
  expect(delivery.lastErrorDetail).toContain('suspended');
  await stage.zendesk.changeUser(account, 'pendu@author.test', { suspended: false });
  await runUntilDone([suspended.id]);
  expect(await countTickets([suspended.id])).toEqual([1]);
});

test.each([
  'cut_before',
  'cut_after',
  'malformed',
  'unavailable',
  'limit_account',
  'limit_endpoint',
] as const)('a bulk call that ends in %s gives exactly one ticket each in the end', async (kind) => {
  const ids = await makeReviews(50);
  await stage.zendesk.fault(account, { kind, times: 1, method: 'POST', path: 'create_many' });
  await stage.run();
  await runUntilDone(ids);
  expect(await countTickets(ids)).toEqual([1]);
});

test('a lost job that is still running is waited for, not done again', async () => {
  const ids = await makeReviews(40);
  await stage.zendesk.change(account, { behaviour: { jobDelayMs: 1_500 } });
  await stage.zendesk.fault(account, { kind: 'cut_after', times: 1, method: 'POST', path: 'create_many' });
  await stage.run();
  // The job is queued, and nobody knows its name.
  await stage.skipWaits();
  await stage.run();
  expect(await callsTo(/tickets(\.json)?$/)).toBe(0);
  await stage.until(
    () => stage.zendesk.pending(account),
    (pending) => pending.jobs === 0,
  );
  await stage.zendesk.change(account, { behaviour: { jobDelayMs: 50 } });
  await runUntilDone(ids);
  expect(await countTickets(ids)).toEqual([1]);
});

/** Leaves a job as a killed process does: named, and its results never read. */
async function runUntilJobIsLeft(): Promise<void> {
  const stop = new AbortController();
  await stage.zendesk.change(account, { behaviour: { jobDelayMs: 2_000 } });
  const ended = stage.run(stop.signal);
  await stage.until(
    () => stage.db.bulkJob.count({ where: { state: 'running' } }),
    (count) => count === 1,
  );
  stop.abort();
  await ended;
  await stage.until(
    () => stage.zendesk.pending(account),
    (pending) => pending.jobs === 0,
  );
  await stage.zendesk.change(account, { behaviour: { jobDelayMs: 50 } });
}

test('a process killed between the job and its results leaves one ticket each', async () => {
  const ids = await makeReviews(50);
  await runUntilJobIsLeft();
  await runUntilDone(ids);
  expect(await countTickets(ids)).toEqual([1]);
  expect(await callsTo(/create_many/)).toBe(1);
});

test('a number that another review holds keeps its own delivery back, and none of the others of its job', async () => {
  const older = await stage.review();
  await stage.run();
  const ids = await makeReviews(60);
  await runUntilJobIsLeft();
  // As after an account was emptied and made anew, and counts from the beginning.
  const given = (await stage.tickets()).find(({ externalId }) => externalId === `verified-reviews:${ids[7]}`);
  const held = { where: { reviewId: older.id } };
  await stage.db.ticketLink.update({ ...held, data: { ticketId: BigInt(given!.id) } });
  await stage.run();
  const open = await stage.db.delivery.findMany({ where: { reviewId: { in: ids }, state: { not: 'done' } } });
  expect(open).toMatchObject([
    { reviewId: ids[7], state: 'sending', lastErrorCode: 'crashed', bulkJobId: null },
  ]);
  expect(await stage.db.bulkJob.count()).toBe(0);
  expect(await stage.db.ticketLink.findUnique(held)).toMatchObject({ ticketId: BigInt(given!.id) });
  expect(await countTickets(ids)).toEqual([1]);
});

test('many changes go as one update each, an agent’s tags and notes stay', async () => {
  const ids = await makeReviews(50);
  await stage.run();
  const mine = new Set(ids.map((id) => `verified-reviews:${id}`));
  const [tagged] = (await stage.tickets()).filter((ticket) => mine.has(ticket.externalId ?? ''));
  await stage.zendesk.act(account, tagged!.id, { tags: [...tagged!.tags, 'vip'] });
  for (const reviewId of ids) {
    const act = { reviewId, actor: merchant, at: new Date() };
    await stage.transaction((tx) => replyToReview(tx, { ...act, body: 'Bien reçu.', source: 'portal' }));
  }
  await stage.zendesk.clearRequests(account);
  await runUntilDone(ids);
  const tickets = (await stage.tickets()).filter((ticket) => mine.has(ticket.externalId ?? ''));
  expect(tickets.map((ticket) => ticket.comments.length)).toEqual(ids.map(() => 2));
  expect(tickets.find((ticket) => ticket.id === tagged!.id)?.tags).toContain('vip');
  expect(await callsTo(/update_many/)).toBe(1);
  expect(await callsTo(/tickets\/\d+$/, 'PUT')).toBe(0);
});

test('an update whose answer was lost is not written twice', async () => {
  const ids = await makeReviews(40);
  await stage.run();
  for (const reviewId of ids) {
    const act = { reviewId, actor: merchant, at: new Date() };
    await stage.transaction((tx) => replyToReview(tx, { ...act, body: 'Bien reçu.', source: 'portal' }));
  }
  await stage.zendesk.fault(account, { kind: 'cut_after', times: 1, method: 'PUT', path: 'update_many' });
  await runUntilDone(ids);
  const mine = new Set(ids.map((id) => `verified-reviews:${id}`));
  const tickets = (await stage.tickets()).filter((ticket) => mine.has(ticket.externalId ?? ''));
  expect(tickets.map((ticket) => ticket.comments.length)).toEqual(ids.map(() => 2));
});

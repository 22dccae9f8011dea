import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type * as Backfill from '@/lib/sync/history/history';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

vi.setConfig({ testTimeout: 90_000 });
let stage: Stage;
let backfill: typeof Backfill;

beforeAll(async () => {
  stage = await openStage();
  backfill = await import('@/lib/sync/history/history');
  await stage.zendesk.change(account, { limits: { requests: 100_000 } });
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.db.review.deleteMany({ where: { websiteId: stage.website.id } });
  await stage.db.delivery.deleteMany();
  await stage.db.backfill.deleteMany();
  await stage.zendesk.clearMails(account);
  await stage.zendesk.clearRequests(account);
});

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
const day = (date: Date) => date.toISOString().slice(0, 10);
const choice = { from: day(daysAgo(100)), to: day(daysAgo(5)), statuses: ['published' as const] };

/** Published reviews of ten to fifty days ago, as a website has them that connects today. */
async function makeHistory(count: number, status: 'published' | 'refused' = 'published'): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const submittedAt = daysAgo(10 + (index % 40));
    const { id } = await stage.review({ at: submittedAt, rating: 5, comment: `Avis ${index}` });
    const ended = status === 'published' ? { publishedAt: submittedAt } : { refusedAt: submittedAt };
    await stage.db.review.update({
      where: { id },
      data: { status, submittedAt, publishDueAt: null, ...ended },
    });
    ids.push(id);
  }
  return ids;
}

async function ticketsOf(ids: string[]) {
  const mine = new Set(ids.map((id) => `verified-reviews:${id}`));
  return (await stage.tickets()).filter((ticket) => mine.has(ticket.externalId ?? ''));
}
const view = async () => (await backfill.getHistoryPage(stage.website.id)).backfill;

/** History keeps to its share of the account's calls, so it may take more than one run. */
async function runToEnd(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await stage.run();
    if ((await view())?.state !== 'running') return;
    await stage.skipWaits();
  }
  throw new Error('the history does not come to its end');
}

test('history stays where it is until it is asked for; then it comes in batches, solved, and nobody is mailed', async () => {
  const ids = await makeHistory(120);
  await stage.run();
  expect(await ticketsOf(ids)).toEqual([]);
  expect(await backfill.estimateBackfill(stage.website.id, choice)).toMatchObject({
    tickets: 120,
    withTicket: 0,
    calls: 3,
  });
  await backfill.startBackfill(stage.caller, choice);
  await runToEnd();
  const tickets = await ticketsOf(ids);
  expect(tickets).toHaveLength(120);
  expect(new Set(tickets.map((ticket) => ticket.status))).toEqual(new Set(['solved']));
  expect(tickets.every((ticket) => ticket.comments.length === 1 && !ticket.comments[0]?.isPublic)).toBe(true);
  expect(await stage.zendesk.mails(account)).toEqual([]);
  expect(
    await stage.db.mail.count({ where: { reviewId: { in: ids }, kind: { startsWith: 'author_' } } }),
  ).toBe(0);
  expect(await view()).toMatchObject({
    state: 'done',
    total: 120,
    looked: 120,
    made: 120,
    skipped: 0,
    failed: 0,
    waiting: 0,
  });
  const { requests } = await stage.zendesk.requests(account);
  expect(requests.filter((request) => request.path.includes('create_many')).length).toBeLessThanOrEqual(3);
});

test('only the chosen time and statuses; a second time makes only what is missing', async () => {
  const published = await makeHistory(8);
  const refused = await makeHistory(4, 'refused');
  const narrow = { ...choice, from: day(daysAgo(14)), to: day(daysAgo(11)) };
  await backfill.startBackfill(stage.caller, narrow);
  await runToEnd();
  const first = await ticketsOf(published);
  expect(first.length).toBeGreaterThan(0);
  expect(first.length).toBeLessThan(8);
  expect(await ticketsOf(refused)).toEqual([]);
  await backfill.startBackfill(stage.caller, { ...choice, statuses: ['published', 'refused'] });
  await runToEnd();
  expect(await ticketsOf([...published, ...refused])).toHaveLength(12);
  expect(await view()).toMatchObject({
    state: 'done',
    looked: 12,
    skipped: first.length,
    made: 12 - first.length,
  });
});

test('paused it plans nothing, resumed it ends what it began, stopped it stays so', async () => {
  const ids = await makeHistory(10);
  await backfill.startBackfill(stage.caller, choice);
  await backfill.changeBackfill(stage.caller, 'pause');
  await stage.run();
  expect(await ticketsOf(ids)).toEqual([]);
  expect(await view()).toMatchObject({ state: 'paused', looked: 0 });
  await backfill.changeBackfill(stage.caller, 'resume');
  await runToEnd();
  expect(await ticketsOf(ids)).toHaveLength(10);
  expect(await view()).toMatchObject({ state: 'done' });
  const more = await makeHistory(3, 'refused');
  await backfill.startBackfill(stage.caller, { ...choice, statuses: ['refused'] });
  await backfill.changeBackfill(stage.caller, 'stop');
  await stage.run();
  expect(await ticketsOf(more)).toEqual([]);
  await expect(backfill.changeBackfill(stage.caller, 'resume')).rejects.toMatchObject({ code: 'conflict' });
});

test('one at a time, and never of nothing', async () => {
  await expect(backfill.startBackfill(stage.caller, choice)).rejects.toMatchObject({ code: 'conflict' });
  await makeHistory(2);
  const started = await Promise.allSettled([1, 2, 3].map(() => backfill.startBackfill(stage.caller, choice)));
  expect(started.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
});

test('a process killed in the middle neither skips nor repeats', async () => {
  const ids = await makeHistory(120);
  await backfill.startBackfill(stage.caller, choice);
  const stop = new AbortController();
  const ended = stage.run(stop.signal);
  await vi.waitFor(async () => expect((await view())?.looked).toBeGreaterThan(0), {
    timeout: 15_000,
    interval: 5,
  });
  stop.abort();
  await ended;
  for (let round = 0; round < 10 && (await view())?.state !== 'done'; round++) {
    await stage.skipWaits();
    await stage.run();
  }
  const tickets = await ticketsOf(ids);
  expect(tickets).toHaveLength(120);
  expect(new Set(tickets.map((ticket) => ticket.externalId)).size).toBe(120);
});

test('a review that comes during a backfill goes first', async () => {
  await makeHistory(60);
  await backfill.startBackfill(stage.caller, choice);
  const fresh = await stage.review();
  await runToEnd();
  const [ticket] = await ticketsOf([fresh.id]);
  const others = (await stage.tickets()).filter(({ id }) => id !== ticket?.id && id >= (ticket?.id ?? 0));
  expect(ticket).toBeDefined();
  expect(others.length).toBeGreaterThanOrEqual(60);
});

test('the share of the other tools is stored and told', async () => {
  await backfill.setOtherToolsShare(stage.caller, 50);
  expect((await backfill.getHistoryPage(stage.website.id)).otherToolsShare).toBe(50);
  expect((await stage.connection()).otherToolsShare).toBe(50);
});

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { retryActivity } from '@/lib/activity/retry';
import { listActivity } from '@/lib/activity/queries';
import type * as Payload from '@/lib/sync/outbound/payload';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

vi.setConfig({ testTimeout: 60_000 });
/** Reviews whose words our code cannot write. */
const broken = vi.hoisted(() => new Set<string>());
vi.mock('@/lib/sync/outbound/payload', async (original) => {
  const real = await original<typeof Payload>();
  return {
    ...real,
    toPayload: (...[connection, snapshot, plan]: Parameters<typeof Payload.toPayload>) => {
      if (broken.has(snapshot.id)) throw new Error('no words for this one');
      return real.toPayload(connection, snapshot, plan);
    },
  };
});

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.zendesk.change(account, { limits: { requests: 100_000 } });
});
afterAll(() => stage.close());
beforeEach(async () => {
  broken.clear();
  await stage.db.review.deleteMany({ where: { websiteId: stage.website.id } });
  await stage.db.delivery.deleteMany();
});

const deliveryOf = (reviewId: string) => stage.db.delivery.findFirst({ where: { reviewId } });
const ticketOf = async (reviewId: string) =>
  (await stage.tickets()).filter(({ externalId }) => externalId === `verified-reviews:${reviewId}`);
/** As the button of the activity screen does. */
const tryAgain = async (reviewId: string) => {
  const delivery = await deliveryOf(reviewId);
  return retryActivity(stage.caller, stage.connectionId, { keys: [`d:${delivery?.id}`] });
};
const aside = {
  state: 'poisoned',
  lastErrorCode: 'unplanned',
  lastErrorDetail: 'Error: no words for this one',
};

test('a review our code cannot plan is kept aside, is on the activity screen, and holds up nobody', async () => {
  const bad = await stage.review();
  const good = await stage.review();
  broken.add(bad.id);
  await stage.run();
  expect(await ticketOf(good.id)).toHaveLength(1);
  expect(await deliveryOf(bad.id)).toMatchObject({ ...aside, kind: 'create_ticket', attempts: 0 });
  const search = { direction: 'out' as const, state: 'trouble' as const, q: '', cursor: null };
  const { entries } = await listActivity(stage.connectionId, search);
  expect(entries).toMatchObject([{ reviewId: bad.id, state: 'poisoned', errorCode: 'unplanned' }]);
});

test('it is planned anew when somebody asks, as often as it takes, and makes one ticket', async () => {
  const { id } = await stage.review();
  broken.add(id);
  await stage.run();
  await tryAgain(id);
  await stage.run();
  expect(await deliveryOf(id)).toMatchObject(aside);
  broken.clear();
  await tryAgain(id);
  await stage.run();
  expect(await ticketOf(id)).toHaveLength(1);
  expect(await deliveryOf(id)).toMatchObject({ state: 'done', lastErrorCode: null });
});

test('one of a history is counted as failed, stops nothing, and is planned anew as history', async () => {
  const { startBackfill, getHistoryPage } = await import('@/lib/sync/history/history');
  const dayMs = 86_400_000;
  const day = (ago: number) => new Date(Date.now() - ago * dayMs);
  const make = async () => {
    const submittedAt = day(20);
    const { id } = await stage.review({ at: submittedAt, rating: 5, comment: 'Bien reçu.' });
    const published = {
      status: 'published' as const,
      submittedAt,
      publishedAt: submittedAt,
      publishDueAt: null,
    };
    await stage.db.review.update({ where: { id }, data: published });
    return id;
  };
  const [bad, good] = [await make(), await make()];
  broken.add(bad);
  const from = day(30).toISOString().slice(0, 10);
  const to = day(10).toISOString().slice(0, 10);
  await startBackfill(stage.caller, { from, to, statuses: ['published'] });
  const view = async () => (await getHistoryPage(stage.website.id)).backfill;
  // History keeps to its share of the account's calls, so it may take more than one run.
  for (let round = 0; round < 20 && (await view())?.state === 'running'; round++) {
    await stage.run();
    await stage.skipWaits();
  }
  expect(await ticketOf(good)).toHaveLength(1);
  expect(await view()).toMatchObject({ state: 'done', looked: 2, made: 1, failed: 1, skipped: 0 });
  await tryAgain(bad);
  await stage.run();
  expect(await deliveryOf(bad)).toMatchObject(aside);
  broken.clear();
  await tryAgain(bad);
  await stage.run();
  expect((await ticketOf(bad)).map(({ status }) => status)).toEqual(['solved']);
});

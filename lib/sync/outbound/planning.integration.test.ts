import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Erase from '@/lib/erasure/erase';
import type * as Connection from '@/lib/sync/runtime/connection';
import type * as Planning from '@/lib/sync/outbound/planning';
import type * as PlanStore from '@/lib/sync/outbound/planStore';
import { openStage, type Stage } from '@/lib/sync/testing/stage';
import { bulkFrom } from '@/lib/sync/outbound/taking';

let stage: Stage;
let planning: typeof Planning;
let planStore: typeof PlanStore;
let erase: typeof Erase;
let toEngineConnection: typeof Connection.toEngineConnection;

beforeAll(async () => {
  stage = await openStage();
  planning = await import('@/lib/sync/outbound/planning');
  planStore = await import('@/lib/sync/outbound/planStore');
  erase = await import('@/lib/erasure/erase');
  ({ toEngineConnection } = await import('@/lib/sync/runtime/connection'));
});
afterAll(() => stage.close());

async function readConnection() {
  const row = await stage.db.zendeskConnection.findUniqueOrThrow({
    where: { id: stage.connectionId },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  return toEngineConnection(row);
}

async function plan(calls: number, writing = new Set<string>()) {
  let asked = 0;
  const take = () => {
    asked += 1;
    return calls;
  };
  const connection = await readConnection();
  const page = await planning.readPage(connection, { writing, take });
  const planned = await planning.planPage(connection, page);
  return { ids: planned.map(({ reviewId }) => reviewId), hasMore: page.hasMore, asked };
}

test('plans only what can go now: a few without asking for a call, many with one, none without', async () => {
  const ids: string[] = [];
  for (let index = 0; index < bulkFrom - 1; index++) ids.push((await stage.review()).id);
  expect(await plan(0)).toMatchObject({ ids: { length: bulkFrom - 1 }, hasMore: false, asked: 0 });
  ids.push((await stage.review()).id);
  expect(await plan(0)).toEqual({ ids: [], hasMore: true, asked: 1 });
  expect((await plan(1)).ids.sort()).toEqual([...ids].sort());
  for (let index = 0; index < 10; index++) ids.push((await stage.review()).id);
  expect(await plan(0)).toEqual({ ids: [], hasMore: true, asked: 1 });
  expect((await plan(1)).ids.sort()).toEqual([...ids].sort());
});

test('leaves out what is being written', async () => {
  const first = (await plan(1)).ids;
  const other = await plan(1, new Set(first.slice(0, 20)));
  expect(other.ids.sort()).toEqual(first.slice(20).sort());
});

test('a review that is deleted takes the link of its ticket along, and what was read of it before is not written', async () => {
  const kept = await stage.review();
  const told = await stage.review();
  await stage.run();
  const coming = await stage.review();
  const connection = await readConnection();
  const page = await planning.readPage(connection, { writing: new Set(), take: () => 1 });
  const planned = await planning.planPage(connection, page);
  await stage.db.review.deleteMany({ where: { id: { in: [told.id, coming.id] } } });
  const write = planStore.writePlans(connection, planned, { freeJobs: 1, inHand: new Set() });
  await expect(write).rejects.toSatisfy(planStore.isOvertaken);
  const left = await stage.db.ticketLink.findMany({
    where: { reviewId: { in: [kept.id, told.id, coming.id] } },
    select: { reviewId: true },
  });
  expect(left).toEqual([{ reviewId: kept.id }]);
});

describe('a review whose author is erased while its page is under way', () => {
  const rowsOf = async (reviewId: string) => ({
    links: await stage.db.ticketLink.count({ where: { reviewId } }),
    deliveries: await stage.db.delivery.count({ where: { reviewId } }),
  });
  async function readPage(email: string) {
    const erased = await stage.review({ author: { firstName: 'Eva', lastName: 'Née', email } });
    const other = await stage.review();
    const connection = await readConnection();
    const page = await planning.readPage(connection, { writing: new Set(), take: () => 1 });
    const planned = await planning.planPage(connection, page);
    expect(planned.map(({ reviewId }) => reviewId)).toEqual(expect.arrayContaining([erased.id, other.id]));
    const inHand = new Set<string>();
    return {
      erased,
      other,
      inHand,
      write: () => planStore.writePlans(connection, planned, { freeJobs: 1, inHand }),
    };
  }
  const eraseAuthor = (email: string) =>
    erase.eraseAuthor({ email, websiteId: null, source: 'author', at: new Date() });

  test('gets no ticket, and nothing of the page is written; the others go with the next', async () => {
    const { erased, other, inHand, write } = await readPage('eva@author.test');
    await eraseAuthor('eva@author.test');
    await expect(write()).rejects.toSatisfy(planStore.isOvertaken);
    expect(inHand.size).toBe(0);
    expect(await rowsOf(erased.id)).toEqual({ links: 0, deliveries: 0 });
    expect(await rowsOf(other.id)).toEqual({ links: 0, deliveries: 0 });
    await stage.run();
    expect(await rowsOf(erased.id)).toEqual({ links: 0, deliveries: 0 });
    expect(await rowsOf(other.id)).toEqual({ links: 1, deliveries: 1 });
  });

  test('is found by an erasure that comes in the same moment, or is not written', async () => {
    for (let round = 0; round < 5; round++) {
      const email = `eva-${round}@author.test`;
      const { erased, write } = await readPage(email);
      const [written] = await Promise.allSettled([write(), eraseAuthor(email)]);
      const { links } = await rowsOf(erased.id);
      expect(links).toBe(written.status === 'fulfilled' ? 1 : 0);
      const noted = await stage.db.erasureTicket.count({
        where: { externalId: `verified-reviews:${erased.id}` },
      });
      expect(noted).toBe(links);
      await stage.run();
    }
  });

  test('is told nothing more, although an event of it waits', async () => {
    const { id } = await stage.review({
      author: { firstName: 'Eva', lastName: 'Née', email: 'late@author.test' },
    });
    await stage.run();
    await eraseAuthor('late@author.test');
    await stage.db.reviewEvent.updateMany({ where: { reviewId: id }, data: { handledAt: null } });
    await stage.run();
    expect(await stage.db.reviewEvent.count({ where: { reviewId: id, handledAt: null } })).toBe(0);
    expect(await rowsOf(id)).toMatchObject({ deliveries: 1 });
  });
});

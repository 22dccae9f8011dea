import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Connection from '@/lib/sync/connection';
import type * as Planning from '@/lib/sync/planning';
import { openStage, type Stage } from '@/lib/sync/testing/stage';
import { bulkFrom } from '@/lib/sync/taking';

let stage: Stage;
let planning: typeof Planning;
let toEngineConnection: typeof Connection.toEngineConnection;

beforeAll(async () => {
  stage = await openStage();
  planning = await import('@/lib/sync/planning');
  ({ toEngineConnection } = await import('@/lib/sync/connection'));
});
afterAll(() => stage.close());

async function plan(calls: number, writing = new Set<string>()) {
  const row = await stage.db.zendeskConnection.findUniqueOrThrow({
    where: { id: stage.connectionId },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  let asked = 0;
  const take = () => {
    asked += 1;
    return calls;
  };
  const connection = toEngineConnection(row);
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

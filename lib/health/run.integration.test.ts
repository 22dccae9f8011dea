import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, outline, type HealthStage } from '@/lib/health/testing/stage';

let stage: HealthStage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage.close());

test('a connection just made is good in every respect', async () => {
  expect(outline(await stage.check())).toEqual([]);
  expect(await stage.db.healthResult.count({ where: { connectionId: stage.connectionId } })).toBe(22);
});

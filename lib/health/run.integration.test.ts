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

test('a ticket that we found in the account’s list is no webhook that arrived', async () => {
  const { findWatched, gatherFacts } = await import('@/lib/health/facts');
  const { connectionId, db } = stage;
  const lastReceivedAt = async () =>
    (await gatherFacts((await findWatched({ id: connectionId }))!)).traffic.lastReceivedAt;
  const before = await lastReceivedAt();
  const event = { connectionId, ticketId: 1n, body: '', handledAt: new Date() };
  const receivedAt = new Date('2099-01-01T00:00:00Z');
  await db.webhookEvent.create({ data: { ...event, receivedAt, invocationId: 'listed:1:1790000000' } });
  expect(await lastReceivedAt()).toEqual(before);
  await db.webhookEvent.create({ data: { ...event, receivedAt, invocationId: 'inv-1' } });
  expect(await lastReceivedAt()).toEqual(receivedAt);
});

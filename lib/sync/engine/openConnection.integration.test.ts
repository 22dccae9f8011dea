import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type * as Opening from '@/lib/sync/engine/openConnection';
import { openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
let createOpener: typeof Opening.createOpener;
const never = new AbortController().signal;
const change = (data: { state?: 'active' | 'needs_credentials'; ticketTags?: string[] }) =>
  stage.db.zendeskConnection.update({ where: { id: stage.connectionId }, data });
/** Longer than an engine is used without a look. */
const afterAWhile = () => sleep(80);

beforeAll(async () => {
  stage = await openStage();
  ({ createOpener } = await import('@/lib/sync/engine/openConnection'));
});
afterAll(() => stage.close());
beforeEach(() => change({ state: 'active', ticketTags: [] }));

test('an engine that begins looks, whatever another saw a moment ago', async () => {
  expect(await createOpener(stage.connectionId, never)()).not.toBeNull();
  await change({ state: 'needs_credentials' });
  expect(await createOpener(stage.connectionId, never)()).toBeNull();
});

test('one that is at work sees a pause within moments', async () => {
  const open = createOpener(stage.connectionId, never);
  expect(await open()).not.toBeNull();
  await change({ state: 'needs_credentials' });
  await afterAWhile();
  expect(await open()).toBeNull();
  expect(await open()).toBeNull();
});

test('it goes on as the same until one of its rows changes, and then as the changed', async () => {
  const open = createOpener(stage.connectionId, never);
  const engine = await open();
  await afterAWhile();
  expect(await open()).toBe(engine);
  await change({ ticketTags: ['vip'] });
  await afterAWhile();
  const changed = await open();
  expect(changed).not.toBe(engine);
  expect(changed?.connection.given.tags).toEqual(['vip']);
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
// Whole stories on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });
const signal = new AbortController().signal;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage.close());

const latest = () => stage.db.ticketCount.findFirstOrThrow({ orderBy: { startedAt: 'desc' } });
const linkOf = (reviewId: string) => stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId } });

/** Asks for a count and works it off, as the portal and the worker do. */
async function count() {
  const { askCount } = await import('@/lib/sync/counting/service');
  const { runCount } = await import('@/lib/sync/counting/run');
  await askCount(stage.caller, new Date());
  await stage.skipWaits();
  await runCount((await latest()).id, signal);
  return latest();
}
async function repair(reason: 'deleted' | 'tag_removed') {
  const { askRepair } = await import('@/lib/sync/counting/service');
  const { runRepairs } = await import('@/lib/sync/counting/repair');
  const { asked } = await askRepair(stage.caller, reason);
  await stage.skipWaits();
  await runRepairs(stage.connectionId, signal);
  return asked;
}
/** The account's own API, as the merchant's tools use it. */
async function zendesk<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { openClient } = await import('@/lib/connection/connections');
  const { z } = await import('zod');
  const client = await openClient(stage.connectionId);
  const schema = method === 'DELETE' ? undefined : z.any();
  return await client.request({ method, path: `/api/v2${path}`, body, schema } as never);
}
async function makeTicket() {
  const review = await stage.review();
  await stage.run();
  const { ticketId } = await linkOf(review.id);
  return { reviewId: review.id, ticketId: Number(ticketId) };
}

test('both sides match: figures are the same, what has no ticket on purpose is named, nothing is to mend', async () => {
  for (let review = 0; review < 3; review++) await makeTicket();
  await stage.review({ rating: 5, comment: 'Parfait.' });
  await stage.skipWaits();
  await stage.run();
  const found = await count();
  expect(found).toMatchObject({ state: 'done', reviews: 3, tickets: 3, leftOut: { not_in_scope: 1 } });
  expect(found.reasons).toEqual({});
  expect(await stage.db.countedTicket.count()).toBe(0);
});

test('each difference has its name: deleted, doubled, by hand, without tags, waiting', async () => {
  const deleted = await makeTicket();
  const untagged = await makeTicket();
  const { externalId } = await linkOf(untagged.reviewId);
  const { siteTag } = await import('@/lib/zendesk/objects/mark');
  const tags = [siteTag(stage.website.id)];
  const note = { body: 'À la main', public: false };
  await zendesk('DELETE', `/tickets/${deleted.ticketId}`);
  await zendesk('POST', '/tickets', {
    ticket: { subject: 'Double', comment: note, tags, external_id: externalId },
  });
  await zendesk('POST', '/tickets', { ticket: { subject: 'À la main', comment: note, tags } });
  await zendesk('PUT', `/tickets/${untagged.ticketId}`, { ticket: { tags: ['vip'] } });
  await stage.review();
  const found = await count();
  expect(found.reasons).toMatchObject({ deleted: 1, doubled: 1, by_hand: 1, tag_removed: 1, waiting: 1 });
  // Three and two with tickets, one that waits; of the tickets one is gone and two are nobody's.
  expect(found).toMatchObject({ reviews: 6, tickets: 6 });
  expect((await linkOf(deleted.reviewId)).ticketStatus).toBe('deleted');

  expect(await repair('tag_removed')).toBe(1);
  const ticket = (await stage.tickets()).find(({ id }) => id === untagged.ticketId);
  expect(ticket?.tags).toEqual(expect.arrayContaining(['vip', ...tags, 'verified_reviews']));

  expect(await repair('deleted')).toBe(1);
  expect(await repair('deleted')).toBe(0);
  await stage.skipWaits();
  await stage.run();
  const { ticketId } = await linkOf(deleted.reviewId);
  expect(Number(ticketId)).toBeGreaterThan(untagged.ticketId);
  expect((await count()).reasons).not.toMatchObject({ deleted: 1 });
  expect((await latest()).reasons).toMatchObject({ doubled: 1, by_hand: 1 });
});

test('a reply nobody heard of is found by the count, read, and then both sides have it', async () => {
  // By the account's clock all of it happened some time ago, so that it should have been heard of.
  await stage.zendesk.change(account, { clockOffsetSeconds: -1_200 });
  const { reviewId, ticketId } = await makeTicket();
  await stage.zendesk.change(account, { delivery: { dropNext: 1 }, clockOffsetSeconds: -900 });
  await stage.zendesk.act(account, ticketId, { comment: { body: 'Personne ne l’a su.', public: true } });
  await stage.db.webhookEvent.deleteMany({});
  const before = await count();
  await stage.zendesk.change(account, { clockOffsetSeconds: 0 });
  expect(before.reasons).toMatchObject({ unread: 1 });
  await stage.run();
  expect(await stage.db.exchange.count({ where: { reviewId } })).toBe(1);
  const after = await count();
  expect(after.reasons).not.toHaveProperty('unread');
  expect(after).toMatchObject({ repliesHome: 1, repliesZendesk: 1 });
});

test('a public comment that is no reply has its place in the count', async () => {
  const { reviewId } = await makeTicket();
  const untaken = { not_written: 2, bot: 1, writer_unproven: 1 };
  await stage.db.ticketLink.update({ where: { reviewId }, data: { leftOut: untaken } });
  const found = await count();
  expect(found.leftOut).toMatchObject({ not_written: 2, bot: 1 });
  expect(found.reasons).toMatchObject({ writer_unproven: 1 });
  expect(await stage.db.countFinding.findMany({ where: { countId: found.id, reviewId } })).toMatchObject([
    { reason: 'writer_unproven' },
  ]);
  const { getCountPage } = await import('@/lib/sync/counting/queries');
  const { result, nights } = await getCountPage(stage.website.id);
  expect(result?.untaken).toEqual([
    { reason: 'not_written', count: 2 },
    { reason: 'bot', count: 1 },
  ]);
  expect(nights.every(({ isMatched }) => isMatched)).toBe(true);
  await stage.db.ticketLink.update({ where: { reviewId }, data: { leftOut: {} } });
});

test('a link nobody works at is planned anew by itself and told to those who run the product', async () => {
  const { id: reviewId } = await stage.review();
  await stage.db.reviewEvent.updateMany({ where: { reviewId }, data: { handledAt: new Date() } });
  expect((await count()).reasons).toMatchObject({ lost: 1 });
  await stage.run();
  expect((await linkOf(reviewId)).ticketId).not.toBeNull();
  expect((await count()).reasons).not.toHaveProperty('lost');
});

test('cut off in the middle it goes on from its place, and a second asking begins no second count', async () => {
  const { askCount } = await import('@/lib/sync/counting/service');
  const { runCount } = await import('@/lib/sync/counting/run');
  const whole = await count();
  await askCount(stage.caller, new Date());
  await askCount(stage.caller, new Date());
  expect(await stage.db.ticketCount.count({ where: { state: 'counting' } })).toBe(1);
  const { id } = await latest();
  for (let cut = 0; cut < 20 && (await latest()).state === 'counting'; cut++) {
    // Aborts with the first thing it does after this step.
    const step = new AbortController();
    const working = runCount(id, step.signal);
    const { step: name, cursor } = await latest();
    await stage.until(
      latest,
      (now) => now.step !== name || now.cursor !== cursor || now.state !== 'counting',
    );
    step.abort();
    await working.catch(() => undefined);
  }
  const { state, reviews, tickets, reasons } = await latest();
  expect({ state, reviews, tickets, reasons }).toEqual({
    state: 'done',
    reviews: whole.reviews,
    tickets: whole.tickets,
    reasons: whole.reasons,
  });
});

test('an account that cannot be asked keeps the count waiting; a paused one is told as such', async () => {
  await stage.zendesk.fault(account, {
    kind: 'unavailable',
    times: 1,
    method: 'GET',
    path: '^/api/v2/search',
  });
  expect(await count()).toMatchObject({ state: 'counting', step: 'tickets', lastErrorCode: 'unavailable' });
  expect(await count()).toMatchObject({ state: 'done', lastErrorCode: null });
  await stage.db.zendeskConnection.updateMany({ data: { state: 'needs_credentials' } });
  await stage.review();
  const held = await count();
  expect(held).toMatchObject({ state: 'held' });
  expect(held.reasons).toMatchObject({ paused: 1 });
  await stage.db.zendeskConnection.updateMany({ data: { state: 'active' } });
});

test('each website is counted once in its own night, and not on the day it was connected', async () => {
  const { beginNightlyCounts } = await import('@/lib/sync/counting/pump');
  await stage.db.ticketCount.deleteMany({});
  // Paris is two hours ahead of UTC in summer: 01:30 there is still the day before elsewhere, and 04:30 is past every minute.
  expect(await beginNightlyCounts(new Date('2027-07-01T23:30:00Z'))).toBe(0);
  expect(await beginNightlyCounts(new Date('2027-07-02T02:30:00Z'))).toBe(1);
  expect(await beginNightlyCounts(new Date('2027-07-02T02:30:00Z'))).toBe(0);
  const { night } = await latest();
  expect(night.toISOString().slice(0, 10)).toBe('2027-07-02');
  await stage.db.ticketCount.updateMany({ data: { state: 'done' } });
  expect(await beginNightlyCounts(new Date('2027-07-02T20:00:00Z'))).toBe(0);
  await stage.db.zendeskConnection.updateMany({ data: { createdAt: new Date('2027-07-03T10:00:00Z') } });
  expect(await beginNightlyCounts(new Date('2027-07-03T12:00:00Z'))).toBe(0);
});

test('looking whether a night is due wakes no worker, and beginning one does', async () => {
  const { beginNightlyCounts } = await import('@/lib/sync/counting/pump');
  const { pool } = await import('@/lib/platform/db/client');
  await stage.db.ticketCount.deleteMany({});
  await stage.db.zendeskConnection.updateMany({ data: { createdAt: new Date('2027-07-01T10:00:00Z') } });
  const client = await pool.connect();
  const heard: (string | undefined)[] = [];
  client.on('notification', ({ payload }) => heard.push(payload));
  await client.query('LISTEN work');
  try {
    await beginNightlyCounts(new Date('2027-07-01T12:00:00Z'));
    await beginNightlyCounts(new Date('2027-07-02T12:00:00Z'));
    // Whatever was sent before comes with the answer of a later query, or soon after.
    await stage.until(
      () => client.query('SELECT 1').then(() => heard.includes('ticket_count')),
      (hasHeard) => hasHeard,
    );
    expect(heard.filter((payload) => payload === 'ticket_count')).toHaveLength(1);
  } finally {
    client.release(true);
  }
});

test('figures are kept for a year and more, what exactly differed for a month', async () => {
  const { forgetOldCounts } = await import('@/lib/sync/counting/pump');
  await stage.db.ticketCount.deleteMany({});
  const at = new Date('2027-07-10T00:00:00Z');
  for (const daysAgo of [1, 31, 401]) {
    const night = new Date(at.getTime() - daysAgo * 86_400_000);
    const findings = { create: [{ reason: 'waiting' }] };
    await stage.db.ticketCount.create({
      data: { connectionId: stage.connectionId, night, state: 'done', findings },
    });
  }
  await forgetOldCounts(at);
  expect(await stage.db.ticketCount.count()).toBe(2);
  expect(await stage.db.countFinding.count()).toBe(1);
});

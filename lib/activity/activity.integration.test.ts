import { expect, it } from 'vitest';
import { activityCsv } from '@/lib/activity/csv';
import { readActivityFigures } from '@/lib/activity/figures';
import { findActivityVersion, listActivity } from '@/lib/activity/queries';
import { retryActivity } from '@/lib/activity/retry';
import { parseActivitySearch } from '@/lib/activity/search';
import { db, transaction } from '@/lib/platform/db/client';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

const search = (raw: Record<string, string> = {}) => parseActivitySearch(raw);
let count = 0;

/** A connection with one delivery of each state, and a webhook done and one in trouble. */
async function setTheScene() {
  count += 1;
  const website = await transaction((tx) => makeWebsite(tx));
  const subdomain = `activity-${count}`;
  const { id: connectionId } = await db.zendeskConnection.create({
    data: { websiteId: website.id, subdomain, method: 'api_token' },
  });
  const reviews: string[] = [];
  for (const state of ['waiting', 'sending', 'needs_merchant', 'poisoned', 'done'] as const) {
    const at = new Date();
    const orderRef = `A${count}-${state}`;
    const { id: reviewId } = await transaction((tx) =>
      makeReview(tx, { websiteId: website.id, rating: 1, orderRef, at }),
    );
    reviews.push(reviewId);
    const later = new Date(Date.now() + 3_600_000);
    const fault =
      state === 'done' ? {} : { lastErrorCode: 'unavailable', lastErrorDetail: '=cmd alix@author.test' };
    await db.delivery.create({
      data: {
        ...{ connectionId, reviewId, state, kind: 'create_ticket', fromSeq: 1, toSeq: 1, attempts: 2 },
        payload: {
          ticket: { requester: { name: 'Alix Vasseur', email: 'alix@author.test' }, subject: orderRef },
        },
        notBefore: later,
        doneAt: state === 'done' ? at : null,
        ...fault,
      },
    });
  }
  await db.webhookEvent.createMany({
    data: ['handled', 'stuck'].map((invocationId) => ({
      ...{ connectionId, invocationId, ticketId: 42n, idVente: `A${count}-in`, body: '{"ticket_id":"42"}' },
      ...(invocationId === 'handled'
        ? { handledAt: new Date(), outcome: 'replied' }
        : { lastError: 'timeout: no answer', attempts: 1, notBefore: new Date(Date.now() + 3_600_000) }),
    })),
  });
  const caller = {
    websiteId: website.id,
    merchantId: website.merchantId,
    userId: null,
    name: 'T',
    requestId: null,
  };
  return { connectionId, caller, reviews };
}

it('shows both directions, filters them, and pages without losing or repeating one', async () => {
  const { connectionId } = await setTheScene();
  const keysOf = async (raw: Record<string, string>, limit?: number) =>
    (await listActivity(connectionId, search(raw), limit)).entries.map(({ key }) => key);
  const all = await keysOf({});
  expect(all).toHaveLength(7);
  expect(await keysOf({ direction: 'in' })).toHaveLength(2);
  expect(await keysOf({ state: 'open' })).toHaveLength(5);
  expect(await keysOf({ state: 'done' })).toHaveLength(2);
  expect(await keysOf({ q: 'poisoned' })).toHaveLength(1);
  expect(await keysOf({ q: '42' })).toHaveLength(2);
  expect(await keysOf({ state: 'nonsense', cursor: 'invented' })).toHaveLength(7);
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof listActivity>> = await listActivity(
      connectionId,
      search({ cursor }),
      2,
    );
    paged.push(...page.entries.map(({ key }) => key));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
});

it('masks who it is about, in payload and words, and writes no formula into the file', async () => {
  const { connectionId } = await setTheScene();
  const { entries } = await listActivity(connectionId, search());
  const text = JSON.stringify(entries);
  expect(text).not.toMatch(/Vasseur|alix@author/i);
  expect(text).toContain('•••@•••');
  const file = activityCsv(entries, ';');
  expect(file).toContain("'=cmd");
  expect(file).not.toMatch(/(^|[;"])=cmd/m);
});

it('tries again what is open and only that, within one connection', async () => {
  const { connectionId, caller } = await setTheScene();
  const other = await setTheScene();
  const before = await findActivityVersion(connectionId);
  expect(
    await retryActivity(caller, connectionId, { all: true, direction: null, state: null, q: '' }),
  ).toEqual({
    retried: 5,
  });
  const rows = await db.delivery.findMany({ where: { connectionId }, orderBy: { createdAt: 'asc' } });
  expect(rows.map(({ state }) => state)).toEqual(['waiting', 'sending', 'needs_merchant', 'sending', 'done']);
  expect(rows.filter(({ notBefore }) => notBefore <= new Date())).toHaveLength(4);
  const foreign = (await listActivity(other.connectionId, search({ state: 'open' }))).entries.map(
    ({ key }) => key,
  );
  expect(await retryActivity(caller, connectionId, { keys: foreign })).toEqual({ retried: 0 });
  expect(await findActivityVersion(connectionId)).not.toBe(before);
});

it('counts the day by the hour', async () => {
  const { connectionId } = await setTheScene();
  const figures = await readActivityFigures(connectionId, new Date());
  expect(figures).toMatchObject({ open: 5, trouble: 5 });
  expect(figures.hours).toHaveLength(24);
  const sum = (of: (hour: (typeof figures.hours)[number]) => number) =>
    figures.hours.reduce((total, hour) => total + of(hour), 0);
  expect([sum(({ sent }) => sent), sum(({ received }) => received), sum(({ retries }) => retries)]).toEqual([
    1, 2, 1,
  ]);
});

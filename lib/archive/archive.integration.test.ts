import { afterAll, beforeAll, expect, test } from 'vitest';
import { listActivity } from '@/lib/activity/queries';
import { parseActivitySearch } from '@/lib/activity/search';
import { eraseAuthor } from '@/lib/erasure/erase';
import { searchDatabase } from '@/lib/erasure/testing/search';
import { closeDatabase, db, pool, transaction } from '@/lib/platform/db/client';
import { archiveBatch } from '@/lib/archive/moving';
import { addArchiveMonths, archives, dropArchiveMonths, listMonths } from '@/lib/archive/months';
import { findTicketOfReview } from '@/lib/sync/queries';
import { addMonths } from '@/lib/reviews/calendar';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

const at = new Date();
const age = (days: number) => new Date(at.getTime() - days * 86_400_000);
let connectionId: string;
let websiteId: string;
const reviews: string[] = [];

/** Rows as they would have come: the oldest first. */
beforeAll(async () => {
  const website = await transaction((tx) => makeWebsite(tx));
  websiteId = website.id;
  const connection = await db.zendeskConnection.create({
    data: { websiteId, subdomain: 'archive', method: 'api_token' },
  });
  connectionId = connection.id;
  const ages = [100, 70, 40, 39, 5, 1];
  for (const [index, days] of ages.entries()) {
    const author = { firstName: 'Zénobie', lastName: 'Quiquandon', email: 'zenobie@author.test' };
    const { id: reviewId } = await transaction((tx) =>
      makeReview(tx, { websiteId, rating: 1, orderRef: `OLD-${index}`, at: age(days), author }),
    );
    reviews.push(reviewId);
    await db.ticketLink.create({
      data: {
        ...{ reviewId, connectionId, subdomain: 'archive', ticketId: BigInt(index + 1) },
        externalId: `verified-reviews:${reviewId}`,
      },
    });
    // The one of 70 days still waits for the merchant: it stays, whatever its age.
    const isOpen = days === 70;
    await db.delivery.create({
      data: {
        ...{ connectionId, reviewId, kind: 'create_ticket', fromSeq: 1, toSeq: 1, attempts: 1 },
        state: isOpen ? 'needs_merchant' : 'done',
        payload: { ticket: { subject: `Quiquandon ${index}` } },
        ticketId: BigInt(index + 1),
        createdAt: age(days),
        doneAt: isOpen ? null : age(days),
      },
    });
    await db.webhookEvent.create({
      data: {
        ...{ connectionId, invocationId: `i-${index}`, ticketId: BigInt(index + 1), idVente: `OLD-${index}` },
        body: '{"ticket_id":"1","latest_comment":"Zénobie Quiquandon"}',
        outcome: 'nothing_new',
        receivedAt: age(days),
        handledAt: isOpen ? null : age(days),
      },
    });
  }
});
afterAll(closeDatabase);

const keysOf = async (raw: Record<string, string> = {}, limit?: number) =>
  (await listActivity(connectionId, parseActivitySearch(raw), limit)).entries.map(({ key }) => key);

async function archiveAll() {
  for (const archive of archives)
    while ((await transaction((tx) => archiveBatch(tx, archive, at))).length > 0);
}

test('what is finished and old moves without its contents, what is open stays, and the list shows the same', async () => {
  const before = await keysOf();
  expect(before).toHaveLength(12);
  await archiveAll();
  expect(await db.delivery.count({ where: { connectionId } })).toBe(3);
  expect(await db.webhookEvent.count({ where: { connectionId } })).toBe(3);
  expect(await db.delivery.count({ where: { connectionId, state: 'needs_merchant' } })).toBe(1);
  expect(await keysOf()).toEqual(before);
  expect(await keysOf({ state: 'done' })).toHaveLength(10);
  expect(await keysOf({ state: 'open' })).toHaveLength(2);
  expect(await keysOf({ q: 'OLD-0' })).toHaveLength(2);
  const { entries } = await listActivity(connectionId, parseActivitySearch({ q: 'OLD-0' }));
  expect(entries.map(({ payload }) => payload)).toEqual([null, null]);
  const months = (await listMonths('delivery')).map((month) => month.getTime());
  expect(new Set(months).size).toBe(months.length);
});

test('pages over both without losing or repeating one', async () => {
  const all = await keysOf();
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof listActivity>> = await listActivity(
      connectionId,
      parseActivitySearch({ cursor }),
      5,
    );
    paged.push(...page.entries.map(({ key }) => key));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
});

test('runs again, and beside another, without losing or doubling a row', async () => {
  await Promise.all([archiveAll(), archiveAll()]);
  const { rows } = await pool.query<{ rows: string; ids: string }>(
    `SELECT count(*) AS rows, count(DISTINCT id) AS ids FROM archive.delivery WHERE connection_id = $1`,
    [connectionId],
  );
  expect(rows[0]).toEqual({ rows: '3', ids: '3' });
});

test('a row another process holds is left for the next round', async () => {
  const { id: reviewId } = await transaction((tx) =>
    makeReview(tx, { websiteId, rating: 1, orderRef: 'HELD', at: age(45) }),
  );
  // Older than every other row by its number, as it is by its time.
  const { id } = await db.delivery.create({
    data: {
      ...{ connectionId, reviewId, kind: 'create_ticket', state: 'done', fromSeq: 1, toSeq: 1, payload: {} },
      id: '01800000-0000-7000-8000-000000000000',
      createdAt: age(45),
      doneAt: age(45),
    },
  });
  const holder = await pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM delivery WHERE id = $1 FOR UPDATE', [id]);
  expect(await transaction((tx) => archiveBatch(tx, 'delivery', at))).toEqual([]);
  await holder.query('COMMIT');
  holder.release();
  expect(await transaction((tx) => archiveBatch(tx, 'delivery', at))).toEqual([{ websiteId }]);
});

test('a review still says when its ticket was last told, from the archive', async () => {
  const { lastSyncAt } = await findTicketOfReview(reviews[0] ?? '');
  expect(lastSyncAt?.getTime()).toBe(age(100).getTime());
});

test('an erasure reaches the archive', async () => {
  await eraseAuthor({ email: 'zenobie@author.test', websiteId, source: 'shop', at });
  expect(await searchDatabase(['quiquandon', 'OLD-0'])).toEqual([]);
});

test('months are made ahead and dropped whole once nobody is to remember them', async () => {
  const last = addMonths(at, -20);
  await addArchiveMonths('delivery', [last]);
  await addArchiveMonths('delivery', [last]);
  const count = (await listMonths('delivery')).length;
  expect(await dropArchiveMonths('delivery', at, 13)).toBe(1);
  expect(await listMonths('delivery')).toHaveLength(count - 1);
  expect(await dropArchiveMonths('delivery', at, 13)).toBe(0);
});

test('what belonged to a website goes with it', async () => {
  await db.website.delete({ where: { id: websiteId } });
  for (const archive of archives) {
    const { rowCount } = await pool.query(`SELECT 1 FROM archive.${archive} WHERE connection_id = $1`, [
      connectionId,
    ]);
    expect(rowCount).toBe(0);
  }
});

test('a connection that is deleted takes its traffic along, and what was stored in that moment loses its contents', async () => {
  const website = await transaction((tx) => makeWebsite(tx));
  const gone = await db.zendeskConnection.create({
    data: { websiteId: website.id, subdomain: 'gone', method: 'api_token' },
  });
  const webhook = (invocationId: string) => ({
    ...{ connectionId: gone.id, invocationId, ticketId: 9n, body: '{"ticket_id":"9"}' },
    receivedAt: age(45),
  });
  await db.webhookEvent.create({ data: webhook('before') });
  await db.zendeskConnection.delete({ where: { id: gone.id } });
  expect(await db.webhookEvent.count({ where: { connectionId: gone.id } })).toBe(0);
  await db.webhookEvent.create({ data: webhook('in that moment') });
  await archiveAll();
  expect(await db.webhookEvent.count({ where: { connectionId: gone.id } })).toBe(0);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, db } from '@/lib/platform/db/client';
import { findCertificateWebsite } from '@/lib/certificate/certificate';
import { encodeCursor } from '@/lib/certificate/cursor';
import { listSorts, type ListProof, type ListSort } from '@/lib/certificate/listQuery';
import { listShownReviews } from '@/lib/certificate/reviewList';
import { getScore } from '@/lib/certificate/shown';
import { insertReply, insertReview, insertWebsite } from '@/lib/certificate/testRows';

const at = new Date('2026-11-22T10:00:00Z');
const published = (iso: string) => ({ publishedAt: new Date(iso), submittedAt: new Date(iso) });

let websiteId: string;

beforeEach(async () => {
  websiteId = (await insertWebsite()).id;
});
afterAll(closeDatabase);

const list = (
  cursor?: string,
  limit?: number,
  more: { sort?: ListSort; proof?: ListProof; rating?: number } = {},
) =>
  listShownReviews(
    { websiteId },
    { sort: 'newest', proof: 'verified', cursor, ...more },
    { at, ...(limit ? { limit } : {}) },
  );
const idsOf = async () => (await list()).items.map((item) => item.id);

describe('average and distribution', () => {
  it('average counts twelve rolling months, distribution five years, nothing older', async () => {
    await insertReview(websiteId, { rating: 5, ...published('2026-11-01T10:00:00Z') });
    await insertReview(websiteId, { rating: 4, ...published('2025-11-22T00:00:00Z') });
    await insertReview(websiteId, { rating: 1, ...published('2025-11-21T23:59:59Z') });
    await insertReview(websiteId, { rating: 1, ...published('2021-11-21T23:59:59Z') });
    const score = await getScore({ websiteId }, at);
    expect(score).toMatchObject({ average: 4.5, recentCount: 2, totalCount: 3 });
    expect(score.distribution.map(({ count }) => count)).toEqual([1, 1, 0, 0, 1]);
  });

  it('count verified purchases only; the others are listed apart', async () => {
    const { id: proven } = await insertReview(websiteId, { rating: 3 });
    const { id: unproven } = await insertReview(websiteId, { rating: 5, isVerified: false });
    const { id: imported } = await insertReview(websiteId, {
      rating: 5,
      isVerified: false,
      origin: 'imported',
      originSource: 'l’ancienne boutique',
    });
    expect(await getScore({ websiteId }, at)).toMatchObject({
      average: 3,
      recentCount: 1,
      totalCount: 1,
      othersCount: 2,
    });
    expect(await idsOf()).toEqual([proven]);
    const others = (await list(undefined, undefined, { proof: 'other' })).items;
    expect(others.map(({ id }) => id).sort()).toEqual([unproven, imported].sort());
    expect((await list(undefined, undefined, { proof: 'other', rating: 3 })).items).toEqual([]);
  });

  it('counts published brand reviews of this website only', async () => {
    const other = await insertWebsite();
    await insertReview(other.id, { rating: 1 });
    await insertReview(websiteId, { rating: 1, type: 'product', productRef: 'vase' });
    const later = new Date('2026-11-29T10:00:00Z');
    await insertReview(websiteId, { rating: 1, status: 'pending', publishedAt: null, publishDueAt: later });
    await insertReview(websiteId, {
      rating: 1,
      status: 'in_moderation',
      publishedAt: null,
      publishDueAt: later,
    });
    await insertReview(websiteId, { rating: 1, status: 'refused', refusedAt: at });
    await insertReview(websiteId, { rating: 1, status: 'withdrawn', withdrawnAt: at });
    await insertReview(websiteId, { rating: 1, status: 'in_moderation', reportedAt: at });
    expect(await getScore({ websiteId }, at)).toMatchObject({ average: null, totalCount: 0 });
    expect(await idsOf()).toEqual([]);
  });
});

/** Every page one after the other, as a reader's clicks ask for them. */
async function walk(limit: number, more: { sort?: ListSort; rating?: number } = {}) {
  const seen = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor, limit, more);
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return seen;
}

describe('sorts and filters', () => {
  it('walk every review exactly once, best or worst first, the newest first within a rating', async () => {
    for (let index = 0; index < 13; index++) {
      const day = String(1 + (index % 4)).padStart(2, '0');
      await insertReview(websiteId, { rating: 1 + (index % 5), ...published(`2026-10-${day}T10:00:00Z`) });
    }
    for (const sort of listSorts) {
      const seen = await walk(3, { sort });
      expect(new Set(seen.map(({ id }) => id)).size, sort).toBe(13);
      const times = (some: typeof seen) => some.map(({ publishedAt }) => publishedAt.getTime());
      const groups =
        sort === 'newest' ? [seen] : [1, 2, 3, 4, 5].map((n) => seen.filter((x) => x.rating === n));
      for (const group of groups) expect(times(group)).toEqual(times(group).sort((a, b) => b - a));
      const direction = { newest: 0, highest: -1, lowest: 1 }[sort];
      const given = seen.map(({ rating }) => rating);
      if (direction) expect(given).toEqual([...given].sort((a, b) => direction * (a - b)));
    }
  });

  it('show one rating only, page by page', async () => {
    for (const rating of [5, 1, 5, 3, 5]) await insertReview(websiteId, { rating });
    const seen = await walk(2, { rating: 5 });
    expect(seen.map(({ rating }) => rating)).toEqual([5, 5, 5]);
    expect(await walk(2, { rating: 4 })).toEqual([]);
  });

  it('keep products apart from the brand and from each other', async () => {
    await insertReview(websiteId);
    const vase = await insertReview(websiteId, { type: 'product', productRef: 'vase' });
    await insertReview(websiteId, { type: 'product', productRef: 'lampe' });
    const { items } = await listShownReviews(
      { websiteId, productRef: 'vase' },
      { sort: 'newest', proof: 'verified' },
      { at },
    );
    expect(items.map(({ id }) => id)).toEqual([vase.id]);
  });
});

describe('reviews of a certificate', () => {
  it('come newest publication first and page without gap or double, also through equal times', async () => {
    const made = [];
    for (let index = 0; index < 7; index++) {
      made.push(
        await insertReview(
          websiteId,
          published(index < 4 ? '2026-10-01T10:00:00Z' : `2026-10-0${index}T10:00:00Z`),
        ),
      );
    }
    const seen = (await walk(2)).map((item) => item.id);
    const expected = made
      .sort((a, b) => b.publishedAt!.getTime() - a.publishedAt!.getTime() || (a.id < b.id ? 1 : -1))
      .map((review) => review.id);
    expect(seen).toEqual(expected);
  });

  it('start at the top for a cursor that is not ours', async () => {
    const review = await insertReview(websiteId);
    for (const cursor of [
      'x',
      '%00',
      Buffer.from("2026-01-01' OR 1=1").toString('base64url'),
      randomUUID(),
    ]) {
      expect((await list(cursor)).items.map((item) => item.id)).toEqual([review.id]);
    }
    expect((await list(encodeCursor({ rating: 1, at: new Date(0), id: randomUUID() }))).items).toEqual([]);
  });

  it('carry both dates, and a name only for 18 months and only if the author agreed', async () => {
    await insertReview(websiteId, {
      ...published('2026-11-03T10:00:00Z'),
      orderDate: new Date('2026-10-20T00:00:00Z'),
    });
    await insertReview(websiteId, { ...published('2026-11-02T10:00:00Z'), isAnonymous: true });
    await insertReview(websiteId, published('2025-05-01T10:00:00Z'));
    const { items } = await list();
    expect(items.map((item) => item.authorName)).toEqual(['Claire D.', null, null]);
    expect(items[0]).toMatchObject({
      publishedAt: new Date('2026-11-03T10:00:00Z'),
      experiencedAt: new Date('2026-10-20T00:00:00Z'),
    });
    expect(JSON.stringify(items)).not.toMatch(/Delmas|example\.test/);
  });

  it('show the dialogue of merchant and author, never the moderators’ part', async () => {
    const review = await insertReview(websiteId);
    await insertReply(review.id, { body: 'Réponse' });
    await insertReply(review.id, {
      body: 'Interne',
      origin: 'moderator',
      createdAt: new Date('2026-11-03T10:00:00Z'),
    });
    await insertReply(review.id, {
      body: 'Merci',
      origin: 'author',
      createdAt: new Date('2026-11-04T10:00:00Z'),
    });
    const { items } = await list();
    expect(items[0]?.exchanges.map(({ body }) => body)).toEqual(['Réponse', 'Merci']);
  });

  it('keep hidden exchanges hidden and the review itself visible', async () => {
    const review = await insertReview(websiteId);
    await insertReply(review.id);
    await db.review.update({ where: { id: review.id }, data: { exchangesHidden: true } });
    const { items } = await list();
    expect(items).toHaveLength(1);
    expect(items[0]?.exchanges).toEqual([]);
  });
});

describe('website of a certificate', () => {
  it('is null for an unknown id and for anything that is no id', async () => {
    expect(await findCertificateWebsite(websiteId)).toMatchObject({ name: 'Maison Lune' });
    expect(await findCertificateWebsite(randomUUID())).toBeNull();
    expect(await findCertificateWebsite("' OR 1=1 --")).toBeNull();
  });
});

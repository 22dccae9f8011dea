import { gzipSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { GET } from '@/app/widget/[file]/route';
import { env } from '@/lib/platform/env';
import { transaction } from '@/lib/platform/db/client';
import { insertReply, insertReview, insertWebsite } from '@/lib/certificate/testRows';
import { setExchangesHidden, withdrawReview } from '@/lib/reviews/service';
import type { WidgetView } from '@/lib/widget/view';

let id: string;
beforeEach(async () => {
  id = (await insertWebsite({ name: 'Maison Lune' })).id;
});

const recent = () => new Date(Date.now() - 86_400_000);
const published = (values = {}) => insertReview(id, { submittedAt: recent(), ...values });
const actor = { kind: 'merchant' as const, name: 'Thomas' };

async function get(file: string, { query = '', tag = '' } = {}) {
  const headers: Record<string, string> = tag ? { 'if-none-match': tag } : {};
  const request = new Request(`http://localhost/widget/${file}${query}`, { headers });
  return GET(request, { params: Promise.resolve({ file }) });
}
const view = async (query = '') => (await (await get(`${id}.json`, { query })).json()) as WidgetView;

describe('data of a widget', () => {
  it('is open to every origin, sets no cookie, and carries figures, reviews and words', async () => {
    await published({ rating: 5, comment: '<b>Parfait</b> 🌒 مرحبا' });
    await published({ rating: 4, isAnonymous: true });
    const response = await get(`${id}.json`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('set-cookie')).toBeNull();
    const data = (await response.json()) as WidgetView;
    expect(data).toMatchObject({
      website: { id, name: 'Maison Lune' },
      score: { average: 4.5, count: 2, totalCount: 2 },
      words: { average: '4,5', outOf: 'sur 5' },
    });
    expect(data.reviews.map(({ author }) => author).sort()).toEqual(['Claire D.', null]);
    expect(data.reviews.map(({ comment }) => comment)).toContain('<b>Parfait</b> 🌒 مرحبا');
    expect(JSON.stringify(data)).not.toMatch(/Delmas|example\.test/);
  });

  it('is answered 304 until something shown changes, and anew at once when it does', async () => {
    const review = await published();
    const first = await get(`${id}.json`);
    const tag = first.headers.get('etag') ?? '';
    expect((await get(`${id}.json`, { tag })).status).toBe(304);
    expect((await get(`${id}.json`, { tag: `W/${tag}` })).status).toBe(304);
    await transaction((tx) => withdrawReview(tx, { reviewId: review.id, actor, at: new Date() }));
    const next = await get(`${id}.json`, { tag });
    expect(next.status).toBe(200);
    expect(next.headers.get('etag')).not.toBe(tag);
    expect(((await next.json()) as WidgetView).score.totalCount).toBe(0);
  });

  it('has another tag for another question', async () => {
    const tags = ['', '?limit=3', '?lang=en', '?product=vase', '?sort=lowest'].map(async (query) =>
      (await get(`${id}.json`, { query })).headers.get('etag'),
    );
    expect(new Set(await Promise.all(tags)).size).toBe(5);
  });

  it('keeps hidden exchanges hidden', async () => {
    const review = await published();
    await insertReply(review.id, { body: 'Réponse visible' });
    expect((await view()).reviews[0]?.replies).toMatchObject([{ from: 'merchant', body: 'Réponse visible' }]);
    const act = { reviewId: review.id, actor, at: new Date(), hidden: true };
    await transaction((tx) => setExchangesHidden(tx, act));
    expect((await view()).reviews[0]?.replies).toEqual([]);
  });

  it('is the product’s own when one is named, and pages on', async () => {
    for (const rating of [5, 4, 3]) await published({ type: 'product', productRef: 'vase', rating });
    await published({ rating: 1 });
    const first = await view('?product=vase&limit=2');
    expect(first).toMatchObject({
      subject: { type: 'product', ref: 'vase' },
      score: { count: 3, average: 4 },
    });
    const rest = await view(`?product=vase&limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([...first.reviews, ...rest.reviews]).toHaveLength(3);
    expect(rest.nextCursor).toBeNull();
    expect((await view('?product=inconnu')).score).toMatchObject({ average: null, count: 0 });
  });

  it('takes whatever stands in the address', async () => {
    await published();
    for (const query of ['?limit=-1', '?limit=999', '?cursor=%00', '?product=%00', '?lang=xx', '?sort=drop'])
      expect((await get(`${id}.json`, { query })).status, query).toBe(200);
    expect((await view('?limit=0')).reviews).toEqual([]);
  });
});

describe('script of a widget', () => {
  it('is under 8 KB before compression, keeps no cookie and reads no markup', async () => {
    const response = await get(`${id}.js`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(Buffer.byteLength(text)).toBeLessThan(8 * 1024);
    expect(gzipSync(text).byteLength).toBeLessThan(4 * 1024);
    expect(text).not.toMatch(/cookie|localStorage|innerHTML|insertAdjacent|document\.write/);
    const tag = response.headers.get('etag') ?? '';
    expect((await get(`${id}.js`, { tag })).status).toBe(304);
  });

  it('carries the address it is served at, for a shop that serves it from a file of its own', async () => {
    expect(await (await get(`${id}.js`)).text()).toContain(`"${env.appUrl}/widget/${id}.js"`);
    const other = (await insertWebsite({ name: 'Autre' })).id;
    const tags = await Promise.all(
      [id, other].map(async (of) => (await get(`${of}.js`)).headers.get('etag')),
    );
    expect(tags[0]).not.toBe(tags[1]);
  });

  it('is not there for an unknown website, nor is anything else', async () => {
    for (const file of [`${randomUUID()}.js`, `${randomUUID()}.json`, 'x.json', "'.js", `${id}.css`, id]) {
      const response = await get(file);
      expect(response.status, file).toBe(404);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
  });
});

import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileAlert } from '@/lib/moderationDesk/alerts';
import { findCase, listCases } from '@/lib/moderationDesk/cases';
import { decideCase } from '@/lib/moderationDesk/decisions';
import { db, transaction } from '@/lib/platform/db/client';
import { parseEvent } from '@/lib/reviews/events';
import { fold } from '@/lib/reviews/fold';
import { appealRefusal } from '@/lib/reviews/appeals';
import { publishReview } from '@/lib/reviews/service';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

const start = new Date('2026-03-02T10:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
let moderator: { id: string; name: string };

beforeAll(async () => {
  moderator = await transaction((tx) =>
    makeUser(tx, { name: 'Ines', email: 'ines@team.test', password: 'demo-demo-demo', isModerator: true }),
  );
});

async function published() {
  return transaction(async (tx) => {
    const { id: websiteId } = await makeWebsite(tx);
    const { id: reviewId } = await makeReview(tx, { websiteId, rating: 1, at: start });
    await publishReview(tx, { reviewId, actor: { kind: 'merchant', name: 'Claire' }, at: hours(1) });
    return { websiteId, reviewId };
  });
}
const alert = (place: { websiteId: string; reviewId: string }, more = {}) =>
  transaction((tx) =>
    fileAlert(tx, {
      websiteId: place.websiteId,
      review: place.reviewId,
      reason: 'promo_spam',
      comment: 'C’est une publicité.',
      locale: 'fr',
      at: hours(2),
      ...more,
    }),
  );
const decide = (id: string, outcome: 'accepted' | 'rejected') =>
  transaction((tx) =>
    decideCase(tx, { kind: 'alerts', id, outcome, statement: 'Vu.', moderator, at: hours(3) }),
  );
const statusOf = async (id: string) => (await db.review.findUniqueOrThrow({ where: { id } })).status;
const casesOf = async (reviewId: string) => {
  const ids = (await db.alert.findMany({ where: { reviewId } })).map(({ id }) => id);
  return (await listCases(moderator.id)).filter(({ id }) => ids.includes(id));
};

describe('a reader’s alert', () => {
  it('is a case of the team and leaves the review public until it is decided', async () => {
    const place = await published();
    await alert(place);
    const [item] = await casesOf(place.reviewId);
    expect(item).toMatchObject({ kind: 'alerts', reason: 'promo_spam', dueAt: hours(50) });
    expect(await statusOf(place.reviewId)).toBe('published');
    expect(await findCase('alerts', item?.id ?? '')).toMatchObject({
      decided: null,
      report: { comment: 'C’est une publicité.' },
    });
  });

  it('upheld, refuses the review, tells its author, closes the others, and can be appealed', async () => {
    const place = await published();
    await alert(place);
    await alert(place, { reason: 'off_topic' });
    const [first] = await casesOf(place.reviewId);
    expect(await decide(first?.id ?? '', 'accepted')).toEqual({ status: 'refused' });
    expect(await casesOf(place.reviewId)).toEqual([]);
    const rows = await db.reviewEvent.findMany({
      where: { reviewId: place.reviewId },
      orderBy: { seq: 'asc' },
    });
    expect(fold(rows.map(parseEvent)).status).toBe('refused');
    const mails = await db.mail.findMany({ where: { reviewId: place.reviewId, kind: 'author_refused' } });
    expect(mails).toHaveLength(1);
    const appeal = { reviewId: place.reviewId, body: 'Relisez.', at: hours(4) };
    await transaction((tx) => appealRefusal(tx, { ...appeal, actor: { kind: 'author', name: 'Alix' } }));
    await expect(decide(first?.id ?? '', 'accepted')).rejects.toMatchObject({ code: 'report_not_open' });
  });

  it('set aside, changes nothing', async () => {
    const place = await published();
    await alert(place);
    const [item] = await casesOf(place.reviewId);
    expect(await decide(item?.id ?? '', 'rejected')).toEqual({ status: 'published' });
    expect(await casesOf(place.reviewId)).toEqual([]);
    expect(await findCase('alerts', item?.id ?? '')).toMatchObject({ decided: { state: 'rejected' } });
  });

  it('answers alike for unknown, foreign and unpublished reviews, and a flood of them is a handful', async () => {
    const place = await published();
    const other = await published();
    await expect(alert({ ...place, reviewId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
    await expect(alert({ ...place, reviewId: other.reviewId })).rejects.toMatchObject({ code: 'not_found' });
    for (let count = 0; count < 8; count++) await alert(place);
    expect(await casesOf(place.reviewId)).toHaveLength(5);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { lastDigestAt, queueDigests } from '@/lib/mail/digests';
import { findContent } from '@/lib/mail/source';
import type { MailKind } from '@/lib/platform/outbox';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { getNotificationSettings, saveNotificationSettings } from '@/lib/websites/notifications';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

/** A Thursday. */
const saved = new Date('2026-03-05T12:00:00Z');
const wanted = {
  addresses: ['a@shop.test', 'b@shop.test'],
  onNewReview: false,
  onToHandle: false,
  onAnswer: false,
  onDecision: false,
  digest: 'daily' as const,
};
let websiteId: string;

beforeEach(async () => {
  await db.notificationSetting.deleteMany();
  websiteId = (await transaction((tx) => makeWebsite(tx))).id;
});

const save = (changes: Partial<typeof wanted> | { digest: 'weekly' } = {}, version = 1, at = saved) =>
  transaction((tx) => saveNotificationSettings(tx, websiteId, { ...wanted, ...changes, version }, at));
const digests = () =>
  db.mail.findMany({ where: { websiteId, kind: 'merchant_digest' }, orderBy: { createdAt: 'asc' } });

describe('digests', () => {
  it('come once per address and day, also when several workers look at the same moment', async () => {
    await save();
    const morning = new Date('2026-03-06T08:00:30Z');
    await Promise.all([queueDigests(morning), queueDigests(morning), queueDigests(morning)]);
    expect((await digests()).map(({ toAddress }) => toAddress).sort()).toEqual(wanted.addresses);
    await queueDigests(new Date('2026-03-06T20:00:00Z'));
    expect(await digests()).toHaveLength(2);
    await queueDigests(new Date('2026-03-07T08:00:00Z'));
    expect(await digests()).toHaveLength(4);
  });

  it('begin with the day they are wanted from, not with the past', async () => {
    await save();
    await queueDigests(new Date('2026-03-05T23:00:00Z'));
    expect(await digests()).toEqual([]);
  });

  it('weekly ones come on Mondays at nine of the website’s time zone, in summer time too', () => {
    const due = (at: string) => lastDigestAt(new Date(at), 'Europe/Paris', 'weekly').toISOString();
    expect(due('2026-03-08T12:00:00Z')).toBe('2026-03-02T08:00:00.000Z');
    expect(due('2026-03-09T08:00:00Z')).toBe('2026-03-09T08:00:00.000Z');
    expect(due('2026-03-31T12:00:00Z')).toBe('2026-03-30T07:00:00.000Z');
  });

  it('tell the period’s figures and what waits; nothing when there is nothing to tell', async () => {
    await save({ digest: 'weekly' });
    const content = async () => {
      const mail = (await digests()).at(-1);
      if (!mail) throw new Error('No digest was queued');
      return findContent({ ...mail, kind: mail.kind as MailKind });
    };
    const monday = new Date('2026-03-09T09:00:00Z');
    await queueDigests(monday);
    expect(await content()).toBeNull();
    for (const [rating, orderRef] of [
      [1, 'O-1'],
      [5, 'O-2'],
    ] as const)
      await transaction((tx) =>
        makeReview(tx, { websiteId, orderRef, rating, at: new Date('2026-03-10T10:00:00Z') }),
      );
    await queueDigests(new Date('2026-03-16T09:00:00Z'));
    expect((await content())?.content).toMatchObject({ received: 2, average: 3, toHandle: 1, published: 0 });
  });
});

describe('notification settings', () => {
  it('are saved whole, over the version that was seen only', async () => {
    expect(await save()).toEqual({ ...wanted, addresses: 'a@shop.test\nb@shop.test', version: 2 });
    await expect(save()).rejects.toSatisfy(
      (error) => error instanceof AppError && error.code === 'version_conflict' && error.params.version === 2,
    );
    expect((await getNotificationSettings(db, websiteId)).version).toBe(2);
  });

  it('do not start a running digest anew', async () => {
    await save();
    await save({ onNewReview: true }, 2, new Date('2026-03-09T12:00:00Z'));
    expect(await db.notificationSetting.findUnique({ where: { websiteId } })).toMatchObject({
      digestSince: saved,
    });
  });
});

/**
 * Queues the digests that are due: daily at 09:00 of the website's time zone, weekly on Mondays. The period's end is moved and
 * its mails are queued in one transaction, so a killed worker sends none twice and forgets none.
 */
import { queueMail } from '@/lib/platform/outbox';
import { now } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db/client';
import type { Pump } from '@/lib/platform/jobs/pump';
import { lastRunAt } from '@/lib/reviews/calendar';

const batchSize = 50;

/** The newest time of day, or Monday, at which a digest of this kind was due. */
export function lastDigestAt(at: Date, timeZone: string, frequency: 'daily' | 'weekly'): Date {
  let due = lastRunAt(at, timeZone);
  const weekday = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' });
  while (frequency === 'weekly' && weekday.format(due) !== 'Mon')
    due = lastRunAt(new Date(due.getTime() - 1), timeZone);
  return due;
}

/** @returns how many websites got a digest. */
export async function queueDigests(at: Date): Promise<number> {
  const wanting = await db.notificationSetting.findMany({
    where: { digest: { not: 'none' }, addresses: { isEmpty: false } },
    include: { website: { select: { timeZone: true, locale: true } } },
  });
  const due = wanting.flatMap((setting) => {
    if (setting.digest === 'none') return [];
    const until = lastDigestAt(at, setting.website.timeZone, setting.digest);
    return setting.digestSince < until ? [{ setting, until }] : [];
  });
  for (const { setting, until } of due.slice(0, batchSize)) {
    const { websiteId, addresses, digestSince, website } = setting;
    await transaction(async (tx) => {
      const { count } = await tx.notificationSetting.updateMany({
        where: { websiteId, digestSince },
        data: { digestSince: until },
      });
      // Another worker was first.
      if (count === 0) return;
      for (const to of addresses)
        await queueMail(tx, {
          kind: 'merchant_digest',
          to,
          locale: website.locale,
          websiteId,
          data: { from: digestSince.toISOString(), until: until.toISOString() },
          dedupeKey: `digest:${websiteId}:${until.toISOString()}:${to}`,
        });
    });
  }
  return Math.min(due.length, batchSize);
}

export const digestPump: Pump = {
  name: 'digests',
  wakes: [],
  everyMs: 60_000,
  async run() {
    return (await queueDigests(now())) === batchSize ? 'more' : 'idle';
  },
};

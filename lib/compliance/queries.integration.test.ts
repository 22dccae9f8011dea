import { expect, it } from 'vitest';
import { getComplianceFile } from '@/lib/compliance/queries';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { decideReport, reportReview } from '@/lib/reviews/reports';
import { publishReview, replyToReview } from '@/lib/reviews/service';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

const start = new Date('2026-03-02T10:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
const merchant = { kind: 'merchant' as const, name: 'Claire' };
const act = <T>(work: (tx: Tx) => Promise<T>) => transaction(work);

it('measures delays by rating and tells each decision with its reasons, of this website and period only', async () => {
  const { id: websiteId } = await act((tx) => makeWebsite(tx));
  const { id: other } = await act((tx) => makeWebsite(tx));
  const team = await act((tx) =>
    makeUser(tx, { email: 'team@compliance.test', name: 'Inès', password: 'long enough', isModerator: true }),
  );
  const submit = (site: string, orderRef: string, at: Date, rating = 1) =>
    act((tx) => makeReview(tx, { websiteId: site, orderRef, at, rating }));
  const publish = (reviewId: string, at: Date) =>
    act((tx) => publishReview(tx, { reviewId, actor: merchant, at }));

  const first = await submit(websiteId, 'A', start);
  const second = await submit(websiteId, 'B', hours(1));
  await publish(first.id, hours(10));
  await publish(second.id, hours(31));
  const waiting = await submit(websiteId, 'C', hours(40), 2);
  await submit(websiteId, 'next month', hours(24 * 40), 2);
  await submit(other, 'A', start, 1);

  await act((tx) =>
    replyToReview(tx, {
      reviewId: second.id,
      body: 'Bonjour',
      source: 'api',
      actor: merchant,
      at: hours(32),
    }),
  );
  const report = { reason: 'off_topic' as const, comment: '', source: 'portal' as const };
  await act((tx) => reportReview(tx, { reviewId: second.id, ...report, actor: merchant, at: hours(33) }));
  const moderator = { kind: 'moderator' as const, name: team.name, userId: team.id };
  await act((tx) =>
    decideReport(tx, {
      reviewId: second.id,
      outcome: 'accepted',
      statement: 'Sans rapport.',
      actor: moderator,
      at: hours(43),
    }),
  );

  const file = await getComplianceFile(websiteId, { from: '2026-03-02', to: '2026-03-31' }, hours(50));
  expect(file.delays.map(({ rating }) => rating)).toEqual([1, 2, 3, 4, 5]);
  expect(file.delays[0]).toMatchObject({ submitted: 2, published: 2, medianHours: 20, waiting: 0 });
  expect(file.delays[0]?.p90Hours).toBeCloseTo(28);
  expect(file.delays[1]).toMatchObject({ submitted: 1, published: 0, medianHours: null, waiting: 1 });
  expect(file.delays[4]).toMatchObject({ submitted: 0, published: 0, withinSevenDays: 0 });
  expect(file.outcomes).toEqual([{ reason: 'off_topic', open: 0, accepted: 1, rejected: 0, closed: 0 }]);
  expect(file.decisions).toMatchObject([
    {
      kind: 'report',
      reviewId: second.id,
      outcome: 'accepted',
      hours: 10,
      statement: 'Sans rapport.',
      evidence: 0,
    },
  ]);
  expect(file.decidedInTime).toEqual({ count: 1, of: 1 });
  expect(waiting.status).toBe('in_moderation');

  // The last day counts whole, by the website's own midnight: 22:30 UTC of the 31st is the 1st in Paris.
  await submit(websiteId, 'late', new Date('2026-03-31T22:30:00Z'), 5);
  const march = await getComplianceFile(websiteId, { from: '2026-03-31', to: '2026-03-31' }, hours(900));
  const april = await getComplianceFile(websiteId, { from: '2026-04-01', to: '2026-04-01' }, hours(900));
  expect([march.delays[4]?.submitted, april.delays[4]?.submitted]).toEqual([0, 1]);
});
